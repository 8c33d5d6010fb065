//! Turns the rows of a table into planned records; writes nothing.

use std::collections::HashMap;

use crate::cmd::defaults;
use crate::cmd::duplicate;
use crate::cmd::existing::Existing;
use crate::cmd::prelude::*;
use crate::exchange::csv::Row;
use crate::exchange::import::{Columns, ID};

/// A table, and its planned records.
pub struct Import<'a> {
    /// The writer with every new record planned.
    pub writer: Writer<'a>,
    /// The kind of the records.
    pub kind: Kind,
    /// What was read, in the order of the rows.
    pub records: Vec<TableRecord>,
    header: &'a [String],
    columns: Columns,
    existing: Existing,
    /// Requirements by their statements, earlier actions by words and owner, people by their names.
    things: HashMap<String, Reference>,
    /// The lines of the new records.
    new: HashMap<Reference, usize>,
}

/// The record of a row, new or found.
pub struct TableRecord {
    /// Its line in the file.
    pub line: usize,
    /// The record.
    pub record: Reference,
    /// Whether the record is new.
    pub is_new: bool,
    /// What a person may want to do about a row that was skipped.
    pub note: Option<String>,
    /// Its values as the file stores them.
    pub values: Vec<(&'static str, Node)>,
}

/// A cell or a row that cannot be imported.
pub struct Problem {
    /// Its line in the file.
    pub line: usize,
    /// The header of the column, if it is one cell, and why not.
    pub why: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl<'a> Import<'a> {
    /// Nothing is planned yet.
    pub fn of(writer: Writer<'a>, kind: Kind, header: &'a [String], columns: Columns) -> Self {
        let existing = Existing::of(&writer.engagement);
        let of_kind = writer.engagement.records.iter().filter(|(_, record)| record.kind() == kind);
        // of several with the same words and owner, the one with the same due date
        let owners = |record: &Record| match record {
            Record::Action(action) => {
                let due = action.due.map_or(String::new(), |due| due.to_string());
                vec![action.owner.to_string(), format!("{} {due}", action.owner)]
            }
            _ => vec![String::new()],
        };
        let things = of_kind.flat_map(|(name, record)| {
            let text = record.text().map_or("", Text::as_str);
            owners(record).into_iter().map(move |owner| (key(text, &owner), name.clone()))
        });
        let things = if matches!(kind, Kind::Requirement | Kind::Action) { things.collect() } else { HashMap::new() };
        Self { writer, kind, records: vec![], header, columns, existing, things, new: HashMap::new() }
    }

    /// Plans the records of all rows; returns what cannot be imported.
    pub fn plan(&mut self, rows: &[Row]) -> Result<Vec<Problem>> {
        if self.kind == Kind::Person {
            for row in rows {
                self.expect(row);
            }
        }
        let mut problems = Vec::new();
        for row in rows {
            problems.extend(self.row(row)?);
        }
        Ok(problems)
    }

    /// The column of a key.
    fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_deref() == Some(key))
    }

    /// The words of a row at a key.
    fn words<'r>(&self, row: &'r Row, key: &str) -> Option<&'r str> {
        let cell = row.cells.get(self.column(key)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The name of a record's file that a row gives.
    fn id(&self, row: &Row) -> Option<String> {
        let words = self.words(row, ID)?;
        words.parse().ok().or_else(|| Slug::from_words(words)).map(|id| id.to_string())
    }

    /// Makes a person known, with the id that the record will have.
    fn expect(&mut self, row: &Row) {
        let Some(name) = self.words(row, "name") else { return };
        let index = self.writer.index();
        let known = index.whole(name).first().copied().or_else(|| index.titled_otherwise(name));
        let known = known.map(|known| known.key.clone());
        let is_new = known.is_none();
        let named = || Some(Slug::from_words(&secrets::without(name))?.to_string());
        let Some(id) = known.or_else(|| self.id(row)).or_else(named) else { return };
        let person = Reference::Record(Kind::Person, id.clone());
        if is_new && !self.writer.engagement.has(&person) {
            self.writer.expect_person(&id, name);
        }
        self.things.insert(fold(name), person);
    }

    /// Plans the record of a row, unless it is there already; returns what is wrong with the row.
    fn row(&mut self, row: &Row) -> Result<Vec<Problem>> {
        if let Some(misfit) = self.misfit(row) {
            return Ok(vec![self.problem(row, misfit.into())?]);
        }
        let (mut pairs, mut problems) = (Vec::new(), Vec::new());
        for field in self.kind.row().fields {
            match self.node(row, field, &pairs) {
                Ok(node) => pairs.push((field.name, node)),
                Err(error) => problems.push(self.problem(row, error)?),
            }
        }
        if problems.is_empty() {
            match self.record(row, pairs) {
                Ok(record) => self.records.push(record),
                Err(error) => problems.push(self.problem(row, error)?),
            }
        }
        Ok(problems)
    }

    /// What is wrong with a row; the header of the column stands for the key at the beginning of a message.
    fn problem(&self, row: &Row, error: anyhow::Error) -> Result<Problem> {
        let Failure { message, hint, .. } = error.downcast::<Failure>()?;
        let keyed = message.strip_prefix('`').and_then(|rest| rest.split_once("`: "));
        let with_header = keyed.and_then(|(key, why)| Some(format!("{}: {why}", self.header[self.column(key)?])));
        Ok(Problem { line: row.line, why: with_header.unwrap_or(message), hint: hint.map(|hint| hint.to_string()) })
    }

    /// The failure that a row has a value where the header names no column.
    fn misfit(&self, row: &Row) -> Option<Failure> {
        let has_name = |at: usize| self.header.get(at).is_some_and(|name| !name.is_empty());
        let mut cells = row.cells.iter().enumerate();
        let (_, cell) = cells.find(|(at, cell)| !cell.trim().is_empty() && !has_name(*at))?;
        let why = format!("`{}` is in a column without a name", words::short(cell.trim(), 40));
        let hint = "name the column in the first line, or put quotation marks around a value that contains a separator";
        Some(Failure::usage(why).hint(hint))
    }

    /// The value of a field, or its default; `pairs` are the fields before it.
    fn node(&mut self, row: &Row, field: &'static Field, pairs: &[(&'static str, Node)]) -> Result<Node> {
        let has_words = self.words(row, field.name).is_some();
        match (field.name, field.shape) {
            ("amount", _) if let Some(money) = self.money(row) => Ok(Node::Plain(money?.amount.to_string())),
            ("currency", _) if let Some(Ok(Money { currency: Some(currency), .. })) = self.money(row) => {
                Ok(Node::text(currency))
            }
            // told with the amount
            ("currency", _) if !matches!(self.money(row), Some(Ok(_))) => Ok(Node::Empty),
            (name, Shape::Group(inner)) => self.group(row, name, inner),
            (name, shape) if has_words => self.value(row, name, shape),
            // a table that has steps says where there is none
            ("during", _) if self.column("during").is_some() => Ok(Node::Empty),
            (name, shape) if field.required && shape != Shape::Date && name != "currency" => {
                bail!(Failure::usage(format!("`{name}`: a value is required")))
            }
            _ => defaults::of(&self.writer, self.kind.row(), field, pairs),
        }
    }

    /// The amount of a row.
    fn money(&self, row: &Row) -> Option<Result<Money, Failure>> {
        let words = self.words(row, "amount")?;
        Some(self.writer.names().money(words, self.words(row, "currency")))
    }

    fn group(&mut self, row: &Row, name: &str, inner: &[Field]) -> Result<Node> {
        let mut pairs = Vec::new();
        for field in inner {
            let node = self.value(row, &format!("{name}.{}", field.name), field.shape)?;
            pairs.extend((!node.is_blank()).then(|| (field.name.to_owned(), node)));
        }
        Ok(if pairs.is_empty() { Node::Empty } else { Node::Map(pairs) })
    }

    fn value(&mut self, row: &Row, key: &str, shape: Shape) -> Result<Node> {
        let Some(words) = self.words(row, key) else { return Ok(Node::Empty) };
        self.writer.literal(shape, key, &tidy(words))
    }

    /// Plans a record, or finds the one that is there.
    fn record(&mut self, row: &Row, values: Vec<(&'static str, Node)>) -> Result<TableRecord> {
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

/// What a record is known by: its text, and the owner of an action.
fn key(text: &str, owner: &str) -> String {
    fold(&format!("{text} {owner}"))
}
