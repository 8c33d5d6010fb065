//! The dated events of a cycle that its first pages show: switches and demos first, then what came out on site
//! and verdicts, then decisions, then changes of requirements.

use crate::render::documents::prelude::*;

view! {
    /// Something that happened.
    pub struct Event {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// What happened, in the words of the record.
        what: String,
    }
}

/// The most events that the first pages show.
const MOST: usize = 8;

/// How much an event matters, the least first; its day and its words.
type Ranked = (u8, Date, String);

/// The events that matter most, by day.
pub fn events(engagement: &Engagement, cycle: u32) -> Vec<Event> {
    let mut all: Vec<Ranked> = switches(engagement, cycle);
    all.extend(demonstrations(engagement, cycle));
    let decisions = engagement.in_cycle::<Decision>(cycle).map(|(_, one)| (2, one.on, decided(engagement, one)));
    all.extend(decisions);
    all.extend(verdicts(engagement, cycle));
    all.extend(visits(engagement, cycle));
    all.extend(changes(engagement, cycle));
    all.retain(|(_, _, what)| !what.is_empty());
    all.sort_by_key(|(rank, on, _)| (*rank, *on));
    all.truncate(MOST);
    all.sort_by_key(|(_, on, _)| *on);
    all.into_iter().map(|(_, on, what)| Event { on_iso: on, what }).collect()
}

fn switches(engagement: &Engagement, cycle: u32) -> Vec<Ranked> {
    let switched = |switch: &Switch| {
        let plan = if switch.to < Tier::Contingency { " plan" } else { "" };
        let result = words::sentence(&line(switch.result.as_ref()));
        let trigger = words::sentence(&switch.trigger.one_line());
        (0, switch.on, format!("Switch to the {}{plan}: {trigger} {result}", switch.to).trim_end().to_owned())
    };
    engagement.pace(cycle).into_iter().flat_map(|pace| &pace.switches).map(switched).collect()
}

fn demonstrations(engagement: &Engagement, cycle: u32) -> Vec<Ranked> {
    let given = as_of::day(engagement).map(|day| demos::by(engagement, day)).unwrap_or_default();
    let shown = given.into_iter().filter(|demo| demo.entry.cycle == cycle).filter_map(|demo| {
        let answers: &Demo = engagement.entries.get(&demo.entry).and_then(Entry::at)?;
        let to = names(engagement, &answers.to);
        let what = match &answers.shown {
            Some(shown) => format!("Demo: {}", words::sentence(&shown.one_line())),
            None if to.is_empty() => "Demo.".to_owned(),
            None => format!("Demo to {to}."),
        };
        Some((0, demo.on, what))
    });
    shown.collect()
}

fn decided(engagement: &Engagement, decision: &Decision) -> String {
    let by = names(engagement, &decision.by);
    let by = if by.is_empty() { by } else { format!(" ({by})") };
    format!("Decided: {}{by}.", wording::decision(decision))
}

/// `Goals judged: 2 met, 1 missed.` for each day.
fn verdicts(engagement: &Engagement, cycle: u32) -> Vec<Ranked> {
    let mut judged: BTreeMap<Date, Vec<&Goal>> = BTreeMap::new();
    for (_, goal) in goals::of_cycle(engagement, cycle) {
        if let Some(day) = goal.judged.filter(|_| goal.verdict() != Verdict::Open) {
            judged.entry(day).or_default().push(goal);
        }
    }
    let on_a_day = |(day, goals): (Date, Vec<&Goal>)| {
        let tally = goals::tally(goals);
        let verdicts = wording::counted([(tally.met, "met"), (tally.partly, "partly met"), (tally.missed, "missed")]);
        (1, day, format!("Goals judged: {}.", verdicts.join(", ")))
    };
    judged.into_iter().map(on_a_day).collect()
}

/// The first two results of each visit, else what was installed.
fn visits(engagement: &Engagement, cycle: u32) -> Vec<Ranked> {
    let came_out = |entry: &Entry| {
        let onsite: &Onsite = entry.at()?;
        let results: Vec<_> = onsite.results.iter().take(2).map(|one| words::sentence(&one.one_line())).collect();
        let installed = || Some(format!("Installed: {}", words::sentence(&onsite.installed.as_ref()?.one_line())));
        let what = if results.is_empty() { installed()? } else { format!("On site: {}", results.join(" ")) };
        Some((1, entry.common.entered, what))
    };
    engagement.entries_in(cycle).filter_map(came_out).collect()
}

fn changes(engagement: &Engagement, cycle: u32) -> Vec<Ranked> {
    let all = engagement.all::<Requirement>().flat_map(|(_, requirement)| &requirement.changes);
    let here = all.filter(|change| engagement.cycle_on(change.on) == cycle);
    here.map(|change| (3, change.on, format!("Requirement changed: {}", words::sentence(&change.what.one_line()))))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::insight::fixture;

    #[test]
    fn switches_demos_results_and_verdicts_come_before_decisions_and_all_by_day() {
        let mut records = json!({ "goals/g": { "verdict": "met", "judged": "2026-03-09" },
            "requirements/r": { "raised": "2026-03-02", "changes": [{ "on": "2026-03-03", "what": "Scans too" }] } });
        for day in 1..=6 {
            records[format!("decisions/2026-03-0{day}-a")] = json!({ "what": format!("Decision {day}.") });
        }
        let engagement = fixture::from(&json!({
            "entries": { "cycle-1/01-onsite": { "entered": "2026-03-01", "installed": "Two tablets" },
                "cycle-1/02-demo": "2026-03-08", "cycle-1/03-adjust": "2026-03-09" },
            "paces": { "cycle-1": { "switches": [{ "on": "2026-03-07", "from": "primary", "to": "alternate",
                "trigger": "No login", "result": "Ran all day." }] } },
            "records": records }));
        let told: Vec<_> = events(&engagement, 1).into_iter().map(|event| event.what).collect();
        assert_eq!(told.len(), MOST);
        assert_eq!(told[..2], ["Installed: Two tablets.", "Decided: Decision 1."]);
        let rest = ["Switch to the alternate plan: No login. Ran all day.", "Demo.", "Goals judged: 1 met."];
        assert_eq!(told[5..], rest);
    }
}
