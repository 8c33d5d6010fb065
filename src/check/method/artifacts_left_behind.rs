//! Something was installed with the customer, and nothing of it came home.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "artifacts-left-behind",
    about: About::Cycle,
    summary: "something was installed on site, and no code, data or prototype is recorded as brought home",
    why: "What stays on a machine of theirs is gone when that machine is; the next round then begins from memory.",
    remedy: "Bring home what was built and what it was tested with, as far as it may leave, and record where it is \
        kept.",
    source: "nine-step customer engagement process, step 8: code and artifacts are brought home",
    fires: &[("cycle-1/05-onsite", "installed: viewer and index on two tablets\n")],
    silent: &[
        ANA,
        ("cycle-1/05-onsite", "installed: viewer and index on two tablets\n"),
        (
            "artifacts/2026-03-06-source-of-the-viewer-aaaa",
            "what: source of the viewer\nclass: code\non: 2026-03-06\ncleared_by: ana-ortiz\n",
        ),
    ],
    run: One(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let cycle = engagement.cycle();
    let worth_keeping = |class| matches!(class, ArtifactClass::Code | ArtifactClass::Data | ArtifactClass::Prototype);
    let mut home = engagement.in_cycle::<Artifact>(cycle);
    if !scene.stands(Step::AfterAction..=Step::PlanNext) || home.any(|(_, artifact)| worth_keeping(artifact.class)) {
        return None;
    }
    let (entry, installed) = engagement.entries_in(cycle).filter_map(installed).next_back()?;
    let sentence = format!(
        "`{}` was installed, and no code, data or prototype is recorded as brought home",
        words::short(installed.as_str(), 80)
    );
    let remedy = scene.to_add("artifact", "WHAT CAME HOME").flag("class", "code").flag("kept-at", "WHERE");
    Some(Finding::on(entry.id, sentence, remedy.note("or data, prototype")).at("installed"))
}

fn installed(entry: &Entry) -> Option<(&Entry, &Text)> {
    match &entry.answers {
        Answers::Onsite(onsite) => Some((entry, onsite.installed.as_ref()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, class: &str, on: &str) -> Vec<String> {
        let artifact = json!({ "what": "source of the viewer", "class": class, "on": on });
        let onsite = json!({ "installed": "viewer on\ntwo tablets" });
        let files = json!({ "cycle-1/05-onsite": onsite, "artifacts/2026-03-06-source-aaaa": artifact });
        Case::at(step, files).says("artifacts-left-behind")
    }

    #[test]
    fn what_was_installed_and_did_not_come_home_is_named() {
        assert_eq!(
            says(Step::AfterAction, "document", "2026-03-06"),
            ["cycle-1/05-onsite:installed: `viewer on two tablets` was installed, and no code, data or prototype is \
              recorded as brought home\n\
              engage add artifact \"WHAT CAME HOME\" -e harbor-search --class code --kept-at \"WHERE\"   \
              # or data, prototype"]
        );
        assert_eq!(says(Step::PlanNext, "other", "2026-03-06").len(), 1);
    }

    #[test]
    fn code_data_or_a_prototype_of_it_at_home_is_enough_and_before_the_review_it_is_under_way() {
        for class in ["code", "data", "prototype"] {
            assert!(says(Step::AfterAction, class, "2026-03-06").is_empty());
        }
        assert!(says(Step::Adjust, "document", "2026-03-06").is_empty());
        assert!(Case::at(Step::AfterAction, json!({})).says("artifacts-left-behind").is_empty());
    }
}
