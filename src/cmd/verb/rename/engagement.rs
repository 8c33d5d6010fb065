//! Renames an engagement: its title, the paths into its folder, and the folder itself.

use super::record::copies;
use super::{RenameArgs, finish, set_words, taken, words_only};
use crate::cmd::discard;
use crate::cmd::prelude::*;
use crate::store::edit::references::moved;

/// Renames an engagement. The folder is moved last and at once, with everything in it, so that an interrupted command
/// leaves the old name, and the same command finishes it.
pub fn rename(context: &Context, arguments: &RenameArgs) -> Result<Reply> {
    let mut writer = Writer::begin(context, Some(&arguments.what), &arguments.writing())?;
    let old = writer.engagement.id.clone();
    let (new, words) = arguments.new_name(layout::ENGAGEMENTS)?;
    let new = new_id::available(new)?;
    if new != old && writer.workspace.has(&new) {
        let folder = layout::engagement(&writer.workspace.root, &new);
        bail!(taken(&writer.workspace.shown(&folder)));
    }
    discard::refuse_waiting(&writer.workspace, &old, |_| true)?;
    if let Some((_, unfinished)) = git::under_way(&writer.workspace.root) {
        let failure =
            Failure::refused(format!("git is in the middle of a {unfinished}, so its folder cannot be moved"));
        bail!(failure.hint("finish that first; see engage doctor"));
    }
    if new != old {
        // a file that cannot be read may have the old path
        Failure::where_any_unread(&writer.engagement, |_| true, "its paths cannot be changed")?;
    }
    set_words(&mut writer, &Reference::Engagement, "title", words)?;
    if new == old {
        writer.say(words_only(&writer, &Reference::Engagement, "title"));
    } else {
        let titled = words.filter(|_| !writer.plan.0.is_empty()).map_or(String::new(), |words| format!(" ({words})"));
        let with = paths(&mut writer, &new)?;
        let with = if with > 0 { format!(", with its path in {}", count(with, "record")) } else { String::new() };
        writer.say(format!("Renamed {old} to {new}{titled}{with}"));
        move_folder(&mut writer, &old, &new)?;
    }
    writer.engagement.id = new.clone();
    finish(writer, old.as_str(), new.as_str())
}

/// Plans the move of the folder and carries all out; the files of the plan are then shown where they are now.
fn move_folder(writer: &mut Writer, old: &Slug, new: &Slug) -> Result<()> {
    let [from, to] = [old, new].map(|id| layout::engagement(&writer.workspace.root, id));
    writer.plan.0.push(Write::Move(from.clone(), to.clone()));
    writer.write()?;
    for path in writer.plan.paths_mut().filter(|path| **path != from) {
        if let Ok(inner) = path.strip_prefix(&from) {
            *path = to.join(inner);
        }
    }
    Ok(())
}

/// Plans the change of paths into the folder, such as those of evidence; returns the number of files.
fn paths(writer: &mut Writer, new: &Slug) -> Result<usize> {
    let records = writer.engagement.links().map(|(record, _)| record);
    let records: Vec<_> = records.filter(|record| *record != Reference::Engagement).collect();
    let [from, to] = [&writer.engagement.id, new].map(|id| format!("{}/{id}/", layout::ENGAGEMENTS));
    let planned = writer.plan.0.len();
    let copies = copies(writer).into_iter().map(|(_, path)| path);
    let files: Vec<_> = records.iter().map(|record| writer.path(record)).chain(copies).collect();
    for path in files {
        let before = save::content(&path)?;
        let after = moved(std::str::from_utf8(&before)?, &from, &to);
        writer.plan.replace(path, before, after);
    }
    Ok(writer.plan.0.len() - planned)
}
