//! Failures: a message and its exit code.
//!
//! 1 failed · 2 usage · 3 refused by the record or a gate · 4 not found or ambiguous · 5 changed meanwhile or busy ·
//! 130 interrupted.

use super::prelude_below::*;
use crate::store::atomic::{Changed, NotRead, is_in_use};
use crate::store::draft::DraftInUse;
use crate::store::git::NoGit;
use crate::store::workspace::Busy;

/// A failure with its own message: what is wrong, and the command that fixes it.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The exit code.
    pub exit: u8,
    /// The message; causes are appended when it is shown.
    pub message: String,
    /// Lines below the message.
    pub details: Vec<String>,
    /// What to do about it.
    pub hint: Option<Box<Remedy>>,
    /// The extra data for `--json`.
    pub data: Option<Box<(&'static str, Value)>>,
}

impl Failure {
    /// Something outside the program failed.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(1, message)
    }

    /// The command line is invalid.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(2, message)
    }

    /// The record or a gate refuses.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(3, message)
    }

    /// Nothing matches, or more than one thing does.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(4, message)
    }

    /// Something changed meanwhile.
    pub fn changed(message: impl Into<String>) -> Self {
        Self::new(5, message)
    }

    /// The user pressed the interrupt key; the exit code is the shell's.
    pub fn interrupted(message: impl Into<String>) -> Self {
        Self::new(130, message)
    }

    /// Fails if a part of an engagement cannot be read and the command needs all of it.
    pub fn where_unread(id: &Slug, unread: &[String], so: &str) -> Result<(), Self> {
        if unread.is_empty() {
            return Ok(());
        }
        let names: Vec<_> = unread.iter().map(|name| format!("`{name}`")).collect();
        Err(Self::failed(format!("{} of {id} cannot be read, so {so}", and_list(&names))).hint(
            Remedy::from(format!("fix that first; engage check {id} shows what is wrong"))
                .or(Remedy::engage(["check", id.as_str()])),
        ))
    }

    /// Fails if any part of an engagement cannot be read, except records that do not count.
    pub fn where_any_unread(engagement: &Engagement, stays: impl Fn(&Reference) -> bool, so: &str) -> Result<(), Self> {
        let files = engagement.unread.iter().filter(|file| stays(file)).map(ToString::to_string);
        let unread: Vec<_> = files.chain(engagement.closed.iter().map(ToString::to_string)).collect();
        Self::where_unread(&engagement.id, &unread, so).map_err(|failure| Self { exit: 3, ..failure })
    }

    fn new(exit: u8, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), details: Vec::new(), hint: None, data: None }
    }

    /// Several failures under one message, with what was done nevertheless.
    pub fn several(message: impl Into<String>, failures: Vec<Self>, done: Vec<String>) -> Self {
        let lines = failures.into_iter().flat_map(|one| {
            let hint = one.hint.map(|hint| format!("  hint: {hint}"));
            std::iter::once(one.message).chain(one.details).chain(hint)
        });
        Self::refused(message).details(lines.chain(done).collect())
    }

    /// Lines below the message.
    pub fn details(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }

    /// The extra data for `--json`.
    pub fn data(self, key: &'static str, data: Value) -> Self {
        Self { data: Some(Box::new((key, data))), ..self }
    }

    /// Names the key whose value is wrong.
    pub fn at(self, key: &str) -> Self {
        Self { message: format!("`{key}`: {}", self.message), ..self }
    }

    /// A hint with the closest match, else with what to do.
    pub fn near(self, near: Option<impl std::fmt::Display>, otherwise: impl Into<String>) -> Self {
        self.hint(near.map_or_else(|| otherwise.into(), |near| format!("did you mean `{near}`?")))
    }

    /// What to do about it.
    pub fn hint(self, hint: impl Into<Remedy>) -> Self {
        Self { hint: Some(Box::new(hint.into())), ..self }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// All values, or one failure that tells every mistake.
pub fn all<T>(values: impl IntoIterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Ok(value) => found.push(value),
            Err(error) => failures.push(error.downcast::<Failure>()?),
        }
    }
    failures.dedup_by(|one, other| one.message == other.message);
    match failures.as_slice() {
        [] => Ok(found),
        [one] => Err(one.clone().into()),
        [first, ..] => {
            let (exit, message) = (first.exit, format!("{} are not valid", count(failures.len(), "value")));
            Err(Failure { exit, ..Failure::several(message, failures, vec![]) }.into())
        }
    }
}

/// Converts any error to the failure to show.
pub fn from_error(error: &anyhow::Error) -> Failure {
    let message = format!("{error:#}");
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return Failure { message, ..failure.clone() };
    }
    let changed = error.is::<Changed>() || error.is::<Busy>() || error.is::<DraftInUse>();
    let exit = if changed { 5 } else { 1 };
    Failure { hint: hint(error, System::here()).map(|hint| Box::new(hint.into())), ..Failure::new(exit, message) }
}

fn hint(error: &anyhow::Error, system: System) -> Option<&'static str> {
    use std::io::ErrorKind::{
        IsADirectory, NotADirectory, Other, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    if error.is::<Changed>() {
        return Some("review the file, then run the command again");
    }
    if error.is::<NoGit>() {
        return Some("nothing was written; `git status` shows what is wrong with the repository");
    }
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>())?;
    if is_in_use(io, system) {
        return Some(
            "another program has it open, or you have no permission; close it there, then run the command again",
        );
    }
    Some(match io.kind() {
        PermissionDenied if error.is::<NotRead>() => "you have no permission to read it; see `ls -l`",
        PermissionDenied => "this folder is read-only for you; reading works",
        NotADirectory => "a file is where a folder must be; move it, or choose another place",
        IsADirectory => "that is a folder; name a file in it",
        ReadOnlyFilesystem => "the disk is read-only; reading works, writing needs another disk",
        StorageFull | QuotaExceeded => "the disk is full; free some space and run the command again",
        Other => return None,
        _ => "no file was left half-written; check the disk, then run the command again",
    })
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn whatever_the_disk_refuses_has_a_cause_and_a_hint_and_a_read_only_one_says_so() {
        // ENOSPC, EIO, EACCES, EROFS, EDQUOT, ENOENT
        for code in [28, 5, 13, 30, 122, 2] {
            let error = anyhow::Error::new(Error::from_raw_os_error(code)).context("failed to write a.yaml");
            let failure = from_error(&error);
            assert!(failure.message.starts_with("failed to write a.yaml: "), "{}", failure.message);
            assert_eq!(failure.exit, 1);
            assert_eq!(
                failure.hint.unwrap().note.contains("read-only"),
                [13, 30].contains(&code),
                "{}",
                failure.message
            );
        }
        let denied = anyhow::Error::from(Error::from(std::io::ErrorKind::PermissionDenied))
            .context(NotRead("a.yaml".to_owned()));
        assert_eq!(from_error(&denied).hint.unwrap().note, "you have no permission to read it; see `ls -l`");
    }

    #[test]
    fn on_windows_a_refused_file_may_be_open_elsewhere() {
        let in_use = anyhow::Error::new(Error::from_raw_os_error(32)).context("failed to write a.yaml");
        assert!(hint(&in_use, System::Windows).unwrap().starts_with("another program has it open"));
        assert!(hint(&in_use, System::Mac).unwrap().starts_with("no file was left half-written"));
    }
}
