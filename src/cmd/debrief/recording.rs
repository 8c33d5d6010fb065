//! The facts of a debrief on their way into the record: all planned, none written yet.

use anyhow::Result;
use serde_json::{Value, json};

use crate::cmd::arguments::Writing;
use crate::cmd::context::Context;
use crate::cmd::defaults;
use crate::cmd::failure::Failure;
use crate::cmd::writing::Writer;
use crate::exchange::debrief::{self, Fact, Known, Problem, Reading};
use crate::model::reference::Reference;
use crate::model::slug::Slug;
use crate::store::yaml::Node;

/// A debrief that was read, and what of it is planned to be written.
pub struct Recording<'a> {
    /// The command at work, with every fact planned.
    pub writer: Writer<'a>,
    /// What was understood, and what was not.
    pub reading: Reading,
    /// What was understood, one line each.
    pub previews: Vec<String>,
    /// The same as data.
    pub records: Vec<Value>,
    /// How many facts are new.
    pub new: usize,
}

/// Reads a debrief under the lock and plans its records.
///
/// What the record refuses is a problem like any other; the plan is begun again without it, so that
/// nothing of it is left there.
pub fn plan<'a>(context: &'a Context, id: &Slug, writing: &Writing, text: &str) -> Result<Recording<'a>> {
    let mut refused: Vec<Problem> = Vec::new();
    loop {
        let mut recording = begin(context, id, writing, text)?;
        let is_refused = |fact: &Fact| refused.iter().any(|problem| problem.lines == fact.lines);
        recording.reading.facts.retain(|fact| !is_refused(fact));
        if let Some(problem) = recording.record_all()? {
            refused.push(problem);
            continue;
        }
        recording.reading.problems.extend(refused);
        recording.reading.problems.sort_by_key(Problem::line);
        return Ok(recording);
    }
}

fn begin<'a>(context: &'a Context, id: &Slug, writing: &Writing, text: &str) -> Result<Recording<'a>> {
    let mut writer = Writer::begin(context, Some(id.as_str()), writing)?;
    let known = Known {
        engagement: &writer.engagement,
        currency: defaults::currency(&writer),
        today: context.today,
        date: writing.date.as_ref().map(|_| writer.day),
        new: &[],
    };
    let reading = debrief::read(text, &known);
    writer.day = reading.day;
    Ok(Recording { writer, reading, previews: vec![], records: vec![], new: 0 })
}

impl Recording<'_> {
    /// Plans all facts; stops at the first that the record refuses, and says why.
    fn record_all(&mut self) -> Result<Option<Problem>> {
        for fact in self.reading.facts.clone() {
            let preview = debrief::preview(&fact, &self.writer.engagement);
            match record(&mut self.writer, &fact) {
                Ok(recorded) => self.tell(&fact, &preview, &recorded),
                Err(error) => {
                    let failure = error.downcast::<Failure>()?;
                    let (why, form) = (failure.to_string(), "the same in other words".to_owned());
                    return Ok(Some(Problem { lines: fact.lines, why, form }));
                }
            }
        }
        Ok(None)
    }

    fn tell(&mut self, fact: &Fact, preview: &str, recorded: &Result<Reference, Reference>) {
        let (Ok(reference) | Err(reference)) = recorded;
        self.new += usize::from(recorded.is_ok());
        self.previews.push(match recorded {
            Ok(_) => format!("  {preview}"),
            Err(there) => format!("  {:<8}  is there already: {there}", fact.kind.row().word),
        });
        self.records.push(json!({
            "record": reference,
            "kind": fact.kind.row().word,
            "lines": fact.lines,
            "new": recorded.is_ok(),
        }));
    }
}

/// Plans one fact as a record, unless it is there already.
fn record(writer: &mut Writer, fact: &Fact) -> Result<Result<Reference, Reference>> {
    let row = fact.kind.row();
    let mut pairs: Vec<(&str, Node)> = Vec::new();
    for field in row.fields {
        let node = match fact.value(field.name) {
            Some(value) => writer.literal(field.shape, field.name, value)?,
            None => defaults::of(writer, row, field, &pairs)?,
        };
        pairs.push((field.name, node));
    }
    writer.once(fact.kind, &pairs)
}
