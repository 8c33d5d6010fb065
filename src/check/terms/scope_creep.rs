//! What is promised is more, or other, than what the customer signed.
//!
//! A requirement that is only proposed is no promise yet. Where nothing is signed nothing creeps.

use crate::check::prelude::*;
use crate::insight::signature::Drift;

pub const CHECK: Check = Check {
    id: "scope-creep",
    presses: true,
    summary: "goals or requirements were agreed or changed since the customer signed the scope",
    why: "Each addition is small and the sum is not; what was never signed again is paid for by whoever is last.",
    remedy: "Have the scope signed again as it stands, or take back what was not meant.",
    source: "ten common errors of customer engagements: scope",
    both: &[ANA, JON, ("goals/fast", "statement: search is fast\ncriterion: ten seconds\ncommitted: 2026-03-03\n")],
    fires: &[
        ("goals/offline", "statement: it works offline\ncriterion: a whole shift\ncommitted: 2026-03-05\n"),
        (
            "signoffs/2026-03-03-scope-aaaa",
            "\"on\": 2026-03-03\nof: scope\nby: [ana-ortiz, jon-berg]\ncovers:\n  goals/fast:\n    hash: \"49b0c4807af239947729731034c0986dcd1a0a950ad985324bcf133389ff5e9c\"\n    wording: |-\n      statement: search is fast\n      criterion: ten seconds\n",
        ),
    ],
    silent: &[(
        "signoffs/2026-03-03-scope-aaaa",
        "\"on\": 2026-03-03\nof: scope\nby: [ana-ortiz, jon-berg]\ncovers:\n  goals/fast:\n    hash: \"49b0c4807af239947729731034c0986dcd1a0a950ad985324bcf133389ff5e9c\"\n    wording: |-\n      statement: search is fast\n      criterion: ten seconds\n",
    )],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let cycle = engagement.cycle();
    let signoff = signature::in_force(engagement, cycle).filter(|_| scene.read_all(Kind::Signoff))?;
    let drift = if gate_says_it(scene) { Drift::default() } else { signature::drift(engagement, signoff, cycle) };
    let crept = crept(scene, signoff, drift);
    let promises = words::count(signoff.covers.len(), "promise");
    let sentence = format!(
        "the customer signed {promises} on {}; since then {}",
        words::date(signoff.on),
        words::and_list(&crept)
    );
    let remedy = scene.to_sign_scope(&[Side::Customer, Side::Ours]);
    (!crept.is_empty()).then(|| Finding::on(name_of(scene, signoff), sentence, remedy))
}

/// Where the price is fixed, the gate that is in the way or was met says what reads otherwise since.
fn gate_says_it(scene: &Scene) -> bool {
    const GATE: &str = "scope-unsigned";
    let charter = scene.engagement.charter.as_ref();
    let is_fixed = charter.is_some_and(|charter| charter.pricing == Some(Pricing::FixedPrice));
    let was_met = scene.left(Step::Select, GATE) && scene.is_looked_at(GATE);
    is_fixed && (was_met || scene.is_at_gate(Step::Select, GATE))
}

/// What came, changed and went since, each with its number and names.
fn crept(scene: &Scene, signoff: &Signoff, drift: Drift) -> Vec<String> {
    let added: Vec<_> = drift.added.iter().filter(|name| is_agreed(scene, name)).map(ToString::to_string).collect();
    let changed: BTreeSet<_> = drift.changed.iter().map(|changed| changed.name.to_string()).collect();
    let mut dated = signature::changed_since(scene.engagement, signoff, scene.engagement.cycle());
    dated.retain(|name| !changed.contains(name));
    let parts = [
        (added, "came in", "came in"),
        (changed.into_iter().collect(), "reads differently", "read differently"),
        (dated, "was changed and reads as before", "were changed and read as before"),
        (drift.gone, "was dropped", "were dropped"),
    ];
    let said = |(names, one, many): (Vec<String>, &str, &str)| {
        let happened = if names.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {happened} ({})", names.len(), ticked(&names).join(", ")))
    };
    parts.into_iter().filter_map(said).collect()
}

fn is_agreed(scene: &Scene, name: &Reference) -> bool {
    match scene.engagement.records.get(name) {
        Some(Record::Requirement(one)) => matches!(one.status, Some(Status::Agreed | Status::Delivered)),
        _ => true,
    }
}

fn name_of(scene: &Scene, signoff: &Signoff) -> Reference {
    let named = scene.engagement.all::<Signoff>().find(|(_, one)| std::ptr::eq(*one, signoff));
    named.map_or(Reference::Engagement, |(name, _)| name.clone())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::promise;
    use crate::model::step::Step;

    fn files(covers: &Value, by: &str) -> Value {
        json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
            "goals/fast": { "statement": "search is fast", "criterion": "ten seconds", "committed": "2026-03-03" },
            "signoffs/2026-03-03-scope-aaaa": { "on": "2026-03-03", "of": "scope", "by": [by], "covers": covers },
        })
    }

    fn signed() -> Value {
        let promises = promise::all(&Case::at(Step::Dev, files(&json!({}), "ana-ortiz")).engagement);
        promises.iter().map(|p| (p.of.to_string(), json!({ "hash": p.hash(), "wording": p.wording }))).collect()
    }

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("scope-creep")
    }

    fn requirement(status: &str) -> Value {
        json!({ "statement": "offline", "class": "user", "raised": "2026-03-04", "status": status })
    }

    #[test]
    fn what_came_changed_and_went_is_counted_and_named() {
        let old = |words: &str| json!({ "hash": "00", "wording": words });
        let covers = json!({ "goals/fast": old("statement: search is slow\ncriterion: ten seconds"),
                             "goals/old": old("statement: x"), "goals/older": old("statement: y") });
        let mut files = files(&covers, "ana-ortiz");
        files["requirements/offline"] = requirement("agreed");
        assert_eq!(
            says(Step::Dev, files),
            ["signoffs/2026-03-03-scope-aaaa: the customer signed 3 promises on 3 March 2026; since then 1 came in \
              (`requirements/offline`), 1 reads differently (`goals/fast`) and 2 were dropped (`goals/old`, \
              `goals/older`)\nengage sign-off scope ana-ortiz jon-berg -e harbor-search"]
        );
    }

    #[test]
    fn where_the_price_is_fixed_the_gate_says_it_unless_it_was_passed_or_is_off() {
        let mut files = files(&json!({}), "ana-ortiz");
        files["engagement"] = json!({ "pricing": "fixed-price" });
        assert!(says(Step::Dev, files.clone()).is_empty());
        let off = json!({ "checks": { "scope-unsigned": { "level": "off", "because": "x" } } });
        assert_eq!(Case::at(Step::Dev, files.clone()).set(off).says("scope-creep").len(), 1);
        files["cycle-1/04-dev"] = json!({ "passed": ["scope-unsigned"], "because": "x" });
        assert_eq!(says(Step::Dev, files.clone()).len(), 1);
        let next = |step| Case::again_at(step, files.clone()).says("scope-creep").len();
        assert_eq!((next(Step::Validate), next(Step::Select)), (1, 0));
    }

    #[test]
    fn what_is_only_proposed_is_no_promise_yet() {
        let mut files = files(&signed(), "ana-ortiz");
        files["requirements/offline"] = requirement("proposed");
        assert!(says(Step::Dev, files.clone()).is_empty());
        files["requirements/offline"] = requirement("agreed");
        assert_eq!(says(Step::Dev, files).len(), 1);
    }

    #[test]
    fn a_change_that_left_the_words_alone_is_one_all_the_same() {
        let with = |on: &str, words: &str| {
            let mut one = requirement("agreed");
            one["statement"] = words.into();
            one["changes"] = json!([{ "on": on, "what": "for all berths, not three" }]);
            one
        };
        let mut before = files(&json!({}), "ana-ortiz");
        before["requirements/offline"] = with("2026-03-02", "offline");
        let promises = promise::all(&Case::at(Step::Dev, before).engagement);
        let signed: Value =
            promises.iter().map(|p| (p.of.to_string(), json!({ "hash": p.hash(), "wording": p.wording }))).collect();
        let says = |one: Value| {
            let mut files = files(&signed, "ana-ortiz");
            files["requirements/offline"] = one;
            says(Step::Dev, files)
        };
        let told = says(with("2026-03-04", "offline"));
        assert!(told[0].contains("since then 1 was changed and reads as before (`requirements/offline`)\n"));
        assert!(says(with("2026-03-03", "offline")).is_empty(), "on the day it was signed");
        let told = says(with("2026-03-04", "offline, all berths"));
        assert!(told[0].contains("since then 1 reads differently (`requirements/offline`)\n"));
    }

    #[test]
    fn as_signed_unsigned_by_them_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, files(&signed(), "ana-ortiz")).is_empty());
        assert!(says(Step::Dev, files(&json!({}), "jon-berg")).is_empty());
        assert!(says(Step::Select, files(&json!({}), "ana-ortiz")).is_empty());
    }

    #[test]
    fn after_the_end_nobody_signs_again() {
        let mut files = files(&json!({}), "ana-ortiz");
        files["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Dev, files).is_empty());
    }
}
