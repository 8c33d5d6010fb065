//! Whole documents of a rich engagement, a bare one and one called off; and rules for all documents.

use super::canary_fixture::CanaryFixture;
use super::fixture::{BARE, CALLED_OFF, HARBOR, document, documents, for_customer, rendered};
use crate::insight::fixture;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;

macro_rules! whole {
    ($($test:ident: $name:literal of $json:ident in $file:literal;)+) => {$(
        #[test]
        fn $test() {
            let file = snapbox::file![$file];
            snapbox::assert_data_eq!(document($name, $json, None), file.raw());
        }
    )+};
}

whole! {
    the_hot_wash_is_a_page_for_the_evening: "hot-wash" of HARBOR in "testdata/hot-wash-harbor.md";
    a_hot_wash_of_nothing_says_so: "hot-wash" of BARE in "testdata/hot-wash-bare.md";
    the_brief_tells_a_newcomer_what_there_is: "brief" of HARBOR in "testdata/brief-harbor.md";
    a_brief_of_nothing_says_so_once: "brief" of BARE in "testdata/brief-bare.md";
    the_pace_card_has_what_one_needs_on_the_way: "pace-card" of HARBOR in "testdata/pace-card-harbor.md";
    a_pace_card_without_a_plan_says_what_the_method_wants: "pace-card" of BARE in "testdata/pace-card-bare.md";
    the_improvement_plan_rates_each_goal_by_its_evidence: "improvement-plan" of HARBOR in "testdata/improvement-plan-harbor.md";
    an_improvement_plan_of_nothing_has_nothing_to_rate: "improvement-plan" of BARE in "testdata/improvement-plan-bare.md";
    a_rich_record_makes_a_whole_after_action_report: "after-action" of HARBOR in "testdata/harbor.md";
    an_after_action_report_of_little_says_what_nobody_wrote_down: "after-action" of BARE in "testdata/bare.md";
    an_engagement_called_off_early_is_told_without_empty_headings: "after-action" of CALLED_OFF in "testdata/called-off.md";
    a_management_report_tells_of_two_cycles_beside_each_other: "management" of HARBOR in "testdata/management-harbor.md";
    a_management_report_names_in_one_line_what_nobody_wrote_down: "management" of BARE in "testdata/management-bare.md";
    management_is_told_why_an_engagement_was_called_off: "management" of CALLED_OFF in "testdata/management-called-off.md";
    the_product_gaps_are_told_by_product: "product-gaps" of HARBOR in "testdata/product-gaps.md";
    the_statement_of_work_has_what_was_agreed: "statement-of-work" of HARBOR in "testdata/statement-of-work.md";
    the_workshop_has_its_agenda: "workshop" of HARBOR in "testdata/workshop.md";
    the_proof_of_execution_has_each_goal_with_its_evidence: "proof-of-execution" of HARBOR in "testdata/proof-of-execution.md";
    the_handover_has_what_stays: "handover" of HARBOR in "testdata/handover.md";
    the_close_out_thanks_and_says_what_is_next: "close-out" of HARBOR in "testdata/close-out.md";
    the_weekly_update_has_the_week_that_ends_on_the_last_day: "weekly" of HARBOR in "testdata/weekly.md";
    a_week_without_news_says_so: "weekly" of BARE in "testdata/weekly-bare.md";
    one_called_off_is_closed_with_courtesy: "close-out" of CALLED_OFF in "testdata/close-out-called-off.md";
}

#[test]
fn a_management_report_on_an_earlier_cycle_tells_what_was_known_when_it_ended() {
    let file = snapbox::file!["testdata/management-harbor-1.md"];
    snapbox::assert_data_eq!(document("management", HARBOR, Some(1)), file.raw());
}

#[test]
fn past_seven_concerns_the_others_are_counted() {
    let mut json: serde_json::Value = serde_json::from_str(BARE).unwrap();
    for at in 0..9 {
        json["records"][format!("actions/2020-03-03-{at}")] = serde_json::json!({ "what": format!("ship disk {at}"),
            "owner": "bo", "raised": "2020-03-03", "due": format!("2020-03-1{at}") });
    }
    let report = document("management", &json.to_string(), None);
    let concerns = report.split("## Risks and concerns\n\n").nth(1).unwrap().split("\n\n").take(2).collect::<Vec<_>>();
    assert_eq!(concerns[0].lines().count(), 7, "{report}");
    assert!(concerns[1].ends_with(" lower-priority items are not shown."), "{report}");
}

#[test]
fn a_plan_that_cannot_be_read_is_not_said_to_be_missing() {
    let mut engagement = fixture::engagement(BARE);
    engagement.unread.push("cycle-1/pace".parse().unwrap());
    let card = rendered("pace-card", &engagement, &Settings::default(), None);
    let unread = "The PACE plan of this cycle cannot be read: fix the file before the trip.\n";
    assert!(card.contains(unread) && !card.contains("primary"), "{card}");
}

/// All documents of all cycles of some engagements, including a cycle that does not exist.
fn all(engagements: impl IntoIterator<Item = Engagement>) -> Vec<(&'static str, String)> {
    let of = |engagement: Engagement| (1..=engagement.cycle() + 1).flat_map(move |cycle| documents(&engagement, cycle));
    engagements.into_iter().flat_map(of).collect()
}

/// Fragments that appear in a customer's document if data is missing.
const SLIPS: [&str; 6] = ["..", " .", " ,", ": ;", "()", "not recorded"];

#[test]
fn no_document_has_a_blank_a_none_or_a_loose_end() {
    let written = [HARBOR, BARE, CALLED_OFF, "{}"].map(fixture::engagement);
    let caged = (0..3).map(|turn| CanaryFixture::new(turn).engagement(true));
    for (name, text) in all(written.into_iter().chain(caged)) {
        assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{name}: {text}");
        let is_theirs = for_customer().any(|document| document.name == name);
        let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
        let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
        for (line, next) in lines.iter().zip(lines[1..].iter().chain([&""])) {
            assert_eq!(*line, line.trim_end(), "{name}");
            let is_empty = level(line) > 1 && (next.is_empty() || (1..=level(line)).contains(&level(next)));
            assert!(!is_empty, "{name} has an empty heading: {line}");
            let slips = SLIPS.iter().filter(|_| is_theirs).chain(&["  ", "|  |", "None", "Some("]);
            let slip = slips.copied().find(|slip| line.trim_start().contains(slip));
            assert_eq!(slip, None, "{name}: {line}");
            let leads = is_theirs || !line.ends_with(':') || next.trim_start().starts_with("- ");
            assert!(leads, "{name} has nothing behind: {line}");
        }
    }
}

const HOSTILE: &str = "# x | `y` *z* _w_ <script>alert(1)</script> [a](javascript:b) ![i](//e) @n https://e.e ~~s~~ &lt; {{ 7*7 }} \u{1b}[2J\n---\n- q";

/// The headings by level, and the number of cells in each table row.
fn shape(document: &str) -> (Vec<usize>, Vec<usize>) {
    let headings = document.lines().filter(|line| line.starts_with('#'));
    let rows = document.lines().filter(|line| line.starts_with('|'));
    let depth = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    (headings.map(depth).collect(), rows.map(|row| row.replace("\\|", "").matches('|').count()).collect())
}

#[test]
fn hostile_words_leave_every_document_its_shape() {
    for turn in [0, 4] {
        let plain = all([CanaryFixture::new(turn).engagement(true)]);
        let hostile = all([CanaryFixture::with(turn, HOSTILE).engagement(true)]);
        for ((name, hostile), (_, plain)) in hostile.iter().zip(&plain) {
            assert_eq!(shape(hostile), shape(plain), "{name}: {hostile}");
            let hostile = hostile.replace("\\\\", "");
            assert!(hostile.contains("{{ 7\\*7 }}") && !hostile.contains('\u{1b}'), "{name}: {hostile}");
            for markup in ["<script", "[a](", "`y`", "*z*", "@n", "~~s~~", "&lt;", "{{ 49 }}"] {
                for (at, _) in hostile.match_indices(markup) {
                    assert_eq!(&hostile[at - 1..at], "\\", "{markup} in {name}");
                }
            }
            let opens = |line: &str| line.starts_with("---") || line.starts_with("- q");
            assert!(!hostile.lines().any(opens), "{name}: {hostile}");
        }
    }
}
