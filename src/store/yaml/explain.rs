//! Error messages for an invalid file, with the place of each error.

use super::Fault;
use super::bytes::place;
use super::decode::{Error, Refusal};
use super::tree::Tree;
use crate::model::field::{EMPTY, Field};
use crate::model::problem::ProblemKind;
use crate::model::words::{and_list, nearest, phrase};

/// An unknown key.
pub fn unknown(text: &str, at: usize, key: &str, known: &[&str], has_room: bool) -> Fault {
    let (stop, instead) = match nearest(key, known.iter().copied()) {
        Some(near) => ("", format!("did you mean `{near}`?")),
        None => (";", format!("the valid keys are {}", and_list(known))),
    };
    let room = if has_room { format!("{stop} put your own keys under `extra`") } else { String::new() };
    Fault::at(text, at, format!("unknown key `{key}`"))
        .of(ProblemKind::UnknownKey(key.to_owned()))
        .hint(format!("{instead}{room}"))
}

/// A duplicate key in a mapping.
pub fn duplicate(text: &str, key: &str, starts: &[usize]) -> Fault {
    let lines: Vec<_> = starts.iter().map(|at| place(text, *at).0.to_string()).collect();
    let last = starts.last().copied().unwrap_or_default();
    let is_one = lines.first() == lines.last();
    let places = if is_one { " more than once".to_owned() } else { format!(" on lines {}", and_list(&lines)) };
    Fault::at(text, last, format!("`{key}` occurs{places}"))
        .of(ProblemKind::DuplicateKey(key.to_owned()))
        .hint("keep one of them; merging two branches can cause this")
}

/// Why a tree is not a valid record of these fields; `has_room` tells whether the file may have an `extra` key.
pub fn explained(text: &str, tree: &Tree, fields: &[Field], has_room: bool, error: Error) -> Fault {
    let at = error.at.unwrap_or(tree.start);
    let fault = |message: String| Fault::at(text, at, message);
    match error.what {
        Refusal::Unknown(key, known) => unknown(text, tree.place_of(at, &key).unwrap_or(at), &key, known, has_room),
        Refusal::Missing(key) => {
            let field = fields.iter().find(|field| field.name == key && at == tree.start);
            let what = field.map(|field| phrase(field.question));
            let what = what.filter(|what| what != key).map_or(String::new(), |what| format!(" ({what})"));
            fault(format!("`{key}` is required"))
                .of(ProblemKind::MissingKey(key.to_owned()))
                .hint(format!("add a line `{key}: …`{what}"))
        }
        Refusal::Empty => {
            let key = tree.key_of(at).unwrap_or_default();
            fault(format!("`{key}` {EMPTY}")).hint("enter a value, or delete the line")
        }
        Refusal::Other(message) => fault(message),
    }
}
