//! Renames an engagement: its title, the paths into its folder, and the folder itself.

use super::{NewName, RenameArgs, taken};
use crate::cmd::discard;
use crate::cmd::prelude::*;
use crate::model::reference::taken as means_something_else;
use crate::render::DOCUMENTS;
use crate::store::edit::references::moved;
use crate::store::git;
use crate::store::save::Write;

/// Renames an engagement. The folder is moved last and at once, with everything in it, so that an interrupted command
/// leaves the old name, and the same command finishes it.
pub fn rename(context: &Context, arguments: &RenameArgs) -> Result<Reply> {
    let mut writer = Writer::begin(context, Some(&arguments.what), &arguments.writing())?;
    let old = writer.engagement.id.clone();
    let NewName { id: new, words } = arguments.new_name(layout::ENGAGEMENTS)?;
    refuse_name(&writer.workspace, &old, &new)?;
    discard::refuse_waiting(&writer.workspace, &old, |_| true)?;
    if let Some((_, unfinished)) = git::under_way(&writer.workspace.root) {
        let failure =
            Failure::refused(format!("git is in the middle of a {unfinished}, so its folder cannot be moved"));
        bail!(failure.hint("finish that first; see engage doctor"));
    }
    if let Some(words) = words {
        writer.change(&Reference::Engagement, &vec![("title".to_owned(), KeyEdit::Set(Node::text(words)))])?;
    }
    let is_titled = !writer.plan.0.is_empty();
    let titled = words.filter(|_| is_titled).map_or(String::new(), |words| format!(" ({words})"));
    if new == old {
        writer.say(if is_titled {
            format!("Set `title` in {old}/engagement; its id is the same")
        } else {
            format!("{old} already has that name; nothing changed")
        });
    } else {
        let with = paths(&mut writer, &new)?;
        let with = if with > 0 { format!(", with its path in {}", count(with, "record")) } else { String::new() };
        writer.say(format!("Renamed {old} to {new}{titled}{with}"));
        move_folder(&mut writer, &old, &new, arguments.dry_run)?;
    }
    writer.engagement.id = new.clone();
    let mut reply = writer.finish()?;
    (reply.data["from"], reply.data["to"]) = (json!(old), json!(new));
    Ok(reply)
}

/// Plans the move of the folder and carries all out; the files of the plan are then shown where they are now.
fn move_folder(writer: &mut Writer, old: &Slug, new: &Slug, dry_run: bool) -> Result<()> {
    let [from, to] = [old, new].map(|id| layout::engagement(&writer.workspace.root, id));
    writer.plan.0.push(Write::Move(from.clone(), to.clone()));
    writer.write()?;
    for write in writer.plan.0.iter_mut().filter(|_| !dry_run) {
        if let Write::Replace(path, ..) = write
            && let Ok(inner) = path.strip_prefix(&from)
        {
            *path = to.join(inner);
        }
    }
    Ok(())
}

/// Plans the change of paths into the folder, such as those of evidence; returns the number of files.
fn paths(writer: &mut Writer, new: &Slug) -> Result<usize> {
    let engagement = &writer.engagement;
    let entries = engagement.walk.iter().map(|entry| entry.reference());
    let paces = engagement.paces.keys().map(|cycle| Reference::Pace(*cycle));
    let outcomes = engagement.outcomes.keys().map(|(number, kind)| Reference::Outcome(*number, *kind));
    let records = engagement.records.keys().cloned().chain(entries).chain(paces).chain(outcomes);
    let records: Vec<_> = records.filter(|record| !engagement.unread.contains(record)).collect();
    let [from, to] = [&engagement.id, new].map(|id| format!("{}/{id}/", layout::ENGAGEMENTS));
    let planned = writer.plan.0.len();
    for record in records {
        let path = writer.path(&record);
        let before = save::content(&path)?;
        let Ok(text) = std::str::from_utf8(&before) else { continue };
        let exists = |value: &str| !save::is_free(&writer.workspace.root.join(value));
        let after = moved(text, &from, &to, exists);
        writer.plan.replace(path, before, after);
    }
    Ok(writer.plan.0.len() - planned)
}

/// Refuses an id that something else has.
fn refuse_name(workspace: &Workspace, old: &Slug, new: &Slug) -> Result<(), Failure> {
    let documents: Vec<_> = DOCUMENTS.iter().map(|document| document.name).collect();
    if let Some(what) = means_something_else(new, &documents) {
        let hint = "choose another name, such as harbor-search";
        return Err(Failure::usage(format!("`{new}` is the name of {what}")).hint(hint));
    }
    if new != old && workspace.has(new) {
        return Err(taken(&workspace.shown(&layout::engagement(&workspace.root, new))));
    }
    Ok(())
}
