//! How well each goal was performed, P, S, M or U, and never better than its evidence.
//!
//! The four ratings are those of the After-Action Report/Improvement Plan of the Homeland Security
//! Exercise and Evaluation Program (HSEEP, January 2020), which rates an objective by what was observed.

use crate::model::engagement::Engagement;
use crate::model::record::{Action, Goal, Lesson, LessonKind, Verdict};
use crate::model::reference::Reference;

/// What a rating rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Met, with evidence, in time, and with nothing left to do.
    Proved,
    /// Met, and nothing that proves it is recorded.
    Unproved,
    /// Met, and judged so many days after it was due.
    Late(i64),
    /// Met, and that many actions came of it.
    Mended(usize),
    /// Met, after the PACE plan had to be switched so many times in the cycle.
    Switched(usize),
    /// Met, with so many mistakes of ours in the cycle.
    Mistaken(usize),
    /// Met in part.
    Partly,
    /// Missed.
    Missed,
}

impl Ground {
    /// The best rating that it bears: performed without challenges (P), with some (S) or major (M) ones, or unable to
    /// be performed (U).
    pub const fn rating(self) -> &'static str {
        match self {
            Self::Proved => "P",
            Self::Unproved | Self::Late(_) | Self::Mended(_) | Self::Switched(_) | Self::Mistaken(_) => "S",
            Self::Partly => "M",
            Self::Missed => "U",
        }
    }
}

/// What a goal's rating rests on; none while nobody judged it.
///
/// HSEEP rates P what achieved its objective, S what did and left something to enhance, M what did so with
/// grave trouble, and U what did not. Here a goal is rated P only when it is met, something proves it, it
/// was judged by its due day, no action came of it, and its cycle switched no PACE tier and made no mistake; met otherwise it is S. Met in part is M at best,
/// with evidence or without, since its criterion does not hold; missed is U.
pub fn of(engagement: &Engagement, name: &Reference, goal: &Goal) -> Option<Ground> {
    let late = goal.judged.zip(goal.due).map(|(judged, due)| judged.days_since(due)).filter(|days| *days > 0);
    let mended = engagement.all::<Action>().filter(|(_, action)| action.from.as_ref() == Some(name)).count();
    match goal.verdict() {
        Verdict::Open => None,
        Verdict::Missed => Some(Ground::Missed),
        Verdict::Partly => Some(Ground::Partly),
        Verdict::Met if goal.evidence.is_empty() => Some(Ground::Unproved),
        Verdict::Met => Some(match (late, mended) {
            (Some(days), _) => Ground::Late(days),
            (None, 0) => troubled(engagement, goal).unwrap_or(Ground::Proved),
            (None, actions) => Ground::Mended(actions),
        }),
    }
}

/// What went wrong in the cycle in which a goal was judged, the present one where its day is not known.
fn troubled(engagement: &Engagement, goal: &Goal) -> Option<Ground> {
    let cycle = goal.judged.map_or_else(|| engagement.cycle(), |day| engagement.cycle_on(day));
    let before = |on| goal.judged.is_none_or(|judged| on <= judged);
    let switches =
        engagement.pace(cycle).map_or(0, |pace| pace.switches.iter().filter(|switch| before(switch.on)).count());
    let lessons = engagement.in_cycle::<Lesson>(cycle).filter(|(_, lesson)| lesson.kind == LessonKind::Mistake);
    match (switches, lessons.count()) {
        (0, 0) => None,
        (0, mistakes) => Some(Ground::Mistaken(mistakes)),
        (switches, _) => Some(Ground::Switched(switches)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn ground(more: &str, actions: &str) -> Option<Ground> {
        let engagement = fixture::engagement(&format!(
            r#"{{"records": {{"goals/g": {{"statement": "s", "criterion": "c", "committed": "2026-03-02"{more}}}{actions}}}}}"#
        ));
        let name = "goals/g".parse().unwrap();
        let goal = engagement.all::<Goal>().next().unwrap().1.clone();
        of(&engagement, &name, &goal)
    }

    const PROVED: &str = r#", "verdict": "met", "evidence": [{"what": "the log"}], "due": "2026-03-20""#;

    #[test]
    fn a_goal_that_nobody_judged_is_not_rated() {
        assert_eq!(ground("", ""), None);
        assert_eq!(ground(r#", "verdict": "open", "evidence": [{"what": "the log"}]"#, ""), None);
    }

    #[test]
    fn a_met_goal_is_without_challenges_only_when_it_is_proved_in_time_and_done_with() {
        let judged = |day: &str| format!(r#"{PROVED}, "judged": "{day}""#);
        let action = r#", "actions/a": {"what": "a", "owner": "ana", "raised": "2026-03-20", "from": "goals/g"}"#;
        assert_eq!(ground(&judged("2026-03-20"), ""), Some(Ground::Proved));
        assert_eq!(ground(&judged("2026-03-22"), ""), Some(Ground::Late(2)));
        assert_eq!(ground(&judged("2026-03-20"), action), Some(Ground::Mended(1)));
        assert_eq!(ground(r#", "verdict": "met""#, ""), Some(Ground::Unproved));
        assert_eq!(Ground::Proved.rating(), "P");
        for ground in [Ground::Late(2), Ground::Mended(1), Ground::Unproved] {
            assert_eq!(ground.rating(), "S");
        }
    }

    #[test]
    fn a_mistake_or_a_switch_in_its_cycle_is_a_challenge() {
        let told = |more: &str| {
            let engagement = fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/04-dev": {{"entered": "2026-03-01"}}}}, {more},
                    "records": {{"goals/g": {{"statement": "s", "criterion": "c", "committed": "2026-03-02"{PROVED}}},
                      "lessons/2026-03-03-a": {{"on": "2026-03-03", "kind": "mistake", "issue": "a"}}}}}}"#
            ));
            let goal = engagement.all::<Goal>().next().unwrap().1.clone();
            of(&engagement, &"goals/g".parse().unwrap(), &goal)
        };
        assert_eq!(told(r#""paces": {}"#), Some(Ground::Mistaken(1)));
        let switch = r#"{"on": "2026-03-03", "from": "primary", "to": "alternate", "trigger": "t"}"#;
        let switched = told(&format!(r#""paces": {{"cycle-1": {{"switches": [{switch}]}}}}"#));
        assert_eq!((switched, Ground::Mistaken(1).rating()), (Some(Ground::Switched(1)), "S"));
    }

    #[test]
    fn no_evidence_lifts_what_is_not_met() {
        let proved = |verdict: &str| format!(r#", "verdict": "{verdict}", "evidence": [{{"what": "the log"}}]"#);
        assert_eq!(ground(&proved("partly"), "").map(Ground::rating), Some("M"));
        assert_eq!(ground(&proved("missed"), "").map(Ground::rating), Some("U"));
    }
}
