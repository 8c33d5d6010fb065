//! Tests of the charts: the numbers of their tables, and text that stays text.

use serde_json::{Value, json};

use super::{Chart, bar, place};
use crate::insight::fixture;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::render::fixture::{HARBOR, about, rendered};
use crate::render::language::Language;
use crate::render::{Document, charts};

/// The harbor with goals that are measured, spend and a forecast.
fn measured(changes: &Value) -> Engagement {
    let mut json: Value = serde_json::from_str(HARBOR).unwrap();
    json["charter"]["forecast"] = json!({ "on": "2026-03-20", "total": "21500" });
    let records = json["records"].as_object_mut().unwrap();
    for (name, goal) in records.iter_mut().filter(|(name, _)| name.starts_with("goals/")) {
        let measure = json!({ "what": name, "unit": "of 20", "baseline": "4", "target": "16" });
        goal["measure"] = measure;
        goal["actual"] = json!("18");
        goal.as_object_mut().unwrap().extend(changes.as_object().cloned().unwrap_or_default());
    }
    fixture::from(&json)
}

fn of(document: &str, engagement: &Engagement) -> Vec<Chart> {
    let document = Document::named(document).unwrap();
    charts(document, &about(document, engagement, &Settings::default(), None), &Language::english())
}

fn named(name: &str, document: &str, engagement: &Engagement) -> Chart {
    of(document, engagement).into_iter().find(|chart| chart.name == name).unwrap()
}

fn numbers(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && !",.".contains(c));
    parts.map(|part| part.trim_matches([',', '.'])).filter(|part| !part.is_empty()).collect()
}

#[test]
fn the_numbers_of_a_chart_are_those_of_its_document() {
    let engagement = measured(&json!({}));
    for (document, names) in
        [("after-action", vec!["timeline", "goals", "budget"]), ("management", vec!["goals", "budget"])]
    {
        let text = rendered(document, &engagement, &Settings::default(), None);
        let known = numbers(&text);
        for name in names {
            let chart = named(name, document, &engagement);
            // the tolerance is of the terms, which these documents do not repeat
            let description = chart.description.replace(" (tolerance 10%)", "");
            let drawn = numbers(&description);
            assert!(!drawn.is_empty(), "{name}");
            for number in drawn {
                assert!(known.contains(&number), "{number} of {name} in {document}: {}\n{text}", chart.description);
            }
        }
    }
    assert!(named("budget", "management", &engagement).description.contains("forecast EUR 21,500"));
    assert!(!named("budget", "after-action", &engagement).description.contains("forecast"));
}

#[test]
fn the_values_that_meet_a_goal_are_on_the_side_that_is_better() {
    let band = |changes: &Value| {
        let svg = named("goals", "management", &measured(changes)).svg;
        let rect = svg.split_once("<rect x=\"").unwrap().1.to_owned();
        rect.split_once('%').unwrap().0.parse::<f64>().unwrap()
    };
    assert!(band(&json!({})) > 50.0);
    let seconds = json!({ "what": "s", "unit": "s", "baseline": "90", "target": "10" });
    assert!(band(&json!({ "measure": seconds, "actual": "6.5" })) < 1.0);
    let words = json!({ "what": "s", "baseline": "a call", "target": "less" });
    let of_words = of("management", &measured(&json!({ "measure": words, "actual": null, "result": "good" })));
    assert!(of_words.iter().all(|chart| chart.name != "goals"));
}

#[test]
fn what_people_wrote_is_text_in_a_chart() {
    let hostile = "</title><script>a('1')</script> \"b\" & \u{202e}c";
    let engagement = measured(&json!({ "statement": hostile, "result": hostile }));
    assert!(named("goals", "brief", &engagement).svg.contains("&lt;script&gt;a(&#39;1&#39;)"));
    for chart in of("brief", &engagement) {
        assert!(!chart.svg.contains("<script") && !chart.svg.contains("a('"), "{}", chart.svg);
        assert!(!chart.svg.contains('\u{202e}'), "{}", chart.svg);
        assert!(chart.svg.contains(&format!("aria-labelledby=\"chart-{0}-title chart-{0}-description\"", chart.name)));
    }
}

#[test]
fn a_chart_has_its_place_by_name_and_a_bar_is_never_longer_than_full() {
    assert_eq!(place("<!-- chart: budget -->\n"), Some("budget"));
    assert_eq!(place("<!-- a note -->\n"), None);
    assert!(bar(34).contains("width=\"34%\"") && bar(250).contains("width=\"100%\""));
}
