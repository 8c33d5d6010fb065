//! The message of a commit, made from the files that changed.

use std::collections::BTreeMap;

use crate::cmd::prelude::*;
use crate::store::git::Change;

/// The most columns of a line.
const WIDTH: usize = 72;

/// The most engagements with a line of their own.
const MOST: usize = 50;

/// The verbs, in the order in which a message has them.
const VERBS: [&str; 10] =
    ["open", "call off", "close", "reopen", "resolve", "enter", "add", "change", "remove", "render"];

/// The message: `harbor-search: enter demo; add 2 feedback, 1 spend`. Of several engagements each has a line below a
/// subject; the workspace's own files have theirs below that of the only engagement.
pub fn of<'f>(files: impl Iterator<Item = (&'f Path, Change)>) -> String {
    let mut groups: BTreeMap<String, Vec<(String, Change)>> = BTreeMap::new();
    let mut all = 0;
    for (path, change) in files {
        let (engagement, inner) = parted(path);
        groups.entry(engagement.unwrap_or_default()).or_default().push((inner, change));
        all += 1;
    }
    let renamed = renamed(&groups);
    groups.retain(|id, _| !renamed.values().any(|old| old == id));
    // what belongs to no engagement comes last
    let workspace = groups.remove("").map(|files| (WORKSPACE.to_owned(), files));
    let groups: Vec<_> = groups.into_iter().chain(workspace).collect();
    let line = |(id, files): &(String, Vec<(String, Change)>)| match renamed.get(id) {
        Some(old) => format!("{id}: rename {old}"),
        None => format!("{id}: {}", clauses(files)),
    };
    let lines: Vec<_> = groups.iter().take(MOST).map(line).collect();
    let more = groups.len() - lines.len();
    let more = (more > 0).then(|| format!("and {}", count(more, "more engagement")));
    let engagements = groups.iter().filter(|(id, _)| id != WORKSPACE).count();
    let (subject, body) = match lines.split_first() {
        Some((only, workspace)) if engagements <= 1 && only.chars().count() <= WIDTH => (only.clone(), workspace),
        _ => (subject(&groups.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), all), lines.as_slice()),
    };
    let body = body.iter().chain(&more).flat_map(|line| hanging(line, WIDTH, "", "  "));
    let body: String = body.map(|line| format!("\n{line}")).collect();
    if body.is_empty() { subject } else { format!("{subject}\n{body}") }
}

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

/// The engagement of a file, and the path in its folder; of another file, its path.
fn parted(path: &Path) -> (Option<String>, String) {
    let id = layout::engagement_of(path).filter(|_| path.iter().nth(2).is_some());
    let below = id.map_or(0, |_| 2);
    (id.map(ToOwned::to_owned), layout::from(Path::new(""), &path.iter().skip(below).collect::<PathBuf>()))
}

/// The engagements that have all files of one that is gone: the new name and the old one.
fn renamed(groups: &BTreeMap<String, Vec<(String, Change)>>) -> BTreeMap<String, String> {
    let whole = |change: Change| groups.iter().filter(move |(_, files)| is_whole(files, change));
    let has = |files: &[(String, Change)], inner: &str| files.iter().any(|(known, _)| known == inner);
    let is_of = |new: &[(String, Change)], old: &[(String, Change)]| old.iter().all(|(inner, _)| has(new, inner));
    let old = |new| whole(Change::Removed).find(move |(_, old)| is_of(new, old));
    whole(Change::Added).filter_map(|(id, new)| Some((id.clone(), old(new)?.0.clone()))).collect()
}

/// Whether a change is that of the whole engagement, by its charter.
fn is_whole(files: &[(String, Change)], whole: Change) -> bool {
    files.iter().any(|(inner, change)| inner == layout::CHARTER && *change == whole)
}

/// What happened, verb by verb: `enter demo; add 2 feedback, 1 spend`.
fn clauses(files: &[(String, Change)]) -> String {
    if is_whole(files, Change::Removed) {
        return "remove engagement".to_owned();
    }
    let parts: Vec<_> = files.iter().map(|(inner, change)| part(inner, *change)).collect();
    let clause = |verb: &&str| {
        let mut nouns: Vec<(&str, Vec<&str>)> = vec![];
        for part in parts.iter().filter(|part| part.verb == *verb) {
            match nouns.iter_mut().find(|(noun, _)| *noun == part.noun) {
                Some((_, names)) => names.push(&part.name),
                None => nouns.push((part.noun, vec![&part.name])),
            }
        }
        let nouns: Vec<_> = nouns.into_iter().map(|(noun, names)| in_words(noun, names)).collect();
        (!nouns.is_empty()).then(|| format!("{verb} {}", nouns.join(", ")).trim_end().to_owned())
    };
    VERBS.iter().filter_map(clause).collect::<Vec<_>>().join("; ")
}

/// What was done to a file.
#[derive(Debug)]
struct Part {
    verb: &'static str,
    /// What it is, as it is counted: `person|people`; empty for what is named alone.
    noun: &'static str,
    /// Its name; empty for what is only counted.
    name: String,
}

/// Things by their names if there are few, else their number.
fn in_words(noun: &str, mut names: Vec<&str>) -> String {
    let all = names.len();
    names.dedup();
    let is_named = names.iter().all(|name| !name.is_empty()) && names.len() <= 3;
    if noun.is_empty() || is_named { names.join(", ") } else { count(all, noun) }
}

fn part(inner: &str, change: Change) -> Part {
    let verb = match change {
        Change::Added => "add",
        Change::Changed => "change",
        Change::Removed => "remove",
    };
    let is_added = change == Change::Added;
    let part = |verb, noun, name: &str| Part { verb, noun, name: name.to_owned() };
    let record = inner.strip_suffix(".yaml").and_then(|name| name.parse().ok());
    match record {
        Some(Reference::Engagement) => part(if is_added { "open" } else { verb }, "", "engagement"),
        Some(Reference::Entry(id)) => part(if is_added { "enter" } else { verb }, "step", id.step.word()),
        Some(Reference::Pace(_)) => part(verb, "PACE plan", "PACE plan"),
        Some(Reference::Record(kind, _)) => part(verb, counted(kind), ""),
        Some(Reference::Outcome(_, kind)) if is_added => part(ended(kind), "", ""),
        Some(Reference::Outcome(..)) => part(verb, "outcome", ""),
        None => other(inner, verb, change),
    }
}

/// A file that is not a record.
fn other(inner: &str, verb: &'static str, change: Change) -> Part {
    let part = |verb, noun, name: &str| Part { verb, noun, name: name.to_owned() };
    let path = Path::new(inner);
    let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folder = path.parent().and_then(Path::to_str).unwrap_or_default();
    let document = layout::parse_document(file).and_then(|(_, name)| layout::document_name(name));
    match (folder, document) {
        (layout::DOCUMENTS, Some(name)) if change != Change::Removed => part("render", "document", name),
        (layout::DOCUMENTS, _) => part(verb, "document", ""),
        _ if path.iter().any(|folder| folder == layout::FORKS) && change == Change::Added => {
            part("resolve", "", "fork")
        }
        _ if inner == layout::SETTINGS => part(verb, "", "settings"),
        _ if inner == layout::ATTRIBUTES => part(verb, "", layout::ATTRIBUTES),
        _ if path.starts_with(layout::TEMPLATES) => part(verb, "template", ""),
        _ => part(verb, "file", ""),
    }
}

fn ended(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::CalledOff => "call off",
        OutcomeKind::Completed => "close",
        OutcomeKind::Reopened => "reopen",
    }
}

/// A kind of record as it is counted.
fn counted(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person|people",
        Kind::Signoff => "sign-off",
        Kind::Feedback => "feedback|feedback",
        Kind::Spend => "spend|spend",
        Kind::Approach => "approach|approaches",
        regular => regular.word(),
    }
}

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
    fn what_happened_in_an_engagement_is_said_verb_by_verb() {
        for (files, expected) in [
            (
                "+cycle-1/06-demo.yaml +feedback/a.yaml +feedback/b.yaml +spend/c.yaml",
                "enter demo; add 2 feedback, 1 spend",
            ),
            (
                "+engagement.yaml +cycle-1/01-hypothesis.yaml +people/a.yaml",
                "open engagement; enter hypothesis; add 1 person",
            ),
            ("~engagement.yaml ~cycle-1/04-dev.yaml ~goals/a.yaml ~goals/b.yaml", "change engagement, dev, 2 goals"),
            ("+outcomes/01-called-off.yaml +lessons/a.yaml", "call off; add 1 lesson"),
            ("+outcomes/02-reopened.yaml ~outcomes/01-completed.yaml", "reopen; change 1 outcome"),
            ("-notes/a.yaml -engagement.yaml", "remove engagement"),
            ("-notes/a.yaml +signoffs/b.yaml", "add 1 sign-off; remove 1 note"),
            ("+cycle-1/pace.yaml ~cycle-2/pace.yaml", "add PACE plan; change PACE plan"),
            ("+cycle-1/forks/04-dev.yaml -cycle-1/04-dev.yaml", "resolve fork; remove dev"),
            ("+documents/cycle-1-after-action.md +documents/cycle-1-after-action.html", "render after-action"),
            (
                "+cycle-1/04-dev.yaml +cycle-1/05-onsite.yaml +cycle-1/06-demo.yaml +cycle-1/07-adjust.yaml",
                "enter 4 steps",
            ),
            ("+evidence/a/timing.csv ~notes/Not-A-Name.yaml", "add 1 file; change 1 file"),
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
            "workspace: add 1 template, 1 file; change settings"
        );
        assert_eq!(
            message("+engagements/dock/notes/a.yaml ~engagements/quay/goals/b.yaml"),
            "dock and quay: change 2 files\n\ndock: add 1 note\nquay: change 1 goal"
        );
        assert_eq!(
            message("+engagements/dock/notes/a.yaml ~engagements/quay/goals/b.yaml ~engage.yaml"),
            "dock and 2 more: change 3 files\n\ndock: add 1 note\nquay: change 1 goal\nworkspace: change settings"
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
