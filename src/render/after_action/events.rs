//! What happened: the walk, its days and rounds, what was done, passed and switched.

use serde::Serialize;

use crate::insight::{cadence as figures, durations};
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Entry};
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
        round: stay.in_round().map_or_else(|| "–".to_owned(), |round| round.to_string()),
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

/// The days of a cycle by step.
pub fn steps(engagement: &Engagement, cycle: u32) -> Vec<Step> {
    let step = |total: durations::StepTotal| {
        let days = match (total.days, total.lasts) {
            (days, false) => days.to_string(),
            (0, true) => NOT_LEFT.to_owned(),
            (days, true) => format!("{days}, and {NOT_LEFT}"),
        };
        Step { name: total.step.to_string(), stays: total.stays, days }
    };
    durations::per_step(&durations::stays(engagement, cycle, None)).into_iter().map(step).collect()
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

/// How often the customer could judge something, against what was agreed.
pub fn cadence(engagement: &Engagement, settings: &Settings, cycle: u32) -> String {
    let Some((first, last)) = durations::span(engagement, cycle) else { return said::NOT_RECORDED.to_owned() };
    let days = figures::judged_on(engagement).into_iter().filter(|day| (first..=last).contains(day)).count();
    let agreed = words::count(figures::agreed(engagement, settings) as usize, "day");
    match days {
        0 => format!("none; every {agreed} was agreed"),
        days => format!("{days}; every {agreed} was agreed"),
    }
}

/// Something built, installed, found or shown.
#[derive(Debug, Serialize)]
pub struct Done {
    on: String,
    what: &'static str,
    text: String,
}

/// What the entries of a cycle say was done.
pub fn done(engagement: &Engagement, cycle: u32) -> Vec<Done> {
    engagement.entries_in(cycle).flat_map(|entry| done_at(engagement, entry)).collect()
}

fn done_at(engagement: &Engagement, entry: &Entry) -> Vec<Done> {
    let mut on = entry.common.entered;
    let answers: Vec<(&'static str, String)> = match &entry.answers {
        Answers::Select(select) => {
            let chosen = select.starting_points.iter().filter(|point| point.chosen.is_some_and(|chosen| chosen.0));
            chosen.map(|point| ("started from", point.what.one_line())).collect()
        }
        Answers::Dev(dev) => answered(&[("prototype", dev.prototype.as_ref()), ("built", dev.built.as_ref())]),
        Answers::Onsite(onsite) => {
            let results = onsite.results.iter().map(|result| ("test result", result.one_line()));
            let mut said = answered(&[("installed", onsite.installed.as_ref()), ("data used", onsite.data.as_ref())]);
            said.extend(results);
            said
        }
        Answers::Demo(demo) => {
            on = demo.on.unwrap_or(on);
            let to = if demo.to.is_empty() { None } else { Some(("shown to", said::names(engagement, &demo.to))) };
            answered(&[("shown", demo.shown.as_ref())]).into_iter().chain(to).collect()
        }
        Answers::Adjust(adjust) => answered(&[("adjusted", adjust.approach.as_ref())]),
        _ => vec![],
    };
    answers.into_iter().map(|(what, text)| Done { on: words::date(on), what, text }).collect()
}

fn answered(answers: &[(&'static str, Option<&Text>)]) -> Vec<(&'static str, String)> {
    answers.iter().filter_map(|(what, text)| Some((*what, text.as_ref()?.one_line()))).collect()
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
        parts.push(format!("passed {}", words::and_list(&gates)));
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
