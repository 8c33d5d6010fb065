//! `engage edit`.

use std::process::Command;

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::json;

use super::arguments::On;
use super::context::Context;
use super::failure::Failure;
use super::naming;
use super::output::Answer;
use super::writing::written;
use crate::model::reference::Reference;
use crate::store::save::{self, Draft};
use crate::store::yaml::read;

/// Open a record in your editor, and check it on return.
///
/// What is edited is a draft: it takes the record's place when it reads well, and is kept when it does
/// not. The editor is `ENGAGE_EDITOR`, `VISUAL`, `EDITOR` or git's.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  engage edit\n  engage edit requirements/offline-search\n  engage edit engagement -e harbor-search"
)]
pub struct Edit {
    /// The record, as its path reads or by its file; the current entry unless told.
    record: Option<String>,
    #[command(flatten)]
    on: On,
}

impl Edit {
    pub fn run(self, context: &Context) -> Result<Answer> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.on.given())?;
        let id = &engagement.id;
        let record = match &self.record {
            Some(words) => naming::record(&workspace, context, &engagement, words)?,
            None => engagement.place().map(Reference::Entry).ok_or_else(|| {
                Failure::refused(format!("{id} has no entry yet")).hint(format!("engage advance {id}"))
            })?,
        };
        let (path, old) = save::read(&workspace, id, &record)?;
        let shown = workspace.shown(&path);
        let editor = context.editor()?;
        let draft = Draft::begin(&workspace, id, &record, &old)?;
        let kept = workspace.shown(draft.path());
        let ran = Command::new("sh").args(["-c", &format!("{editor} \"$@\""), "sh"]).arg(draft.path()).status();
        let ran = ran.with_context(|| format!("failed to run the editor `{editor}`; the draft is {kept}"))?;
        if !ran.success() {
            return Err(Failure::refused(format!(
                "the editor `{editor}` ended without success, so nothing was changed"
            ))
            .hint(format!("the draft is {kept}; engage edit {record} -e {id} takes it up again"))
            .into());
        }
        let new = draft.text()?;
        if let Err(fault) = read::check(&record, &new) {
            return Err(Failure::refused(format!("{kept}:{}:{}: {}", fault.line, fault.column, fault.message))
                .details(fault.hint.into_iter().map(|hint| format!("  {hint}")).collect())
                .hint(format!("{shown} stands as it was; engage edit {record} -e {id} takes the draft up again"))
                .into());
        }
        let _lock = workspace.lock()?;
        let mut plan = save::Plan::default();
        plan.replace(path, draft.base().to_vec(), new);
        plan.carry_out()?;
        draft.end()?;
        let said = if plan.0.is_empty() {
            format!("{id}/{record} stands as it was")
        } else {
            format!("changed {id}/{record}")
        };
        let mut answer = written(&workspace, Some(id.as_str()), &plan, vec![said], false);
        answer.data["record"] = json!(record);
        Ok(answer)
    }
}
