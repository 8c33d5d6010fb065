//! The message of a commit, made from the files that changed.

use std::collections::BTreeMap;

use crate::cmd::prelude::*;
use crate::insight::changes;
use crate::store::git::Change;

/// The most columns of a line.
const WIDTH: usize = 72;

/// The most engagements with a line of their own.
const MOST: usize = 50;

/// A file that differs from the last commit.
#[derive(Debug, Clone, Copy)]
struct ChangedPath<'f> {
    /// The path in the workspace.
    path: &'f Path,
    change: Change,
}

impl<'f> ChangedPath<'f> {
    /// The path in the folder of its engagement, if it is in one.
    fn inner(&self) -> &'f Path {
        let mut parts = self.path.iter();
        parts.by_ref().take(if self.engagement().is_some() { 2 } else { 0 }).for_each(drop);
        parts.as_path()
    }

    fn engagement(&self) -> Option<&'f str> {
        layout::engagement_of(self.path).filter(|_| self.path.iter().nth(2).is_some())
    }

    /// Whether it is a document that was rendered.
    fn is_rendered(&self) -> bool {
        self.inner().starts_with(layout::DOCUMENTS) && self.change != Change::Removed
    }

    /// The name of a document, or of another file.
    fn name(&self) -> &'f str {
        let file = self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let document = layout::parse_document(file).and_then(|(_, name)| layout::document_name(name));
        document.unwrap_or(file)
    }
}

/// The message: `harbor-search: enter demo; add 2 feedback, 1 spend`. Of several engagements each has a line below a
/// subject; the workspace's own files have theirs below that of the only engagement.
pub fn of<'f>(files: impl Iterator<Item = (&'f Path, Change)>) -> String {
    let mut groups = Groups::new();
    let mut all = 0;
    for (path, change) in files {
        let file = ChangedPath { path, change };
        groups.entry(file.engagement().unwrap_or_default()).or_default().push(file);
        all += 1;
    }
    let renamed = renamed(&groups);
    groups.retain(|id, _| !renamed.values().any(|old| old == id));
    // what belongs to no engagement comes last
    let workspace = groups.remove("").map(|files| (WORKSPACE, files));
    let groups: Vec<_> = groups.into_iter().chain(workspace).collect();
    let line = |(id, files): &(&str, Vec<ChangedPath>)| match renamed.get(id) {
        Some(old) => format!("{id}: rename {old}"),
        None => format!("{id}: {}", clauses(files)),
    };
    let lines: Vec<_> = groups.iter().take(MOST).map(line).collect();
    let more = groups.len() - lines.len();
    let more = (more > 0).then(|| format!("and {}", count(more, "more engagement")));
    let engagements = groups.iter().filter(|(id, _)| *id != WORKSPACE).count();
    let (subject, body) = match lines.split_first() {
        Some((only, workspace)) if engagements <= 1 && only.chars().count() <= WIDTH => (only.clone(), workspace),
        _ => (subject(&groups.iter().map(|(id, _)| *id).collect::<Vec<_>>(), all), lines.as_slice()),
    };
    let body = body.iter().chain(&more).flat_map(|line| hanging(line, WIDTH, "", "  "));
    let body: String = body.map(|line| format!("\n{line}")).collect();
    if body.is_empty() { subject } else { format!("{subject}\n{body}") }
}

/// The files by their engagement; those of none have the empty id.
type Groups<'f> = BTreeMap<&'f str, Vec<ChangedPath<'f>>>;

/// The name of what belongs to no engagement.
const WORKSPACE: &str = "workspace";

/// The subject above the lines of some engagements.
fn subject(names: &[&str], files: usize) -> String {
    let named = match names {
        [first, _, _, ..] => format!("{first} and {} more", names.len() - 1),
        few => and_list(few),
    };
    let files = count(files, "file");
    let subject = format!("{named}: change {files}");
    if subject.chars().count() <= WIDTH {
        return subject;
    }
    format!("{}: change {files}", count(names.len(), "engagement"))
}

/// The engagements that have all files of one that is gone: the new name and the old one.
fn renamed<'f>(groups: &Groups<'f>) -> BTreeMap<&'f str, &'f str> {
    let whole = |change: Change| groups.iter().filter(move |(_, files)| is_whole(files, change));
    let is_of = |new: &[ChangedPath], old: &[ChangedPath]| {
        old.iter().all(|old| new.iter().any(|new| new.inner() == old.inner()))
    };
    let old = |new| whole(Change::Removed).find(move |(_, old)| is_of(new, old));
    whole(Change::Added).filter_map(|(id, new)| Some((*id, *old(new)?.0))).collect()
}

/// Whether a change is that of the whole engagement, by its charter.
fn is_whole(files: &[ChangedPath], whole: Change) -> bool {
    files.iter().any(|file| file.inner() == Path::new(layout::CHARTER) && file.change == whole)
}

/// What happened in an engagement, or in the workspace's own files: `enter demo; add 2 feedback, 1 spend`.
fn clauses(files: &[ChangedPath]) -> String {
    if is_whole(files, Change::Removed) {
        return "remove engagement".to_owned();
    }
    let forked: Vec<_> = files.iter().filter_map(|file| Some(layout::in_forks(file.path)?.1)).collect();
    let record = |file: &ChangedPath| {
        let (_, record) = layout::parse(file.path)?;
        let change = match file.change {
            Change::Added => changes::Change::Added(None),
            Change::Changed => changes::Change::Set(vec![]),
            Change::Removed if forked.contains(&record) => changes::Change::Forked,
            Change::Removed => changes::Change::Removed,
        };
        Some((record, change))
    };
    let mut records: Vec<_> = files.iter().filter_map(record).collect();
    // the engagement before its steps, those before what was recorded in them
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut clauses = vec![changes::summary(&records)];
    clauses.retain(|clause| !clause.is_empty());
    let is_other = |file: &&ChangedPath| layout::parse(file.path).is_none() && layout::in_forks(file.path).is_none();
    let (documents, files): (Vec<_>, Vec<_>) = files.iter().filter(is_other).partition(|file| file.is_rendered());
    clauses.extend(few("render", "document", documents.into_iter().map(ChangedPath::name)));
    for (verb, change) in [("add", Change::Added), ("change", Change::Changed), ("remove", Change::Removed)] {
        let files = files.iter().filter(|file| file.change == change);
        clauses.extend(few(verb, "file", files.map(|file| file.name())));
    }
    clauses.join("; ")
}

/// What was done to some files: by their names if they are few, else their number.
fn few<'n>(verb: &str, noun: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut names: Vec<_> = names.collect();
    names.dedup();
    let named = if names.len() > NAMED { count(names.len(), noun) } else { names.join(", ") };
    (!names.is_empty()).then(|| format!("{verb} {named}"))
}

/// The most files that are named.
const NAMED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of some files: `+` added, `~` changed, `-` removed.
    fn message(files: &str) -> String {
        let file = |line: &str| {
            let change = match line.as_bytes()[0] {
                b'+' => Change::Added,
                b'~' => Change::Changed,
                _ => Change::Removed,
            };
            (PathBuf::from(&line[1..]), change)
        };
        let files: Vec<_> = files.split_whitespace().map(file).collect();
        of(files.iter().map(|(path, change)| (path.as_path(), *change)))
    }

    #[test]
    fn what_happened_in_an_engagement_is_one_line() {
        for (files, expected) in [
            (
                "+cycle-1/06-demo.yaml +feedback/a.yaml +feedback/b.yaml +spend/c.yaml",
                "enter demo; add 2 feedback, 1 spend",
            ),
            ("+engagement.yaml +cycle-1/01-hypothesis.yaml +people/a.yaml", "open the engagement; add 1 person"),
            (
                "~cycle-1/04-dev.yaml ~engagement.yaml ~goals/a.yaml ~goals/b.yaml",
                "change engagement; change dev; 2 more",
            ),
            ("+outcomes/01-called-off.yaml +lessons/a.yaml", "call it off; add 1 lesson"),
            ("+outcomes/02-reopened.yaml ~outcomes/01-completed.yaml", "reopen it; change outcomes/01-completed"),
            ("-notes/a.yaml -engagement.yaml", "remove engagement"),
            ("-notes/a.yaml +signoffs/b.yaml", "add 1 signoff; remove notes/a"),
            ("+cycle-1/pace.yaml ~cycle-2/pace.yaml", "begin the PACE plan; change the PACE plan"),
            ("+cycle-1/forks/04-dev.yaml -cycle-1/04-dev.yaml", "move dev to forks/"),
            ("+documents/cycle-1-after-action.md +documents/cycle-1-after-action.html", "render after-action"),
            (
                "+evidence/a/timing.csv ~notes/Not-A-Name.yaml -b -c -d -e",
                "add timing.csv; change Not-A-Name.yaml; remove 4 files",
            ),
        ] {
            let files: Vec<_> =
                files.split(' ').map(|file| format!("{}engagements/dock/{}", &file[..1], &file[1..])).collect();
            assert_eq!(message(&files.join(" ")), format!("dock: {expected}"));
        }
    }

    #[test]
    fn each_engagement_has_its_line_below_a_subject_of_at_most_72_columns() {
        assert_eq!(
            message("~engage.yaml +templates/brief.md +engagements/portfolio.md"),
            "workspace: add brief.md, portfolio.md; change engage.yaml"
        );
        assert_eq!(
            message("+engagements/dock/notes/a.yaml ~engagements/quay/goals/b.yaml"),
            "dock and quay: change 2 files\n\ndock: add 1 note\nquay: change goals/b"
        );
        assert_eq!(
            message("+engagements/dock/notes/a.yaml ~engagements/quay/goals/b.yaml ~engage.yaml"),
            "dock and 2 more: change 3 files\n\ndock: add 1 note\nquay: change goals/b\nworkspace: change engage.yaml"
        );
        let long = "quay".repeat(20);
        assert_eq!(
            message(&format!("+engagements/{long}/notes/a.yaml")),
            format!("1 engagement: change 1 file\n\n{long}:\n  add 1 note")
        );
        let many: String = (0..60).map(|at| format!("+engagements/dock-{at:02}/notes/a.yaml ")).collect();
        assert!(message(&many).ends_with("\ndock-49: add 1 note\nand 10 more engagements"));
    }

    #[test]
    fn an_engagement_whose_files_all_moved_is_renamed() {
        let old = "-engagements/quay/engagement.yaml -engagements/quay/people/a.yaml";
        let new = "+engagements/dock/engagement.yaml +engagements/dock/people/a.yaml +engagements/dock/notes/b.yaml";
        assert_eq!(message(&format!("{old} {new}")), "dock: rename quay");
        let other = "+engagements/dock/engagement.yaml +engagements/dock/people/b.yaml";
        assert!(message(&format!("{old} {other}")).contains("\nquay: remove engagement"));
    }
}
