//! Gate of `select`: a goal that both sides can judge is still open.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("no-open-goal", Gates, Select) };

fn find(scene: &Scene) -> Option<Finding> {
    // A goal without a criterion cannot be read, so every goal here has one.
    let goals: Vec<_> = scene.engagement.all::<Goal>().map(|(_, goal)| goal.verdict()).collect();
    let place = scene.engagement.place()?;
    // Past select, goals are expected to be judged; only having none at all is still wrong.
    let are_due = place.step > Step::Select && !goals.is_empty();
    if goals.contains(&Verdict::Open) || are_due {
        return None;
    }
    let sentence = match goals.len() {
        0 => "there is no goal yet",
        1 => "the only goal is already judged",
        _ => "all goals are already judged",
    };
    let remedy = scene.to_add("goal", "WHAT TO ACHIEVE").flag("criterion", "HOW BOTH SIDES WILL KNOW");
    Some(Finding::on(place, sentence, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_open_at_select_and_there_was_one_later() {
        CHECK.boundaries(
            "goals/fast: ~
             > cycle-1/03-select: there is no goal yet
             goals/slow: {statement: s, criterion: c, committed: 2026-03-03, verdict: missed}
             > cycle-1/03-select: all goals are already judged
             goals/slow: {statement: s, criterion: c, committed: 2026-03-03}
             at: plan-next
             at: plan-next, goals/fast: ~
             > cycle-1/09-plan-next: there is no goal yet",
        );
    }
}
