//! On site with a primary or an alternate that nobody has rehearsed.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("pace-unexercised", Method, Onsite) };

fn find(scene: &Scene) -> Option<Finding> {
    let pace = scene.pace(Step::Onsite..=Step::Onsite)?;
    let tiers = [Tier::Primary, Tier::Alternate].into_iter();
    let untried: Vec<_> = tiers.filter(|tier| is_untried(pace, *tier, scene.today)).collect();
    let first = untried.first()?;
    let names: Vec<_> = untried.iter().map(|tier| format!("the {tier}")).collect();
    let sentence = format!("{} plan {} never rehearsed", words::and_list(&names), were(names.len()));
    let set = |tier: &Tier| scene.to_plan(*tier).flag("exercised", "DATE").flag("result", "THE RESULT");
    let remedy = Remedy::all(untried.iter().map(set));
    Some(Finding::on(Reference::Pace(scene.engagement.cycle()), sentence, remedy).at(first.word()))
}

/// Planned, and neither rehearsed by a day nor used after a real switch.
fn is_untried(pace: &Pace, tier: Tier, today: Date) -> bool {
    let planned = pace.tier(tier).filter(|plan| plan.plan.is_some());
    let used = pace.switches.iter().any(|switch| switch.to == tier);
    planned.is_some_and(|plan| plan.exercised.is_none_or(|day| day > today)) && !used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_is_no_exercise_and_a_switch_is_one() {
        CHECK.boundaries(
            "cycle-1/pace: {primary: {exercised: ~}}
             > cycle-1/pace:primary: the primary and the alternate plan were never rehearsed
             > engage pace set primary -e harbor-search --exercised DATE --result \"THE RESULT\"
             > engage pace set alternate -e harbor-search --exercised DATE --result \"THE RESULT\"
             cycle-1/pace: {primary: {exercised: 2026-03-11}, alternate: ~}
             > cycle-1/pace:primary: the primary plan was never rehearsed
             > engage pace set primary -e harbor-search --exercised DATE --result \"THE RESULT\"
             cycle-1/pace: {primary: {exercised: 2026-03-10}, alternate: ~}
             cycle-1/pace: {switches: [{on: 2026-03-05, from: primary, to: alternate, trigger: no login}]}
             cycle-1/pace: {primary: ~, alternate: ~, contingency: {plan: paper}}
             at: demo",
        );
    }
}
