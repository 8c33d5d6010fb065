//! What a command or a commit does, in words made from the files that it changes.

use super::prelude_below::*;
use crate::insight::changes::{Change, fact, summary};
use crate::store::undo::About;

/// The most files that are named.
const NAMED: usize = 3;

/// What a plan does.
pub fn of(workspace: &Workspace, plan: &FilePlan, today: Date) -> About {
    let inner = |path: &Path| path.strip_prefix(&workspace.root).unwrap_or(path).to_owned();
    let sentence = match plan.0.as_slice() {
        [.., Write::Move(from, to)] if inner(from).iter().count() == 2 => renamed(from, to),
        [Write::Create(to, _), .., Write::Delete(from, _)] if from.parent() == to.parent() => renamed(from, to),
        all => {
            let files: Vec<_> = all.iter().flat_map(|write| changes(write, &inner)).collect();
            clauses(&files.iter().map(|(path, change)| (path.as_path(), change)).collect::<Vec<_>>())
        }
    };
    let engagement = plan.0.last().and_then(|write| layout::engagement_of(&inner(write.path())).map(str::to_owned));
    About { day: today.to_string(), engagement, sentence }
}

fn renamed(from: &Path, to: &Path) -> String {
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    format!("rename {} to {}", name(from), name(to))
}

/// The files that a write changes, and how.
fn changes(write: &Write, inner: &impl Fn(&Path) -> PathBuf) -> Vec<(PathBuf, Change)> {
    let file = inner(write.path());
    let record = layout::parse(&file).map(|(_, record)| record);
    match write {
        Write::Create(_, new) => {
            let new = if let Some(Reference::Record(kind, _)) = record { read::record(kind, new).ok() } else { None };
            vec![(file, Change::Added(new.as_ref().and_then(fact)))]
        }
        Write::Replace(_, old, new) => {
            let keys = record.map_or(vec![], |record| keys(&read::fields(&record), old, new));
            vec![(file, Change::Set(keys))]
        }
        Write::Delete(..) => vec![(file, Change::Removed)],
        Write::Move(from, _) => vec![(inner(from), Change::Removed), (file, Change::Added(None))],
    }
}

/// The keys with other values; none if a file cannot be read.
fn keys(fields: &[Field], old: &[u8], new: &[u8]) -> Vec<String> {
    let node = |bytes| Node::file(fields, std::str::from_utf8(bytes).ok()?);
    let (Some(old), Some(new)) = (node(old), node(new)) else { return vec![] };
    let gone = old.pairs().iter().filter(|(key, _)| !new.pairs().iter().any(|(other, _)| other == key));
    let changed = new.pairs().iter().chain(gone).filter(|(key, _)| old.at(key) != new.at(key));
    changed.map(|(key, _)| key.clone()).collect()
}

/// What happened to some files of an engagement, or to the workspace's own: `enter demo; add 2 feedback, 1 spend`.
pub fn clauses(files: &[(&Path, &Change)]) -> String {
    let forked: Vec<_> = files.iter().filter_map(|(path, _)| Some(layout::in_forks(path)?.1)).collect();
    let record = |(path, change): &(&Path, &Change)| {
        let (_, record) = layout::parse(path)?;
        let is_forked = **change == Change::Removed && forked.contains(&record);
        Some((record, if is_forked { Change::Forked } else { (*change).clone() }))
    };
    let mut records: Vec<_> = files.iter().filter_map(record).collect();
    if records.contains(&(Reference::Engagement, Change::Removed)) {
        return "remove engagement".to_owned();
    }
    // the engagement before its steps, those before what was recorded in them
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut clauses = vec![summary(&records)];
    clauses.retain(|clause| !clause.is_empty());
    clauses.extend(others(files));
    if clauses.is_empty() { format!("change {}", count(files.len(), "file")) } else { clauses.join("; ") }
}

/// What happened to files that are not records: by their names if they are few, else their number.
fn others(files: &[(&Path, &Change)]) -> impl Iterator<Item = String> {
    let is_other = |path: &Path| layout::parse(path).is_none() && layout::in_forks(path).is_none();
    let of = |verb, noun| {
        let is_of = |file: &&(&Path, &Change)| is_other(file.0) && done(file) == (verb, noun);
        let mut names: Vec<_> = files.iter().filter(is_of).map(|(path, _)| name(path)).collect();
        names.dedup();
        let named = if names.len() > NAMED { count(names.len(), noun) } else { names.join(", ") };
        (!names.is_empty()).then(|| format!("{verb} {named}"))
    };
    [("render", "document"), ("add", "file"), ("change", "file"), ("remove", "file")]
        .map(|(verb, noun)| of(verb, noun))
        .into_iter()
        .flatten()
}

/// The verb and the noun for a file that is not a record.
fn done((path, change): &(&Path, &Change)) -> (&'static str, &'static str) {
    match change {
        Change::Removed => ("remove", "file"),
        _ if path.iter().nth(2).is_some_and(|folder| folder == layout::DOCUMENTS) => ("render", "document"),
        Change::Added(_) => ("add", "file"),
        _ => ("change", "file"),
    }
}

/// The name of a document, or of another file.
fn name(path: &Path) -> &str {
    let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    layout::parse_document(file).and_then(|(_, name)| layout::document_name(name)).unwrap_or(file)
}
