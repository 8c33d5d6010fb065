//! What a report may overwrite: a file that nobody edited, or any with `--force`.

use super::Reporting;
use crate::cmd::prelude::*;
use crate::cmd::written::diff;
use crate::model::written::{self, State};
use crate::store::save::Write;

/// A document to write, and the state of its file; `None` if there is no file.
#[derive(Debug)]
pub struct Planned {
    pub state: Option<State>,
    plan: FilePlan,
}

impl Planned {
    /// Compares an existing file with a rendering.
    pub fn of(workspace: &Workspace, path: PathBuf, text: &str) -> Result<Self> {
        let text = written::marked(text);
        let mut plan = FilePlan::default();
        plan.put(&workspace.root, path, text.as_str())?;
        let state = match plan.0.first() {
            None => Some(State::Current),
            Some(Write::Replace(_, old, _)) => Some(written::state(old, &text)),
            Some(_) => None,
        };
        if state == Some(State::Current) {
            plan = FilePlan::default();
        }
        Ok(Self { state, plan })
    }
}

impl Reporting<'_> {
    /// Adds a document to the plan; refuses to lose manual edits.
    pub(super) fn put(&self, plan: &mut FilePlan, path: PathBuf, text: &str) -> Result<()> {
        let shown = self.workspace.shown(&path);
        let planned = Planned::of(self.workspace, path, text)?;
        if let Some(why) = planned.state.and_then(why).filter(|_| !self.report.force) {
            let diff = diff(self.workspace, &planned.plan).lines().map(str::to_owned).collect();
            bail!(
                Failure::refused(format!("{shown} {why}; not overwritten"))
                    .details(diff)
                    .hint("use --force to overwrite it, or -o FILE to write another file")
            );
        }
        plan.0.extend(planned.plan.0);
        Ok(())
    }
}

/// Why a file is not overwritten.
fn why(state: State) -> Option<&'static str> {
    match state {
        State::Current | State::Outdated => None,
        State::Edited => Some("was edited by hand"),
        State::Unmarked => Some("does not end with a digest, so engage may not have written it"),
    }
}
