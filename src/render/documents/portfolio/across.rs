//! The figures across all engagements, and what recurs in several.

use std::fmt::Display;

use super::summary::Summary;
use crate::insight::goals::GoalCounts;
use crate::insight::recurrence::{self, RecurringKind};
use crate::model::slug::Slug;
use crate::model::words::and_list;
use crate::render::documents::prelude::*;

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
pub fn figures(summaries: &[Summary]) -> Vec<Figure> {
    let figures = [
        ("Goals", goals(summaries)),
        ("Spent", spent(summaries)),
        ("First demo after", first_demo(summaries)),
        ("Enthusiasm", enthusiasm(summaries)),
        ("Customer time used", their_hours(summaries)),
    ];
    figures.into_iter().filter_map(|(name, words)| Some(Figure { name, words: words? })).collect()
}

/// `2 open engagements, 1 completed`; empty without engagements.
pub fn states(summaries: &[Summary]) -> String {
    let ended = |kind| summaries.iter().filter(|summary| summary.ended == Some(kind)).count();
    let open = summaries.iter().filter(|summary| summary.is_open).count();
    let states = [
        (open, if open == 1 { "open engagement" } else { "open engagements" }),
        (ended(OutcomeKind::Completed), "completed"),
        (ended(OutcomeKind::CalledOff), "called off"),
    ];
    listed(states).unwrap_or_default()
}

/// `2 open, 1 called off`, without zero counts.
fn listed(counts: impl IntoIterator<Item = (usize, impl Display)>) -> Option<String> {
    let figures = wording::counted(counts);
    (!figures.is_empty()).then(|| figures.join(", "))
}

fn goals(summaries: &[Summary]) -> Option<String> {
    let sum = |of: fn(&GoalCounts) -> usize| summaries.iter().map(|summary| of(&summary.goals)).sum::<usize>();
    let (open, met, partly, missed) = (sum(|of| of.open), sum(|of| of.met), sum(|of| of.partly), sum(|of| of.missed));
    let committed = open + met + partly + missed;
    let rest = listed([(partly, "partly met"), (missed, "missed"), (open, "not judged yet")]);
    let rest = rest.map(|rest| format!(", {rest}")).unwrap_or_default();
    (committed > 0).then(|| format!("{met} of {committed} met{rest}"))
}

/// One figure for each currency.
fn spent(summaries: &[Summary]) -> Option<String> {
    let mut totals: BTreeMap<&Currency, Amount> = BTreeMap::new();
    for spending in summaries.iter().flat_map(|summary| &summary.spent) {
        let total = totals.entry(&spending.currency).or_default();
        *total = *total + spending.total;
    }
    let figures: Vec<_> = totals.iter().map(|(currency, total)| wording::money(*total, currency)).collect();
    (!figures.is_empty()).then(|| and_list(&figures))
}

fn first_demo(summaries: &[Summary]) -> Option<String> {
    let waits: Vec<_> = summaries.iter().filter_map(|summary| summary.days_to_first_demo).collect();
    let number = i64::try_from(waits.len()).ok().filter(|number| *number > 0)?;
    let mean = (2 * waits.iter().sum::<i64>() + number) / (2 * number);
    Some(over(&words::days(mean), waits.len()))
}

/// A mean, and the number of engagements in it.
fn over(mean: &str, engagements: usize) -> String {
    match engagements {
        1 => format!("{mean} (one engagement)"),
        _ => format!("{mean} on average"),
    }
}

fn enthusiasm(summaries: &[Summary]) -> Option<String> {
    let rated: Vec<_> = summaries.iter().filter_map(|summary| summary.enthusiasm).collect();
    let mean = Mean::of_means(rated.iter().filter_map(|at| at.sentiment.enthusiasm))?;
    let twice: Vec<_> = rated.iter().filter_map(|at| at.enthusiasm_change).collect();
    let people = twice.iter().map(|change| change.people).sum();
    let people = format!("{} {}", words::number(people), if people == 1 { "person" } else { "people" });
    let moved = Mean::of_means(twice.iter().map(|change| change.now))
        .zip(Mean::of_means(twice.iter().map(|change| change.before)))
        .map(|(last, before)| format!("; {people} asked twice: {before} → {last}"));
    Some(format!("{}{}", over(&format!("{mean} of 5"), rated.len()), moved.unwrap_or_default()))
}

fn their_hours(summaries: &[Summary]) -> Option<String> {
    let hours = summaries.iter().filter_map(|summary| summary.their_hours);
    hours.reduce(|sum, hours| sum + hours).map(|hours| format!("{} hours", hours.plain()))
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
        times: usize,
        /// The result, each time.
        results: String,
    }
}

/// What occurs in more than one engagement.
pub fn recurring(summaries: &[Summary]) -> Vec<RecurringView> {
    let places = summaries.iter().map(|summary| (&summary.id, &summary.occurrences));
    recurrence::across_engagements(places).into_iter().map(one).collect()
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
            RecurringKind::Lesson(LessonKind::Sustain) => "sustain",
            RecurringKind::Lesson(LessonKind::Improve) => "improve",
            RecurringKind::Lesson(LessonKind::Mistake) => "mistake",
            RecurringKind::Approach => "tried",
        },
        engagements: and_list(&ids),
        times: found.times,
        results,
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
