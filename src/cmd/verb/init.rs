//! `engage init`.

use crate::cmd::prelude::*;
use crate::store::atomic::{self, Real};
use crate::store::attributes;
use crate::store::new_workspace;

/// Make a workspace of a folder.
///
/// Writes `engage.yaml` and the folder `engagements/`; what is there already stays as it is. In a
/// repository of git, `.gitattributes` gets the lines by which git keeps the line ends of records and
/// evidence and does not merge documents; nothing else in it changes.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; this one unless told.
    dir: Option<PathBuf>,
    /// Put the sample engagements in it.
    #[arg(long)]
    sample: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl InitArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let root = context.here.join(self.dir.as_deref().unwrap_or(Path::new("")));
        if let Some(outer) = Self::outer(&root) {
            let outer = outer.display();
            bail!(
                Failure::refused(format!("this folder is in an engagement of the workspace {outer}"))
                    .hint("name a folder outside of it: engage init DIR")
            );
        }
        new_workspace::fits(&root)?;
        let workspace = Workspace::open(&root, &context.here);
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let mut plan = FilePlan::default();
        new_workspace::settings(&root, &mut plan);
        let others = if self.sample { new_workspace::sample(&root, &mut plan) } else { vec![] };
        let attributes = Self::attributes(&root, &mut plan);
        let ready = match (plan.0.is_empty(), self.sample) {
            (true, _) => "this is a workspace already: nothing to write",
            (false, false) => "a workspace is ready: engage new NAME --customer CUSTOMER opens an engagement",
            (false, true) => "a workspace is ready: engage status, or engage report harbor-search -o -",
        };
        let left = others.iter().map(|id| format!("{id} is there already and stays as it is: its sample is left out"));
        let messages = attributes.into_iter().chain(left).chain([ready.to_owned()]).collect();
        let reply = written(&workspace, None, &plan, messages, lock)?;
        if !self.dry_run {
            atomic::folder(&Real, &root.join(layout::ENGAGEMENTS))?;
        }
        Ok(reply)
    }

    /// Plans the lines that git needs if the folder is in a repository; returns the messages.
    fn attributes(root: &Path, plan: &mut FilePlan) -> Option<String> {
        match attributes::plan(root, &[], plan) {
            Ok(added) if added.is_empty() => None,
            Ok(added) => Some(format!("added to .gitattributes: {}", added.join("; "))),
            Err(why) => {
                Some(format!(".gitattributes was not changed: {why}; add these lines yourself: {}", attributes::all()))
            }
        }
    }

    /// The outer workspace that a new one would hide, if the folder is inside one of its engagements.
    fn outer(root: &Path) -> Option<PathBuf> {
        let root = layout::normal(root);
        let outer = Workspace::discover(root.parent()?)?;
        layout::engagement_of(root.strip_prefix(&outer).ok()?)?;
        Some(outer)
    }
}
