//! Parses any text as a debrief: no line is dropped or reported twice, and the returned buffer parses the same again.

#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use engage::exchange::debrief::{Background, annotated, preview, read, rest};
use engage::model::engagement::Engagement;
use engage::model::number::Currency;
use engage::model::reading::people::People;
use engage::store::load;
use engage::store::workspace::Workspace;
use libfuzzer_sys::fuzz_target;

fn sample() -> &'static Engagement {
    static SAMPLE: OnceLock<Engagement> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("fuzz/ has a parent");
        let id = "harbor-search".parse().expect("a slug");
        load::engagement(&Workspace::open(root, root), &id).0
    })
}

fuzz_target!(|text: &str| {
    let currency: Currency = "EUR".parse().expect("a currency");
    let today = "2026-05-04".parse().expect("a day");
    let people = People::of(sample());
    let known =
        Background { engagement: sample(), people: &people, me: None, currency: Some(&currency), today, date: None };
    let reading = read(text, &known);
    let lines = text.lines().count();
    let mut accounted: Vec<usize> = reading.facts.iter().flat_map(|fact| fact.lines.clone()).collect();
    accounted.extend(reading.problems.iter().flat_map(|problem| problem.lines.clone()));
    assert!(accounted.iter().all(|line| (1..=lines).contains(line)), "{reading:?}");
    let all = accounted.len();
    accounted.sort_unstable();
    accounted.dedup();
    assert_eq!(accounted.len(), all, "a line stands in two facts: {reading:?}");
    for fact in &reading.facts {
        assert!(!fact.values.is_empty() && !fact.lines.is_empty(), "{fact:?}");
        preview(fact, &people);
    }
    for problem in &reading.problems {
        assert!(!problem.lines.is_empty() && !problem.why.is_empty(), "{problem:?}");
    }
    rest(text, &reading);
    let back = annotated(text, &reading.problems);
    let again = read(&back, &known);
    let values = |facts: &[engage::exchange::debrief::Fact]| {
        facts.iter().map(|fact| (fact.kind, fact.values.clone())).collect::<Vec<_>>()
    };
    assert_eq!(values(&again.facts), values(&reading.facts), "{back}");
    assert_eq!(annotated(&back, &again.problems), back);
});
