//! A goal is judged met, and nothing proves it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "evidence-missing",
    summary: "a goal is judged met, in whole or in part, and nothing proves it",
    why: "A year later the one thing that is believed is what was measured, and who was there when it was.",
    remedy: "Give `engage judge` the file or the link that shows it; the file's digest is kept.",
    source: "typical errors of customer engagements: promises without proof",
    at: Step::Demo,
    fires: &[(
        "goals/fast",
        "statement: A report is found fast\ncriterion: in ten seconds\ncommitted: 2026-03-03\nverdict: met\njudged: 2026-03-06\n",
    )],
    silent: &[(
        "goals/fast",
        "statement: A report is found fast\ncriterion: in ten seconds\ncommitted: 2026-03-03\nverdict: met\njudged: 2026-03-06\nevidence:\n  - what: Times of twenty look-ups\n    link: https://files.example/times.csv\n",
    )],
    run,
    ..super::from(Step::Select)
};

fn run(scene: &Scene) -> Vec<Finding> {
    let goals = scene.engagement.all::<Goal>().filter(|(_, goal)| goal.evidence.is_empty());
    goals.filter(|_| scene.engagement.is_open()).filter_map(|(name, goal)| unproved(scene, name, goal)).collect()
}

fn unproved(scene: &Scene, reference: &Reference, goal: &Goal) -> Option<Finding> {
    let Reference::Record(_, name) = reference else { return None };
    let judged = match goal.verdict() {
        Verdict::Met => "met",
        Verdict::Partly => "met in part",
        Verdict::Open | Verdict::Missed => return None,
    };
    let (on, date) = match goal.judged {
        Some(day) => (format!(" on {}", words::date(day)), format!(" --date {day}")),
        None => (String::new(), String::new()),
    };
    let sentence = format!("`{name}` was judged {judged}{on}, and nothing proves it");
    let remedy =
        format!("engage judge {name} {} --evidence FILE-OR-LINK{date} -e {}", goal.verdict(), scene.engagement.id);
    Some(Finding::on(reference.clone(), sentence, remedy).at("verdict"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(verdict: &str, judged: &str, evidence: &Value) -> Vec<String> {
        let goal = json!({ "statement": "s", "criterion": "c", "committed": "2026-03-03", "verdict": verdict,
            "judged": judged, "evidence": evidence });
        Case::at(Step::Demo, json!({ "goals/fast": goal })).says("evidence-missing")
    }

    #[test]
    fn a_good_verdict_asks_for_its_proof() {
        assert_eq!(
            says("partly", "2026-03-06", &json!([])),
            ["goals/fast:verdict: `fast` was judged met in part on 6 March 2026, and nothing proves it\n\
              engage judge fast partly --evidence FILE-OR-LINK --date 2026-03-06 -e harbor-search"]
        );
        assert!(
            says("met", "", &json!([]))[0].contains("was judged met, and nothing proves it\nengage judge fast met -")
        );
    }

    #[test]
    fn proved_missed_or_open_is_fine() {
        assert!(says("met", "", &json!([{ "what": "times", "link": "https://x.example" }])).is_empty());
        assert!(says("missed", "", &json!([])).is_empty());
        assert!(says("", "", &json!([])).is_empty());
    }
}
