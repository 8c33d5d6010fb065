//! Evidence files in the workspace: whether they still match their digests.

use std::io::BufRead as _;

use sha2::{Digest, Sha256};

use crate::model::record::{Evidence, Goal};
use crate::store::prelude_above::*;

/// The evidence files whose digest no longer matches, each by the path in its goal and with the goal as reference.
/// Files outside the workspace are not opened.
pub fn changed(workspace: &Workspace, engagement: &Engagement) -> Vec<FileProblem> {
    let goals = engagement.all::<Goal>();
    let named = goals.flat_map(|(name, goal)| goal.evidence.iter().map(move |evidence| (name, evidence)));
    named.filter_map(|(name, evidence)| compared(&workspace.root, name, evidence)).collect()
}

fn compared(root: &Path, name: &Reference, evidence: &Evidence) -> Option<FileProblem> {
    let (path, kept) = (evidence.file.as_ref()?.one_line(), evidence.sha256.as_ref()?.one_line().to_lowercase());
    let file = layout::normal(&root.join(&path));
    if !file.starts_with(layout::normal(root)) {
        return None;
    }
    let (kind, message) = if atomic::within(root, &file).is_err() {
        (ProblemKind::EvidenceChanged { now: None }, "is behind a link, which is not followed".to_owned())
    } else {
        changed_from(&file, &kept)?
    };
    Some(FileProblem { kind, hint: None, reference: Some(name.clone()), ..FileProblem::whole(path, message, "") })
}

/// How a file differs from its digest, in words.
fn changed_from(file: &Path, kept: &str) -> Option<(ProblemKind, String)> {
    let changed = |now| ProblemKind::EvidenceChanged { now };
    Some(match of_file(file) {
        Ok(now) if now == kept => return None,
        Ok(now) if of_other_line_ends(file).is_ok_and(|other| other.iter().any(|other| other == kept)) => {
            (ProblemKind::LineEnds { now }, LINE_ENDS.to_owned())
        }
        Ok(now) => (changed(Some(now)), "has changed since it was recorded".to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => (changed(None), "no longer exists".to_owned()),
        Err(error) => (changed(None), format!("cannot be read: {error}")),
    })
}

/// The sentence for a file whose line ends git converted.
const LINE_ENDS: &str = "differs only in its line endings from the file that was judged";

/// SHA-256 of a plain file in hexadecimal, read in chunks; links are not followed, pipes do not block.
pub fn of_file(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    io::copy(&mut plain(path)?, &mut digest)?;
    Ok(format!("{:x}", digest.finalize()))
}

/// SHA-256 of the file with all line ends as LF, and as CRLF.
pub fn of_other_line_ends(path: &Path) -> io::Result<[String; 2]> {
    let (mut file, mut line) = (io::BufReader::new(plain(path)?), Vec::new());
    let mut digests = [Sha256::new(), Sha256::new()];
    while file.read_until(b'\n', &mut line)? > 0 {
        let ended = line.strip_suffix(b"\n").map(|text| text.strip_suffix(b"\r").unwrap_or(text));
        for (digest, end) in digests.iter_mut().zip(["\n", "\r\n"]) {
            digest.update(ended.unwrap_or(&line));
            digest.update(ended.map_or("", |_| end));
        }
        line.clear();
    }
    Ok(digests.map(|digest| format!("{:x}", digest.finalize())))
}

fn plain(path: &Path) -> io::Result<File> {
    Ok(atomic::open(File::options().read(true), path)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::digest::of_text;

    /// SHA-256 of `abc`.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn compared(file: &str, sha256: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("times.csv"), "abc").unwrap();
        let evidence = serde_json::json!({ "what": "x", "file": file, "sha256": sha256 });
        let evidence: Evidence = serde_json::from_value(evidence).unwrap();
        super::compared(folder.path(), &Reference::Engagement, &evidence).map(|unread| unread.message)
    }

    #[test]
    fn a_file_is_what_it_was_changed_or_gone() {
        assert_eq!(compared("times.csv", ABC), None);
        assert_eq!(compared("times.csv", &ABC.to_uppercase()), None);
        assert_eq!(compared("times.csv", &ABC.replace('b', "c")).unwrap(), "has changed since it was recorded");
        assert_eq!(compared("gone.csv", ABC).unwrap(), "no longer exists");
    }

    #[test]
    fn converted_line_ends_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("times.csv");
        let digest = |text: &str| {
            std::fs::write(&path, text).unwrap();
            of_file(&path).unwrap()
        };
        for (judged, now) in [("a\nb\n", "a\r\nb\r\n"), ("a\r\nb\r\n", "a\nb\n")] {
            let kept = digest(judged);
            std::fs::write(&path, now).unwrap();
            let evidence = serde_json::json!({ "what": "x", "file": "times.csv", "sha256": kept });
            let evidence: Evidence = serde_json::from_value(evidence).unwrap();
            let problem = super::compared(folder.path(), &Reference::Engagement, &evidence).unwrap();
            let now = of_file(&path).unwrap();
            assert_eq!((problem.kind, problem.message.as_str()), (ProblemKind::LineEnds { now }, LINE_ENDS));
        }
    }

    #[test]
    fn what_lies_outside_or_has_no_digest_is_not_looked_at() {
        assert_eq!(compared("../times.csv", ABC), None);
        assert_eq!(compared("/etc/hostname", ABC), None);
        assert_eq!(compared("gone.csv", ""), None);
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, "abc").unwrap();
        assert!(of_file(&path).unwrap().starts_with("ba7816bf8f01cfea"));
        assert!(of_file(folder.path()).is_err());
        for (text, lf, crlf) in [("a\r\nb\r", "a\nb\r", "a\r\nb\r"), ("\r\r\n\n", "\r\n\n", "\r\r\n\r\n")] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(of_other_line_ends(&path).unwrap(), [of_text(lf), of_text(crlf)], "{text:?}");
        }
    }
}
