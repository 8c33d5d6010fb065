//! The comments of a text.

use super::bytes::line_start;
use super::tree::Tree;

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'t> {
    /// The byte of its `#`.
    pub at: usize,
    /// From its `#` to the end of its line, without trailing blanks.
    pub words: &'t str,
    /// Whether it is alone on its line.
    pub is_alone: bool,
}

/// The comments of a text, in order: any `#` comment outside of scalars.
pub fn comments<'t>(text: &'t str, tree: &Tree) -> Vec<Comment<'t>> {
    let mut scalars = Vec::new();
    tree.scalars(&mut |at, _| scalars.push(at));
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = text[from..].find('#').map(|length| from + length) {
        let next = scalars.partition_point(|scalar| scalar.end <= at);
        if let Some(scalar) = scalars.get(next).filter(|scalar| scalar.start <= at) {
            from = scalar.end;
            continue;
        }
        from = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let before = &text[line_start(text, at)..at];
        if !before.ends_with(|before: char| !before.is_whitespace()) {
            found.push(Comment { at, words: text[at..from].trim_end(), is_alone: before.trim().is_empty() });
        }
    }
    found
}
