//! Primary and alternate of the PACE plan need the same thing.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("tiers-share-a-dependency", Method, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let pace = scene.pace(Step::Dev..=Step::Demo)?;
    let (primary, alternate) = pace.primary.as_ref().zip(pace.alternate.as_ref())?;
    let theirs: Vec<_> = alternate.needs.iter().map(|need| Words::of(need.as_str())).collect();
    let is_shared = |need: &&Text| theirs.iter().any(|their| their.same(&Words::of(need.as_str())));
    let shared = ticked(primary.needs.iter().filter(is_shared).map(|need| words::short(need.as_str(), 80)));
    let so = if shared.len() == 1 { "without it, both fail" } else { "without any one of them, both fail" };
    let sentence = format!("the primary and the alternate both need {}; {so}", words::and_list(&shared));
    let remedy = scene.to_plan(Tier::Alternate).flag("plan", "A WAY WITHOUT IT").flag("needs", "WHAT IT DEPENDS ON");
    let place = Reference::Pace(scene.engagement.cycle());
    (!shared.is_empty()).then(|| Finding::on(place, sentence, remedy).at("alternate.needs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_need_is_named_however_it_is_written() {
        CHECK.boundaries(
            "cycle-1/pace: {primary: {needs: [power, a desk, Ana]}, alternate: {needs: [desk, power]}}
             > cycle-1/pace:alternate.needs: the primary and the alternate both need `power` and `a desk`; without \
                 any one of them, both fail
             cycle-1/pace: {primary: {needs: [their network]}, alternate: {needs: [our network]}}
             cycle-1/pace: {alternate: {needs: []}}
             at: demo
             > the same
             at: adjust",
        );
    }
}
