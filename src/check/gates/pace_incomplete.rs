//! Gate of `dev`: primary and alternate are planned well enough to switch without discussion.

use crate::check::prelude::*;
use crate::model::pace::Plan;

pub const CHECK: Check = Check { run: One(find), ..row!("pace-incomplete", Gates, Dev) };

/// The keys that a tier needs, in the order of the file; the alternate does not need the last one.
const ASKED: [(&str, &str); 4] =
    [("plan", "WHAT WE DO"), ("owner", "WHO"), ("needs", "WHAT IT DEPENDS ON"), ("leave_when", "THE TRIGGER")];

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let file = Reference::Pace(engagement.cycle());
    if engagement.unread.contains(&file) {
        let sentence = format!("`{file}` cannot be read, so the PACE plan cannot be checked");
        return Some(Finding::on(&file, sentence, scene.to_edit(&file)));
    }
    let plan = |tier| engagement.pace(engagement.cycle()).and_then(|pace| pace.tier(tier));
    let tiers = [(Tier::Primary, 4), (Tier::Alternate, 3)];
    let gaps = tiers.map(|(tier, questions)| TierGap { tier, questions, missing: missing(plan(tier), questions) });
    let gaps: Vec<_> = gaps.into_iter().filter(|gap| !gap.missing.is_empty()).collect();
    let remedy = Remedy::all(gaps.iter().map(|gap| gap.remedy(scene)));
    Some(Finding::on(file, sentence(&gaps), remedy).at(gaps.first()?.tier.word()))
}

fn missing(plan: Option<&Plan>, questions: usize) -> Vec<(&'static str, &'static str)> {
    let has =
        |plan: &Plan| [plan.plan.is_some(), plan.owner.is_some(), !plan.needs.is_empty(), plan.leave_when.is_some()];
    let answered = plan.map_or([false; 4], has);
    ASKED
        .into_iter()
        .zip(answered)
        .take(questions)
        .filter(|(_, answered)| !answered)
        .map(|(question, _)| question)
        .collect()
}

/// A tier with the keys that it lacks.
struct TierGap {
    tier: Tier,
    questions: usize,
    missing: Vec<(&'static str, &'static str)>,
}

fn sentence(gaps: &[TierGap]) -> String {
    if gaps.len() == 2 && gaps.iter().all(TierGap::is_whole) {
        return "there is neither a primary nor an alternate plan".to_owned();
    }
    gaps.iter().map(TierGap::sentence).collect::<Vec<_>>().join("; ")
}

impl TierGap {
    fn is_whole(&self) -> bool {
        self.missing.len() == self.questions
    }

    fn sentence(&self) -> String {
        if self.is_whole() {
            return format!("there is no {} plan", self.tier);
        }
        let keys: Vec<_> = self.missing.iter().map(|(key, _)| format!("no `{key}`")).collect();
        format!("the {} plan has {}", self.tier, words::and_list(&keys))
    }

    fn remedy(&self, scene: &Scene) -> Remedy {
        let flags = self.missing.iter();
        flags.fold(scene.to_plan(self.tier), |remedy, (key, slot)| remedy.flag(&key.replace('_', "-"), *slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tier_is_asked_for_what_it_lacks() {
        CHECK.boundaries(
            "cycle-1/pace: ~
             > cycle-1/pace:primary: there is neither a primary nor an alternate plan
             > engage pace set primary -e harbor-search --plan \"WHAT WE DO\" --owner WHO --needs \"WHAT IT DEPENDS \
                 ON\" --leave-when \"THE TRIGGER\"
             > engage pace set alternate -e harbor-search --plan \"WHAT WE DO\" --owner WHO --needs \"WHAT IT DEPENDS \
                 ON\"
             cycle-1/pace: {primary: {leave_when: ~}, alternate: {plan: on our laptops}}
             > cycle-1/pace:primary: the primary plan has no `leave_when`; the alternate plan has no `owner` and no \
                 `needs`
             > engage pace set primary -e harbor-search --leave-when \"THE TRIGGER\"
             > engage pace set alternate -e harbor-search --owner WHO --needs \"WHAT IT DEPENDS ON\"
             cycle-1/pace: {primary: {leave_when: x}, alternate: {plan: x, owner: jon-berg, needs: [x]}}
             cycle-1/pace: ~, unreadable: [cycle-1/pace]
             > cycle-1/pace: `cycle-1/pace` cannot be read, so the PACE plan cannot be checked
             > engage edit cycle-1/pace -e harbor-search",
        );
    }
}
