//! Reads a table as a spreadsheet saves it: a header, and rows with the line on which each begins.
//!
//! The separator is the one of the header, or of a line `sep=` before it: `,`, `;` or a tab. Only UTF-8 is read, with
//! or without its mark.

use std::io::Read as _;

use ::csv::{Position, ReaderBuilder, StringRecord};

use super::{BOM, plain};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its rows, without empty ones.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its cells, perhaps more or less than the header has.
    pub cells: Vec<String>,
}

/// How to save a table as UTF-8.
const SAVE: &str = "in Excel, save it as `CSV UTF-8 (Comma delimited)`; in LibreOffice, as CSV with the character set \
                    Unicode (UTF-8)";

/// A row after the last, which is not found if a quotation mark is never closed.
const END: &str = "\n\u{1}";

/// Reads a table.
///
/// # Errors
/// It is no table in UTF-8, or too large: a sentence, and what to do.
pub fn read(bytes: &[u8]) -> Result<Table, (String, String)> {
    let text = decoded(bytes).map_err(|why| (why, SAVE.to_owned()))?;
    let text = text.strip_prefix(BOM).unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = rows(&text)?;
    if declared(&text).is_some() && !rows.is_empty() {
        rows.remove(0);
    }
    if rows.is_empty() {
        return Err(("the file is empty".to_owned(), "the first line names the columns".to_owned()));
    }
    let header = rows.remove(0).cells.iter().map(|name| name.trim().to_owned()).collect();
    Ok(Table { header, rows })
}

fn decoded(bytes: &[u8]) -> Result<&str, String> {
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("the file is a workbook, not CSV".to_owned());
    }
    if is_wide || bytes.iter().take(1024).any(|byte| *byte == 0) {
        return Err("the file is UTF-16; save it as UTF-8".to_owned());
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        format!("line {line} is not UTF-8, perhaps Windows-1252")
    })
}

fn rows(text: &str) -> Result<Vec<Row>, (String, String)> {
    let from = text.as_bytes().chain(END.as_bytes());
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(text)).from_reader(from);
    let (mut rows, mut line, mut record) = (Vec::new(), 1, StringRecord::new());
    let failed = |error: ::csv::Error| (format!("the file cannot be read: {error}"), SAVE.to_owned());
    while reader.read_record(&mut record).map_err(failed)? {
        line = record.position().map_or(line, |position| first_line(text, position));
        if record.get(0) == END.get(1..) {
            return Ok(rows);
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(|cell| plain(cell).to_owned()).collect() });
        }
    }
    let why = format!("a quotation mark in the row of line {line} is never closed");
    Err((why, "close it, or double it within a cell".to_owned()))
}

/// The line on which a row begins: its position is before the empty lines above it.
fn first_line(text: &str, position: &Position) -> usize {
    let number = |counted: u64| usize::try_from(counted).unwrap_or(usize::MAX);
    let after = text.get(number(position.byte())..).unwrap_or_default();
    number(position.line()) + after.bytes().take_while(|byte| *byte == b'\n').count()
}

/// The separator of a first line such as `sep=;`, which Excel writes and understands.
fn declared(text: &str) -> Option<u8> {
    let line = text.strip_prefix("sep=")?.lines().next()?;
    [b',', b';', b'\t'].into_iter().find(|sign| line.as_bytes() == [*sign])
}

/// The separator that occurs most often in the header, outside of quotation marks; rather a `;` than a `,` of its words.
fn separator(text: &str) -> u8 {
    if let Some(sign) = declared(text) {
        return sign;
    }
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and cells of a table that is read.
    fn cells(bytes: &[u8]) -> Vec<(usize, String)> {
        let Table { header, rows } = read(bytes).unwrap();
        std::iter::once((0, header.join("|"))).chain(rows.iter().map(|row| (row.line, row.cells.join("|")))).collect()
    }

    #[test]
    fn every_form_in_which_spreadsheets_save_a_table_is_read_the_same() {
        let same = [(0, "a|b, c".to_owned()), (2, "1,5|x\ny".to_owned()), (5, "'|\"".to_owned())];
        for text in [
            "a,\"b, c\"\n\"1,5\",\"x\ny\"\n\n',\"\"\"\"\n",
            "\u{feff}a,\"b, c\"\r\n\"1,5\",\"x\ny\"\r\n\r\n',\"\"\"\"",
            "a;b, c\n1,5;\"x\ny\"\n;\n';\"\"\"\"",
            " a \tb, c\n1,5\t\"x\ny\"\n\n'\t\"\"\"\"\n\t\n",
        ] {
            assert_eq!(cells(text.as_bytes()), same, "{text:?}");
        }
        assert_eq!(cells(b"\xef\xbb\xbfsep=;\r\na,b;c\r\n1;2"), [(0, "a,b|c".into()), (3, "1|2".into())]);
        assert_eq!(cells(b"a;b\r1;2\r\r3;4"), [(0, "a|b".into()), (2, "1|2".into()), (4, "3|4".into())]);
        assert_eq!(cells(b"\n\nname\n'=1+1\n'x"), [(0, "name".into()), (4, "=1+1".into()), (5, "'x".into())]);
    }

    #[test]
    fn what_is_no_table_in_utf_8_is_refused_with_what_to_do() {
        for (bytes, why) in [
            (&b"\xff\xfea\0"[..], "UTF-16"),
            (b"a\0,\0b\0", "UTF-16"),
            (b"a\nZo\xeb", "line 2 is not UTF-8, perhaps Windows-1252"),
            (b"PK\x03\x04 ", "a workbook"),
            (b"\n\n", "the file is empty"),
            (b"sep=;\n", "the file is empty"),
            (b"a,b\n1,2\n\"3,4\n5,6\n", "a quotation mark in the row of line 3 is never closed"),
        ] {
            let (found, hint) = read(bytes).unwrap_err();
            assert!(found.contains(why) && !hint.is_empty(), "{found}");
        }
    }
}
