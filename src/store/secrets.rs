//! Keys, tokens and passwords where no text of a record is: in comments, in files that cannot be read and in
//! the settings. The texts of records are looked at where all of them are, in the checks.

use std::path::Path;

use super::layout;
use super::workspace::{Workspace, bytes};
use super::yaml::comments::comments;
use super::yaml::parse;
use crate::insight::secrets::{self, Secret, more};
use crate::model::problem::{FileProblem, ProblemKind};

/// Those in `engage.yaml`.
pub fn of_settings(workspace: &Workspace) -> Vec<FileProblem> {
    let path = layout::settings(&workspace.root);
    anywhere(workspace, &path, &bytes(&path).unwrap_or_default())
}

/// Those anywhere in a file, each with its place.
pub(super) fn anywhere(workspace: &Workspace, path: &Path, bytes: &[u8]) -> Vec<FileProblem> {
    let text = String::from_utf8_lossy(bytes);
    told(workspace, path, "the file", &placed(body(&text)).collect::<Vec<_>>())
}

/// Those in the comments of a file that could be read, each with its place.
pub(super) fn in_comments(workspace: &Workspace, path: &Path, bytes: &[u8]) -> Vec<FileProblem> {
    let Ok(text) = std::str::from_utf8(bytes).map(body) else { return vec![] };
    // what may be a comment is looked at first: hardly any holds a secret
    let may_be: Vec<_> = text.lines().filter_map(|line| Some(&line[line.find('#')?..])).collect();
    let tree = Some(may_be.join("\n")).filter(|words| placed(words).next().is_some()).map(|_| parse::tree(text));
    let Some(Ok(tree)) = tree else { return vec![] };
    let (mut found, mut line, mut from) = (Vec::new(), 1, 0);
    for comment in comments(text, &tree) {
        if found.len() >= secrets::MANY {
            break;
        }
        line += text[from..comment.at].matches('\n').count();
        from = comment.at;
        let column = text[..from].rsplit('\n').next().map_or(0, |before| before.chars().count());
        found.extend(placed(comment.words).map(|((_, at), secret)| ((line, column + at), secret)));
    }
    told(workspace, path, "a comment", &found)
}

fn body(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// One with its line and column, from 1.
type Placed = ((usize, usize), Secret);

/// Those in a text.
fn placed(text: &str) -> impl Iterator<Item = Placed> {
    let (mut from, mut line, mut column) = (0, 1, 1);
    secrets::some_within("", text, secrets::MANY).into_iter().map(move |(at, secret)| {
        let between = &text[from..at.start];
        line += between.matches('\n').count();
        column = between.rfind('\n').map_or(column, |_| 1)
            + between.rsplit('\n').next().map_or(0, |last| last.chars().count());
        from = at.start;
        ((line, column), secret)
    })
}

/// How many of a file are told one by one; of the others their number.
const TOLD: usize = 10;

fn told(workspace: &Workspace, path: &Path, what: &str, found: &[Placed]) -> Vec<FileProblem> {
    let record = workspace.record(path);
    let mend = "take it out, and change it where it is used: git keeps it";
    let hint = match &record {
        Some((id, reference)) => format!("engage edit {reference} -e {id}   # {mend}"),
        None => mend.to_owned(),
    };
    let reference = record.map(|(_, reference)| reference);
    let one = |place, holds: String| {
        let whole = FileProblem::whole(workspace.shown(path), format!("{what} holds {holds}"), hint.clone());
        FileProblem { reference: reference.clone(), ..whole.at(place).of(ProblemKind::Secret) }
    };
    let each = found.iter().take(TOLD).map(|(place, secret)| one(*place, format!("what looks like {}", secret.told())));
    let rest = found.get(TOLD).map(|(place, _)| one(*place, more(found.len() - TOLD)));
    each.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        Workspace::open(Path::new("/w"), Path::new("/w"))
    }

    fn said(found: Vec<FileProblem>) -> Vec<String> {
        found.into_iter().map(|one| format!("{}: {}; {}", one.place(), one.message, one.hint.unwrap())).collect()
    }

    #[test]
    fn a_comment_is_looked_at_and_text_that_looks_like_one_is_not() {
        let path = Path::new("/w/engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml");
        let text = "# password: hunter2\non: 2026-03-01  # pw: hunter3\ntext: |-\n  # password: hunter4\n  b\n\
                    extra:\n  a: \"x # password: hunter5\"\n  b: x#password=hunter6\n# what is the password\n";
        let mend = "engage edit notes/2026-03-01-a-aaaa -e harbor-search   # take it out, and change it where it is \
                    used: git keeps it";
        assert_eq!(
            said(in_comments(&workspace(), path, text.as_bytes())),
            [
                format!(
                    "{}:1:13: a comment holds what looks like a password (7 characters); {mend}",
                    "engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml"
                ),
                format!(
                    "{}:2:23: a comment holds what looks like a password (7 characters); {mend}",
                    "engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml"
                ),
            ]
        );
        assert!(in_comments(&workspace(), path, b"text: password\n").is_empty());
    }

    #[test]
    fn of_many_the_first_are_told_and_how_many_more_there_are() {
        let text = "# password: hunter2\n".repeat(1_000);
        let said = said(in_comments(&workspace(), Path::new("/w/engage.yaml"), text.as_bytes()));
        assert_eq!(said.len(), 11);
        assert!(said[9].starts_with("engage.yaml:10:13: a comment holds what looks like a password"), "{}", said[9]);
        assert!(
            said[10].starts_with("engage.yaml:11:13: a comment holds at least 990 more such secrets"),
            "{}",
            said[10]
        );
    }

    #[test]
    fn of_a_file_that_is_no_record_all_is_looked_at() {
        let text = "cadence: [7\n# pw: hunter2\nkey: \"SECRET_KEY=a1b2c3d4e5f6g7\"\n";
        let mend = "take it out, and change it where it is used: git keeps it";
        assert_eq!(
            said(anywhere(&workspace(), Path::new("/w/engage.yaml"), text.as_bytes())),
            [
                format!("engage.yaml:2:7: the file holds what looks like a password (7 characters); {mend}"),
                format!("engage.yaml:3:18: the file holds what looks like a token (14 characters); {mend}"),
            ]
        );
    }
}
