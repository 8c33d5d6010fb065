//! The law has a say here, and no regulation is written down.
//!
//! It waits for a sign of it: data of theirs in our hands, or a requirement of the law.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "regulations-unchecked",
    summary: "we had data of theirs or the law asks for something, and no regulation is written",
    why: "Which laws apply decides where data may lie and who may see it, before anyone has copied it.",
    remedy: "Ask the customer which laws and rules apply, and write them; that there are none is an answer too.",
    source: "ten common errors of customer engagements: regulations",
    at: Step::Onsite,
    fires: &[
        ("cycle-1/02-validate", "it_maturity: 3\nsecurity_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
    silent: &[
        ("engagement", "regulations:\n  - 'GDPR: accident reports name injured people'\n"),
        ("cycle-1/02-validate", "it_maturity: 3\nsecurity_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    scene.charter_without(|charter| !charter.regulations.is_empty())?;
    let sign = match scene.wanted().find(|(_, one)| one.class == Class::Regulatory) {
        Some((_, one)) => format!("`{}` is asked for by the law", one.statement.one_line().trim_end_matches('.')),
        None if scene.had_their_data() => "we had data of theirs".to_owned(),
        None => return None,
    };
    let sentence = format!("{sign}, and no regulation is written down");
    Some(scene.asks(Reference::Engagement, "regulations", sentence, ["regulations+=WHICH, AND WHAT IT ASKS"]))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("regulations-unchecked")
    }

    fn said(sign: &str) -> [String; 1] {
        [format!(
            "engagement:regulations: {sign}, and no regulation is written down\n\
             engage set -e harbor-search --in engagement regulations+=\"WHICH, AND WHAT IT ASKS\""
        )]
    }

    fn law(status: &str) -> Value {
        json!({ "statement": "Accident reports stay out.", "class": "regulatory", "raised": "2026-03-02",
                "status": status })
    }

    #[test]
    fn the_law_or_their_data_asks_which_regulations_apply() {
        assert_eq!(
            says(Step::Select, json!({ "requirements/x": law("") })),
            said("`Accident reports stay out` is asked for by the law")
        );
        assert_eq!(says(Step::Onsite, json!({ "cycle-1/05-onsite": { "data": "x" } })), said("we had data of theirs"));
        let brought = json!({ "what": "logs", "class": "data", "on": "2026-03-05" });
        assert_eq!(
            says(Step::Onsite, json!({ "artifacts/2026-03-05-x-aaaa": brought })),
            said("we had data of theirs")
        );
    }

    #[test]
    fn written_no_sign_too_early_or_over_is_fine() {
        let written = json!({ "engagement": { "regulations": ["GDPR"] }, "requirements/x": law("") });
        assert!(says(Step::Select, written).is_empty());
        assert!(says(Step::Select, json!({})).is_empty());
        assert!(says(Step::Select, json!({ "requirements/x": law("dropped") })).is_empty());
        assert!(says(Step::Validate, json!({ "requirements/x": law("") })).is_empty());
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Select, json!({ "requirements/x": law(""), "outcomes/01-called-off": ended })).is_empty());
    }
}
