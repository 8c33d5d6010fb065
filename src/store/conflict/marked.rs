//! Whether a file with conflict markers is as git left it.
//!
//! Nothing says what git wrote, since that hangs on its version and settings. But what it wrote has no line that no
//! version has, each line that a side added, and every place that both changed between markers in their order. A file
//! that is otherwise was touched: what stands in it may be what somebody decided.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{State, lines};
use crate::store::yaml::conflict_mark;

/// The places that both changed are looked for in as many lines; in more it would take too long.
const MOST: usize = 20_000;

/// How far a file with markers is settled.
pub fn state(now: &[u8], versions: [&Option<Vec<u8>>; 3]) -> State {
    let [base, ours, theirs] = versions.map(|version| version.as_deref().map(lines_of).unwrap_or_default());
    let numbered = (1..).zip(now.split(|byte| *byte == b'\n'));
    let numbered = numbered.map(|(at, line)| (at, line.strip_suffix(b"\r").unwrap_or(line)));
    let known: HashSet<&[u8]> = [&base, &ours, &theirs].into_iter().flatten().copied().collect();
    let is_own = |line: &[u8]| !line.is_empty() && conflict_mark(line).is_none() && !known.contains(line);
    if let Some((at, _)) = numbered.into_iter().find(|(_, line)| is_own(line)) {
        return State::Touched(Some(at));
    }
    let is_whole = parts(now)
        .is_some_and(|parts| has_all(&parts, [&base, &ours, &theirs]) && has_marks(&parts, [&base, &ours, &theirs]));
    if is_whole { State::Open } else { State::Touched(None) }
}

fn lines_of(text: &[u8]) -> Vec<&[u8]> {
    lines(text).collect()
}

/// The lines of a file with markers: those that stand between markers, and those that do not.
#[derive(Default)]
struct Parts<'t> {
    marked: HashMap<&'t [u8], usize>,
    plain: HashMap<&'t [u8], usize>,
}

/// The parts of a file; none where its markers do not follow each other as git puts them.
fn parts(now: &[u8]) -> Option<Parts<'_>> {
    let mut parts = Parts::default();
    let mut last = None;
    for line in lines(now) {
        match (last, conflict_mark(line)) {
            (None | Some(3), Some(0)) | (Some(0), Some(1)) | (Some(0 | 1), Some(2)) | (Some(2), Some(3)) => {
                last = conflict_mark(line);
            }
            (_, Some(_)) => return None,
            // what both began from is shown for people to see
            (Some(1), None) => {}
            (None | Some(3), None) => *parts.plain.entry(line).or_default() += 1,
            (Some(_), None) => *parts.marked.entry(line).or_default() += 1,
        }
    }
    (last == Some(3)).then_some(parts)
}

/// Whether each line is there as often as a side added it.
fn has_all(parts: &Parts, [base, ours, theirs]: [&[&[u8]]; 3]) -> bool {
    let base = counted(base);
    let number = |of: &HashMap<&[u8], usize>, line: &[u8]| of.get(line).copied().unwrap_or_default();
    [ours, theirs]
        .into_iter()
        .flat_map(counted)
        .all(|(line, times)| number(&parts.marked, line) + number(&parts.plain, line) + number(&base, line) >= times)
}

fn counted<'t>(lines: &[&'t [u8]]) -> HashMap<&'t [u8], usize> {
    let mut counted = HashMap::new();
    for line in lines {
        *counted.entry(*line).or_default() += 1;
    }
    counted
}

/// Whether each place that both sides changed, each in its way, stands between markers.
fn has_marks(parts: &Parts, [base, ours, theirs]: [&[&[u8]]; 3]) -> bool {
    if base.len() + ours.len() + theirs.len() > MOST {
        return true;
    }
    let changes = |side: &[&[u8]]| -> Vec<DiffOp> {
        let ops = capture_diff_slices(Algorithm::Myers, base, side);
        ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).collect()
    };
    let theirs_changed = changes(theirs);
    changes(ours).iter().all(|one| {
        theirs_changed.iter().filter(|other| meet(one, other)).all(|other| {
            let (one, other) = (&ours[one.new_range()], &theirs[other.new_range()]);
            let mut told = one.iter().filter(|line| !other.contains(line));
            let mut more = other.iter().filter(|line| !one.contains(line));
            let is_marked = |line: &&[u8]| parts.marked.contains_key(line);
            let is_alike = told.clone().chain(more.clone()).next().is_none();
            is_alike || told.any(is_marked) || more.any(is_marked)
        })
    })
}

/// Whether two changes are of the same lines of what both began from.
fn meet(one: &DiffOp, other: &DiffOp) -> bool {
    let (one, other) = (one.old_range(), other.old_range());
    one.start < other.end && other.start < one.end || one == other
}
