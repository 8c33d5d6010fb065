//! Lessons and approaches that recur in the same words in several cycles or engagements.
//!
//! Words are the same if they differ only in case and punctuation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::engagement::Engagement;
use crate::model::record::{Approach, Lesson, LessonKind, Record, Tried};
use crate::model::slug::Slug;

/// The kind of thing that recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecurringKind {
    /// A lesson of that kind.
    Lesson(LessonKind),
    /// Something tried.
    Approach,
}

/// Something that occurred more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring<Place> {
    /// Its kind.
    pub subject: RecurringKind,
    /// Its words as they were first written.
    pub words: String,
    /// The places where it occurred, in order.
    pub places: BTreeSet<Place>,
    /// How often it occurred in all.
    pub times: usize,
    /// The results of an approach, in the order of the record.
    pub results: Vec<Tried>,
}

/// What occurred in more than one cycle of an engagement.
pub fn across_cycles(engagement: &Engagement) -> Vec<Recurring<u32>> {
    recurring(engagement.records.values().filter_map(|record| Some((engagement.cycle_of(record)?, record))))
}

/// What occurred in more than one engagement.
pub fn across_engagements(engagements: &[Engagement]) -> Vec<Recurring<&Slug>> {
    recurring(engagements.iter().flat_map(|of| of.records.values().map(|record| (&of.id, record))))
}

/// What occurred at more than one place, by kind and words.
fn recurring<'a, Place: Ord>(records: impl Iterator<Item = (Place, &'a Record)>) -> Vec<Recurring<Place>> {
    let mut same: BTreeMap<(RecurringKind, String), Recurring<Place>> = BTreeMap::new();
    for (place, record) in records {
        let Some((subject, words)) = subject(record) else { continue };
        let key = normal(&words);
        if key.is_empty() {
            continue;
        }
        let found = same.entry((subject, key)).or_insert_with(|| Recurring {
            subject,
            words,
            places: BTreeSet::new(),
            times: 0,
            results: vec![],
        });
        found.places.insert(place);
        found.times += 1;
        found.results.extend(if let Record::Approach(approach) = record { Some(approach.result) } else { None });
    }
    same.into_values().filter(|found| found.places.len() > 1).collect()
}

fn subject(record: &Record) -> Option<(RecurringKind, String)> {
    match record {
        Record::Lesson(Lesson { kind, issue, .. }) => Some((RecurringKind::Lesson(*kind), issue.one_line())),
        Record::Approach(Approach { what, .. }) => Some((RecurringKind::Approach, what.one_line())),
        _ => None,
    }
}

/// The words alone, in lower case, separated by single spaces.
fn normal(words: &str) -> String {
    let small = words.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn engagement(id: &str) -> Engagement {
        let json = r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-2/01-hypothesis": "2026-04-01"},
            "records": {"lessons/2026-03-02-a": {"issue": "Ask for the key early."},
            "lessons/2026-03-03-a": {"issue": "ask for the key, early"},
            "lessons/2026-04-02-a": {"issue": "Ask for  the key early!"},
            "lessons/2026-04-02-b": {"kind": "sustain", "issue": "Ask for the key early"},
            "lessons/2026-04-03-c": {"kind": "mistake", "issue": "?!"},
            "approaches/2026-03-02-a": {"what": "Names as synonyms", "result": "failed"},
            "approaches/2026-04-02-a": {"what": "names as synonyms", "result": "worked"}}}"#;
        Engagement { id: id.parse().unwrap(), ..fixture::engagement(json) }
    }

    #[test]
    fn the_same_words_in_two_cycles_recur_whatever_their_signs() {
        let engagement = engagement("harbor-search");
        let [lesson, approach] = &across_cycles(&engagement)[..] else { panic!("two of them recur") };
        assert_eq!(
            (lesson.subject, lesson.words.as_str()),
            (RecurringKind::Lesson(LessonKind::Improve), "Ask for the key early.")
        );
        assert_eq!((approach.subject, approach.words.as_str()), (RecurringKind::Approach, "Names as synonyms"));
        assert_eq!((lesson.times, approach.times), (3, 2));
        assert_eq!(approach.results, [Tried::Failed, Tried::Worked]);
        assert!([lesson, approach].iter().all(|found| found.places.iter().copied().eq([1, 2])));
    }

    #[test]
    fn across_engagements_the_same_words_need_two_of_them() {
        let two = [engagement("a"), engagement("b")];
        assert!(across_engagements(&two[..1]).is_empty());
        let found = across_engagements(&two);
        assert_eq!(found.iter().map(|found| found.times).collect::<Vec<_>>(), [2, 6, 4]);
        assert_eq!(found[0].places.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
