//! The empty parts of the report: left out, and listed in one line at the end.

use super::View;
use crate::model::text::Text;
use crate::render::wording;

/// The line that lists what is left out. Parts of a part that is left out are not listed.
pub fn missing(view: &View, mission: Option<&Text>) -> String {
    let (believed, lessons) = (&view.hypothesis, &view.lessons);
    let is_untested =
        [believed.verdict, &believed.met, &believed.with, &believed.confirmed, &believed.adjusted].concat().is_empty();
    let has_no_lessons = [&lessons.sustain, &lessons.improve, &lessons.mistake].iter().all(|of| of.is_empty());
    let (has_no_goals, has_no_spend) = (view.goals.all.is_empty(), view.spend.is_empty() && view.hours.ours.is_empty());
    wording::missing(&[
        ("the mission that this serves", mission.is_none()),
        ("who reviewed it", view.reviewed_by.is_empty()),
        ("the report to management", view.reported.is_empty()),
        ("who took part", view.people.is_empty()),
        ("how they did it before", believed.today.is_empty()),
        ("what they would gain", believed.benefit.is_empty()),
        ("what we assumed", believed.assumptions.is_empty()),
        ("what would have made us stop", believed.stop_if.is_empty()),
        ("what meeting the customer made of the hypothesis", is_untested),
        ("what of it held", believed.confirmed.is_empty() && !is_untested),
        ("what we learned that changed it", believed.adjusted.is_empty() && !is_untested),
        ("the goals", has_no_goals),
        ("the PACE plan", view.tiers.is_empty()),
        ("the summary", view.summary.is_empty()),
        ("the walk", view.timeline.is_empty()),
        ("what was done", view.done.is_empty()),
        ("the PACE switches", view.switches.is_empty() && !view.tiers.is_empty()),
        ("the verdicts on the goals", !view.goals.judged && !has_no_goals),
        ("the customer's impressions", view.voices.is_empty()),
        ("the reasons", view.why.is_empty()),
        ("the lessons", has_no_lessons),
        ("what to sustain", lessons.sustain.is_empty() && !has_no_lessons),
        ("what to improve", lessons.improve.is_empty() && !has_no_lessons),
        ("the mistakes", lessons.mistake.is_empty() && !has_no_lessons),
        ("the improvement plan", view.actions.is_empty()),
        ("safety", view.safety.is_empty()),
        ("the requirements", view.requirements.is_empty()),
        ("the spend", has_no_spend),
        ("our hours", view.hours.ours.is_empty() && !has_no_spend),
        ("the customer's hours", view.hours.theirs.is_empty()),
        ("the artifacts", view.artifacts.is_empty()),
        ("the approaches tried", view.approaches.is_empty()),
        ("what is next", view.next.is_empty()),
    ])
}
