//! The sponsor had no part in it for two cadences.
//!
//! Where more speaks for calling it off, `worth-their-time` says this with the rest.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "sponsor-unheard",
    summary: "the customer's sponsor had no part in it for two cadences",
    why: "Who pays for it and hears nothing of it for weeks puts their money and their people elsewhere.",
    remedy: "Show them what there is, or ask them for a quarter of an hour, and write down what they say.",
    source: "nine-step customer engagement process: keep the sponsor close, and be quick to call an engagement off",
    at: Step::Demo,
    today: "2026-04-10",
    both: &[
        ("people/ana-ortiz", "name: Ana Ortiz\nside: customer\nroles: [sponsor]\n"),
        ("cycle-1/02-validate", "met: 2026-03-02\nwith: [ana-ortiz]\n"),
    ],
    silent: &[(
        "notes/2026-03-27-she-rang-aaaa",
        "on: 2026-03-27\ntext: She rang and asked for the reading room too.\nwho: ana-ortiz\n",
    )],
    run: One(find),
    ..super::from(Step::Validate)
};

fn find(scene: &Scene) -> Option<Finding> {
    let signals = signals::of(scene.engagement, scene.settings, scene.today);
    if signals::are_enough(&signals) {
        return None;
    }
    let sentence = signals.iter().find_map(|signal| match signal {
        Signal::Unheard { sponsors, last, days, cadence } => Some(unheard(sponsors, *last, *days, *cadence)),
        _ => None,
    })?;
    // the first of them, by record
    let (name, _) = signals::sponsors(scene.engagement).into_iter().next()?;
    let remedy = scene.to_add("note", "WHAT THEY SAID").flag("who", id(name));
    Some(Finding::on(name, sentence, remedy.note("or, after a demo: engage add feedback")).at("roles"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(files: &Value, day: &str) -> Vec<String> {
        Case::at(Step::Demo, files.clone()).on(day).says("sponsor-unheard")
    }

    fn quiet() -> Value {
        json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer", "roles": ["sponsor"] },
            "notes/a": { "on": "2026-03-05", "text": "x", "who": "ana-ortiz" },
        })
    }

    #[test]
    fn a_sponsor_who_had_no_part_for_two_cadences_is_named() {
        assert_eq!(
            says(&quiet(), "2026-04-02"),
            [
                "people/ana-ortiz:roles: Ana Ortiz, the sponsor, last had a part in it on 5 March 2026, 28 days ago, and \
              the cadence is 14 days\n\
              engage add note \"WHAT THEY SAID\" -e harbor-search --who ana-ortiz   \
              # or, after a demo: engage add feedback"
            ]
        );
        assert!(says(&quiet(), "2026-04-01").is_empty());
    }

    #[test]
    fn where_more_speaks_for_calling_it_off_that_says_it_and_an_end_ends_it() {
        let mut files = quiet();
        files["engagement"] = json!({ "budget": { "amount": "100", "currency": "EUR" } });
        files["spend/a"] = json!({ "on": "2026-03-02", "what": "x", "amount": "100", "currency": "EUR" });
        assert!(says(&files, "2026-04-02").is_empty());
        let mut ended = quiet();
        ended["outcomes/01-completed"] = json!({ "on": "2026-03-07", "kind": "completed" });
        assert!(says(&ended, "2026-04-10").is_empty());
    }
}
