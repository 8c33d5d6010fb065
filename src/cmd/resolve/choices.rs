//! The decisions of the command line.

use std::collections::BTreeMap;

use anyhow::Result;

use super::super::context::Context;
use super::super::failure::Failure;
use super::super::values::{self, Known, checked};
use super::keys;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::field::{Field, Shape, shape_at};
use crate::model::people::{self, Meant};
use crate::model::reference::{PersonId, Reference};
use crate::store::merge::{Choice, Decided, From, Open};
use crate::store::workspace::Workspace;
use crate::store::yaml::Node;

/// The file, and the decisions for its keys.
#[derive(Debug)]
pub struct Choices<'a> {
    /// The file or record that was named.
    pub file: Option<&'a str>,
    values: Vec<(&'a str, &'a str)>,
    sides: BTreeMap<&'a str, Choice>,
    rest: Option<Choice>,
}

impl<'a> Choices<'a> {
    /// Sorts the operands of a command line into files and values; an empty key of `--ours` or `--theirs` is all keys.
    pub fn of(
        words: &'a [String],
        is_file: impl Fn(&str) -> bool,
        ours: &'a [String],
        theirs: &'a [String],
    ) -> Result<Self, Failure> {
        let mut choices = Self { file: None, values: vec![], sides: BTreeMap::new(), rest: None };
        for word in words {
            match word.split_once('=').filter(|_| !is_file(word)) {
                Some((key, value)) => choices.values.push((key, value)),
                None if choices.file.is_none() => choices.file = Some(word),
                None => {
                    return Err(Failure::usage(format!("`{word}` is a second file; name one, or none to resolve all")));
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

    /// Whether it decides single keys, which only one file can have.
    pub fn names_keys(&self) -> bool {
        !self.values.is_empty() || !self.sides.is_empty()
    }

    /// Whether it names a file and decides something for it.
    pub fn decides_file(&self) -> bool {
        self.file.is_some() && (self.names_keys() || self.rest.is_some())
    }

    /// Whether it names a file.
    pub fn names_file(&self) -> bool {
        self.file.is_some()
    }

    /// The side to take for everything else.
    pub fn side(&self) -> Option<From> {
        match self.rest {
            Some(Choice::Ours) => Some(From::Ours),
            Some(Choice::Theirs) => Some(From::Theirs),
            _ => None,
        }
    }

    /// The decisions for the keys that both sides changed; any other key is an error.
    pub fn decided(&self, given: &mut Given, fields: &[Field], open: &[Open]) -> anyhow::Result<Decided> {
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
            let value = given.value(fields, key, value)?;
            if decided.keys.insert((*key).to_owned(), Choice::Value(value)).is_some() {
                return Err(Failure::usage(format!("`{key}` is decided twice")).into());
            }
        }
        Ok(decided)
    }
}

fn not_open(key: &str, open: &[Open]) -> Failure {
    let failure = Failure::usage(format!("`{key}` is not a key that both sides changed"));
    let open: Vec<_> = open.iter().map(|open| open.key.as_str()).collect();
    if open.is_empty() {
        failure.hint("nothing is left to decide: leave it out, and set it afterwards with `engage set`")
    } else {
        failure.hint(format!("both sides changed {}", keys(&open)))
    }
}

/// Where a value of the command line is looked up.
#[derive(Debug)]
pub struct Given<'a> {
    /// The outside world.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The engagement of the file, if any.
    pub engagement: Option<&'a Engagement>,
}

impl Given<'_> {
    /// A value as `engage set` would write it.
    fn value(&mut self, fields: &[Field], key: &str, value: &str) -> Result<Node> {
        let path: Vec<_> = key.split('.').collect();
        let shape = shape_at(fields, &path).unwrap_or(Shape::Free);
        let words = self.context.words(value)?;
        let node = Node::parse(shape, &words).map_err(|message| Failure::usage(format!("`{key}`: {message}")))?;
        // the workspace's settings refer to no people or records
        if self.engagement.is_none() { Ok(node) } else { checked(self, shape, key, node) }
    }
}

impl Known for Given<'_> {
    fn today(&self) -> Date {
        self.context.today
    }

    /// A person of the engagement; somebody new has to be added first.
    fn person(&mut self, key: &str, words: &str) -> Result<PersonId> {
        let engagement = self.engagement.ok_or_else(|| Failure::not_found(words))?;
        if let Meant::Known(id) = people::find(engagement, words) {
            return Ok(id);
        }
        let side = people::likely_side(key);
        Err(Failure::not_found(format!("`{key}`: `{words}` is not in people/"))
            .hint(format!("to add them: engage add person \"NAME\" -e {} --side {side}", engagement.id))
            .into())
    }

    fn reference(&mut self, key: &str, words: &str) -> Result<Reference> {
        let engagement = self.engagement.ok_or_else(|| Failure::not_found(words))?;
        values::reference(self.context, self.workspace, engagement, key, words)
    }
}
