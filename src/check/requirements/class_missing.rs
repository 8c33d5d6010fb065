//! No requirement is recorded, or none of a whole class.
//!
//! A dropped one counts: that view was heard. Security and law have checks of their own. Where none is
//! recorded at all, this is not reported on the trip, nor at plan-next, which asks again.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("class-missing", Requirements, Dev) };

const ASKED: [Class; 4] = [Class::Executive, Class::Business, Class::Technical, Class::User];

fn find(scene: &Scene) -> Option<Finding> {
    let kept: Vec<_> = scene.engagement.all::<Requirement>().map(|(_, one)| one.class).collect();
    let missing: Vec<_> = ASKED.into_iter().filter(|class| !kept.contains(class)).collect();
    let first = missing.first()?;
    let is_away = scene.stands(Step::Onsite..=Step::Demo) || scene.stands(Step::PlanNext..=Step::PlanNext);
    if kept.is_empty() && is_away || !scene.read_all(Kind::Requirement) {
        return None;
    }
    let names = words::or_list(ticked(&missing));
    let sentence = match kept.len() {
        0 => "no requirements are recorded".to_owned(),
        1 => format!("1 requirement is recorded, but it is not {names}"),
        more => format!("{more} requirements are recorded, but none is {names}"),
    };
    let remedy = scene.to_add("requirement", "WHAT THEY NEED").flag("class", first).flag("asked-by", "WHO");
    Some(Finding::on(Reference::Engagement, sentence, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_was_dropped_or_cannot_be_read_may_be_of_that_class() {
        CHECK.boundaries(
            "requirements/cost: ~
             > engagement: 1 requirement is recorded, but it is not `executive`, `business` or `technical`
             > engage add requirement \"WHAT THEY NEED\" -e harbor-search --class executive --asked-by WHO
             requirements/cost: {status: dropped}
             > the same
             unreadable: [requirements/x]
             requirements/cost: ~, requirements/offline: ~
             > engagement: no requirements are recorded
             > engage add requirement \"WHAT THEY NEED\" -e harbor-search --class executive --asked-by WHO",
        );
    }

    #[test]
    fn where_none_is_kept_nobody_is_asked_on_the_trip_or_while_the_next_cycle_is_planned() {
        let none = Example::of(&CHECK).with("requirements/cost: ~, requirements/offline: ~");
        let is_due = |step: &&Step| !none.clone().with(&format!("at: {step}")).lines().is_empty();
        let steps: Vec<_> = Step::ALL.iter().filter(is_due).collect();
        assert_eq!(steps, [&Step::Dev, &Step::Adjust, &Step::AfterAction]);
        assert_eq!(none.with("again_at: hypothesis").lines().len(), 1);
    }
}
