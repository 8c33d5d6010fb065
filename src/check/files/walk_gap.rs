//! The walk is not connected: an entry has no origin, or a number is missing.

use crate::check::prelude::*;

pub const CHECK: Check = Check { level: Level::Error, run: Each(find), ..row!("walk-gap", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let lost: Vec<_> = engagement.entries.values().filter_map(|entry| Some((entry, lost(scene, entry)?))).collect();
    let named: Vec<_> = lost.iter().filter_map(|(entry, _)| entry.common.from).collect();
    let holes = holes(engagement).filter(|hole| !named.iter().any(|from| hole.has(*from)));
    let holes: Vec<_> = holes.map(|hole| hole.finding(engagement)).collect();
    lost.into_iter().map(|(_, finding)| finding).chain(holes).collect()
}

/// What is wrong with the origin of an entry.
fn lost(scene: &Scene, entry: &Entry) -> Option<Finding> {
    let (engagement, id) = (scene.engagement, entry.id);
    let before = engagement.walk.iter().rfind(|other| **other < id);
    let sentence = match entry.common.from {
        None if before.is_none() => return None,
        None => format!("`{id}` does not say which step it continues from"),
        Some(from) if !engagement.has(&from.reference()) => format!(
            "`{id}` continues from `{from}`, which does not \
            exist"
        ),
        Some(from) if from >= id => format!("`{id}` continues from `{from}`, which is not an earlier step"),
        Some(_) => return None,
    };
    let from = before.map_or(String::new(), ToString::to_string);
    Some(scene.asks(id, "from", sentence, [format!("from={from}")]))
}

/// Missing numbers before an entry.
struct Hole {
    before: EntryId,
    first: u32,
    /// Whether whole cycles are missing, rather than entries of one.
    of_cycles: bool,
}

fn holes(engagement: &Engagement) -> impl Iterator<Item = Hole> {
    let mut known = engagement.taken();
    known.sort_unstable();
    let mut last = (0, 0);
    let holes: Vec<_> = known
        .into_iter()
        .filter_map(|entry| {
            let (cycle, number) = std::mem::replace(&mut last, (entry.cycle, entry.number));
            let within = if entry.cycle == cycle { number } else { 0 };
            let of_cycles = entry.cycle > cycle + 1;
            let first = if of_cycles { cycle } else { within } + 1;
            (of_cycles || entry.number > within + 1).then_some(Hole { before: entry, first, of_cycles })
        })
        .collect();
    holes.into_iter()
}

impl Hole {
    fn last(&self) -> u32 {
        if self.of_cycles { self.before.cycle - 1 } else { self.before.number - 1 }
    }

    fn has(&self, entry: EntryId) -> bool {
        let (cycle, number) =
            if self.of_cycles { (self.before.cycle, entry.cycle) } else { (entry.cycle, entry.number) };
        cycle == self.before.cycle && (self.first..=self.last()).contains(&number)
    }

    fn finding(&self, engagement: &Engagement) -> Finding {
        let (what, folder) = if self.of_cycles {
            ("cycle", format!("cycle-{}", self.first))
        } else {
            ("number", format!("cycle-{}/{:02}-", self.before.cycle, self.first))
        };
        let missing = match self.last() {
            last if last == self.first => format!("{what} {last} is"),
            last if last == self.first + 1 => format!("{what}s {} and {last} are", self.first),
            last => format!("{what}s {} to {last} are", self.first),
        };
        let sentence = format!("{missing} missing before `{}`", self.before);
        let remedy = format!(
            "git log --diff-filter=D --summary -- '*{}/{folder}*'   # finds the deleted file, to restore it",
            engagement.id
        );
        Finding::on(self.before, sentence, remedy)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::fixture::Case;

    #[test]
    fn what_is_missing_is_told_once() {
        CHECK.boundaries(
            "walk: [cycle-1/01-hypothesis, cycle-1/02-validate], cycle-1/02-validate: {from: cycle-1/02-validate}
             > cycle-1/02-validate:from: `cycle-1/02-validate` continues from `cycle-1/02-validate`, which is not an \
                 earlier step
             > engage set -e harbor-search --in cycle-1/02-validate from=cycle-1/01-hypothesis
             walk: [cycle-1/01-hypothesis, cycle-1/03-select], cycle-1/03-select: {from: cycle-1/02-validate}
             > cycle-1/03-select:from: `cycle-1/03-select` continues from `cycle-1/02-validate`, which does not exist
             > engage set -e harbor-search --in cycle-1/03-select from=cycle-1/01-hypothesis
             walk: [cycle-1/01-hypothesis, cycle-1/03-select]
             > cycle-1/03-select: number 2 is missing before `cycle-1/03-select`
             > git log --diff-filter=D --summary -- '*harbor-search/cycle-1/02-*'   # finds the deleted file, to \
                 restore it
             walk: [cycle-1/01-hypothesis, cycle-1/04-select]
             > cycle-1/04-select: numbers 2 and 3 are missing before `cycle-1/04-select`
             > git log --diff-filter=D --summary -- '*harbor-search/cycle-1/02-*'   # finds the deleted file, to \
                 restore it
             walk: [cycle-1/01-hypothesis, cycle-1/05-dev]
             > cycle-1/05-dev: numbers 2 to 4 are missing before `cycle-1/05-dev`
             > git log --diff-filter=D --summary -- '*harbor-search/cycle-1/02-*'   # finds the deleted file, to \
                 restore it
             walk: [cycle-1/01-hypothesis, cycle-3/01-hypothesis]
             > cycle-3/01-hypothesis: cycle 2 is missing before `cycle-3/01-hypothesis`
             > git log --diff-filter=D --summary -- '*harbor-search/cycle-2*'   # finds the deleted file, to restore it
             at: dev, cycle-1/04-dev: ~, unreadable: [cycle-1/03-select]",
        );
    }

    #[test]
    fn an_entry_beside_the_first_says_where_it_came_from() {
        let entered = json!({ "entered": "2026-03-01" });
        let files = json!({ "cycle-1/01-dev": entered, "cycle-1/02-demo": entered });
        assert_eq!(
            Case::of(&files).says(CHECK.id),
            ["cycle-1/02-demo:from: `cycle-1/02-demo` does not say which step it continues from\n\
              engage set -e harbor-search --in cycle-1/02-demo from=cycle-1/01-dev"]
        );
    }

    #[test]
    fn an_entry_in_forks_is_not_missing() {
        let walk = "walk: [cycle-1/01-hypothesis, cycle-1/03-validate]";
        let mut case = Example::of(&CHECK).with(walk).case();
        case.engagement.in_forks.insert("cycle-1/02-validate".parse().unwrap(), None);
        assert!(case.says(CHECK.id).is_empty());
    }
}
