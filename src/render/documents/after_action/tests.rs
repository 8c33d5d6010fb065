//! Whole reports, of a rich engagement and of a bare one.

use crate::insight::fixture;
use crate::render::Document;
use crate::render::fixture::{BARE, CALLED_OFF, HARBOR, document, document_under};

fn report(json: &str, cycle: Option<u32>) -> String {
    document("after-action", json, cycle)
}

#[test]
fn a_rich_record_makes_a_whole_report() {
    snapbox::assert_data_eq!(report(HARBOR, None), snapbox::file!["../../testdata/harbor.md"].raw());
}

#[test]
fn a_bare_record_says_what_nobody_wrote_down() {
    snapbox::assert_data_eq!(report(BARE, None), snapbox::file!["../../testdata/bare.md"].raw());
}

#[test]
fn an_engagement_called_off_early_is_told_without_empty_headings() {
    snapbox::assert_data_eq!(report(CALLED_OFF, None), snapbox::file!["../../testdata/called-off.md"].raw());
}

#[test]
fn what_is_not_recorded_is_named_in_one_line_at_every_step() {
    let mut json: serde_json::Value = serde_json::from_str(BARE).unwrap();
    json["entries"]["cycle-1/02-after-action"] = serde_json::json!({ "entered": "2026-03-09" });
    let report = report(&json.to_string(), None);
    let folded = report.lines().find(|line| line.starts_with("Nothing is recorded under: ")).unwrap();
    for (heading, part) in [("Goals", "the goals"), ("Lessons", "the lessons"), ("Spend", "the spend")] {
        assert!(!report.contains(&format!("# {heading}\n")) && folded.contains(part), "{heading} in {report}");
    }
    assert_eq!(report.matches("Nothing is recorded").count(), 1, "{report}");
}

#[test]
fn an_earlier_cycle_does_not_tell_what_came_in_a_later_one() {
    let first = report(HARBOR, Some(1));
    assert!(first.contains("until cycle 2 began on 2 March 2026 (28 days)"), "{first}");
    for later in ["6 March 2026", "Search works offline.", "Nobody needs a manual."] {
        assert!(!first.contains(later), "{later} in {first}");
    }
}

#[test]
fn no_report_has_a_blank_a_none_or_a_loose_end() {
    let harbor = [1, 2, 7].map(|cycle| report(HARBOR, Some(cycle)));
    for report in harbor.into_iter().chain([report(BARE, None), report(CALLED_OFF, None)]) {
        assert!(report.ends_with('\n') && !report.contains("\n\n\n"), "{report}");
        for (line, next) in report.lines().zip(report.lines().skip(1).chain([""])) {
            assert_eq!(line, line.trim_end());
            assert!(!line.ends_with(':') || next.trim_start().starts_with("- "), "{line}");
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

/// Makes all free words of a record mean harm.
pub fn spoilt(value: &mut serde_json::Value) {
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
pub fn shape(report: &str) -> (Vec<&str>, Vec<usize>) {
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

/// The lines of what was allowed, with these checks set in the workspace and this allowed in the first entry.
fn allowed(checks: &serde_json::Value, allow: &serde_json::Value) -> Vec<String> {
    let settings = serde_json::from_value(serde_json::json!({ "checks": checks })).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(BARE).unwrap();
    json["entries"]["cycle-1/01-hypothesis"]["allow"] = allow.clone();
    let report = document_under(&settings, "after-action", &json.to_string(), None);
    let lines = report.lines().skip_while(|line| *line != "## Findings that were allowed").skip(2);
    lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn what_the_workspace_takes_less_seriously_stands_with_what_was_allowed() {
    let checks = serde_json::json!({
        "action-overdue": { "level": "advice", "because": "The board has its own list." },
        "no-sponsor": { "level": "off" },
        "not-rehearsed": { "level": "error", "because": "We rehearse." },
        "unknown-check": { "level": "off" },
        "weather": { "level": "off", "because": "There is no such check." },
    });
    let allow = serde_json::json!([{ "check": "prep-open" }]);
    assert_eq!(
        allowed(&checks, &allow),
        [
            "- hypothesis of 2 March 2026 (prep-open); reason: not recorded",
            "- every engagement of this workspace (action-overdue: advice instead of warning); reason: The board has its own list.",
            "- every engagement of this workspace (no-sponsor: off); reason: not recorded",
        ]
    );
    assert!(allowed(&serde_json::json!({}), &serde_json::json!([])).is_empty());
}

#[test]
fn an_artifact_that_left_without_a_reason_is_told_as_that() {
    let without = CALLED_OFF.replace(r#", "because": "the ward's own""#, "");
    let report = report(&without, None);
    assert!(report.contains("| Eleven rules | document | 8 April 2026 | not recorded | allowed without a reason |"));
}

#[test]
fn only_calling_off_owes_a_reason_and_both_owe_the_worth() {
    let told = |outcomes: serde_json::Value| {
        let mut json: serde_json::Value = serde_json::from_str(BARE).unwrap();
        json["outcomes"] = outcomes;
        let report = report(&json.to_string(), None);
        let ended = |line: &&str| line.starts_with("- Why it ended: ") || line.starts_with("- What it was worth");
        report.lines().filter(ended).map(str::to_owned).collect::<Vec<_>>()
    };
    let (completed, called_off) = ("completed", "called-off");
    let outcome = |kind: &str| serde_json::json!({ "on": "2026-04-03", "kind": kind });
    let (why, worth) = ("- Why it ended: not recorded", "- What it was worth to the customer: not recorded");
    assert!(told(serde_json::json!({})).is_empty());
    assert_eq!(told(serde_json::json!({ "1": outcome(completed) })), [worth]);
    assert_eq!(told(serde_json::json!({ "1": outcome(called_off) })), [why, worth]);
    assert!(told(serde_json::json!({ "1": outcome(called_off), "2": outcome("reopened") })).is_empty());
}
