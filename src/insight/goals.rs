//! The goals: how many of each verdict, and which ones a cycle worked on.

use crate::insight::prelude::*;

/// How many goals have a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct GoalCounts {
    /// Met.
    pub met: usize,
    /// Met in part.
    pub partly: usize,
    /// Missed.
    pub missed: usize,
    /// Not judged yet.
    pub open: usize,
}

/// The goals counted by verdict.
pub fn tally<'a>(goals: impl IntoIterator<Item = &'a Goal>) -> GoalCounts {
    let mut tally = GoalCounts::default();
    for goal in goals {
        match goal.verdict() {
            Verdict::Open => tally.open += 1,
            Verdict::Met => tally.met += 1,
            Verdict::Partly => tally.partly += 1,
            Verdict::Missed => tally.missed += 1,
        }
    }
    tally
}

/// The goals a cycle worked on: committed to by then, and not judged in an earlier one.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<(&Reference, &Goal)> {
    those(engagement, |goal| {
        let (first, last) = worked_on(engagement, goal);
        first <= cycle && last.is_none_or(|last| last >= cycle)
    })
}

/// The goals that were judged in earlier cycles, and not worked on in this one.
pub fn judged_before(engagement: &Engagement, cycle: u32) -> Vec<(&Reference, &Goal)> {
    those(engagement, |goal| worked_on(engagement, goal).1.is_some_and(|last| last < cycle))
}

/// The first and the last cycle that worked on a goal; no last one before it is judged.
fn worked_on(engagement: &Engagement, goal: &Goal) -> (u32, Option<u32>) {
    let committed = engagement.stay_of(goal).map_or(1, |stay| stay.cycle);
    let judged = goal.judged.filter(|_| goal.verdict() != Verdict::Open);
    (committed, judged.map(|day| engagement.cycle_on(day).max(committed)))
}

fn those(engagement: &Engagement, is_one: impl Fn(&Goal) -> bool) -> Vec<(&Reference, &Goal)> {
    let mut goals: Vec<_> = engagement.all::<Goal>().filter(|(_, goal)| is_one(goal)).collect();
    goals.sort_by_key(|(name, goal)| (goal.committed, *name));
    goals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn an_open_goal_goes_on_into_the_next_cycle_and_a_judged_one_does_not() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-2/01-hypothesis": "2026-04-01"},
                "records": {"goals/a": {"committed": "2026-03-05", "verdict": "met", "judged": "2026-03-20"},
                "goals/b": {"committed": "2026-03-04"}, "goals/c": {"committed": "2026-04-05", "verdict": "missed"}}}"#,
        );
        let names =
            |cycle| of_cycle(&engagement, cycle).iter().map(|(_, goal)| goal.statement.as_str()).collect::<Vec<_>>();
        assert_eq!(names(1), ["b", "a"]);
        assert_eq!(names(2), ["b", "c"]);
        let counted = tally(engagement.all::<Goal>().map(|(_, goal)| goal));
        assert_eq!(counted, GoalCounts { open: 1, met: 1, partly: 0, missed: 1 });
    }
}
