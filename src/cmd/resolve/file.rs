//! One file in conflict: whether to merge it, and how.

use anyhow::Result;

use super::super::context::Context;
use super::choices::{Choices, Given};
use crate::model::reference::Reference;
use crate::store::conflict::{Conflict, State, What};
use crate::store::merge::{self, Decided, From, Open, Versions};
use crate::store::save::Plan;
use crate::store::workspace::Workspace;
use crate::store::{git, layout, load, save};

/// A file in conflict, with the decisions for it.
#[derive(Debug)]
pub struct File<'a> {
    /// The outside world.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Its versions.
    pub conflict: &'a Conflict,
    /// Its path as people see it.
    pub shown: String,
    /// Its path as one word of a command.
    pub word: String,
    /// The decisions of the command line.
    pub choices: &'a Choices<'a>,
}

/// The outcome of a file in conflict.
#[derive(Debug)]
pub enum Outcome {
    /// It is written: as one side has it, or merged; comments without a place in it are named.
    Merged { whole: Option<From>, taken: Vec<(String, From)>, left: Vec<String> },
    /// Both sides changed these keys.
    Open { taken: Vec<(String, From)>, open: Vec<Open> },
    /// One side deleted it and the other changed it.
    Deleted { kept: From },
    /// All that is left is `git rm`: this side deleted it, or neither has it.
    Remove { by: Option<From> },
    /// It was resolved before.
    Settled,
    /// A person has to finish it.
    ByHand { why: String, next: String },
}

impl File<'_> {
    /// The outcome; what is to be written is planned.
    pub fn resolve(&self, plan: &mut Plan) -> Result<Outcome> {
        let conflict = self.conflict;
        if conflict.what == What::Other {
            let next = format!("resolve it by hand, or render it again, then: git add {}", self.word);
            return Ok(Outcome::ByHand { why: "not a record, so engage does not merge it".to_owned(), next });
        }
        if let Some(side) = conflict.too_large {
            return Ok(self.by_hand(format!("{side} is larger than a record may be")));
        }
        if let Some(outcome) = self.resolved() {
            return Ok(outcome);
        }
        let versions =
            [("the common ancestor", &conflict.base), ("ours", &conflict.ours), ("theirs", &conflict.theirs)];
        match versions.map(|(side, bytes)| self.text(side, bytes.as_deref())) {
            [Ok(base), Ok(Some(ours)), Ok(Some(theirs))] => self.merge(base, ours, theirs, plan),
            [Ok(base), Ok(ours), Ok(theirs)] => Ok(self.keep_or_remove(base, ours, theirs, plan)),
            [Err(why), ..] | [_, Err(why), _] | [.., Err(why)] => Ok(self.by_hand(why)),
        }
    }

    fn by_hand(&self, why: impl Into<String>) -> Outcome {
        Outcome::ByHand { why: why.into(), next: format!("resolve it by hand, then: git add {}", self.word) }
    }

    /// The outcome of a file that is not to be merged: it is resolved, somebody is working on it, or has to name it.
    fn resolved(&self) -> Option<Outcome> {
        let (conflict, word) = (self.conflict, &self.word);
        let restore = match (&conflict.left, &conflict.ours) {
            (Some(_), _) => format!("git restore -s {} -- {word}", git::LEFT),
            (None, Some(_)) => format!("git checkout --ours -- {word} && engage resolve {word}"),
            (None, None) => format!("git checkout --theirs -- {word} && engage resolve {word}"),
        };
        let (why, next) = match (conflict.state(), conflict.side()) {
            (State::Open, Some(side)) if !self.choices.names_file() => {
                let (side, other) = (name(side), name(opposite(side)));
                let why = format!("git kept {side} and merged nothing from {other}");
                (why, format!("engage resolve {word}   # merge both; to keep {side}: git add {word}"))
            }
            (State::Open, _) => return None,
            // a side that was chosen before may be changed for the other
            (State::Resolved, Some(_)) if self.choices.decides_file() => return None,
            (State::Resolved, _) => match conflict.now.as_ref().and_then(|now| conflict.check(now).err()) {
                Some(fault) => return Some(self.by_hand(format!("line {}: {}", fault.line, fault.message))),
                None if !self.choices.decides_file() => return Some(Outcome::Settled),
                None => {
                    let next = format!("to keep it: git add {word}; to lose it and start over: {restore}");
                    ("already resolved by hand".to_owned(), next)
                }
            },
            (State::Edited(line), _) => {
                let edit = match line {
                    Some(line) => format!("line {line} is not as git left it, so somebody is working on it"),
                    None => "git kept no copy of what it left, so somebody may be working on it".to_owned(),
                };
                (edit, format!("finish it by hand, or lose it and start over: {restore}"))
            }
        };
        Some(Outcome::ByHand { why: format!("{why}; nothing changed"), next })
    }

    /// A version as text, or why it cannot be merged.
    fn text<'t>(&self, side: &str, bytes: Option<&'t [u8]>) -> Result<Option<&'t str>, String> {
        let Some(bytes) = bytes else { return Ok(None) };
        let fault = |line, message| format!("{side} cannot be read: line {line}: {message}");
        self.conflict.check(bytes).map_err(|found| fault(found.line, found.message))?;
        std::str::from_utf8(bytes).map(Some).map_err(|error| fault(1, error.to_string()))
    }

    /// The merge of a file that both sides have.
    fn merge(&self, base: Option<&str>, ours: &str, theirs: &str, plan: &mut Plan) -> Result<Outcome> {
        let fields = self.conflict.fields();
        let versions = Versions { fields: &fields, base, ours, theirs };
        let no_keys = || Ok(self.by_hand("its versions cannot be compared key by key"));
        let Some(first) = merge::merge(versions, &Decided::default()) else { return no_keys() };
        let engagement = self.conflict.engagement().filter(|_| self.choices.names_keys());
        let engagement = engagement.map(|id| load::engagement(self.workspace, id).0);
        let (context, workspace) = (self.context, self.workspace);
        let mut given = Given { context, workspace, engagement: engagement.as_ref() };
        let decided = self.choices.decided(&mut given, &fields, &first.open)?;
        let merged = if first.open.is_empty() { Some(first) } else { merge::merge(versions, &decided) };
        let Some(merged) = merged else { return no_keys() };
        if !merged.open.is_empty() {
            return Ok(Outcome::Open { taken: merged.taken, open: merged.open });
        }
        let Some(file) = merged.file else { return Ok(self.by_hand("too much changed to write it key by key")) };
        if let Err(fault) = self.conflict.check(file.text.as_bytes()) {
            return Ok(self.by_hand(format!("the merged file is not a valid record: {}", fault.message)));
        }
        self.write(&file.text, plan);
        Ok(Outcome::Merged { whole: None, taken: merged.taken, left: file.left })
    }

    /// The outcome of a file that one side deleted, or both.
    fn keep_or_remove(&self, base: Option<&str>, ours: Option<&str>, theirs: Option<&str>, plan: &mut Plan) -> Outcome {
        let Some(text) = ours.or(theirs) else { return Outcome::Remove { by: None } };
        let side = if ours.is_some() { From::Ours } else { From::Theirs };
        match self.choices.side() {
            None if base.is_some() => Outcome::Deleted { kept: side },
            Some(by) if base.is_some() && by != side => Outcome::Remove { by: Some(by) },
            _ => {
                self.write(text, plan);
                Outcome::Merged { whole: Some(side), taken: vec![], left: vec![] }
            }
        }
    }

    fn write(&self, text: &str, plan: &mut Plan) {
        let path = self.conflict.path.clone();
        match &self.conflict.now {
            Some(now) => plan.replace(path, now.clone(), text),
            None => plan.create(path, text),
        }
    }

    /// Of a record that both sides added: the key that says what it is, and a free file for the other one as one word
    /// of a command.
    pub fn added(&self) -> Option<(&'static str, String)> {
        let What::Record(id, Reference::Record(kind, name)) = &self.conflict.what else { return None };
        if self.conflict.base.is_some() {
            return None;
        }
        let reference = |copy| Reference::Record(*kind, format!("{name}-{copy}"));
        let place = |copy| layout::record(&self.workspace.root, id, &reference(copy));
        let free = (2..100).map(place).find(|path| save::is_free(path))?;
        Some((kind.row().text, self.workspace.word(&free)))
    }
}

/// A side by its name.
pub fn name(from: From) -> &'static str {
    match from {
        From::Ours => "ours",
        From::Theirs => "theirs",
        From::Both => "both",
        From::Given => "given",
    }
}

/// The other side.
pub fn opposite(side: From) -> From {
    if side == From::Ours { From::Theirs } else { From::Ours }
}
