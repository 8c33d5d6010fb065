//! Loading at overview depth: only the current state of each engagement.

use std::fs;
use std::path::PathBuf;

use super::{Loader, joined, read_until_stable};
use crate::model::folder::Folder;
use crate::model::portfolio::Overview;
use crate::model::problem::FileProblem;
use crate::model::record::OutcomeKind;
use crate::model::slug::Slug;
use crate::store::atomic::retried;
use crate::store::each::each;
use crate::store::layout;
use crate::store::workspace::Workspace;
use crate::store::yaml::read;

/// All engagements at overview depth, and what cannot be read of them.
///
/// Of each, the charter, the names of the last cycle's entries and of the outcomes, and the common
/// part of the last entry.
pub fn overviews(workspace: &Workspace, ids: &[Slug]) -> (Vec<Overview>, Vec<FileProblem>) {
    joined(each(ids, |id| overview(workspace, id)))
}

/// One engagement at overview depth.
pub fn overview(workspace: &Workspace, id: &Slug) -> (Overview, Vec<FileProblem>) {
    read_until_stable(workspace, id, at_a_glance)
}

fn at_a_glance(loader: &mut Loader) -> Overview {
    let charter = loader.read(&loader.folder.join(layout::CHARTER), read::charter);
    let folders = loader.folders();
    let cycle = |folder: &Folder| if let Folder::Cycle(cycle) = folder { Some(*cycle) } else { None };
    let mut cycles: Vec<_> = folders.iter().filter_map(cycle).collect();
    cycles.sort_unstable_by(|a, b| b.cmp(a));
    let entries = cycles.iter().map(|cycle| loader.entries(*cycle).0).find(|entries| !entries.is_empty());
    let entries = entries.unwrap_or_default();
    let entered = entries.last().and_then(|(_, path)| loader.read(path, read::entered)).map(|common| common.entered);
    let outcomes = if folders.contains(&Folder::Outcomes) { loader.outcome_names() } else { vec![] };
    let walk = entries.into_iter().map(|(entry, _)| entry).collect();
    Overview { id: loader.id.clone(), charter, walk, entered, outcome: last_outcome(outcomes) }
}

/// Whether an engagement is open, from the names of its outcomes alone; and what cannot be read of them.
///
/// An unreadable outcome does not end an engagement.
pub fn is_open(workspace: &Workspace, id: &Slug) -> (bool, Vec<FileProblem>) {
    let mut loader = Loader::of(workspace, id);
    let folder = loader.folder.join(layout::OUTCOMES);
    let names = match retried(|| fs::symlink_metadata(&folder)) {
        Ok(kind) if !kind.is_dir() => {
            loader.strange(&folder, "folder");
            vec![]
        }
        _ => loader.outcome_names(),
    };
    (last_outcome(names).is_none_or(OutcomeKind::is_open), loader.unread)
}

fn last_outcome(outcomes: Vec<((u32, OutcomeKind), PathBuf)>) -> Option<OutcomeKind> {
    outcomes.into_iter().map(|(outcome, _)| outcome).max().map(|(_, kind)| kind)
}
