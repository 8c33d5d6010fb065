//! Hard preparation without an estimate of hours.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { level: Level::Advice, about: Span::Cycle, run: One(find), ..row!("hard-prep-without-hours", Method, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Dev..=Step::Onsite))?;
    let Answers::Dev(dev) = &entry.answers else { return None };
    scene.hard_prep(entry.id, dev, |prep| prep.hours.is_none(), "has no estimated hours", "hours=HOURS")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_and_unmeasured_is_listed_up_to_the_trip() {
        CHECK.boundaries(
            "cycle-1/04-dev: {prep: [{task: slides}, {task: badge, hard: true}, {task: disk, hard: true, done: true}, \
                 {task: licence, hard: true, done: false}, {task: read, hard: true, hours: 40}]}
             > cycle-1/04-dev:prep.2: hard preparation has no estimated hours: `badge` and `licence`
             > engage set -e harbor-search --in cycle-1/04-dev prep.2.hours=HOURS prep.4.hours=HOURS
             at: onsite
             > the same
             at: demo",
        );
    }
}
