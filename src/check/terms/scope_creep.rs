//! The promise is larger, or different, than what the customer signed.
//!
//! A requirement that is only proposed is not promised yet. Without a signature there is no creep.

use crate::check::prelude::*;
use crate::insight::signature::Drift;

pub const CHECK: Check = Check { is_urgent: true, run: One(find), ..row!("scope-creep", Terms, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let cycle = engagement.cycle();
    let signoff = signature::in_force(engagement, cycle).filter(|_| scene.read_all(Kind::Signoff))?;
    let drift = if gate_says_it(scene) { Drift::default() } else { signature::drift(engagement, signoff, cycle) };
    let crept = crept(scene, signoff, drift);
    let promises = counted(signoff.covers.keys());
    let sentence = format!(
        "the customer signed {promises} on {}; since then {}",
        words::date(signoff.on),
        words::and_list(&crept)
    );
    let remedy = scene.to_sign_scope(&[Side::Customer, Side::Ours]);
    (!crept.is_empty()).then(|| Finding::on(name_of(scene, signoff), sentence, remedy))
}

/// With a fixed price, the gate that blocks or was waived reports the change.
fn gate_says_it(scene: &Scene) -> bool {
    const GATE: &str = "scope-unsigned";
    let charter = scene.engagement.charter.as_ref();
    let is_fixed = charter.is_some_and(|charter| charter.pricing == Some(Pricing::FixedPrice));
    let was_met = scene.left(Step::Select, GATE) && scene.is_looked_at(GATE);
    is_fixed && (was_met || scene.is_at_gate(Step::Select, GATE))
}

/// What was added, changed and removed since, each with its number and names.
fn crept(scene: &Scene, signoff: &Signoff, drift: Drift) -> Vec<String> {
    let added: Vec<_> = drift.added.iter().filter(|name| is_agreed(scene, name)).map(ToString::to_string).collect();
    let changed: BTreeSet<_> = drift.changed.iter().map(|changed| changed.name.to_string()).collect();
    let mut dated = signature::changed_since(scene.engagement, signoff, scene.engagement.cycle());
    dated.retain(|name| !changed.contains(name));
    let parts = [
        (added, "has been added", "have been added"),
        (changed.into_iter().collect(), "has changed", "have changed"),
        (dated, "has changed but reads the same", "have changed but read the same"),
        (drift.gone, "has been dropped", "have been dropped"),
    ];
    let in_words = |(names, one, many): (Vec<String>, &str, &str)| {
        let happened = if names.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {happened} ({})", counted(&names), ticked(&names).join(", ")))
    };
    parts.into_iter().filter_map(in_words).collect()
}

/// `4 goals and 7 requirements`.
fn counted<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let (goals, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.starts_with("goals/"));
    let counts = [(goals.len(), "goal"), (others.len(), "requirement")].into_iter().filter(|(number, _)| *number > 0);
    words::and_list(counts.map(|(number, noun)| words::count(number, noun)))
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
    use super::*;
    use crate::model::promise;

    #[test]
    fn what_came_changed_and_went_is_counted_and_named() {
        CHECK.boundaries(
            "signoffs/2026-03-03-scope-aaaa: {covers: {goals/fast: {hash: x, wording: 'statement: search is slow'}, \
                 goals/old: {hash: x, wording: x}, goals/older: {hash: x, wording: x}}}
             > signoffs/2026-03-03-scope-aaaa: the customer signed 3 goals on 3 March 2026; since then 1 goal has been \
                 added (`goals/offline`), 1 goal has changed (`goals/fast`) and 2 goals have been dropped \
                 (`goals/old`, `goals/older`)
             requirements/a: {statement: x, class: user, raised: 2026-03-04, status: proposed}
             > the same
             requirements/a: {statement: x, class: user, raised: 2026-03-04, status: agreed}
             > signoffs/2026-03-03-scope-aaaa: the customer signed 1 goal on 3 March 2026; since then 1 goal and 1 \
                 requirement have been added (`goals/offline`, `requirements/a`)
             signoffs/2026-03-03-scope-aaaa: {by: [jon-berg]}",
        );
    }

    #[test]
    fn where_the_price_is_fixed_the_gate_says_it_unless_it_was_passed_or_is_off() {
        let changed = Example::of(&CHECK).with("engagement: {pricing: fixed-price}");
        changed.boundaries(
            "at: dev
             engage.yaml: {checks: {scope-unsigned: {level: off, because: x}}}
             > the same
             cycle-1/04-dev: {passed: [scope-unsigned], because: x}
             > the same
             again_at: select",
        );
    }

    #[test]
    fn a_change_that_left_the_words_alone_is_one_all_the_same() {
        let before = "goals/offline: ~, signoffs/2026-03-03-scope-aaaa: {covers: ~}, \
                      requirements/a: {statement: offline, class: user, raised: 2026-03-02, status: agreed}";
        let before = Example::of(&CHECK).with(before);
        let hash = |promise: &promise::Promise| format!("{}: {{hash: {}, wording: x}}", promise.of, promise.hash());
        let covers: Vec<_> = promise::all(&before.case().engagement).iter().map(hash).collect();
        let signed = before.with(&format!("signoffs/2026-03-03-scope-aaaa: {{covers: {{{}}}}}", covers.join(", ")));
        signed.boundaries(
            "at: dev
             requirements/a: {changes: [{on: 2026-03-03, what: all berths}]}
             requirements/a: {changes: [{on: 2026-03-04, what: all berths}]}
             > signoffs/2026-03-03-scope-aaaa: the customer signed 1 goal and 1 requirement on 3 March 2026; since then 1 \
                 requirement has changed but reads the same (`requirements/a`)
             requirements/a: {changes: [{on: 2026-03-04, what: all berths}], statement: offline in all berths}
             > signoffs/2026-03-03-scope-aaaa: the customer signed 1 goal and 1 requirement on 3 March 2026; since then 1 \
                 requirement has changed (`requirements/a`)",
        );
    }
}
