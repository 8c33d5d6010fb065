//! Reading at the depth of a list: of each engagement no more than where it stands.

use std::fs;
use std::path::PathBuf;

use super::{Loader, steady};
use crate::model::portfolio::Standing;
use crate::model::problem::FileProblem;
use crate::model::record::OutcomeKind;
use crate::model::reference::EntryId;
use crate::model::slug::Slug;
use crate::store::atomic::retried;
use crate::store::each::each;
use crate::store::layout::{self, Folder};
use crate::store::workspace::Workspace;
use crate::store::yaml::read;

/// All engagements at the depth of a list, by id, and what cannot be read of them.
///
/// Of each, the charter, the names of the last cycle's entries and of the outcomes, and the common
/// part of the last entry.
pub fn standings(workspace: &Workspace, ids: &[Slug]) -> (Vec<Standing>, Vec<FileProblem>) {
    let (mut standings, unread): (Vec<_>, Vec<_>) = each(ids, |id| standing(workspace, id)).into_iter().unzip();
    standings.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut unread = unread.concat();
    unread.sort_unstable();
    unread.dedup();
    (standings, unread)
}

/// One engagement at the depth of a list.
pub fn standing(workspace: &Workspace, id: &Slug) -> (Standing, Vec<FileProblem>) {
    steady(workspace, id, at_a_glance)
}

fn at_a_glance(mut loader: Loader) -> (Standing, Loader) {
    let (workspace, id) = (loader.workspace, loader.id);
    let charter = loader.charter();
    let folders = loader.folders();
    let cycles =
        folders.iter().filter_map(|folder| if let Folder::Cycle(cycle) = folder { Some(*cycle) } else { None });
    let mut cycles: Vec<_> = cycles.collect();
    cycles.sort_unstable_by(|a, b| b.cmp(a));
    let walk = loader.last_cycle(&cycles);
    let last = walk.last().map(|entry| layout::record(&workspace.root, id, &entry.reference()));
    let entered = last.and_then(|path| loader.read(&path, read::entered)).map(|common| common.entered);
    let outcomes = if folders.contains(&Folder::Outcomes) { loader.outcome_names() } else { vec![] };
    let outcome = last_outcome(outcomes);
    (Standing { id: id.clone(), charter, walk, entered, outcome }, loader)
}

impl Loader<'_> {
    /// The names of the entries of the last of these cycles that has some.
    fn last_cycle(&mut self, cycles: &[u32]) -> Vec<EntryId> {
        let names = |cycle: &u32| self.entries(&layout::cycle(&self.workspace.root, self.id, *cycle), *cycle).0;
        let walk = cycles.iter().map(names).find(|entries| !entries.is_empty()).unwrap_or_default();
        walk.into_iter().map(|(id, _)| id).collect()
    }
}

/// Whether an engagement goes on, by the names of its outcomes alone; and what cannot be read of them.
///
/// What cannot be read ends nothing.
pub fn is_open(workspace: &Workspace, id: &Slug) -> (bool, Vec<FileProblem>) {
    let mut loader = Loader::of(workspace, id);
    let folder = layout::outcomes(&loader.folder);
    let names = match retried(|| fs::symlink_metadata(&folder)) {
        Ok(kind) if !kind.is_dir() => {
            loader.strange(&folder, kind.file_type(), "folder");
            vec![]
        }
        _ => loader.outcome_names(),
    };
    (last_outcome(names).is_none_or(OutcomeKind::is_open), loader.unread)
}

fn last_outcome(outcomes: Vec<((u32, OutcomeKind), PathBuf)>) -> Option<OutcomeKind> {
    outcomes.into_iter().map(|(outcome, _)| outcome).max().map(|(_, kind)| kind)
}
