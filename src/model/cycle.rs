//! Cycles, rounds and forks: what the names of the entries and their `from` say.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
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

/// The number of the next entry of a cycle; none that an entry of a settled fork has had.
pub fn next_number(walk: &[EntryId], settled: &[EntryId], cycle: u32) -> u32 {
    let taken = walk.iter().chain(settled).filter(|at| at.cycle == cycle);
    taken.map(|at| at.number).max().map_or(1, |last| last + 1)
}

/// Two or more entries that came from the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// Where they came from.
    pub from: EntryId,
    /// Where each went, in order.
    pub branches: Vec<EntryId>,
}

/// The forks of a walk, in order.
pub fn forks(entries: &BTreeMap<EntryId, Entry>) -> Vec<Fork> {
    let mut by_origin: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for entry in entries.values() {
        if let Some(from) = entry.common.from {
            by_origin.entry(from).or_default().push(entry.id);
        }
    }
    let forked = by_origin.into_iter().filter(|(_, branches)| branches.len() > 1);
    forked.map(|(from, branches)| Fork { from, branches }).collect()
}

/// Where each branch ends that came from an entry and lies beside the walk, by what each entry there came from, in
/// order.
pub fn ends(aside: &[(EntryId, EntryId)], from: EntryId) -> Vec<EntryId> {
    let heads: BTreeSet<_> = aside.iter().filter(|(_, before)| *before == from).map(|(entry, _)| *entry).collect();
    heads.into_iter().map(|head| end(aside, head)).collect()
}

/// Where the branch of an entry ends.
pub fn end(aside: &[(EntryId, EntryId)], entry: EntryId) -> EntryId {
    aside.iter().fold(entry, |at, (next, from)| if *from == at { *next } else { at })
}

/// Whether the walk can go by an entry: what it came from is in the walk, or can be brought back from `forks/`, where
/// it lies once and reads.
pub fn can_go_by(
    walk: &BTreeMap<EntryId, Option<EntryId>>,
    settled: &[EntryId],
    aside: &[(EntryId, EntryId)],
    entry: EntryId,
) -> bool {
    let mut next = Some(entry);
    while let Some(at) = next {
        let from = match walk.get(&at) {
            Some(from) => *from,
            None if settled.contains(&at) => {
                let came: Vec<_> = aside.iter().filter(|(aside, _)| *aside == at).collect();
                let files = settled.iter().filter(|settled| **settled == at).count();
                let ([(_, from)], 1) = (came.as_slice(), files) else { return false };
                Some(*from)
            }
            None => None,
        };
        next = from.filter(|from| *from < at);
    }
    walk.contains_key(&entry) || settled.contains(&entry)
}

/// An entry and all that came from it, in order.
pub fn chain(entries: &BTreeMap<EntryId, Entry>, head: EntryId) -> Vec<EntryId> {
    let mut chain = vec![head];
    let mut at = 0;
    while let Some(from) = chain.get(at).copied() {
        let came = entries.values().filter(|entry| entry.common.from == Some(from)).map(|entry| entry.id);
        let new: Vec<_> = came.filter(|id| !chain.contains(id)).collect();
        chain.extend(new);
        at += 1;
    }
    chain.sort_unstable();
    chain
}

/// The entries that came, at any remove, from one that was moved aside with a settled fork and is not in the walk.
pub fn revived(from: &BTreeMap<EntryId, Option<EntryId>>, settled: &[EntryId]) -> BTreeSet<EntryId> {
    let mut revived = BTreeSet::new();
    for (id, from_it) in from {
        let Some(before) = from_it.filter(|before| before < id) else { continue };
        let is_aside = settled.contains(&before) && !from.contains_key(&before);
        if is_aside || revived.contains(&before) {
            revived.insert(*id);
        }
    }
    revived
}

/// What each entry came from.
pub fn origins(entries: &BTreeMap<EntryId, Entry>) -> BTreeMap<EntryId, Option<EntryId>> {
    entries.iter().map(|(id, entry)| (*id, entry.common.from)).collect()
}

/// The entries to move aside so that the walk goes by `keep`; none where no fork has it in a branch.
///
/// What came from an entry that is `settled` and not there goes aside too.
pub fn losing(entries: &BTreeMap<EntryId, Entry>, settled: &[EntryId], keep: EntryId) -> Option<Vec<EntryId>> {
    entries.get(&keep)?;
    let mut lost: Vec<_> = revived(&origins(entries), settled).into_iter().collect();
    for fork in forks(entries) {
        let kept = fork.branches.iter().find(|branch| chain(entries, **branch).contains(&keep));
        if let Some(kept) = kept {
            lost.extend(
                fork.branches.iter().filter(|branch| *branch != kept).flat_map(|branch| chain(entries, *branch)),
            );
        }
    }
    lost.sort_unstable();
    lost.dedup();
    (!lost.is_empty()).then_some(lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::{Answers, Common, Rest};

    fn id(text: &str) -> EntryId {
        text.parse().unwrap()
    }

    fn entries(pairs: &[(&str, Option<&str>)]) -> BTreeMap<EntryId, Entry> {
        let entry = |(at, from): &(&str, Option<&str>)| {
            let id = id(at);
            let common = Common {
                entered: "2026-03-02".parse().unwrap(),
                from: from.map(self::id),
                because: None,
                passed: vec![],
                skipped: vec![],
            };
            (id, Entry { id, common, answers: Answers::empty(id.step), rest: Rest::default() })
        };
        pairs.iter().map(entry).collect()
    }

    #[test]
    fn each_adjust_opens_a_round() {
        let walk: Vec<_> =
            ["cycle-1/06-demo", "cycle-1/07-adjust", "cycle-1/08-dev", "cycle-2/01-hypothesis"].map(id).into();
        assert_eq!(round(&walk, walk[1]), 1);
        assert_eq!(round(&walk, walk[2]), 2);
        assert_eq!(round(&walk, id("cycle-1/09-after-action")), 1);
        assert_eq!(round(&walk, walk[3]), 1);
        assert_eq!(next_number(&walk, &[], 1), 9);
        assert_eq!(next_number(&walk, &[], 3), 1);
    }

    #[test]
    fn the_number_of_a_settled_entry_is_not_given_again() {
        let settled = ["cycle-1/08-select", "cycle-2/03-dev"].map(id);
        assert_eq!(next_number(&[id("cycle-1/06-demo")], &settled, 1), 9);
        assert_eq!(next_number(&[id("cycle-1/09-plan-next")], &settled, 2), 4);
    }

    #[test]
    fn a_walk_without_a_fork_has_nothing_to_settle() {
        let walk = entries(&[("cycle-1/01-hypothesis", None), ("cycle-1/02-validate", Some("cycle-1/01-hypothesis"))]);
        assert!(forks(&walk).is_empty());
        assert_eq!(losing(&walk, &[], id("cycle-1/02-validate")), None);
    }

    #[test]
    fn the_whole_losing_chain_goes_even_into_the_next_cycle() {
        let walk = entries(&[
            ("cycle-1/09-plan-next", None),
            ("cycle-1/10-dev", Some("cycle-1/09-plan-next")),
            ("cycle-2/01-hypothesis", Some("cycle-1/09-plan-next")),
            ("cycle-2/02-validate", Some("cycle-2/01-hypothesis")),
        ]);
        let fork = Fork {
            from: id("cycle-1/09-plan-next"),
            branches: vec![id("cycle-1/10-dev"), id("cycle-2/01-hypothesis")],
        };
        assert_eq!(forks(&walk), [fork]);
        assert_eq!(
            losing(&walk, &[], id("cycle-1/10-dev")).unwrap(),
            [id("cycle-2/01-hypothesis"), id("cycle-2/02-validate")]
        );
        assert_eq!(losing(&walk, &[], id("cycle-2/02-validate")).unwrap(), [id("cycle-1/10-dev")]);
    }

    #[test]
    fn what_came_from_a_settled_entry_at_any_remove_is_revived_and_loses() {
        let walk = entries(&[
            ("cycle-1/01-hypothesis", None),
            ("cycle-1/02-dev", Some("cycle-1/01-hypothesis")),
            ("cycle-1/04-dev", Some("cycle-1/03-select")),
            ("cycle-2/01-hypothesis", Some("cycle-1/04-dev")),
        ]);
        let settled = ["cycle-1/02-validate", "cycle-1/03-select"].map(id);
        let back = [id("cycle-1/04-dev"), id("cycle-2/01-hypothesis")];
        assert_eq!(Vec::from_iter(revived(&origins(&walk), &settled)), back);
        assert_eq!(losing(&walk, &settled, id("cycle-1/02-dev")).unwrap(), back);
        assert!(revived(&origins(&walk), &[]).is_empty(), "what is nowhere is a gap");
    }

    #[test]
    fn a_settled_entry_that_stands_in_the_walk_as_well_is_in_the_walk() {
        let walk = entries(&[
            ("cycle-1/01-hypothesis", None),
            ("cycle-1/02-dev", Some("cycle-1/01-hypothesis")),
            ("cycle-1/03-onsite", Some("cycle-1/02-dev")),
        ]);
        assert!(revived(&origins(&walk), &[id("cycle-1/02-dev")]).is_empty());
    }

    #[test]
    fn branches_beside_the_walk_are_followed_to_their_ends() {
        let pairs = [
            ("cycle-1/10-dev", "cycle-1/09-plan-next"),
            ("cycle-1/10-dev", "cycle-1/09-plan-next"),
            ("cycle-1/11-onsite", "cycle-1/10-dev"),
            ("cycle-2/01-hypothesis", "cycle-1/09-plan-next"),
        ];
        let aside = pairs.map(|(entry, from)| (id(entry), id(from)));
        let from = id("cycle-1/09-plan-next");
        assert_eq!(ends(&aside, from), ["cycle-1/11-onsite", "cycle-2/01-hypothesis"].map(id));
        assert!(ends(&aside, id("cycle-1/08-after-action")).is_empty());
    }

    #[test]
    fn the_walk_goes_by_what_is_there_or_can_be_brought_back() {
        let walk = [("cycle-1/01-hypothesis", None), ("cycle-1/05-dev", Some("cycle-1/04-select"))];
        let walk = walk.iter().map(|(entry, from)| (id(entry), from.map(id))).collect();
        let once = [("cycle-1/04-select", "cycle-1/03-validate"), ("cycle-1/03-validate", "cycle-1/01-hypothesis")];
        let once = once.map(|(entry, from)| (id(entry), id(from)));
        let settled = once.map(|(entry, _)| entry);
        let can = |settled: &[EntryId], aside: &[_]| can_go_by(&walk, settled, aside, id("cycle-1/05-dev"));
        assert!(can(&settled, &once));
        assert!(can(&[], &[]), "what is nowhere is a gap");
        assert!(!can(&settled, &once[..1]), "one cannot be read");
        assert!(!can(&[settled[0], settled[1], settled[1]], &[once[0], once[1], once[1]]), "one is there twice");
        assert!(!can(&[settled[0], settled[1], settled[1]], &once), "and one of the two cannot be read");
        assert!(!can_go_by(&walk, &[], &[], id("cycle-1/06-onsite")));
    }

    #[test]
    fn a_circle_written_by_hand_ends() {
        let walk = entries(&[
            ("cycle-1/01-hypothesis", Some("cycle-1/02-validate")),
            ("cycle-1/02-validate", Some("cycle-1/01-hypothesis")),
        ]);
        assert_eq!(chain(&walk, id("cycle-1/01-hypothesis")).len(), 2);
    }
}
