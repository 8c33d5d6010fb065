//! The text of the after-action report: one file for each part of it (TC 25-20).

mod done;
mod head;
mod home;
mod lead;
mod missing;
mod requirements;
mod voices;

use crate::model::audience::Audience;
use crate::model::engagement::Engagement;
use crate::model::entry::AfterAction;
use crate::render::parts::decisions::{self, DecisionView};
use crate::render::parts::goals::{self, GoalView};
use crate::render::parts::hours::{self, Hours};
use crate::render::parts::hypothesis::{self, HypothesisView};
use crate::render::parts::lessons::{self, Lessons};
use crate::render::parts::promise::{self, PromiseView};
use crate::render::parts::spend::{self, SpendView};
use crate::render::parts::timeline::{self, Timeline};
use crate::render::parts::{actions, approaches, names, next, pace, paragraphs};
use crate::render::progress;
use crate::render::subject::Subject;
use crate::render::view::view;

view! {
    /// Everything the template can place.
    pub struct View {
        /// From when to when the cycle went, and what ended it.
        period: String,
        /// The current status, or how the engagement ended.
        standing: String,
        /// The summary of the review.
        summary: String,
        /// Who took part in the review.
        reviewed_by: String,
        /// When it was reported, and who received it.
        reported: String,
        /// The report in brief, a line each.
        lead: Vec<String>,
        /// Those who take part, with their roles.
        people: Vec<head::SideView>,
        /// The follow-up on actions that earlier cycles left open.
        became: actions::Became,
        /// What was believed at the beginning, and what meeting the customer made of it.
        hypothesis: HypothesisView,
        /// The goals, each with its criterion.
        goals: Goals,
        /// The PACE plan, a line for each tier that is planned.
        tiers: Vec<pace::TierView>,
        /// Each stay at a step, in order.
        timeline: Timeline,
        /// What was done.
        done: Vec<done::DoneAtStep>,
        /// Steps skipped and gates passed, with the reasons.
        passed: Vec<done::Passed>,
        /// Changes from one tier of the PACE plan to another.
        switches: Vec<pace::SwitchView>,
        /// What was decided, when and by whom.
        decisions: Vec<DecisionView>,
        /// Why it went as it did.
        why: String,
        /// What to sustain, what to improve, and the mistakes.
        lessons: Lessons,
        /// What happened that touches safety.
        safety: String,
        /// What the customer's people said, with their ratings.
        voices: voices::Voices,
        /// The requirements, each with its result.
        requirements: requirements::Requirements,
        /// What differs from what was signed.
        promise: PromiseView,
        /// What was spent, by currency and category, against the budget.
        spend: SpendView,
        /// The hours that it took of our people and of the customer's.
        hours: Hours,
        /// What was brought home, and who cleared it.
        artifacts: Vec<home::ArtifactView>,
        /// What was tried, and the result.
        approaches: Vec<approaches::ApproachView>,
        /// The improvement plan: each action with owner and dates.
        actions: Vec<actions::ActionView>,
        /// What comes next.
        next: next::NextCycle,
        /// Findings that the record or the workspace allows, with the reasons.
        allowed: Vec<home::Allowed>,
        /// The parts that are left out, named in one sentence.
        missing: String,
    }
}

/// The report about a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let review = engagement.last_answers::<AfterAction>(cycle);
    let mut view = View {
        period: head::period(engagement, cycle),
        standing: progress::place(engagement),
        summary: paragraphs(review.and_then(|review| review.summary.as_ref())),
        reviewed_by: names(engagement, review.map_or(&[], |review| &review.with)),
        reported: head::reported(review),
        lead: lead::lead(engagement, cycle, review),
        people: head::people(engagement, cycle),
        became: actions::became(engagement, cycle),
        hypothesis: hypothesis::of_cycle(engagement, cycle),
        goals: goals(engagement, cycle),
        tiers: pace::tiers(engagement, cycle),
        timeline: timeline::of_cycle(engagement, settings, cycle),
        done: done::done(engagement, cycle),
        passed: done::passed(engagement, cycle),
        switches: pace::switches(engagement, cycle),
        decisions: decisions::of_cycle(engagement, cycle),
        why: paragraphs(review.and_then(|review| review.why.as_ref())),
        lessons: lessons::of_cycle(engagement, cycle),
        safety: paragraphs(review.and_then(|review| review.safety.as_ref())),
        voices: voices::voices(engagement, cycle),
        requirements: requirements::requirements(engagement, cycle),
        promise: promise::of_cycle(engagement, cycle),
        spend: spend::in_cycle(engagement, cycle),
        hours: hours::of_cycle(engagement, cycle),
        artifacts: home::artifacts(engagement, cycle),
        approaches: approaches::of_cycle(engagement, cycle).collect(),
        actions: actions::of_cycle(engagement, cycle),
        next: next::of_cycle(engagement, cycle),
        allowed: home::allowed(engagement, settings, cycle),
        missing: String::new(),
    };
    view.missing = missing::missing(&view, engagement.mission());
    view
}

view! {
    /// The goals a cycle worked on.
    pub struct Goals {
        /// Each of them.
        pub all: Vec<GoalView>,
        /// Whether one of them was judged, or something shows it.
        pub judged: bool,
        /// Whether something was measured of one of them.
        measured: bool,
    }
}

/// The goals of a cycle.
fn goals(engagement: &Engagement, cycle: u32) -> Goals {
    let all = goals::of_cycle(engagement, cycle, Audience::Internal);
    let is_judged = |goal: &GoalView| goal.verdict_key != "open" || !goal.evidence.is_empty();
    Goals { judged: all.iter().any(is_judged), measured: all.iter().any(|goal| !goal.measured_line.is_empty()), all }
}

#[cfg(test)]
mod tests;
