//! Something is dated before what had to come first.

use super::{Check, Example, Scene};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Entry};
use crate::model::finding::{Finding, Level};
use crate::model::record::{Action, Goal, Record, Requirement};
use crate::model::reference::Reference;
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "dates-out-of-order",
    level: Level::Error,
    from: Step::Hypothesis,
    guards: None,
    summary: "something is dated before what had to come first",
    why: "Durations, cycles and the story are told from these days; one slip of the year turns them all round.",
    remedy: "Look up the day and set it with `engage set`.",
    source: "the design of engage: what can be derived is derived from days",
    example: Example {
        step: Step::Select,
        today: "2026-03-10",
        fires: &[(
            "goals/fast",
            "statement: A report is found fast\ncriterion: in ten seconds\ncommitted: 2026-03-03\nverdict: met\njudged: 2025-03-09\n",
        )],
        silent: &[(
            "goals/fast",
            "statement: A report is found fast\ncriterion: in ten seconds\ncommitted: 2026-03-03\nverdict: met\njudged: 2026-03-09\n",
        )],
    },
    run,
};

/// A day at a key that must not lie before another.
struct Order {
    key: String,
    day: Date,
    /// What came first, as the sentence names it.
    first: String,
    since: Date,
}

impl Order {
    /// Two keys of one record, where both have a day and the wrong one is first.
    fn of(key: impl Into<String>, day: Option<Date>, first: &str, since: Option<Date>) -> Option<Self> {
        Self::after(key, day?, format!("`{first}`"), since?)
    }

    fn after(key: impl Into<String>, day: Date, first: String, since: Date) -> Option<Self> {
        (day < since).then(|| Self { key: key.into(), day, first, since })
    }

    fn in_words(&self) -> String {
        let (day, since) = (words::date(self.day), words::date(self.since));
        format!("`{}` is {day}, before {} on {since}", self.key, self.first)
    }
}

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let entries = engagement.entries.values().map(|entry| (entry.id.reference(), of_entry(engagement, entry)));
    let paces = engagement.paces.keys().map(|cycle| (Reference::Pace(*cycle), of_pace(engagement, *cycle)));
    let records = engagement.records.iter().map(|(name, record)| (name.clone(), of_record(record)));
    let outcomes = of_outcomes(engagement).into_iter();
    let all = entries.chain(paces).chain(records).chain(outcomes);
    all.filter_map(|(name, orders)| wrong(engagement, name, &orders)).collect()
}

fn wrong(engagement: &Engagement, name: Reference, orders: &[Order]) -> Option<Finding> {
    let first = orders.first()?;
    let told: Vec<_> = orders.iter().map(Order::in_words).collect();
    let keys: Vec<_> = orders.iter().map(|order| format!("{}=DATE", order.key)).collect();
    let remedy = format!("engage set -e {} --in {name} {}", engagement.id, keys.join(" "));
    Some(Finding::on(name, words::and_list(&told), remedy).at(first.key.clone()))
}

fn of_entry(engagement: &Engagement, entry: &Entry) -> Vec<Order> {
    let entered = entry.common.entered;
    let from = entry.common.from.and_then(|from| engagement.entries.get(&from));
    let came = from.and_then(|from| {
        Order::after("entered", entered, format!("`{}`, where it came from,", from.id), from.common.entered)
    });
    let opened =
        engagement.charter.as_ref().filter(|_| from.is_none()).and_then(|charter| {
            Order::after("entered", entered, "the engagement was opened".to_owned(), charter.opened)
        });
    let trip = match &entry.answers {
        Answers::Dev(dev) => dev.trip.as_ref().and_then(|trip| Order::of("trip.to", trip.to, "trip.from", trip.from)),
        _ => None,
    };
    came.into_iter().chain(opened).chain(trip).collect()
}

fn of_pace(engagement: &Engagement, cycle: u32) -> Vec<Order> {
    let switches = engagement.pace(cycle).map_or(&[][..], |pace| &pace.switches);
    let pairs = (2..).zip(switches.windows(2));
    let late = pairs.filter_map(|(at, pair)| {
        Order::after(format!("switches.{at}.on"), pair[1].on, "the switch before it".to_owned(), pair[0].on)
    });
    late.collect()
}

fn of_record(record: &Record) -> Vec<Order> {
    let orders = match record {
        Record::Goal(Goal { committed, judged, due, .. }) => {
            vec![
                Order::of("judged", *judged, "committed", Some(*committed)),
                Order::of("due", *due, "committed", Some(*committed)),
            ]
        }
        Record::Action(Action { raised, start, due, done, .. }) => vec![
            Order::of("done", *done, "raised", Some(*raised)),
            Order::of("due", *due, "raised", Some(*raised)),
            Order::of("due", *due, "start", start.filter(|start| start > raised)),
        ],
        Record::Requirement(requirement) => of_requirement(requirement),
        _ => vec![],
    };
    orders.into_iter().flatten().collect()
}

fn of_requirement(requirement: &Requirement) -> Vec<Option<Order>> {
    let raised = Some(requirement.raised);
    let accepted = requirement.accepted.as_ref().map(|accepted| accepted.on);
    let changes = (1..).zip(&requirement.changes);
    let changes = changes.map(|(at, change)| Order::of(format!("changes.{at}.on"), Some(change.on), "raised", raised));
    std::iter::once(Order::of("accepted.on", accepted, "raised", raised)).chain(changes).collect()
}

fn of_outcomes(engagement: &Engagement) -> Vec<(Reference, Vec<Order>)> {
    let opened = engagement.charter.as_ref().map(|charter| ("the engagement was opened".to_owned(), charter.opened));
    let mut before = opened;
    let mut found = Vec::new();
    for ((number, kind), outcome) in &engagement.outcomes {
        let name = Reference::Outcome(*number, *kind);
        let order = before.take().and_then(|(first, since)| Order::after("on", outcome.on, first, since));
        before = Some((format!("`{name}`"), outcome.on));
        found.push((name, order.into_iter().collect()));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(files: &Value) -> Vec<String> {
        Case::at(Step::Dev, files.clone()).says("dates-out-of-order")
    }

    #[test]
    fn an_entry_is_not_entered_before_the_one_it_came_from() {
        assert_eq!(
            says(&json!({ "cycle-1/03-select": { "entered": "2026-03-01" } })),
            [
                "cycle-1/03-select:entered: `entered` is 1 March 2026, before `cycle-1/02-validate`, where it came from, on \
              2 March 2026\nengage set -e harbor-search --in cycle-1/03-select entered=DATE"
            ]
        );
        assert_eq!(
            says(&json!({ "engagement": { "opened": "2026-03-02" } })),
            ["cycle-1/01-hypothesis:entered: `entered` is 1 March 2026, before the engagement was opened on 2 March \
              2026\nengage set -e harbor-search --in cycle-1/01-hypothesis entered=DATE"]
        );
    }

    #[test]
    fn several_of_one_record_are_one_finding() {
        let action =
            json!({ "what": "x", "owner": "jon", "raised": "2026-03-05", "done": "2026-03-04", "due": "2025-03-09" });
        assert_eq!(
            says(&json!({ "actions/2026-03-05-x-aaaa": action })),
            ["actions/2026-03-05-x-aaaa:done: `done` is 4 March 2026, before `raised` on 5 March 2026 and `due` is 9 \
              March 2025, before `raised` on 5 March 2026\n\
              engage set -e harbor-search --in actions/2026-03-05-x-aaaa done=DATE due=DATE"]
        );
    }

    #[test]
    fn requirements_trips_switches_and_outcomes_have_their_order() {
        let requirement = json!({ "statement": "s", "class": "user", "raised": "2026-03-05",
            "accepted": { "on": "2026-03-04", "by": "ana" }, "changes": [{ "on": "2026-03-01", "what": "x" }] });
        let switch = |day: &str| json!({ "on": day, "from": "primary", "to": "alternate", "trigger": "t" });
        let found = says(&json!({
            "requirements/a": requirement,
            "cycle-1/04-dev": { "trip": { "from": "2026-03-09", "to": "2026-03-08" } },
            "cycle-1/pace": { "switches": [switch("2026-03-05"), switch("2026-03-04")] },
            "outcomes/01-completed": { "on": "2026-03-09", "kind": "completed" },
            "outcomes/02-reopened": { "on": "2026-03-08", "kind": "reopened" },
        }));
        let places: Vec<_> = found.iter().filter_map(|said| said.split_once(": ")).map(|(place, _)| place).collect();
        assert_eq!(
            places,
            [
                "cycle-1/04-dev:trip.to",
                "cycle-1/pace:switches.2.on",
                "requirements/a:accepted.on",
                "outcomes/02-reopened:on"
            ]
        );
    }

    #[test]
    fn the_same_day_is_in_order() {
        let goal = json!({ "statement": "s", "criterion": "c", "committed": "2026-03-03", "judged": "2026-03-03" });
        assert!(says(&json!({ "goals/a": goal, "cycle-1/03-select": { "entered": "2026-03-02" } })).is_empty());
    }
}
