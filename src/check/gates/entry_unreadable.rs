//! The entry where the walk stands cannot be read: then no gate of its step can be judged.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "entry-unreadable",
    guards: None,
    summary: "the entry where the walk stands cannot be read",
    why: "What is not read is not known to be missing: rather than guess, the gates of its step wait.",
    source: "the design of engage: nothing is skipped silently",
    remedy: "Mend the line that is named; the entry is text, and `engage edit` checks it on return.",
    at: Step::Validate,
    fires: &[("cycle-1/02-validate", "verdict: maybe\n")],
    silent: &[("cycle-1/02-validate", "verdict: confirmed\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let Some(place) = engagement.place().filter(|place| !engagement.entries.contains_key(place)) else {
        return vec![];
    };
    let sentence = format!("`{place}` cannot be read, so what its step asks for cannot be judged");
    vec![Finding::on(place.reference(), sentence, format!("engage edit {place} -e {}", engagement.id))]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::{Case, said};
    use crate::model::step::Step;

    #[test]
    fn it_stands_in_the_way_in_place_of_the_gates_and_is_not_owed_besides() {
        let case = Case::at(Step::AfterAction, json!({})).unreadable("cycle-1/08-after-action");
        let gates: Vec<_> = case.gates().iter().map(said).collect();
        assert_eq!(
            gates,
            ["cycle-1/08-after-action: `cycle-1/08-after-action` cannot be read, so what its step asks for cannot be \
              judged\nengage edit cycle-1/08-after-action -e harbor-search"]
        );
        assert!(case.owed().iter().all(|found| found.check.id != "entry-unreadable"));
    }

    #[test]
    fn an_entry_that_can_be_read_is_fine() {
        assert!(Case::at(Step::Onsite, json!({})).gates().is_empty());
    }
}
