//! Precedents for later engagements: what failed, and what could be improved.

use std::collections::HashMap;

use crate::insight::alike::Words;
use crate::insight::prelude::*;
use crate::insight::recall::{Memory, approaches, is_warning, lessons};

/// Something that failed or was learned.
#[derive(Debug, Clone)]
pub struct Precedent {
    /// What it was, where and when, and its result.
    pub memory: Memory,
    words: Words,
}

impl From<Memory> for Precedent {
    fn from(memory: Memory) -> Self {
        Self { words: Words::of(&memory.what), memory }
    }
}

/// What was tried and failed or was abandoned.
pub fn failed(engagement: &Engagement) -> Vec<Precedent> {
    approaches(engagement).filter(is_warning).map(Precedent::from).collect()
}

/// What was learned that could be improved, mistakes included.
pub fn learned(engagement: &Engagement) -> Vec<Precedent> {
    let worse = |memory: &Memory| memory.result != Some(LessonKind::Sustain.word());
    lessons(engagement).filter(worse).map(Precedent::from).collect()
}

/// Precedents, indexed by the rarest of their words.
///
/// Two texts are close if they share at least three in five of the words of each. If the words of all texts are sorted
/// by how rare they are, two close texts therefore share one of the first `n - ⌈3n/5⌉ + 1` words of each. Only these
/// are indexed; what they find is compared word by word.
#[derive(Debug, Default)]
pub struct Precedents {
    /// By day, engagement and record.
    all: Vec<Precedent>,
    /// How many texts have a word.
    frequency: HashMap<u64, usize>,
    /// The precedents that have a word among their rarest, in their order.
    by_word: HashMap<u64, Vec<usize>>,
}

impl Precedents {
    /// An index of these.
    pub fn of(all: impl IntoIterator<Item = Precedent>) -> Self {
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by(|one, other| one.memory.order().cmp(&other.memory.order()));
        let mut frequency = HashMap::new();
        for word in all.iter().flat_map(|precedent| precedent.words.iter()) {
            *frequency.entry(word).or_default() += 1;
        }
        let mut by_word: HashMap<_, Vec<_>> = HashMap::new();
        for (at, precedent) in all.iter().enumerate() {
            for word in rarest(&precedent.words, &frequency) {
                by_word.entry(word).or_default().push(at);
            }
        }
        Self { all, frequency, by_word }
    }

    /// The last precedent before a day that is close to a text, except those of an engagement.
    pub fn last_before(&self, text: &str, day: Date, except: Option<&Slug>) -> Option<&Memory> {
        let words = Words::of(text);
        let end = self.all.partition_point(|precedent| precedent.memory.on < Some(day));
        let is_one = |at: &usize| {
            let Precedent { memory, words: others } = &self.all[*at];
            except != Some(&memory.engagement) && others.close(&words)
        };
        let mut last = None;
        for having in rarest(&words, &self.frequency).iter().filter_map(|word| self.by_word.get(word)) {
            let before = &having[..having.partition_point(|at| *at < end)];
            let later = before.iter().rev().take_while(|at| last < Some(**at));
            last = later.copied().find(is_one).or(last);
        }
        last.map(|at| &self.all[at].memory)
    }
}

/// The words of a text that an index must have to find every text that is close to it: the rarest.
fn rarest(words: &Words, frequency: &HashMap<u64, usize>) -> Vec<u64> {
    let mut words: Vec<_> = words.iter().collect();
    words.sort_unstable_by_key(|word| (frequency.get(word), *word));
    words.truncate(words.len() + 1 - (3 * words.len()).div_ceil(5));
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::insight::fixture::engagement;

    #[test]
    fn only_what_failed_or_was_given_up_is_told_and_the_last_of_it_before_a_day_is_found() {
        let engagement = engagement(
            r#"{"records": {"approaches/2026-03-01-a-aaaa": {"what": "OCR on the scans", "result": "failed"},
                "approaches/2026-03-03-a-aaaa": {"what": "OCR of scans", "result": "abandoned", "why": "no\ntime"},
                "approaches/2026-03-04-a-aaaa": {"what": "OCR on scans", "result": "partly"},
                "lessons/2026-03-04-a-aaaa": {"kind": "sustain", "issue": "ask the user"},
                "lessons/2026-03-04-b-aaaa": {"kind": "mistake", "issue": "holidays"}}}"#,
        );
        let known = Precedents::of(failed(&engagement));
        let found = |day: &str| known.last_before("the scan: OCR", day.parse().unwrap(), None);
        assert_eq!(known.all.len(), 2);
        assert_eq!(known.last_before("scan OCR", "2026-03-09".parse().unwrap(), Some(&engagement.id)), None);
        assert_eq!(found("2026-03-01"), None);
        assert_eq!(found("2026-03-03").unwrap().result, Some("failed"));
        assert_eq!(found("2026-03-09").unwrap().tells("why"), Some("no time"));
        assert_eq!(
            learned(&engagement).iter().map(|precedent| precedent.memory.what.as_str()).collect::<Vec<_>>(),
            ["holidays"]
        );
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_comparison_with_each_finds(
            texts in prop::collection::vec(("([a-eg] ){0,7}", 1_u32..5, 1_u32..4), 0..30),
            text in "([a-hz] ){0,7}",
        ) {
            let record = serde_json::json!({ "records": { "lessons/a": { "kind": "mistake", "on": "2026-03-01" } } });
            let known = learned(&engagement(&record.to_string())).remove(0).memory;
            let known = (0..).zip(&texts).map(|(at, (what, day, owner))| Precedent::from(Memory {
                what: what.clone(),
                on: format!("2026-03-0{day}").parse().ok(),
                engagement: format!("quay-{owner}").parse().unwrap(),
                record: format!("lessons/l-{at}").parse().unwrap(),
                ..known.clone()
            }));
            let known: Vec<_> = known.collect();
            let (day, except, words) = ("2026-03-03".parse().unwrap(), "quay-1".parse().unwrap(), Words::of(&text));
            let before = known.iter().filter(|known| known.memory.on < Some(day) && known.memory.engagement != except);
            let close = before.filter(|known| known.words.close(&words)).map(|known| &known.memory);
            let plain = close.max_by_key(|memory| memory.order()).cloned();
            prop_assert_eq!(Precedents::of(known).last_before(&text, day, Some(&except)).cloned(), plain);
        }
    }
}
