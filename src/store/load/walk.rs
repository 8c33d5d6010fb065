//! Loads the walk: the entries of the cycles, and those in `forks/`.

use super::{Listed, Loader};
use crate::model::reference::entry_in_forks;
use crate::store::prelude_above::*;

impl Loader<'_> {
    /// The entries of a cycle, its PACE plan, and its `forks/`; those of kinds that are not wanted by name only.
    pub(super) fn cycle(
        &mut self,
        top: &Listed,
        cycle: u32,
        is_wanted: impl Fn(&str) -> bool,
        engagement: &mut Engagement,
    ) {
        let folder = self.list(top, &layout::cycle_name(cycle));
        let (entries, pace) = self.entries(&folder, cycle);
        for (id, name) in entries {
            engagement.walk.push(id);
            if is_wanted(id.step.word())
                && let Some(entry) = self.read(&folder, &name, |bytes| read::entry(id, bytes))
            {
                engagement.entries.insert(id, entry);
            }
        }
        if let Some(pace) = pace.filter(|_| is_wanted("pace")).and_then(|name| self.read(&folder, &name, read::file)) {
            engagement.paces.insert(cycle, pace);
        }
        self.forks(&folder, cycle, engagement);
    }

    /// The entries in the `forks/` of a cycle, once its folder is read; for one with copies, the origin of the first.
    fn forks(&mut self, above: &Listed, cycle: u32, engagement: &mut Engagement) {
        let inner = above.path(layout::FORKS);
        let Some(at) = self.unknown.iter().position(|unknown| *unknown == inner) else { return };
        self.unknown.swap_remove(at);
        let forks = self.list(above, layout::FORKS);
        let name = |name: &str| entry_in_forks(cycle, name).map(|id| (id, name == id.name()));
        for ((id, is_first), file) in self.named(&forks, "a step", name) {
            let from = self.read(&forks, &file, |bytes| read::entry(id, bytes)).and_then(|entry| entry.common.from);
            let known = engagement.in_forks.entry(id).or_default();
            *known = if is_first { from } else { *known };
        }
    }

    /// The entries of a cycle with their files, in order, and the file of its PACE plan.
    pub(super) fn entries(&mut self, folder: &Listed, cycle: u32) -> (Vec<(EntryId, String)>, Option<String>) {
        let name = |name: &str| EntryId::in_cycle(cycle, name).map(Some).or((name == "pace").then_some(None));
        let (mut entries, mut pace) = (Vec::new(), None);
        for (entry, file) in self.named(folder, "a step", name) {
            match entry {
                Some(id) => entries.push((id, file)),
                None => pace = Some(file),
            }
        }
        entries.sort_unstable();
        (entries, pace)
    }
}
