//! A merged record in the words of a file: ours, changed key by key, with the comments of theirs.
//!
//! Where ours cannot be changed without touching more, theirs is tried. A comment that finds no
//! place is named and not dropped in silence.

use super::super::edit::{Change, Refused, comments, edit};
use super::super::yaml::Node;
use super::{Versions, at, keys_of, same};
use crate::model::field::Field;

/// A merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its text.
    pub text: String,
    /// Comments that were added by one side and found no place in it.
    pub left: Vec<String>,
}

/// The values of a file; none where it does not read. A file of comments holds nothing.
pub fn read(fields: &[Field], text: &str) -> Option<Node> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_empty = body.lines().all(|line| line.trim().is_empty() || is_comment(line));
    if is_empty { Some(Node::Map(vec![])) } else { Node::file(fields, body) }
}

/// The file that holds what is wanted, from ours or else from theirs.
pub fn rewritten(versions: Versions, wanted: &Node) -> Result<Rewritten, Refused> {
    let Versions { fields, base, ours, theirs } = versions;
    let from = |start: &str, other: &str| {
        let text = changed(fields, start, wanted)?;
        Ok(with_comments(fields, text, other, base.unwrap_or_default()))
    };
    from(ours, theirs).or_else(|refused| from(theirs, ours).map_err(|_: Refused| refused))
}

/// A text changed key by key to what is wanted.
fn changed(fields: &[Field], start: &str, wanted: &Node) -> Result<String, Refused> {
    let refused = || Refused { lines: String::new() };
    let node = read(fields, start).ok_or_else(refused)?;
    let mut changes = Vec::new();
    collect(&mut Vec::new(), &node, wanted, &mut changes);
    let mut text = start.to_owned();
    for (path, change) in changes {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        text = edit(&text, fields, &path, &change)?;
    }
    if read(fields, &text).is_some_and(|read| same(&read, wanted)) { Ok(text) } else { Err(refused()) }
}

/// The changes that make one value of another.
fn collect(path: &mut Vec<String>, is: &Node, wanted: &Node, changes: &mut Vec<(Vec<String>, Change)>) {
    let mut below = |key: &str, is: &Node, wanted: &Node| {
        path.push(key.to_owned());
        collect(path, is, wanted, changes);
        path.pop();
    };
    match (is, wanted) {
        _ if same(is, wanted) => {}
        (Node::Map(pairs), Node::Map(others)) if !is.is_blank() => {
            for (key, value) in others {
                below(key, at(is, key), value);
            }
            let gone = pairs.iter().filter(|(key, _)| !keys_of(wanted).any(|known| known == key));
            gone.for_each(|(key, value)| below(key, value, &Node::Empty));
        }
        (Node::List(items), Node::List(others)) if is_prefix(items, others) => {
            let more = others[items.len()..].iter();
            changes.extend(more.map(|item| (path.clone(), Change::Append(item.clone()))));
        }
        (Node::List(items), Node::List(others)) if items.len() == others.len() && are_maps(items, others) => {
            let pairs = items.iter().zip(others).enumerate();
            pairs.for_each(|(index, (item, other))| below(&(index + 1).to_string(), item, other));
        }
        (_, wanted) if wanted.is_blank() => changes.push((path.clone(), Change::Clear)),
        (_, wanted) => changes.push((path.clone(), Change::Set(wanted.clone()))),
    }
}

fn is_prefix(items: &[Node], of: &[Node]) -> bool {
    !items.is_empty() && items.len() <= of.len() && items.iter().zip(of).all(|(item, other)| same(item, other))
}

fn are_maps(items: &[Node], others: &[Node]) -> bool {
    items.iter().chain(others).all(|item| matches!(item, Node::Map(_)))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// The text with the comments that the other side added, where each finds its place.
fn with_comments(fields: &[Field], text: String, other: &str, base: &str) -> Rewritten {
    let mut known = known(&text, base);
    let theirs = comments(other).unwrap_or_default();
    let lines: Vec<&str> = other.lines().map(str::trim_end).collect();
    let mut rewritten = Rewritten { text, left: vec![] };
    for (index, line) in lines.iter().enumerate() {
        let Some(comment) = comment_of(&theirs, line) else { continue };
        if let Some(at) = known.iter().position(|one| one == comment) {
            known.swap_remove(at);
            continue;
        }
        let placed = if is_comment(line) {
            let below = lines[index + 1..].iter().find(|line| !line.is_empty() && !is_comment(line));
            above(&rewritten.text, line, below.copied())
        } else {
            beside(&rewritten.text, line, comment)
        };
        let kept = placed.filter(|placed| is_the_same_with(fields, &rewritten.text, placed));
        match kept {
            Some(placed) => rewritten.text = placed,
            None => rewritten.left.push(comment.to_owned()),
        }
    }
    rewritten
}

/// The comments that need no place any more: those that are there, and those that one side took out.
fn known(text: &str, base: &str) -> Vec<String> {
    let trimmed = |text| comments(text).unwrap_or_default().into_iter().map(|comment| comment.trim_end().to_owned());
    let mut known: Vec<String> = trimmed(text).collect();
    for comment in trimmed(base) {
        if !known.contains(&comment) {
            known.push(comment);
        }
    }
    known
}

/// The comment that ends a line, of those that the text has.
fn comment_of<'l>(all: &[String], line: &'l str) -> Option<&'l str> {
    let ends = all.iter().map(|comment| comment.trim_end()).filter(|comment| line.ends_with(comment));
    let longest = ends.max_by_key(|comment| comment.len())?;
    Some(&line[line.len() - longest.len()..])
}

/// A comment's line put above the line that it stands above elsewhere, or at the end where it ends the text.
fn above(text: &str, comment: &str, below: Option<&str>) -> Option<String> {
    let ends = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(below) = below else {
        let open = if text.is_empty() || text.ends_with('\n') { "" } else { ends };
        return Some(format!("{text}{open}{comment}{ends}"));
    };
    let key = below.split_once(':').map(|(key, _)| key).filter(|key| !key.starts_with([' ', '-', '"', '\'']));
    let starts = |line: &str| key.is_some_and(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let place = only(text, |line| line.trim_end() == below).or_else(|| only(text, starts))?;
    Some(format!("{}{comment}{ends}{}", &text[..place], &text[place..]))
}

/// A comment put at the end of the line that it ends elsewhere.
fn beside(text: &str, line: &str, comment: &str) -> Option<String> {
    let bare = line.strip_suffix(comment)?.trim_end();
    let place = only(text, |line| line.trim_end() == bare)? + bare.len();
    Some(format!("{}{}{}", &text[..place], &line[bare.len()..], &text[place..]))
}

/// Where the only line begins that is so.
fn only(text: &str, is_so: impl Fn(&str) -> bool) -> Option<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if is_so(line.trim_end_matches(['\n', '\r'])) {
            found.push(at);
        }
        at += line.len();
    }
    if let [one] = found.as_slice() { Some(*one) } else { None }
}

/// Whether two texts say the same, and one has a comment more.
fn is_the_same_with(fields: &[Field], text: &str, placed: &str) -> bool {
    let number = |text: &str| comments(text).map(|comments| comments.len());
    let same = matches!((read(fields, text), read(fields, placed)), (Some(is), Some(was)) if is.says(&was));
    same && number(placed) == number(text).map(|number| number + 1)
}
