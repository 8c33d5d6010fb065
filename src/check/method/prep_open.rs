//! The team went on site with open hard preparation, without which the trip fails.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("prep-open", Method, Onsite) };

fn find(scene: &Scene) -> Option<Finding> {
    let (entry, dev) = trip(scene.engagement)?;
    scene.hard_prep(entry, dev, |_| true, "is not done", "done=true")
}

/// The preparation of the current trip: on site already, and the demonstration not yet past.
fn trip(engagement: &Engagement) -> Option<(EntryId, &Dev)> {
    let place = engagement.place().filter(|place| place.step <= Step::Demo)?;
    let here = engagement.walk.iter().filter(|entry| entry.cycle == place.cycle);
    let dev = here.clone().rfind(|entry| entry.step == Step::Dev)?;
    let went = here.clone().any(|entry| entry > dev && entry.step == Step::Onsite);
    engagement.entries.get(dev)?.at().filter(|_| went).map(|answers| (*dev, answers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_trip_fails_without_is_listed_while_it_lasts() {
        CHECK.boundaries(
            "cycle-1/04-dev: {prep: [{task: badge, hard: true}, {task: slides}, {task: disk, hard: true, done: true}, \
                 {task: licence, hard: true, done: false}]}
             > cycle-1/04-dev:prep.1: hard preparation is not done: `badge` and `licence`
             > engage set -e harbor-search --in cycle-1/04-dev prep.1.done=true prep.4.done=true
             at: demo
             > the same
             at: adjust
             walk: [cycle-1/01-dev, cycle-1/02-onsite, cycle-1/03-adjust, cycle-1/04-dev, cycle-1/05-demo]",
        );
    }
}
