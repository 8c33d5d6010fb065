//! What happened: the walk, its days and rounds, what was passed and switched.

use serde::Serialize;

use crate::insight::{cadence as figures, durations};
use crate::model::engagement::Engagement;
use crate::model::entry::Entry;
use crate::model::settings::Settings;
use crate::model::text::Text;
use crate::model::words;
use crate::render::said;

/// One stay at a step.
#[derive(Debug, Serialize)]
pub struct Stay {
    number: u32,
    entered: String,
    step: String,
    days: String,
    round: String,
}

/// What stands for the days of a stay that lasts.
const NOT_LEFT: &str = "not left yet";

/// The stays of a cycle in order.
pub fn walk(engagement: &Engagement, cycle: u32) -> Vec<Stay> {
    let stay = |stay: durations::Stay| Stay {
        number: stay.entry.number,
        entered: words::date(stay.from),
        step: stay.entry.step.to_string(),
        days: stay.days().map_or_else(|| NOT_LEFT.to_owned(), |days| days.to_string()),
        round: stay.in_round().map_or_else(|| said::DOES_NOT_APPLY.to_owned(), |round| round.to_string()),
    };
    durations::stays(engagement, cycle, None).into_iter().map(stay).collect()
}

/// All stays at one step.
#[derive(Debug, Serialize)]
pub struct Step {
    name: String,
    stays: usize,
    days: String,
}

/// The days of a cycle by step; nothing where each was stayed at once, which the walk tells already.
pub fn steps(engagement: &Engagement, cycle: u32) -> Vec<Step> {
    let step = |total: durations::StepTotal| {
        let days = match (total.days, total.lasts) {
            (days, false) => days.to_string(),
            (0, true) => NOT_LEFT.to_owned(),
            (days, true) => format!("{days}, and {NOT_LEFT}"),
        };
        Step { name: total.step.to_string(), stays: total.stays, days }
    };
    let totals = durations::per_step(&durations::stays(engagement, cycle, None));
    let again = totals.iter().any(|total| total.stays > 1);
    if again { totals.into_iter().map(step).collect() } else { vec![] }
}

/// One round of dev to adjust.
#[derive(Debug, Serialize)]
pub struct Round {
    number: usize,
    from: String,
    until: String,
    days: String,
}

/// The rounds of a cycle.
pub fn rounds(engagement: &Engagement, cycle: u32) -> Vec<Round> {
    let round = |round: durations::Round| Round {
        number: round.number,
        from: words::date(round.from),
        until: round.until.map_or_else(|| "not over yet".to_owned(), words::date),
        days: round.days().map_or_else(|| "not over yet".to_owned(), |days| days.to_string()),
    };
    durations::per_round(&durations::stays(engagement, cycle, None)).into_iter().map(round).collect()
}

/// On how many days the customer could judge something, against what was agreed.
pub fn cadence(engagement: &Engagement, settings: &Settings, cycle: u32) -> String {
    let judged = match figures::days_in(engagement, cycle) {
        0 => "There was no day on which the customer could judge something".to_owned(),
        days => format!("The customer could judge something on {}", words::count(days, "day")),
    };
    let agreed = words::count(figures::agreed(engagement, settings) as usize, "day");
    match (figures::own(engagement), settings.cadence) {
        (Some(_), _) => format!("{judged}; at least every {agreed} was agreed."),
        (None, Some(_)) => format!("{judged}; our rule is at least every {agreed}."),
        (None, None) => format!("{judged}; the usual is every {agreed}."),
    }
}

/// A step entered against the rules, for a reason.
#[derive(Debug, Serialize)]
pub struct Passed {
    on: String,
    step: String,
    what: String,
    because: String,
}

/// The steps skipped and the gates passed in a cycle, and every other reason given for an entry.
pub fn passed(engagement: &Engagement, cycle: u32) -> Vec<Passed> {
    engagement.entries_in(cycle).filter_map(passed_at).collect()
}

fn passed_at(entry: &Entry) -> Option<Passed> {
    let common = &entry.common;
    let skipped: Vec<_> = common.skipped.iter().map(ToString::to_string).collect();
    let gates: Vec<_> = common.passed.iter().map(Text::one_line).collect();
    let mut parts = Vec::new();
    if !skipped.is_empty() {
        parts.push(format!("skipped {}", words::and_list(&skipped)));
    }
    if !gates.is_empty() {
        let noun = if gates.len() == 1 { "gate" } else { "gates" };
        parts.push(format!("passed the {noun} {}", words::and_list(&gates)));
    }
    if parts.is_empty() && common.because.is_none() {
        return None;
    }
    Some(Passed {
        on: words::date(common.entered),
        step: entry.id.step.to_string(),
        what: if parts.is_empty() { "entered".to_owned() } else { parts.join("; ") },
        because: said::line(common.because.as_ref()),
    })
}

/// A switch of the PACE plan.
#[derive(Debug, Serialize)]
pub struct Switch {
    on: String,
    from: String,
    to: String,
    trigger: String,
    result: String,
}

/// The switches of a cycle.
pub fn switches(engagement: &Engagement, cycle: u32) -> Vec<Switch> {
    let switches = engagement.pace(cycle).map(|pace| pace.switches.as_slice()).unwrap_or_default();
    let switch = |switch: &crate::model::pace::Switch| Switch {
        on: words::date(switch.on),
        from: switch.from.to_string(),
        to: switch.to.to_string(),
        trigger: switch.trigger.one_line(),
        result: said::line(switch.result.as_ref()),
    };
    switches.iter().map(switch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::model::number::Count;

    #[test]
    fn the_cadence_says_whose_rule_it_is() {
        let engagement = |charter: &str| {
            fixture::engagement(&format!(
                r#"{{"charter": {{"schema": "1", "title": "T", "customer": "C", "opened": "2026-03-02"{charter}}},
                    "entries": {{"cycle-1/06-demo": {{"entered": "2026-03-10", "on": "2026-03-12"}}}}}}"#
            ))
        };
        let (usual, ours) = (Settings::default(), Settings { cadence: Some(Count(7)), ..Settings::default() });
        let own = engagement(r#", "cadence": "10""#);
        let judged = "The customer could judge something on 1 day";
        assert_eq!(cadence(&own, &ours, 1), format!("{judged}; at least every 10 days was agreed."));
        assert_eq!(cadence(&engagement(""), &ours, 1), format!("{judged}; our rule is at least every 7 days."));
        assert_eq!(cadence(&engagement(""), &usual, 1), format!("{judged}; the usual is every 14 days."));
        let none = "There was no day on which the customer could judge something; the usual is every 14 days.";
        assert_eq!(cadence(&engagement(""), &usual, 2), none);
    }
}
