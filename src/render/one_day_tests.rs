//! Each document states one day, and shows nothing that happened after it.

use serde_json::json;

use crate::insight::as_of;
use crate::model::date::Date;
use crate::render::Document;
use crate::render::canary_fixture::CanaryFixture;
use crate::render::fixture::{document, documents};

/// The phrases that introduce the day of a document.
const STATES: [&str; 4] = ["as of ", "As of ", "As of: ", "Week to "];

/// The days that a document states as its own.
fn stated(text: &str) -> Vec<Date> {
    let stated = STATES.iter().flat_map(|words| text.match_indices(words).map(|(at, _)| &text[at + words.len()..]));
    stated.filter_map(|rest| days(rest.lines().next()?).first().copied()).collect()
}

const MONTHS: &str = "January February March April May June July August September October November December";

/// The days in a text: `9 April 2026`, and `2026-04-09` as in a diagram.
fn days(text: &str) -> Vec<Date> {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    let iso = words.iter().filter_map(|word| word.parse().ok());
    let in_words = words.windows(3).filter_map(|three| {
        let (_, month) = MONTHS.split(' ').zip(1..).find(|(month, _)| *month == three[1])?;
        Date::from_parts(three[2].parse().ok()?, month, three[0].parse().ok()?)
    });
    iso.chain(in_words).collect()
}

/// Planned days are in this year or later, past events before it.
const PLANNED: i32 = 2031;

#[test]
fn each_document_states_one_day_and_tells_of_nothing_later_but_what_is_planned() {
    for number in 0..12 {
        let engagement = CanaryFixture::scattered(number, number as u64).engagement(true);
        for cycle in 1..=2 {
            let then = as_of::end_of(&engagement, cycle);
            for (name, text) in documents(&engagement, cycle) {
                let is_of_all = Document::named(name).is_some_and(Document::is_about_workspace);
                let of = if is_of_all { None } else { then.as_ref() };
                let day = as_of::day(of.unwrap_or(&engagement)).unwrap();
                assert_eq!(stated(&text), [day], "{name} of cycle {cycle}, record {number}: {text}");
                for shown in days(&text) {
                    let planned = shown.parts().0 >= PLANNED;
                    assert!(shown <= day || planned, "{name} of cycle {cycle}, record {number}, {shown}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_demonstration_that_lies_ahead_was_not_given() {
    let demo = |on: &str| json!({ "entered": "2026-03-02", "on": on, "shown": "It." });
    let adjust = json!({ "entered": "2026-03-04" });
    for (name, given) in [("close-out", "We demonstrated to you on"), ("after-action", "Shown: It.")] {
        let shown = |entries: &serde_json::Value| document(name, &json!({ "entries": entries }).to_string(), None);
        assert!(!shown(&json!({ "cycle-1/06-demo": demo("2026-03-09") })).contains(given), "{name}");
        let past = json!({ "cycle-1/06-demo": demo("2026-03-03"), "cycle-1/07-adjust": adjust });
        assert!(shown(&past).contains(given), "{name}");
    }
}

/// The search can find a day.
#[test]
fn a_day_is_found_in_words_and_in_a_diagram() {
    let found = |text: &str| days(text).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found("dev :2026-05-06, 2026-05-12"), ["2026-05-06", "2026-05-12"]);
    for text in
        ["For C · As of 9 April 2026", "- As of: 9 April 2026, the last day in the record", "- As of: 9 April 2026"]
    {
        assert_eq!((found(text), stated(text).len()), (vec!["2026-04-09".to_owned()], 1));
    }
}
