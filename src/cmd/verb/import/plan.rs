//! Turns the rows of a table into planned records; writes nothing.

mod record;

use std::collections::HashMap;

use crate::cmd::defaults;
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
        Ok(Problem { line: row.line, why: with_header.unwrap_or(message), hint })
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
}

/// What a record is known by: its text, and the owner of an action.
fn key(text: &str, owner: &str) -> String {
    fold(&format!("{text} {owner}"))
}
