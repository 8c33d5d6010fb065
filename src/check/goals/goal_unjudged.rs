//! A goal is due, and nobody judged it.

use crate::check::prelude::*;

pub const CHECK: Check = Check { outlives: true, run: Each(find), ..row!("goal-unjudged", Goals, Select) };

fn find(scene: &Scene) -> Vec<Finding> {
    // after calling off nobody judges goals; after completion someone does
    if scene.called_off() { vec![] } else { scene.each(unjudged) }
}

fn unjudged(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let sentence = match goal.due {
        _ if goal.verdict() != Verdict::Open => return None,
        // It may still be met: it carries over to the next cycle.
        Some(due) if due >= scene.today => return None,
        Some(due) => format!("`{}` was due on {} and is not judged", id(name), words::date(due)),
        None if !is_reviewed(scene, goal) => return None,
        None => format!("`{}`, agreed on {}, is not judged", id(name), words::date(goal.committed)),
    };
    let remedy = scene.to_judge(name, "VERDICT", &[]).note("met, partly or missed");
    let finding = Finding::on(name, sentence, remedy).at("verdict");
    Some(if goal.due.is_some() { finding.late() } else { finding })
}

/// Whether the cycle in which it was committed to, or a later one, has reached its review since.
fn is_reviewed(scene: &Scene, goal: &Goal) -> bool {
    let Some(made) = scene.engagement.stay_of(goal) else { return false };
    let mut since = scene.engagement.walk.iter().filter(|entry| **entry > made && entry.step >= Step::AfterAction);
    // a goal committed to at the review or later is for the next cycle
    since.any(|entry| made.step < Step::AfterAction || entry.cycle > made.cycle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_judged_once_its_day_is_past_or_its_cycle_reviewed() {
        CHECK.boundaries(
            "goals/fast: {due: 2026-03-09}
             > goals/fast:verdict: `fast` was due on 9 March 2026 and is not judged
             goals/fast: {due: 2026-03-10}
             goals/fast: {verdict: missed}
             at: adjust
             outcomes/01-completed: {on: 2026-03-09, kind: completed}
             > the same
             outcomes/01-called-off: {on: 2026-03-09, kind: called-off, reason: x}",
        );
    }

    #[test]
    fn the_next_cycle_asks_for_what_the_last_one_reviewed_and_not_yet_for_its_own() {
        CHECK.boundaries(
            "again_at: select, goals/fast: {committed: 2026-03-08}
             again_at: after-action, goals/fast: {committed: 2026-03-08}
             > goals/fast:verdict: `fast`, agreed on 8 March 2026, is not judged
             again_at: select, goals/fast: {committed: 2026-03-09}
             again_at: after-action, goals/fast: {committed: 2026-03-09}
             > goals/fast:verdict: `fast`, agreed on 9 March 2026, is not judged
             again_at: select, goals/fast: {committed: 2026-03-12}
             again_at: after-action, goals/fast: {committed: 2026-03-12}
             > goals/fast:verdict: `fast`, agreed on 12 March 2026, is not judged",
        );
    }
}
