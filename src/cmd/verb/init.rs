//! `engage init`.

use crate::cmd::prelude::*;
use crate::store::atomic::{self, Real};
use crate::store::new_workspace;

/// Create a workspace.
///
/// Creates `engage.yaml` and the folder `engagements/`, and never overwrites a file. In a git repository it also adds
/// lines to `.gitattributes`, so that git keeps the line endings of records and evidence and does not merge documents.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Directory [default: current directory].
    dir: Option<PathBuf>,
    /// Add the sample engagements.
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
            let failure = Failure::refused(format!("this directory is inside an engagement of the workspace {outer}"));
            bail!(failure.hint("use a directory outside it: engage init DIR"));
        }
        new_workspace::fits(&root)?;
        let workspace = Workspace::open(&root, &context.here);
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let mut plan = FilePlan::default();
        new_workspace::settings(&root, &mut plan);
        let others = if self.sample { new_workspace::sample(&root, &mut plan) } else { vec![] };
        let attributes = Self::attributes(&root, &mut plan);
        // with the samples, only problems of it are reported
        let attributes = attributes.filter(|message| !self.sample || message.starts_with("warning:"));
        let left = others.iter().map(|id| format!("warning: {id} already exists; its sample was skipped"));
        let messages = attributes.into_iter().chain(left).chain(self.summary(&root, &plan)).collect();
        let mut reply = written(&workspace, None, &plan, messages, lock)?;
        if !self.dry_run {
            atomic::folder(&Real, &root.join(layout::ENGAGEMENTS))?;
            // the files of the samples are too many to list
            if self.sample {
                reply.text.clear();
            }
        }
        Ok(reply)
    }

    /// What was created, and the next command.
    fn summary(&self, root: &Path, plan: &FilePlan) -> Vec<String> {
        let paths = plan.0.iter().filter_map(|write| write.path().strip_prefix(root).ok());
        let samples: BTreeSet<_> = paths.filter_map(layout::engagement_of).collect();
        let created = match (plan.0.len(), samples.is_empty()) {
            (0, _) => return vec!["Already a workspace; nothing changed".to_owned()],
            (_, true) => vec!["Created a workspace".to_owned()],
            (files, false) => vec![
                format!("Created a workspace ({})", count(files, "file")),
                format!("Added the sample engagements {}", and_list(&samples)),
            ],
        };
        let next = if self.sample { "status harbor-search" } else { "new NAME --customer CUSTOMER" };
        created.into_iter().chain([format!("next: engage {next}")]).collect()
    }

    /// Plans the lines that git needs if the folder is in a repository; returns the messages.
    fn attributes(root: &Path, plan: &mut FilePlan) -> Option<String> {
        match attributes::plan(root, &[], plan) {
            Ok(added) if added.is_empty() => None,
            Ok(added) => Some(format!("Added to .gitattributes: {}", added.join("; "))),
            Err(why) => {
                Some(format!("warning: .gitattributes not changed: {why}; add these lines: {}", attributes::all()))
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
