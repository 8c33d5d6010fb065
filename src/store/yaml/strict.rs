//! What the parser reads and YAML 1.2 does not, or other readers read otherwise: refused with its place.

use super::Fault;
use super::bytes::line_start;
use super::tree::{Layout, Style, Tree, TreeValue};

/// What is said of a tab where a line begins.
pub const TAB: &str = "a tab indents this line: YAML indents with spaces";

/// Refuses what is in no other reader's YAML.
pub fn strict(text: &str, tree: &Tree) -> Result<(), Fault> {
    tabs(text, tree)?;
    walked(text, tree, None)?;
    let line = line_start(text, text.len());
    let last = last(tree);
    let TreeValue::Scalar(words, Style::Block) = &last.value else { return Ok(()) };
    let column = if words.is_empty() { 0 } else { last.start - line_start(text, last.start) };
    if text.len() - line > column && text[line..].trim().is_empty() {
        return Err(Fault::at(text, line, "the file ends with blanks below a `|` or `>`: delete them"));
    }
    Ok(())
}

/// The last value of a tree that holds no other.
fn last<'a, 't>(tree: &'a Tree<'t>) -> &'a Tree<'t> {
    match &tree.value {
        TreeValue::List(items, _) => items.last().map_or(tree, last),
        TreeValue::Map(pairs, _) => pairs.last().map_or(tree, |pair| last(&pair.value)),
        _ => tree,
    }
}

/// A line that a tab begins, or blanks and a tab, unless it is of a text in quotes or below a `|` or `>`.
fn tabs(text: &str, tree: &Tree) -> Result<(), Fault> {
    if !text.contains('\t') {
        return Ok(());
    }
    let mut texts = Vec::new();
    tree.scalars(&mut |at, is_plain| {
        if !is_plain {
            texts.push(at);
        }
    });
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start_matches(' ').len();
        let at = start + lead;
        let of_text = texts.partition_point(|text| text.end <= at);
        if line[lead..].starts_with('\t') && texts.get(of_text).is_none_or(|text| at < text.start) {
            return Err(Fault::at(text, at, TAB));
        }
        start += line.len();
    }
    Ok(())
}

/// Each value: lines that go on below a block's keys or dashes at a column are indented deeper than these. The bracket
/// that closes it need not be.
fn walked(text: &str, tree: &Tree, column: Option<usize>) -> Result<(), Fault> {
    match &tree.value {
        TreeValue::Nothing => Ok(()),
        TreeValue::Scalar(words, Style::Block) => blanks(text, tree, words),
        TreeValue::Scalar(_, style) => {
            if *style == Style::Plain {
                word(text, tree.start)?;
            }
            indented(text, tree, column, |_, _| false)
        }
        TreeValue::List(items, layout) => {
            let column = level(text, tree, *layout, column)?;
            items.iter().try_for_each(|item| walked(text, item, column))
        }
        TreeValue::Map(pairs, layout) => {
            let column = level(text, tree, *layout, column)?;
            pairs.iter().try_for_each(|pair| {
                // outside of brackets all readers take a key that begins with `?`
                if *layout == Layout::Flow || !text[pair.start..].starts_with('?') {
                    word(text, pair.start)?;
                }
                walked(text, &pair.value, column)
            })
        }
    }
}

/// Refuses a word or a key without quotes that begins with a sign which has a meaning there for other readers.
fn word(text: &str, at: usize) -> Result<(), Fault> {
    let sign = ['|', '>', '?'].into_iter().find(|sign| text[at..].starts_with(*sign));
    sign.map_or(Ok(()), |sign| Err(Fault::at(text, at, format!("a word begins with `{sign}`: put it in quotes"))))
}

/// Refuses a text below a `|` or `>` that is blanks alone, or that a `>` folds and ends with blanks alone on a line.
fn blanks(text: &str, tree: &Tree, words: &str) -> Result<(), Fault> {
    let last = words.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let head = text[..tree.start].trim_end().rsplit('\n').next().unwrap_or_default();
    if last.is_empty() || !last.trim().is_empty() || !(words.trim().is_empty() || head.contains('>')) {
        return Ok(());
    }
    Err(Fault::at(text, tree.start, "a text below a `|` or `>` ends with blanks: delete them"))
}

/// The column that what is in a list or a mapping is below.
fn level(text: &str, tree: &Tree, layout: Layout, column: Option<usize>) -> Result<Option<usize>, Fault> {
    if layout == Layout::Block {
        return Ok(Some(tree.start - line_start(text, tree.start)));
    }
    let closes = |line: &str| line.as_ptr().addr() + 1 == text.as_ptr().addr() + tree.end;
    let closes = |line: &str, indent| closes(line) && Some(indent) == column;
    indented(text, tree, column, |line, indent| line.starts_with('#') || closes(line, indent))?;
    Ok(column)
}

const NOT_BELOW: &str = "the value goes on here, and is not indented below its key: indent this line";

/// Refuses a line of a value that is no deeper than a column, unless it is left out.
fn indented(
    text: &str,
    tree: &Tree,
    column: Option<usize>,
    is_free: impl Fn(&str, usize) -> bool,
) -> Result<(), Fault> {
    let (Some(column), whole) = (column, &text[tree.start..tree.end]) else { return Ok(()) };
    let mut at = tree.start;
    for line in whole.split_inclusive('\n') {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let wrong = match body.trim().is_empty() {
            _ if at == tree.start || indent > column => None,
            // a line of a tab alone is none of blanks, where a text in quotes goes on
            true => Some(TAB).filter(|_| body.starts_with('\t')),
            false => Some(NOT_BELOW).filter(|_| !is_free(body, indent)),
        };
        if let Some(wrong) = wrong {
            return Err(Fault::at(text, at + indent, wrong));
        }
        at += line.len();
    }
    Ok(())
}
