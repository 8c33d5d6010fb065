//! What the command line decides of what disagrees.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::failure::Failure;
use super::keys;
use crate::model::date::Date;
use crate::model::field::{Field, Shape, shape_at};
use crate::store::merge::{Choice, Decided, From, Open};
use crate::store::yaml::Node;

/// The file that is meant, and what was decided by key.
#[derive(Debug)]
pub struct Choices<'a> {
    /// The file or record that was named.
    pub file: Option<&'a str>,
    values: Vec<(&'a str, &'a str)>,
    sides: BTreeMap<&'a str, Choice>,
    rest: Option<Choice>,
}

impl<'a> Choices<'a> {
    /// The words of a command line, and the keys of `--ours` and `--theirs`; an empty one is all.
    pub fn of(words: &'a [String], ours: &'a [String], theirs: &'a [String]) -> Result<Self, Failure> {
        let mut choices = Self { file: None, values: vec![], sides: BTreeMap::new(), rest: None };
        for word in words {
            match word.split_once('=') {
                Some((key, value)) => choices.values.push((key, value)),
                None if choices.file.is_none() => choices.file = Some(word),
                None => {
                    return Err(Failure::usage(format!(
                        "`{word}` is a second file: resolve one, or all by naming none"
                    )));
                }
            }
        }
        for (sides, choice) in [(ours, Choice::Ours), (theirs, Choice::Theirs)] {
            for key in sides {
                choices.take(key, choice.clone())?;
            }
        }
        Ok(choices)
    }

    fn take(&mut self, key: &'a str, choice: Choice) -> Result<(), Failure> {
        let before = if key.is_empty() { self.rest.replace(choice) } else { self.sides.insert(key, choice) };
        let twice = before.is_some() || self.values.iter().any(|(given, _)| *given == key);
        let what = if key.is_empty() { "everything".to_owned() } else { format!("`{key}`") };
        if twice { Err(Failure::usage(format!("{what} is decided twice"))) } else { Ok(()) }
    }

    /// Whether it decides single keys, and so is about one file.
    pub fn names_keys(&self) -> bool {
        !self.values.is_empty() || !self.sides.is_empty()
    }

    /// Whether it names the file that it is about.
    pub fn is_about_one(&self) -> bool {
        self.file.is_some()
    }

    /// The side that is taken as a whole.
    pub fn side(&self) -> Option<From> {
        match self.rest {
            Some(Choice::Ours) => Some(From::Ours),
            Some(Choice::Theirs) => Some(From::Theirs),
            _ => None,
        }
    }

    /// What is decided of the keys that disagree; a key that does not is a mistake.
    pub fn decided(&self, context: &Context, fields: &[Field], open: &[Open]) -> anyhow::Result<Decided> {
        let named = self.values.iter().map(|(key, _)| *key).chain(self.sides.keys().copied());
        for key in named {
            if !open.iter().any(|open| open.key == key) {
                return Err(not_open(key, open).into());
            }
        }
        let mut decided = Decided { keys: BTreeMap::new(), rest: self.rest.clone() };
        for (key, choice) in &self.sides {
            decided.keys.insert((*key).to_owned(), choice.clone());
        }
        for (key, value) in &self.values {
            let value = value_of(context, fields, key, value)?;
            if decided.keys.insert((*key).to_owned(), Choice::Value(value)).is_some() {
                return Err(Failure::usage(format!("`{key}` is decided twice")).into());
            }
        }
        Ok(decided)
    }
}

fn not_open(key: &str, open: &[Open]) -> Failure {
    let failure = Failure::usage(format!("both sides agree on `{key}`, or it is no key of this file"));
    let open: Vec<_> = open.iter().map(|open| open.key.as_str()).collect();
    if open.is_empty() {
        failure.hint("nothing disagrees: leave it out, and set it afterwards with `engage set`")
    } else {
        failure.hint(format!("what disagrees is {}", keys(&open)))
    }
}

fn value_of(context: &Context, fields: &[Field], key: &str, value: &str) -> anyhow::Result<Node> {
    let path: Vec<_> = key.split('.').collect();
    let shape = shape_at(fields, &path).unwrap_or(Shape::Free);
    let words = context.words(value)?;
    let node = Node::parse(shape, &words).map_err(|message| Failure::usage(format!("`{key}`: {message}")))?;
    Ok(match (shape, node) {
        (Shape::Date, Node::Plain(words)) => {
            let day = Date::from_words(&words, context.today);
            Node::Plain(day.map_err(|error| Failure::usage(format!("`{key}`: {error}")))?.to_string())
        }
        (_, node) => node,
    })
}
