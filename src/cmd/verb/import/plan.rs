//! Turns the rows of a table into planned records; writes nothing.

use std::collections::HashMap;

use crate::cmd::defaults;
use crate::cmd::duplicate;
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

    /// The words of a row at a key.
    fn at<'r>(&self, row: &'r Row, key: &Column) -> Option<&'r str> {
        let at = self.columns.iter().position(|column| column == key)?;
        row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// Makes a person known, with the id that the record will have.
    fn expect(&mut self, row: &Row) {
        let Some(name) = self.at(row, &Column::Key("name".to_owned())) else { return };
        let index = self.writer.index();
        let whole = index.whole(name);
        if let Some(known) = whole.first().copied().or_else(|| index.titled_otherwise(name)) {
            let known = Reference::Record(Kind::Person, known.key.clone());
            self.things.insert(fold(name), known);
            return;
        }
        let id = self.at(row, &Column::Id).unwrap_or(name);
        if let Some(id) = Slug::from_words(&secrets::without(id)) {
            self.things.insert(fold(name), Reference::Record(Kind::Person, id.to_string()));
            self.writer.expect_person(id.as_str(), name);
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
        if row.cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty()) {
            let (cells, columns) = (count(row.cells.len(), "cell"), count(self.columns.len(), "column"));
            let why = Failure::usage(format!("{cells}, but the header has {columns}"));
            return Ok(vec![problem(None, why.hint("put quotation marks around a value that contains a separator"))]);
        }
        if let Some(header) = self.without_header(row) {
            return Ok(vec![problem(None, header)]);
        }
        let (mut pairs, mut problems) = (Vec::new(), Vec::new());
        let mut currency = None;
        for field in self.kind.row().fields {
            match self.node(row, field, &pairs, &mut currency) {
                Ok(node) => pairs.push((field.name, node)),
                Err((key, error)) => {
                    let failure = error.downcast::<Failure>()?;
                    let failure = Failure { message: without_key(&failure.message, &key), ..failure };
                    problems.push(problem(self.header(&key), failure));
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

    /// The failure that a row has a value in a column without a name.
    fn without_header(&self, row: &Row) -> Option<Failure> {
        let mut cells = row.cells.iter().zip(self.header);
        let (cell, _) = cells.find(|(cell, header)| header.is_empty() && !cell.trim().is_empty())?;
        let why = format!("`{}` is in a column without a name", words::short(cell.trim(), 40));
        Some(Failure::usage(why).hint("name the column in the first line"))
    }

    /// The header of the column of a key.
    fn header(&self, key: &str) -> Option<&str> {
        let is = |column: &Column| matches!(column, Column::Key(other) if other == key);
        self.columns.iter().position(is).map(|at| self.header[at].as_str())
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
        let words = self.at(row, &Column::Key(field.name.to_owned()));
        match (field.name, field.shape, words) {
            (_, Shape::Group(inner), _) => self.group(row, field.name, inner),
            ("amount", _, Some(words)) => {
                let named = self.at(row, &Column::Key("currency".to_owned()));
                let money = self.writer.names().money(words, named).map_err(|error| at(error.into()));
                let Money { amount, currency: own } = money.inspect_err(|_| *currency = Some(Node::Empty))?;
                *currency = own.map(Node::text);
                Ok(Node::Plain(amount.to_string()))
            }
            ("currency", ..) if let Some(currency) = currency.take() => Ok(currency),
            (name, shape, Some(_)) => self.value(row, name, shape).map_err(at),
            (name, _, None) if field.required && self.header(name).is_some() && field.shape != Shape::Date => {
                Err(at(Failure::usage(EMPTY).into()))
            }
            // a table that has steps says where there is none
            ("during", _, None) if self.header("during").is_some() => Ok(Node::Empty),
            ("currency", _, None) => defaults::of(&self.writer, self.kind.row(), field, pairs).map_err(|error| {
                let hint =
                    "write it with the amount or in a column `currency`, or write `currency: EUR` in engage.yaml";
                at(error.downcast::<Failure>().map_or_else(|error| error, |failure| failure.hint(hint).into()))
            }),
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
        let Some(words) = self.at(row, &Column::Key(key.to_owned())) else { return Ok(Node::Empty) };
        self.writer.literal(shape, key, &tidy(words))
    }

    /// Plans a record, or finds the one that is there.
    fn record(&mut self, row: &Row, values: Vec<(&'static str, Node)>) -> Result<TableRecord> {
        let is_dated = self.kind.row().day.is_some();
        let thing = if is_dated { None } else { self.thing(row, &values) };
        let known =
            if is_dated { self.fact(&values) } else { thing.clone().filter(|one| self.writer.engagement.has(one)) };
        let created = if let Some(known) = known {
            Err(known)
        } else {
            let name = thing.and_then(|one| one.to_string().rsplit('/').next().map(str::to_owned));
            self.writer.create_unless_known(self.kind, &values, name, !is_dated)?
        };
        let (Ok(record) | Err(record)) = created.clone();
        let (is_new, repeats) = (created.is_ok(), self.new.get(&record).copied());
        let change = if is_new || is_dated || repeats.is_some() { None } else { self.change(&record, &values) };
        if is_new {
            self.add(row, &record);
        }
        Ok(TableRecord { line: row.line, record, is_new, repeats, change, values })
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

    /// The action or the spend that says the same.
    fn fact(&self, values: &[(&'static str, Node)]) -> Option<Reference> {
        let record = read::record(self.kind, scaffold::record(values).as_bytes()).ok()?;
        self.existing.find(&self.writer.engagement, &record)
    }

    /// The person or the requirement of a row: of its id, else of its name or statement.
    fn thing(&self, row: &Row, values: &[(&'static str, Node)]) -> Option<Reference> {
        let named = self.id(row).filter(|named| self.kind == Kind::Requirement || self.writer.engagement.has(named));
        let text = values.iter().find(|(key, _)| *key == self.kind.row().text);
        let words = if let Some((_, Node::Text(words))) = text { words } else { "" };
        named.or_else(|| self.things.get(&fold(words)).cloned())
    }

    /// The command that sets what a record has otherwise; one that is known by its text may be spelled otherwise.
    fn change(&self, record: &Reference, values: &[(&'static str, Node)]) -> Option<Remedy> {
        let (workspace, id) = (&self.writer.workspace, &self.writer.engagement.id);
        let has_id = self.columns.contains(&Column::Id);
        let given: Vec<_> = values.iter().filter(|(key, _)| has_id || *key != self.kind.row().text).cloned().collect();
        duplicate::change(workspace, id, record, &given)
    }

    /// The record that the id of a row names.
    fn id(&self, row: &Row) -> Option<Reference> {
        let id = Slug::from_words(self.at(row, &Column::Id)?)?;
        Some(Reference::Record(self.kind, id.to_string()))
    }
}

/// A message without the key at its beginning, which the header of the column replaces.
fn without_key(message: &str, key: &str) -> String {
    message.strip_prefix(&format!("`{key}`: ")).unwrap_or(message).to_owned()
}
