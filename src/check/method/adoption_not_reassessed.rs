//! A later cycle still relies on the adoption level of an earlier one.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { about: Span::Cycle, run: One(find), ..row!("adoption-not-reassessed", Method, Select) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let place = engagement.place()?;
    let last = adoption::last(&adoption::assessed(engagement), |of| of.adoption)?;
    let here = engagement.walk.iter().rfind(|entry| entry.cycle == place.cycle && entry.step == Step::Validate);
    let is_unread = here.is_some_and(|entry| !engagement.entries.contains_key(entry));
    if last.entry.cycle == place.cycle || is_unread {
        return None;
    }
    let sentence = format!(
        "cycle {} still uses the adoption level `{}`, assessed on {} in cycle {}",
        place.cycle,
        last.level,
        words::date(last.on),
        last.entry.cycle
    );
    Some(match here {
        Some(entry) => {
            let note = format!("{} if nothing changed", last.level);
            scene.asks(*entry, "adoption", sentence, ["adoption=LEVEL"]).note(note)
        }
        None => Finding::on(place, sentence, scene.to("advance").flag("to", "validate")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_later_cycle_asks_again() {
        CHECK.boundaries(
            "walk: [cycle-1/02-validate, cycle-1/03-plan-next, cycle-2/01-dev]
             > cycle-2/01-dev: cycle 2 still uses the adoption level `exploring`, assessed on 1 March 2026 in cycle 1
             > engage advance harbor-search --to validate
             walk: [cycle-1/02-validate, cycle-1/03-plan-next]
             cycle-2/03-select: ~
             cycle-2/02-validate: {adoption: exploring}
             unreadable: [cycle-2/02-validate]",
        );
    }
}
