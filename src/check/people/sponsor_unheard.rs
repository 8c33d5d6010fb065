//! The sponsor took no part for two cadences.
//!
//! With other signals for calling it off, `worth-their-time` reports all of them together.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("sponsor-unheard", People, Validate) };

fn find(scene: &Scene) -> Option<Finding> {
    let signals = scene.signals();
    if signals::are_enough(signals) {
        return None;
    }
    let sentence = signals.iter().find_map(|signal| match signal {
        Signal::Unheard { sponsors, last, days, cadence } => Some(unheard(sponsors, *last, *days, *cadence)),
        _ => None,
    })?;
    // the first one, by record
    let (name, _) = signals::sponsors(scene.engagement).into_iter().next()?;
    let remedy = scene.to_add("note", "WHAT THEY SAID").flag("who", id(name));
    Some(Finding::on(name, sentence, remedy.note("or, after a demo: engage add feedback")).at("roles"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cadences_are_too_long_unless_more_speaks_for_calling_it_off() {
        CHECK.boundaries(
            "today: 2026-03-30
             > people/ana-ortiz:roles: Ana Ortiz, the sponsor, last took part on 2 March 2026, 28 days ago; the \
                 cadence is 14 days
             today: 2026-03-29
             engagement: {budget: {amount: 100, currency: EUR}}, spend/a: {on: 2026-03-02, what: x, amount: 100, \
                 currency: EUR}",
        );
    }
}
