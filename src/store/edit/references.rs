//! References of a file under other names: each is replaced where it is written, and no other byte changes.

use std::ops::Range;

use crate::store::rewrite::Parsed;
use crate::store::yaml::splice::{Splice, spliced};
use crate::store::yaml::tree::{Style, Tree, TreeValue};
use crate::store::yaml::{Node, write};

/// A reference that gets another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The dotted path of its key, list items from 1.
    pub key: String,
    /// The name as it is written.
    pub old: String,
    /// The new name.
    pub new: String,
}

/// The text with other references; quotes stay. `Err` is the key of one that cannot be replaced on its line.
pub fn renamed<'r>(text: &str, renamings: &'r [Renaming]) -> Result<String, &'r str> {
    let parsed = Parsed::of(text);
    let splice = |renaming: &'r Renaming| {
        let Renaming { key, old, new } = renaming;
        let replaced = parsed.as_ref().and_then(|parsed| {
            let Range { start, end } = place(&parsed.tree, &key.split('.').collect::<Vec<_>>(), old)?;
            Some(Splice { start, end, with: as_written(&parsed.text[start..end], new) })
        });
        replaced.ok_or(key.as_str())
    };
    let splices = renamings.iter().map(splice).collect::<Result<Vec<_>, _>>()?;
    let body = parsed.as_ref().map_or(text, |parsed| parsed.text);
    let mark = &text[..text.len() - body.len()];
    let made = spliced(body, splices).ok_or(renamings.first().map_or("", |first| &first.key))?;
    Ok(format!("{mark}{made}"))
}

/// Where a name is written: the value at a path, or its key in a table.
fn place(tree: &Tree, path: &[&str], old: &str) -> Option<Range<usize>> {
    let Some((first, rest)) = path.split_first() else {
        let is_old = matches!(&tree.value, TreeValue::Scalar(words, style) if words == old && *style != Style::Block);
        return is_old.then_some(tree.start..tree.end);
    };
    if let Some(pair) = tree.pair(first) {
        let key = || (rest.is_empty() && pair.key == old).then_some(pair.start..pair.end);
        return place(&pair.value, rest, old).or_else(key);
    }
    place(tree.items().get(first.parse::<usize>().ok()?.checked_sub(1)?)?, rest, old)
}

/// A name in the quotes of the one it replaces.
fn as_written(old: &str, new: &str) -> String {
    match old.chars().next() {
        Some(quote @ ('"' | '\'')) => format!("{quote}{new}{quote}"),
        _ => write::flow(&Node::text(new)),
    }
}

/// The keys whose values may be paths, in any record.
const PATHS: [&str; 4] = ["file", "link", "kept_at", "origin"];

/// The text with paths that begin with another folder; words that begin with it stay.
pub fn moved(text: &str, from: &str, to: &str) -> String {
    let Some(parsed) = Parsed::of(text) else { return text.to_owned() };
    let mark = text.len() - parsed.text.len();
    let mut splices = Vec::new();
    paths(&parsed.tree, &mut |at| {
        let written = parsed.text[at.clone()].trim_start_matches(['"', '\'']);
        if written.starts_with(from) {
            let start = mark + at.end - written.len();
            splices.push(Splice { start, end: start + from.len(), with: to.to_owned() });
        }
    });
    spliced(text, splices).unwrap_or_else(|| text.to_owned())
}

/// Calls back with the place of each path that is written on one line.
fn paths(tree: &Tree, each: &mut impl FnMut(Range<usize>)) {
    match &tree.value {
        TreeValue::List(items, _) => items.iter().for_each(|item| paths(item, each)),
        TreeValue::Map(pairs, _) => pairs.iter().for_each(|pair| match &pair.value.value {
            TreeValue::Scalar(_, Style::Block) => {}
            TreeValue::Scalar(..) if PATHS.contains(&pair.key.as_ref()) => each(pair.value.start..pair.value.end),
            _ => paths(&pair.value, each),
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renaming(key: &str, old: &str, new: &str) -> Renaming {
        Renaming { key: key.to_owned(), old: old.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn a_reference_is_replaced_in_its_quotes_and_nothing_else_changes() {
        let goal = |new: &str| renaming("covers.goals/fast", "goals/fast", new);
        for (text, renamings, expected) in [
            ("owner:  ana # c\r\n", vec![renaming("owner", "ana", "bo")], "owner:  bo # c\r\n"),
            ("\u{feff}by: [ana, 'ana']\n", vec![renaming("by.2", "ana", "bo")], "\u{feff}by: [ana, 'bo']\n"),
            ("by:\n  - x\n  - \"ana\"\n", vec![renaming("by.2", "ana", "no")], "by:\n  - x\n  - \"no\"\n"),
            ("owner: ana\n", vec![renaming("owner", "ana", "no")], "owner: \"no\"\n"),
            ("backup: backup\n", vec![renaming("backup", "backup", "bo")], "backup: bo\n"),
            (
                "covers:\n  goals/fast: # c\n    hash: x\n",
                vec![goal("goals/slow")],
                "covers:\n  goals/slow: # c\n    hash: x\n",
            ),
            ("covers: {goals/fast: {hash: x}}\n", vec![goal("goals/no")], "covers: {goals/no: {hash: x}}\n"),
        ] {
            assert_eq!(renamed(text, &renamings).as_deref(), Ok(expected), "{text:?}");
        }
        for text in ["owner: |-\n  ana\n", "owner: bo\n", "owner: [\n"] {
            assert_eq!(renamed(text, &[renaming("owner", "ana", "bo")]), Err("owner"), "{text:?}");
        }
    }

    #[test]
    fn a_path_is_changed_and_words_that_begin_with_it_stay() {
        let text =
            "\u{feff}file: a/x/1.csv # a/x/2\nin: [{link: 'a/x/y z'}]\nkept_at: |\n  a/x/1.csv\nsaid: a/x/ is slow\n";
        let made = moved(text, "a/x/", "a/new/");
        let expected = text.replace("file: a/x/", "file: a/new/").replace("'a/x/", "'a/new/");
        assert_eq!(made, expected);
    }
}
