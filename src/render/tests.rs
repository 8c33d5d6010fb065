//! Whole internal documents, of a rich engagement, of a bare one and of one called off.

use super::documents::after_action::tests::{shape, spoilt};
use super::fixture::{BARE, CALLED_OFF, HARBOR, document};
use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::{About, Document, Subject, render};

const NAMES: [&str; 4] = ["hot-wash", "brief", "pace-card", "improvement-plan"];

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
}

#[test]
fn no_document_has_a_blank_a_none_or_a_loose_end() {
    for name in NAMES {
        let harbor = [1, 2, 7].map(|cycle| document(name, HARBOR, Some(cycle)));
        for text in harbor.into_iter().chain([document(name, BARE, None), document(name, CALLED_OFF, None)]) {
            assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{text}");
            let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
            while let Some(line) = lines.next() {
                let next = lines.peek().copied().unwrap_or_default();
                assert_eq!(line, line.trim_end(), "{name}");
                assert!(!line.contains("|  |") && !line.contains("None") && !line.contains("Some("), "{name}: {line}");
                assert!(!line.trim_start().contains("  "), "{name}: {line}");
                let level = |line: &str| line.chars().take_while(|c| *c == '#').count();
                assert!(
                    level(line) == 0 || (level(next) == 0 && !next.is_empty()) || level(next) > level(line),
                    "{name}: {line}"
                );
            }
        }
    }
}

#[test]
fn hostile_words_leave_every_document_its_shape() {
    let mut json: serde_json::Value = serde_json::from_str(HARBOR).unwrap();
    spoilt(&mut json);
    for name in NAMES {
        let (hostile, plain) = (document(name, &json.to_string(), None), document(name, HARBOR, None));
        assert_eq!(shape(&hostile), shape(&plain), "{name}");
        let hostile = hostile.replace("\\\\", "");
        for markup in ["<script", "[a](", "`y`", "*z*", "@n", "~~s~~", "&lt;", "{{ 49 }}"] {
            for (at, _) in hostile.match_indices(markup) {
                assert_eq!(&hostile[at - 1..at], "\\", "{markup} in {name}");
            }
        }
    }
}

#[test]
fn a_plan_that_cannot_be_read_is_not_said_to_be_missing() {
    let mut engagement = fixture::engagement(BARE);
    engagement.unread.push("cycle-1/pace".parse().unwrap());
    let document = Document::named("pace-card").unwrap();
    let subject = Subject { engagement: &engagement, settings: &Settings::default(), cycle: 1, day: None };
    let card = render(document, &document.builtin(), &About::Cycle(subject)).unwrap();
    assert!(
        card.contains("The PACE plan of this cycle cannot be read: fix the file before anybody leaves.\n")
            && !card.contains("primary"),
        "{card}"
    );
}
