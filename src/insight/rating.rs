//! How well each goal was performed, P, S, M or U, limited by its evidence.
//!
//! The four ratings are those of the After-Action Report/Improvement Plan of the Homeland Security
//! Exercise and Evaluation Program (HSEEP, January 2020), which rates an objective by what was observed.

use crate::insight::prelude::*;

/// The reason for a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Met, with evidence, in time, and without follow-up.
    Proved,
    /// Met, without recorded evidence.
    Unproved,
    /// Met, and judged this many days after it was due.
    Late(i64),
    /// Met, with this many follow-up actions.
    WithFollowUp(usize),
    /// Met, after a switch of the PACE plan in the cycle.
    Switched,
    /// Met, with this many mistakes of ours in the cycle.
    Mistaken(usize),
    /// Met in part.
    Partly,
    /// Missed.
    Missed,
}

impl Ground {
    /// The best rating that it allows: performed without challenges (P), with some (S) or major (M) ones, or unable to
    /// be performed (U).
    pub const fn rating(self) -> &'static str {
        match self {
            Self::Proved => "P",
            Self::Unproved | Self::Late(_) | Self::WithFollowUp(_) | Self::Switched | Self::Mistaken(_) => "S",
            Self::Partly => "M",
            Self::Missed => "U",
        }
    }
}

/// The reason for a goal's rating; none until it is judged.
///
/// HSEEP rates P what achieved its objective, S what did so with room for improvement, M what did so with serious
/// problems, and U what did not. Here a goal is rated P only if it is met, has evidence, was judged by its due day, has
/// no follow-up action, and its cycle switched no PACE tier and made no mistake; met otherwise, it is rated S. Met in
/// part is rated M at best, with evidence or without, since the criterion is not met; missed is rated U.
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
            (None, actions) => Ground::WithFollowUp(actions),
        }),
    }
}

/// The problems in the cycle in which a goal was judged; the current cycle if its day is not known.
fn troubled(engagement: &Engagement, goal: &Goal) -> Option<Ground> {
    let cycle = goal.judged.map_or_else(|| engagement.cycle(), |day| engagement.cycle_on(day));
    let before = |on| goal.judged.is_none_or(|judged| on <= judged);
    let switches =
        engagement.pace(cycle).map_or(0, |pace| pace.switches.iter().filter(|switch| before(switch.on)).count());
    let lessons = engagement.in_cycle::<Lesson>(cycle).filter(|(_, lesson)| lesson.kind == LessonKind::Mistake);
    match (switches, lessons.count()) {
        (0, 0) => None,
        (0, mistakes) => Some(Ground::Mistaken(mistakes)),
        _ => Some(Ground::Switched),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    const PROVED: &str = r#""verdict": "met", "evidence": [{"what": "the log"}], "due": "2026-03-20""#;

    /// The rating of a goal with these fields, and its reason, in an engagement with more records.
    fn rated(goal: &str, more: &str) -> Option<(Ground, &'static str)> {
        let engagement = fixture::engagement(&format!(
            r#"{{"entries": {{"cycle-1/04-dev": "2026-03-01"}}, "records": {{"goals/g": {{{goal}}}}} {more}}}"#
        ));
        let goal = engagement.all::<Goal>().next().unwrap().1.clone();
        of(&engagement, &"goals/g".parse().unwrap(), &goal).map(|ground| (ground, ground.rating()))
    }

    #[test]
    fn a_goal_is_rated_by_its_verdict_and_a_met_one_by_what_stood_in_its_way() {
        assert_eq!(rated("", ""), None);
        assert_eq!(rated(r#""verdict": "open", "evidence": [{"what": "the log"}]"#, ""), None);
        let judged = |day: &str| rated(&format!(r#"{PROVED}, "judged": "{day}""#), "");
        assert_eq!(judged("2026-03-20"), Some((Ground::Proved, "P")));
        assert_eq!(judged("2026-03-22"), Some((Ground::Late(2), "S")));
        assert_eq!(rated(r#""verdict": "met""#, ""), Some((Ground::Unproved, "S")));
        // evidence does not improve the rating of a goal that is not met
        let proved =
            |verdict: &str| rated(&format!(r#""verdict": "{verdict}", "evidence": [{{"what": "the log"}}]"#), "");
        assert_eq!(["partly", "missed"].map(|verdict| proved(verdict).unwrap().1), ["M", "U"]);
    }

    #[test]
    fn an_action_a_mistake_or_a_switch_in_its_cycle_is_a_challenge() {
        let with = |record: &str, more: &str| {
            let goal = format!(r#"{PROVED}}}, {record}, "people/di": {{"side": "ours""#);
            rated(&goal, more)
        };
        let action = r#""actions/2026-03-20-a": {"from": "goals/g"}"#;
        assert_eq!(with(action, ""), Some((Ground::WithFollowUp(1), "S")));
        let mistake = r#""lessons/2026-03-03-a": {"kind": "mistake"}"#;
        assert_eq!(with(mistake, ""), Some((Ground::Mistaken(1), "S")));
        let switch = r#"{"on": "2026-03-03", "from": "primary", "to": "alternate", "trigger": "t"}"#;
        let switched = format!(r#", "paces": {{"cycle-1": {{"switches": [{switch}]}}}}"#);
        assert_eq!(with(mistake, &switched), Some((Ground::Switched, "S")));
    }
}
