//! The timeline of a cycle: its stays, a diagram, and the days by step and round.

use crate::insight::cadence as figures;
use crate::render::draw::gantt;
use crate::render::parts::prelude::*;

view! {
    /// The timeline of a cycle.
    pub struct Timeline {
        /// Each stay at a step, in order.
        pub stays: Vec<StayView>,
        /// The same as a Mermaid gantt, line by line.
        diagram: Vec<String>,
        /// What the days come to, a sentence each.
        days: Vec<String>,
    }
}

view! {
    /// One stay at a step.
    pub struct StayView {
        /// The day on which the step was entered, as YYYY-MM-DD.
        entered_iso: Date,
        /// The step.
        step: String,
        /// How many days it lasted, or that it is still going on.
        pub days: String,
        /// The repeat of dev to adjust that it is part of.
        round: String,
    }
}

/// The text for the days of a stay that is still open.
const NOT_LEFT: &str = "ongoing";

/// The timeline of a cycle.
pub fn of_cycle(engagement: &Engagement, settings: &Settings, cycle: u32) -> Timeline {
    let stays = durations::stays(engagement, cycle, None);
    Timeline {
        diagram: gantt(&format!("{}, cycle {cycle}", engagement.title()), &stays, as_of::day(engagement)),
        days: by_step(&stays)
            .into_iter()
            .chain(durations::per_round(&stays).into_iter().map(round))
            .chain(cadence(engagement, settings, cycle))
            .collect(),
        stays: stays.into_iter().map(stay).collect(),
    }
}

/// One stay, as documents show it.
pub fn stay(stay: durations::Stay) -> StayView {
    StayView {
        entered_iso: stay.from,
        step: stay.entry.step.to_string(),
        days: stay.days().map_or_else(|| NOT_LEFT.to_owned(), |days| days.to_string()),
        round: stay.in_round().map_or_else(|| wording::DOES_NOT_APPLY.to_owned(), |round| round.to_string()),
    }
}

/// The days by step; empty if each step was entered once, since the table shows that already.
fn by_step(stays: &[durations::Stay]) -> Option<String> {
    let step = |total: &durations::StepTotal| {
        let stays = if total.stays > 1 { format!(" ({} visits)", total.stays) } else { String::new() };
        let days = match (total.days, total.lasts) {
            (days, false) => days.to_string(),
            (0, true) => NOT_LEFT.to_owned(),
            (days, true) => format!("{days} and {NOT_LEFT}"),
        };
        format!("{} {days}{stays}", total.step)
    };
    let totals = durations::per_step(stays);
    let again = totals.iter().any(|total| total.stays > 1);
    again.then(|| format!("Days by step: {}.", words::and_list(totals.iter().map(step))))
}

/// One round of dev to adjust.
fn round(round: durations::Stay) -> String {
    let (number, from) = (round.round, words::date(round.from));
    match (round.until, round.days()) {
        (Some(until), Some(days)) => {
            format!("Round {number} took {}, from {from} to {}.", words::days(days), words::date(until))
        }
        _ => format!("Round {number} began on {from} and is not over yet."),
    }
}

/// On how many days the customer could judge a result, against what was agreed; `None` if no such day is recorded.
fn cadence(engagement: &Engagement, settings: &Settings, cycle: u32) -> Option<String> {
    let days = Some(figures::days_in(engagement, cycle)).filter(|days| *days > 0)?;
    let judged = format!("The customer saw a result on {}{}", words::count(days, "day"), longest(engagement, cycle));
    let agreed = words::count(figures::agreed(engagement, settings) as usize, "day");
    Some(match (figures::own(engagement), settings.cadence) {
        (Some(_), _) => format!("{judged}; the agreed maximum is {agreed}."),
        (None, Some(_)) => format!("{judged}; our maximum is {agreed}."),
        (None, None) => format!("{judged}; the usual maximum is {agreed}."),
    })
}

/// The longest time the customer waited for a result in a cycle.
fn longest(engagement: &Engagement, cycle: u32) -> String {
    let waits = as_of::day(engagement).map(|today| figures::waits(engagement, today)).unwrap_or_default();
    let here = |until| engagement.entry_on(until).is_some_and(|entry| entry.cycle == cycle);
    let longest = waits.into_iter().filter(|wait| here(wait.until)).map(|wait| wait.days).max();
    longest.map(|days| format!(", and the longest wait for one was {}", words::days(days))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::model::number::Count;

    #[test]
    fn the_cadence_says_whose_rule_it_is() {
        let (usual, ours) = (Settings::default(), Settings { cadence: Some(Count(7)), ..Settings::default() });
        for (charter, settings, rule) in [
            (r#", "cadence": "10""#, &ours, "the agreed maximum is 10 days"),
            ("", &ours, "our maximum is 7 days"),
            ("", &usual, "the usual maximum is 14 days"),
        ] {
            let engagement = fixture::engagement(&format!(
                r#"{{"charter": {{"opened": "2026-03-02"{charter}}}, "entries": {{"cycle-1/07-adjust": "2026-03-12",
                    "cycle-1/06-demo": {{"entered": "2026-03-10", "on": "2026-03-12"}}}}}}"#
            ));
            let judged = "The customer saw a result on 1 day, and the longest wait for one was 10 days";
            assert_eq!(cadence(&engagement, settings, 1), Some(format!("{judged}; {rule}.")));
            assert_eq!(cadence(&engagement, settings, 2), None);
        }
    }
}
