//! Nobody wrote down how far the customer is with technology of this kind.

use crate::check::prelude::*;
use crate::model::entry::Adoption;

pub const CHECK: Check = Check {
    id: "adoption-not-assessed",
    summary: "nobody wrote down how far the customer is: curious, exploring, proving or operating",
    why: "A pilot for someone who is still curious is as wrong as a workshop for someone who runs it already.",
    remedy: "Set `adoption` in the validate entry; `engage assess` says what each level means and what suits it.",
    source: "nine-step customer engagement process, step 2: assess maturity",
    both: &[("cycle-1/02-validate", "met: 2026-03-02\nverdict: confirmed\n")],
    silent: &[("cycle-1/02-validate", "adoption: exploring\n")],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let known = adoption::assessed(engagement).iter().any(|of| of.adoption.is_some());
    let validate = engagement.walk.iter().rfind(|entry| entry.step == Step::Validate);
    if known || validate.is_some_and(|entry| !engagement.entries.contains_key(entry)) {
        return None;
    }
    let sentence = "nobody wrote down how far the customer is with technology of this kind";
    Some(match validate {
        Some(entry) => {
            let levels = words::or_list(Adoption::WORDS);
            scene.asks(*entry, "adoption", sentence, ["adoption=LEVEL"]).note(levels)
        }
        None => Finding::on(Reference::Engagement, sentence, scene.to("advance").flag("to", "validate")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn from_select_on_it_is_asked_for_where_it_belongs() {
        assert_eq!(
            Case::at(Step::Select, json!({})).says("adoption-not-assessed"),
            ["cycle-1/02-validate:adoption: nobody wrote down how far the customer is with technology of this kind\n\
              engage set -e harbor-search --in cycle-1/02-validate adoption=LEVEL   # curious, exploring, proving or \
              operating"]
        );
        let case = Case::of(&json!({ "cycle-1/01-dev": { "entered": "2026-03-01" } }));
        assert_eq!(
            case.says("adoption-not-assessed"),
            ["engagement: nobody wrote down how far the customer is with technology of this kind\n\
              engage advance harbor-search --to validate"]
        );
    }

    #[test]
    fn assessed_not_yet_due_unread_or_ended_is_fine() {
        let assessed = json!({ "cycle-1/02-validate": { "adoption": "curious" } });
        assert!(Case::at(Step::Dev, assessed).says("adoption-not-assessed").is_empty());
        assert!(Case::at(Step::Validate, json!({})).says("adoption-not-assessed").is_empty());
        let unread = Case::at(Step::Dev, json!({})).unreadable("cycle-1/02-validate");
        assert!(unread.says("adoption-not-assessed").is_empty());
        let ended = json!({ "outcomes/01-completed": { "on": "2026-03-05", "kind": "completed" } });
        assert!(Case::at(Step::Dev, ended).says("adoption-not-assessed").is_empty());
    }
}
