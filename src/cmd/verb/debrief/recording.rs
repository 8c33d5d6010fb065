//! Turns the facts of a debrief into planned records; writes nothing.

use crate::cmd::defaults;
use crate::cmd::existing::Existing;
use crate::cmd::person_lookup;
use crate::cmd::prelude::*;
use crate::exchange::debrief::{self, Background, Fact, Problem, Reading};

/// The flags of a debrief that say how it is recorded.
#[derive(Debug, Clone, Args)]
pub struct How {
    /// Source of all records: a mail, a transcript, an agent.
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// A parsed debrief, and its planned records.
pub struct Recording<'a> {
    /// The writer with every fact planned.
    pub writer: Writer<'a>,
    /// What was understood, and what was not.
    pub reading: Reading,
    /// What was understood, one line each.
    pub previews: Vec<String>,
    /// The same as data.
    pub records: Vec<Value>,
    /// The number of new facts.
    pub new: usize,
    /// The open items before it.
    pub known: Vec<Found>,
}

/// Parses a debrief under the lock and plans its records; a fact that the record refuses is a problem like any other.
pub fn plan<'a>(context: &'a Context, id: &Slug, how: &How, text: &str) -> Result<Recording<'a>> {
    let How { writing, source } = how;
    let mut writer = Writer::begin(context, Some(id.as_str()), writing)?;
    writer.source.clone_from(source);
    let known_items = writer.open_items();
    let names_me = text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("me"));
    let me = if names_me { person_lookup::user(context, writer.index()) } else { None };
    let known = Background {
        engagement: &writer.engagement,
        people: writer.index(),
        me: me.as_deref(),
        currency: writer.names().currency(),
        today: context.today,
        date: writing.date.as_ref().map(|_| writer.day),
    };
    let reading = debrief::read(text, &known);
    writer.day = reading.day;
    writer.new_people = debrief::introduced(text).iter().map(|name| fold(name)).collect();
    let mut recording = Recording { writer, reading, previews: vec![], records: vec![], new: 0, known: known_items };
    recording.record_all()?;
    recording.reading.problems.sort_by_key(Problem::line);
    Ok(recording)
}

impl Recording<'_> {
    /// Plans all facts; a refused one becomes a problem and leaves nothing in the plan.
    fn record_all(&mut self) -> Result<()> {
        let mut existing = Existing::of(&self.writer.engagement);
        for fact in std::mem::take(&mut self.reading.facts) {
            let preview = debrief::preview(&fact, self.writer.index());
            match self.writer.together(|writer| record(writer, &mut existing, &fact)) {
                Ok(recorded) => {
                    self.tell(&fact, &preview, &recorded);
                    self.reading.facts.push(fact);
                }
                Err(error) => {
                    let (why, form) =
                        (error.downcast::<Failure>()?.to_string(), "the same in different words".to_owned());
                    self.reading.problems.push(Problem { lines: fact.lines, why, form });
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, fact: &Fact, preview: &str, recorded: &Result<Reference, Reference>) {
        let (Ok(reference) | Err(reference)) = recorded;
        self.new += usize::from(recorded.is_ok());
        self.previews.push(match recorded {
            Ok(_) => format!("  {preview}"),
            Err(existing) => format!("  {:<8}  already recorded: {existing}", fact.kind.word()),
        });
        let (kind, is_new) = (fact.kind.word(), recorded.is_ok());
        self.records.push(json!({ "record": reference, "kind": kind, "lines": fact.lines, "new": is_new }));
    }
}

/// Plans one fact as a record, unless it exists already; returns the reference of either.
fn record(writer: &mut Writer, existing: &mut Existing, fact: &Fact) -> Result<Result<Reference, Reference>> {
    let row = fact.kind.row();
    let mut pairs: Vec<(&str, Node)> = Vec::new();
    for field in row.fields {
        let node = match fact.value(field.name) {
            Some(value) => match field.shape {
                Shape::List(item) => {
                    let items = fact.all(field.name).map(|value| writer.literal(*item, field.name, value));
                    Node::List(items.collect::<Result<_>>()?)
                }
                Shape::Decimal => Node::Plain(value.to_owned()),
                shape => writer.literal(shape, field.name, value)?,
            },
            None => defaults::of(writer, row, field, &pairs)?,
        };
        pairs.push((field.name, node));
    }
    let text = scaffold::record(&pairs);
    let parsed = read::record(fact.kind, text.as_bytes()).ok();
    if let Some(known) = parsed.as_ref().and_then(|parsed| existing.find(parsed)) {
        return Ok(Err(known));
    }
    let reference = writer.create(fact.kind, &pairs, None, false)?;
    if let Some(record) = &parsed {
        existing.add(&reference, record);
    }
    Ok(Ok(reference))
}
