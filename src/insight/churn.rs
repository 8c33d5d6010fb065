//! How much the requirements changed, before and after the customer signed the scope.

use crate::insight::prelude::*;
use crate::insight::signature;

/// A requirement with its name.
pub type NamedRequirement<'a> = (&'a Reference, &'a Requirement);

/// A change of one requirement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RequirementChange<'a> {
    /// The requirement's name.
    pub name: &'a Reference,
    /// The current requirement.
    pub requirement: &'a Requirement,
    /// What changed.
    pub change: &'a Change,
}

/// What happened to the requirements in a cycle, by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Churn<'a> {
    /// The day the customer first signed the scope, in this cycle or an earlier one.
    pub signed: Option<Date>,
    /// Requirements first asked for.
    pub raised: Vec<NamedRequirement<'a>>,
    /// Changes up to the day of the signature; all of them without a signature.
    pub before: Vec<RequirementChange<'a>>,
    /// Changes after it.
    pub after: Vec<RequirementChange<'a>>,
}

/// What happened to the requirements in a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Churn<'_> {
    let mut raised: Vec<_> = engagement.in_cycle::<Requirement>(cycle).collect();
    raised.sort_by_key(|(_, requirement)| requirement.raised);
    let changes = engagement.all::<Requirement>().flat_map(changes);
    let mut changes: Vec<_> = changes.filter(|changed| engagement.cycle_on(changed.change.on) == cycle).collect();
    changes.sort_by_key(|changed| changed.change.on);
    let signed = signature::first(engagement, cycle);
    let (before, after) = changes.into_iter().partition(|changed| signed.is_none_or(|day| changed.change.on <= day));
    Churn { signed, raised, before, after }
}

fn changes((name, requirement): NamedRequirement<'_>) -> impl Iterator<Item = RequirementChange<'_>> {
    requirement.changes.iter().map(move |change| RequirementChange { name, requirement, change })
}

/// How much the requirements changed in all cycles, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Moved {
    /// The day the customer first signed the scope.
    pub signed: Option<Date>,
    /// Requirements asked for up to that day; all of them without a signature.
    pub raised_before: usize,
    /// Requirements asked for after it.
    pub raised_after: usize,
    /// Changes up to that day; all of them without a signature.
    pub changed_before: usize,
    /// Changes after it.
    pub changed_after: usize,
    /// Requirements that were dropped.
    pub dropped: usize,
}

/// How much the requirements changed in all cycles.
pub fn of_engagement(engagement: &Engagement) -> Moved {
    let signed = signature::first(engagement, u32::MAX);
    let mut moved = Moved { signed, ..Moved::default() };
    let is_after = |day: Date| signed.is_some_and(|signed| day > signed);
    for (_, requirement) in engagement.all::<Requirement>() {
        let raised = if is_after(requirement.raised) { &mut moved.raised_after } else { &mut moved.raised_before };
        *raised += 1;
        let after = requirement.changes.iter().filter(|change| is_after(change.on)).count();
        moved.changed_after += after;
        moved.changed_before += requirement.changes.len() - after;
        moved.dropped += usize::from(requirement.status == Some(Status::Dropped));
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_day_of_the_signature_still_counts_as_before() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-2/01-hypothesis": "2026-05-01"},
                "records": {"people/ana": {}, "people/bo": {"side": "ours"},
                "signoffs/2026-03-05-scope-aaaa": {"by": ["bo"]}, "signoffs/2026-03-10-scope-aaaa": {},
                "requirements/offline": {"changes": [{"on": "2026-03-10", "what": "on phones"},
                {"on": "2026-03-11", "what": "in print"}, {"on": "2026-05-02", "what": "in colour"}]}}}"#,
        );
        let days =
            |changes: &[RequirementChange]| changes.iter().map(|of| of.change.on.to_string()).collect::<String>();
        let churn = of_cycle(&engagement, 1);
        assert_eq!(churn.signed, "2026-03-10".parse().ok());
        assert_eq!(churn.raised.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>(), ["requirements/offline"]);
        let later = of_cycle(&engagement, 2).after;
        assert_eq!(
            [&churn.before, &churn.after, &later].map(|of| days(of)),
            ["2026-03-10", "2026-03-11", "2026-05-02"]
        );
        let moved =
            Moved { signed: churn.signed, raised_before: 1, changed_before: 1, changed_after: 2, ..Moved::default() };
        assert_eq!(of_engagement(&engagement), moved);
    }

    #[test]
    fn where_nothing_is_signed_everything_came_before() {
        let engagement = fixture::engagement(
            r#"{"records": {"requirements/a": {"status": "dropped", "changes": [{"on": "2026-03-10", "what": "x"}]},
                "requirements/b": {"raised": "2026-05-02"}}}"#,
        );
        let moved = Moved { raised_before: 2, changed_before: 1, dropped: 1, ..Moved::default() };
        assert_eq!(of_engagement(&engagement), moved);
    }
}
