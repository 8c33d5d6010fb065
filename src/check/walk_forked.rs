//! Two entries came from the same one: two branches walked differently and were merged.

use super::{Check, Example, Scene};
use crate::model::cycle::{self, Fork};
use crate::model::finding::{Finding, Level};
use crate::model::slug::Slug;
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "walk-forked",
    level: Level::Error,
    from: Step::Hypothesis,
    guards: None,
    summary: "two entries came from the same one",
    why: "Where the walk forks, two people believe the engagement stands at two places.",
    source: "the design of engage: the walk is its entries",
    remedy: "Agree which branch is true, and settle it; the other is moved aside and kept.",
    example: Example {
        step: Step::Validate,
        today: "2026-03-10",
        fires: &[("cycle-1/03-validate", "entered: 2026-03-04\nfrom: cycle-1/01-hypothesis\n")],
        silent: &[("cycle-1/03-validate", "entered: 2026-03-04\nfrom: cycle-1/02-validate\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    let forks = cycle::forks(&scene.engagement.entries);
    forks.iter().filter_map(|fork| forked(&scene.engagement.id, fork)).collect()
}

fn forked(id: &Slug, fork: &Fork) -> Option<Finding> {
    let (last, others) = fork.branches.split_last()?;
    let names: Vec<_> = fork.branches.iter().map(|branch| format!("`{branch}`")).collect();
    let both = if names.len() == 2 { "both" } else { "all" };
    let sentence = format!("{} {both} came from `{}`", words::and_list(&names), fork.from);
    let others: Vec<_> = others.iter().map(ToString::to_string).collect();
    let remedy = format!("engage settle {id} --keep {last}   # or {}", words::or_list(&others));
    Some(Finding::on(last.reference(), sentence, remedy).at("from"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn a_fork_is_shown_with_both_ways_to_settle_it() {
        let case = Case::of(&json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-validate": { "entered": "2026-03-02", "from": "cycle-1/01-hypothesis" },
            "cycle-1/02-select": { "entered": "2026-03-03", "from": "cycle-1/01-hypothesis" },
        }));
        assert_eq!(
            case.says("walk-forked"),
            ["cycle-1/02-select:from: `cycle-1/02-validate` and `cycle-1/02-select` both came from \
              `cycle-1/01-hypothesis`\n\
              engage settle harbor-search --keep cycle-1/02-select   # or cycle-1/02-validate"]
        );
    }

    #[test]
    fn a_straight_walk_is_fine() {
        assert!(Case::at(Step::Dev, json!({})).says("walk-forked").is_empty());
    }
}
