//! Something is tried, or chosen to start from, that failed or was given up before.

use crate::check::prelude::*;
use crate::model::record::Tried;

pub const CHECK: Check = Check {
    id: "approach-repeated",
    about: About::Cycle,
    summary: "something is tried or chosen that failed or was given up before, here or elsewhere",
    why: "What failed once for a reason fails again for the same one, and this time it was known.",
    remedy: "Read why it failed; start from something else, or allow the finding and say what is different this time.",
    source: "TC 25-20: what was learned is looked up before it is learned again",
    fires: &[
        (
            "cycle-1/03-select",
            "starting_points:\n  - {what: Tesseract on the 200 dpi scans, kind: app, chosen: true}\n",
        ),
        (
            "quay-archive:approaches/2026-02-10-tesseract-on-200-dpi-aaaa",
            "what: Tesseract on 200 dpi scans\ntried: 2026-02-10\nresult: failed\nwhy: carbon copies smear\n",
        ),
    ],
    silent: &[
        (
            "cycle-1/03-select",
            "starting_points:\n  - {what: Tesseract on the 200 dpi scans, kind: app, chosen: false}\n",
        ),
        (
            "quay-archive:approaches/2026-02-10-tesseract-on-200-dpi-aaaa",
            "what: Tesseract on 200 dpi scans\ntried: 2026-02-10\nresult: failed\nwhy: carbon copies smear\n",
        ),
    ],
    run: Each(find),
    ..super::from(Step::Select)
};

/// Something tried or chosen in this cycle.
struct Try<'a> {
    what: &'a Text,
    on: Date,
    record: Reference,
    key: String,
    /// Whether it can be undone.
    is_choice: bool,
}

fn find(scene: &Scene) -> Vec<Finding> {
    let tries = tries(scene.engagement);
    if tries.is_empty() {
        return vec![];
    }
    let here = told::failed(scene.engagement);
    let elsewhere = scene.elsewhere.failed().iter().filter(|told| told.memory.engagement != scene.engagement.id);
    let known: Vec<_> = here.iter().chain(elsewhere).collect();
    let repeated = |tried: &Try| {
        let before = told::last_before(known.iter().copied(), tried.what.as_str(), tried.on)?;
        Some(finding(scene, tried, before))
    };
    tries.iter().filter_map(repeated).collect()
}

/// What was tried in this cycle and did not work, and what is chosen to start from.
fn tries(engagement: &Engagement) -> Vec<Try<'_>> {
    let cycle = engagement.cycle();
    let tried = engagement.in_cycle::<Approach>(cycle).filter(|(_, approach)| approach.result != Tried::Worked);
    let tried = tried.map(|(name, approach)| Try {
        what: &approach.what,
        on: approach.tried,
        record: name.clone(),
        key: "what".to_owned(),
        is_choice: false,
    });
    tried.chain(chosen(engagement, cycle)).collect()
}

fn chosen(engagement: &Engagement, cycle: u32) -> Vec<Try<'_>> {
    let selects = engagement.entries_in(cycle).filter(|entry| entry.id.step == Step::Select);
    let Some((entry, Answers::Select(select))) = selects.map(|entry| (entry, &entry.answers)).next_back() else {
        return vec![];
    };
    let points = (1..).zip(&select.starting_points).filter(|(_, point)| point.chosen == Some(Flag(true)));
    points
        .map(|(at, point)| Try {
            what: &point.what,
            on: entry.common.entered,
            record: entry.id.reference(),
            key: format!("starting_points.{at}"),
            is_choice: true,
        })
        .collect()
}

fn finding(scene: &Scene, tried: &Try, before: &Memory) -> Finding {
    let is_here = before.engagement == scene.engagement.id;
    let there = if is_here { String::new() } else { format!(" in `{}`", before.engagement) };
    let came = if before.result == Some(Tried::Failed.word()) { "failed" } else { "was given up" };
    let why = before.tells("why").map(|why| format!(": {}", words::short(why, 120).trim_end_matches('.')));
    let sentence = format!(
        "`{}` was tried before, on {}{there}, and {came}{}",
        words::short(tried.what.as_str(), 80),
        words::date(before.on),
        why.unwrap_or_default()
    );
    let allow = format!("allow+={{check: {}, because: \"WHAT IS DIFFERENT NOW\"}}", CHECK.id);
    let allow = scene.to_set(&tried.record, [allow]);
    let remedy = if tried.is_choice {
        scene.to_set(&tried.record, [format!("{}.chosen=false", tried.key)]).or(allow)
    } else {
        allow
    };
    Finding::on(&tried.record, sentence, remedy).at(&tried.key)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn approach(what: &str, tried: &str, result: &str) -> Value {
        json!({ "what": what, "tried": tried, "result": result, "why": "carbon copies smear." })
    }

    fn case(result: &str) -> Case {
        Case::at(
            Step::Dev,
            json!({ "approaches/2026-03-04-ocr-aaaa": approach("OCR of the scans", "2026-03-04", result) }),
        )
    }

    fn other(result: &str, on: &str) -> Case {
        Case::of(&json!({ "approaches/2026-02-10-ocr-aaaa": approach("ocr on scans", on, result) }))
            .named("quay-archive")
    }

    fn says(result: &str, before: &str, on: &str) -> Vec<String> {
        case(result).beside(vec![other(before, on)]).says("approach-repeated")
    }

    const ALLOW: &str = "'allow+={check: approach-repeated, because: \"WHAT IS DIFFERENT NOW\"}'";

    #[test]
    fn what_failed_elsewhere_is_named_with_its_day_and_its_reason() {
        assert_eq!(
            says("failed", "failed", "2026-02-10"),
            [format!(
                "approaches/2026-03-04-ocr-aaaa:what: `OCR of the scans` was tried before, on 10 February 2026 in \
                 `quay-archive`, and failed: carbon copies smear\n\
                 engage set -e harbor-search --in approaches/2026-03-04-ocr-aaaa {ALLOW}"
            )]
        );
        assert!(says("partly", "abandoned", "2026-02-10")[0].contains("and was given up: carbon"));
    }

    #[test]
    fn what_worked_now_or_before_or_came_later_is_no_repetition() {
        assert!(says("worked", "failed", "2026-02-10").is_empty());
        assert!(says("failed", "worked", "2026-02-10").is_empty());
        assert!(says("failed", "failed", "2026-03-04").is_empty());
        assert!(case("failed").beside(vec![case("failed")]).says("approach-repeated").is_empty(), "itself");
    }

    #[test]
    fn a_starting_point_that_failed_here_in_an_earlier_cycle_can_be_left() {
        let mut files = json!({
            "approaches/2026-03-02-ocr-aaaa": approach("OCR on the scans", "2026-03-02", "failed"),
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-2/01-hypothesis": { "entered": "2026-03-05" },
            "cycle-2/02-select": { "entered": "2026-03-06", "starting_points": [
                { "what": "a handwriting model", "chosen": "true" },
                { "what": "OCR of scans", "chosen": "true" },
            ] },
        });
        assert_eq!(
            Case::of(&files).says("approach-repeated"),
            [format!(
                "cycle-2/02-select:starting_points.2: `OCR of scans` was tried before, on 2 March 2026, and failed: \
                 carbon copies smear\n\
                 engage set -e harbor-search --in cycle-2/02-select starting_points.2.chosen=false   # or: engage set \
                 -e harbor-search --in cycle-2/02-select {ALLOW}"
            )]
        );
        files["cycle-2/02-select"]["starting_points"][1]["chosen"] = "false".into();
        assert!(Case::of(&files).says("approach-repeated").is_empty());
    }
}
