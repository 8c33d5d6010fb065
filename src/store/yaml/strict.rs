//! Rejects what the parser accepts but YAML 1.2 does not, or other readers read differently.

use super::Fault;
use super::bytes::line_start;
use super::tree::{Layout, Style, Tree, TreeValue};

/// The message for a tab at the start of a line.
pub const TAB: &str = "this line is indented with a tab; YAML requires spaces";

/// Rejects what other YAML readers would not accept.
pub fn strict(text: &str, tree: &Tree) -> Result<(), Fault> {
    tabs(text, tree)?;
    walked(text, tree, None)?;
    let line = line_start(text, text.len());
    let last = last(tree);
    let TreeValue::Scalar(words, Style::Block) = &last.value else { return Ok(()) };
    let column = if words.is_empty() { 0 } else { last.start - line_start(text, last.start) };
    if text.len() - line > column && text[line..].trim().is_empty() {
        return Err(Fault::at(text, line, "the text below a `|` or `>` ends with a line of spaces; delete it"));
    }
    Ok(())
}

/// The last leaf value of a tree.
fn last<'a, 't>(tree: &'a Tree<'t>) -> &'a Tree<'t> {
    match &tree.value {
        TreeValue::List(items, _) => items.last().map_or(tree, last),
        TreeValue::Map(pairs, _) => pairs.last().map_or(tree, |pair| last(&pair.value)),
        _ => tree,
    }
}

/// Rejects a line indented with a tab, unless it is inside a quoted text or a block scalar.
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

/// Checks each value: continuation lines must be indented deeper than the keys or dashes at a column. The closing
/// bracket need not be.
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
                // outside of brackets all readers accept a key that begins with `?`
                if *layout == Layout::Flow || !text[pair.start..].starts_with('?') {
                    word(text, pair.start)?;
                }
                walked(text, &pair.value, column)
            })
        }
    }
}

/// Rejects a plain word or key that begins with a sign that has a meaning for other readers.
fn word(text: &str, at: usize) -> Result<(), Fault> {
    let sign = ['|', '>', '?'].into_iter().find(|sign| text[at..].starts_with(*sign));
    sign.map_or(Ok(()), |sign| Err(Fault::at(text, at, format!("a word starts with `{sign}`; put it in quotes"))))
}

/// Rejects a block scalar of blanks only, or a folded one whose last line is blank but not empty.
fn blanks(text: &str, tree: &Tree, words: &str) -> Result<(), Fault> {
    let last = words.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let head = text[..tree.start].trim_end().rsplit('\n').next().unwrap_or_default();
    if last.is_empty() || !last.trim().is_empty() || !(words.trim().is_empty() || head.contains('>')) {
        return Ok(());
    }
    Err(Fault::at(text, tree.start, "the text below a `|` or `>` ends with spaces; delete them"))
}

/// The column that the contents of a list or mapping must be indented below.
fn level(text: &str, tree: &Tree, layout: Layout, column: Option<usize>) -> Result<Option<usize>, Fault> {
    if layout == Layout::Block {
        return Ok(Some(tree.start - line_start(text, tree.start)));
    }
    let closes = |line: &str| line.as_ptr().addr() + 1 == text.as_ptr().addr() + tree.end;
    let closes = |line: &str, indent| closes(line) && Some(indent) == column;
    indented(text, tree, column, |line, indent| line.starts_with('#') || closes(line, indent))?;
    Ok(column)
}

const NOT_BELOW: &str = "the value continues here without indentation; indent this line";

/// Rejects a line of a value that is not indented deeper than a column, unless it is exempt.
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
            // a line of only a tab does not count as blank inside a quoted text
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
