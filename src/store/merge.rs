//! The text of a merge: our bytes, with the values and comments of theirs spliced in where the merge takes them. No
//! file is read or written here.

use super::rewrite::{Other, Parsed, counted, rewritten};
use super::yaml::Node;
use crate::model::merge;

pub use crate::model::merge::{Choice, Decided, OpenKey, Source};
use crate::store::prelude::*;

/// The merge of a file.
#[derive(Debug)]
pub struct MergedFile {
    /// The keys that changed, each with the side its value comes from.
    pub taken: Vec<(String, Source)>,
    /// The keys still to be decided.
    pub open: Vec<OpenKey>,
    /// The file; ours if a key is undecided. `None` if it cannot be written without touching more.
    pub file: Option<Rewritten>,
}

/// A merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its text.
    pub text: String,
    /// Comments of one side that have no place in the text.
    pub left: Vec<String>,
}

/// Merges a file of these keys: base (empty if both sides added the file), ours and theirs; `None` if one of them
/// cannot be parsed.
pub fn merge(fields: &[Field], versions: [&str; 3], decided: &Decided) -> Option<MergedFile> {
    let [base, ours, theirs] = versions.map(Parsed::of);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let nodes = [base.node(fields)?, ours.node(fields)?, theirs.node(fields)?];
    let merge::Merged { node, taken, open } = merge::merge(fields, nodes.each_ref(), decided);
    Some(MergedFile { taken, open, file: written(fields, &node, [&base, &ours, &theirs]) })
}

/// The file with the merged values, from ours with text and comments of theirs, or else the reverse; if they do not fit
/// together, the comments are listed and not included.
fn written(fields: &[Field], target: &Node, [base, ours, theirs]: [&Parsed; 3]) -> Option<Rewritten> {
    let from = |start: &Parsed, other: &Parsed, with_words: bool| {
        let other = Other { parsed: other, comments: other.more_than(&[base, start]) };
        let (text, placed) = rewritten(fields, start, target, with_words.then_some(&other))?;
        let left = other.comments.iter().filter(|comment| !placed.contains(&comment.at));
        let left: Vec<_> = left.map(|comment| comment.words.to_owned()).collect();
        let keeps = keeps_comments(&Parsed::holding(fields, &text, target)?, start, &other, base, &left);
        keeps.then_some(Rewritten { text, left })
    };
    [true, false].into_iter().find_map(|words| from(ours, theirs, words).or_else(|| from(theirs, ours, words)))
}

/// Whether a merged text has the comments of both sides, except those that the other side removed and those listed as
/// left out.
fn keeps_comments(made: &Parsed, start: &Parsed, other: &Other, base: &Parsed, left: &[String]) -> bool {
    let [made, started, others, begun] = [made, start, other.parsed, base].map(Parsed::counted);
    let new = counted(other.comments.iter().map(|comment| comment.words));
    let left = counted(left.iter().map(String::as_str));
    let of = |counted: &HashMap<&str, usize>, words: &str| counted.get(words).copied().unwrap_or_default();
    let is_kept = |words: &&str| {
        let taken_out = of(&begun, words).saturating_sub(of(&others, words));
        of(&made, words) + of(&left, words) >= of(&started, words).saturating_sub(taken_out) + of(&new, words)
    };
    started.keys().chain(new.keys()).all(is_kept)
}

#[cfg(test)]
mod tests;
