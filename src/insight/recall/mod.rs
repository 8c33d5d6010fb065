//! What was tried, learned and decided before: approaches, lessons, requirements, decisions and hypotheses as one
//! type, a memory.
//!
//! This module collects the memories, [`rank`] searches them, and `cmd` shows them.

mod fold;
pub mod rank;

pub use fold::too_common;

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Entry, Hypothesis, Understanding, Validate};
use crate::model::field::choice;
use crate::model::record::{Approach, Decision, Kind, Lesson, Requirement, Status};
use crate::model::reference::{EntryId, Reference};
use crate::model::slug::Slug;
use crate::model::step::Step;
use crate::model::text::Text;

choice! {
    /// What something remembered is.
    pub enum Sort {
        /// Something tried.
        Approach = "approach",
        /// Something learned.
        Lesson = "lesson",
        /// Something needed.
        Requirement = "requirement",
        /// Something decided.
        Decision = "decision",
        /// Something believed.
        Hypothesis = "hypothesis",
    }
}

impl Sort {
    /// The kind of record it comes from; none for an entry.
    pub fn kind(self) -> Option<Kind> {
        Kind::named(self.word())
    }

    /// The steps whose entries record it and its result.
    pub fn steps(self) -> &'static [Step] {
        if self == Self::Hypothesis { &[Step::Hypothesis, Step::Validate] } else { &[] }
    }
}

/// Something tried, learned, needed, decided or believed in an engagement.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// What it is.
    pub sort: Sort,
    /// Its engagement.
    pub engagement: Slug,
    /// Its record.
    pub record: Reference,
    /// Its day.
    pub on: Date,
    /// What was tried, learned, needed, decided or believed; one line.
    pub what: String,
    /// Its result, in one word of the record.
    pub result: Option<&'static str>,
    /// Why, and the other fields of its record: key and words on one line, the most important first.
    pub details: Vec<(&'static str, String)>,
}

/// All memories of an engagement, by record.
pub fn memories(engagement: &Engagement) -> Vec<Memory> {
    let id = &engagement.id;
    let requirements = engagement.all::<Requirement>().map(|(record, need)| needed(id, record, need));
    let decisions = engagement.all::<Decision>().map(|(record, decision)| decided(id, record, decision));
    let hypotheses = engagement.at::<Hypothesis>().filter_map(|(entry, own)| believed(engagement, entry, own));
    approaches(engagement).chain(lessons(engagement)).chain(requirements).chain(decisions).chain(hypotheses).collect()
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
    pub fn order(&self) -> (Date, &Slug, &Reference) {
        (self.on, &self.engagement, &self.record)
    }

    /// The value of a key of its record.
    pub fn tells(&self, key: &str) -> Option<&str> {
        self.details.iter().find(|(known, _)| *known == key).map(|(_, words)| words.as_str())
    }
}

fn memory(sort: Sort, id: &Slug, record: &Reference, on: Date, what: &Text) -> Memory {
    let (engagement, record) = (id.clone(), record.clone());
    Memory { sort, engagement, record, on, what: what.one_line(), result: None, details: vec![] }
}

fn details<const N: usize>(answers: [(&'static str, Option<&Text>); N]) -> Vec<(&'static str, String)> {
    answers.into_iter().filter_map(|(key, words)| Some((key, words?.one_line()))).collect()
}

fn tried(id: &Slug, record: &Reference, approach: &Approach) -> Memory {
    let details = details([("why", approach.why.as_ref()), ("revisit_when", approach.revisit_when.as_ref())]);
    let result = Some(approach.result.word());
    Memory { result, details, ..memory(Sort::Approach, id, record, approach.tried, &approach.what) }
}

fn learned(id: &Slug, record: &Reference, lesson: &Lesson) -> Memory {
    let details = details([("why", lesson.why.as_ref()), ("recommendation", lesson.recommendation.as_ref())]);
    Memory { result: Some(lesson.kind.word()), details, ..memory(Sort::Lesson, id, record, lesson.on, &lesson.issue) }
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
    Memory { result, details, ..memory(Sort::Requirement, id, record, need.raised, &need.statement) }
}

fn decided(id: &Slug, record: &Reference, decision: &Decision) -> Memory {
    let details = details([("why", decision.why.as_ref()), ("instead_of", decision.instead_of.as_ref())]);
    Memory { details, ..memory(Sort::Decision, id, record, decision.on, &decision.what) }
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
    let memory = memory(Sort::Hypothesis, &engagement.id, &name, on, hypothesis.belief.as_ref()?);
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

    #[test]
    fn each_says_what_it_is_what_came_of_it_and_why() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-02", "belief": "search without\na network", "benefit": "minutes"},
                "cycle-1/02-validate": {"entered": "2026-03-04", "verdict": "adjusted", "adjusted": "also old pages"},
                "cycle-2/01-hypothesis": {"entered": "2026-05-02", "benefit": "without a belief it is nothing to remember"}},
                "records": {"approaches/2026-03-11-vectors": {"result": "failed", "why": "wrong part"},
                "lessons/2026-04-14-rain": {"kind": "mistake", "recommendation": "gloves"},
                "decisions/2026-03-05-berth": {"instead_of": "by year", "why": "known"},
                "requirements/offline": {"status": "agreed"}}}"#,
        );
        let memories = memories(&engagement);
        let line =
            |memory: &Memory| format!("{} {} {:?} {:?}", memory.record, memory.what, memory.result, memory.details);
        assert_eq!(
            memories.iter().map(line).collect::<Vec<_>>(),
            [
                r#"approaches/2026-03-11-vectors vectors Some("failed") [("why", "wrong part")]"#,
                r#"lessons/2026-04-14-rain rain Some("mistake") [("recommendation", "gloves")]"#,
                r#"requirements/offline offline Some("agreed") []"#,
                r#"decisions/2026-03-05-berth berth None [("why", "known"), ("instead_of", "by year")]"#,
                r#"cycle-1/01-hypothesis search without a network Some("adjusted") [("adjusted", "also old pages"), ("benefit", "minutes")]"#,
            ]
        );
        assert_eq!(memories.iter().filter(|memory| is_warning(memory)).count(), 2);
    }
}
