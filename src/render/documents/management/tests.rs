//! Whole reports to management, of a rich engagement, a bare one and one called off.

use crate::render::fixture::{BARE, CALLED_OFF, HARBOR, document};

fn report(json: &str, cycle: Option<u32>) -> String {
    document("management", json, cycle)
}

#[test]
fn a_rich_record_tells_of_two_cycles_beside_each_other() {
    snapbox::assert_data_eq!(report(HARBOR, None), snapbox::file!["../../testdata/management-harbor.md"].raw());
}

#[test]
fn an_earlier_cycle_is_told_as_it_was_when_it_ended() {
    snapbox::assert_data_eq!(report(HARBOR, Some(1)), snapbox::file!["../../testdata/management-harbor-1.md"].raw());
}

#[test]
fn a_bare_record_names_in_one_line_what_nobody_wrote_down() {
    snapbox::assert_data_eq!(report(BARE, None), snapbox::file!["../../testdata/management-bare.md"].raw());
}

#[test]
fn an_engagement_called_off_tells_why_and_what_it_was_worth() {
    snapbox::assert_data_eq!(report(CALLED_OFF, None), snapbox::file!["../../testdata/management-called-off.md"].raw());
}

#[test]
fn past_seven_worries_the_others_are_counted() {
    let mut json: serde_json::Value = serde_json::from_str(BARE).unwrap();
    for at in 0..9 {
        let action = serde_json::json!({ "what": format!("ship disk {at}"), "owner": "bo", "raised": "2020-03-03",
            "due": format!("2020-03-1{at}") });
        json["records"][format!("actions/2020-03-03-{at}")] = action;
    }
    let report = report(&json.to_string(), None);
    let worries = report.split("## What worries\n\n").nth(1).unwrap().split("\n\n").take(2).collect::<Vec<_>>();
    assert_eq!(worries[0].lines().count(), 7, "{report}");
    assert!(worries[1].ends_with(" more things weigh less."), "{report}");
}

#[test]
fn no_report_has_a_blank_a_none_or_a_loose_end() {
    let harbor = [1, 2, 7].map(|cycle| report(HARBOR, Some(cycle)));
    for report in harbor.into_iter().chain([report(BARE, None), report(CALLED_OFF, None), report("{}", None)]) {
        assert!(report.ends_with('\n') && !report.contains("\n\n\n"), "{report}");
        for line in report.lines() {
            assert_eq!(line, line.trim_end());
            assert!(!line.contains("|  |") && !line.contains("None") && !line.contains("Some("), "{line}");
            assert!(!line.ends_with(':') && !line.trim_start().contains("  "), "{line}");
        }
    }
}

const HOSTILE: &str = "# x | `y` *z* <script>alert(1)</script> [a](javascript:b) {{ 7*7 }} \u{1b}[2J\n---\n- q";

/// The headings without the first, and how many cells each row of a table has.
fn shape(report: &str) -> (Vec<&str>, Vec<usize>) {
    let headings = report.lines().skip(1).filter(|line| line.starts_with('#')).collect();
    let rows = report.lines().filter(|line| line.starts_with('|'));
    (headings, rows.map(|row| row.replace("\\|", "").matches('|').count()).collect())
}

#[test]
fn hostile_words_leave_the_report_its_shape() {
    let mut json: serde_json::Value = serde_json::from_str(HARBOR).unwrap();
    for place in [
        "/charter/title",
        "/charter/customer",
        "/charter/mission",
        "/entries/cycle-2~112-plan-next/ask",
        "/entries/cycle-2~112-plan-next/aim",
        "/entries/cycle-2~112-plan-next/opportunities/0",
        "/records/actions~12026-02-20-b/what",
        "/records/people~1jun-park/name",
    ] {
        *json.pointer_mut(place).unwrap() = HOSTILE.into();
    }
    let (hostile, plain) = (report(&json.to_string(), None), report(HARBOR, None));
    assert_eq!(shape(&hostile), shape(&plain));
    let hostile = hostile.replace("\\\\", "");
    assert!(!hostile.contains('\u{1b}') && !hostile.contains("{{ 49 }}"));
    for markup in ["<script", "[a](", "*z*", "`y`"] {
        for (at, _) in hostile.match_indices(markup) {
            assert_eq!(&hostile[at - 1..at], "\\", "{markup}");
        }
    }
    assert!(!hostile.lines().any(|line| line.starts_with("---") || line.starts_with("- q")), "{hostile}");
}
