//! The customer has had nothing to judge for longer than the cadence.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("cadence-lapsed", Method, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let cadence = cadence::on(scene.engagement, scene.settings, scene.today);
    cadence.days_late()?;
    let (days, agreed) = (cadence.since?, cadence.agreed);
    let opened = scene.engagement.charter.as_ref().map(|charter| charter.opened);
    let since = cadence.last.or(opened)?;
    let what = match cadence.last {
        Some(_) => "the customer last had something to judge on",
        None => "the customer has had nothing to judge since the engagement opened on",
    };
    let sentence = format!(
        "{what} {}, {} ago; the cadence is {}",
        words::date(since),
        words::days(days),
        words::days(agreed.into())
    );
    let (add, who) = scene.naming(Side::Customer);
    let remedy = scene.to_add("feedback", "THEIR WORDS").flag("from", &who).after(add);
    let other = scene.to_set(&Reference::Engagement, ["cadence=DAYS"]);
    Some(Finding::on(Reference::Engagement, sentence, remedy.or(other)).at("cadence").late())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_demo_or_what_they_said_after_it_counts() {
        CHECK.boundaries(
            "today: 2026-03-16
             > engagement:cadence: the customer has had nothing to judge since the engagement opened on 1 March 2026, \
                 15 days ago; the cadence is 14 days
             today: 2026-03-15
             at: adjust, today: 2026-03-16, engagement: {cadence: 7}, cycle-1/06-demo: {on: 2026-03-08}
             > engagement:cadence: the customer last had something to judge on 8 March 2026, 8 days ago; the cadence \
                 is 7 days
             at: adjust, today: 2026-03-16, engage.yaml: {cadence: 7}, feedback/a: {on: 2026-03-09, from: ana-ortiz}
             at: demo, cycle-1/06-demo: {on: 2026-04-01}
             > the same
             people/jon: {name: Jon, side: ours}, feedback/a: {on: 2026-03-15, from: jon}
             > the same",
        );
    }
}
