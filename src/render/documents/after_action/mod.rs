//! The text of the after-action report (TC 25-20): two pages for who decides, and annexes for who must account for it.

mod events;
mod materials;
mod missing;
mod requirements;
mod sides;
mod stays;
mod voices;

use crate::insight::actions as figures;
use crate::render::documents::prelude::*;
use crate::render::parts::hours::Hours;
use crate::render::parts::pictures::PictureView;
use crate::render::parts::promise::PromiseView;
use crate::render::parts::{
    actions, approaches, decisions, goals, hours, hypothesis, in_brief, lessons, next, pace, pictures, promise,
    signatures, spend, timeline,
};

/// The number of points to sustain, and of points to improve, on the first pages.
const FEW: usize = 3;

/// The number of open actions on the first pages.
const ROOM: usize = 8;

view! {
    /// Everything the template can place.
    pub struct View {
        /// The first paragraph of the lead's summary.
        summary: String,
        /// The report in brief.
        brief: in_brief::Brief,
        /// What happened that touches safety.
        safety: String,
        /// What was believed at the beginning, and the result of the first meeting.
        hypothesis: HypothesisView,
        /// Who signed how many goals and requirements, and when, in a sentence.
        signed: String,
        /// What happened, as the lead tells it: the other paragraphs of the summary.
        story: String,
        /// The events that matter most, by day.
        events: Vec<events::Event>,
        /// Each stay at a step, in order.
        timeline: Timeline,
        /// The goals, each with its criterion.
        goals: Vec<GoalView>,
        /// How many verdicts the customer accepted, in a sentence.
        accepted: String,
        /// How many changes of what was signed wait for a signature, in a sentence.
        unsigned: String,
        /// Why it went as it did.
        why: String,
        /// What to sustain, the strongest first.
        sustain: Few<LessonView>,
        /// Mistakes and what to improve, the strongest first.
        improve: Few<LessonView>,
        /// How many actions are done, such as `5 of 11 done`.
        actions_done: String,
        /// The open actions: those that the lead names, then the first due.
        open: Few<actions::ActionView>,
        /// What comes next.
        next: next::NextCycle,
        /// Who took part in the review.
        reviewed_by: String,
        /// Those who take part, with their roles.
        people: Vec<sides::SideView>,
        /// The PACE plan, a line for each tier that is planned.
        tiers: Vec<pace::TierView>,
        /// Changes from one tier of the PACE plan to another.
        switches: Vec<pace::SwitchView>,
        /// What was done.
        done: Vec<stays::DoneAtStep>,
        /// Steps skipped and gates waived, with the reasons.
        passed: Vec<stays::Passed>,
        /// What was decided, when and by whom.
        decisions: Vec<DecisionView>,
        /// What the customer's people said, with their ratings.
        voices: voices::Voices,
        /// All lessons of the cycle, by day.
        lessons: Vec<LessonView>,
        /// The follow-up on actions that earlier cycles left open.
        became: actions::Became,
        /// The improvement plan: each action with owner and dates.
        actions: Vec<actions::ActionView>,
        /// The requirements, each with its result.
        requirements: requirements::Requirements,
        /// What differs from what was signed.
        promise: PromiseView,
        /// What was spent, by currency and category, against the budget.
        spend: SpendView,
        /// Each line of spend, by day.
        spend_lines: Vec<materials::SpendLine>,
        /// The account or order that all lines are charged to, if it is one.
        charged_to: String,
        /// The hours that it took of our people and of the customer's.
        hours: Hours,
        /// The materials that we hold, and who cleared them.
        artifacts: Vec<materials::ArtifactView>,
        /// The pictures that show a goal, or what we hold.
        pictures: Vec<PictureView>,
        /// What was tried, and the result.
        approaches: Vec<approaches::ApproachView>,
        /// The notes of the team, by day.
        notes: Vec<materials::NoteView>,
        /// Findings that the record or the workspace allows, with the reasons.
        allowed: Vec<materials::Allowed>,
        /// What is not recorded, in one sentence.
        missing: String,
    }
}

/// The report about a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let review = engagement.last_answers::<AfterAction>(cycle);
    let named = review.map(|review| review.in_brief.as_slice()).unwrap_or_default();
    let told = paragraphs(review.and_then(|review| review.summary.as_ref()));
    let (summary, story) = told.split_once("\n\n").unwrap_or((&told, ""));
    let lessons = |is_to_keep| lessons::of_cycle(engagement, cycle, is_to_keep, named);
    let improve = lessons(false);
    let goals = goals::of_cycle(engagement, cycle, Audience::Internal);
    let (spend_lines, charged_to) = materials::spend_lines(engagement, cycle);
    let hours = hours::of_cycle(engagement, cycle);
    let mut view = View {
        summary: summary.to_owned(),
        brief: in_brief::brief(engagement, cycle, named, improve.first(), &hours),
        safety: paragraphs(review.and_then(|review| review.safety.as_ref())),
        hypothesis: hypothesis::of_cycle(engagement, cycle),
        signed: signed(engagement, cycle),
        story: story.trim().to_owned(),
        events: events::events(engagement, cycle),
        timeline: timeline::of_cycle(engagement, settings, cycle),
        accepted: accepted(&goals),
        unsigned: unsigned(&signatures::of(engagement, cycle).unsigned),
        goals,
        pictures: pictures::of_cycle(engagement, cycle, Audience::Internal),
        why: paragraphs(review.and_then(|review| review.why.as_ref())),
        sustain: Few::of(lessons(true), FEW),
        improve: Few::of(improve, FEW),
        actions_done: actions::done(engagement, cycle),
        open: open(engagement, cycle, named),
        next: next::of_cycle(engagement, cycle),
        reviewed_by: names(engagement, review.map_or(&[], |review| &review.with)),
        people: sides::people(engagement, cycle),
        tiers: pace::tiers(engagement, cycle),
        switches: pace::switches(engagement, cycle),
        done: stays::done(engagement, cycle),
        passed: stays::passed(engagement, cycle),
        decisions: decisions::of_cycle(engagement, cycle),
        voices: voices::voices(engagement, cycle),
        lessons: lessons::of(engagement, engagement.in_cycle::<Lesson>(cycle)),
        became: actions::became(engagement, cycle),
        actions: actions::of_cycle(engagement, cycle),
        requirements: requirements::requirements(engagement, cycle),
        promise: promise::of_cycle(engagement, cycle),
        spend: spend::in_cycle(engagement, cycle),
        spend_lines,
        charged_to,
        hours,
        artifacts: materials::artifacts(engagement, cycle),
        approaches: approaches::of_cycle(engagement, cycle).collect(),
        notes: materials::notes(engagement, cycle),
        allowed: materials::allowed(engagement, settings, cycle),
        missing: String::new(),
    };
    view.missing = missing::missing(&view, engagement.mission());
    view
}

/// `Ana Ortiz and Sam Lindqvist signed four goals and two requirements on 6 March 2026.`
fn signed(engagement: &Engagement, cycle: u32) -> String {
    let Some(signoff) = signature::in_force(engagement, cycle) else { return String::new() };
    let of = |folder: &str, noun: &str| {
        let number = signoff.covers.keys().filter(|name| name.starts_with(folder)).count();
        (number > 0).then(|| words::count(number, noun).replacen(&number.to_string(), &words::number(number), 1))
    };
    let parts: Vec<_> = [of("goals/", "goal"), of("requirements/", "requirement")].into_iter().flatten().collect();
    match names(engagement, &signoff.by) {
        by if by.is_empty() || parts.is_empty() => String::new(),
        by => format!("{by} signed {} on {}.", words::and_list(parts), words::date(signoff.on)),
    }
}

/// `The customer accepted all four verdicts.`; empty if none is recorded as accepted.
fn accepted(goals: &[GoalView]) -> String {
    let judged: Vec<_> = goals.iter().filter(|goal| goal.verdict_key != "open").collect();
    let accepted = judged.iter().filter(|goal| !goal.accepted_by.is_empty()).count();
    match (accepted, judged.len()) {
        (0, _) => String::new(),
        (1, 1) => "The customer accepted the verdict.".to_owned(),
        (some, all) if some == all => format!("The customer accepted all {} verdicts.", words::number(all)),
        (some, all) => format!("The customer accepted {} of the {} verdicts.", words::number(some), words::number(all)),
    }
}

/// `Two changes since then are not signed yet.`
fn unsigned(changes: &[String]) -> String {
    match changes {
        [] => String::new(),
        [one] => format!("One goal or requirement is not as signed, and waits for a signature: {one}"),
        more => {
            let number = words::capital(&words::number(more.len()));
            format!("{number} goals and requirements are not as signed, and wait for a signature.")
        }
    }
}

/// The open actions: those that the lead names, then the first due.
fn open(engagement: &Engagement, cycle: u32, named: &[Reference]) -> Few<actions::ActionView> {
    let mut open = figures::open(engagement);
    open.sort_by_key(|(name, _)| !named.contains(name));
    Few::of(open.into_iter().map(|(_, action)| actions::action(engagement, cycle, action)).collect(), ROOM)
}

#[cfg(test)]
mod tests;
