//! Tests of the after-action report of a cycle.

use serde_json::{Value, json};

use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::Document;
use crate::render::fixture::{BARE, CALLED_OFF, HARBOR, document, rendered};

/// The report of the bare engagement with additions.
fn bare_with(settings: &Settings, path: &str, value: &Value) -> String {
    let mut json: Value = serde_json::from_str(BARE).unwrap();
    let (table, key) = path.split_once('/').unwrap();
    json[table][key] = value.clone();
    rendered("after-action", &fixture::from(&json), settings, None)
}

#[test]
fn what_is_not_recorded_is_named_in_one_line_at_every_step() {
    let review = json!({ "entered": "2026-03-09" });
    let report = bare_with(&Settings::default(), "entries/cycle-1/02-after-action", &review);
    let folded = report.lines().find(|line| line.starts_with("Not recorded: ")).unwrap();
    for (heading, part) in [("Goals", "the goals"), ("Lessons", "the lessons"), ("Spend", "the spend")] {
        assert!(!report.contains(&format!("# {heading}\n")) && folded.contains(part), "{heading} in {report}");
    }
    assert_eq!(report.matches("Not recorded: ").count(), 1, "{report}");
}

#[test]
fn an_earlier_cycle_does_not_tell_what_came_in_a_later_one() {
    let first = document("after-action", HARBOR, Some(1));
    assert!(first.contains("As of 2 March 2026\n"), "{first}");
    for later in ["6 March 2026", "Search works offline.", "Nobody needs a manual."] {
        assert!(!first.contains(later), "{later} in {first}");
    }
}

#[test]
fn the_report_is_about_the_last_cycle_that_came_to_its_review() {
    let cycle = |json| Document::named("after-action").unwrap().cycle_for(&fixture::engagement(json));
    assert_eq!([HARBOR, BARE].map(cycle), [2, 1]);
}

#[test]
fn what_the_workspace_takes_less_seriously_stands_with_what_was_allowed() {
    let allowed = |checks: Value, allow: Value| {
        let settings = serde_json::from_value(json!({ "checks": checks })).unwrap();
        let entry = json!({ "entered": "2026-03-02", "belief": "b", "allow": allow });
        let report = bare_with(&settings, "entries/cycle-1/01-hypothesis", &entry);
        let (_, lines) = report.split_once("### Accepted exceptions\n\n").unwrap_or_default();
        lines.lines().take_while(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let checks = json!({
        "action-overdue": { "level": "advice", "because": "The board has its own list." },
        "no-sponsor": { "level": "off" },
        "not-rehearsed": { "level": "error", "because": "We rehearse." },
        "unknown-check": { "level": "off" },
        "weather": { "level": "off", "because": "There is no such check." },
    });
    assert_eq!(
        allowed(checks, json!([{ "check": "prep-open" }])),
        [
            "- hypothesis of 2 March 2026 (hard preparation is not done when the trip begins)",
            "- every engagement of this workspace (an action is past its due date and not done: advice instead of warning): The board has its own list.",
            "- every engagement of this workspace (nobody on the customer's side is the sponsor: off)",
        ]
    );
    assert!(allowed(json!({}), json!([])).is_empty());
}

#[test]
fn an_artifact_that_left_without_a_reason_is_told_as_that() {
    let report = document("after-action", &CALLED_OFF.replace(r#", "because": "the ward's own""#, ""), None);
    assert!(report.contains("| Eleven rules | document | 8 Apr | allowed without a reason |"));
}
