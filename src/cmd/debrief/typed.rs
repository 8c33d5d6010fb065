//! A debrief from standard input on its way in: kept where it is not taken over, at a terminal line by line.

use std::path::PathBuf;

use anyhow::Result;

use crate::model::slug::Slug;
use crate::store::draft::Draft;
use crate::store::workspace::Workspace;

/// What was typed, as far as it is kept.
pub struct Typed<'a> {
    workspace: &'a Workspace,
    id: &'a Slug,
    /// The draft and what it holds.
    kept: Option<(Draft, Vec<u8>)>,
}

impl<'a> Typed<'a> {
    /// Nothing yet.
    pub fn new(workspace: &'a Workspace, id: &'a Slug) -> Self {
        Self { workspace, id, kept: None }
    }

    /// Keeps what was typed so far.
    pub fn keep(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.kept {
            _ if bytes.trim_ascii().is_empty() => {}
            None => self.kept = Some((Draft::keep_debrief(self.workspace, self.id, bytes)?, bytes.to_vec())),
            Some((draft, held)) => {
                draft.replace(held, bytes)?;
                *held = bytes.to_vec();
            }
        }
        Ok(())
    }

    /// Whether something of it is kept.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Keeps all of a debrief that was not taken over; says where.
    pub fn leave(mut self, bytes: &[u8]) -> Result<PathBuf> {
        // no editor opens what is no text, and what somebody saved over it meanwhile stays
        let is_text = std::str::from_utf8(bytes).is_ok();
        if is_text
            && self.keep(bytes).is_ok()
            && let Some((draft, _)) = &self.kept
        {
            return Ok(draft.path().to_owned());
        }
        let path = Draft::keep_beside(self.workspace, self.id, bytes)?;
        if let Some((draft, held)) = self.kept {
            // the beginning of it may stay in the draft too
            let _ = draft.end(&held);
        }
        Ok(path)
    }

    /// Takes away what was kept of a debrief that was taken over; says what stays, saved by somebody meanwhile.
    pub fn end(self) -> Result<Option<PathBuf>> {
        let Some((draft, held)) = self.kept else { return Ok(None) };
        Ok(if draft.end(&held)? { None } else { Some(draft.path().to_owned()) })
    }
}
