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
