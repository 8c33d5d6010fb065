//! Gate of `after-action`: a lesson of the cycle is recorded.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("no-lesson", Gates, AfterAction) };

fn find(scene: &Scene) -> Option<Finding> {
    let place = scene.engagement.place()?;
    if scene.engagement.in_cycle::<Lesson>(place.cycle).next().is_some() {
        return None;
    }
    let remedy = scene.to_add("lesson", "WHAT HAPPENED").flag("kind", "KIND").note("sustain, improve or mistake");
    Some(Finding::on(place, format!("cycle {} has no lesson yet", place.cycle), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_of_the_last_cycle_does_not_count() {
        CHECK.boundaries(
            "again_at: after-action, lessons/a: {on: 2026-03-08, kind: sustain, issue: x}
             > cycle-2/08-after-action: cycle 2 has no lesson yet
             again_at: after-action, lessons/a: {on: 2026-03-17, kind: sustain, issue: x}",
        );
    }
}
