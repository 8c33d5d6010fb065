//! A goal was not met, and its `next` is not set.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { run: Each(|scene| scene.each(lying)), ..row!("goal-missed-without-next", Goals, Select) };

fn lying(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let is_reached = matches!(goal.verdict(), Verdict::Open | Verdict::Met);
    if is_reached || goal.next.is_some() || actions::comes_of(scene.engagement, name) {
        return None;
    }
    let sentence = format!("`{}` was {}, but no follow-up is recorded", id(name), judged(goal.verdict()));
    Some(scene.asks(name, "next", sentence, ["next=WHAT HAPPENS NEXT"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_missed_goes_on_by_its_next_or_an_action() {
        CHECK.boundaries(
            "goals/old-pages: {verdict: partly}
             > goals/old-pages:next: `old-pages` was partly met, but no follow-up is recorded
             goals/old-pages: {verdict: met}
             goals/old-pages: {verdict: ~}
             actions/a: {what: x, owner: jon, raised: 2026-03-06, from: goals/old-pages}",
        );
    }
}
