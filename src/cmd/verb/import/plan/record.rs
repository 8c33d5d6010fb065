//! The record of a row: a new one, or the one that is there.

use super::{Import, TableRecord, key};
use crate::cmd::duplicate;
use crate::cmd::prelude::*;
use crate::exchange::csv::Row;
use crate::exchange::import::ID;

impl Import<'_> {
    /// Plans a record, or finds the one that is there.
    pub(super) fn record(&mut self, row: &Row, values: Vec<(&'static str, Node)>) -> Result<TableRecord> {
        let (same, thing) = (self.fact(&values), self.thing(row, &values));
        let is_same = same.is_some();
        let known = same.or_else(|| thing.clone().filter(|one| self.writer.engagement.has(one)));
        let created = match (known, thing) {
            (Some(known), _) => Err(known),
            (None, Some(Reference::Record(_, name))) => {
                self.writer.create_unless_known(self.kind, &values, Some(name), true)?
            }
            _ => self.writer.create_unless_known(self.kind, &values, None, self.kind.row().day.is_none())?,
        };
        let (Ok(record) | Err(record)) = created.clone();
        let (line, is_new) = (row.line, created.is_ok());
        let note = match self.new.get(&record) {
            _ if is_new => None,
            Some(first) if !is_same && let Some(key) = self.other(*first, &values) => {
                let noun = self.kind.word();
                bail!(Failure::usage(format!("names the same {noun} as line {first}, with another `{key}`")))
            }
            Some(first) => Some(format!("line {line} is the same as line {first} and was skipped")),
            None if is_same => None,
            None => self.change(&record, &values).map(|change| {
                format!("line {line}: {record} has other values and was not changed; to change it: {change}")
            }),
        };
        if is_new {
            self.add(row, &record);
        }
        Ok(TableRecord { line, record, is_new, note, values })
    }

    /// The first key at which a row has another value than the row of a line; names and statements are spelled freely.
    fn other(&self, line: usize, values: &[(&'static str, Node)]) -> Option<&'static str> {
        let first = &self.records.iter().find(|record| record.line == line)?.values;
        let counts = |key: &str| self.column(key).is_some() && key != self.kind.row().text;
        let given = values.iter().filter(|(key, node)| counts(key) && !node.is_blank());
        given.filter(|one| !first.contains(one)).map(|(key, _)| *key).next()
    }

    /// Makes a new record known to the rows after it.
    fn add(&mut self, row: &Row, reference: &Reference) {
        self.new.insert(reference.clone(), row.line);
        let Some(record) = self.writer.engagement.records.get(reference) else { return };
        self.existing.add(reference, record);
        if self.kind == Kind::Requirement {
            self.things.insert(fold(record.text().map_or("", Text::as_str)), reference.clone());
        }
    }

    /// The record that says the same.
    fn fact(&self, values: &[(&'static str, Node)]) -> Option<Reference> {
        let record = read::record(self.kind, scaffold::record(values).as_bytes()).ok()?;
        self.existing.find(&record)
    }

    /// The record that a row names: by its id, else by the name of a person, the statement of a requirement, or the
    /// words and owner of an action that was there before, raised on that day if the row has one.
    fn thing(&self, row: &Row, values: &[(&'static str, Node)]) -> Option<Reference> {
        let named = self.id(row).map(|id| Reference::Record(self.kind, id));
        let named = named.filter(|named| self.kind == Kind::Requirement || self.writer.engagement.has(named));
        let value = |key: &str| match values.iter().find(|(name, _)| *name == key) {
            Some((_, Node::Text(words) | Node::Plain(words))) => words.as_str(),
            _ => "",
        };
        let is_of_day = |known: &&Reference| match self.writer.engagement.records.get(known) {
            Some(Record::Action(known)) if self.words(row, "raised").is_some() => {
                known.raised.to_string() == value("raised")
            }
            _ => true,
        };
        let (text, owner) = (value(self.kind.row().text), value("owner"));
        let due = || self.things.get(&key(text, &format!("{owner} {}", value("due"))));
        let known = || due().or_else(|| self.things.get(&key(text, owner))).filter(is_of_day).cloned();
        named.or_else(known)
    }

    /// The command that sets what a record has otherwise; one that is known by its text may be spelled otherwise.
    fn change(&self, record: &Reference, values: &[(&'static str, Node)]) -> Option<Remedy> {
        let (workspace, id) = (&self.writer.workspace, &self.writer.engagement.id);
        let has_id = self.column(ID).is_some();
        let is_given = |key: &str| self.column(key).is_some() && (has_id || key != self.kind.row().text);
        let given: Vec<_> = values.iter().filter(|(key, _)| is_given(key)).cloned().collect();
        duplicate::change(workspace, id, record, &given)
    }
}
