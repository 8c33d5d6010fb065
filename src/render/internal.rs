//! Whole internal documents, of a rich engagement, of a bare one and of one called off.

use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::{About, Document, Subject, render};

const HARBOR: &str = include_str!("testdata/harbor.json");
const BARE: &str = include_str!("testdata/bare.json");
const CALLED_OFF: &str = include_str!("testdata/called-off.json");

const NAMES: [&str; 3] = ["hot-wash", "brief", "pace-card"];

fn document(name: &str, json: &str, cycle: Option<u32>) -> String {
    let engagement = fixture::engagement(json);
    let document = Document::named(name).unwrap();
    let cycle = cycle.unwrap_or_else(|| document.cycle_for(&engagement));
    let subject = Subject { engagement: &engagement, settings: &Settings::default(), cycle };
    render(document, &document.builtin(), &About::Cycle(subject)).unwrap()
}

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
