//! `engage edit`.

use crate::cmd::naming::Names;
use crate::cmd::prelude::*;
use crate::cmd::terminal::editor;
use crate::cmd::{values, written};
use crate::insight::secrets::{self, Secret};
use crate::store::atomic::Changed;
use crate::store::draft::Draft;

/// Open a record in your editor, and check it on return.
///
/// What is edited is a draft: it takes the record's place when it reads well, and is kept when it does
/// not. The editor is `ENGAGE_EDITOR`, `VISUAL`, `EDITOR` or git's.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The record, as its path reads or by its file; the current entry unless told.
    record: Option<String>,
    #[command(flatten)]
    on: On,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Record words that look like a key, token or password.
    #[arg(long)]
    force: bool,
}

impl EditArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.on.engagement.as_deref())?;
        let id = &engagement.id;
        let record = Names { context, workspace: &workspace, engagement: &engagement }
            .record_or_current(self.record.as_deref())?;
        let (path, old) = save::read(&workspace, id, &record)?;
        let shown = workspace.shown(&path);
        let editor = context.editor()?;
        let draft = editor::begun(Draft::begin(&workspace, layout::draft(&workspace.root, id, &record), &old))?;
        let kept = workspace.shown(&draft.path);
        let again = Remedy::edit(&record, id);
        if draft.is_stale(&old) {
            bail!(if draft.is_stray() { stray(&shown, &kept) } else { stale(&shown, &kept) });
        }
        let new = editor::edited(&draft, &editor).map_err(|failed| match draft.text() {
            Ok(text) if draft.is_stale(&text) => failed.hint(format!("the draft is {kept}; {again} takes it up again")),
            _ => failed,
        })?;
        if std::str::from_utf8(&new).is_ok_and(read::is_empty) {
            let gives_up = format!("rm {} gives the draft up, then {again} begins anew", for_shell(&kept));
            let empty = format!("{kept} came back empty, and a record holds keys and values");
            bail!(Failure::refused(empty).hint(format!("{shown} stands as it was; {gives_up}")));
        }
        if let Err(fault) = read::check(&record, &new) {
            let meant = values::day_meant(&String::from_utf8_lossy(&new), &fault, context.today);
            bail!(
                Failure::refused(format!("{kept}:{}:{}: {}", fault.line, fault.column, fault.message))
                    .details(meant.into_iter().chain(fault.hint).map(|hint| format!("  {hint}")).collect())
                    .hint(format!("{shown} stands as it was; {again} takes the draft up again"))
            );
        }
        if let Some(secret) = new_secret(&old, &new).filter(|_| !self.force) {
            bail!(
                Failure::refused(format!("{kept} holds what looks like {}", secret.described()))
                    .hint(format!("{again} takes the draft up again: leave it out there; `--force` records it"))
            );
        }
        let mut plan = save::FilePlan::default();
        plan.replace(path, old, new.clone());
        if !self.dry_run {
            let mut lock = workspace.lock()?;
            plan.carry_out(&mut lock)
                .map_err(|error| if error.is::<Changed>() { stale(&shown, &kept).into() } else { error })?;
        }
        let unchanged = plan.0.is_empty();
        let name = format!("{id}/{record}");
        let mut messages = vec![if unchanged { format!("{name} is unchanged") } else { format!("Changed {name}") }];
        if self.dry_run && !unchanged {
            messages.push(format!("the draft is kept: {kept}; {again} takes it up again"));
        } else if !draft.end(&new)? {
            messages.push(editor::saved_since(&kept));
        }
        let mut reply = written::reply(&workspace, Some(id.as_str()), &plan, messages, self.dry_run);
        reply.data["record"] = json!(record);
        Ok(reply)
    }
}

/// What looks like a secret in the new text and is not in the old one.
fn new_secret(old: &[u8], new: &[u8]) -> Option<Secret> {
    let of = |bytes: &[u8]| secrets::of("", &String::from_utf8_lossy(bytes));
    let old = of(old);
    of(new).into_iter().find(|secret| !old.contains(secret))
}

/// The draft's base is gone: an editor saved the draft after its command had ended.
fn stray(shown: &str, kept: &str) -> Failure {
    let why = "  it was saved when its command had ended: an editor with windows needs its option to wait";
    Failure::changed(format!("there is no telling what of {shown} the draft {kept} changes; both stay as they are"))
        .details(vec![why.to_owned()])
        .hint(take_over(kept))
}

/// The record changed since the draft was opened: a person decides which version to keep.
fn stale(shown: &str, kept: &str) -> Failure {
    Failure::changed(format!("{shown} was changed after the draft {kept} was begun; both stay as they are"))
        .hint(take_over(kept))
}

fn take_over(kept: &str) -> String {
    format!("take over by hand what you want of the draft, then delete it: rm {}", for_shell(kept))
}
