//! A goal was not met, and its `next` is not set.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "goal-missed-without-next",
    summary: "a goal was missed or partly met, and no follow-up is recorded",
    why: "Customers forgive a missed goal, but remember one that was left hanging.",
    remedy: "Record the follow-up in the goal's `next`, or add an action. Giving the goal up is an answer too.",
    source: "TC 25-20: what to do differently follows from what happened",
    at: Step::Demo,
    both: &[(
        "goals/old-pages",
        "statement: Old pages can be searched\ncriterion: 85 of 100 marks\ncommitted: 2026-03-03\n\
             verdict: missed\njudged: 2026-03-06\n",
    )],
    silent: &[("goals/old-pages", "next: The same pages again, from grey scans\n")],
    run: Each(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Vec<Finding> {
    scene.each(lying)
}

fn lying(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let was = match goal.verdict() {
        Verdict::Partly => "partly met",
        Verdict::Missed => "missed",
        Verdict::Open | Verdict::Met => return None,
    };
    if goal.next.is_some() || actions::comes_of(scene.engagement, name) {
        return None;
    }
    let sentence = format!("`{}` was {was}, but no follow-up is recorded", id(name));
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
