//! Changes of an engagement's records, as one line: `enter demo; add 2 feedback, 1 spend; set due of goals/find`.

use crate::model::kind::OutcomeKind;
use crate::model::record::{Kind, Record};
use crate::model::reference::Reference;
use crate::model::words::{count, short};

/// What happened to a record's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new; the words of its fact, where known.
    Added(Option<String>),
    /// Some of its keys have other values.
    Set(Vec<String>),
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed(Reference),
    /// It belongs to the losing branch of a fork.
    Forked,
}

/// The length at which a fact is cut, and the number of changed records that are named.
const LONGEST: usize = 60;
const NAMED: usize = 2;

/// The words of a record's fact, with the amount of money.
pub fn fact(record: &Record) -> Option<String> {
    let text = short(&record.text()?.one_line(), LONGEST);
    Some(match record {
        Record::Spend(spend) => format!("{text}, {} {}", spend.amount.grouped(), spend.currency),
        _ => text,
    })
}

/// The changes as one line; empty if there are none.
pub fn summary(changes: &[(Reference, Change)]) -> String {
    let is_added = |change: &Change| matches!(change, Change::Added(_));
    let added = || changes.iter().filter(|(_, change)| is_added(change)).map(|(record, _)| record);
    let others = changes.iter().filter(|(_, change)| !is_added(change));
    let walk = added().filter_map(walked);
    let records: Vec<_> = added().filter(|record| matches!(record, Reference::Record(..))).collect();
    let facts = only_fact(changes).or_else(|| counted(&records));
    let (named, rest): (Vec<_>, Vec<_>) = others.enumerate().partition(|(at, _)| *at < NAMED);
    let named = named.into_iter().map(|(_, (record, change))| otherwise(record, change));
    let rest = (!rest.is_empty()).then(|| format!("{} more", rest.len()));
    walk.chain(facts).chain(named).chain(rest).collect::<Vec<_>>().join("; ")
}

/// The words of the only new fact; new people beside it are counted.
fn only_fact(changes: &[(Reference, Change)]) -> Option<String> {
    let added = changes.iter().filter_map(|(record, change)| match (record, change) {
        (Reference::Record(kind, _), Change::Added(words)) => Some((*kind, words.as_deref())),
        _ => None,
    });
    let (people, facts): (Vec<_>, Vec<_>) = added.partition(|(kind, _)| *kind == Kind::Person);
    match (facts.as_slice(), people.as_slice()) {
        ([(kind, Some(words))], []) | ([], [(kind, Some(words))]) => Some(format!("add {}: {words}", kind.word())),
        ([(kind, Some(words))], people) => {
            Some(format!("add {}: {words}; add {}", kind.word(), count(people.len(), "person|people")))
        }
        _ => None,
    }
}

/// A new file of the walk.
fn walked(record: &Reference) -> Option<String> {
    Some(match record {
        Reference::Engagement => "open the engagement".to_owned(),
        // the first entry comes with the engagement
        Reference::Entry(entry) if entry.cycle == 1 && entry.number == 1 => return None,
        Reference::Entry(entry) => format!("enter {}", entry.step),
        Reference::Pace(_) => "begin the PACE plan".to_owned(),
        Reference::Outcome(_, OutcomeKind::CalledOff) => "call it off".to_owned(),
        Reference::Outcome(_, OutcomeKind::Completed) => "close it".to_owned(),
        Reference::Outcome(_, OutcomeKind::Reopened) => "reopen it".to_owned(),
        Reference::Record(..) => return None,
    })
}

/// The number of new records of each kind.
fn counted(records: &[&Reference]) -> Option<String> {
    let of =
        |kind: Kind| records.iter().filter(|record| matches!(record, Reference::Record(of, _) if *of == kind)).count();
    let counts = Kind::ALL.iter().filter_map(|kind| match of(*kind) {
        0 => None,
        1 => Some(format!("1 {}", kind.word())),
        several => Some(format!("{several} {}", kind.folder())),
    });
    let counts: Vec<_> = counts.collect();
    (!counts.is_empty()).then(|| format!("add {}", counts.join(", ")))
}

fn otherwise(record: &Reference, change: &Change) -> String {
    let name = match record {
        Reference::Entry(entry) => entry.step.to_string(),
        Reference::Pace(_) => "the PACE plan".to_owned(),
        other => other.to_string(),
    };
    match change {
        Change::Set(keys) if keys.is_empty() || keys.len() > 3 => format!("change {name}"),
        Change::Set(keys) => format!("set {} of {name}", keys.join(", ")),
        Change::Renamed(to) => format!("rename {name} to {to}"),
        Change::Forked => format!("move {name} to forks/"),
        Change::Removed => format!("remove {name}"),
        Change::Added(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_said_in_one_line_facts_before_counts_and_the_walk_first() {
        let said = |changes: &[(&str, Change)]| {
            let changes = changes.iter().map(|(record, change)| (record.parse().unwrap(), change.clone()));
            summary(&changes.collect::<Vec<_>>())
        };
        let (new, set) =
            (Change::Added(None), |keys: &[&str]| Change::Set(keys.iter().map(|key| (*key).to_owned()).collect()));
        let flights = Change::Added(Some("Flights, 1,200.00 EUR".to_owned()));
        for (changes, expected) in [
            (vec![("spend/2026-03-20-flights-abcd", flights.clone())], "add spend: Flights, 1,200.00 EUR"),
            (
                vec![("people/bo", new.clone()), ("spend/2026-03-20-flights-abcd", flights)],
                "add spend: Flights, 1,200.00 EUR; add 1 person",
            ),
            (vec![("engagement", new.clone()), ("cycle-1/01-hypothesis", new.clone())], "open the engagement"),
            (
                vec![("feedback/a", new.clone()), ("cycle-1/06-demo", new.clone()), ("feedback/b", new.clone())],
                "enter demo; add 2 feedback",
            ),
            (vec![("outcomes/01-called-off", new)], "call it off"),
            (vec![("cycle-1/04-dev", set(&["built", "code"]))], "set built, code of dev"),
            (vec![("goals/find", set(&[])), ("people/bo", Change::Removed)], "change goals/find; remove people/bo"),
            (
                vec![("goals/find", Change::Renamed("goals/search".parse().unwrap()))],
                "rename goals/find to goals/search",
            ),
            (
                vec![("goals/a", Change::Removed), ("goals/b", Change::Removed), ("goals/c", Change::Removed)],
                "remove goals/a; remove goals/b; 1 more",
            ),
            (vec![], ""),
        ] {
            assert_eq!(said(&changes), expected);
        }
    }
}
