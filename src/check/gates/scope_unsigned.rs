//! Gate of `select`, where the price is fixed: both sides have signed the promise as it stands.
//!
//! Where it is not, no gate, and from dev on a warning: goals that the customer never signed, at dev and at adjust.

use crate::check::prelude::*;
use crate::model::promise::{self, Delta};

pub const CHECK: Check = Check {
    id: "scope-unsigned",
    summary: "the scope is not signed as it stands (fixed price), or never was by the customer (a warning)",
    why: "A fixed price on a scope that nobody signed is an argument about money that has not happened yet.",
    source: "ten common errors of customer engagements: pricing and scope",
    remedy: "Have the goals and requirements signed by the customer and by us, and signed again after they change.",
    fires: &[
        ("engagement", "pricing: fixed-price\n"),
        (
            "goals/fast",
            "statement: search is fast\ncriterion: nine of ten reports found within ten seconds\n\
             committed: 2026-03-03\n",
        ),
    ],
    silent: &[
        ("engagement", "pricing: time-and-materials\n"),
        (
            "goals/fast",
            "statement: search is fast\ncriterion: nine of ten reports found within ten seconds\n\
             committed: 2026-03-03\n",
        ),
    ],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    let Some(charter) = scene.engagement.charter.as_ref() else { return Some(price_unknown(scene)) };
    if charter.pricing != Some(Pricing::FixedPrice) {
        return never_signed(scene);
    }
    let place = scene.engagement.place()?;
    if let Some(unread) = scene.engagement.unread.iter().find(|unread| is_promise(unread)) {
        let sentence = format!("`{unread}` cannot be read, so it is not known whether what stands is signed");
        return Some(Finding::on(unread, sentence, scene.to_edit(unread)));
    }
    let gaps: Vec<_> = [Side::Customer, Side::Ours].into_iter().filter_map(|side| gap(scene, side)).collect();
    let sides: Vec<_> = gaps.iter().map(|gap| gap.side).collect();
    (!gaps.is_empty()).then(|| Finding::on(place, sentence(&gaps), scene.to_sign_scope(&sides)))
}

/// Where the price is not fixed: the goals that the customer never signed, and work has begun.
fn never_signed(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // On the trip nobody signs; before another round it is asked for again, and at the review it is too late.
    let asked = scene.stands(Step::Dev..=Step::Dev) || scene.stands(Step::Adjust..=Step::Adjust);
    if !asked || promise::signed_by(engagement, Side::Customer).is_some() {
        return None;
    }
    let goals = engagement.all::<Goal>().count();
    let are = if goals == 1 { "1 goal is" } else { &format!("{goals} goals are") };
    let sentence = format!("{are} being worked for, and the customer never signed the scope");
    let remedy = scene.to_sign_scope(&[Side::Customer]);
    (goals > 0).then(|| Finding::on(Reference::Engagement, sentence, remedy).weighing(Level::Warning))
}

fn price_unknown(scene: &Scene) -> Finding {
    let sentence = "`engagement` cannot be read, so it is not known whether the price is fixed";
    Finding::on(Reference::Engagement, sentence, scene.to_edit(&Reference::Engagement))
}

fn is_promise(reference: &Reference) -> bool {
    matches!(reference, Reference::Record(Kind::Goal | Kind::Requirement, _))
}

/// A side that has not signed what stands.
struct Gap<'a> {
    side: Side,
    signed: Option<(&'a Reference, &'a Signoff, Delta)>,
}

fn gap<'a>(scene: &Scene<'a>, side: Side) -> Option<Gap<'a>> {
    let Some((name, signoff)) = promise::signed_by(scene.engagement, side) else {
        return Some(Gap { side, signed: None });
    };
    let delta = promise::delta(scene.engagement, signoff);
    (!delta.is_empty()).then_some(Gap { side, signed: Some((name, signoff, delta)) })
}

fn sentence(gaps: &[Gap]) -> String {
    match gaps {
        [Gap { signed: None, .. }, Gap { signed: None, .. }] => {
            "neither the customer nor we have signed the scope".to_owned()
        }
        [Gap { signed: Some((one, signoff, delta)), .. }, Gap { signed: Some((other, ..)), .. }] if one == other => {
            since("both sides", signoff, delta)
        }
        gaps => gaps.iter().map(of_one_side).collect::<Vec<_>>().join("; "),
    }
}

fn of_one_side(gap: &Gap) -> String {
    let (who, has) = if gap.side == Side::Customer { ("the customer", "has") } else { ("we", "have") };
    match &gap.signed {
        None => format!("{who} {has} not signed the scope"),
        Some((_, signoff, delta)) => since(who, signoff, delta),
    }
}

fn since(who: &str, signoff: &Signoff, delta: &Delta) -> String {
    let added = delta.added.iter().map(|promise| format!("`{promise}` is new"));
    let changed = delta.changed.iter().map(|promise| format!("`{promise}` reads differently"));
    let gone = delta.gone.iter().map(|promise| format!("`{promise}` is gone"));
    let unread = delta.unread.iter().map(|promise| format!("`{promise}` cannot be read"));
    let differences: Vec<_> = added.chain(changed).chain(gone).chain(unread).collect();
    format!("since {who} signed the scope on {}, {}", words::date(signoff.on), words::and_list(&differences))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::{Case, said};
    use crate::model::promise;
    use crate::model::step::Step;

    fn case(pricing: &str, more: &Value) -> Case {
        let mut files = json!({
            "engagement": { "pricing": pricing },
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/dee-lund": { "name": "Dee Lund", "side": "customer", "roles": ["decider"] },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
            "goals/fast": { "statement": "search is fast", "criterion": "ten seconds", "committed": "2026-03-03" },
        });
        files.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Case::at(Step::Select, files)
    }

    fn signed_by(people: &[&str], covers: &Value) -> Value {
        let signoff = json!({ "on": "2026-03-03", "of": "scope", "by": people, "covers": covers });
        json!({ "signoffs/2026-03-03-scope-aaaa": signoff })
    }

    fn as_it_stands() -> Value {
        let promises = promise::all(&case("", &json!({})).engagement);
        promises.iter().map(|p| (p.of.to_string(), json!({ "hash": p.hash(), "wording": p.wording }))).collect()
    }

    #[test]
    fn unsigned_names_those_who_can_sign_for_each_side() {
        assert_eq!(
            case("fixed-price", &json!({})).says("scope-unsigned"),
            ["cycle-1/03-select: neither the customer nor we have signed the scope\n\
              engage sign-off scope dee-lund jon-berg -e harbor-search"]
        );
    }

    #[test]
    fn one_side_alone_does_not_make_a_promise() {
        assert_eq!(
            case("fixed-price", &signed_by(&["ana-ortiz"], &as_it_stands())).says("scope-unsigned"),
            ["cycle-1/03-select: we have not signed the scope\nengage sign-off scope jon-berg -e harbor-search"]
        );
    }

    #[test]
    fn what_changed_after_the_signatures_is_named() {
        let covers = json!({ "goals/slow": { "hash": "0", "wording": "statement: s" } });
        assert_eq!(
            case("fixed-price", &signed_by(&["ana-ortiz", "jon-berg"], &covers)).says("scope-unsigned"),
            ["cycle-1/03-select: since both sides signed the scope on 3 March 2026, `goals/fast` is new and \
              `goals/slow` is gone\nengage sign-off scope dee-lund jon-berg -e harbor-search"]
        );
        let covers = json!({ "goals/fast": { "hash": "0", "wording": "statement: s" } });
        assert_eq!(
            case("fixed-price", &signed_by(&["ana-ortiz"], &covers)).says("scope-unsigned"),
            [
                "cycle-1/03-select: since the customer signed the scope on 3 March 2026, `goals/fast` reads differently; \
              we have not signed the scope\nengage sign-off scope dee-lund jon-berg -e harbor-search"
            ]
        );
    }

    fn warns(case: &Case) -> Vec<String> {
        let found = case.all();
        let warnings = found.iter().filter(|found| found.check.id == "scope-unsigned");
        warnings.map(|found| format!("{} {}", found.level, said(found))).collect()
    }

    #[test]
    fn where_it_is_no_gate_a_scope_never_signed_is_a_warning_while_building_and_adjusting() {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "goals/fast": { "statement": "search is fast", "criterion": "ten seconds", "committed": "2026-03-03" },
        });
        assert!(warns(&Case::at(Step::Select, files.clone())).is_empty());
        assert_eq!(
            warns(&Case::at(Step::Dev, files.clone())),
            ["warning engagement: 1 goal is being worked for, and the customer never signed the scope\n\
              engage sign-off scope ana-ortiz -e harbor-search"]
        );
        assert_eq!(warns(&Case::at(Step::Adjust, files.clone())).len(), 1);
        for step in [Step::Onsite, Step::Demo, Step::AfterAction] {
            assert!(warns(&Case::at(step, files.clone())).is_empty(), "{step}");
        }
        // What was signed once and changed since is another check's.
        files["signoffs/2026-03-03-scope-aaaa"] =
            signed_by(&["ana-ortiz"], &json!({}))["signoffs/2026-03-03-scope-aaaa"].clone();
        assert!(warns(&Case::at(Step::Dev, files)).is_empty());
        assert!(warns(&Case::at(Step::Dev, json!({}))).is_empty());
    }

    #[test]
    fn signed_by_both_as_it_stands_or_not_fixed_is_fine() {
        assert!(case("fixed-price", &signed_by(&["ana-ortiz", "jon-berg"], &as_it_stands())).gates().is_empty());
        assert!(case("time-and-materials", &json!({})).gates().is_empty());
        assert!(case("", &json!({})).gates().is_empty());
    }
}
