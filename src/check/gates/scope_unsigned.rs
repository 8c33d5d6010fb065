//! Gate of `select` for a fixed price: both sides have signed the current promise.
//!
//! Under other formal terms it is not a gate but a warning, at dev and adjust: goals that the customer never signed.

use crate::check::prelude::*;
use crate::model::promise::{self, Delta};

pub const CHECK: Check = Check { run: One(find), ..row!("scope-unsigned", Gates, Select) };

fn find(scene: &Scene) -> Option<Finding> {
    let Some(charter) = scene.engagement.charter.as_ref() else { return Some(price_unknown(scene)) };
    if charter.pricing != Some(Pricing::FixedPrice) {
        return charter.is_formal().then(|| never_signed(scene))?;
    }
    let place = scene.engagement.place()?;
    if let Some(unread) = scene.engagement.unread.iter().find(|unread| is_promise(unread)) {
        let sentence = format!("`{unread}` cannot be read; it is unknown whether the current scope is signed");
        return Some(Finding::on(unread, sentence, scene.to_edit(unread)));
    }
    let gaps: Vec<_> = [Side::Customer, Side::Ours].into_iter().filter_map(|side| gap(scene, side)).collect();
    let sides: Vec<_> = gaps.iter().map(|gap| gap.side).collect();
    (!gaps.is_empty()).then(|| Finding::on(place, sentence(&gaps), scene.to_sign_scope(&sides)))
}

/// Under other formal terms: the goals that the customer never signed, once work has begun.
fn never_signed(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // Nobody signs on the trip; it is asked again before another round, and at the review it is too late.
    let is_due = scene.stands(Step::Dev..=Step::Dev) || scene.stands(Step::Adjust..=Step::Adjust);
    if !is_due || promise::signed_by(engagement, Side::Customer).is_some() {
        return None;
    }
    let goals = engagement.all::<Goal>().count();
    let are = if goals == 1 { "1 goal is" } else { &format!("{goals} goals are") };
    let sentence = format!("{are} in progress, but the customer never signed the scope");
    let remedy = scene.to_sign_scope(&[Side::Customer]);
    (goals > 0).then(|| Finding::on(Reference::Engagement, sentence, remedy).weighing(Level::Warning))
}

fn price_unknown(scene: &Scene) -> Finding {
    let sentence = "`engagement` cannot be read; it is unknown whether the price is fixed";
    Finding::on(Reference::Engagement, sentence, scene.to_edit(&Reference::Engagement))
}

fn is_promise(reference: &Reference) -> bool {
    matches!(reference, Reference::Record(Kind::Goal | Kind::Requirement, _))
}

/// A side that has not signed the current promise.
struct SideGap<'a> {
    side: Side,
    signed: Option<(&'a Reference, &'a Signoff, Delta)>,
}

fn gap<'a>(scene: &Scene<'a>, side: Side) -> Option<SideGap<'a>> {
    let Some((name, signoff)) = promise::signed_by(scene.engagement, side) else {
        return Some(SideGap { side, signed: None });
    };
    let delta = promise::delta(scene.engagement, signoff);
    (!delta.is_empty()).then_some(SideGap { side, signed: Some((name, signoff, delta)) })
}

fn sentence(gaps: &[SideGap]) -> String {
    match gaps {
        [SideGap { signed: None, .. }, SideGap { signed: None, .. }] => {
            "neither the customer nor we have signed the scope".to_owned()
        }
        [SideGap { signed: Some((one, signoff, delta)), .. }, SideGap { signed: Some((other, ..)), .. }]
            if one == other =>
        {
            since("both sides", signoff, delta)
        }
        gaps => gaps.iter().map(of_one_side).collect::<Vec<_>>().join("; "),
    }
}

fn of_one_side(gap: &SideGap) -> String {
    let (who, has) = if gap.side == Side::Customer { ("the customer", "has") } else { ("we", "have") };
    match &gap.signed {
        None => format!("{who} {has} not signed the scope"),
        Some((_, signoff, delta)) => since(who, signoff, delta),
    }
}

fn since(who: &str, signoff: &Signoff, delta: &Delta) -> String {
    let parts = [
        (ticked(&delta.added), "has been added", "have been added"),
        (ticked(&delta.changed), "has been changed", "have been changed"),
        (ticked(&delta.gone), "has been removed", "have been removed"),
        (ticked(&delta.unread), "cannot be read", "cannot be read"),
    ];
    let parts = parts.into_iter().filter(|(promises, ..)| !promises.is_empty()).map(|(promises, one, many)| {
        format!("{} {}", words::and_list(&promises), if promises.len() == 1 { one } else { many })
    });
    let differences: Vec<_> = parts.collect();
    format!("since {who} signed the scope on {}, {}", words::date(signoff.on), words::and_list(&differences))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_price_is_fixed_both_sides_sign_what_stands() {
        let changed = Example::of(&CHECK).with(
            "people/ana: {name: Ana, side: customer}, people/jon: {name: Jon, side: ours}, \
             people/dee: {name: Dee, side: customer, roles: [decider]}",
        );
        changed.boundaries(
            "at: select
             > cycle-1/03-select: neither the customer nor we have signed the scope
             > engage sign-off scope dee jon -e harbor-search
             signoffs/a: {on: 2026-03-03, of: scope, by: [ana, jon], covers: {goals/slow: {hash: 0, wording: x}}}
             > cycle-1/03-select: since both sides signed the scope on 3 March 2026, `goals/fast` has been added and \
                 `goals/slow` has been removed
             > engage sign-off scope dee jon -e harbor-search
             signoffs/a: {on: 2026-03-03, of: scope, by: [ana], covers: {goals/fast: {hash: 0, wording: x}}}
             > cycle-1/03-select: since the customer signed the scope on 3 March 2026, `goals/fast` has been changed; \
                 we have not signed the scope
             > engage sign-off scope dee jon -e harbor-search
             unreadable: [goals/x]
             > goals/x: `goals/x` cannot be read; it is unknown whether the current scope is signed
             > engage edit goals/x -e harbor-search",
        );
    }

    #[test]
    fn where_it_is_not_a_scope_never_signed_is_a_warning_while_building_and_adjusting() {
        let terms = "pricing: time-and-materials, sale: strategic";
        let changed =
            Example::of(&CHECK).with(&format!("engagement: {{{terms}}}, people/ana: {{name: Ana, side: customer}}"));
        changed.boundaries(
            "at: select
             at: dev, engagement: {sale: tactical}
             at: dev
             > warning engagement: 1 goal is in progress, but the customer never signed the scope
             > engage sign-off scope ana -e harbor-search
             at: dev, goals/fast: ~
             at: dev, signoffs/a: {on: 2026-03-03, of: scope, by: [ana]}
             at: onsite
             at: demo
             at: adjust
             > warning engagement: 1 goal is in progress, but the customer never signed the scope
             > engage sign-off scope ana -e harbor-search
             at: after-action",
        );
    }

    #[test]
    fn one_side_alone_does_not_make_a_promise() {
        let unsigned =
            Example::of(&CHECK).with("people/ana: {name: Ana, side: customer}, people/jon: {name: Jon, side: ours}");
        let hash = promise::all(&unsigned.case().engagement)[0].hash();
        let signed = |by: &str| {
            let covers = format!("covers: {{goals/fast: {{hash: {hash}, wording: x}}}}");
            unsigned.clone().with(&format!("signoffs/a: {{on: 2026-03-03, of: scope, by: [{by}], {covers}}}")).lines()
        };
        assert_eq!(
            signed("ana"),
            ["cycle-1/03-select: we have not signed the scope\nengage sign-off scope jon -e harbor-search"]
        );
        assert!(signed("ana, jon").is_empty());
    }
}
