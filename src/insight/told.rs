//! What an engagement tells those who come after: what failed there, and what could go better.

use crate::insight::alike::Words;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Approach, Lesson, LessonKind, Tried};
use crate::model::reference::Reference;
use crate::model::slug::Slug;
use crate::model::text::Text;

/// Something that failed or was learned, with where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The engagement.
    pub engagement: Slug,
    /// The record that tells of it.
    pub record: Reference,
    /// The day of it.
    pub on: Date,
    /// What it was, on one line.
    pub what: String,
    /// What came of it: `failed`, `abandoned`, `improve` or `mistake`.
    pub kind: &'static str,
    /// Why it failed, or what was recommended.
    pub advice: Option<String>,
    words: Words,
}

/// What was tried and failed or was given up.
pub fn failed(engagement: &Engagement) -> Vec<Told> {
    let given_up = |approach: &Approach| matches!(approach.result, Tried::Failed | Tried::Abandoned);
    let tried = engagement.all::<Approach>().filter(|(_, approach)| given_up(approach));
    tried
        .map(|(name, approach)| {
            told(engagement, name, approach.tried, &approach.what, approach.result.word(), approach.why.as_ref())
        })
        .collect()
}

/// What was learned that could go better, mistakes included.
pub fn learned(engagement: &Engagement) -> Vec<Told> {
    let lessons = engagement.all::<Lesson>().filter(|(_, lesson)| lesson.kind != LessonKind::Sustain);
    lessons
        .map(|(name, lesson)| {
            told(engagement, name, lesson.on, &lesson.issue, lesson.kind.word(), lesson.recommendation.as_ref())
        })
        .collect()
}

fn told(
    engagement: &Engagement,
    record: &Reference,
    on: Date,
    what: &Text,
    kind: &'static str,
    advice: Option<&Text>,
) -> Told {
    Told {
        engagement: engagement.id.clone(),
        record: record.clone(),
        on,
        what: what.one_line(),
        kind,
        advice: advice.map(Text::one_line),
        words: Words::of(what.as_str()),
    }
}

/// The last of what was told before a day that is close to a text.
pub fn last_before<'t>(all: impl IntoIterator<Item = &'t Told>, text: &str, day: Date) -> Option<&'t Told> {
    let words = Words::of(text);
    let before = all.into_iter().filter(|told| told.on < day && told.words.close(&words));
    before.max_by_key(|told| (told.on, &told.engagement, &told.record))
}

#[cfg(test)]
mod tests {
    use super::{failed, last_before, learned};
    use crate::insight::fixture::engagement;

    #[test]
    fn only_what_failed_or_was_given_up_is_told_and_the_last_of_it_before_a_day_is_found() {
        let engagement = engagement(
            r#"{ "records": {
                "approaches/2026-03-01-a-aaaa": { "what": "OCR on the scans", "tried": "2026-03-01", "result": "failed" },
                "approaches/2026-03-03-a-aaaa": { "what": "OCR of scans", "tried": "2026-03-03", "result": "abandoned",
                    "why": "no\ntime" },
                "approaches/2026-03-04-a-aaaa": { "what": "OCR on scans", "tried": "2026-03-04", "result": "partly" },
                "lessons/2026-03-04-a-aaaa": { "on": "2026-03-04", "kind": "sustain", "issue": "ask the user" },
                "lessons/2026-03-04-b-aaaa": { "on": "2026-03-04", "kind": "mistake", "issue": "holidays" } } }"#,
        );
        let all = failed(&engagement);
        let found = |day: &str| last_before(&all, "the scan: OCR", day.parse().unwrap());
        assert_eq!(all.len(), 2);
        assert_eq!(found("2026-03-01"), None);
        assert_eq!(found("2026-03-03").unwrap().kind, "failed");
        assert_eq!(found("2026-03-09").unwrap().advice.as_deref(), Some("no time"));
        assert_eq!(learned(&engagement).iter().map(|told| told.what.as_str()).collect::<Vec<_>>(), ["holidays"]);
    }
}
