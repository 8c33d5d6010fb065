//! The current entry cannot be read, so no gate of its step can be checked.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { outlives: true, guards: None, run: One(find), ..row!("entry-unreadable", Gates, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let place = engagement.place().filter(|place| !engagement.entries.contains_key(place))?;
    let sentence = format!("`{place}` cannot be read, so its gates cannot be checked");
    Some(Finding::on(place, sentence, scene.to_edit(&place.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_in_the_way_in_place_of_the_gates_and_is_not_owed_besides() {
        let case = Example::of(&CHECK).with("cycle-1/02-validate: ~, unreadable: [cycle-1/02-validate]").case();
        assert_eq!(case.gates().iter().map(|found| found.check.id).collect::<Vec<_>>(), [CHECK.id]);
        assert!(case.open_items().iter().all(|found| found.check.id != CHECK.id));
    }
}
