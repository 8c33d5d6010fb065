//! The requirements: how they stand, which ones were raised, and how they changed.

use crate::insight::{churn, signature};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{DeltaPlan, Fit, Requirement};
use crate::model::reference::Reference;
use crate::model::words;
use crate::render::said;
use crate::render::view::view;

view! {
    /// The requirements in a cycle.
    pub struct Requirements {
        /// Each of them.
        all: Vec<Standing>,
        /// The day on which the requirements were first signed.
        signed: String,
        /// Whether they were signed before this cycle.
        signed_earlier: bool,
        /// The requirements by the day on which they were raised.
        raised: Vec<Raised>,
        /// Which wording is shown here.
        wording: &'static str,
        /// The changes of requirements in this cycle.
        changes: Vec<Change>,
    }

    /// A requirement as it is now.
    pub struct Standing {
        /// The words of it.
        statement: String,
        /// Whose need it is: of users or of another kind.
        class: String,
        /// How much it matters, 1 first.
        priority: String,
        /// How far it is.
        status: String,
        /// How well what we have meets it.
        fit: String,
        /// What is missing, and the plan for it.
        lacks: String,
        /// The test that shows it.
        acceptance: String,
        /// Who accepted it and when, with the failures found.
        accepted: String,
    }

    /// What was first asked for on a day of the cycle.
    pub struct Raised {
        /// On which day.
        on: String,
        /// Those of the day, each with who asked for it.
        requirements: Vec<String>,
    }

    /// A change of a requirement.
    pub struct Change {
        /// On which day.
        on: String,
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
    let by_now = |name: &Reference| signature::is_by_end_of(engagement, cycle, name);
    let all = engagement.all::<Requirement>().filter(|(name, _)| by_now(name));
    let mut all: Vec<_> = all.map(|(_, requirement)| requirement).collect();
    all.sort_by_key(|requirement| (requirement.priority.is_none(), requirement.priority.map(|rank| rank.0)));
    let signed = if churn.signed.is_some() { "before" } else { said::DOES_NOT_APPLY };
    let in_earlier = |day| cycle > 1 && signature::by_end_of(engagement, cycle - 1, day);
    Requirements {
        all: all.into_iter().map(|requirement| standing(engagement, requirement)).collect(),
        signed: churn.signed.map(words::date).unwrap_or_default(),
        signed_earlier: churn.signed.is_some_and(in_earlier),
        wording: wording(churn.raised.iter().map(|(name, _)| statement(engagement, cycle, name).is_some())),
        raised: raised(engagement, cycle, &churn.raised),
        changes: (churn.before.iter().map(|changed| in_signed_words(engagement, cycle, changed, signed)))
            .chain(churn.after.iter().map(|changed| change(engagement, changed, "after")))
            .collect(),
    }
}

fn standing(engagement: &Engagement, requirement: &Requirement) -> Standing {
    let accepted = requirement.accepted.as_ref().map(|accepted| {
        let result = accepted.result.as_ref().map(|result| format!("; {}", result.one_line())).unwrap_or_default();
        format!("{}, {}{result}", engagement.name_of(&accepted.by), words::date(accepted.on))
    });
    let portfolio = requirement.portfolio.as_ref().map(|ours| format!(": {}", ours.one_line())).unwrap_or_default();
    Standing {
        statement: requirement.statement.one_line(),
        class: requirement.class.to_string(),
        priority: said::word(requirement.priority),
        status: said::word(requirement.status),
        fit: format!("{}{portfolio}", said::word(requirement.fit)),
        lacks: lacks(requirement),
        acceptance: said::line(requirement.acceptance.as_ref()),
        accepted: accepted.unwrap_or_else(|| said::NOT_RECORDED.to_owned()),
    }
}

/// What is missing from what we have, and how that is closed; nothing is where it fits in full.
fn lacks(requirement: &Requirement) -> String {
    match (&requirement.delta, &requirement.delta_plan) {
        (None, None) if requirement.fit == Some(Fit::Full) => said::DOES_NOT_APPLY.to_owned(),
        (None, None) => said::NOT_RECORDED.to_owned(),
        (None, Some(plan)) => format!("not recorded. Plan: {}", how(plan)),
        (Some(delta), None) => format!("{} Plan: not recorded", sentence(&delta.one_line())),
        (Some(delta), Some(plan)) => format!("{} Plan: {}", sentence(&delta.one_line()), how(plan)),
    }
}

/// The words with a full stop, where they have no end of their own.
fn sentence(words: &str) -> String {
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

fn how(plan: &DeltaPlan) -> String {
    let note = plan.note.as_ref().map(|note| format!(" ({})", note.one_line())).unwrap_or_default();
    format!("{}{note}", plan.how)
}

/// The statement as it was first signed: what changed later was not asked for on the day it was raised.
fn statement<'a>(engagement: &'a Engagement, cycle: u32, name: &Reference) -> Option<&'a str> {
    signature::first_wording(engagement, cycle, name).and_then(|covered| signature::signed(covered, "statement"))
}

/// In which wording the raised requirements stand, by whether each was signed; empty where none was.
fn wording(mut signed: impl Iterator<Item = bool> + Clone) -> &'static str {
    match (signed.clone().any(|signed| signed), signed.all(|signed| signed)) {
        (_, true) => "In the wording first signed.",
        (true, false) => "In the wording first signed; what was not signed, as it stands.",
        (false, false) => "",
    }
}

/// The requirements raised, day by day, each with who asked for it.
fn raised(engagement: &Engagement, cycle: u32, all: &[churn::Named]) -> Vec<Raised> {
    let mut days: Vec<(Date, Vec<String>)> = Vec::new();
    for (name, requirement) in all {
        let words = statement(engagement, cycle, name).map(str::to_owned);
        let words = words.unwrap_or_else(|| requirement.statement.one_line());
        let asked = requirement.asked_by.as_ref().map(|person| format!(" ({})", engagement.name_of(person)));
        let words = asked.map_or(words.clone(), |asked| format!("{}{asked}", words.trim_end_matches('.')));
        match days.last_mut().filter(|(day, _)| *day == requirement.raised) {
            Some((_, of_day)) => of_day.push(words),
            None => days.push((requirement.raised, vec![words])),
        }
    }
    days.into_iter().map(|(day, requirements)| Raised { on: words::date(day), requirements }).collect()
}

/// A change that went into the signature, of the requirement as it was signed.
fn in_signed_words(engagement: &Engagement, cycle: u32, changed: &churn::Changed, when: &'static str) -> Change {
    let change = change(engagement, changed, when);
    let signed = statement(engagement, cycle, changed.name).map(str::to_owned);
    Change { requirement: signed.unwrap_or(change.requirement), ..change }
}

fn change(engagement: &Engagement, changed: &churn::Changed, signature: &'static str) -> Change {
    Change {
        on: words::date(changed.change.on),
        requirement: changed.requirement.statement.one_line(),
        what: changed.change.what.one_line(),
        why: said::line(changed.change.why.as_ref()),
        asked_by: said::name(engagement, changed.change.asked_by.as_ref()),
        signature,
    }
}
