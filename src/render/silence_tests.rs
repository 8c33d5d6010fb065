//! Documents of sparse records: what is not recorded is not stated.

use serde_json::{Map, Value, json};

use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::fixture::{HARBOR, document, documents};
use crate::render::{About, Document, Subject, render};

/// The answers that each step's gate requires, and nothing else.
fn answers() -> [(&'static str, Value); 9] {
    [
        ("hypothesis", json!({ "belief": "They lose reports.", "benefit": "They find them." })),
        ("validate", json!({ "met": "2026-03-02", "with": ["ana"], "verdict": "confirmed" })),
        ("select", json!({})),
        ("dev", json!({})),
        ("onsite", json!({})),
        ("demo", json!({})),
        ("adjust", json!({ "decision": "wrap-up" })),
        ("after-action", json!({ "spend": "none" })),
        ("plan-next", json!({ "decision": "continue", "next": "2026-04-01", "aim": "Offline." })),
    ]
}

/// A walk of a number of steps with only the gates' answers; `records` adds to them, `outcomes` may end it.
fn gates_only(steps: usize, records: &Value, outcomes: &Value) -> Value {
    let mut entries = Map::new();
    for (at, (step, mut answers)) in answers().into_iter().enumerate().take(steps) {
        answers["entered"] = json!(format!("2026-03-{:02}", at + 1));
        entries.insert(format!("cycle-1/{:02}-{step}", at + 1), answers);
    }
    let plan = json!({ "plan": "The tablets.", "owner": "bo", "needs": ["power"], "leave_when": "They fail." });
    let mut all = vec![
        (1, "people/ana", json!({ "name": "Ana", "side": "customer" })),
        (1, "people/bo", json!({ "name": "Bo", "side": "ours" })),
        (3, "goals/g", json!({ "statement": "Find it.", "criterion": "9 of 10", "committed": "2026-03-03" })),
        (6, "feedback/2026-03-06-ana-aaaa", json!({ "on": "2026-03-06", "from": "ana", "said": "Good." })),
        (8, "lessons/2026-03-08-a-aaaa", json!({ "on": "2026-03-08", "kind": "sustain", "issue": "It ran." })),
    ];
    all.retain(|(from, ..)| *from <= steps);
    let mut all: Map<_, _> = all.into_iter().map(|(_, name, record)| (name.to_owned(), record)).collect();
    all.extend(records.as_object().cloned().unwrap_or_default());
    let paces = if steps > 3 { json!({ "cycle-1": { "primary": plan, "alternate": plan } }) } else { json!({}) };
    json!({ "charter": { "schema": "1", "title": "T", "customer": "C", "opened": "2026-03-01" },
        "entries": entries, "records": all, "paces": paces, "outcomes": outcomes })
}

/// Sentences that draw conclusions from missing data.
const ABSENCES: &str = "left running.|runs with you yet|action is open|no action open|goal is agreed|\
    goal had been agreed|goal was committed to|By our record|No step was skipped|no gate was passed|\
    No requirement changed|No signature|no signature|There was no day|Nothing that stands out|Nothing beyond|\
    Nothing was spent.|none is kept|nobody on your side|nobody has met them|no reason was given|no test is agreed|\
    not accepted yet|still to come|Not planned|not yet|: not rated|no day set|no budget|no tolerance|\
    No workshop is planned|The record has no|holds nothing|Not recorded.";

/// The openings of sentences about missing data; these may say that something is not recorded.
const BEGINNINGS: &[&str] = &["No ", "Nothing ", "Nobody ", "None ", "Neither ", "There is no ", "There was no "];

#[test]
fn what_is_not_in_the_record_is_stated_in_no_document() {
    let outcome = |kind: &str| json!({ "1": { "on": "2026-03-20", "kind": kind, "reason": "r" } });
    let endings = [json!({}), outcome("completed"), outcome("called-off")];
    for (steps, ending) in (1..=9).flat_map(|steps| endings.iter().map(move |ending| (steps, ending))) {
        for (name, text) in documents(&fixture::from(&gates_only(steps, &json!({}), ending)), 1) {
            for absence in ABSENCES.split('|') {
                assert!(!text.contains(absence), "{name} after {steps} steps says `{absence}`: {text}");
            }
            for line in text.lines() {
                let line = line.trim_start_matches(['-', ' ']);
                let starts = BEGINNINGS.iter().any(|beginning| line.starts_with(beginning));
                let is_allowed = line.contains("recorded")
                    || line == "Nothing was spent in this cycle."
                    || line == "Nothing new to report this week.";
                assert!(!starts || is_allowed, "{name} after {steps} steps: {line}");
            }
        }
    }
}

#[test]
fn a_handover_says_nothing_of_what_is_left_running_where_that_is_not_recorded() {
    let completed = json!({ "1": { "on": "2026-03-20", "kind": "completed" } });
    let mut json = gates_only(9, &json!({}), &completed);
    let silent = document("handover", &json.to_string(), None);
    assert!(!silent.contains("running"), "{silent}");
    json["charter"]["final_state"] = json!("Nothing stays.");
    let text = document("handover", &json.to_string(), None);
    assert!(text.contains("Agreed final state: Nothing stays.\n"), "{text}");
}

#[test]
fn open_actions_are_told_whenever_they_were_raised_and_done_ones_only_if_recorded() {
    let text = |name: &str, records: &Value| document(name, &gates_only(9, records, &json!({})).to_string(), None);
    for raised in ["2026-03-01", "2026-03-05", "2026-03-08", "2026-03-09"] {
        let action = json!({ "what": "ship the disk", "owner": "bo", "raised": raised });
        let text = text("hot-wash", &json!({ format!("actions/{raised}-a-aaaa"): action }));
        assert!(text.contains("| ship the disk | Bo |"), "raised on {raised}: {text}");
    }
    let done = json!({ "what": "ship it", "owner": "bo", "raised": "2026-03-05", "done": "2026-03-06" });
    let records = json!({ "actions/2026-03-05-a-aaaa": done, "actions/2026-03-05-b-aaaa": done });
    for name in ["hot-wash", "brief"] {
        assert!(text(name, &records).contains("All 2 recorded actions are done.\n"), "{name}");
        assert!(!text(name, &json!({})).contains("actions are done"), "{name}");
    }
}

#[test]
fn the_summary_of_a_day_has_nothing_later_and_the_actions_that_were_open_then() {
    let engagement = fixture::from(&json!({
        "entries": { "cycle-1/01-dev": "2026-03-02", "cycle-1/02-demo": "2026-03-04", "cycle-1/03-adjust": "2026-03-05",
            "cycle-1/04-dev": "2026-03-09", "cycle-1/05-adjust": "2026-03-10" },
        "records": { "people/ana": { "side": "customer" },
            "actions/2026-03-03-a": { "what": "Ship the disk.", "done": "2026-03-06" },
            "actions/2026-03-09-b": { "what": "Bring gloves." },
            "feedback/2026-03-04-c": { "from": "ana", "said": "Faster." },
            "feedback/2026-03-09-d": { "from": "ana", "said": "Better." } } }));
    let (document, settings) = (Document::named("hot-wash").unwrap(), Settings::default());
    let day = "2026-03-05".parse().ok();
    let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1, day, since: None });
    let text = render(document, &document.builtin(), &about).unwrap();
    for told in ["cycle 1, round 1** · since 2 March 2026", "As of 5 March 2026", "“Faster.”", "| Ship the disk |"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("gloves") && !text.contains("Better"), "{text}");
}

#[test]
fn a_later_report_follows_up_on_earlier_actions_where_there_were_any() {
    let followed = |actions: Value| {
        let mut json: Value = gates_only(9, &actions, &json!({}));
        json["entries"]["cycle-2/01-hypothesis"] = json!({ "entered": "2026-04-01" });
        let text = document("after-action", &json.to_string(), Some(2));
        text.split("\n### ").find_map(|part| {
            part.strip_prefix("Follow-up on earlier actions\n\n")?.split("\n\n").next().map(str::to_owned)
        })
    };
    let done = json!({ "actions/2026-03-05-a-aaaa":
        { "what": "ship it", "owner": "bo", "raised": "2026-03-05", "done": "2026-03-06" } });
    assert_eq!(followed(done).as_deref(), Some("The one recorded action is done."));
    assert_eq!(followed(json!({})), None);
    assert!(document("after-action", HARBOR, Some(2)).contains("### Follow-up on earlier actions\n\n| Action |"));
}
