//! Keys, tokens and passwords outside the text of records: in comments, unreadable files and the settings. The checks
//! search the text of records.

use super::yaml::bytes::place;
use super::yaml::comments::comments;
use super::yaml::parse;
use crate::insight::secrets::{self, MANY, Secret, more};
use crate::store::prelude_above::*;

/// The secrets in `engage.yaml`.
pub fn of_settings(workspace: &Workspace) -> Vec<FileProblem> {
    let path = workspace.root.join(layout::SETTINGS);
    anywhere(workspace, &path, &bytes(&path).unwrap_or_default())
}

/// The secrets anywhere in a file, with their places.
pub(super) fn anywhere(workspace: &Workspace, path: &Path, bytes: &[u8]) -> Vec<FileProblem> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches(MARK);
    problems(workspace, path, "the file", text, &found(text, 0).collect::<Vec<_>>())
}

/// The secrets in the comments of a readable file, with their places.
pub(super) fn in_comments(workspace: &Workspace, path: &Path, bytes: &[u8]) -> Vec<FileProblem> {
    let Ok(text) = std::str::from_utf8(bytes).map(|text| text.trim_start_matches(MARK)) else { return vec![] };
    // possible comments are searched first, without a parse: hardly any has a secret
    let tree = Some(perhaps(text)).filter(|words| found(words, 0).next().is_some()).map(|_| parse::tree(text));
    let Some(Ok(tree)) = tree else { return vec![] };
    let comments = comments(text, &tree);
    let found: Vec<_> = comments.iter().flat_map(|comment| found(comment.words, comment.at)).take(MANY).collect();
    problems(workspace, path, "a comment", text, &found)
}

/// What may be comments, one a line: each line of a text from its first `#`.
fn perhaps(text: &str) -> String {
    let (mut words, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('#') {
        let end = rest[at..].find('\n').map_or(rest.len(), |length| at + length + 1);
        words.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    words
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// The secrets in a part of a text that starts at `start`, with their byte offsets.
fn found(part: &str, start: usize) -> impl Iterator<Item = (usize, Secret)> {
    secrets::some_within("", part, MANY).into_iter().map(move |(at, secret)| (start + at.start, secret))
}

/// The number of secrets reported one by one per file; the rest are counted.
const MOST: usize = 10;

fn problems(workspace: &Workspace, path: &Path, what: &str, text: &str, found: &[(usize, Secret)]) -> Vec<FileProblem> {
    let record = workspace.record(path);
    let advice = "remove it, and revoke it where it is used; git keeps the old version";
    let hint = match &record {
        Some((id, reference)) => Remedy::edit(reference, id).note(advice),
        None => advice.into(),
    };
    let reference = record.map(|(_, reference)| reference);
    let one = |at, holds: String| {
        let whole = FileProblem::whole(workspace.shown(path), format!("{what} contains {holds}"), hint.clone());
        FileProblem { reference: reference.clone(), ..whole.at(place(text, at)).of(ProblemKind::Secret) }
    };
    let each = found.iter().take(MOST).map(|(at, secret)| one(*at, format!("what looks like {}", secret.described())));
    let rest = found.get(MOST).map(|(at, _)| one(*at, more(found.len() - MOST)));
    each.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        Workspace::open(Path::new("/w"), Path::new("/w"))
    }

    fn in_lines(found: Vec<FileProblem>) -> Vec<String> {
        found.into_iter().map(|one| format!("{}: {}; {}", one.place(), one.message, one.hint.unwrap())).collect()
    }

    #[test]
    fn a_comment_is_looked_at_and_text_that_looks_like_one_is_not() {
        let path = Path::new("/w/engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml");
        let text = "# password: hunter2\non: 2026-03-01  # pw: hunter3\ntext: |-\n  # password: hunter4\n  b\n\
                    extra:\n  a: \"x # password: hunter5\"\n  b: x#password=hunter6\n# what is the password\n";
        let advice = "engage edit notes/2026-03-01-a-aaaa -e harbor-search   # remove it, and revoke it where it is used; git keeps the old version";
        assert_eq!(
            in_lines(in_comments(&workspace(), path, text.as_bytes())),
            [
                format!(
                    "{}:1:13: a comment contains what looks like a password (7 characters); {advice}",
                    "engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml"
                ),
                format!(
                    "{}:2:23: a comment contains what looks like a password (7 characters); {advice}",
                    "engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml"
                ),
            ]
        );
        assert!(in_comments(&workspace(), path, b"text: password\n").is_empty());
    }

    #[test]
    fn of_many_the_first_are_told_and_how_many_more_there_are() {
        let text = "# password: hunter2\n".repeat(1_000);
        let in_lines = in_lines(in_comments(&workspace(), Path::new("/w/engage.yaml"), text.as_bytes()));
        assert_eq!(in_lines.len(), 11);
        assert!(
            in_lines[9].starts_with("engage.yaml:10:13: a comment contains what looks like a password"),
            "{}",
            in_lines[9]
        );
        assert!(
            in_lines[10].starts_with("engage.yaml:11:13: a comment contains at least 990 more secrets"),
            "{}",
            in_lines[10]
        );
    }

    #[test]
    fn of_a_file_that_is_no_record_all_is_looked_at() {
        let text = "cadence: [7\n# pw: hunter2\nkey: \"SECRET_KEY=a1b2c3d4e5f6g7\"\n";
        let advice = "remove it, and revoke it where it is used; git keeps the old version";
        assert_eq!(
            in_lines(anywhere(&workspace(), Path::new("/w/engage.yaml"), text.as_bytes())),
            [
                format!("engage.yaml:2:7: the file contains what looks like a password (7 characters); {advice}"),
                format!("engage.yaml:3:18: the file contains what looks like a token (14 characters); {advice}"),
            ]
        );
    }
}
