//! The days of an engagement for a calendar: trips, demos, what is due, the next cycle, the forecast.
//!
//! Nothing is planned any more once the engagement has ended.

use crate::insight::demos;
use crate::insight::prelude::*;
use crate::insight::tasks::{self, Task, TaskKind};
use crate::model::charter::Forecast;

/// A day or several days in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The record that names the day.
    pub record: Reference,
    /// What names it there: a key, or what follows from one.
    pub key: String,
    /// What kind it is: `trip`, `demo`, `action`.
    pub category: &'static str,
    /// What it is, in words.
    pub what: String,
    /// The location, if it has one.
    pub site: Option<String>,
    /// The people who take part, by name.
    pub people: Vec<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The day of the record.
    pub recorded: Date,
}

/// All of them, by day.
pub fn of(engagement: &Engagement) -> Vec<Event> {
    let mut events: Vec<_> = engagement.at::<Dev>().filter_map(|(entry, dev)| trip(engagement, entry, dev)).collect();
    events.extend(demos::all(engagement).into_iter().filter_map(|demo| {
        let entry = engagement.entries.get(&demo.entry)?;
        Some(day(&entry.id.reference(), "on", "demo", "demo", demo.on, entry.common.entered))
    }));
    events.extend(tasks::of(engagement).iter().filter_map(|task| due(engagement, task)));
    if engagement.is_open() {
        events.extend(next_cycle(engagement));
        events.extend(terms(engagement));
    }
    events.sort_by(|one, other| (one.from, &one.record, &one.key).cmp(&(other.from, &other.record, &other.key)));
    events
}

fn day(record: &Reference, key: &str, category: &'static str, what: &str, on: Date, recorded: Date) -> Event {
    let (record, key, what) = (record.clone(), key.to_owned(), what.to_owned());
    Event { record, key, category, what, site: None, people: vec![], from: on, to: on, recorded }
}

fn trip(engagement: &Engagement, entry: &Entry, dev: &Dev) -> Option<Event> {
    let trip = dev.trip.as_ref()?;
    let from = trip.from.or(trip.to)?;
    let site = trip.site.as_ref().map(Text::one_line);
    let what = site.as_ref().map_or_else(|| "trip".to_owned(), |site| format!("trip to {site}"));
    Some(Event {
        site,
        people: names(engagement, &trip.people),
        to: trip.to.unwrap_or(from).max(from),
        ..day(&entry.id.reference(), "trip", "trip", &what, from, entry.common.entered)
    })
}

fn due(engagement: &Engagement, task: &Task) -> Option<Event> {
    let key = if task.kind == TaskKind::SignOff { task.key.replace(".due", ".accepted") } else { task.key.clone() };
    let people = names(engagement, task.owner.as_slice());
    let event = day(&task.record, &key, task.kind.word(), &task.in_words(), task.due?, task.since);
    Some(Event { people, ..event })
}

fn names(engagement: &Engagement, people: &[PersonId]) -> Vec<String> {
    people.iter().map(|person| engagement.name_of(person)).collect()
}

/// The start of the next cycle, if there is one.
fn next_cycle(engagement: &Engagement) -> Option<Event> {
    let cycle = engagement.cycle();
    let (entry, plan) = engagement.at::<PlanNext>().rfind(|(entry, _)| entry.id.cycle == cycle)?;
    let next = plan.next.filter(|_| plan.decision != Some(Onward::Close))?;
    let what = format!("cycle {} starts", cycle + 1);
    Some(day(&entry.id.reference(), "next", "cycle", &what, next, entry.common.entered))
}

/// The end of the contract, and what is forecast.
fn terms(engagement: &Engagement) -> Vec<Event> {
    let Some(charter) = &engagement.charter else { return vec![] };
    let of = |key, category, what, on: Option<Date>, recorded| {
        Some(day(&Reference::Engagement, key, category, what, on?, recorded))
    };
    let contract = charter.contract.as_ref();
    let contract = contract.and_then(|one| of("contract.ends", "contract", "contract ends", one.ends, charter.opened));
    let forecast = charter.forecast.iter().flat_map(|forecast| {
        let demo = forecast.next_demo.filter(|_| is_ahead(engagement, forecast));
        [
            of("forecast.next_demo", "demo", "next demo (forecast)", demo, forecast.on),
            of("forecast.ends", "forecast", "end (forecast)", forecast.ends, forecast.on),
        ]
    });
    contract.into_iter().chain(forecast.flatten()).collect()
}

/// Whether the demo of a forecast is not recorded as a demo itself: no demo since, and none planned for that day.
fn is_ahead(engagement: &Engagement, forecast: &Forecast) -> bool {
    demos::all(engagement).iter().all(|demo| demo.on <= forecast.on && Some(demo.on) != forecast.next_demo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    /// The events of an engagement with a second demo and outcomes.
    fn lines(demo: &str, outcomes: &str) -> Vec<String> {
        let engagement = fixture::engagement(&format!(
            r#"{{"charter": {{"contract": {{"ends": "2026-07-31"}}, "deliverables": [{{"what": "it", "due": "2026-05-04"}}],
                    "acceptance_days": "10", "forecast": {{"on": "2026-04-20", "next_demo": "2026-05-05", "ends": "2026-07-30"}}}},
                "entries": {{"cycle-1/01-dev": {{"entered": "2026-03-02", "trip": {{"site": "Pier 4", "from": "2026-03-10",
                    "to": "2026-03-12", "people": ["bo"]}}}}, "cycle-1/02-demo": {{"entered": "2026-03-12"{demo}}},
                    "cycle-1/03-plan-next": {{"entered": "2026-04-01", "decision": "continue", "next": "2026-06-01"}}}},
                "records": {{"people/bo": {{"side": "ours"}}, "actions/2026-03-03-ship": {{"due": "2026-03-09"}},
                "actions/2026-03-03-ask": {{}}}}, "outcomes": {outcomes}}}"#
        ));
        let line = |event: &Event| {
            let (from, to, what) = (event.from, event.to, &event.what);
            format!("{from} {to} {}/{} {what} {}", event.record, event.key, event.people.join(", "))
        };
        of(&engagement).iter().map(|event| line(event).trim_end().to_owned()).collect()
    }

    #[test]
    fn what_was_and_what_is_planned_has_a_day_and_once_it_ended_nothing_is_planned() {
        let [ship, trip, demo] = [
            "2026-03-09 2026-03-09 actions/2026-03-03-ship/due ship Bo",
            "2026-03-10 2026-03-12 cycle-1/01-dev/trip trip to Pier 4 Bo",
            "2026-03-11 2026-03-11 cycle-1/02-demo/on demo",
        ];
        let on = r#", "on": "2026-03-11""#;
        let planned = [
            "2026-05-04 2026-05-04 engagement/deliverables.1.due deliver: it",
            "2026-05-05 2026-05-05 engagement/forecast.next_demo next demo (forecast)",
            "2026-05-14 2026-05-14 engagement/deliverables.1.accepted have the acceptance signed: it",
            "2026-06-01 2026-06-01 cycle-1/03-plan-next/next cycle 2 starts",
            "2026-07-30 2026-07-30 engagement/forecast.ends end (forecast)",
            "2026-07-31 2026-07-31 engagement/contract.ends contract ends",
        ];
        assert_eq!(lines(on, "{}"), [&[ship, trip, demo], &planned[..]].concat());
        let forecast = lines(r#", "on": "2026-05-05""#, "{}").iter().filter(|line| line.contains("demo")).count();
        assert_eq!(forecast, 1, "the demo of the forecast is the one that is planned");
        let called_off = r#"{"1": {"on": "2026-05-01", "kind": "called-off", "reason": "r"}}"#;
        assert_eq!(lines(on, called_off), [trip, demo]);
    }
}
