//! The figures across all engagements, and what recurs in several.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::insight::phases::{self, Phases};
use crate::insight::recurrence::{self, RecurringKind};
use crate::insight::sentiment::{self, Mean};
use crate::insight::{demos, goals, hours, spend};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::number::{Amount, Currency};
use crate::model::record::Goal;
use crate::model::slug::Slug;
use crate::model::words::{self, and_list, count};
use crate::render::view::view;
use crate::render::wording;

view! {
    /// A figure with its name.
    pub struct Figure {
        /// The figure.
        name: &'static str,
        /// What it comes to, in words.
        words: String,
    }
}

/// All known figures; those that no engagement recorded are left out.
pub fn figures(engagements: &[Engagement], today: Date) -> Vec<Figure> {
    let phases = phases::of(engagements);
    let states = [(phases.open(), "open"), (phases.completed, "completed"), (phases.called_off, "called off")];
    let figures = [
        ("Engagements", listed(states)),
        ("Open, by phase", by_phase(&phases)),
        ("Goals", goals(engagements)),
        ("Spent", spent(engagements)),
        ("From the opening to the first demo", first_demo(engagements, today)),
        ("Enthusiasm, where last heard", enthusiasm(engagements, today)),
        ("Hours of the customers' people", their_hours(engagements)),
    ];
    figures.into_iter().filter_map(|(name, words)| Some(Figure { name, words: words? })).collect()
}

fn by_phase(phases: &Phases) -> Option<String> {
    let begun = phases.open.iter().map(|(phase, number)| (*number, format!("at {phase}")));
    listed(begun.chain([(phases.not_begun, "before the first step".to_owned())]))
}

/// `2 open, 1 called off`, without zero counts.
fn listed(counts: impl IntoIterator<Item = (usize, impl Display)>) -> Option<String> {
    let figures = wording::counted(counts);
    (!figures.is_empty()).then(|| figures.join(", "))
}

fn goals(engagements: &[Engagement]) -> Option<String> {
    let all = engagements.iter().flat_map(|engagement| engagement.all::<Goal>().map(|(_, goal)| goal));
    let goals::GoalCounts { open, met, partly, missed } = goals::tally(all);
    let committed = open + met + partly + missed;
    let rest = listed([(partly, "met in part"), (missed, "missed"), (open, "still open")]);
    let rest = rest.map(|rest| format!("; {rest}")).unwrap_or_default();
    (committed > 0).then(|| format!("{met} met of {committed} committed to{rest}"))
}

/// One figure for each currency.
fn spent(engagements: &[Engagement]) -> Option<String> {
    let mut totals: BTreeMap<Currency, Amount> = BTreeMap::new();
    for spending in engagements.iter().flat_map(|engagement| spend::up_to_cycle(engagement, u32::MAX)) {
        let total = totals.entry(spending.currency).or_default();
        *total = *total + spending.total;
    }
    let figures: Vec<_> = totals.iter().map(|(currency, total)| wording::money(*total, currency)).collect();
    (!figures.is_empty()).then(|| and_list(&figures))
}

fn first_demo(engagements: &[Engagement], today: Date) -> Option<String> {
    let waits: Vec<_> = engagements.iter().filter_map(|engagement| demos::days_to_first(engagement, today)).collect();
    let number = i64::try_from(waits.len()).ok().filter(|number| *number > 0)?;
    let mean = (2 * waits.iter().sum::<i64>() + number) / (2 * number);
    Some(over(&words::days(mean), waits.len()))
}

/// A mean, and the number of engagements in it.
fn over(mean: &str, engagements: usize) -> String {
    match engagements {
        1 => format!("{mean}, in the one engagement that has it"),
        number => format!("{mean} on average, over {number} engagements"),
    }
}

fn enthusiasm(engagements: &[Engagement], today: Date) -> Option<String> {
    let rated: Vec<_> =
        engagements.iter().filter_map(|engagement| sentiment::last_enthusiasm(engagement, today)).collect();
    let mean = Mean::of_means(rated.iter().filter_map(|at| at.sentiment.enthusiasm))?;
    let twice: Vec<_> = rated.iter().filter_map(|at| at.enthusiasm_change).collect();
    let moved = Mean::of_means(twice.iter().map(|change| change.now))
        .zip(Mean::of_means(twice.iter().map(|change| change.before)))
        .map(|(last, before)| trend(last, before, twice.len()));
    Some(format!("{}{}", over(&format!("{mean} of 5"), rated.len()), moved.unwrap_or_default()))
}

/// How it changed, for those asked before.
fn trend(last: Mean, before: Mean, engagements: usize) -> String {
    let whose = if engagements == 1 { "one engagement".to_owned() } else { format!("{engagements} engagements") };
    let moved = match last.tenths_above(before) {
        0 => format!("unchanged at {last}"),
        up if up > 0 => format!("up from {before} to {last}"),
        _ => format!("down from {before} to {last}"),
    };
    format!("; among those heard twice, in {whose}, {moved}")
}

fn their_hours(engagements: &[Engagement]) -> Option<String> {
    let hours = engagements.iter().filter_map(|engagement| hours::up_to_cycle(engagement, u32::MAX));
    hours.reduce(|sum, hours| sum + hours).map(Amount::plain)
}

/// The maximum number of engagements listed for something that recurs.
const NAMED: usize = 5;

view! {
    /// A lesson or an approach of several engagements.
    pub struct RecurringView {
        /// What kind of lesson or approach it is.
        what: &'static str,
        /// The words of it.
        words: String,
        /// Where it came up.
        engagements: String,
        /// How many times.
        times: String,
        /// The result, each time.
        results: String,
    }
}

/// What occurs in more than one engagement.
pub fn recurring(engagements: &[Engagement]) -> Vec<RecurringView> {
    recurrence::across_engagements(engagements).into_iter().map(one).collect()
}

fn one(found: recurrence::Recurring<&Slug>) -> RecurringView {
    use crate::model::record::LessonKind;
    let mut ids: Vec<_> = found.places.iter().take(NAMED).map(|id| id.as_str().to_owned()).collect();
    if found.places.len() > NAMED {
        ids.push(format!("{} more", found.places.len() - NAMED));
    }
    let results = results(&found.results.iter().map(ToString::to_string).collect::<Vec<_>>());
    RecurringView {
        what: match found.subject {
            RecurringKind::Lesson(LessonKind::Sustain) => "to sustain",
            RecurringKind::Lesson(LessonKind::Improve) => "to improve",
            RecurringKind::Lesson(LessonKind::Mistake) => "mistake",
            RecurringKind::Approach => "tried",
        },
        engagements: and_list(&ids),
        times: count(found.times, "time"),
        results: if results.is_empty() { wording::DOES_NOT_APPLY.to_owned() } else { results },
        words: found.words,
    }
}

/// Each result, or, if there are many, how often each occurred.
fn results(all: &[String]) -> String {
    if all.len() <= NAMED {
        return all.join(", ");
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for result in all {
        *counts.entry(result).or_default() += 1;
    }
    counts.into_iter().map(|(result, number)| format!("{number} {result}")).collect::<Vec<_>>().join(", ")
}
