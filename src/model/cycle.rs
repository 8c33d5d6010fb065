//! Cycles, rounds and forks: what the names of the entries and their `from` say.

use std::collections::BTreeMap;

use super::reference::EntryId;
use super::step::Step;

/// The round of an entry: 1 + the `adjust` entries before it in its cycle.
///
/// Once the cycle is wrapped up there is no further round: after-action and plan-next stand in the last one.
pub fn round(walk: &[EntryId], entry: EntryId) -> usize {
    let before = walk.iter().filter(|at| at.cycle == entry.cycle && **at < entry);
    let adjusted = before.filter(|at| at.step == Step::Adjust).count();
    if entry.step > Step::Adjust { adjusted.max(1) } else { 1 + adjusted }
}

/// The number of the next entry of a cycle, of which these numbers are taken.
pub fn next_number(taken: impl IntoIterator<Item = EntryId>, cycle: u32) -> u32 {
    let taken = taken.into_iter().filter(|at| at.cycle == cycle);
    taken.map(|at| at.number).max().map_or(1, |last| last + 1)
}

/// What each entry came from.
pub type Origins = BTreeMap<EntryId, Option<EntryId>>;

/// Two or more entries that came from the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// Where they came from.
    pub from: EntryId,
    /// Where each went, in order.
    pub branches: Vec<EntryId>,
}

/// The forks of a walk, in order.
pub fn forks(origins: &Origins) -> Vec<Fork> {
    let mut by_origin: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for (entry, from) in origins.iter().filter_map(|(entry, from)| Some((entry, (*from)?))) {
        by_origin.entry(from).or_default().push(*entry);
    }
    let forked = by_origin.into_iter().filter(|(_, branches)| branches.len() > 1);
    forked.map(|(from, branches)| Fork { from, branches }).collect()
}

/// An entry and all that came from it, in order.
pub fn chain(origins: &Origins, head: EntryId) -> Vec<EntryId> {
    let mut chain = vec![head];
    let mut at = 0;
    while let Some(from) = chain.get(at).copied() {
        let came = origins.iter().filter(|(_, before)| **before == Some(from)).map(|(entry, _)| *entry);
        let new: Vec<_> = came.filter(|entry| !chain.contains(entry)).collect();
        chain.extend(new);
        at += 1;
    }
    chain.sort_unstable();
    chain
}

/// A walk with the entries in `forks/` that a merge made part of it again: those that an entry of the walk came from,
/// at any remove, and both branches of a fork where the walk goes on by no other.
pub fn with_returned(walk: &Origins, in_forks: &Origins) -> Origins {
    let mut origins = walk.clone();
    for mut next in walk.values().copied() {
        while let Some(entry) = next.filter(|entry| !origins.contains_key(entry)) {
            let Some(from) = in_forks.get(&entry) else { break };
            origins.insert(entry, *from);
            next = *from;
        }
    }
    for fork in forks(in_forks) {
        let goes_on = walk.values().any(|from| *from == Some(fork.from));
        if origins.contains_key(&fork.from) && !goes_on {
            let branches = fork.branches.iter().flat_map(|head| chain(in_forks, *head));
            origins.extend(branches.map(|entry| (entry, in_forks[&entry])));
        }
    }
    origins
}

/// The entries to move to `forks/` so that the walk goes by `keep`; none where no fork has it in a branch.
pub fn losing(origins: &Origins, keep: EntryId) -> Option<Vec<EntryId>> {
    let mut lost = Vec::new();
    for fork in forks(origins) {
        let (kept, others): (Vec<_>, Vec<_>) =
            fork.branches.iter().map(|head| chain(origins, *head)).partition(|branch| branch.contains(&keep));
        if !kept.is_empty() {
            lost.extend(others.concat());
        }
    }
    lost.sort_unstable();
    lost.dedup();
    (!lost.is_empty()).then_some(lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EntryId {
        text.parse().unwrap()
    }

    fn origins(pairs: &[(&str, &str)]) -> Origins {
        pairs.iter().map(|(entry, from)| (id(entry), from.parse().ok())).collect()
    }

    #[test]
    fn each_adjust_opens_a_round() {
        let walk: Vec<_> =
            ["cycle-1/06-demo", "cycle-1/07-adjust", "cycle-1/08-dev", "cycle-2/01-hypothesis"].map(id).into();
        assert_eq!(round(&walk, walk[1]), 1);
        assert_eq!(round(&walk, walk[2]), 2);
        assert_eq!(round(&walk, id("cycle-1/09-after-action")), 1);
        assert_eq!(round(&walk, walk[3]), 1);
        assert_eq!(next_number(walk.clone(), 1), 9);
        assert_eq!(next_number(walk, 3), 1);
    }

    #[test]
    fn a_walk_without_a_fork_has_nothing_to_resolve() {
        let walk = origins(&[("cycle-1/01-hypothesis", ""), ("cycle-1/02-validate", "cycle-1/01-hypothesis")]);
        assert!(forks(&walk).is_empty());
        assert_eq!(losing(&walk, id("cycle-1/02-validate")), None);
    }

    #[test]
    fn the_whole_losing_chain_goes_even_into_the_next_cycle() {
        let walk = origins(&[
            ("cycle-1/09-plan-next", ""),
            ("cycle-1/10-dev", "cycle-1/09-plan-next"),
            ("cycle-2/01-hypothesis", "cycle-1/09-plan-next"),
            ("cycle-2/02-validate", "cycle-2/01-hypothesis"),
        ]);
        let next = ["cycle-2/01-hypothesis", "cycle-2/02-validate"].map(id);
        let fork = Fork { from: id("cycle-1/09-plan-next"), branches: vec![id("cycle-1/10-dev"), next[0]] };
        assert_eq!(forks(&walk), [fork]);
        assert_eq!(losing(&walk, id("cycle-1/10-dev")).unwrap(), next);
        assert_eq!(losing(&walk, next[1]).unwrap(), [id("cycle-1/10-dev")]);
        assert_eq!(losing(&walk, id("cycle-1/09-plan-next")), None);
    }

    #[test]
    fn a_chain_of_which_a_part_came_back_is_a_fork_again() {
        let walk = origins(&[
            ("cycle-1/01-hypothesis", ""),
            ("cycle-1/02-dev", "cycle-1/01-hypothesis"),
            ("cycle-1/04-dev", "cycle-1/03-select"),
        ]);
        assert!(forks(&with_returned(&walk, &Origins::new())).is_empty(), "what is nowhere is a gap");
        let chain = [("cycle-1/02-validate", "cycle-1/01-hypothesis"), ("cycle-1/03-select", "cycle-1/02-validate")];
        let all = with_returned(&walk, &origins(&chain));
        let branches = vec![id("cycle-1/02-validate"), id("cycle-1/02-dev")];
        assert_eq!(forks(&all), [Fork { from: id("cycle-1/01-hypothesis"), branches }]);
        assert_eq!(losing(&all, id("cycle-1/04-dev")).unwrap(), [id("cycle-1/02-dev")]);
        assert_eq!(losing(&all, id("cycle-1/02-dev")).unwrap().len(), 3);
    }

    #[test]
    fn a_fork_of_which_both_branches_are_in_forks_is_a_fork_again() {
        let walk = origins(&[("cycle-1/01-hypothesis", "")]);
        let kept = ("cycle-1/02-dev", "cycle-1/01-hypothesis");
        let in_forks = [("cycle-1/02-validate", "cycle-1/01-hypothesis"), ("cycle-1/03-demo", "cycle-1/02-dev"), kept];
        let all = with_returned(&walk, &origins(&in_forks));
        assert_eq!(losing(&all, id("cycle-1/02-validate")).unwrap(), ["cycle-1/02-dev", "cycle-1/03-demo"].map(id));
        assert_eq!(with_returned(&walk, &origins(&in_forks[..1])), walk, "one branch is no fork");
        let resolved = origins(&[("cycle-1/01-hypothesis", ""), kept]);
        assert_eq!(with_returned(&resolved, &origins(&in_forks)), resolved, "and one that was kept is resolved");
    }

    #[test]
    fn a_circle_written_by_hand_ends() {
        let walk = origins(&[
            ("cycle-1/01-hypothesis", "cycle-1/02-validate"),
            ("cycle-1/02-validate", "cycle-1/01-hypothesis"),
        ]);
        assert_eq!(chain(&walk, id("cycle-1/01-hypothesis")).len(), 2);
        assert_eq!(with_returned(&origins(&[("cycle-1/03-dev", "cycle-1/02-validate")]), &walk).len(), 3);
    }
}
