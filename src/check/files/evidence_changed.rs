//! The evidence of a goal changed since it was recorded: its digest no longer matches.

use crate::check::prelude::*;
use crate::model::shell::for_shell;

pub const CHECK: Check = Check { run: Each(find), ..row!("evidence-changed", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    scene.files.iter().filter_map(|file| finding(scene, file)).collect()
}

/// The finding at the goal that names the file, so that the goal may allow it.
fn finding(scene: &Scene, file: &FileProblem) -> Option<Finding> {
    let (find, now) = match &file.kind {
        ProblemKind::LineEnds { now } => (unconverted(&file.path), Some(now)),
        ProblemKind::EvidenceChanged { now } => {
            (format!("git log -- {}   # shows its history", for_shell(&file.path)), now.as_ref())
        }
        _ => return None,
    };
    let name = file.reference.as_ref()?;
    let (_, goal) = scene.engagement.all::<Goal>().find(|(goal, _)| *goal == name)?;
    let is_it = |evidence: &Evidence| evidence.file.as_ref().is_some_and(|named| named.one_line() == file.path);
    let at = goal.evidence.iter().position(is_it)? + 1;
    let sentence = format!("`{}`, evidence for `{}`, {}", file.path, id(name), file.message);
    let remedy = match now {
        Some(now) => scene
            .to_set(name, [format!("evidence.{at}.sha256={now}")])
            .after([format!("{find}; or, if it is still valid:").into()]),
        None => find.into(),
    };
    Some(Finding::on(name, sentence, remedy).at(format!("evidence.{at}")))
}

/// The git command that restores the file with the line ends that were committed.
fn unconverted(path: &str) -> String {
    let path = for_shell(path);
    format!("touch {path} && git -c core.autocrlf=false checkout -- {path}   # with the committed line endings")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: ProblemKind) -> Vec<String> {
        let goal = "goals/fast: {evidence: [{what: notes}, {what: times, file: evidence/times.csv}]}";
        let case = Example::of(&CHECK).with(goal).case();
        let file = FileProblem {
            kind,
            reference: "goals/fast".parse().ok(),
            ..FileProblem::whole("evidence/times.csv".to_owned(), "has changed since it was recorded", "")
        };
        let scene = Scene { files: &[file], ..case.scene() };
        find(&scene).into_iter().map(|finding| finding.remedy.to_string()).collect()
    }

    #[test]
    fn the_file_is_looked_up_or_checked_out_again_and_may_still_prove_it() {
        let still = "; or, if it is still valid:\nengage set -e harbor-search --in goals/fast evidence.2.sha256=ba78";
        let looked_up = "git log -- evidence/times.csv   # shows its history";
        let again = "touch evidence/times.csv && git -c core.autocrlf=false checkout -- evidence/times.csv   # with the committed line endings";
        let now = || "ba78".to_owned();
        assert_eq!(says(ProblemKind::EvidenceChanged { now: Some(now()) }), [format!("{looked_up}{still}")]);
        assert_eq!(says(ProblemKind::EvidenceChanged { now: None }), [looked_up]);
        assert_eq!(says(ProblemKind::LineEnds { now: now() }), [format!("{again}{still}")]);
        assert!(says(ProblemKind::Unreadable).is_empty());
    }
}
