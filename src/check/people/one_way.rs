//! The engagement runs on one side: the customer takes no part, or all that is to do is one side's.

use crate::check::prelude::*;
use crate::insight::participants::customer_at;

pub const CHECK: Check = Check {
    id: "one-way",
    summary: "the customer took no part in the last three entries, or all open actions are on one side",
    why: "A prototype that only one side works on is a delivery to be judged, and no longer something they made with us.",
    remedy: "Bring them in before the next step, and write down who took part; give each side something to do.",
    source: "nine-step customer engagement process: prototypes are built with the customer",
    at: Step::Onsite,
    both: &[ANA],
    silent: &[("cycle-1/02-validate", "met: 2026-03-02\nwith: [ana-ortiz]\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

/// So many open actions on one side are more than chance.
const SEVERAL: usize = 3;

fn find(scene: &Scene) -> Vec<Finding> {
    nobody(scene).into_iter().chain(all_on_one_side(scene)).collect()
}

/// The last three entries that were left, and the one where the walk stands, name nobody of theirs.
fn nobody(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // to review, to plan and to form a hypothesis may be ours alone
    let (place, left) = engagement.walk.split_last().filter(|(place, _)| place.step >= Step::Dev)?;
    let three = left.get(left.len().checked_sub(3)?..)?;
    let read: Vec<_> = three.iter().chain([place]).filter_map(|id| engagement.entries.get(id)).collect();
    if read.len() < 4 || read.iter().any(|entry| customer_at(engagement, entry)) {
        return None;
    }
    let names = words::and_list(&ticked(three));
    let sentence = format!("nobody of the customer's took part in the last three entries: {names}");
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
    let remedy = scene.to_add("action", "WHAT THEY DO").flag("owner", &who).after(add);
    Some(Finding::on(open.first()?.0, sentence, remedy).at("owner").weighing(Level::Advice))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, more: &Value) -> Vec<String> {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
        });
        files.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Case::at(step, files).says("one-way")
    }

    #[test]
    fn three_entries_without_anyone_of_theirs_are_one_way() {
        assert_eq!(
            says(Step::Demo, &json!({ "cycle-1/02-validate": { "with": ["ana-ortiz"] } })),
            ["cycle-1/05-onsite: nobody of the customer's took part in the last three entries: `cycle-1/03-select`, \
              `cycle-1/04-dev` and `cycle-1/05-onsite`\n\
              engage add feedback \"THEIR WORDS\" -e harbor-search --from ana-ortiz"]
        );
    }

    #[test]
    fn someone_in_one_of_them_or_where_the_walk_stands_is_enough() {
        assert!(says(Step::Onsite, &json!({ "cycle-1/02-validate": { "with": ["ana-ortiz"] } })).is_empty());
        assert!(says(Step::Demo, &json!({ "cycle-1/05-onsite": { "their_hours": "3" } })).is_empty());
        assert!(says(Step::Demo, &json!({ "cycle-1/06-demo": { "to": ["ana-ortiz"] } })).is_empty());
        let case = Case::at(Step::Demo, json!({})).unreadable("cycle-1/05-onsite");
        assert!(case.says("one-way").is_empty());
    }

    fn actions(owners: [&str; 3]) -> Value {
        let action = |owner: &str| json!({ "what": "x", "owner": owner, "raised": "2026-03-02" });
        json!({
            "cycle-1/02-validate": { "with": ["ana-ortiz"] },
            "actions/a": action(owners[0]), "actions/b": action(owners[1]), "actions/c": action(owners[2]),
        })
    }

    #[test]
    fn a_hypothesis_is_ours_to_form_and_actions_on_one_side_are_told_all_the_same() {
        let says = |files: Value| Case::again_at(Step::Hypothesis, files).says("one-way").len();
        assert_eq!((says(json!({})), says(ours())), (0, 1));
    }

    fn ours() -> Value {
        let mut files = actions(["jon-berg"; 3]);
        files["people/jon-berg"] = json!({ "name": "Jon Berg", "side": "ours" });
        files
    }

    #[test]
    fn all_that_is_to_do_on_one_side_is_a_thought() {
        assert_eq!(
            says(Step::Dev, &actions(["jon-berg"; 3])),
            ["actions/a:owner: all 3 open actions are ours\n\
              engage add action \"WHAT THEY DO\" -e harbor-search --owner ana-ortiz"]
        );
        assert_eq!(
            says(Step::Dev, &actions(["ana-ortiz"; 3])),
            ["actions/a:owner: all 3 open actions are the customer's\n\
              engage add action \"WHAT THEY DO\" -e harbor-search --owner jon-berg"]
        );
        assert!(says(Step::Dev, &actions(["jon-berg", "ana-ortiz", "jon-berg"])).is_empty());
        assert!(says(Step::Dev, &actions(["jon-berg", "jon-berg", "nobody"])).is_empty());
    }
}
