//! Changes of an engagement's records, as one line: `enter demo; add 2 feedback, 1 spend; set due of goals/find`.

use crate::model::kind::OutcomeKind;
use crate::model::record::{Kind, Record};
use crate::model::reference::Reference;
use crate::model::words::short;

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new; the words of its fact, where known.
    Added(Option<String>),
    /// It has other bytes; the keys with other values, where known.
    Set(Vec<String>),
    /// It is gone.
    Removed,
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
    let (added, others): (Vec<_>, Vec<_>) = changes.iter().partition(|(_, change)| matches!(change, Change::Added(_)));
    let walk = added.iter().filter_map(|(record, _)| walked(record));
    let facts = added.iter().filter_map(|(record, change)| match (record, change) {
        (Reference::Record(kind, _), Change::Added(words)) => Some((*kind, words.as_deref())),
        _ => None,
    });
    let facts = recorded(&facts.collect::<Vec<_>>());
    let named = others.iter().take(NAMED).map(|(record, change)| otherwise(record, change));
    let more = (others.len() > NAMED).then(|| format!("{} more", others.len() - NAMED));
    walk.chain(facts).chain(named).chain(more).collect::<Vec<_>>().join("; ")
}

/// New records: the words of the only fact, beside which new people are counted; else the number of each kind.
fn recorded(records: &[(Kind, Option<&str>)]) -> Vec<String> {
    let facts = records.iter().filter(|(kind, _)| *kind != Kind::Person).count();
    let is_only = |kind| records.len() == 1 || (facts == 1 && kind != Kind::Person);
    let (named, others): (Vec<_>, Vec<_>) = records.iter().partition(|(kind, words)| words.is_some() && is_only(*kind));
    let named = named.into_iter().map(|(kind, words)| format!("add {}: {}", kind.word(), words.unwrap_or_default()));
    named.chain(counted(&others)).collect()
}

/// The number of new records of each kind.
fn counted(records: &[(Kind, Option<&str>)]) -> Option<String> {
    let of = |kind: &Kind| match records.iter().filter(|(of, _)| of == kind).count() {
        0 => None,
        1 => Some(format!("1 {}", kind.word())),
        several => Some(format!("{several} {}", kind.folder())),
    };
    let counts: Vec<_> = Kind::ALL.iter().filter_map(of).collect();
    (!counts.is_empty()).then(|| format!("add {}", counts.join(", ")))
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

fn otherwise(record: &Reference, change: &Change) -> String {
    let name = match record {
        Reference::Entry(entry) => entry.step.to_string(),
        Reference::Pace(_) => "the PACE plan".to_owned(),
        other => other.to_string(),
    };
    match change {
        Change::Set(keys) if keys.is_empty() || keys.len() > 3 => format!("change {name}"),
        Change::Set(keys) => format!("set {} of {name}", keys.join(", ")),
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
                vec![("goals/a", Change::Removed), ("goals/b", Change::Removed), ("goals/c", Change::Removed)],
                "remove goals/a; remove goals/b; 1 more",
            ),
            (vec![], ""),
        ] {
            assert_eq!(said(&changes), expected);
        }
    }
}
