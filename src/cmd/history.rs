//! Undo and redo: the commands of this workspace on this machine, taken back or done again, whole.

use super::output::Reply;
use super::prelude::*;
use super::written::{diff, reply};
use crate::cmd::discard;
use crate::store::save::Write;
use crate::store::undo::{self, Direction, Done};
use crate::store::{git, health};

/// The maximum number of lines of a difference that are shown.
const LINES: usize = 40;

/// Undoes the last command, or redoes the one that was undone last.
pub fn run(context: &Context, direction: Direction, dry_run: bool) -> Result<Reply> {
    let workspace = context.workspace()?;
    let lock = if dry_run { None } else { Some(workspace.lock()?) };
    let all = undo::all(&workspace.root)?;
    let chosen = match direction {
        Direction::Undo => all.iter().rfind(|done| !done.is_undone),
        Direction::Redo => all.iter().find(|done| done.is_undone),
    };
    let done = chosen.ok_or_else(|| nothing(direction, all.is_empty()))?;
    let plan = done.plan.as_ref().ok_or_else(|| {
        let why = format!("`{}` was too large to keep, so it cannot be undone", done.about.sentence);
        Failure::refused(why).hint("use git: git status shows what it changed")
    })?;
    let plan = plan.towards(direction)?.map_err(|since| changed(&workspace, done, direction, since))?;
    refuse_unsafe(&workspace, &plan)?;
    if let Some(mut lock) = lock {
        plan.carry_out(&mut lock)?;
        done.mark(direction)?;
    }
    let is_engagement = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with(layout::ENGAGEMENTS));
    let is_rename = plan.0.iter().any(|write| matches!(write, Write::Move(_, to) if is_engagement(to)));
    let of = done.about.engagement.as_ref().filter(|_| !is_rename).map_or(String::new(), |id| format!(" in {id}"));
    let (did, other) = match direction {
        Direction::Undo => ("Undid", "redo it: engage redo"),
        Direction::Redo => ("Redid", "undo it again: engage undo"),
    };
    let so = if plan.0.is_empty() { "; its files were already back" } else { "" };
    let mut messages = vec![visible(&format!("{did}{of}: {}{so}", done.about.sentence)).into_owned()];
    if !dry_run {
        messages.push(format!("to {other}"));
    }
    let mut reply = reply(&workspace, done.about.engagement.as_deref(), &plan, messages, dry_run);
    reply.data["command"] = data(done, direction == Direction::Undo);
    Ok(reply)
}

/// Refuses what would leave a draft without its record, move a folder during a merge, or take the charter from other
/// files of its engagement.
fn refuse_unsafe(workspace: &Workspace, plan: &FilePlan) -> Result<()> {
    let inner = |path: &Path| path.strip_prefix(&workspace.root).unwrap_or(path).to_owned();
    for write in &plan.0 {
        match write {
            Write::Move(from, _) if inner(from).iter().count() == 2 => {
                if let Some((_, unfinished)) = git::under_way(&workspace.root) {
                    let failure = Failure::refused(format!("git is in the middle of a {unfinished}"));
                    bail!(failure.hint("finish that first; see engage doctor"));
                }
                if let Some(id) = layout::engagement_of(&inner(from)).and_then(|id| id.parse().ok()) {
                    discard::refuse_waiting(workspace, &id, |_| true)?;
                }
            }
            Write::Delete(path, _) => {
                let Some((id, record)) = layout::parse(&inner(path)) else { continue };
                let is_charter = record == Reference::Engagement;
                discard::refuse_waiting(workspace, &id, |draft| is_charter || draft == Some(&record))?;
                if is_charter {
                    refuse_others(workspace, plan, &id)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Refuses to remove an engagement in whose folder there are files that the command did not write.
fn refuse_others(workspace: &Workspace, plan: &FilePlan, id: &Slug) -> Result<(), Failure> {
    let is_own = |path: &PathBuf| plan.0.iter().any(|write| write.path() == path);
    let others: Vec<_> = health::files_of(workspace, id).into_iter().filter(|path| !is_own(path)).collect();
    let Some(first) = others.first() else { return Ok(()) };
    let (all, first) = (count(others.len(), "other file"), workspace.shown(first));
    Err(Failure::refused(format!("the folder of {id} has {all}, such as {first}; nothing was undone"))
        .hint("move or delete the other files first"))
}

/// The commands, those that were undone first, then the newest.
pub fn list(context: &Context) -> Result<Reply> {
    let workspace = context.workspace()?;
    let all = undo::all(&workspace.root)?;
    let row = |done: &Done| {
        let about = &done.about;
        let mark = if done.is_undone { "undone: " } else { "" };
        vec![about.day.clone(), about.engagement.clone().unwrap_or_default(), format!("{mark}{}", about.sentence)]
    };
    let rows: Vec<_> = all.iter().rev().map(row).collect();
    let data = all.iter().rev().map(|done| data(done, done.is_undone)).collect();
    let (text, messages) = match rows.as_slice() {
        [] => (String::new(), vec!["nothing to undo yet".to_owned()]),
        rows => (table(&["day", "engagement", "command"], rows, &["day"], context.width), vec![]),
    };
    Ok(Reply { text, messages, kind: "engagement.undo", data })
}

fn data(done: &Done, is_undone: bool) -> Value {
    let about = &done.about;
    json!({ "day": about.day, "engagement": about.engagement, "sentence": about.sentence, "undone": is_undone })
}

fn nothing(direction: Direction, is_first: bool) -> Failure {
    match direction {
        Direction::Undo if !is_first => {
            Failure::refused("nothing left to undo").hint(Remedy::engage(["redo"]).note("to redo it"))
        }
        Direction::Undo => {
            Failure::refused("nothing to undo: no command that can be undone has run in this workspace on this machine")
                .hint("for earlier changes, use git: git log, git restore")
        }
        Direction::Redo => Failure::refused("nothing to redo"),
    }
}

fn changed(workspace: &Workspace, done: &Done, direction: Direction, since: Write) -> Failure {
    let shown = workspace.shown(since.path());
    let so = if direction == Direction::Undo { "nothing was undone" } else { "nothing was redone" };
    if let Write::Move(from, _) = &since {
        let from = workspace.shown(from);
        return Failure::changed(format!("{from} cannot be moved to {shown}: only one of them may exist; {so}"))
            .hint("move the other one elsewhere first");
    }
    let what = if matches!(since, Write::Delete(..)) { "was removed" } else { "changed" };
    let diff = diff(workspace, &FilePlan(vec![since]));
    let lines = diff.lines().skip(2).take(LINES).map(|line| format!("  {line}")).collect();
    Failure::changed(format!("{shown} {what} since `{}`; {so}", done.about.sentence)).details(lines).hint(
        "put the file back as it was, such as with git restore; earlier commands can be undone only after this one",
    )
}
