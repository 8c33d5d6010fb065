//! Loads the walk: the entries of the cycles, and those in `forks/`.

use std::path::PathBuf;

use super::Loader;
use crate::model::engagement::Engagement;
use crate::model::reference::{EntryId, entry_in_forks};
use crate::model::step::Step;
use crate::store::layout;
use crate::store::yaml::read;

impl Loader<'_> {
    /// The entries of a cycle, its PACE plan, and its `forks/`.
    pub(super) fn cycle(&mut self, cycle: u32, engagement: &mut Engagement) {
        let pace = self.steps(cycle, Step::ALL, engagement);
        if let Some(pace) = pace.and_then(|path| self.read(&path, read::file)) {
            engagement.paces.insert(cycle, pace);
        }
        self.forks(cycle, engagement);
    }

    /// The entries of some steps of a cycle, others by name only; returns the file of its PACE plan.
    pub(super) fn steps(&mut self, cycle: u32, steps: &[Step], engagement: &mut Engagement) -> Option<PathBuf> {
        let (entries, pace) = self.entries(cycle);
        for (id, path) in entries {
            engagement.walk.push(id);
            if steps.contains(&id.step)
                && let Some(entry) = self.read(&path, |bytes| read::entry(id, bytes))
            {
                engagement.entries.insert(id, entry);
            }
        }
        pace
    }

    /// The entries in the `forks/` of a cycle, once its folder is read; for one with copies, the origin of the first.
    fn forks(&mut self, cycle: u32, engagement: &mut Engagement) {
        let forks = layout::cycle(&self.workspace.root, self.id, cycle).join(layout::FORKS);
        let Some(at) = self.unknown.iter().position(|unknown| *unknown == forks) else { return };
        self.unknown.swap_remove(at);
        let name = |name: &str| entry_in_forks(cycle, name).map(|id| (id, name == id.name()));
        for ((id, is_first), path) in self.named(&forks, "a step", name) {
            let from = self.read(&path, |bytes| read::entry(id, bytes)).and_then(|entry| entry.common.from);
            let known = engagement.in_forks.entry(id).or_default();
            *known = if is_first { from } else { *known };
        }
    }

    /// The entries of a cycle with their files, in order, and the file of its PACE plan.
    pub(super) fn entries(&mut self, cycle: u32) -> (Vec<(EntryId, PathBuf)>, Option<PathBuf>) {
        let folder = layout::cycle(&self.workspace.root, self.id, cycle);
        let name = |name: &str| EntryId::in_cycle(cycle, name).map(Some).or((name == "pace").then_some(None));
        let (mut entries, mut pace) = (Vec::new(), None);
        for (entry, path) in self.named(&folder, "a step", name) {
            match entry {
                Some(id) => entries.push((id, path)),
                None => pace = Some(path),
            }
        }
        entries.sort_unstable();
        (entries, pace)
    }
}
