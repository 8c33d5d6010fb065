//! Something was installed at the customer's, and no artifact of it was brought home.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { about: Span::Cycle, run: One(find), ..row!("artifacts-left-behind", Method, AfterAction) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let cycle = engagement.cycle();
    let worth_keeping = |class| matches!(class, ArtifactClass::Code | ArtifactClass::Data | ArtifactClass::Prototype);
    let mut home = engagement.in_cycle::<Artifact>(cycle);
    if !scene.stands(Step::AfterAction..=Step::PlanNext) || home.any(|(_, artifact)| worth_keeping(artifact.class)) {
        return None;
    }
    let onsite = engagement.at::<Onsite>().filter(|(entry, _)| entry.id.cycle == cycle);
    let (entry, installed) =
        onsite.filter_map(|(entry, onsite)| Some((entry, onsite.installed.as_ref()?))).next_back()?;
    let sentence = format!(
        "`{}` was installed, but no code, data or prototype was brought back",
        words::short(installed.as_str(), 80)
    );
    let remedy = scene.to_add("artifact", "WHAT WE BROUGHT BACK").flag("class", "KIND").flag("kept-at", "WHERE");
    Some(Finding::on(entry.id, sentence, remedy.note("code, data or prototype")).at("installed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_data_or_a_prototype_at_home_is_enough() {
        CHECK.boundaries(
            "artifacts/a: {what: x, class: document, on: 2026-03-06}
             > the same
             artifacts/a: {what: x, class: other, on: 2026-03-06}
             > the same
             artifacts/a: {what: x, class: data, on: 2026-03-06}
             artifacts/a: {what: x, class: prototype, on: 2026-03-06}
             at: plan-next
             > the same
             cycle-1/05-onsite: {installed: ~}",
        );
    }
}
