//! A step took far more of the customer's time than usual.

use crate::check::prelude::*;
use crate::insight::hours;

pub const CHECK: Check =
    Check { level: Level::Advice, about: Span::Cycle, run: Among(find), ..row!("their-hours-high", People, Validate) };

fn find(scene: &Scene) -> Vec<Suspicion> {
    let here = hours::theirs(scene.engagement, scene.engagement.cycle()).by_step;
    here.into_iter().filter_map(|(step, took)| high(scene, step, took)).collect()
}

fn high(scene: &Scene, step: Step, took: Amount) -> Option<Suspicion> {
    let cycle = scene.engagement.cycle();
    let mut entries = scene.engagement.entries_in(cycle);
    let entry = entries.rfind(|entry| entry.id.step == step && entry.their_hours().is_some())?.id;
    let finding = scene.asks(entry, "their_hours", "", ["their_hours=HOURS"]).note("if it is a typo");
    Some(Suspicion::on(finding, move |all| {
        let usual = all.usual_hours(step, took).filter(|usual| took > *usual + *usual)?;
        let (took, usual) = (took.plain(), usual.plain());
        Some(format!("{step} took {took} hours of the customer's time in cycle {cycle}; it usually takes {usual}"))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_twice_the_usual_of_three_others_is_high() {
        CHECK.boundaries(
            "cycle-1/06-demo: {their_hours: 16.5}
             > cycle-1/06-demo:their_hours: demo took 16.5 hours of the customer's time in cycle 1; it usually takes 8
             tide-table:cycle-1/01-demo: ~
             harbor-search:cycle-1/06-demo: {entered: 2026-03-06, their_hours: 40}
             > the same",
        );
    }
}
