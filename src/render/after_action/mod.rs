//! What the after-action report says, in words: one file for each part of it (TC 25-20).

mod done;
mod events;
mod fold;
mod goals;
mod head;
mod home;
mod intent;
mod lead;
mod lessons;
mod plan;
mod promise;
mod requirements;
mod spend;
mod voices;
mod walk;

#[cfg(test)]
pub mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use super::decisions::{self, Decision};
use super::markdown::one_line;
use super::{said, standing};
use crate::model::engagement::Engagement;
use crate::model::entry::AfterAction;
use crate::render::subject::Subject;

/// Everything the template can place.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    id: String,
    cycle: u32,
    as_of: String,
    mission: String,
    period: String,
    standing: String,
    ended: head::Ended,
    summary: String,
    reviewed_by: String,
    reported: String,
    lead: Vec<String>,
    people: Vec<head::Side>,
    became: plan::Became,
    hypothesis: intent::Hypothesis,
    goals: goals::Goals,
    pace: Vec<intent::Tier>,
    walk: walk::Walk,
    done: Vec<done::Done>,
    passed: Vec<events::Passed>,
    switches: Vec<events::Switch>,
    decisions: Vec<Decision>,
    why: String,
    lessons: lessons::Lessons,
    safety: String,
    voices: voices::Voices,
    requirements: requirements::Requirements,
    promise: promise::Promise,
    spend: spend::Spend,
    artifacts: Vec<home::Artifact>,
    approaches: Vec<home::Approach>,
    plan: Vec<plan::Row>,
    next: plan::Next,
    allowed: Vec<home::Allowed>,
    shows: BTreeMap<&'static str, bool>,
    folded: String,
}

/// The report about a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let charter = engagement.charter.as_ref();
    let review = review(engagement, cycle);
    let mut view = View {
        title: one_line(engagement.title()),
        customer: one_line(engagement.customer()),
        id: engagement.id.to_string(),
        cycle,
        as_of: said::as_of_record(engagement),
        mission: said::line(charter.and_then(|charter| charter.mission.as_ref())),
        period: head::period(engagement, cycle),
        standing: standing::place(engagement),
        ended: head::ended(engagement),
        summary: said::prose(review.and_then(|review| review.summary.as_ref())),
        reviewed_by: said::names(engagement, review.map_or(&[], |review| &review.with)),
        reported: head::reported(review),
        lead: lead::lead(engagement, cycle, review),
        people: head::people(engagement, cycle),
        became: plan::became(engagement, cycle),
        hypothesis: intent::hypothesis(engagement, cycle),
        goals: goals::goals(engagement, cycle),
        pace: intent::tiers(engagement, cycle),
        walk: walk::walk(engagement, settings, cycle),
        done: done::done(engagement, cycle),
        passed: events::passed(engagement, cycle),
        switches: events::switches(engagement, cycle),
        decisions: decisions::of_cycle(engagement, cycle),
        why: said::prose(review.and_then(|review| review.why.as_ref())),
        lessons: lessons::lessons(engagement, cycle),
        safety: said::prose(review.and_then(|review| review.safety.as_ref())),
        voices: voices::voices(engagement, cycle),
        requirements: requirements::requirements(engagement, cycle),
        promise: promise::promise(engagement, cycle),
        spend: spend::spend(engagement, cycle),
        artifacts: home::artifacts(engagement, cycle),
        approaches: home::approaches(engagement, cycle),
        plan: plan::rows(engagement, cycle),
        next: plan::next(engagement, cycle),
        allowed: home::allowed(engagement, settings, cycle),
        shows: BTreeMap::new(),
        folded: String::new(),
    };
    (view.shows, view.folded) = fold::fold(&view);
    view
}

/// What the last after-action review of a cycle found.
fn review(engagement: &Engagement, cycle: u32) -> Option<&AfterAction> {
    engagement.last_answers::<AfterAction>(cycle)
}
