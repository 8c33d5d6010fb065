//! Something is tried, or chosen as a starting point, that failed or was abandoned before.

use crate::check::prelude::*;
use crate::insight::precedents::Precedents;

pub const CHECK: Check = Check { about: Span::Cycle, run: Among(find), ..row!("approach-repeated", Method, Select) };

/// Something tried or chosen in this cycle.
struct Try<'a> {
    what: &'a Text,
    on: Date,
    record: Reference,
    key: String,
    /// Whether it is a choice, which can be undone.
    is_choice: bool,
}

fn find(scene: &Scene) -> Vec<Suspicion> {
    let tries = tries(scene.engagement);
    if tries.is_empty() {
        return vec![];
    }
    let here = Precedents::of(precedents::failed(scene.engagement));
    let repeated = |tried: &Try| {
        let what = words::short(tried.what.as_str(), 80);
        let say = move |before: &Memory, place: &str| sentence(&what, before, place);
        Suspicion::on(finding(scene, tried), scene.precedent(&here, |all| &all.failed, (tried.what, tried.on), say))
    };
    tries.iter().map(repeated).collect()
}

/// What was tried in this cycle and did not work, and what is chosen as a starting point.
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
    let mut selects = engagement.at::<Select>().filter(|(entry, _)| entry.id.cycle == cycle);
    let Some((entry, select)) = selects.next_back() else { return vec![] };
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

fn sentence(what: &str, before: &Memory, place: &str) -> String {
    let came = if before.result == Some(Tried::Failed.word()) { "failed" } else { "was given up" };
    let why = before.tells("why").map(|why| format!(": {}", words::short(why, 120).trim_end_matches('.')));
    format!(
        "`{what}` was tried before, on {}{place}, and {came}{}",
        before.on.map(words::date).unwrap_or_default(),
        why.unwrap_or_default()
    )
}

fn finding(scene: &Scene, tried: &Try) -> Finding {
    let allow = format!("allow+={{check: {}, because: \"WHAT IS DIFFERENT NOW\"}}", CHECK.id);
    let allow = scene.to_set(&tried.record, [allow]);
    let remedy = if tried.is_choice {
        scene.to_set(&tried.record, [format!("{}.chosen=false", tried.key)]).or(allow)
    } else {
        allow
    };
    Finding::on(&tried.record, "", remedy).at(&tried.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_work_before_is_tried_or_chosen_again() {
        CHECK.boundaries(
            "quay-archive:approaches/2026-02-10-tesseract-on-200-dpi-aaaa: {result: abandoned}
             > cycle-1/03-select:starting_points.1: `Tesseract on the 200 dpi scans` was tried before, on 10 February \
                 2026 in `quay-archive`, and was given up: carbon copies smear
             quay-archive:approaches/2026-02-10-tesseract-on-200-dpi-aaaa: {result: worked}
             quay-archive:approaches/2026-02-10-tesseract-on-200-dpi-aaaa: {tried: 2026-03-03}
             cycle-1/03-select: ~, approaches/a: {what: tesseract on scans of 200 dpi, tried: 2026-03-03, result: partly}
             > approaches/a:what: `tesseract on scans of 200 dpi` was tried before, on 10 February 2026 in \
                 `quay-archive`, and failed: carbon copies smear
             > engage set -e harbor-search --in approaches/a 'allow+={check: approach-repeated, because: \"WHAT IS \
                 DIFFERENT NOW\"}'
             cycle-1/03-select: ~, approaches/a: {what: tesseract on scans of 200 dpi, tried: 2026-03-03, result: worked}
             harbor-search:approaches/a: {what: OCR, tried: 2026-02-10, result: failed}, \
                 cycle-1/03-select: {starting_points: [{what: OCR, chosen: true}]}
             cycle-1/03-select: {starting_points: [{what: a model, chosen: true}, {what: OCR of scans, chosen: true}]}, \
                 approaches/a: {what: OCR on the scans, tried: 2026-03-02, result: failed, why: x}
             > cycle-1/03-select:starting_points.2: `OCR of scans` was tried before, on 2 March 2026, and failed: x
             > engage set -e harbor-search --in cycle-1/03-select starting_points.2.chosen=false   # or: engage set \
                 -e harbor-search --in cycle-1/03-select 'allow+={check: approach-repeated, because: \"WHAT IS \
                 DIFFERENT NOW\"}'",
        );
    }
}
