//! Gate of `after-action`: a lesson of the cycle is recorded.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-lesson",
    summary: "the cycle has no lesson",
    why: "An after-action review exists to find what to sustain and what to improve. Without a lesson, the next team \
        makes the same mistakes.",
    source: "TC 25-20, A Leader's Guide to After-Action Reviews",
    remedy: "Ask those who took part for one thing to keep and one to improve, and record both with `engage add \
        lesson`.",
    both: &[("spend/2026-03-05-flights-aaaa", "on: 2026-03-05\nwhat: flights\namount: 1200\ncurrency: EUR\n")],
    silent: &[(
        "lessons/2026-03-08-they-set-the-test-aaaa",
        "on: 2026-03-08\nkind: sustain\nissue: the customer set the test\n",
    )],
    run: One(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Option<Finding> {
    let place = scene.engagement.place()?;
    if scene.engagement.in_cycle::<Lesson>(place.cycle).next().is_some() {
        return None;
    }
    let remedy = scene.to_add("lesson", "WHAT HAPPENED").flag("kind", "improve").note("or sustain, mistake");
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
