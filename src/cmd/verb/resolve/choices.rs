//! The decisions on the command line.

use super::keys;
use crate::cmd::prelude::*;
use crate::store::merge::{Choice, Decided, OpenKey, Source};

/// The file, and the decisions for its keys.
#[derive(Debug, Default)]
pub struct Choices<'a> {
    /// The named file or record.
    pub file: Option<&'a str>,
    /// The side to take for every key without its own decision.
    pub rest: Option<Source>,
    keys: BTreeMap<&'a str, KeyDecision<'a>>,
}

/// The decision of one key.
#[derive(Debug, Clone, Copy)]
enum KeyDecision<'a> {
    Side(Source),
    Value(&'a str),
}

impl<'a> Choices<'a> {
    /// Sorts the operands of a command line into files and values; an empty key of `--ours` or `--theirs` is all keys.
    pub fn of(words: &'a [String], is_file: impl Fn(&str) -> bool, sides: [&'a [String]; 2]) -> Result<Self, Failure> {
        let mut choices = Self::default();
        for word in words {
            match word.split_once('=').filter(|_| !is_file(word)) {
                Some((key, value)) => choices.take(key, KeyDecision::Value(value))?,
                None if choices.file.is_none() => choices.file = Some(word),
                None => {
                    let why = format!("`{word}` is a second file; name one file, or none to resolve all");
                    return Err(Failure::usage(why));
                }
            }
        }
        for (keys, side) in sides.into_iter().zip([Source::Ours, Source::Theirs]) {
            keys.iter().try_for_each(|key| choices.take(key, KeyDecision::Side(side)))?;
        }
        Ok(choices)
    }

    fn take(&mut self, key: &'a str, decision: KeyDecision<'a>) -> Result<(), Failure> {
        let twice = match decision {
            KeyDecision::Side(side) if key.is_empty() => self.rest.replace(side).is_some(),
            _ => self.keys.insert(key, decision).is_some(),
        };
        let what = if key.is_empty() { "everything".to_owned() } else { format!("`{key}`") };
        if twice { Err(Failure::usage(format!("{what} is decided twice"))) } else { Ok(()) }
    }

    /// Whether it decides single keys, which are in one file only.
    pub fn names_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Whether it names a file and decides something in it.
    pub fn decides_file(&self) -> bool {
        self.file.is_some() && (self.names_keys() || self.rest.is_some())
    }

    /// The decisions for the keys that both sides changed, with values parsed; any other key is an error.
    pub fn decided(&self, open: &[OpenKey], value: impl Fn(&str, &str) -> Result<Node>) -> Result<Decided> {
        let mut decided: Decided = self.rest.map(|side| (String::new(), Choice::Side(side))).into_iter().collect();
        for (key, decision) in &self.keys {
            if !open.iter().any(|open| open.key == *key) {
                bail!(not_open(key, open));
            }
            let choice = match decision {
                KeyDecision::Side(side) => Choice::Side(*side),
                KeyDecision::Value(words) => Choice::Value(value(key, words)?),
            };
            decided.insert((*key).to_owned(), choice);
        }
        Ok(decided)
    }
}

fn not_open(key: &str, open: &[OpenKey]) -> Failure {
    let nothing = "nothing is left to decide; leave it out and use `engage set` afterwards".to_owned();
    let both = format!("both sides changed {}", keys(open.iter().map(|open| open.key.as_str())));
    let hint = if open.is_empty() { nothing } else { both };
    Failure::usage(format!("`{key}` is not a key that both sides changed")).hint(hint)
}
