//! Comma-separated values (RFC 4180): one table for each kind of record, a header and a line each.
//!
//! A cell that a spreadsheet would take for a formula gets a `'` before it; numbers stay numbers. `rows` reads tables.

mod rows;

use ::csv::Writer;
use serde_json::Value;

use crate::model::field::Shape;
use crate::model::inventory::{FIRST, Item, Sheet, to_json};
use crate::model::slug::Slug;
use crate::model::text::is_hidden;

pub use rows::{Row, Table, read};

/// The beginning of every table, by which an earlier export is recognized.
pub const HEAD: &str = "engagement,kind,name,";

/// The same with a source.
pub const HEAD_OF_SOURCE: &str = "source,engagement,kind,name,";

/// The mark before a table by which Excel knows that it is UTF-8.
pub const BOM: &str = "\u{feff}";

/// The first line of the table of a kind.
pub fn header(sheet: &Sheet) -> String {
    let columns = sheet.columns();
    let first = sheet.source.as_ref().map(|_| "source").into_iter().chain(FIRST);
    let names = first.chain(columns.iter().map(|column| column.name.as_str()));
    table(std::iter::once(names))
}

/// The lines for an engagement's records of one kind.
pub fn lines(sheet: &Sheet, engagement: &Slug, items: &[Item]) -> String {
    table(items.iter().filter(|item| item.kind == sheet.kind).map(|item| {
        let mut cells: Vec<_> = sheet.source.iter().map(|source| neutral(source)).collect();
        cells.extend([engagement.to_string(), item.kind.to_owned(), item.name.clone()]);
        for field in &sheet.fields {
            spread(field.shape, item.answered.get(field.name), &mut cells);
        }
        cells
    }))
}

fn table<T: AsRef<[u8]>>(lines: impl Iterator<Item = impl IntoIterator<Item = T>>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).expect("a table in memory takes every line");
    }
    String::from_utf8(writer.into_inner().expect("a table in memory takes every line")).expect("cells are text")
}

/// One cell for each column of a field.
fn spread(shape: Shape, value: Option<&Value>, cells: &mut Vec<String>) {
    match shape {
        Shape::Group(fields) => {
            for field in fields {
                spread(field.shape, value.and_then(|value| value.get(field.name)), cells);
            }
        }
        shape => cells.push(value.map_or(String::new(), |value| cell(shape, value))),
    }
}

fn cell(shape: Shape, value: &Value) -> String {
    match (shape, value) {
        (_, Value::Null) => String::new(),
        (Shape::Decimal, Value::String(digits)) => digits.clone(),
        (_, Value::String(words)) => neutral(words.trim_end_matches(['\n', '\r'])),
        (Shape::Free | Shape::Table(_), value) => neutral(&value.to_string()),
        (shape, value) => to_json(shape, value),
    }
}

/// Characters that begin a formula, including full-width forms that some spreadsheets accept.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Escapes words that a spreadsheet would take for a formula, also after blanks.
fn neutral(words: &str) -> String {
    if is_formula(words) { format!("'{words}") } else { words.to_owned() }
}

/// The words of a cell that may have been escaped.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|words| is_formula(words)).unwrap_or(cell)
}

/// Whether words would be a formula, perhaps after a `'` of their own, so that it differs from an escaped one.
fn is_formula(words: &str) -> bool {
    let words = words.trim_start_matches('\'');
    let seen = words.trim_start_matches(|letter: char| letter.is_whitespace() || is_hidden(letter));
    words.starts_with(['\t', '\r', '\n']) || seen.starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inventory::{items, sheets};

    /// The table of one kind of an engagement.
    fn written(kind: &str, engagement: &str) -> String {
        let engagement = crate::insight::fixture::engagement(engagement);
        let sheets = sheets();
        let sheet = sheets.iter().find(|sheet| sheet.kind == kind).unwrap();
        header(sheet) + &lines(sheet, &engagement.id, &items(&engagement))
    }

    #[test]
    fn a_formula_is_neutralised_a_number_is_not_and_quotes_are_doubled() {
        let text = written(
            "spend",
            r#"{"records": {"spend/2026-03-20-a-7k2m": {"what": "=1+1", "amount": "-12.50"},
                "spend/2026-03-21-b-7k2m": {"what": "a \"b\", c\nd", "amount": "7", "extra": {"k": 1}}}}"#,
        );
        assert_eq!(
            text,
            "engagement,kind,name,on,what,amount,currency,category,who,hours,charge_to,receipt,during,source,extra,allow\n\
             harbor-search,spend,2026-03-20-a-7k2m,2026-03-20,'=1+1,-12.50,EUR,,,,,,,,,\n\
             harbor-search,spend,2026-03-21-b-7k2m,2026-03-21,\"a \"\"b\"\", c\nd\",7,EUR,,,,,,,,\"{\"\"k\"\":1}\",\n"
        );
        assert!(text.starts_with(HEAD));
    }

    #[test]
    fn every_sign_that_begins_a_formula_is_held_back() {
        for sign in "=|+|-|@|\t|\r|\n|＝|＋|－|＠| =|\u{a0}+|\u{200b}-|\u{feff} ＠".split('|') {
            let words = format!("{sign}x");
            assert_eq!(neutral(&words), format!("'{sign}x"), "{}", sign.escape_unicode());
            assert_eq!(plain(&neutral(&words)), words);
            assert_eq!(plain(&neutral(&format!("'{words}"))), format!("'{words}"));
        }
        assert_eq!(["x=1", " x", "a\n=1", "", "'x"].map(neutral), ["x=1", " x", "a\n=1", "", "'x"]);
        assert_eq!(["'x", "''", "=1"].map(plain), ["'x", "''", "=1"]);
    }

    #[test]
    fn a_group_has_a_cell_for_each_of_its_fields_and_a_list_is_json() {
        let text = written(
            "engagement",
            r#"{"charter": {"title": "t", "customer": "c", "opened": "2026-03-02", "budget": {"amount": "48000.00",
                "currency": "EUR"}, "scope": {"in": ["a", "-b"]}}}"#,
        );
        let line = text.lines().nth(1).unwrap();
        assert!(line.contains(",48000.00,EUR,,\"[\"\"a\"\",\"\"-b\"\"]\",,"), "{text}");
    }
}
