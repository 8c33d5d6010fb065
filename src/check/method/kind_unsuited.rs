//! The next cycle is planned as a kind of engagement that suits customers at another adoption level.

use crate::check::prelude::*;
use crate::model::adoption::{kinds, levels};

pub const CHECK: Check = Check { run: One(find), ..row!("kind-unsuited", Method, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let (entry, plan) = plan(engagement)?;
    let kind = plan.kind.as_ref()?.one_line();
    let level = adoption::last(&adoption::assessed(engagement), |of| of.adoption)?.level;
    // a kind that no level lists cannot be judged
    let suits = levels(scene.settings, &kind);
    if suits.is_empty() || suits.contains(&level) {
        return None;
    }
    let suits = words::or_list(ticked(suits));
    let sentence = format!("`{kind}` suits a customer who is {suits}, but this one is `{level}`");
    let suggested = format!("for `{level}`: {}", words::or_list(kinds(scene.settings, level)));
    Some(scene.asks(entry, "kind", sentence, ["kind=KIND"]).note(suggested))
}

/// The plan that can still be changed: the current one, or that of a cycle that has not yet chosen a starting point.
fn plan(engagement: &Engagement) -> Option<(EntryId, &PlanNext)> {
    let place = engagement.place()?;
    let entry = engagement.walk.iter().rfind(|entry| entry.step == Step::PlanNext)?;
    let is_recent = *entry == place || (place.cycle == entry.cycle + 1 && place.step <= Step::Select);
    engagement.entries.get(entry)?.at().filter(|_| is_recent).map(|plan| (*entry, plan))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_can_still_be_changed_suits_the_level() {
        CHECK.boundaries(
            "cycle-1/02-validate: {adoption: exploring}, cycle-1/09-plan-next: {kind: Proof of concept at the quay}
             > cycle-1/09-plan-next:kind: `Proof of concept at the quay` suits a customer who is `proving`, but this \
                 one is `exploring`
             > engage set -e harbor-search --in cycle-1/09-plan-next kind=\"KIND\"   # for `exploring`: deeper \
                 workshop or governance workshop
             cycle-1/02-validate: {adoption: ~}
             cycle-1/09-plan-next: {kind: six tablets}
             cycle-1/09-plan-next: {kind: ~}
             engage.yaml: {adoption: {curious: [pilot], proving: [rollout]}}
             again_at: select
             > the same
             again_at: dev",
        );
    }
}
