//! How much the requirements moved, before and after the customer signed the scope.

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Change, Of, Requirement, Side, Signoff};
use crate::model::reference::Reference;

/// A move of one requirement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move<'a> {
    /// The day of it.
    pub on: Date,
    /// The requirement's name.
    pub name: &'a Reference,
    /// The requirement.
    pub requirement: &'a Requirement,
    /// What changed; none when it was raised that day.
    pub change: Option<&'a Change>,
}

/// The moves of a cycle, by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Churn<'a> {
    /// The day the customer first signed the scope.
    pub signed: Option<Date>,
    /// Moves up to that day; all of them where nothing is signed.
    pub before: Vec<Move<'a>>,
    /// Moves after it.
    pub after: Vec<Move<'a>>,
}

/// The first day on which someone of the customer's side accepted the scope.
pub fn first_signed(engagement: &Engagement) -> Option<Date> {
    let theirs = |signoff: &Signoff| signoff.by.iter().any(|person| engagement.is_of(person, Side::Customer));
    let scope = engagement.all::<Signoff>().map(|(_, signoff)| signoff).filter(|signoff| signoff.of == Of::Scope);
    scope.filter(|signoff| signoff.is_accepted() && theirs(signoff)).map(|signoff| signoff.on).min()
}

/// The moves of the requirements in a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Churn<'_> {
    let in_cycle = |moved: &Move| engagement.entry_on(moved.on).is_some_and(|entry| entry.cycle == cycle);
    let mut moves: Vec<_> = engagement.all::<Requirement>().flat_map(moves).filter(in_cycle).collect();
    moves.sort_by_key(|moved| moved.on);
    let signed = first_signed(engagement);
    let (before, after) = moves.into_iter().partition(|moved| signed.is_none_or(|day| moved.on <= day));
    Churn { signed, before, after }
}

fn moves<'a>((name, requirement): (&'a Reference, &'a Requirement)) -> impl Iterator<Item = Move<'a>> {
    let raised = Move { on: requirement.raised, name, requirement, change: None };
    let changed = requirement.changes.iter();
    let changed = changed.map(move |change| Move { on: change.on, name, requirement, change: Some(change) });
    std::iter::once(raised).chain(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_day_of_the_signature_still_counts_as_before() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-01"},
                "cycle-2/01-hypothesis": {"entered": "2026-05-01"}},
              "records": {"people/ana": {"name": "Ana", "side": "customer"},
                "people/bo": {"name": "Bo", "side": "ours"},
                "signoffs/2026-03-05-scope-aaaa": {"on": "2026-03-05", "of": "scope", "by": ["bo"]},
                "signoffs/2026-03-10-scope-aaaa": {"on": "2026-03-10", "of": "scope", "by": ["ana"]},
                "requirements/offline": {"statement": "offline", "class": "user", "raised": "2026-03-02", "changes": [
                    {"on": "2026-03-10", "what": "on phones"}, {"on": "2026-03-11", "what": "in print"},
                    {"on": "2026-05-02", "what": "in colour"}]}}}"#,
        );
        let churn = of_cycle(&engagement, 1);
        let days = |moves: &[Move]| moves.iter().map(|moved| moved.on.to_string()).collect::<Vec<_>>();
        assert_eq!(churn.signed.unwrap().to_string(), "2026-03-10");
        assert_eq!(days(&churn.before), ["2026-03-02", "2026-03-10"]);
        assert_eq!(days(&churn.after), ["2026-03-11"]);
        assert_eq!(days(&of_cycle(&engagement, 2).after), ["2026-05-02"]);
    }
}
