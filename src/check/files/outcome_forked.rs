//! Two outcomes have the same number: two branches ended or reopened it and were merged.

use crate::check::prelude::*;

pub const CHECK: Check = Check { level: Level::Error, run: Each(find), ..row!("outcome-forked", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let outcomes: Vec<_> = scene.engagement.outcomes.keys().copied().collect();
    let last = outcomes.last().map_or(0, |(number, _)| *number);
    let alike = outcomes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
    alike.map(|alike| forked(&scene.engagement.id, alike, last + 1)).collect()
}

fn forked(id: &Slug, alike: &[(u32, OutcomeKind)], next: u32) -> Finding {
    let names: Vec<_> = alike.iter().map(|(number, kind)| Reference::Outcome(*number, *kind)).collect();
    let (number, kind) = alike[alike.len() - 1];
    let (stays, goes) = (&names[names.len() - 1], Reference::Outcome(next, kind));
    let both = if names.len() == 2 { "both" } else { "all" };
    let sentence = format!("{} {both} have the number {number}", words::and_list(ticked(&names)));
    let folder = format!("engagements/{id}");
    let remedy = format!("git mv {folder}/{stays}.yaml {folder}/{goes}.yaml   # the right one; the last one counts");
    Finding::on(stays, sentence, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_one_becomes_the_last() {
        CHECK.boundaries(
            "outcomes/02-reopened: {on: 2026-03-09, kind: reopened}
             > outcomes/01-called-off: `outcomes/01-completed` and `outcomes/01-called-off` both have the number 1
             > git mv engagements/harbor-search/outcomes/01-called-off.yaml \
                 engagements/harbor-search/outcomes/03-called-off.yaml   # the right one; the last one counts",
        );
    }
}
