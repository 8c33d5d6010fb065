//! An engagement: its charter, its walk, its records, its outcomes.

use super::charter::Charter;
use super::cycle::{self, Origins};
use super::entry::{AtStep, Entry};
use super::folder::Folder;
use super::pace::Pace;
use super::record::{Known, Outcome, Person, Record, Side, Signoff};
use crate::model::prelude::*;

/// One engagement as far as it could be read.
#[derive(Debug, Clone)]
pub struct Engagement {
    /// Its id: the name of its folder.
    pub id: Slug,
    /// `engagement.yaml`; none where it could not be read.
    pub charter: Option<Charter>,
    /// The names of all entries, in their order, read or not.
    pub walk: Vec<EntryId>,
    /// The entries that could be read.
    pub entries: BTreeMap<EntryId, Entry>,
    /// The entries in `forks/`, where the losing branches of forks are kept, and the origin of each.
    pub in_forks: Origins,
    /// The PACE plans, by cycle.
    pub paces: BTreeMap<u32, Pace>,
    /// The records, by reference.
    pub records: BTreeMap<Reference, Record>,
    /// Names of records whose file exists but could not be read.
    pub unread: Vec<Reference>,
    /// Its folders that exist but could not be read.
    pub closed: Vec<Folder>,
    /// The outcomes by their file names; two branches may have ended it with the same number.
    pub outcomes: BTreeMap<(u32, OutcomeKind), Outcome>,
    /// The kind of the last outcome, by its file's name.
    pub last_outcome: Option<(u32, OutcomeKind)>,
    /// The next cycle and the day it began, if this is the engagement as it was at the end of a cycle.
    pub followed_by: Option<(u32, Date)>,
}

impl Engagement {
    /// An engagement before anything is read.
    pub fn unread(id: Slug) -> Self {
        Self {
            id,
            charter: None,
            walk: vec![],
            entries: BTreeMap::new(),
            in_forks: Origins::new(),
            paces: BTreeMap::new(),
            records: BTreeMap::new(),
            unread: vec![],
            closed: vec![],
            outcomes: BTreeMap::new(),
            last_outcome: None,
            followed_by: None,
        }
    }

    /// The origin of each entry: of the walk, and of those in `forks/` that a merge made part of it again.
    pub fn origins(&self) -> Origins {
        let walk = self.entries.iter().map(|(id, entry)| (*id, entry.common.from)).collect();
        cycle::with_returned(&walk, &self.in_forks)
    }

    /// The entries whose numbers are taken: those of the walk, and those in `forks/`.
    pub fn taken(&self) -> Vec<EntryId> {
        self.walk.iter().chain(self.in_forks.keys()).copied().collect()
    }

    /// The files and folders of some kinds of record, by the words of the kinds, that cannot be read; empty if
    /// everything of these kinds was read.
    pub fn unread_of(&self, kinds: &[&str]) -> Vec<String> {
        let files = self.unread.iter().filter(|file| kinds.contains(&file.word())).map(ToString::to_string);
        let may_hold = |folder: &&Folder| kinds.iter().any(|kind| folder.may_hold(kind));
        files.chain(self.closed.iter().filter(may_hold).map(ToString::to_string)).collect()
    }

    /// Its title; its id if the charter could not be read.
    pub fn title(&self) -> &str {
        self.charter.as_ref().map_or(self.id.as_str(), |charter| charter.title.as_str())
    }

    /// The customer's name.
    pub fn customer(&self) -> &str {
        self.charter.as_ref().map_or("(not readable)", |charter| charter.customer.as_str())
    }

    /// The customer's mission that it serves.
    pub fn mission(&self) -> Option<&Text> {
        self.charter.as_ref()?.mission.as_ref()
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.last_outcome.is_none_or(|(_, kind)| kind.is_open())
    }

    /// The current entry: the last one of the walk.
    pub fn place(&self) -> Option<EntryId> {
        self.walk.last().copied()
    }

    /// The current entry, if it could be read.
    pub fn current(&self) -> Option<&Entry> {
        self.entries.get(&self.place()?)
    }

    /// The current cycle; 1 before any entry.
    pub fn cycle(&self) -> u32 {
        self.place().map_or(1, |place| place.cycle)
    }

    /// The round of an entry, from 1.
    pub fn round(&self, entry: EntryId) -> usize {
        cycle::round(&self.walk, entry)
    }

    /// The PACE plan of a cycle.
    pub fn pace(&self, cycle: u32) -> Option<&Pace> {
        self.paces.get(&cycle)
    }

    /// The records of one kind, by name.
    pub fn all<K: Known>(&self) -> impl Iterator<Item = (&Reference, &K)> {
        let first = Reference::Record(K::KIND, String::new());
        self.records.range(first..).map_while(|(name, record)| Some((name, K::of(record)?)))
    }

    /// The sign-offs in the order they were given.
    pub fn signoffs(&self) -> Vec<(&Reference, &Signoff)> {
        let mut signoffs: Vec<_> = self.all::<Signoff>().collect();
        signoffs.sort_unstable_by_key(|(name, signoff)| signoff.order(name));
        signoffs
    }

    /// Someone in `people/`.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.records.get(&id.reference()).and_then(Person::of)
    }

    /// Someone's name; the id if they have no file.
    pub fn name_of(&self, id: &PersonId) -> String {
        self.person(id).map_or_else(|| id.to_string(), |person| person.name.one_line())
    }

    /// Whether someone is on a side.
    pub fn is_of(&self, id: &PersonId, side: Side) -> bool {
        self.person(id).is_some_and(|person| person.side == side)
    }

    /// The last entry entered on or before a day; the later entry if the days are equal.
    pub fn entry_on(&self, day: Date) -> Option<EntryId> {
        self.last_entry(|entered| entered <= day)
    }

    /// The last entry that was entered on such a day.
    fn last_entry(&self, is_day: impl Fn(Date) -> bool) -> Option<EntryId> {
        self.entries.values().rev().find(|entry| is_day(entry.common.entered)).map(|entry| entry.id)
    }

    /// The cycle that a day belongs to if no entry is named: on the day on which a cycle began, the one before.
    pub fn cycle_on(&self, day: Date) -> u32 {
        let first = || self.walk.first().copied();
        self.last_entry(|entered| entered < day).or_else(first).map_or(1, |entry| entry.cycle)
    }

    /// The entry of a record of a kind that names none: the last one entered by its day; if several were entered
    /// on that day, the earliest in which such a record makes sense; before any entry, the first one.
    pub fn entry_for(&self, kind: Kind, day: Date) -> Option<EntryId> {
        let is_earliest = |entry: &&Entry| entry.common.entered == day && entry.id.step >= kind.first_step();
        let earliest = self.entries.values().find(is_earliest).map(|entry| entry.id);
        earliest.or_else(|| self.entry_on(day)).or_else(|| self.walk.first().copied())
    }

    /// The entry a record belongs to: the one it names, else the one of its day.
    pub fn entry_of(&self, record: &Record) -> Option<EntryId> {
        record.during().or_else(|| self.entry_for(record.kind(), record.date()?))
    }

    /// The same for a record whose kind is known.
    pub fn stay_of<K: Known>(&self, record: &K) -> Option<EntryId> {
        record.during().or_else(|| self.entry_for(K::KIND, record.date()?))
    }

    /// The cycle a record belongs to.
    pub fn cycle_of(&self, record: &Record) -> Option<u32> {
        self.entry_of(record).map(|entry| entry.cycle)
    }

    /// The records of one kind in a cycle.
    pub fn in_cycle<K: Known>(&self, cycle: u32) -> impl Iterator<Item = (&Reference, &K)> {
        self.all::<K>().filter(move |(_, record)| self.stay_of(*record).is_some_and(|stay| stay.cycle == cycle))
    }

    /// The entries of a cycle that could be read, in order.
    pub fn entries_in(&self, cycle: u32) -> impl DoubleEndedIterator<Item = &Entry> {
        let first = |cycle| EntryId { cycle, number: 0, step: Step::Hypothesis };
        self.entries.range(first(cycle)..first(cycle.saturating_add(1))).map(|(_, entry)| entry)
    }

    /// The entries at one step that could be read, in order, each with its answers.
    pub fn at<A: AtStep>(&self) -> impl DoubleEndedIterator<Item = (&Entry, &A)> {
        self.entries.values().filter_map(|entry| Some((entry, entry.at()?)))
    }

    /// The answers of the last entry of a cycle at one step.
    pub fn last_answers<A: AtStep>(&self, cycle: u32) -> Option<&A> {
        self.entries_in(cycle).filter_map(Entry::at).next_back()
    }

    /// How it ended, if it has ended.
    pub fn ending(&self) -> Option<(u32, OutcomeKind)> {
        self.last_outcome.filter(|(_, kind)| !kind.is_open())
    }

    /// The allowances of a record.
    pub fn allowed(&self, reference: &Reference) -> &[Allowance] {
        let allowances = self.allowances().into_iter();
        allowances.filter(|(name, _)| name == reference).map(|(_, allow)| allow).next().unwrap_or_default()
    }

    /// The records with allowances, and their allowances; the charter first.
    pub fn allowances(&self) -> Vec<(Reference, &[Allowance])> {
        let charter = self.charter.iter().map(|charter| (Reference::Engagement, &charter.allow));
        let entries = self.entries.values().map(|entry| (entry.id.reference(), &entry.rest.allow));
        let paces = self.paces.iter().map(|(cycle, pace)| (Reference::Pace(*cycle), &pace.allow));
        let records = self.records.iter().filter(|(_, record)| !record.allow().is_empty());
        let outcomes = self.outcomes.iter();
        let outcomes = outcomes.map(|((number, kind), outcome)| (Reference::Outcome(*number, *kind), &outcome.allow));
        let all = charter.chain(entries).chain(paces).chain(outcomes).map(|(name, allow)| (name, allow.as_slice()));
        let all = all.chain(records.map(|(name, record)| (name.clone(), record.allow())));
        all.filter(|(_, allow)| !allow.is_empty()).collect()
    }

    /// The records that could be read, each with the records that it refers to.
    pub fn links(&self) -> impl Iterator<Item = (Reference, Vec<Link>)> {
        self.leaves(links)
    }

    /// What a function makes of the leaves of each record that was read.
    pub fn leaves<T>(&self, of: fn(Leaves) -> T) -> impl Iterator<Item = (Reference, T)> {
        let charter = self.charter.iter();
        let charter =
            charter.map(move |charter| (Reference::Engagement, of(&|visit| charter.leaves(Path::Root, visit))));
        let entries = self.entries.values().map(move |entry| (entry.id.reference(), of(&|visit| entry.leaves(visit))));
        let paces = self.paces.iter();
        let paces =
            paces.map(move |(cycle, pace)| (Reference::Pace(*cycle), of(&|visit| pace.leaves(Path::Root, visit))));
        let records = self.records.iter().map(move |(name, record)| (name.clone(), of(&|visit| record.leaves(visit))));
        let outcomes = self.outcomes.iter().map(move |((number, kind), outcome)| {
            (Reference::Outcome(*number, *kind), of(&|visit| outcome.leaves(Path::Root, visit)))
        });
        charter.chain(entries).chain(paces).chain(records).chain(outcomes)
    }

    /// Whether a record of that name exists, readable or not, or in `forks/`.
    pub fn has(&self, reference: &Reference) -> bool {
        match reference {
            Reference::Engagement => true,
            Reference::Entry(entry) => self.walk.binary_search(entry).is_ok() || self.in_forks.contains_key(entry),
            Reference::Pace(cycle) => self.paces.contains_key(cycle) || self.unread.contains(reference),
            Reference::Record(..) => self.records.contains_key(reference) || self.unread.contains(reference),
            Reference::Outcome(number, kind) => {
                self.outcomes.contains_key(&(*number, *kind)) || self.unread.contains(reference)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::Kind;
    use super::*;

    #[test]
    fn what_cannot_be_read_is_named_by_the_kinds_that_may_be_in_it() {
        let mut engagement = Engagement::unread("harbor-search".parse().unwrap());
        engagement.unread = ["goals/fast", "cycle-1/06-demo"].iter().map(|name| name.parse().unwrap()).collect();
        engagement.closed = vec![Folder::Records(Kind::Lesson), Folder::Cycle(2)];
        for (kinds, expected) in [
            (&["goal"][..], &["goals/fast"][..]),
            (&["requirement", "spend", "engagement", "outcome"], &[]),
            (&["lesson", "goal"], &["goals/fast", "lessons/"]),
            (&["demo"], &["cycle-1/06-demo", "cycle-2/"]),
            (&["pace"], &["cycle-2/"]),
        ] {
            assert_eq!(engagement.unread_of(kinds), expected, "{kinds:?}");
        }
        engagement.closed = vec![Folder::Whole, Folder::Outcomes];
        assert_eq!(engagement.unread_of(&["outcome"]), ["its folder", "outcomes/"]);
        assert_eq!(engagement.unread_of(&["spend"]), ["its folder"]);
    }
}
