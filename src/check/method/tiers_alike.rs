//! Two tiers of the PACE plan are the same.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("tiers-alike", Method, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let alike = pairs(scene.pace(Step::Dev..=Step::Demo)?);
    let (_, first) = alike.first()?;
    let sentences: Vec<_> =
        alike.iter().map(|(tier, later)| format!("the {later} plan is the same as the {tier} plan")).collect();
    let remedy = Remedy::all(alike.iter().map(|(_, later)| scene.to_plan(*later).flag("plan", "ANOTHER WAY")));
    let place = Reference::Pace(scene.engagement.cycle());
    Some(Finding::on(place, words::and_list(&sentences), remedy).at(format!("{first}.plan")))
}

/// Each tier with the plan of an earlier one, except the first.
fn pairs(pace: &Pace) -> Vec<(Tier, Tier)> {
    let plan = |tier: &Tier| Some((*tier, Words::of(pace.tier(*tier)?.plan.as_ref()?.as_str())));
    let plans: Vec<_> = Tier::ALL.iter().filter_map(plan).collect();
    let earlier = |at: usize| plans[..at].iter().find(|(_, words)| words.same(&plans[at].1));
    (0..plans.len()).filter_map(|at| Some((earlier(at)?.0, plans[at].0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_later_one_is_named_with_the_first_that_has_its_plan() {
        CHECK.boundaries(
            "cycle-1/pace: {contingency: {plan: a laptop}, emergency: {plan: The laptop.}}
             > cycle-1/pace:alternate.plan: the alternate plan is the same as the primary plan and the emergency \
                 plan is the same as the contingency plan
             > engage pace set alternate -e harbor-search --plan \"ANOTHER WAY\"
             > engage pace set emergency -e harbor-search --plan \"ANOTHER WAY\"
             cycle-1/pace: {alternate: {plan: 'index on the port''s tablets, two'}}
             at: demo
             > the same
             at: adjust",
        );
    }
}
