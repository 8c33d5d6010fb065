//! Gate of `plan-next`: whether to continue is decided, and if so, when and with which aim.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("next-unplanned", Gates, PlanNext) };

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::PlanNext(plan), .. } = scene.engagement.current()? else { return None };
    let details = details(plan);
    let set = details.iter().map(|(_, set)| *set);
    match (plan.decision, details.first()) {
        (None, _) => {
            let remedy = scene.to_answer(["decision=DECISION"]).note("continue or close");
            Some(Finding::on(*id, "`decision` is not answered", remedy).at("decision"))
        }
        (Some(Onward::Continue), Some((first, _))) => {
            let keys = ticked(details.iter().map(|(key, _)| key));
            let (list, are) = (words::and_list(&keys), are(keys.len()));
            let sentence = format!("`decision` is `continue`, but {list} {are} not answered");
            Some(Finding::on(*id, sentence, scene.to_answer(set)).at(*first))
        }
        _ => None,
    }
}

/// What the plan of the next cycle still lacks.
fn details(plan: &PlanNext) -> Vec<(&'static str, &'static str)> {
    let next = plan.next.is_none().then_some(("next", "next=DATE"));
    let aim = plan.aim.is_none().then_some(("aim", "aim=WHAT IT WILL SHOW"));
    next.into_iter().chain(aim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_continue_one_says_when_and_to_what_end() {
        CHECK.boundaries(
            "cycle-1/09-plan-next: {decision: ~, next: ~}
             > cycle-1/09-plan-next:decision: `decision` is not answered
             > engage set -e harbor-search decision=DECISION   # continue or close
             cycle-1/09-plan-next: {next: ~}
             > cycle-1/09-plan-next:next: `decision` is `continue`, but `next` and `aim` are not answered
             > engage set -e harbor-search next=DATE aim=\"WHAT IT WILL SHOW\"
             cycle-1/09-plan-next: {decision: close}",
        );
    }
}
