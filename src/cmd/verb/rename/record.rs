//! Renames a person, goal or requirement, and every reference to it.

use super::{RenameArgs, finish, set_words, taken, words_only};
use crate::cmd::discard;
use crate::cmd::prelude::*;
use crate::insight::signature;
use crate::model::reference::Link;
use crate::store::edit::references::{Renaming, renamed};

/// Renames a record. The new file is written first and the old one removed last, so that an interrupted command leaves
/// both, and the same command finishes it.
pub fn rename(context: &Context, arguments: &RenameArgs, on: Option<&str>) -> Result<Reply> {
    let mut writer = Writer::begin(context, on, &arguments.writing())?;
    let old = writer.names().thing(&arguments.what)?;
    let id = writer.engagement.id.clone();
    let kind = match &old {
        Reference::Record(kind, _) if kind.row().day.is_none() => *kind,
        Reference::Engagement => bail!(Failure::refused("an engagement is renamed by its id").hint(Remedy::engage([
            "rename",
            id.as_str(),
            &arguments.name
        ]))),
        _ => bail!(
            Failure::refused(format!("{old} of {id} is named by its date or step and cannot be renamed"))
                .hint(format!("to change its content: {}", Remedy::edit(&old, &id)))
        ),
    };
    let (name, words) = arguments.new_name(kind.folder())?;
    let new = Reference::Record(kind, name.to_string());
    // a file that cannot be read may refer to the old name
    Failure::where_any_unread(&writer.engagement, |_| true, "its references cannot be changed")?;
    discard::refuse_waiting(&writer.workspace, &id, |record| record == Some(&old))?;
    let words = words.filter(|_| kind == Kind::Person);
    if new == old {
        set_words(&mut writer, &old, "name", words)?;
        writer.say(words_only(&writer, &old, "name"));
        return finish(writer, &old.to_string(), &new.to_string());
    }
    refuse_signed(&writer.engagement, &old, words.unwrap_or("NAME"))?;
    let references = references(&mut writer, &old, &new, words)?;
    let named = words.map_or(String::new(), |words| format!(" ({words})"));
    let with = if references > 0 { format!(", with {} to it", count(references, "reference")) } else { String::new() };
    writer.say(format!("Renamed {old} to {new}{named} in {id}{with}"));
    finish(writer, &old.to_string(), &new.to_string())
}

/// Plans the new file, the other files that refer to it, and the removal of the old file; returns the number of
/// references.
fn references(writer: &mut Writer, old: &Reference, new: &Reference, words: Option<&str>) -> Result<usize> {
    let (mut own, mut others, mut number) = (vec![], vec![], 0);
    for (record, links) in writer.engagement.links() {
        let renamings = renamings(&record, &links, old, new);
        number += renamings.len();
        match renamings.is_empty() {
            false if record == *old => own = renamings,
            false => others.push((writer.path(&record), renamings)),
            true => {}
        }
    }
    others.extend(in_forks(writer, old, new));
    set_words(writer, old, "name", words)?;
    let path = writer.path(old);
    let before = writer.content(&path)?;
    let text = match writer.plan.0.pop() {
        Some(Write::Replace(_, _, text)) => text,
        _ => before,
    };
    create(writer, new, &changed(writer, &path, &text, &own)?)?;
    for (path, renamings) in others {
        let before = writer.content(&path)?;
        let after = changed(writer, &path, &before, &renamings)?;
        writer.plan.replace(path, before, after);
    }
    writer.remove(old)?;
    Ok(number)
}

/// Plans the new file; one with the same content is what an interrupted command left.
fn create(writer: &mut Writer, new: &Reference, text: &str) -> Result<()> {
    let path = writer.path(new);
    if !writer.engagement.has(new) {
        writer.plan.create(path, text);
    } else if save::content(&path)? != text.as_bytes() {
        bail!(taken(&writer.workspace.shown(&path)));
    }
    Ok(())
}

/// The references of a record to the old name, each as it is written: a person by the id alone.
fn renamings(record: &Reference, links: &[Link], old: &Reference, new: &Reference) -> Vec<Renaming> {
    let fields = read::fields(record);
    let of_old = links.iter().filter(|link| link.target == *old);
    let renaming = |link: &Link| {
        let path: Vec<_> = link.key.split('.').collect();
        let is_person = shape_at(&fields, &path) == Ok(Shape::Person);
        let written = |name: &Reference| match name {
            Reference::Record(_, name) if is_person => name.clone(),
            name => name.to_string(),
        };
        Renaming { key: link.key.clone(), old: written(old), new: written(new) }
    };
    of_old.map(renaming).collect()
}

/// The files in `forks/`, each with its entry.
pub(super) fn copies(writer: &Writer) -> Vec<(EntryId, PathBuf)> {
    let (root, id) = (&writer.workspace.root, &writer.engagement.id);
    let copies = writer.engagement.in_forks.keys().flat_map(|entry| {
        let paths = (1..).map(|copy| layout::fork(root, id, *entry, copy)).take_while(|path| !save::is_free(path));
        paths.map(|path| (*entry, path))
    });
    copies.collect()
}

/// The files in `forks/` that refer to the old name, and their references.
fn in_forks(writer: &Writer, old: &Reference, new: &Reference) -> Vec<(PathBuf, Vec<Renaming>)> {
    let renamings = copies(writer).into_iter().filter_map(|(entry, path)| {
        let links = read::entry(entry, &save::content(&path).ok()?).ok()?.links();
        Some((path, renamings(&entry.reference(), &links, old, new)))
    });
    renamings.filter(|(_, renamings)| !renamings.is_empty()).collect()
}

/// The text of a file with its references changed.
fn changed(writer: &Writer, path: &Path, text: &[u8], renamings: &[Renaming]) -> Result<String> {
    let changed = renamed(std::str::from_utf8(text)?, renamings).map_err(|key| {
        let shown = writer.workspace.shown(path);
        Failure::refused(format!("{shown}: `{key}` cannot be changed on its line, so nothing was written"))
            .hint("write the value on the line of its key, without `|` or `>`")
    })?;
    Ok(changed)
}

/// Refuses a person whose id is part of a wording that was signed.
fn refuse_signed(engagement: &Engagement, person: &Reference, name: &str) -> Result<(), Failure> {
    let Reference::Record(Kind::Person, id) = person else { return Ok(()) };
    let covers = engagement.signoffs().into_iter().flat_map(|(_, signoff)| &signoff.covers);
    let mut signed = covers.filter(|(_, covered)| signature::signed(covered, "responsible") == Some(id.as_str()));
    let Some((goal, _)) = signed.next() else { return Ok(()) };
    let set = ["set", "-e", engagement.id.as_str(), "--in", &person.to_string(), &format!("name={name}")];
    Err(Failure::refused(format!("{person} cannot be renamed: {goal} was signed with `{id}` as responsible"))
        .hint(format!("to change only the name: {}", Remedy::engage(set))))
}
