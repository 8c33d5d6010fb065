//! Cycles, rounds and forks, from the names of the entries and their `from`.

use crate::model::prelude::*;

/// The round of an entry: 1 + the `adjust` entries before it in its cycle.
///
/// The walk is in its order. Once the cycle is wrapped up there is no further round: after-action and plan-next belong to the last one.
pub fn round(walk: &[EntryId], entry: EntryId) -> usize {
    let before = walk[walk.partition_point(|at| at.cycle < entry.cycle)..].iter().take_while(|at| **at < entry);
    let adjusted = before.filter(|at| at.step == Step::Adjust).count();
    if entry.step > Step::Adjust { adjusted.max(1) } else { 1 + adjusted }
}

/// The next free number for an entry of a cycle, given the taken ones.
pub fn next_number(taken: impl IntoIterator<Item = EntryId>, cycle: u32) -> u32 {
    let taken = taken.into_iter().filter(|at| at.cycle == cycle);
    taken.map(|at| at.number).max().map_or(1, |last| last + 1)
}

/// The origin of each entry.
pub type Origins = BTreeMap<EntryId, Option<EntryId>>;

/// Two or more entries with the same origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// Their origin.
    pub from: EntryId,
    /// The entries that came from it, in order.
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

/// A walk with the entries in `forks/` that a merge made part of it again: the direct and indirect origins of entries
/// of the walk, and both branches of a fork after which the walk has no other branch.
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

/// The entries to move to `forks/` to keep the branch of `keep`; none if it is in no branch of a fork.
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

    /// The entries of `entry<origin entry<origin …`, all of the first cycle unless they name another.
    fn origins(walk: &str) -> Origins {
        walk.split(' ')
            .map(|one| one.split_once('<').unwrap())
            .map(|(at, from)| (entry(at), from_entry(from)))
            .collect()
    }

    fn entry(name: &str) -> EntryId {
        id(&if name.starts_with("cycle") { name.to_owned() } else { format!("cycle-1/{name}") })
    }

    fn from_entry(name: &str) -> Option<EntryId> {
        (!name.is_empty()).then(|| entry(name))
    }

    fn lost(walk: &Origins, keep: &str) -> String {
        let lost = losing(walk, entry(keep)).unwrap_or_default();
        lost.iter().map(|entry| entry.to_string().replace("cycle-1/", "")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_adjust_opens_a_round() {
        let walk = ["cycle-1/06-demo", "cycle-1/07-adjust", "cycle-1/08-dev", "cycle-2/01-hypothesis"].map(id);
        let entries = [walk[1], walk[2], id("cycle-1/09-after-action"), walk[3]];
        assert_eq!(entries.map(|entry| round(&walk, entry)), [1, 2, 1, 1]);
        assert_eq!([1, 3].map(|cycle| next_number(walk, cycle)), [9, 1]);
    }

    #[test]
    fn the_whole_losing_chain_goes_even_into_the_next_cycle() {
        let walk = origins("01-hypothesis< 02-validate<01-hypothesis");
        assert_eq!((forks(&walk), losing(&walk, entry("02-validate"))), (vec![], None), "there is no fork");
        let walk = origins(
            "09-plan-next< 10-dev<09-plan-next cycle-2/01-hypothesis<09-plan-next cycle-2/02-validate<cycle-2/01-hypothesis",
        );
        let branches = vec![entry("10-dev"), entry("cycle-2/01-hypothesis")];
        assert_eq!(forks(&walk), [Fork { from: entry("09-plan-next"), branches }]);
        assert_eq!(lost(&walk, "10-dev"), "cycle-2/01-hypothesis cycle-2/02-validate");
        assert_eq!(lost(&walk, "cycle-2/02-validate"), "10-dev");
        assert_eq!(losing(&walk, entry("09-plan-next")), None);
    }

    #[test]
    fn what_came_back_from_forks_in_part_is_a_fork_again() {
        let walk = origins("01-hypothesis< 02-dev<01-hypothesis 04-dev<03-select");
        assert!(forks(&with_returned(&walk, &Origins::new())).is_empty(), "what is nowhere is a gap");
        let all = with_returned(&walk, &origins("02-validate<01-hypothesis 03-select<02-validate"));
        let branches = vec![entry("02-validate"), entry("02-dev")];
        assert_eq!(forks(&all), [Fork { from: entry("01-hypothesis"), branches }]);
        assert_eq!((lost(&all, "04-dev").as_str(), losing(&all, entry("02-dev")).unwrap().len()), ("02-dev", 3));
        let (walk, branch) = (origins("01-hypothesis<"), "02-validate<01-hypothesis");
        let in_forks = origins(&format!("{branch} 03-demo<02-dev 02-dev<01-hypothesis"));
        assert_eq!(lost(&with_returned(&walk, &in_forks), "02-validate"), "02-dev 03-demo");
        assert_eq!(with_returned(&walk, &origins(branch)), walk, "one branch is no fork");
        let resolved = origins("01-hypothesis< 02-dev<01-hypothesis");
        assert_eq!(with_returned(&resolved, &in_forks), resolved, "and one that was kept is resolved");
    }

    #[test]
    fn a_circle_written_by_hand_ends() {
        let walk = origins("01-hypothesis<02-validate 02-validate<01-hypothesis");
        assert_eq!(chain(&walk, entry("01-hypothesis")).len(), 2);
        assert_eq!(with_returned(&origins("03-dev<02-validate"), &walk).len(), 3);
    }
}
