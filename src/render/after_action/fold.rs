//! Which parts of the report a cycle has come to. A part with nothing in it is named in one line at
//! the end as long as the cycle is before the step it belongs to, and says so itself afterwards.
//! From the review on, nothing is folded.

use std::collections::BTreeMap;

use super::View;
use crate::model::engagement::Engagement;
use crate::model::step::Step;
use crate::model::words;
use crate::render::said;

/// A part of the report.
struct Part {
    key: &'static str,
    name: &'static str,
    step: Step,
    is_empty: fn(&View) -> bool,
}

impl Part {
    /// Whether another part, where it is folded too, says as much.
    fn is_within(&self, other: &Self) -> bool {
        matches!((self.key, other.key), ("judged", "goals") | ("switches", "pace"))
    }
}

const fn part(key: &'static str, name: &'static str, step: Step, is_empty: fn(&View) -> bool) -> Part {
    Part { key, name, step, is_empty }
}

/// All parts that can be folded, in the order of the report.
const PARTS: &[Part] = &[
    part("reviewed", "who reviewed it", Step::AfterAction, |view| view.reviewed_by == said::NOT_RECORDED),
    part("reported", "the report to management", Step::AfterAction, |view| view.reported == said::NOT_RECORDED),
    part("people", "who took part", Step::Validate, |view| view.people.is_empty()),
    part("met", "what meeting the customer made of the hypothesis", Step::Validate, |view| {
        view.hypothesis.is_untested()
    }),
    part("goals", "the goals", Step::Select, |view| view.goals.is_empty()),
    part("pace", "the PACE plan", Step::Dev, |view| view.pace.is_empty()),
    part("summary", "the summary", Step::AfterAction, |view| view.summary == said::NOTHING),
    part("done", "what was done", Step::Select, |view| view.done.is_empty()),
    part("switches", "the PACE switches", Step::Dev, |view| view.switches.is_empty()),
    part("judged", "the verdicts on the goals", Step::Demo, |view| view.goals.are_open()),
    part("voices", "the customer's impressions", Step::Demo, |view| view.voices.is_empty()),
    part("why", "the reasons", Step::AfterAction, |view| view.why == said::NOTHING),
    part("sustain", "what to sustain", Step::AfterAction, |view| view.lessons.sustain.is_empty()),
    part("improve", "what to improve", Step::AfterAction, |view| view.lessons.improve.is_empty()),
    part("mistake", "the mistakes", Step::AfterAction, |view| view.lessons.mistake.is_empty()),
    part("plan", "the improvement plan", Step::AfterAction, |view| view.plan.is_empty()),
    part("safety", "safety", Step::AfterAction, |view| view.safety == said::NOTHING),
    part("requirements", "the requirements", Step::Select, |view| view.requirements.is_empty()),
    part("spend", "the spend", Step::AfterAction, |view| view.spend.is_empty()),
    part("their_hours", "the customer's hours", Step::AfterAction, |view| view.spend.has_no_hours_of_theirs()),
    part("artifacts", "the artifacts", Step::AfterAction, |view| view.artifacts.is_empty()),
    part("approaches", "the approaches tried", Step::Dev, |view| view.approaches.is_empty()),
    part("next", "what is next", Step::PlanNext, |view| view.next.is_empty()),
];

/// Which parts are shown, and the line that names the others.
pub fn fold(engagement: &Engagement, cycle: u32, view: &View) -> (BTreeMap<&'static str, bool>, String) {
    let reached = engagement.walk.iter().filter(|entry| entry.cycle == cycle).map(|entry| entry.step).max();
    let shown =
        |part: &&Part| reached.is_some_and(|step| step >= part.step.min(Step::AfterAction)) || !(part.is_empty)(view);
    let folded: Vec<_> = PARTS.iter().filter(|part| !shown(part)).collect();
    let named = folded.iter().filter(|part| !folded.iter().any(|other| part.is_within(other)));
    let folded: Vec<_> = named.map(|part| part.name).collect();
    let yet = if engagement.is_open() { " yet" } else { "" };
    let line = if folded.is_empty() {
        String::new()
    } else {
        format!("Nothing is recorded{yet} under: {}.", words::and_list(&folded))
    };
    (PARTS.iter().map(|part| (part.key, shown(&part))).collect(), line)
}
