//! Changes of an engagement's records, as one line: `enter demo; add 2 feedback, 1 spend; set due of goals/find`.

use crate::insight::prelude::*;
use crate::model::words::{count, short};

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

/// The number of steps that are named.
const ENTERED: usize = 3;

/// The words of a record's fact, with the amount of money.
pub fn fact(record: &Record) -> Option<String> {
    let text = record.text().map(|text| short(&text.one_line(), LONGEST)).unwrap_or_default();
    Some(match record {
        Record::Spend(spend) => format!("{text}, {} {}", spend.amount.grouped(), spend.currency),
        Record::Signoff(signoff) => signoff.of.to_string(),
        _ => text,
    })
}

/// The changes as one line; empty if there are none.
pub fn summary(changes: &[(Reference, Change)]) -> String {
    if let Some((old, new)) = renamed(changes) {
        let others = changes.iter().filter(|(record, _)| record != old && record != new);
        let rest = summary(&others.cloned().collect::<Vec<_>>());
        return [format!("rename {old} to {new}"), rest].join("; ").trim_end_matches("; ").to_owned();
    }
    let (added, others): (Vec<_>, Vec<_>) = changes.iter().partition(|(_, change)| matches!(change, Change::Added(_)));
    let is_entry = |record: &&Reference| matches!(record, Reference::Entry(_));
    let (entries, walk): (Vec<_>, Vec<_>) = added.iter().map(|(record, _)| record).partition(is_entry);
    let entered = match entries.len() {
        0..=ENTERED => entries.iter().filter_map(|record| walked(record)).collect(),
        many => vec![format!("enter {many} steps")],
    };
    let (ends, begins): (Vec<_>, Vec<_>) =
        walk.into_iter().partition(|record| matches!(record, Reference::Outcome(..)));
    let walk = begins.into_iter().filter_map(walked).chain(entered).chain(ends.into_iter().filter_map(walked));
    let facts = added.iter().filter_map(|(record, change)| match (record, change) {
        (Reference::Record(kind, _), Change::Added(words)) => Some((*kind, words.as_deref())),
        _ => None,
    });
    let facts = recorded(&facts.collect::<Vec<_>>());
    let named = others.iter().take(NAMED).map(|(record, change)| otherwise(record, change));
    let more = (others.len() > NAMED).then(|| format!("{} more", others.len() - NAMED));
    walk.chain(facts).chain(named).chain(more).collect::<Vec<_>>().join("; ")
}

/// The old and the new name, if one thing is gone and one of its kind is new.
fn renamed(changes: &[(Reference, Change)]) -> Option<(&Reference, &Reference)> {
    let things = |is_gone: bool| {
        let is_of = move |change: &Change| match change {
            Change::Removed => is_gone,
            Change::Added(_) => !is_gone,
            _ => false,
        };
        let all = changes.iter().filter(move |(_, change)| is_of(change)).map(|(record, _)| record);
        all.filter(|record| matches!(record, Reference::Record(kind, _) if kind.row().day.is_none()))
            .collect::<Vec<_>>()
    };
    match (things(true).as_slice(), things(false).as_slice()) {
        ([old], [new]) if old.word() == new.word() => Some((old, new)),
        _ => None,
    }
}

/// New records: the words of the only fact, beside which new people are counted; else the number of each kind.
fn recorded(records: &[(Kind, Option<&str>)]) -> Vec<String> {
    let facts = records.iter().filter(|(kind, _)| *kind != Kind::Person).count();
    let is_only = |kind| records.len() == 1 || (facts == 1 && kind != Kind::Person);
    let (named, others): (Vec<_>, Vec<_>) = records.iter().partition(|(kind, words)| words.is_some() && is_only(*kind));
    let named = named.into_iter().map(|(kind, words)| format!("add {}: {}", word(kind), words.unwrap_or_default()));
    named.chain(counted(&others)).collect()
}

/// The number of new records of each kind.
fn counted(records: &[(Kind, Option<&str>)]) -> Option<String> {
    let of = |kind: &Kind| match records.iter().filter(|(of, _)| of == kind).count() {
        0 => None,
        1 => Some(format!("1 {}", word(*kind))),
        several if *kind == Kind::Signoff => Some(count(several, "sign-off")),
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
        Reference::Pace(_) => "start the PACE plan".to_owned(),
        Reference::Outcome(_, OutcomeKind::CalledOff) => "call off".to_owned(),
        Reference::Outcome(_, OutcomeKind::Completed) => "close".to_owned(),
        Reference::Outcome(_, OutcomeKind::Reopened) => "reopen".to_owned(),
        Reference::Record(..) => return None,
    })
}

fn word(kind: Kind) -> &'static str {
    if kind == Kind::Signoff { "sign-off" } else { kind.word() }
}

fn otherwise(record: &Reference, change: &Change) -> String {
    let name = match record {
        Reference::Entry(entry) => entry.step.to_string(),
        Reference::Pace(_) => "the PACE plan".to_owned(),
        other => other.to_string(),
    };
    let sets = |kind, key: &str| {
        let is_set = matches!(change, Change::Set(keys) if keys.iter().any(|set| set == key));
        is_set && matches!(record, Reference::Record(of, _) if *of == kind)
    };
    match change {
        _ if sets(Kind::Action, "done") => format!("mark {name} as done"),
        _ if sets(Kind::Goal, "verdict") => format!("judge {name}"),
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
            (vec![("outcomes/01-called-off", new.clone())], "call off"),
            (vec![("cycle-1/04-dev", set(&["built", "code"]))], "set built, code of dev"),
            (vec![("goals/find", set(&[])), ("people/bo", Change::Removed)], "change goals/find; remove people/bo"),
            (
                vec![("goals/a", Change::Removed), ("goals/b", Change::Removed), ("goals/c", Change::Removed)],
                "remove goals/a; remove goals/b; 1 more",
            ),
            (
                vec![
                    ("people/ana", Change::Removed),
                    ("people/bo", new.clone()),
                    ("goals/find", set(&["responsible"])),
                ],
                "rename people/ana to people/bo; set responsible of goals/find",
            ),
            (vec![("goals/find", set(&["verdict", "judged"]))], "judge goals/find"),
            (vec![], ""),
        ] {
            assert_eq!(said(&changes), expected);
        }
    }
}
