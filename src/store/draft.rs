//! Drafts: what is on its way through the user's editor, and waits under `.engage/` until it is taken over.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::atomic::retried;
use super::layout;
use super::save::{Plan, is_free, read_plain};
use super::workspace::{Lock, Workspace};
use crate::model::reference::Reference;
use crate::model::slug::Slug;

/// A record or a debrief on its way through the user's editor: under `.engage/`, kept until it is taken over.
#[derive(Debug)]
pub struct Draft {
    root: PathBuf,
    path: PathBuf,
    base: PathBuf,
    old: Vec<u8>,
}

impl Draft {
    /// A draft of a record: the one left from last time if it was worked on, else a copy of its bytes.
    pub fn begin(workspace: &Workspace, id: &Slug, reference: &Reference, bytes: &[u8]) -> Result<Self> {
        Self::at(workspace, layout::draft(&workspace.root, id, reference), bytes)
    }

    /// A draft of a debrief: the one left from last time if it was worked on, else one of these bytes.
    pub fn of_debrief(workspace: &Workspace, id: &Slug, bytes: &[u8]) -> Result<Self> {
        Self::at(workspace, layout::debrief(&workspace.root, id), bytes)
    }

    /// Keeps a debrief that came from elsewhere, as the draft unless one is there already; says where.
    pub fn keep_debrief(workspace: &Workspace, id: &Slug, bytes: &[u8]) -> Result<PathBuf> {
        let draft = Self::of_debrief(workspace, id, b"")?;
        if draft.text()?.is_empty() {
            draft.replace(b"", bytes)?;
            return Ok(draft.path);
        }
        Self::keep_beside(workspace, id, bytes)
    }

    /// Keeps a debrief beside the draft, numbered; says where.
    pub fn keep_beside(workspace: &Workspace, id: &Slug, bytes: &[u8]) -> Result<PathBuf> {
        let mut copy = 2;
        while !is_free(&layout::kept_debrief(&workspace.root, id, copy)) {
            copy += 1;
        }
        let path = layout::kept_debrief(&workspace.root, id, copy);
        let mut plan = Plan::default();
        plan.create(path.clone(), bytes);
        plan.carry_out(&mut workspace.lock()?)?;
        Ok(path)
    }

    /// The draft of a debrief that was worked on and waits, if there is one.
    pub fn waiting_debrief(workspace: &Workspace, id: &Slug) -> Option<PathBuf> {
        let (path, base) = layout::debrief(&workspace.root, id);
        let (text, old) = (read_plain(&path).ok()?, read_plain(&base).ok()?);
        (text != old).then_some(path)
    }

    fn at(workspace: &Workspace, (path, base): (PathBuf, PathBuf), bytes: &[u8]) -> Result<Self> {
        let mut lock = workspace.lock()?;
        let root = workspace.root.clone();
        if let (Ok(text), Ok(old)) = (read_plain(&path), read_plain(&base))
            && text != old
            && text != bytes
        {
            return Ok(Self { root, path, base, old });
        }
        let draft = Self { root, path, base, old: bytes.to_vec() };
        draft.end()?;
        let mut plan = Plan::default();
        plan.create(draft.base.clone(), bytes);
        plan.create(draft.path.clone(), bytes);
        plan.carry_out(&mut lock)?;
        Ok(draft)
    }

    /// The file to be edited.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the draft was begun from other bytes than these.
    pub fn is_stale(&self, bytes: &[u8]) -> bool {
        self.old != bytes
    }

    /// What the draft holds now.
    pub fn text(&self) -> Result<Vec<u8>> {
        read_plain(&self.path)
    }

    /// Puts other words into the draft, if it still holds those that were read from it.
    pub fn replace(&self, old: &[u8], new: &[u8]) -> Result<()> {
        let mut plan = Plan::default();
        plan.replace(self.path.clone(), old.to_vec(), new);
        if plan.0.is_empty() { Ok(()) } else { plan.carry_out(&mut Lock::take(&self.root)?) }
    }

    /// Takes the draft away.
    pub fn end(&self) -> Result<()> {
        for path in [&self.path, &self.base] {
            match retried(|| fs::remove_file(path)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("failed to remove the draft {}", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
