//! A key, a token or a password stands in the record. It is never printed.

use super::{Check, Example, Scene};
use crate::insight::secrets;
use crate::insight::texts::Said;
use crate::model::finding::{Finding, Level};
use crate::model::reference::Reference;
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "secret-in-record",
    level: Level::Warning,
    from: Step::Hypothesis,
    guards: None,
    summary: "a key, a token or a password stands in the record",
    why: "The record is cloned, mailed and rendered; what opens the customer's doors goes with it, and git forgets nothing.",
    remedy: "Change it where it is used, then take it out and write down where it is kept; git keeps what was committed.",
    source: "typical errors of customer engagements: the customer's access in our papers",
    example: Example {
        step: Step::Dev,
        today: "2026-03-10",
        fires: &[(
            "notes/2026-03-04-wifi-aaaa",
            "on: 2026-03-04\ntext: |-\n  The wifi of the workshop.\n  password: berth9-guest\n",
        )],
        silent: &[(
            "notes/2026-03-04-wifi-aaaa",
            "on: 2026-03-04\ntext: |-\n  The wifi of the workshop.\n  password: ask Priya at the gate\n",
        )],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    let texts = scene.texts.of(scene.engagement).iter();
    texts.filter_map(|(name, texts)| secret(scene, name, texts)).collect()
}

fn secret(scene: &Scene, name: &Reference, texts: &[Said]) -> Option<Finding> {
    let found: Vec<_> = texts
        .iter()
        .flat_map(|said| secrets::of(&said.key, &said.text).into_iter().map(move |secret| (&said.key, secret)))
        .collect();
    let (first, _) = found.first()?;
    let told: Vec<_> = found
        .iter()
        .map(|(key, secret)| {
            format!("`{key}` holds what looks like {} ({})", secret.kind, words::count(secret.length, "character"))
        })
        .collect();
    let id = &scene.engagement.id;
    let remedy = format!("engage edit {name} -e {id}   # take it out, and change it where it is used: git keeps it");
    let (key, sentence) = ((*first).clone(), words::and_list(&told));
    Some(Finding::on(name.clone(), sentence, remedy).at(key))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn kind_key_and_length_are_told_and_the_secret_is_not() {
        let note =
            json!({ "on": "2026-03-01", "text": "password: hunter22", "extra": { "vpn_password": "tr0ub4dor" } });
        let found = Case::at(Step::Hypothesis, json!({ "notes/a": note })).says("secret-in-record");
        assert_eq!(
            found,
            [
                "notes/a:text: `text` holds what looks like a password (8 characters) and `extra.vpn_password` holds what \
              looks like a password (9 characters)\n\
              engage edit notes/a -e harbor-search   # take it out, and change it where it is used: git keeps it"
            ]
        );
        assert!(!found[0].contains("hunter22") && !found[0].contains("tr0ub4dor"));
    }

    #[test]
    fn a_digest_is_no_secret() {
        let hash = "61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d";
        let artifact = json!({ "what": "x", "class": "data", "on": "2026-03-01", "sha256": hash });
        let evidence = json!([{ "what": "x", "file": "a/b.csv", "sha256": hash }]);
        let goal = json!({ "statement": "s", "criterion": "c", "committed": "2026-03-01", "evidence": evidence });
        let case = Case::at(Step::Hypothesis, json!({ "artifacts/a": artifact, "goals/b": goal }));
        assert!(case.says("secret-in-record").is_empty());
    }
}
