//! A goal that both sides committed to has no owner on one side or on both.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: Each(|scene| scene.each(missing)), ..row!("goal-without-owner", Goals, Dev) };

fn missing(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let is_of = |person: &PersonId, side| scene.engagement.is_of(person, side);
    // an unknown person may be on either side
    let ours = goal.responsible.as_ref().filter(|person| !is_of(person, Side::Customer));
    let theirs = goal.theirs.as_ref().filter(|person| !is_of(person, Side::Ours) && !is_of(person, Side::Partner));
    let sides = [("responsible", "our side", ours), ("theirs", "the customer's side", theirs)];
    let is_open = goal.verdict() == Verdict::Open;
    let open: Vec<_> = sides.into_iter().filter(|(_, _, person)| person.is_none() && is_open).collect();
    let (first, side, _) = *open.first()?;
    let whose = if open.len() > 1 { "either side" } else { side };
    let sentence = format!("nobody is responsible for `{}` on {whose}", id(name));
    Some(scene.asks(name, first, sentence, open.iter().map(|(key, ..)| format!("{key}=WHO"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_one_of_its_own_responsible() {
        let changed = Example::of(&CHECK).with(
            "people/ana: {name: Ana, side: customer}, people/jon: {name: Jon, side: ours}, \
             people/pat: {name: Pat, side: partner}",
        );
        changed.boundaries(
            "goals/fast: {responsible: jon}
             > goals/fast:theirs: nobody is responsible for `fast` on the customer's side
             > engage set -e harbor-search --in goals/fast theirs=WHO
             goals/fast: {responsible: jon, theirs: ana}
             goals/fast: {responsible: pat, theirs: ana}
             goals/fast: {responsible: ana, theirs: ana}
             > goals/fast:responsible: nobody is responsible for `fast` on our side
             > engage set -e harbor-search --in goals/fast responsible=WHO
             goals/fast: {responsible: jon, theirs: pat}
             > goals/fast:theirs: nobody is responsible for `fast` on the customer's side
             > engage set -e harbor-search --in goals/fast theirs=WHO
             goals/fast: {responsible: ana, theirs: jon}
             > the same
             goals/fast: {responsible: nobody, theirs: known}
             goals/fast: {verdict: missed}",
        );
    }
}
