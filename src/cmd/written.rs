//! The output about written files: their paths, or a diff in a dry run.

use super::context::Context;
use super::output::{Reply, WRITTEN, unstyled};
use super::prelude_below::*;
use super::sentence;
use crate::store::undo;

/// Carries out a plan and returns its files; without a lock it is a dry run.
pub fn written(
    workspace: &Workspace,
    engagement: Option<&str>,
    plan: &FilePlan,
    messages: Vec<String>,
    lock: Option<Lock>,
) -> Result<Reply> {
    let dry_run = lock.is_none();
    if let Some(mut lock) = lock {
        plan.carry_out(&mut lock)?;
    }
    Ok(reply(workspace, engagement, plan, messages, dry_run))
}

/// Carries out the plan of a command that writes records, such that it can be undone; returns a warning if it cannot.
pub fn carry_out(context: &Context, workspace: &Workspace, plan: &FilePlan, lock: &mut Lock) -> Result<Option<String>> {
    let why = undo::carry_out(plan, lock, sentence::of(workspace, plan, context.today))?;
    Ok(why.map(|why| format!("warning: this cannot be undone: {why}")))
}

/// The verbs that begin a sentence about what was done, in the past tense and as they follow "would".
const DONE: &str = "Added add, Called call, Changed change, Cleared clear, Closed close, Copied copy, \
                    Created create, Exported export, Judged judge, Marked mark, Moved move, Opened open, \
                    Planned plan, Recorded record, Rendered render, Redid redo, Rejected reject, \
                    Removed remove, Renamed rename, Reopened reopen, Replaced replace, Set set, Signed sign, \
                    Skipped skip, Switched switch, Undid undo, Waived waive, Wrote write";

/// A sentence about what was done, as what a dry run would do.
pub fn would(sentence: String) -> String {
    let (first, rest) = sentence.split_once(' ').unwrap_or_default();
    let mut verbs = DONE.split(", ").filter_map(|pair| pair.split_once(' '));
    match verbs.find(|(done, _)| *done == first) {
        Some((_, verb)) => format!("Would {verb} {rest}"),
        None => sentence,
    }
}

/// The files of an executed plan, or their diff in a dry run.
pub fn reply(
    workspace: &Workspace,
    id: Option<&str>,
    plan: &FilePlan,
    mut messages: Vec<String>,
    dry_run: bool,
) -> Reply {
    let files: Vec<_> =
        plan.0.iter().map(|write| json!({ "path": workspace.shown(write.path()), "change": verb(write) })).collect();
    let text = if dry_run {
        diff(workspace, plan)
    } else {
        plan.0.iter().map(|write| format!("{}\n", workspace.shown(write.path()))).collect()
    };
    if dry_run {
        messages = messages.into_iter().map(would).collect();
    }
    let said = messages.iter().filter(|line| !line.starts_with("next: "));
    let said: Vec<_> = said.map(|line| unstyled(line)).collect();
    let records: Vec<_> = plan.0.iter().filter_map(|write| record(workspace, write)).collect();
    let mut data = json!({ "engagement": id, "dry_run": dry_run, "files": files, "said": said, "records": records });
    if dry_run {
        data["diff"] = json!(text);
        messages.push("dry run: nothing was written".to_owned());
    }
    Reply { text, messages, kind: WRITTEN, data }
}

/// The output of a command that writes records, where it writes none.
pub fn without_records(id: &Slug, message: String, dry_run: bool) -> Reply {
    let messages = vec![message];
    let data = json!({ "engagement": id, "dry_run": dry_run, "files": [], "said": messages, "records": [] });
    Reply { text: String::new(), messages, kind: WRITTEN, data }
}

/// The record in a file, with what is answered in it; none if it is another file, or moves with its folder.
fn record(workspace: &Workspace, write: &Write) -> Option<Value> {
    let (path, content) = match write {
        Write::Create(path, new) | Write::Replace(path, _, new) => (path, Some(new)),
        Write::Delete(path, _) | Write::Move(_, path) => (path, None),
    };
    let (_, record) = layout::parse(path.strip_prefix(&workspace.root).ok()?)?;
    let fields = content.and_then(|content| read::answered(&record, content));
    Some(json!({ "record": record, "kind": record.word(), "change": verb(write), "fields": fields }))
}

fn verb(write: &Write) -> &'static str {
    match write {
        Write::Create(..) => "created",
        Write::Replace(..) => "changed",
        Write::Move(..) => "moved",
        Write::Delete(..) => "removed",
    }
}

/// The changes of a plan, as a unified diff that applies in the workspace's folder.
pub fn diff(workspace: &Workspace, plan: &FilePlan) -> String {
    let unified = |from: &str, to: &str, old: &[u8], new: &[u8]| {
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
        let diff = similar::TextDiff::from_lines(&old, &new).unified_diff().header(from, to).to_string();
        // a calendar ends its lines with CR LF
        visible(&diff.replace("\r\n", "\n")).into_owned()
    };
    let named = |path: &Path| {
        let is_inside = path.starts_with(&workspace.root);
        if is_inside { layout::one_line(&layout::from(&workspace.root, path)) } else { workspace.shown(path) }
    };
    let one = |write: &Write| match write {
        Write::Create(path, new) => unified("/dev/null", &format!("b/{}", named(path)), b"", new),
        Write::Replace(path, old, new) => {
            let shown = named(path);
            unified(&format!("a/{shown}"), &format!("b/{shown}"), old, new)
        }
        Write::Delete(path, old) => unified(&format!("a/{}", named(path)), "/dev/null", old, b""),
        Write::Move(from, to) => format!("rename from {}\nrename to {}\n", named(from), named(to)),
    };
    plan.0.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_says_what_would_be_done() {
        let said = ["Added spend to dock", "Called off dock", "Setting aside", "`title` is already set", ""];
        let would_be =
            ["Would add spend to dock", "Would call off dock", "Setting aside", "`title` is already set", ""];
        assert_eq!(said.map(|sentence| would(sentence.to_owned())), would_be);
    }
}
