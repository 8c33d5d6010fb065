//! Searches the records of many engagements. One engagement at a time is in memory on each thread, and of it only what
//! may match is parsed; what is kept grows with the matches alone.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::cmd::prelude_below::*;
use crate::cmd::terminal::progress;
use crate::insight::recall::rank::Match;
use crate::insight::recall::{Memory, Near, Query, letters, memory, record_texts};

/// What a search found.
pub struct Found<T> {
    /// What matches.
    pub found: Vec<T>,
    /// If nothing matches, the known words near the search words.
    pub near: BTreeSet<String>,
    /// How many files were searched.
    pub files: usize,
    /// The files and folders that could not be read.
    pub unread: Vec<FileProblem>,
}

/// The most engagements that share what is known about near words.
const SHARE: usize = 64;

/// Searches the records of some kinds: what a function makes of the records of each engagement that may match.
pub fn search<T: Send>(
    workspace: &Workspace,
    ids: &[Slug],
    kinds: &[&str],
    query: &Query,
    of: impl Fn(&Engagement) -> Vec<T> + Sync,
) -> Found<T> {
    let searching = Searching { workspace, kinds, query, files: AtomicUsize::new(0), is_found: AtomicBool::new(false) };
    let share = (ids.len() / SHARE).clamp(1, SHARE);
    let mut all = Found { found: vec![], near: BTreeSet::new(), files: 0, unread: vec![] };
    for (found, near, unread) in progress::in_shares("searched", ids, share, |ids| searching.share(ids, &of)) {
        all.found.extend(found);
        all.near.extend(near);
        all.unread.extend(unread);
    }
    all.unread.sort_unstable();
    all.files = searching.files.into_inner();
    all
}

struct Searching<'a> {
    workspace: &'a Workspace,
    kinds: &'a [&'a str],
    query: &'a Query,
    files: AtomicUsize,
    /// Whether anything matches so far; near words are looked for only before.
    is_found: AtomicBool,
}

impl Searching<'_> {
    fn share<T>(&self, ids: &[Slug], of: impl Fn(&Engagement) -> Vec<T>) -> (Vec<T>, Vec<String>, Vec<FileProblem>) {
        let (mut all, mut all_unread, near) = (vec![], vec![], Near::of(self.query));
        for id in ids {
            let has_near = Cell::new(false);
            let (engagement, unread) = load::for_search(self.workspace, id, self.kinds, &|file| {
                self.files.fetch_add(1, Ordering::Relaxed);
                let Some(letters) = letters(file) else { return true };
                has_near.set(has_near.get() || (!self.is_found() && near.may_be_in(&letters)));
                self.query.may_be_in(&letters)
            });
            let found = of(&engagement);
            if !found.is_empty() {
                self.is_found.store(true, Ordering::Relaxed);
            } else if !self.is_found() {
                near.add(&record_texts(&engagement));
                if has_near.get() {
                    self.add_near(id, &near);
                }
            }
            all.extend(found);
            all_unread.extend(unread);
        }
        (all, near.into_words().collect(), all_unread)
    }

    fn is_found(&self) -> bool {
        self.is_found.load(Ordering::Relaxed)
    }

    /// Adds the near words of an engagement. Files that cannot be read are named where they are searched.
    fn add_near(&self, id: &Slug, near: &Near) {
        let holds = |file: &[u8]| letters(file).is_some_and(|letters| near.may_be_in(&letters));
        let (engagement, _) = load::for_search(self.workspace, id, self.kinds, &holds);
        near.add(&record_texts(&engagement));
    }
}

/// The memories of some matches, in their order.
pub fn memories(workspace: &Workspace, matches: &[Match], query: &Query) -> Vec<Memory> {
    let wanted: BTreeSet<_> = matches.iter().map(|found| (&found.engagement, &found.record)).collect();
    let ids: BTreeSet<_> = matches.iter().map(|found| &found.engagement).collect();
    let memories = each(&ids.into_iter().collect::<Vec<_>>(), |id| {
        let (engagement, _) = load::engagement(workspace, id);
        let documents = record_texts(&engagement).into_iter().filter(|one| wanted.contains(&(*id, &one.record)));
        documents.map(|document| memory(&engagement, &document, query)).collect::<Vec<_>>()
    });
    let memories =
        memories.into_iter().flatten().map(|memory| ((memory.engagement.clone(), memory.record.clone()), memory));
    let mut memories: BTreeMap<_, _> = memories.collect();
    let in_order =
        matches.iter().filter_map(|found| memories.remove(&(found.engagement.clone(), found.record.clone())));
    in_order.collect()
}

/// How many files and folders of some kinds could not be searched.
pub fn unsearched(unread: &[FileProblem], kinds: &[&str]) -> usize {
    let is_of_kinds = |unread: &&FileProblem| {
        let is_of = |reference: &Reference| kinds.contains(&reference.word());
        unread.kind == ProblemKind::Newer || unread.reference.as_ref().is_none_or(is_of)
    };
    unread.iter().filter(is_of_kinds).count()
}
