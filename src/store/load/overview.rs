//! Loading at overview depth: only the current state of each engagement.

use super::{Listed, Loader, read_until_stable};
use crate::model::portfolio::Overview;
use crate::model::record::OutcomeKind;
use crate::model::reference::outcome_name;
use crate::store::prelude_above::*;

/// An engagement at overview depth, and what cannot be read of it; none if it ended and only open ones are asked for.
///
/// Of it, the charter, the names of the last cycle's entries and of the outcomes, and the common part of the last entry;
/// of one that ended and is not asked for, only the names of the outcomes.
pub fn overview(workspace: &Workspace, id: &Slug, only_open: bool) -> (Option<Overview>, Vec<FileProblem>) {
    read_until_stable(workspace, id, |loader| {
        let top = loader.top();
        let outcome = last_outcome(loader, &top);
        let is_asked = !only_open || outcome.is_none_or(OutcomeKind::is_open);
        is_asked.then(|| at_a_glance(loader, &top, outcome))
    })
}

fn at_a_glance(loader: &mut Loader, top: &Listed, outcome: Option<OutcomeKind>) -> Overview {
    let charter = loader.charter(top, read::charter);
    let folders = loader.folders(top);
    let cycle = |folder: &Folder| if let Folder::Cycle(cycle) = folder { Some(*cycle) } else { None };
    let mut cycles: Vec<_> = folders.iter().filter_map(cycle).collect();
    cycles.sort_unstable_by(|a, b| b.cmp(a));
    let (mut walk, mut entered) = (vec![], None);
    for cycle in cycles {
        let folder = loader.list(top, &layout::cycle_name(cycle));
        let (entries, _) = loader.entries(&folder, cycle);
        if let Some((_, last)) = entries.last() {
            entered = loader.read(&folder, last, read::entered).map(|common| common.entered);
            walk = entries.into_iter().map(|(entry, _)| entry).collect();
            break;
        }
    }
    let outcome = outcome.filter(|_| folders.contains(&Folder::Outcomes));
    loader.unread.sort_unstable();
    Overview { id: loader.id.clone(), charter, walk, entered, outcome }
}

/// Whether an engagement is open, from the names of its outcomes alone; and what cannot be read of them.
///
/// An unreadable outcome does not end an engagement.
pub fn is_open(workspace: &Workspace, id: &Slug) -> (bool, Vec<FileProblem>) {
    let mut loader = Loader::of(workspace, id);
    let top = loader.top();
    let outcomes = top.entries.iter().find(|found| found.name == layout::OUTCOMES);
    if outcomes.is_some_and(|found| found.kind != FileKind::Folder) {
        loader.strange(layout::OUTCOMES, "folder");
    }
    let last = last_outcome(&mut loader, &top);
    (last.is_none_or(OutcomeKind::is_open), loader.unread)
}

/// The last outcome, by name; none if there is no folder of outcomes.
fn last_outcome(loader: &mut Loader, top: &Listed) -> Option<OutcomeKind> {
    let is_outcomes = |found: &FolderEntry| found.name == layout::OUTCOMES && found.kind == FileKind::Folder;
    top.entries.iter().find(|found| is_outcomes(found))?;
    let folder = loader.list(top, layout::OUTCOMES);
    let names = loader.named(&folder, "an outcome", outcome_name);
    names.into_iter().map(|(outcome, _)| outcome).max().map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::load::open;

    #[test]
    fn of_one_that_ended_what_cannot_be_read_of_its_outcomes_is_still_named() {
        let folder = tempfile::tempdir().unwrap();
        let outcomes = folder.path().join("engagements/harbor-search/outcomes");
        std::fs::create_dir_all(&outcomes).unwrap();
        for name in ["01-called-off.yaml", "02-reopend.yaml"] {
            std::fs::write(outcomes.join(name), "on: 2026-03-01\n").unwrap();
        }
        let (workspace, id) = (Workspace::open(folder.path(), folder.path()), "harbor-search".parse().unwrap());
        let paths = |unread: &[FileProblem]| unread.iter().map(|one| one.path.clone()).collect::<Vec<_>>();
        let misnamed = ["engagements/harbor-search/outcomes/02-reopend.yaml"];
        let (overview, unread) = overview(&workspace, &id, true);
        assert!(overview.is_none());
        assert_eq!(paths(&unread), misnamed);
        let (engagement, unread) = open(&workspace, &id);
        assert!(engagement.is_none());
        assert_eq!(paths(&unread), misnamed);
    }
}
