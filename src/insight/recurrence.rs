//! Lessons and approaches that recur in the same words in several cycles or engagements.
//!
//! Words are the same if they differ only in case and punctuation.

use crate::insight::prelude::*;

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

/// A lesson or an approach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    subject: RecurringKind,
    words: String,
    /// The result of an approach.
    result: Option<Tried>,
}

/// The lessons and approaches of an engagement.
pub fn occurrences(engagement: &Engagement) -> Vec<Occurrence> {
    engagement.records.values().filter_map(occurrence).collect()
}

/// What occurred in more than one cycle of an engagement.
pub fn across_cycles(engagement: &Engagement) -> Vec<Recurring<u32>> {
    let records = engagement.records.values();
    recurring(records.filter_map(|record| Some((engagement.cycle_of(record)?, occurrence(record)?))))
}

/// What occurred in more than one of several engagements.
pub fn across_engagements<'a>(
    engagements: impl Iterator<Item = (&'a Slug, &'a Vec<Occurrence>)>,
) -> Vec<Recurring<&'a Slug>> {
    let by_id: BTreeMap<_, _> = engagements.collect();
    recurring(by_id.into_iter().flat_map(|(id, of)| of.iter().map(move |one| (id, one.clone()))))
}

/// What occurred at more than one place, by kind and words.
fn recurring<Place: Ord>(occurrences: impl Iterator<Item = (Place, Occurrence)>) -> Vec<Recurring<Place>> {
    let mut same: BTreeMap<(RecurringKind, String), Recurring<Place>> = BTreeMap::new();
    for (place, Occurrence { subject, words, result }) in occurrences {
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
        found.results.extend(result);
    }
    same.into_values().filter(|found| found.places.len() > 1).collect()
}

fn occurrence(record: &Record) -> Option<Occurrence> {
    let (subject, words, result) = match record {
        Record::Lesson(Lesson { kind, issue, .. }) => (RecurringKind::Lesson(*kind), issue, None),
        Record::Approach(Approach { what, result, .. }) => (RecurringKind::Approach, what, Some(*result)),
        _ => return None,
    };
    Some(Occurrence { subject, words: words.one_line(), result })
}

/// The words alone, in lower case, separated by single spaces.
pub fn normal(words: &str) -> String {
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
        let two = [engagement("b"), engagement("a")].map(|one| (one.id.clone(), occurrences(&one)));
        let found = |some: &[(Slug, Vec<Occurrence>)]| across_engagements(some.iter().map(|(id, of)| (id, of))).len();
        assert_eq!(found(&two[..1]), 0);
        let found = across_engagements(two.iter().map(|(id, of)| (id, of)));
        assert_eq!(found.iter().map(|found| found.times).collect::<Vec<_>>(), [2, 6, 4]);
        assert_eq!(found[0].places.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
