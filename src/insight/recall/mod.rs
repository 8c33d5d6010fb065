//! What is recorded in any engagement, as it is recalled: a memory for each record.
//!
//! [`RecordTexts`] has the texts of a record, [`Query`] finds words in them, [`rank`] sorts what was found, and `cmd`
//! shows it.

mod fold;
mod near;
mod query;
pub mod rank;
mod record_texts;

pub use fold::too_common;
pub use near::{Near, meant};
pub use query::{Query, letters};
pub use record_texts::{RecordTexts, day, record_texts};

use crate::insight::prelude::*;

/// Something recorded in an engagement.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// Its engagement.
    pub engagement: Slug,
    /// Its record.
    pub record: Reference,
    /// Its day, if its kind has one.
    pub on: Option<Date>,
    /// What was tried, learned, needed, decided or believed, or the subject of another record; one line, may be empty.
    pub what: String,
    /// Its result, in one word of the record.
    pub result: Option<&'static str>,
    /// Why, and the other fields of its record: key and words on one line, the most important first.
    pub details: Vec<(&'static str, String)>,
    /// Lines of its other texts that have a search word, each with the path of its key.
    pub lines: Vec<(String, String)>,
}

/// The memory of a record that a search found.
pub fn memory(engagement: &Engagement, document: &RecordTexts, query: &Query) -> Memory {
    let RecordTexts { record, what, rest } = document;
    let mut memory = subject(engagement, record).unwrap_or_else(|| {
        let line = what.lines().find(|line| query.is_in(line)).or(what.lines().next()).unwrap_or_default();
        let (engagement, on, record) = (engagement.id.clone(), day(engagement, record), record.clone());
        Memory { engagement, record, on, what: one_line(line), result: None, details: vec![], lines: vec![] }
    });
    let lines = rest.iter().flat_map(|text| text.text.lines().map(|line| (text.key.clone(), one_line(line))));
    let is_shown = |line: &str| memory.details.iter().any(|(_, shown)| shown.contains(line));
    memory.lines = lines.filter(|(_, line)| query.is_in(line) && !is_shown(line)).collect();
    memory
}

/// What was tried, learned, needed, decided or believed, with its result; none for other records.
fn subject(engagement: &Engagement, name: &Reference) -> Option<Memory> {
    let id = &engagement.id;
    if let Reference::Entry(entry) = name {
        let entry = engagement.entries.get(entry)?;
        return believed(engagement, entry, entry.at()?);
    }
    match engagement.records.get(name)? {
        Record::Approach(approach) => Some(tried(id, name, approach)),
        Record::Lesson(lesson) => Some(learned(id, name, lesson)),
        Record::Requirement(need) => Some(needed(id, name, need)),
        Record::Decision(decision) => Some(decided(id, name, decision)),
        _ => None,
    }
}

/// What was tried.
pub fn approaches(engagement: &Engagement) -> impl Iterator<Item = Memory> {
    engagement.all::<Approach>().map(|(record, approach)| tried(&engagement.id, record, approach))
}

/// What was learned.
pub fn lessons(engagement: &Engagement) -> impl Iterator<Item = Memory> {
    engagement.all::<Lesson>().map(|(record, lesson)| learned(&engagement.id, record, lesson))
}

/// Whether it deserves a warning: it failed, was abandoned, or was a mistake.
pub fn is_warning(memory: &Memory) -> bool {
    memory.result.is_some_and(|result| ["failed", "abandoned", "mistake"].contains(&result))
}

impl Memory {
    /// The order of memories: by day, engagement and record.
    pub fn order(&self) -> (Option<Date>, &Slug, &Reference) {
        (self.on, &self.engagement, &self.record)
    }

    /// The value of a key of its record.
    pub fn tells(&self, key: &str) -> Option<&str> {
        self.details.iter().find(|(known, _)| *known == key).map(|(_, words)| words.as_str())
    }
}

fn about(id: &Slug, record: &Reference, on: Date, what: &Text) -> Memory {
    let (engagement, record, what) = (id.clone(), record.clone(), what.one_line());
    Memory { engagement, record, on: Some(on), what, result: None, details: vec![], lines: vec![] }
}

fn details<const N: usize>(answers: [(&'static str, Option<&Text>); N]) -> Vec<(&'static str, String)> {
    answers.into_iter().filter_map(|(key, words)| Some((key, words?.one_line()))).collect()
}

fn tried(id: &Slug, record: &Reference, approach: &Approach) -> Memory {
    let details = details([("why", approach.why.as_ref()), ("revisit_when", approach.revisit_when.as_ref())]);
    let result = Some(approach.result.word());
    Memory { result, details, ..about(id, record, approach.tried, &approach.what) }
}

fn learned(id: &Slug, record: &Reference, lesson: &Lesson) -> Memory {
    let details = details([("why", lesson.why.as_ref()), ("recommendation", lesson.recommendation.as_ref())]);
    Memory { result: Some(lesson.kind.word()), details, ..about(id, record, lesson.on, &lesson.issue) }
}

fn needed(id: &Slug, record: &Reference, need: &Requirement) -> Memory {
    let changed = need.changes.iter().rev().find_map(|change| change.why.as_ref());
    let details = details([
        ("why", changed),
        ("delta", need.delta.as_ref()),
        ("acceptance", need.acceptance.as_ref()),
        ("portfolio", need.portfolio.as_ref()),
    ]);
    let result = need.status.map(Status::word);
    Memory { result, details, ..about(id, record, need.raised, &need.statement) }
}

fn decided(id: &Slug, record: &Reference, decision: &Decision) -> Memory {
    let details = details([("why", decision.why.as_ref()), ("instead_of", decision.instead_of.as_ref())]);
    Memory { details, ..about(id, record, decision.on, &decision.what) }
}

/// A hypothesis with a belief, and the result of meeting the customer.
fn believed(engagement: &Engagement, entry: &Entry, hypothesis: &Hypothesis) -> Option<Memory> {
    let validated = validated(engagement, entry.id);
    let mut details = details([
        ("adjusted", validated.and_then(|answers| answers.adjusted.as_ref())),
        ("benefit", hypothesis.benefit.as_ref()),
        ("today", hypothesis.today.as_ref()),
        ("stop_if", hypothesis.stop_if.as_ref()),
    ]);
    for (key, words) in [("assumptions", &hypothesis.assumptions), ("evidence", &hypothesis.evidence)] {
        let words: Vec<_> = words.iter().map(Text::one_line).collect();
        details.extend((!words.is_empty()).then(|| (key, words.join("; "))));
    }
    let result = validated.and_then(|answers| answers.verdict).map(Understanding::word);
    let (name, on) = (entry.id.reference(), entry.common.entered);
    let memory = about(&engagement.id, &name, on, hypothesis.belief.as_ref()?);
    Some(Memory { result, details, ..memory })
}

/// The answers of the first `validate` of the same cycle after a hypothesis, before another one.
fn validated(engagement: &Engagement, hypothesis: EntryId) -> Option<&Validate> {
    let after = engagement.entries_in(hypothesis.cycle).filter(|entry| entry.id > hypothesis);
    let mut until = after.take_while(|entry| entry.id.step != Step::Hypothesis);
    until.find_map(Entry::at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn memories(engagement: &Engagement, text: &str) -> Vec<Memory> {
        let query = Query::of(text);
        record_texts(engagement).iter().map(|document| memory(engagement, document, &query)).collect()
    }

    #[test]
    fn each_says_what_it_is_its_result_and_why() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-02", "belief": "search without\na network", "benefit": "minutes"},
                "cycle-1/02-validate": {"entered": "2026-03-04", "verdict": "adjusted", "adjusted": "also old pages"},
                "cycle-2/01-hypothesis": {"entered": "2026-05-02", "benefit": "without a belief"}},
                "records": {"approaches/2026-03-11-vectors": {"result": "failed", "why": "wrong part"},
                "lessons/2026-04-14-rain": {"kind": "mistake", "recommendation": "gloves", "extra": {"scope": "old pages"}},
                "feedback/2026-03-05-ana": {"said": "they listened\nin a good mood"}, "people/ana": {},
                "decisions/2026-03-05-berth": {"instead_of": "by year", "why": "known"},
                "requirements/offline": {"status": "agreed"}}}"#,
        );
        let memories = memories(&engagement, "old mood without");
        let line = |memory: &Memory| {
            let Memory { record, what, result, details, lines, .. } = memory;
            format!("{record} {what} {result:?} {details:?} {lines:?}")
        };
        assert_eq!(
            memories.iter().map(line).collect::<Vec<_>>(),
            [
                r#"cycle-1/01-hypothesis search without a network Some("adjusted") [("adjusted", "also old pages"), ("benefit", "minutes")] []"#,
                r#"cycle-1/02-validate  None [] [("adjusted", "also old pages")]"#,
                r#"cycle-2/01-hypothesis  None [] [("benefit", "without a belief")]"#,
                "people/ana Ana None [] []",
                r#"requirements/offline offline Some("agreed") [] []"#,
                "feedback/2026-03-05-ana in a good mood None [] []",
                r#"lessons/2026-04-14-rain rain Some("mistake") [("recommendation", "gloves")] [("extra.scope", "old pages")]"#,
                r#"decisions/2026-03-05-berth berth None [("why", "known"), ("instead_of", "by year")] []"#,
                r#"approaches/2026-03-11-vectors vectors Some("failed") [("why", "wrong part")] []"#,
            ]
        );
        assert_eq!(memories.iter().filter(|memory| is_warning(memory)).count(), 2);
    }
}
