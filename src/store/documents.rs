//! Written documents: the digest at the end of each, by which one that nobody edited is known.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::atomic::{self, NotRead};
use super::workspace::{Workspace, bytes, inside};
use super::yaml::{BY_HAND, conflict_mark, conflict_markers};
use super::{digest, layout};
use crate::model::problem::FileProblem;
use crate::model::slug::Slug;

/// The comment at a document's end, in markdown and in HTML, without its digest.
const COMMENT: (&str, &str) = ("<!-- engage: sha256 ", " -->");

/// A file beside the rendering that would be written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It says the same.
    Current,
    /// It says something else, and nobody edited it.
    Outdated,
    /// Its digest does not match its text.
    Edited,
    /// It ends with no digest: an older `engage` wrote it, or somebody else.
    Unmarked,
}

/// A document as it is written: its text, then the comment with its digest.
pub fn marked(text: &str) -> String {
    let text = format!("{text}\n");
    let (begin, end) = COMMENT;
    format!("{text}{begin}{}{end}\n", digest::of_text(&text))
}

/// What a file is beside the rendering, whatever its line ends.
pub fn state(file: &[u8], rendering: &str) -> State {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n");
    let (begin, end) = COMMENT;
    match text.rsplit_once(begin) {
        _ if text == rendering => State::Current,
        // nobody loses anything by an empty file
        _ if text.is_empty() => State::Outdated,
        None => State::Unmarked,
        Some((before, mark)) if mark.trim_end().strip_suffix(end) == Some(&digest::of_text(before)) => State::Outdated,
        Some(_) => State::Edited,
    }
}

/// The documents of an engagement in which git's conflict markers stand.
pub fn unmerged(workspace: &Workspace, id: &Slug) -> Vec<FileProblem> {
    let again = |name: &str| {
        let (cycle, file) = layout::parse_document(name)?;
        let html = if file.ends_with(layout::PAGE) { " --html" } else { "" };
        Some(format!("engage report {} {id} --cycle {cycle}{html} --force", layout::document_name(file)?))
    };
    unmerged_in(workspace, &layout::documents(&workspace.root, id), again)
}

/// The workspace's own templates and the documents about all engagements in which git's conflict markers stand.
pub fn unmerged_of_workspace(workspace: &Workspace) -> Vec<FileProblem> {
    let again = |name: &str| layout::document_name(name).map(|name| format!("engage report {name} --force"));
    let mut unmerged = unmerged_in(workspace, &layout::templates(&workspace.root), |_| None);
    unmerged.extend(unmerged_in(workspace, &layout::engagements(&workspace.root), again));
    unmerged
}

/// The files in a folder that git left half merged; what cannot be read is not ours to tell here.
fn unmerged_in(workspace: &Workspace, folder: &Path, again: impl Fn(&str) -> Option<String>) -> Vec<FileProblem> {
    let names = names(&workspace.root, folder).unwrap_or_default();
    names.iter().filter_map(|name| unmerged_file(workspace, &folder.join(name), again(name))).collect()
}

fn unmerged_file(workspace: &Workspace, path: &Path, again: Option<String>) -> Option<FileProblem> {
    let text = bytes(path).ok()?;
    let text = String::from_utf8_lossy(&text);
    // a line of `=` alone may underline a heading, and `>>>>>>>` may be a quote
    text.lines().find(|line| conflict_mark(line.as_bytes()) == Some(0))?;
    let fault = conflict_markers(&text).err()?;
    let whole = FileProblem::whole(workspace.shown(path), fault.message, again.unwrap_or_else(|| BY_HAND.to_owned()));
    Some(whole.at((fault.line, fault.column)).of(fault.kind))
}

/// The names of the files in a folder of a workspace, sorted.
pub fn names(root: &Path, folder: &Path) -> Result<Vec<String>> {
    atomic::folder_within(root, folder)?;
    let inside = inside(folder).with_context(|| NotRead::at(folder))?;
    Ok(inside.into_iter().map(|found| found.name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_digest_whatever_its_line_ends() {
        let old = marked("# One\n\ntext\n");
        assert!(old.starts_with("# One\n\ntext\n\n<!-- engage: sha256 "), "{old}");
        let new = marked("# Two\n");
        let crlf = old.replace('\n', "\r\n");
        for untouched in [old.as_str(), &crlf, old.trim_end()] {
            assert_eq!(state(untouched.as_bytes(), &new), State::Outdated, "{untouched:?}");
        }
        for same in [&old, &crlf] {
            assert_eq!(state(same.as_bytes(), &old), State::Current, "{same:?}");
        }
        assert_eq!(state(b"", &new), State::Outdated);
    }

    #[test]
    fn any_edit_is_seen() {
        let old = marked("# One\n\ntext\n");
        let new = marked("# Two\n");
        let merged = format!("<<<<<<< ours\n{old}=======\n{}>>>>>>> theirs\n", marked("# Three\n"));
        for edited in [old.replace("text", "words"), format!("{old}more\n"), old.replacen("\n\n", "\n", 1), merged] {
            assert_eq!(state(edited.as_bytes(), &new), State::Edited, "{edited}");
        }
        for unmarked in ["# One\n\ntext\n", "x", "\u{fffd}"] {
            assert_eq!(state(unmarked.as_bytes(), &new), State::Unmarked, "{unmarked}");
        }
        assert_eq!(state(b"# One \xff\n", &new), State::Unmarked);
    }
}
