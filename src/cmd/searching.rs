//! Searches the records of many engagements. One engagement at a time is in memory on each thread, and of it only what
//! may match is parsed; what is kept grows with the matches alone.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cmd::prelude_below::*;
use crate::cmd::terminal::progress;
use crate::insight::recall::rank::Match;
use crate::insight::recall::{Memory, Near, Query, letters, memory, record_texts};

/// What a search found.
pub struct Found<T> {
    /// What matches.
    pub found: Vec<T>,
    /// How many files were searched.
    pub files: usize,
    /// The files and folders that could not be read.
    pub unread: Vec<FileProblem>,
}

/// Searches the records of some kinds: what a function makes of the records of each engagement that may match.
pub fn search<T: Send>(
    workspace: &Workspace,
    ids: &[Slug],
    kinds: &[&str],
    query: &Query,
    of: impl Fn(&Engagement) -> Vec<T> + Sync,
) -> Found<T> {
    let files = AtomicUsize::new(0);
    let holds = |file: &[u8]| {
        files.fetch_add(1, Ordering::Relaxed);
        letters(file).is_none_or(|letters| query.may_be_in(&letters))
    };
    let searched = progress::each("searched", ids, |id| {
        let (engagement, unread) = load::for_search(workspace, id, kinds, &holds);
        (of(&engagement), unread)
    });
    let (found, unread): (Vec<_>, Vec<_>) = searched.into_iter().unzip();
    let mut unread: Vec<_> = unread.into_iter().flatten().collect();
    unread.sort_unstable();
    Found { found: found.into_iter().flatten().collect(), files: files.into_inner(), unread }
}

/// The engagements that share what is known about near words.
const SHARE: usize = 64;

/// The known words near those of a query that nothing matches. Files that cannot be read are named where they are
/// searched.
pub fn near(workspace: &Workspace, ids: &[Slug], kinds: &[&str], query: &Query) -> BTreeSet<String> {
    let shares: Vec<_> = ids.chunks(SHARE).collect();
    let of_share = |ids: &&[Slug]| {
        let near = Near::of(query);
        let holds = |file: &[u8]| letters(file).is_some_and(|letters| near.may_be_in(&letters));
        let of_one = |id| near.words_of(&record_texts(&load::for_search(workspace, id, kinds, &holds).0));
        ids.iter().flat_map(of_one).collect::<Vec<_>>()
    };
    each(&shares, of_share).into_iter().flatten().collect()
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
