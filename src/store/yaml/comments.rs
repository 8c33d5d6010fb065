//! The comments of a text.

use std::ops::Range;

use super::bytes::line_start;
use super::tree::Tree;

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'t> {
    /// The byte of its `#`.
    pub at: usize,
    /// From its `#` to the end of its line, without blanks at the end.
    pub words: &'t str,
    /// Whether nothing else is on its line.
    pub is_alone: bool,
}

/// The comments of a text, in its order: they are where no scalar is.
pub fn comments<'t>(text: &'t str, tree: &Tree) -> Vec<Comment<'t>> {
    let mut scalars = Vec::new();
    tree.scalars(&mut |at, _| scalars.push(at));
    scalars.push(text.len()..text.len());
    let (mut found, mut from) = (Vec::new(), 0);
    for Range { start, end } in scalars {
        let mut at = from;
        while let Some(hash) = text.get(at..start).and_then(|gap| gap.find('#')).map(|gap| at + gap) {
            let line = line_start(text, hash);
            let end = text[hash..].find('\n').map_or(text.len(), |length| hash + length);
            if !text[..hash].ends_with(|before: char| !before.is_whitespace()) {
                let is_alone = text[line..hash].trim().is_empty();
                found.push(Comment { at: hash, words: text[hash..end].trim_end(), is_alone });
            }
            at = end;
        }
        from = end.max(from);
    }
    found
}
