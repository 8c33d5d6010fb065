//! A merged record in the words of a file: ours, changed key by key, with the comments of theirs.
//!
//! Where ours cannot be changed without touching more, theirs is tried. A comment that finds no
//! place is named and not dropped in silence.

use super::super::edit::{Change, comments, edit};
use super::super::yaml::Node;
use super::super::yaml::read::is_empty;
use super::comments::with_comments;
use super::parts::{self, take_out};
use super::{Versions, files_say_the_same, inner, keys_of, same, shape_of, values};
use crate::model::field::{Field, Shape};

/// A merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its text.
    pub text: String,
    /// Comments that were added by one side and found no place in it.
    pub left: Vec<String>,
}

/// A merge that no file could be made of without touching more of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unwritten {
    /// The key that could not be written, where one is to blame.
    pub key: Option<String>,
    /// Its lines, to be written by hand.
    pub lines: String,
}

/// One change on the way to what is wanted.
#[derive(Debug, Clone)]
pub struct Step {
    pub path: Vec<String>,
    pub what: Act,
}

/// What a step does at its key.
#[derive(Debug, Clone)]
pub enum Act {
    /// What an edit does.
    Edit(Change),
    /// Takes a free key out, with its value.
    TakeOut,
}

/// As many changes are made one by one; more are made in the parts of the file that they touch.
const FEW: usize = 8;

/// As many are made one by one where the parts of the file cannot be told apart.
const MOST: usize = 64;

/// A text without its byte order mark.
pub fn body(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The values of a file; none where it does not read. A file of comments holds nothing.
pub fn read(fields: &[Field], text: &str) -> Option<Node> {
    let body = body(text);
    if is_empty(body) { Some(Node::Map(vec![])) } else { Node::file(fields, body) }
}

/// The file that holds what is wanted, from ours or else from theirs.
pub fn rewritten(versions: Versions, wanted: &Node) -> Result<Rewritten, Unwritten> {
    let Versions { fields, base, ours, theirs } = versions;
    let from = |start: &str, other: &str| {
        let text = changed(fields, start, wanted)?;
        Ok(with_comments(fields, &text, other, base.unwrap_or_default()))
    };
    from(ours, theirs).or_else(|refused| from(theirs, ours).map_err(|_: Unwritten| refused))
}

/// A text changed key by key to what is wanted.
fn changed(fields: &[Field], start: &str, wanted: &Node) -> Result<String, Unwritten> {
    let node = read(fields, start).ok_or_else(Unwritten::default)?;
    let steps = steps(fields, &node, wanted);
    let is_wanted = |text: &String| {
        read(fields, text).is_some_and(|read| files_say_the_same(fields, &read, wanted))
            && comments(body(text)) == comments(body(start))
    };
    if steps.len() > FEW {
        let made = parts::changed(fields, body(start), &node, wanted);
        if let Some(made) = made.filter(is_wanted) {
            return Ok(format!("{}{made}", &start[..start.len() - body(start).len()]));
        }
    }
    if steps.len() > MOST {
        return Err(Unwritten::default());
    }
    let text = in_turn(fields, start, &steps)?;
    if is_wanted(&text) { Ok(text) } else { Err(Unwritten::default()) }
}

/// A text with changes made one after the other.
pub fn in_turn(fields: &[Field], start: &str, steps: &[Step]) -> Result<String, Unwritten> {
    let mut text = start.to_owned();
    for step in steps {
        let path: Vec<&str> = step.path.iter().map(String::as_str).collect();
        let refused = |lines| Unwritten { key: Some(step.path.join(".")), lines };
        text = match &step.what {
            Act::Edit(change) => edit(&text, fields, &path, change).map_err(|edit| refused(edit.lines))?,
            Act::TakeOut => take_out(&text, &path).ok_or_else(|| refused(String::new()))?,
        };
    }
    Ok(text)
}

/// The changes that make what is wanted of the values of a file.
fn steps(fields: &[Field], is: &Node, wanted: &Node) -> Vec<Step> {
    let mut steps = Vec::new();
    in_map(&mut vec![], &|key| shape_of(fields, key), false, [is, wanted], &mut steps);
    steps
}

/// The changes that make one value of another.
pub fn collect(path: &mut Vec<String>, shape: Shape, is: &Node, wanted: &Node, steps: &mut Vec<Step>) {
    let mut act = |change| steps.push(Step { path: path.clone(), what: Act::Edit(change) });
    match (is, wanted) {
        _ if same(shape, is, wanted) => {}
        (Node::Map(_), Node::Map(_)) if !(is.is_blank() || wanted.is_blank() && shape == Shape::Free) => {
            in_map(path, &|key| inner(shape, key), shape == Shape::Free, [is, wanted], steps);
        }
        (Node::List(items), Node::List(others)) if is_prefix(item_of(shape), items, others) => {
            others[items.len()..].iter().for_each(|item| act(Change::Append(item.clone())));
        }
        (Node::List(items), Node::List(others)) if items.len() == others.len() && are_maps(items, others) => {
            for (index, (item, other)) in items.iter().zip(others).enumerate() {
                path.push((index + 1).to_string());
                collect(path, item_of(shape), item, other, steps);
                path.pop();
            }
        }
        (_, Node::Empty) => act(Change::Clear),
        (_, wanted) if wanted.is_blank() && shape != Shape::Free => act(Change::Clear),
        (_, wanted) => act(Change::Set(wanted.clone())),
    }
}

/// The changes that make one mapping of another; a free key that is not wanted is taken out, another has no answer.
fn in_map(
    path: &mut Vec<String>,
    shape: &dyn Fn(&str) -> Shape,
    is_free: bool,
    [is, wanted]: [&Node; 2],
    steps: &mut Vec<Step>,
) {
    let (known, kept) = (values(is), values(wanted));
    for key in keys_of(wanted) {
        path.push(key.to_owned());
        match known.get(key) {
            Some(is) => collect(path, shape(key), is, kept[key], steps),
            None if is_free => {
                let change = Change::Set(kept[key].clone());
                steps.push(Step { path: path.clone(), what: Act::Edit(change) });
            }
            None => collect(path, shape(key), &Node::Empty, kept[key], steps),
        }
        path.pop();
    }
    for key in keys_of(is).filter(|key| !kept.contains_key(key)) {
        path.push(key.to_owned());
        if is_free {
            steps.push(Step { path: path.clone(), what: Act::TakeOut });
        } else {
            collect(path, shape(key), known[key], &Node::Empty, steps);
        }
        path.pop();
    }
}

/// The shape of the items of a list.
pub fn item_of(shape: Shape) -> Shape {
    if let Shape::List(item) = shape { *item } else { Shape::Free }
}

/// Whether a list only grew.
pub fn is_prefix(item: Shape, items: &[Node], of: &[Node]) -> bool {
    !items.is_empty() && items.len() <= of.len() && items.iter().zip(of).all(|(one, other)| same(item, one, other))
}

/// Whether the items of both lists are groups, and none of them moved: its comments would stay behind.
pub fn are_maps(items: &[Node], others: &[Node]) -> bool {
    let has_moved = |(item, other): (&Node, &Node)| item != other && others.contains(item);
    items.iter().chain(others).all(|item| matches!(item, Node::Map(_))) && !items.iter().zip(others).any(has_moved)
}
