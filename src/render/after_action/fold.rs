//! Which parts of the report hold something. A part with nothing in it is named in one line at the end.

use std::collections::BTreeMap;

use serde::Serialize;

use super::View;
use crate::render::parts::hypothesis::Hypothesis;
use crate::render::said;
use crate::render::view::{Key, Placed, Shape};

/// A part of the report.
struct Part {
    key: &'static str,
    name: &'static str,
    is_empty: fn(&View) -> bool,
}

impl Part {
    /// Whether another part, where it is folded too, says as much.
    fn is_within(&self, other: &Self) -> bool {
        matches!(
            (self.key, other.key),
            ("judged", "goals")
                | ("switches", "pace")
                | ("sustain" | "improve" | "mistake", "lessons")
                | ("held" | "changed", "met")
                | ("our_hours", "spend")
        )
    }
}

const fn part(key: &'static str, name: &'static str, is_empty: fn(&View) -> bool) -> Part {
    Part { key, name, is_empty }
}

/// All parts that can be folded, in the order of the report.
const PARTS: &[Part] = &[
    part("mission", "the mission that this serves", |view| view.mission == said::NOT_RECORDED),
    part("reviewed", "who reviewed it", |view| view.reviewed_by == said::NOT_RECORDED),
    part("reported", "the report to management", |view| view.reported == said::NOT_RECORDED),
    part("people", "who took part", |view| view.people.is_empty()),
    part("today", "how they did it before", |view| view.hypothesis.today.is_empty()),
    part("benefit", "what they would gain", |view| view.hypothesis.benefit.is_empty()),
    part("assumptions", "what we assumed", |view| view.hypothesis.assumptions.is_empty()),
    part("stop_if", "what would have made us stop", |view| view.hypothesis.stop_if.is_empty()),
    part("met", "what meeting the customer made of the hypothesis", |view| is_untested(&view.hypothesis)),
    part("held", "what of it held", |view| view.hypothesis.confirmed.is_empty()),
    part("changed", "what we learned that changed it", |view| view.hypothesis.adjusted.is_empty()),
    part("goals", "the goals", |view| view.goals.is_empty()),
    part("pace", "the PACE plan", |view| view.pace.is_empty()),
    part("summary", "the summary", |view| view.summary == said::NOTHING),
    part("walk", "the walk", |view| view.walk.is_empty()),
    part("done", "what was done", |view| view.done.is_empty()),
    part("switches", "the PACE switches", |view| view.switches.is_empty()),
    part("judged", "the verdicts on the goals", |view| view.goals.are_open()),
    part("voices", "the customer's impressions", |view| view.voices.is_empty()),
    part("why", "the reasons", |view| view.why == said::NOTHING),
    part("lessons", "the lessons", has_no_lessons),
    part("sustain", "what to sustain", |view| view.lessons.sustain.is_empty()),
    part("improve", "what to improve", |view| view.lessons.improve.is_empty()),
    part("mistake", "the mistakes", |view| view.lessons.mistake.is_empty()),
    part("plan", "the improvement plan", |view| view.plan.is_empty()),
    part("safety", "safety", |view| view.safety == said::NOTHING),
    part("requirements", "the requirements", |view| view.requirements.is_empty()),
    part("spend", "the spend", |view| view.spend.is_empty()),
    part("our_hours", "our hours", |view| view.spend.has_no_hours_of_ours()),
    part("their_hours", "the customer's hours", |view| view.spend.has_no_hours_of_theirs()),
    part("artifacts", "the artifacts", |view| view.artifacts.is_empty()),
    part("approaches", "the approaches tried", |view| view.approaches.is_empty()),
    part("next", "what is next", |view| view.next.is_empty()),
];

/// Whether nobody wrote down what meeting the customer made of it.
fn is_untested(believed: &Hypothesis) -> bool {
    let Hypothesis { verdict, met, with, confirmed, adjusted, .. } = believed;
    [verdict, met.as_str(), with, confirmed, adjusted].iter().all(|answer| answer.is_empty())
}

fn has_no_lessons(view: &View) -> bool {
    [&view.lessons.sustain, &view.lessons.improve, &view.lessons.mistake].iter().all(|lessons| lessons.is_empty())
}

/// Which parts hold something.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Shows(BTreeMap<&'static str, bool>);

impl Placed for Shows {
    const SHAPE: Shape = Shape::Group(&KEYS);
}

/// Each part, and what came about in any of those that tell what happened.
const KEYS: [Key; PARTS.len() + 1] = {
    let mut keys =
        [Key { name: HAPPENED, meaning: "Whether there is this part.", shape: Shape::Flag }; PARTS.len() + 1];
    let mut at = 0;
    while at < PARTS.len() {
        keys[at].name = PARTS[at].key;
        at += 1;
    }
    keys
};

const HAPPENED: &str = "happened";

/// Which parts are shown, and the line that names the others.
pub fn fold(view: &View) -> (Shows, String) {
    let is_said = |part: &Part| PARTS.iter().any(|other| part.is_within(other) && (other.is_empty)(view));
    let missing: Vec<_> = PARTS.iter().map(|part| (part.name, (part.is_empty)(view) && !is_said(part))).collect();
    let mut shown: BTreeMap<_, _> = PARTS.iter().map(|part| (part.key, !(part.is_empty)(view))).collect();
    let happened = ["summary", "walk", "done", "switches"].iter().any(|key| shown[key]) || !view.passed.is_empty();
    shown.insert(HAPPENED, happened);
    (Shows(shown), said::missing(&missing))
}
