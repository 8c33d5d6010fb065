//! Turns the rows of a table into planned records; writes nothing.

mod record;

use std::collections::HashMap;

use crate::cmd::defaults;
use crate::cmd::existing::Existing;
use crate::cmd::prelude::*;
use crate::exchange::csv::Row;
use crate::exchange::import::Column;
use crate::insight::secrets;
use crate::model::field::EMPTY;
use crate::model::reading::fold::fold;
use crate::model::reading::money::Money;
use crate::model::text::tidy;

/// A table, and its planned records.
pub struct Import<'a> {
    /// The writer with every new record planned.
    pub writer: Writer<'a>,
    /// The kind of the records.
    pub kind: Kind,
    /// What was read, in the order of the rows.
    pub records: Vec<TableRecord>,
    header: &'a [String],
    columns: Vec<Column>,
    existing: Existing,
    /// Requirements by their statements, people by their future ids.
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
    /// The earlier line that says the same.
    pub repeats: Option<usize>,
    /// The command that sets what the existing record has otherwise.
    pub change: Option<Remedy>,
    /// Its values as the file stores them.
    pub values: Vec<(&'static str, Node)>,
}

/// A cell or a row that cannot be imported.
pub struct Problem {
    /// Its line in the file.
    pub line: usize,
    /// The header of the column, if it is one cell.
    pub header: Option<String>,
    /// Why not, in a sentence.
    pub why: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl<'a> Import<'a> {
    /// Nothing is planned yet.
    pub fn of(writer: Writer<'a>, kind: Kind, header: &'a [String], columns: Vec<Column>) -> Self {
        let existing = Existing::of(&writer.engagement);
        let of_kind = writer.engagement.records.iter().filter(|(_, record)| record.kind() == kind);
        let texts = of_kind.filter_map(|(name, record)| Some((fold(record.text()?.as_str()), name.clone())));
        let things = if kind == Kind::Requirement { texts.collect() } else { HashMap::new() };
        Self { writer, kind, records: vec![], header, columns, existing, things, new: HashMap::new() }
    }

    /// Plans the records of all rows; returns what cannot be imported.
    ///
    /// A row may name a record of a later one: what fails is tried again while others succeed.
    pub fn plan(&mut self, rows: &[Row]) -> Result<Vec<Problem>> {
        if self.kind == Kind::Person {
            for row in rows {
                self.expect(row);
            }
        }
        let (mut rest, mut problems): (Vec<&Row>, Vec<Problem>) = (rows.iter().collect(), vec![]);
        loop {
            let before = rest.len();
            problems.clear();
            let mut failed = Vec::new();
            for row in rest {
                let found = self.row(row)?;
                failed.extend((!found.is_empty()).then_some(row));
                problems.extend(found);
            }
            if failed.is_empty() || failed.len() == before {
                break;
            }
            rest = failed;
        }
        self.records.sort_by_key(|record| record.line);
        Ok(problems)
    }

    /// The column of a key.
    fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| matches!(column, Column::Key(other) if other == key))
    }

    /// The words of a row at a key.
    fn words<'r>(&self, row: &'r Row, key: &str) -> Option<&'r str> {
        words_at(row, self.column(key)?)
    }

    /// Makes a person known, with the id that the record will have.
    fn expect(&mut self, row: &Row) {
        let Some(name) = self.words(row, "name") else { return };
        let index = self.writer.index();
        let whole = index.whole(name);
        if let Some(known) = whole.first().copied().or_else(|| index.titled_otherwise(name)) {
            let known = Reference::Record(Kind::Person, known.key.clone());
            self.things.insert(fold(name), known);
            return;
        }
        let named = || Some(Reference::Record(Kind::Person, Slug::from_words(&secrets::without(name))?.to_string()));
        if let Some(Reference::Record(kind, id)) = self.id(row).or_else(named) {
            self.writer.expect_person(&id, name);
            self.things.insert(fold(name), Reference::Record(kind, id));
        }
    }

    /// Plans the record of a row, unless it is there already; returns what is wrong with the row.
    fn row(&mut self, row: &Row) -> Result<Vec<Problem>> {
        let problem = |header: Option<&str>, failure: Failure| Problem {
            line: row.line,
            header: header.map(str::to_owned),
            why: failure.message,
            hint: failure.hint,
        };
        if let Some(misfit) = self.misfit(row) {
            return Ok(vec![problem(None, misfit)]);
        }
        let (mut pairs, mut problems) = (Vec::new(), Vec::new());
        let mut currency = None;
        for field in self.kind.row().fields {
            match self.node(row, field, &pairs, &mut currency) {
                Ok(node) => pairs.push((field.name, node)),
                Err((key, error)) => {
                    let failure = error.downcast::<Failure>()?;
                    let failure = Failure { message: without_key(&failure.message, &key), ..failure };
                    let header = self.column(&key).map(|at| self.header[at].as_str());
                    problems.push(problem(header, failure));
                }
            }
        }
        if problems.is_empty() {
            match self.record(row, pairs) {
                Ok(record) => self.records.push(record),
                Err(error) => problems.push(problem(None, error.downcast::<Failure>()?)),
            }
        }
        Ok(problems)
    }

    /// The failure that a row has a value beyond the columns, or in one without a name.
    fn misfit(&self, row: &Row) -> Option<Failure> {
        let (at, cell) = row
            .cells
            .iter()
            .enumerate()
            .find(|(at, cell)| !cell.trim().is_empty() && self.header.get(*at).is_none_or(String::is_empty))?;
        if at < self.header.len() {
            let why = format!("`{}` is in a column without a name", words::short(cell.trim(), 40));
            return Some(Failure::usage(why).hint("name the column in the first line"));
        }
        let (cells, columns) = (count(row.cells.len(), "cell"), count(self.columns.len(), "column"));
        let why = Failure::usage(format!("{cells}, but the header has {columns}"));
        Some(why.hint("put quotation marks around a value that contains a separator"))
    }

    /// The value of a field, or its default; `pairs` are the fields before it. An error comes with its key.
    fn node(
        &mut self,
        row: &Row,
        field: &'static Field,
        pairs: &[(&'static str, Node)],
        currency: &mut Option<Node>,
    ) -> Result<Node, (String, anyhow::Error)> {
        let at = |error: anyhow::Error| (field.name.to_owned(), error);
        let words = self.words(row, field.name);
        match (field.name, field.shape, words) {
            (_, Shape::Group(inner), _) => self.group(row, field.name, inner),
            ("amount", _, Some(words)) => {
                let named = self.words(row, "currency");
                let money = self.writer.names().money(words, named).map_err(|error| at(error.into()));
                let Money { amount, currency: own } = money.inspect_err(|_| *currency = Some(Node::Empty))?;
                *currency = own.map(Node::text);
                Ok(Node::Plain(amount.to_string()))
            }
            ("currency", ..) if let Some(currency) = currency.take() => Ok(currency),
            (name, shape, Some(_)) => self.value(row, name, shape).map_err(at),
            ("currency", ..) => defaults::of(&self.writer, self.kind.row(), field, pairs).map_err(|error| {
                let hint =
                    "write it with the amount or in a column `currency`, or write `currency: EUR` in engage.yaml";
                at(error.downcast::<Failure>().map_or_else(|error| error, |failure| failure.hint(hint).into()))
            }),
            // a table that has steps says where there is none
            ("during", ..) if self.column("during").is_some() => Ok(Node::Empty),
            (_, Shape::Date, _) => defaults::of(&self.writer, self.kind.row(), field, pairs).map_err(at),
            _ if field.required => Err(at(Failure::usage(EMPTY).into())),
            _ => defaults::of(&self.writer, self.kind.row(), field, pairs).map_err(at),
        }
    }

    fn group(&mut self, row: &Row, name: &str, inner: &[Field]) -> Result<Node, (String, anyhow::Error)> {
        let mut pairs = Vec::new();
        for field in inner {
            let key = format!("{name}.{}", field.name);
            let node = self.value(row, &key, field.shape).map_err(|error| (key, error))?;
            pairs.extend((!node.is_blank()).then(|| (field.name.to_owned(), node)));
        }
        Ok(if pairs.is_empty() { Node::Empty } else { Node::Map(pairs) })
    }

    fn value(&mut self, row: &Row, key: &str, shape: Shape) -> Result<Node> {
        let Some(words) = self.words(row, key) else { return Ok(Node::Empty) };
        self.writer.literal(shape, key, &tidy(words))
    }
}

fn words_at(row: &Row, at: usize) -> Option<&str> {
    row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// A message without the key at its beginning, which the header of the column replaces.
fn without_key(message: &str, key: &str) -> String {
    message.strip_prefix(&format!("`{key}`: ")).unwrap_or(message).to_owned()
}
