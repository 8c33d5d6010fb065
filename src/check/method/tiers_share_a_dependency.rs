//! Primary and alternate of the PACE plan need the same thing.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "tiers-share-a-dependency",
    about: About::Cycle,
    summary: "primary and alternate of the PACE plan need the same thing",
    why: "What takes away the primary then takes away the alternate with it, and there is one way in place of two.",
    remedy: "Plan an alternate that does without it; where nothing can, say in the record why that is fine.",
    source: "PACE planning: tiers are independent of each other",
    both: &[("cycle-1/pace", "primary:\n  plan: index on their server\n  needs: [the port's network]\n")],
    fires: &[("cycle-1/pace", "alternate:\n  plan: index on our laptop\n  needs: [a desk, port network]\n")],
    silent: &[("cycle-1/pace", "alternate:\n  plan: index on our laptop\n  needs: [a desk, a power socket]\n")],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let pace = scene.pace(Step::Dev..=Step::Demo)?;
    let (primary, alternate) = pace.primary.as_ref().zip(pace.alternate.as_ref())?;
    let theirs: Vec<_> = alternate.needs.iter().map(|need| Words::of(need.as_str())).collect();
    let is_shared = |need: &&Text| theirs.iter().any(|their| their.same(&Words::of(need.as_str())));
    let shared = ticked(primary.needs.iter().filter(is_shared).map(|need| words::short(need.as_str(), 80)));
    let so = if shared.len() == 1 { "without it there is neither" } else { "without any one of them there is neither" };
    let sentence = format!("the primary and the alternate both need {}; {so}", words::and_list(&shared));
    let remedy = scene.to_plan(Tier::Alternate).flag("plan", "A WAY WITHOUT IT").flag("needs", "WHAT IT DEPENDS ON");
    let place = Reference::Pace(scene.engagement.cycle());
    (!shared.is_empty()).then(|| Finding::on(place, sentence, remedy).at("alternate.needs"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, primary: &[&str], alternate: &[&str]) -> Vec<String> {
        let pace = json!({ "primary": { "needs": primary }, "alternate": { "needs": alternate } });
        Case::at(step, json!({ "cycle-1/pace": pace })).says("tiers-share-a-dependency")
    }

    const REMEDY: &str = "engage pace set alternate -e harbor-search --plan \"A WAY WITHOUT IT\" \
                          --needs \"WHAT IT DEPENDS ON\"";

    #[test]
    fn what_both_need_is_named_however_it_is_written() {
        assert_eq!(
            says(Step::Dev, &["the port's network", "a desk"], &["Port network"]),
            [format!(
                "cycle-1/pace:alternate.needs: the primary and the alternate both need `the port's network`; without it there \
                 is neither\n{REMEDY}"
            )]
        );
        assert_eq!(
            says(Step::Onsite, &["power", "a desk", "Ana"], &["desk", "power"]),
            [format!(
                "cycle-1/pace:alternate.needs: the primary and the alternate both need `power` and `a desk`; without any one \
                 of them there is neither\n{REMEDY}"
            )]
        );
    }

    #[test]
    fn other_needs_or_a_trip_that_is_over_are_fine() {
        assert!(says(Step::Dev, &["their network"], &["our network"]).is_empty());
        assert!(says(Step::Dev, &["their network"], &[]).is_empty());
        assert_eq!(says(Step::Demo, &["power"], &["power"]).len(), 1);
        assert!(says(Step::Adjust, &["power"], &["power"]).is_empty());
    }
}
