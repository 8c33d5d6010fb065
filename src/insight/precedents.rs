//! Precedents for later engagements: what failed, and what could be improved.

use crate::insight::alike::Words;
use crate::insight::recall::{Memory, approaches, is_warning, lessons};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::LessonKind;

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

/// The last precedent before a day that is close to a text.
pub fn last_before<'t>(all: impl IntoIterator<Item = &'t Precedent>, text: &str, day: Date) -> Option<&'t Memory> {
    let words = Words::of(text);
    let before = all.into_iter().filter(|precedent| precedent.memory.on < day && precedent.words.close(&words));
    before.map(|precedent| &precedent.memory).max_by_key(|memory| (memory.on, &memory.engagement, &memory.record))
}

#[cfg(test)]
mod tests {
    use super::{failed, last_before, learned};
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
        let all = failed(&engagement);
        let found = |day: &str| last_before(&all, "the scan: OCR", day.parse().unwrap());
        assert_eq!(all.len(), 2);
        assert_eq!(found("2026-03-01"), None);
        assert_eq!(found("2026-03-03").unwrap().result, Some("failed"));
        assert_eq!(found("2026-03-09").unwrap().tells("why"), Some("no time"));
        assert_eq!(
            learned(&engagement).iter().map(|precedent| precedent.memory.what.as_str()).collect::<Vec<_>>(),
            ["holidays"]
        );
    }
}
