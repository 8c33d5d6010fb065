//! Whole reports, of a rich engagement and of a bare one.

use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::{Document, render};

fn report(json: &str, cycle: Option<u32>) -> String {
    let engagement = fixture::engagement(json);
    let document = Document::named("after-action").unwrap();
    let cycle = cycle.unwrap_or_else(|| document.cycle_for(&engagement));
    render(document, &document.builtin(), &engagement, &Settings::default(), cycle).unwrap()
}

const HARBOR: &str = include_str!("../testdata/harbor.json");
const BARE: &str = include_str!("../testdata/bare.json");

#[test]
fn a_rich_record_makes_a_whole_report() {
    snapbox::assert_data_eq!(report(HARBOR, None), snapbox::file!["../testdata/harbor.md"].raw());
}

#[test]
fn a_bare_record_says_what_nobody_wrote_down() {
    snapbox::assert_data_eq!(report(BARE, None), snapbox::file!["../testdata/bare.md"].raw());
}

#[test]
fn no_report_has_a_blank_a_none_or_a_loose_end() {
    for report in [report(HARBOR, Some(1)), report(HARBOR, Some(2)), report(HARBOR, Some(7)), report(BARE, None)] {
        assert!(report.ends_with('\n') && !report.contains("\n\n\n"), "{report}");
        for line in report.lines() {
            assert_eq!(line, line.trim_end());
            assert!(!line.ends_with(':') || line.starts_with("Against the promise"), "{line}");
            assert!(!line.contains("|  |") && !line.contains("None") && !line.contains("Some("), "{line}");
        }
    }
}

#[test]
fn the_report_is_about_the_last_cycle_that_came_to_its_review() {
    let document = Document::named("after-action").unwrap();
    assert_eq!(document.cycle_for(&fixture::engagement(HARBOR)), 2);
    assert_eq!(document.cycle_for(&fixture::engagement(BARE)), 1);
    assert!(Document::named("minutes").is_none());
}

/// Keys whose values are free words.
const FREE: [&str; 30] = [
    "title",
    "customer",
    "mission",
    "today",
    "belief",
    "benefit",
    "stop_if",
    "confirmed",
    "adjusted",
    "prototype",
    "built",
    "because",
    "installed",
    "data",
    "shown",
    "approach",
    "why",
    "to",
    "aim",
    "ask",
    "plan",
    "trigger",
    "organization",
    "statement",
    "criterion",
    "what",
    "issue",
    "recommendation",
    "kept_at",
    "note",
];

const HOSTILE: &str = "# x | `y` *z* _w_ <script>alert(1)</script> [a](javascript:b) ![i](//e) @n https://e.e ~~s~~ &lt; {{ 7*7 }}\n---\n- q";

fn spoilt(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, field) in fields {
                match field {
                    serde_json::Value::String(text) if FREE.contains(&key.as_str()) && !is_plain(text) => {
                        HOSTILE.clone_into(text);
                    }
                    field => spoilt(field),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(spoilt),
        _ => {}
    }
}

/// A switch's `to` and a reported-to are one key; the former is a tier.
fn is_plain(text: &str) -> bool {
    ["alternate", "primary"].contains(&text)
}

/// The headings without the first, and how many cells each row of a table has.
fn shape(report: &str) -> (Vec<&str>, Vec<usize>) {
    let headings = report.lines().skip(1).filter(|line| line.starts_with('#')).collect();
    let rows = report.lines().filter(|line| line.starts_with('|'));
    (headings, rows.map(|row| row.replace("\\|", "").matches('|').count()).collect())
}

#[test]
fn hostile_words_leave_the_report_its_shape() {
    let mut json: serde_json::Value = serde_json::from_str(HARBOR).unwrap();
    spoilt(&mut json);
    let (hostile, plain) = (report(&json.to_string(), None), report(HARBOR, None));
    assert_eq!(shape(&hostile), shape(&plain));
    let hostile = hostile.replace("\\\\", "");
    for markup in ["<script", "[a](", "`y`", "*z*", "@n", "~~s~~", "&lt;", "{{ 49 }}"] {
        for (at, _) in hostile.match_indices(markup) {
            assert_eq!(&hostile[at - 1..at], "\\", "{markup}");
        }
    }
    assert!(hostile.contains("{{ 7\\*7 }}"));
}
