//! The requirements: their status, when they were raised, and how they changed.

use crate::insight::churn;
use crate::render::documents::prelude::*;
use crate::render::parts::requirements;
use crate::render::parts::requirements::with_note;

view! {
    /// The requirements in a cycle.
    pub struct Requirements {
        /// Each of them.
        all: Vec<RequirementStatus>,
        /// The day on which the requirements were first signed.
        signed: String,
        /// Whether they were signed before this cycle.
        signed_earlier: bool,
        /// The requirements by the day on which they were raised.
        raised: Vec<Raised>,
        /// Which wording is shown here.
        wording: &'static str,
        /// The changes of requirements in this cycle.
        changes: Vec<ChangeView>,
    }

    /// A requirement as it is now, and how what we have meets it.
    pub struct RequirementStatus {
        /// The requirement.
        asked: RequirementView,
        /// Whose need it is: of users or of another kind.
        class: &'static str,
        /// How much it matters, 1 first.
        priority: Option<u32>,
        /// How well what we have meets it.
        fit: &'static str,
        /// What we have for it.
        portfolio: String,
        /// How what is missing is closed: `build (second cycle)`.
        plan: String,
    }

    /// What was first asked for on a day of the cycle.
    pub struct Raised {
        /// On which day.
        on: String,
        /// Those of the day, each with who asked for it.
        requirements: Vec<String>,
    }

    /// A change of a requirement.
    pub struct ChangeView {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// The requirement, as it was signed where it was.
        requirement: String,
        /// What was changed.
        what: String,
        /// Why it was changed.
        why: String,
        /// Who asked for the change.
        asked_by: String,
        /// Whether it came before or after the first signature.
        signature: &'static str,
    }
}

impl Requirements {
    /// Whether there are none, and none was signed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.signed.is_empty()
    }
}

/// The requirements in a cycle: those raised by its end.
pub fn requirements(engagement: &Engagement, cycle: u32) -> Requirements {
    let churn = churn::of_cycle(engagement, cycle);
    let signed = if churn.signed.is_some() { "before" } else { wording::DOES_NOT_APPLY };
    let in_earlier = |day| cycle > 1 && signature::by_end_of(engagement, cycle - 1, day);
    Requirements {
        all: requirements::ranked(engagement, cycle).into_iter().map(status_of).collect(),
        signed: churn.signed.map(words::date).unwrap_or_default(),
        signed_earlier: churn.signed.is_some_and(in_earlier),
        wording: wording(churn.raised.iter().map(|(name, _)| statement(engagement, cycle, name).is_some())),
        raised: raised(engagement, cycle, &churn.raised),
        changes: (churn.before.iter().map(|changed| in_signed_words(engagement, cycle, changed, signed)))
            .chain(churn.after.iter().map(|changed| change(engagement, changed, "after")))
            .collect(),
    }
}

fn status_of((record, asked): (&Requirement, RequirementView)) -> RequirementStatus {
    RequirementStatus {
        asked,
        class: record.class.word(),
        priority: record.priority.map(|rank| rank.0),
        fit: record.fit.map(Fit::word).unwrap_or_default(),
        portfolio: line(record.portfolio.as_ref()),
        plan: record.delta_plan.as_ref().map(|plan| with_note(plan.how.word(), plan)).unwrap_or_default(),
    }
}

/// The statement as first signed: later changes were not asked for on the day it was raised.
fn statement<'a>(engagement: &'a Engagement, cycle: u32, name: &Reference) -> Option<&'a str> {
    signature::first_wording(engagement, cycle, name).and_then(|covered| signature::signed(covered, "statement"))
}

/// The wording in which the raised requirements are shown, depending on signatures; empty if none was signed.
fn wording(mut signed: impl Iterator<Item = bool> + Clone) -> &'static str {
    match (signed.clone().any(|signed| signed), signed.all(|signed| signed)) {
        (_, true) => "As first signed.",
        (true, false) => "As first signed; what was not signed, as worded now.",
        (false, false) => "",
    }
}

/// The requirements raised, by day, each with who asked for it.
fn raised(engagement: &Engagement, cycle: u32, all: &[churn::NamedRequirement]) -> Vec<Raised> {
    let in_words = |(name, requirement): &churn::NamedRequirement| {
        let words = statement(engagement, cycle, name).map(str::to_owned);
        let words = words.unwrap_or_else(|| requirement.statement.one_line());
        let by = requirement.asked_by.as_ref().map(|person| format!(" ({})", engagement.name_of(person)));
        format!("{}{}", words.trim_end_matches('.'), by.unwrap_or_default())
    };
    let on_a_day = |all: &[churn::NamedRequirement]| Raised {
        on: words::date(all[0].1.raised),
        requirements: all.iter().map(in_words).collect(),
    };
    all.chunk_by(|(_, one), (_, next)| one.raised == next.raised).map(on_a_day).collect()
}

/// A change included in the signature, with the requirement as it was signed.
fn in_signed_words(
    engagement: &Engagement,
    cycle: u32,
    changed: &churn::RequirementChange,
    when: &'static str,
) -> ChangeView {
    let change = change(engagement, changed, when);
    let signed = statement(engagement, cycle, changed.name).map(str::to_owned);
    ChangeView { requirement: signed.unwrap_or(change.requirement), ..change }
}

fn change(engagement: &Engagement, changed: &churn::RequirementChange, signature: &'static str) -> ChangeView {
    ChangeView {
        on_iso: changed.change.on,
        requirement: changed.requirement.statement.one_line(),
        what: changed.change.what.one_line(),
        why: line(changed.change.why.as_ref()),
        asked_by: name(engagement, changed.change.asked_by.as_ref()),
        signature,
    }
}
