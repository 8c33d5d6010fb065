//! `engage commit`.

mod message;

use crate::cmd::prelude::*;
use crate::insight::changes::Change;
use crate::store::git::{ChangedFile, Repository};

/// Commit the workspace's changes to git.
///
/// Commits all changes in `engage.yaml`, `engagements/`, `templates/`, `schemas/` and `.gitattributes`, new and removed
/// files included, with a message made from them. Other files stay as they are, staged or not. Hooks and signing run as
/// with `git commit`.
#[derive(Debug, Args)]
pub struct CommitArgs {
    /// Commit message [default: made from the changes].
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// Show the message and the files, and commit nothing.
    #[arg(long)]
    dry_run: bool,
}

impl CommitArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace_unnoted()?;
        context.note(workspace.unread.iter().cloned());
        let Some(repository) = git::find(&workspace.root)? else {
            bail!(Failure::refused("this workspace is not in a git repository").hint("to create one: git init"));
        };
        refuse_unfinished(&workspace, &repository)?;
        // no command writes meanwhile, so that the commit has what its message says
        let _lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let files = repository.changes()?;
        refuse_markers(context, &workspace, &files)?;
        let message = match &self.message {
            Some(message) if message.trim().is_empty() => bail!(Failure::usage("the commit message is empty")),
            Some(message) => context.words(message)?,
            None => message::of(files.iter().map(|file| (file.path.as_path(), &file.change))),
        };
        let is_done = !self.dry_run && !files.is_empty();
        let commit = is_done
            .then(|| repository.commit(&files, &message))
            .transpose()?
            .transpose()
            .map_err(|lines| refused(&lines))?;
        let branch = repository.branch()?.map(|branch| format!(" on {branch}")).unwrap_or_default();
        let all = count(files.len(), "file");
        let said = match &commit {
            _ if files.is_empty() => vec!["nothing to commit".to_owned()],
            Some(name) => vec![format!("Committed {all}{branch}: {name}")],
            None => vec![format!("Would commit {all}{branch}"), "dry run: nothing was committed".to_owned()],
        };
        let shown = |file: &ChangedFile| (workspace.shown(&workspace.root.join(&file.path)), word(&file.change));
        let shown: Vec<_> = files.iter().map(shown).collect();
        let mut text = if files.is_empty() { String::new() } else { format!("{}\n", visible(&message)) };
        if self.dry_run && !files.is_empty() {
            text.push('\n');
            text.extend(shown.iter().map(|(path, change)| format!("{change:<7} {}\n", visible(path))));
        }
        let files: Vec<_> = shown.iter().map(|(path, change)| json!({ "path": path, "change": change })).collect();
        let message = (!files.is_empty()).then_some(message);
        let data = json!({
            "dry_run": self.dry_run, "commit": commit, "message": message, "files": files, "said": said,
        });
        Ok(Reply { text, messages: said, kind: "engagement.commit", data })
    }
}

/// Fails if a file of the workspace is in conflict, or git is in the middle of an operation.
fn refuse_unfinished(workspace: &Workspace, repository: &Repository) -> Result<()> {
    let unmerged = repository.unmerged()?;
    if !unmerged.is_empty() {
        let paths = unmerged.iter().map(|file| format!("  {}", workspace.shown(&workspace.root.join(&file.path))));
        bail!(
            Failure::refused(format!("{} in conflict", count(unmerged.len(), "file is|files are")))
                .details(paths.collect())
                .hint("engage resolve, then git add FILE")
        );
    }
    if let Some((_, unfinished)) = git::under_way(&workspace.root) {
        let failure = Failure::refused(format!("git is in the middle of a {unfinished}"));
        bail!(failure.hint(format!("to finish it: git {unfinished} --continue")));
    }
    Ok(())
}

/// Notes what cannot be read of the engagements that changed; fails if a file has conflict markers.
fn refuse_markers(context: &Context, workspace: &Workspace, files: &[ChangedFile]) -> Result<()> {
    let ids: BTreeSet<_> = files.iter().filter_map(|file| layout::engagement_of(&file.path)?.parse().ok()).collect();
    let ids: Vec<Slug> = ids.into_iter().filter(|id| workspace.is_folder(id)).collect();
    context.of_each(workspace, &ids, |_| ());
    let unread = context.unread();
    let Some(marked) = unread.iter().find(|unread| unread.kind == ProblemKind::ConflictMarkers) else { return Ok(()) };
    let failure = Failure::refused(format!("{} has conflict markers", marked.path));
    bail!(failure.hint(Remedy::engage(["resolve", &marked.path])))
}

/// What git or a hook printed, as the failure.
fn refused(lines: &[String]) -> Failure {
    let lines = lines.iter().map(|line| format!("  {}", visible(line)));
    Failure::failed("git did not commit").details(lines.collect())
}

fn word(change: &Change) -> &'static str {
    match change {
        Change::Added(_) => "added",
        Change::Removed => "removed",
        _ => "changed",
    }
}
