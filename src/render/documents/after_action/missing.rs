//! The empty parts of the report: left out, and listed in one line at the end.

use super::View;
use crate::render::documents::prelude::*;

/// The line that lists what is left out. Parts of a part that is left out are not listed.
pub fn missing(view: &View, mission: Option<&Text>) -> String {
    let believed = &view.hypothesis;
    let is_untested =
        [believed.verdict, &believed.met, &believed.with, &believed.confirmed, &believed.adjusted].concat().is_empty();
    let has = |kinds: &[&str]| view.lessons.iter().any(|lesson| kinds.contains(&lesson.kind));
    let is_judged = view.goals.iter().any(|goal| goal.verdict_key != "open" || !goal.evidence.is_empty());
    let (has_goals, has_lessons) = (!view.goals.is_empty(), !view.lessons.is_empty());
    let has_no_spend = view.spend.is_empty() && view.hours.ours.is_empty();
    wording::missing(&[
        ("the mission", mission.is_none()),
        ("the summary", view.summary.is_empty()),
        ("who reviewed it", view.reviewed_by.is_empty()),
        ("the participants", view.people.is_empty()),
        ("how they worked before", believed.today.is_empty()),
        ("the benefit", believed.benefit.is_empty()),
        ("our assumptions", believed.assumptions.is_empty()),
        ("what would have made us stop", believed.stop_if.is_empty()),
        ("the first meeting", is_untested),
        ("what we confirmed", believed.confirmed.is_empty() && !is_untested),
        ("what changed our view", believed.adjusted.is_empty() && !is_untested),
        ("the goals", !has_goals),
        ("the verdicts on the goals", has_goals && !is_judged),
        ("the PACE plan", view.tiers.is_empty()),
        ("what was done", view.done.iter().all(|done| done.items.is_empty())),
        ("the customer's feedback", view.voices.is_empty()),
        ("the reasons", view.why.is_empty()),
        ("the lessons", !has_lessons),
        ("what to sustain", has_lessons && !has(&["sustain"])),
        ("what to improve", has_lessons && !has(&["improve", "mistake"])),
        ("the actions", view.actions.is_empty()),
        ("safety", view.safety.is_empty()),
        ("the requirements", view.requirements.is_empty()),
        ("the spend", has_no_spend),
        ("our hours", view.hours.ours.is_empty() && !has_no_spend),
        ("the customer's hours", view.hours.theirs.is_empty()),
        ("the materials", view.artifacts.is_empty()),
        ("the approaches tried", view.approaches.is_empty()),
        ("what comes next", view.next.is_empty()),
    ])
}
