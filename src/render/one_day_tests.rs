//! Each document states one day, and tells of nothing that happened after it.

use serde_json::json;

use crate::insight::{as_of, fixture};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::step::Step;
use crate::render::fixture::{document, documents};

/// How a document introduces the day of which it tells.
const STATES: [&str; 3] = ["as of ", "As of ", "As of: "];

/// The days that a document states as its own.
fn stated(text: &str) -> Vec<Date> {
    let stated = text.match_indices("s ").filter_map(|(at, _)| {
        let from = &text[at.saturating_sub(1)..];
        STATES.iter().find_map(|words| from.strip_prefix(words))
    });
    stated.filter_map(|rest| days(rest.lines().next()?).first().copied()).collect()
}

const MONTHS: &str = "January February March April May June July August September October November December";

/// The days in some words: `9 April 2026`, and `2026-04-09` as a diagram has it.
fn days(text: &str) -> Vec<Date> {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    let iso = words.iter().filter_map(|word| word.parse().ok());
    let in_words = words.windows(3).filter_map(|three| {
        let (_, month) = MONTHS.split(' ').zip(1..).find(|(month, _)| *month == three[1])?;
        Date::from_parts(three[2].parse().ok()?, month, three[0].parse().ok()?)
    });
    iso.chain(in_words).collect()
}

/// The same numbers at each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// A day of 2026 on which something happened.
    fn day(&mut self) -> String {
        format!("2026-{:02}-{:02}", 1 + self.below(8), 1 + self.below(28))
    }
}

/// What is planned is in this year or later, and everything that happens is before it.
const PLANNED: i32 = 2031;

/// Two cycles with records of every kind, on days in no order.
fn random(dice: &mut Dice) -> Engagement {
    let mut entries = serde_json::Map::new();
    let mut entered: Vec<_> = (0..12).map(|_| dice.day()).collect();
    entered.sort();
    for (at, on) in entered.iter().enumerate() {
        let (cycle, step) = (1 + at / 9, Step::ALL[at % 9]);
        let answers = match step {
            Step::Validate => json!({ "entered": on, "met": dice.day(), "verdict": "confirmed", "with": ["ana"] }),
            Step::Dev => {
                json!({ "entered": on, "rehearsed": dice.day(), "trip": { "site": "Pier 4", "from": "2031-02-01" } })
            }
            Step::Onsite => json!({ "entered": on, "installed": "On two." }),
            Step::Demo => json!({ "entered": on, "on": on, "to": ["ana"], "shown": "It." }),
            Step::AfterAction => json!({ "entered": on, "reported": { "on": dice.day(), "to": "the board" } }),
            Step::PlanNext => json!({ "entered": on, "decision": "continue", "next": "2031-03-01", "aim": "Offline." }),
            _ => json!({ "entered": on }),
        };
        entries.insert(format!("cycle-{cycle}/{:02}-{step}", at % 9 + 1), answers);
    }
    let mut records = json!({ "people/ana": { "name": "Ana", "side": "customer", "roles": ["sponsor"] },
        "people/bo": { "name": "Bo", "side": "ours", "roles": ["ACR"] } });
    for number in 0..3 {
        records[format!("goals/g{number}")] = json!({ "statement": "g", "criterion": "c", "committed": dice.day(),
            "due": "2031-01-01", "verdict": "met", "judged": dice.day(), "accepted_by": "ana",
            "history": [{ "verdict": "missed", "judged": dice.day() }] });
        records[format!("requirements/r{number}")] = json!({ "statement": "r", "class": "user", "raised": dice.day(),
            "status": "agreed", "accepted": { "on": dice.day(), "by": "ana" },
            "changes": [{ "on": dice.day(), "what": "x" }] });
        for (folder, mut record, day) in [
            ("actions", json!({ "what": "a", "owner": "bo", "due": "2031-01-02", "done": dice.day() }), "raised"),
            ("feedback", json!({ "from": "ana", "impression": "4", "enthusiasm": "3", "said": "Good." }), "on"),
            ("lessons", json!({ "kind": "improve", "issue": "i" }), "on"),
            ("approaches", json!({ "what": "w", "result": "worked" }), "tried"),
            (
                "artifacts",
                json!({ "what": "t", "class": "document", "return_by": "2031-01-03", "returned": dice.day() }),
                "on",
            ),
            ("spend", json!({ "what": "s", "amount": "5", "currency": "EUR" }), "on"),
            ("signoffs", json!({ "of": "scope", "by": ["ana"], "verdict": "accepted", "covers": {} }), "on"),
            ("decisions", json!({ "what": "d", "by": ["ana"] }), "on"),
        ] {
            let on = dice.day();
            record[day] = json!(on);
            records[format!("{folder}/{on}-x-aaa{number}")] = record;
        }
    }
    let exercised = json!({ "plan": "p", "owner": "bo", "exercised": dice.day() });
    let switch = json!({ "on": dice.day(), "from": "primary", "to": "alternate", "trigger": "t" });
    let outcome = json!({ "on": "2026-08-29", "kind": "completed" });
    fixture::from(&json!({
        "charter": { "schema": "1", "title": "T", "customer": "C", "opened": "2026-01-01",
            "contract": { "ends": "2031-04-01" } },
        "entries": entries, "records": records,
        "paces": { "cycle-1": { "primary": exercised, "switches": [switch] } },
        "outcomes": if dice.below(2) == 0 { json!({}) } else { json!({ "1": outcome }) },
    }))
}

#[test]
fn each_document_states_one_day_and_tells_of_nothing_later_but_what_is_planned() {
    let mut dice = Dice(12);
    for number in 0..20 {
        let engagement = random(&mut dice);
        for cycle in 1..=2 {
            let then = as_of::end_of(&engagement, cycle);
            for (name, text) in documents(&engagement, cycle) {
                let of = if name == "portfolio" { None } else { then.as_ref() };
                let day = as_of::day(of.unwrap_or(&engagement)).unwrap();
                assert_eq!(stated(&text), [day], "{name} of cycle {cycle}, record {number}: {text}");
                for told in days(&text) {
                    let planned = told.parts().0 >= PLANNED;
                    assert!(told <= day || planned, "{name} of cycle {cycle}, record {number}, {told}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_demonstration_that_lies_ahead_was_not_given() {
    let demo = |on: &str| json!({ "entered": "2026-03-02", "on": on, "shown": "It." });
    let adjust = json!({ "entered": "2026-03-04" });
    for (name, given) in [("close-out", "We showed it to you on"), ("after-action", "- shown: It.")] {
        let told = |entries: &serde_json::Value| document(name, &json!({ "entries": entries }).to_string(), None);
        assert!(!told(&json!({ "cycle-1/06-demo": demo("2026-03-09") })).contains(given), "{name}");
        let past = json!({ "cycle-1/06-demo": demo("2026-03-03"), "cycle-1/07-adjust": adjust });
        assert!(told(&past).contains(given), "{name}");
    }
}

/// The search can find a day.
#[test]
fn a_day_is_found_in_words_and_in_a_diagram() {
    let found = |text: &str| days(text).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found("dev :2026-05-06, 2026-05-12"), ["2026-05-06", "2026-05-12"]);
    for text in
        ["For C, as of 9 April 2026.", "- As of: 9 April 2026, the last day in the record", "- As of: 9 April 2026"]
    {
        assert_eq!((found(text), stated(text).len()), (vec!["2026-04-09".to_owned()], 1));
    }
}
