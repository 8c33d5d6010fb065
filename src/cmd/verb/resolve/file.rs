//! One file in conflict: whether to merge it, and how.

use super::choices::Choices;
use super::keys;
use super::outcome::{FileOutcome, FileStatus, by_hand, sources};
use crate::cmd::prelude::*;
use crate::store::conflict::{Conflict, ConflictKind, ConflictState};
use crate::store::merge::{self, Decided, Source};

/// A file in conflict, with the decisions for it.
#[derive(Debug)]
pub struct ConflictFile<'a> {
    /// The command's context.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Its versions.
    pub conflict: &'a Conflict,
    /// Its display path.
    pub shown: String,
    /// Its path, quoted for a shell.
    pub word: String,
    /// The decisions of the command line.
    pub choices: &'a Choices<'a>,
}

impl ConflictFile<'_> {
    /// The outcome; writes are planned.
    pub fn resolve(&self, plan: &mut FilePlan) -> Result<FileOutcome> {
        let conflict = self.conflict;
        if conflict.what == ConflictKind::Other {
            let next = format!("resolve it by hand, or render it again, then: git add {}", self.word);
            return Ok(by_hand("not a record, so engage cannot merge it", next));
        }
        if let Some(side) = conflict.too_large {
            return Ok(self.by_hand(format!("{side} is too large for a record")));
        }
        if let Some(outcome) = self.resolved() {
            return Ok(outcome);
        }
        let versions =
            [("the common ancestor", &conflict.base), ("ours", &conflict.ours), ("theirs", &conflict.theirs)];
        match versions.map(|(side, bytes)| self.text(side, bytes.as_deref())) {
            [Ok(base), Ok(Some(ours)), Ok(Some(theirs))] => self.merge([base.unwrap_or_default(), ours, theirs], plan),
            [Ok(base), Ok(ours), Ok(theirs)] => Ok(self.keep_or_remove(base.is_some(), [ours, theirs], plan)),
            [Err(why), ..] | [_, Err(why), _] | [.., Err(why)] => Ok(self.by_hand(why)),
        }
    }

    fn by_hand(&self, why: impl Into<String>) -> FileOutcome {
        by_hand(why, format!("resolve it by hand, then: git add {}", self.word))
    }

    /// The outcome of a file that is not merged: it is resolved, being edited, or must be named.
    fn resolved(&self) -> Option<FileOutcome> {
        let (conflict, word) = (self.conflict, &self.word);
        let restore = match (&conflict.left, &conflict.ours) {
            (Some(_), _) => format!("git restore -s {} -- {word}", git::LEFT),
            (None, ours) => {
                let side = if ours.is_some() { Source::Ours } else { Source::Theirs };
                format!("git checkout --{} -- {word} && engage resolve {word}", side.word())
            }
        };
        let (why, next) = match (conflict.state(), conflict.side()) {
            (ConflictState::Open, Some(side)) if self.choices.file.is_none() => {
                let (side, other) = (side.word(), side.other().word());
                let why = format!("git kept {side} and merged nothing from {other}");
                (why, format!("engage resolve {word}   # merge both; to keep {side}: git add {word}"))
            }
            (ConflictState::Open, _) => return None,
            // a side chosen earlier may be replaced by the other
            (ConflictState::Resolved, Some(_)) if self.choices.decides_file() => return None,
            (ConflictState::Resolved, _) => match conflict.now.as_ref().and_then(|now| conflict.check(now).err()) {
                Some(fault) => return Some(self.by_hand(format!("line {}: {}", fault.line, fault.message))),
                None if !self.choices.decides_file() => {
                    return Some(FileOutcome::of(FileStatus::Settled, "already resolved; nothing changed"));
                }
                None => {
                    let next = format!("to keep it: git add {word}; to discard it and start over: {restore}");
                    ("already resolved by hand".to_owned(), next)
                }
            },
            (ConflictState::Edited(line), _) => {
                let edit = match line {
                    Some(line) => {
                        format!("line {line} was changed since git wrote it, so someone may be working on it")
                    }
                    None => "git kept no copy of the conflict, so someone may be working on it".to_owned(),
                };
                (edit, format!("finish it by hand, or discard it and start over: {restore}"))
            }
        };
        Some(by_hand(format!("{why}; nothing changed"), next))
    }

    /// A version as text, or why it cannot be merged.
    fn text<'t>(&self, side: &str, bytes: Option<&'t [u8]>) -> Result<Option<&'t str>, String> {
        let Some(bytes) = bytes else { return Ok(None) };
        let why = |fault: Fault| format!("{side} cannot be read: line {}: {}", fault.line, fault.message);
        self.conflict.check(bytes).map_err(why)?;
        std::str::from_utf8(bytes).map(Some).map_err(|error| format!("{side} cannot be read: {error}"))
    }

    /// The merge of a file that both sides have.
    fn merge(&self, versions: [&str; 3], plan: &mut FilePlan) -> Result<FileOutcome> {
        let fields = self.conflict.fields();
        let Some(mut merged) = merge::merge(&fields, versions, &Decided::new()) else {
            return Ok(self.by_hand("the versions cannot be compared key by key"));
        };
        let decided = self.choices.decided(&merged.open, |key, words| self.value(&fields, key, words))?;
        if !merged.open.is_empty() && !decided.is_empty() {
            merged = merge::merge(&fields, versions, &decided).unwrap_or(merged);
        }
        let taken = merged.taken;
        if !merged.open.is_empty() {
            let rest = if taken.is_empty() { String::new() } else { format!("; the rest: {}", sources(&taken)) };
            let both = format!("both changed {}{rest}", keys(merged.open.iter().map(|open| open.key.as_str())));
            return Ok(FileOutcome { taken, open: merged.open, ..FileOutcome::of(FileStatus::Open, both) });
        }
        let Some(file) = merged.file else { return Ok(self.by_hand("too much changed to write it key by key")) };
        if let Err(fault) = self.conflict.check(file.text.as_bytes()) {
            return Ok(self.by_hand(format!("the merged file is not a valid record: {}", fault.message)));
        }
        self.write(&file.text, plan);
        let merged = FileOutcome::of(FileStatus::Merged, sources(&taken));
        Ok(FileOutcome { taken, left: file.left, ..merged })
    }

    /// A value parsed as by `engage set`; people must exist.
    fn value(&self, fields: &[Field], key: &str, words: &str) -> Result<Node> {
        let path: Vec<_> = key.split('.').collect();
        let shape = shape_at(fields, &path).unwrap_or(Shape::Free);
        let words = self.context.words(words)?;
        let node = Node::parse(shape, &words).map_err(|message| Failure::usage(format!("`{key}`: {message}")))?;
        // the workspace's settings refer to no people or records
        let Some(id) = self.conflict.engagement() else { return Ok(node) };
        let (engagement, _) = load::engagement(self.workspace, id);
        let names = Names { context: self.context, workspace: self.workspace, engagement: &engagement };
        names.read(shape, key, node, &mut vec![])
    }

    /// The outcome of a file that one side deleted, or both.
    fn keep_or_remove(&self, has_base: bool, [ours, theirs]: [Option<&str>; 2], plan: &mut FilePlan) -> FileOutcome {
        let word = &self.word;
        let Some(text) = ours.or(theirs) else {
            let sentence = format!("neither side has it; to remove it: git rm --cached {word}");
            return FileOutcome::of(FileStatus::ToRemove, sentence);
        };
        let side = if ours.is_some() { Source::Ours } else { Source::Theirs };
        let (kept, other) = (side.word(), side.other().word());
        match self.choices.rest.filter(|_| has_base) {
            None if has_base => FileOutcome {
                next: Some(format!("engage resolve {word} --{kept}   # keep it; --{other} to remove it")),
                ..FileOutcome::of(FileStatus::Deleted, format!("{other} deleted it, {kept} changed it"))
            },
            Some(by) if by != side => {
                FileOutcome::of(FileStatus::ToRemove, format!("{other} deleted it; to remove it: git rm {word}"))
            }
            _ => {
                self.write(text, plan);
                FileOutcome::of(FileStatus::Merged, format!("kept {kept}"))
            }
        }
    }

    fn write(&self, text: &str, plan: &mut FilePlan) {
        let path = self.conflict.path.clone();
        match &self.conflict.now {
            Some(now) => plan.replace(path, now.clone(), text),
            None => plan.create(path, text),
        }
    }

    /// For a record that both sides added: the key that identifies it, and a free path for the other one, quoted for a
    /// shell.
    pub fn added(&self) -> Option<(&'static str, String)> {
        let ConflictKind::Record(id, Reference::Record(kind, name)) = &self.conflict.what else { return None };
        if self.conflict.base.is_some() {
            return None;
        }
        let reference = |copy| Reference::Record(*kind, format!("{name}-{copy}"));
        let place = |copy| layout::record(&self.workspace.root, id, &reference(copy));
        let free = (2..100).map(place).find(|path| save::is_free(path))?;
        Some((kind.row().text, self.workspace.word(&free)))
    }
}
