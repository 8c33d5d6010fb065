//! The handover was refused, and not accepted since.
//!
//! It outlives the end: completed with a refused handover is not done. Called off, it matters no more.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "handover-rejected",
    outlives: true,
    summary: "the handover was rejected, and not accepted since",
    why: "Who refused to take it over runs it unwillingly or not at all, and their reason is the work left to do.",
    remedy: "Mend what it was refused for, then have it signed.",
    source: "nine-step customer engagement process, step 9; ten common errors of customer engagements: final state",
    at: Step::AfterAction,
    both: &[
        ANA,
        (
            "signoffs/2026-03-08-handover-aaaa",
            "\"on\": 2026-03-08\nof: handover\nby: [ana-ortiz]\nverdict: rejected\nnote: No page on restoring it.\n",
        ),
    ],
    silent: &[("signoffs/2026-03-09-handover-aaaa", "\"on\": 2026-03-09\nof: handover\nby: [ana-ortiz]\n")],
    run: One(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Option<Finding> {
    let last = scene.last_signoff(Of::Handover).filter(|(_, signoff)| !signoff.is_accepted() && !scene.called_off());
    let (name, signoff) = last?;
    let who: Vec<_> = signoff.by.iter().map(|person| scene.engagement.name_of(person)).collect();
    let who = if who.is_empty() { "the customer".to_owned() } else { words::and_list(&who) };
    let day = words::date(signoff.on);
    let note =
        signoff.note.as_ref().map_or(String::new(), |note| format!(": `{}`", note.one_line().trim_end_matches('.')));
    let sentence = format!("{who} rejected the handover on {day}{note}");
    let mut people: Vec<_> = signoff.by.iter().map(ToString::to_string).collect();
    if people.is_empty() {
        people.push("WHO".to_owned());
    }
    Some(Finding::on(name, sentence, scene.to_sign(Of::Handover, people)).at("verdict"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(verdict: &str, more: Value) -> Vec<String> {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "signoffs/2026-03-08-handover-aaaa": { "on": "2026-03-08", "of": "handover", "by": ["ana-ortiz"],
                                                   "verdict": verdict, "note": "No page on restoring it." },
        });
        let Value::Object(more) = more else { return vec![] };
        files.as_object_mut().unwrap().extend(more);
        Case::at(Step::AfterAction, files).says("handover-rejected")
    }

    #[test]
    fn a_refusal_is_told_with_who_when_and_why() {
        let said = ["signoffs/2026-03-08-handover-aaaa:verdict: Ana Ortiz rejected the handover on 8 March 2026: `No \
                     page on restoring it`\nengage sign-off handover ana-ortiz -e harbor-search"];
        assert_eq!(says("rejected", json!({})), said);
        assert_eq!(
            says("rejected", json!({ "outcomes/01-completed": { "on": "2026-03-09", "kind": "completed" } })),
            said
        );
    }

    #[test]
    fn accepted_then_or_later_or_called_off_is_silent() {
        assert!(says("accepted", json!({})).is_empty());
        let later = json!({ "on": "2026-03-09", "of": "handover", "by": ["ana-ortiz"] });
        assert!(says("rejected", json!({ "signoffs/2026-03-09-handover-aaaa": later })).is_empty());
        let ended = json!({ "on": "2026-03-09", "kind": "called-off", "reason": "x" });
        assert!(says("rejected", json!({ "outcomes/01-called-off": ended })).is_empty());
    }
}
