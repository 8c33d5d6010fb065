//! Loads what a search may find: the records whose files have a search word.

use super::{Holds, read_until_stable};
use crate::store::prelude::*;
use crate::store::workspace::Workspace;
use crate::store::yaml::read;

/// The records of some kinds, by their words, whose files hold what is looked for; other files are read and not parsed.
/// Includes what cannot be read.
pub fn for_search<'a>(
    workspace: &'a Workspace,
    id: &'a Slug,
    kinds: &[&str],
    holds: Holds<'a>,
) -> (Engagement, Vec<FileProblem>) {
    let is_wanted = |kind: &str| kinds.contains(&kind);
    read_until_stable(workspace, id, |loader| {
        let mut engagement = Engagement::unread(id.clone());
        let top = loader.top();
        let charter = loader.charter(&top, |bytes| {
            let is_held = is_wanted("engagement") && holds(bytes);
            if is_held { read::charter(bytes).map(Some) } else { read::known_schema(bytes).map(|()| None) }
        });
        engagement.charter = charter.flatten();
        loader.holds = Some(holds);
        for folder in loader.folders(&top) {
            match folder {
                _ if !kinds.iter().any(|kind| folder.may_hold(kind)) => {}
                Folder::Whole => {}
                Folder::Cycle(cycle) => loader.cycle(&top, cycle, is_wanted, &mut engagement),
                Folder::Records(kind) => loader.records(&top, kind, &mut engagement),
                Folder::Outcomes => loader.outcomes(&top, &mut engagement),
            }
        }
        loader.others();
        engagement.walk.sort_unstable();
        engagement
    })
}
