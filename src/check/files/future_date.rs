//! Something that happened is dated after today, anywhere on earth.

use crate::check::prelude::*;
use crate::insight::days::{self, Day};

pub const CHECK: Check = Check { run: Each(find), ..row!("future-date", Files, Hypothesis) };

/// Above this number they become one finding: the clock is wrong, or a whole plan was recorded.
const FEW: usize = 3;

fn find(scene: &Scene) -> Vec<Finding> {
    let latest = scene.today.latest_anywhere();
    let mut ahead: Vec<_> = days::happened(scene.engagement).into_iter().filter(|day| day.on > latest).collect();
    ahead.sort_by(|a, b| (&a.record, &a.key).cmp(&(&b.record, &b.key)));
    let records: Vec<&[Day]> = ahead.chunk_by(|a, b| a.record == b.record).collect();
    if records.len() > FEW {
        return many(scene, &ahead, records.len()).into_iter().collect();
    }
    records.into_iter().filter_map(|days| of_one(scene, days)).collect()
}

fn of_one(scene: &Scene, days: &[Day]) -> Option<Finding> {
    let first = days.first()?;
    let sentences: Vec<_> = days.iter().map(|day| format!("`{}` is {}", day.key, words::date(day.on))).collect();
    let sentence = format!("{}, which is in the future", words::and_list(&sentences));
    Some(scene.asks(&first.record, &first.key, sentence, days.iter().map(|day| format!("{}=DATE", day.key))))
}

fn many(scene: &Scene, ahead: &[Day], records: usize) -> Option<Finding> {
    let last = ahead.iter().max_by_key(|day| day.on)?;
    let sentence = format!(
        "{records} records are dated after today, {}; the latest is {}",
        words::date(scene.today),
        words::date(last.on)
    );
    let remedy = scene.to("log").note("and check this machine's clock");
    Some(Finding::on(&last.record, sentence, remedy).at(&last.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_no_later_than_tomorrow() {
        let changed = Example::of(&CHECK).with("notes/2027-03-02-keys-aaaa: ~");
        changed.boundaries(
            "notes/a: {on: 2026-03-11, text: x}
             requirements/a: {statement: s, class: user, raised: 2026-03-12, changes: [{on: 2026-03-13, what: x}]}
             > requirements/a:changes.1.on: `changes.1.on` is 13 March 2026 and `raised` is 12 March 2026, which is \
                 in the future
             > engage set -e harbor-search --in requirements/a changes.1.on=DATE raised=DATE
             notes/a: {on: 2026-03-15, text: x}, notes/b: &note {on: 2026-03-12, text: x}, notes/c: *note, notes/d: *note
             > notes/a:on: 4 records are dated after today, 10 March 2026; the latest is 15 March 2026
             > engage log harbor-search   # and check this machine's clock
             at: demo, actions/a: {what: x, owner: jon, raised: 2026-03-10, due: 2026-04-01, start: 2026-03-20}, \
                 cycle-1/04-dev: {trip: {from: 2026-03-20, to: 2026-03-22}}, cycle-1/06-demo: {on: 2026-03-21}",
        );
    }
}
