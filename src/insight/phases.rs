//! How many of several engagements are at each phase, and how many ended.

use crate::model::engagement::Engagement;
use crate::model::record::OutcomeKind;
use crate::model::step::Phase;

/// Engagements counted by phase and outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phases {
    /// The open ones by phase, every phase in its order.
    pub open: Vec<(Phase, usize)>,
    /// Open, with no entry yet.
    pub not_begun: usize,
    /// Completed.
    pub completed: usize,
    /// Called off.
    pub called_off: usize,
}

impl Phases {
    /// How many are open.
    pub fn open(&self) -> usize {
        self.not_begun + self.open.iter().map(|(_, number)| number).sum::<usize>()
    }
}

/// Counts several engagements by phase and outcome.
pub fn of(engagements: &[Engagement]) -> Phases {
    let ended = |kind| engagements.iter().filter(|e| e.last_outcome.is_some_and(|(_, last)| last == kind)).count();
    let open = |phase: Option<Phase>| {
        let at = |e: &&Engagement| e.is_open() && e.place().map(|place| place.step.phase()) == phase;
        engagements.iter().filter(at).count()
    };
    Phases {
        open: Phase::ALL.iter().map(|phase| (*phase, open(Some(*phase)))).collect(),
        not_begun: open(None),
        completed: ended(OutcomeKind::Completed),
        called_off: ended(OutcomeKind::CalledOff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_open_ones_are_counted_by_phase_and_the_others_by_how_they_ended() {
        let engagements = [
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01"}}"#,
            r#"{"entries": {"cycle-1/01-validate": "2026-03-01"}}"#,
            r#"{"entries": {"cycle-1/01-demo": "2026-03-01"},
                "outcomes": {"1": {"on": "2026-03-05", "kind": "called-off", "reason": "r"}}}"#,
            "{}",
        ]
        .map(fixture::engagement);
        let phases = of(&engagements);
        assert_eq!(phases.open, [(Phase::Assess, 2), (Phase::Commit, 0), (Phase::Deliver, 0), (Phase::Ensure, 0)]);
        assert_eq!((phases.open(), phases.not_begun, phases.completed, phases.called_off), (3, 1, 0, 1));
    }
}
