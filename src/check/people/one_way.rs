//! The engagement is one-sided: the customer takes no part, or all open actions are on one side.

use crate::check::prelude::*;
use crate::insight::participants::customer_at;

pub const CHECK: Check = Check { run: Each(find), ..row!("one-way", People, Dev) };

/// From this many open actions on one side it is not chance.
const SEVERAL: usize = 3;

fn find(scene: &Scene) -> Vec<Finding> {
    nobody(scene).into_iter().chain(all_on_one_side(scene)).collect()
}

/// The last three finished entries and the current one name nobody of theirs.
fn nobody(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // a review, a plan and a hypothesis may be ours alone
    let (place, left) = engagement.walk.split_last().filter(|(place, _)| place.step >= Step::Dev)?;
    let three = left.get(left.len().checked_sub(3)?..)?;
    let read: Vec<_> = three.iter().chain([place]).filter_map(|id| engagement.entries.get(id)).collect();
    if read.len() < 4 || read.iter().any(|entry| customer_at(engagement, entry)) {
        return None;
    }
    let names = words::and_list(ticked(three));
    let sentence = format!("nobody on the customer's side took part in the last three steps: {names}");
    let (add, who) = scene.naming(Side::Customer);
    Some(Finding::on(three[2], sentence, scene.to_add("feedback", "THEIR WORDS").flag("from", &who).after(add)))
}

fn all_on_one_side(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let open = actions::open(engagement);
    let theirs = |side: Side| side == Side::Customer;
    let sides: Vec<_> = open.iter().filter_map(|(_, action)| engagement.person(&action.owner)).collect();
    let first = theirs(sides.first()?.side);
    if open.len() < SEVERAL || sides.len() < open.len() || sides.iter().any(|person| theirs(person.side) != first) {
        return None;
    }
    let (whose, other) = if first { ("the customer's", Side::Ours) } else { ("ours", Side::Customer) };
    let sentence = format!("all {} open actions are {whose}", open.len());
    let (add, who) = scene.naming(other);
    let what = if first { "WHAT WE DO" } else { "WHAT THEY DO" };
    let remedy = scene.to_add("action", what).flag("owner", &who).after(add);
    Some(Finding::on(open.first()?.0, sentence, remedy).at("owner").weighing(Level::Advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn someone_of_theirs_in_one_of_four_entries_is_enough() {
        CHECK.boundaries(
            "at: demo, cycle-1/02-validate: {with: [ana-ortiz]}
             > cycle-1/05-onsite: nobody on the customer's side took part in the last three steps: \
                 `cycle-1/03-select`, \
                 `cycle-1/04-dev` and `cycle-1/05-onsite`
             at: demo, cycle-1/05-onsite: {their_hours: 3}
             at: demo, cycle-1/06-demo: {to: [ana-ortiz]}
             at: demo, signoffs/2026-03-04-scope-aaaa: {on: 2026-03-04, of: scope, by: [ana-ortiz], verdict: accepted, \
                 during: cycle-1/01-hypothesis}
             at: demo, unreadable: [cycle-1/05-onsite]
             again_at: hypothesis",
        );
    }

    #[test]
    fn all_that_is_to_do_on_one_side_is_a_thought() {
        let changed = Example::of(&CHECK).with(
            "cycle-1/02-validate: {with: [ana-ortiz]}, \
             people/jon-berg: {name: Jon Berg, side: ours}, \
             actions/a: &ours {what: x, owner: jon-berg, raised: 2026-03-02}, actions/b: *ours, actions/c: *ours",
        );
        changed.boundaries(
            "actions/a: {owner: jon-berg}
             > advice actions/a:owner: all 3 open actions are ours
             > engage add action \"WHAT THEY DO\" -e harbor-search --owner ana-ortiz
             again_at: hypothesis
             > advice actions/a:owner: all 3 open actions are ours
             > engage add action \"WHAT THEY DO\" -e harbor-search --owner ana-ortiz
             actions/a: {owner: ana-ortiz}, actions/b: {owner: ana-ortiz}, actions/c: {owner: ana-ortiz}
             > advice actions/a:owner: all 3 open actions are the customer's
             > engage add action \"WHAT WE DO\" -e harbor-search --owner jon-berg
             actions/b: {owner: ana-ortiz}
             actions/c: {owner: nobody}",
        );
    }
}
