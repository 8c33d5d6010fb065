//! The message of a commit, made from the files that changed.

use crate::cmd::prelude::*;
use crate::cmd::sentence::clauses;
use crate::insight::changes::Change;

/// The most columns of a line.
const WIDTH: usize = 72;

/// The name of what belongs to no engagement.
const WORKSPACE: &str = "workspace";

/// The files by their engagement; those of none have the empty id.
type Groups<'f> = BTreeMap<&'f str, Vec<(&'f Path, &'f Change)>>;

/// The message: `harbor-search: enter demo; add 2 feedback, 1 spend`. Of several engagements each has a line below a
/// subject; the workspace's own files have theirs below that of the only engagement.
pub fn of<'f>(files: impl Iterator<Item = (&'f Path, &'f Change)>) -> String {
    let mut groups = Groups::new();
    files.for_each(|file| groups.entry(engagement(file.0)).or_default().push(file));
    let all = groups.values().map(Vec::len).sum();
    let renamed = renamed(&groups);
    groups.retain(|id, _| !renamed.values().any(|old| old == id));
    // what belongs to no engagement comes last
    let workspace = groups.remove("").map(|files| (WORKSPACE, files));
    let groups: Vec<_> = groups.into_iter().chain(workspace).collect();
    let line = |(id, files): &(&str, Vec<_>)| match renamed.get(id) {
        Some(old) => format!("{id}: rename {old}"),
        None => format!("{id}: {}", clauses(files)),
    };
    let lines: Vec<_> = groups.iter().map(line).collect();
    let engagements = groups.iter().filter(|(id, _)| *id != WORKSPACE).count();
    let (subject, body) = match lines.split_first() {
        Some((only, workspace)) if engagements <= 1 && only.chars().count() <= WIDTH => (only.clone(), workspace),
        _ => {
            let mut changes = groups.iter().flat_map(|(_, files)| files).map(|(_, change)| change);
            let verb = if changes.all(|change| matches!(change, Change::Added(_))) { "add" } else { "change" };
            let names: Vec<_> = groups.iter().map(|(id, _)| *id).collect();
            (subject(&names, verb, all), lines.as_slice())
        }
    };
    let body = body.iter().flat_map(|line| hanging(line, WIDTH, "", "  "));
    let body: String = body.map(|line| format!("\n{line}")).collect();
    if body.is_empty() { subject } else { format!("{subject}\n{body}") }
}

/// The engagement of a file in its folder; a file beside the folders has none.
fn engagement(path: &Path) -> &str {
    layout::engagement_of(path).filter(|_| path.iter().nth(2).is_some()).unwrap_or_default()
}

/// The subject above the lines of some engagements.
fn subject(names: &[&str], verb: &str, files: usize) -> String {
    let named = match names {
        [first, _, _, ..] => format!("{first} and {} more", names.len() - 1),
        few => and_list(few),
    };
    let files = format!("{verb} {}", count(files, "file"));
    let subject = format!("{named}: {files}");
    if subject.chars().count() <= WIDTH { subject } else { format!("{}: {files}", count(names.len(), "engagement")) }
}

/// The engagements that have all files of one that is gone: the new name and the old one.
fn renamed<'f>(groups: &Groups<'f>) -> BTreeMap<&'f str, &'f str> {
    let whole = |change: Change| {
        groups.iter().filter(move |(_, files)| {
            files.iter().any(|(path, of)| inner(path).eq([layout::CHARTER]) && **of == change)
        })
    };
    let is_of = |new: &[(&Path, _)], old: &[(&Path, _)]| {
        old.iter().all(|(old, _)| new.iter().any(|(new, _)| inner(new).eq(inner(old))))
    };
    let old = |new| whole(Change::Removed).find(move |(_, old)| is_of(new, old));
    whole(Change::Added(None)).filter_map(|(id, new)| Some((*id, *old(new)?.0))).collect()
}

/// The path in the folder of an engagement.
fn inner(path: &Path) -> impl Iterator<Item = &std::ffi::OsStr> {
    path.iter().skip(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of some files: `+` added, `~` changed, `-` removed.
    fn message(files: &str) -> String {
        let file = |line: &str| {
            let change = match line.as_bytes()[0] {
                b'+' => Change::Added(None),
                b'~' => Change::Set(vec![]),
                _ => Change::Removed,
            };
            (PathBuf::from(&line[1..]), change)
        };
        let files: Vec<_> = files.split_whitespace().map(file).collect();
        of(files.iter().map(|(path, change)| (path.as_path(), change)))
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
            ("+outcomes/01-called-off.yaml +lessons/a.yaml", "call off; add 1 lesson"),
            ("+outcomes/02-reopened.yaml ~outcomes/01-completed.yaml", "reopen; change outcomes/01-completed"),
            ("-notes/a.yaml -engagement.yaml", "remove engagement"),
            ("-notes/a.yaml +signoffs/b.yaml", "add 1 sign-off; remove notes/a"),
            ("+cycle-1/pace.yaml ~cycle-2/pace.yaml", "start the PACE plan; change the PACE plan"),
            ("+cycle-1/forks/04-dev.yaml -cycle-1/04-dev.yaml", "move dev to forks/"),
            ("~cycle-1/forks/04-dev.yaml", "change 1 file"),
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
            format!("1 engagement: add 1 file\n\n{long}:\n  add 1 note")
        );
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
