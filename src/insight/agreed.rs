//! What was agreed, when and by whom: sign-offs, decisions and changes of requirements, in date order.

use crate::insight::prelude::*;

/// Something that was agreed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreed<'a> {
    /// The day.
    pub on: Date,
    /// The record of it.
    pub record: &'a Reference,
    /// What it is.
    pub what: AgreedKind<'a>,
}

/// What kind of agreement it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AgreedKind<'a> {
    /// A sign-off, or a refusal to sign.
    Signoff(&'a Signoff),
    /// A decision.
    Decision(&'a Decision),
    /// A change of a requirement.
    Change(&'a Requirement, &'a Change),
}

impl Agreed<'_> {
    /// The word for what it is.
    pub fn word(&self) -> &'static str {
        match self.what {
            AgreedKind::Signoff(_) => "sign-off",
            AgreedKind::Decision(_) => "decision",
            AgreedKind::Change(..) => "change",
        }
    }

    /// Who agreed to it; of a change, who asked for it.
    pub fn by(&self) -> &[PersonId] {
        match self.what {
            AgreedKind::Signoff(signoff) => &signoff.by,
            AgreedKind::Decision(decision) => &decision.by,
            AgreedKind::Change(_, change) => change.asked_by.as_slice(),
        }
    }

    /// Whether someone on the customer's side agreed to it.
    pub fn is_theirs(&self, engagement: &Engagement) -> bool {
        self.by().iter().any(|person| engagement.is_of(person, Side::Customer))
    }

    /// What was agreed, on one line, without the people and the reason.
    pub fn words(&self) -> String {
        match self.what {
            AgreedKind::Signoff(signoff) if signoff.verdict == Some(Signed::Rejected) => {
                format!("{} rejected", signoff.of)
            }
            AgreedKind::Signoff(signoff) => format!("{} signed", signoff.of),
            AgreedKind::Decision(decision) => decided(decision),
            AgreedKind::Change(requirement, change) => {
                let statement = requirement.statement.one_line();
                format!("{}: {}", statement.trim_end_matches('.'), change.what.one_line())
            }
        }
    }
}

/// `Search by berth, instead of search by year`.
pub fn decided(decision: &Decision) -> String {
    let what = decision.what.one_line();
    match &decision.instead_of {
        None => what,
        Some(instead) => format!("{}, instead of {}", what.trim_end_matches('.'), instead.one_line()),
    }
}

/// All agreements of an engagement, by day.
pub fn of(engagement: &Engagement) -> Vec<Agreed<'_>> {
    let mut all: Vec<_> = engagement.records.iter().flat_map(|(name, record)| of_record(name, record)).collect();
    all.sort_by_key(|agreed| (agreed.on, agreed.record));
    all
}

fn of_record<'a>(record: &'a Reference, of: &'a Record) -> Vec<Agreed<'a>> {
    match of {
        Record::Signoff(signoff) => vec![Agreed { on: signoff.on, record, what: AgreedKind::Signoff(signoff) }],
        Record::Decision(decision) => vec![Agreed { on: decision.on, record, what: AgreedKind::Decision(decision) }],
        Record::Requirement(requirement) => {
            let changed =
                |change: &'a Change| Agreed { on: change.on, record, what: AgreedKind::Change(requirement, change) };
            requirement.changes.iter().map(changed).collect()
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn sign_offs_decisions_and_changes_come_in_date_order_with_their_people() {
        let engagement = fixture::engagement(
            r#"{"records": {"people/ana": {}, "people/bo": {"side": "ours"},
                "decisions/2026-03-04-b": {"what": "By berth.", "instead_of": "by year", "by": ["bo"]},
                "decisions/2026-03-02-a": {"what": "On a laptop", "by": ["bo", "ana"]},
                "requirements/r": {"statement": "Offline.", "raised": "2026-03-01", "changes": [{"on": "2026-03-03",
                "what": "scans too", "asked_by": "ana"}, {"on": "2026-03-06", "what": "x"}]},
                "signoffs/2026-03-05-scope-a": {}, "notes/2026-03-02-n": {}}}"#,
        );
        let lines: Vec<_> = of(&engagement)
            .iter()
            .map(|agreed| {
                format!("{} {} {} {}", agreed.on, agreed.word(), agreed.words(), agreed.is_theirs(&engagement))
            })
            .collect();
        assert_eq!(
            lines,
            [
                "2026-03-02 decision On a laptop true",
                "2026-03-03 change Offline: scans too true",
                "2026-03-04 decision By berth, instead of by year false",
                "2026-03-05 sign-off scope signed true",
                "2026-03-06 change Offline: x false",
            ]
        );
    }
}
