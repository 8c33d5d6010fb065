//! Two entries came from the same one: two branches walked differently and were merged. Or one came from an entry
//! that was moved aside when such a fork was settled: the losing branch was walked on and merged again.
//! Or every branch was moved aside: two people settled the fork, each in another way.

use std::collections::BTreeMap;

use super::{About, Check, Example, Scene};
use crate::model::cycle::{self, Fork};
use crate::model::engagement::Engagement;
use crate::model::finding::{Finding, Level};
use crate::model::reference::{EntryId, Reference};
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "walk-forked",
    level: Level::Error,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "two entries came from the same one, or one from a branch that was moved aside",
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
    forks(scene.engagement)
}

/// The forks of a walk, each with both ways to settle it.
pub fn forks(engagement: &Engagement) -> Vec<Finding> {
    let forks = cycle::forks(&engagement.entries);
    let forks = forks.iter().filter_map(|fork| forked(engagement, fork));
    let forks = forks.chain(engagement.settled_in_two_ways().map(|fork| settled_in_two_ways(engagement, &fork)));
    forks.chain(engagement.revivals().map(|(entry, from)| revived(engagement, entry, from))).collect()
}

/// A fork with no branch left in the walk.
fn settled_in_two_ways(engagement: &Engagement, fork: &Fork) -> Finding {
    let both = if fork.branches.len() == 2 { "both" } else { "all" };
    let sentence =
        format!("{both} branches that came from `{}` were moved aside: the fork was settled in two ways", fork.from);
    Finding::on(fork.from.reference(), sentence, settle(engagement, &fork.branches))
}

/// A branch that was moved aside, and goes on.
fn revived(engagement: &Engagement, entry: EntryId, from: EntryId) -> Finding {
    let place = engagement.place();
    let goes_by = place.map(|place| format!("; the walk goes by `{place}`")).unwrap_or_default();
    let keeps: Vec<_> = place.into_iter().chain([entry]).collect();
    let sentence = format!("`{entry}` came from `{from}`, which was moved aside when a fork was settled{goes_by}");
    Finding::on(entry.reference(), sentence, settle(engagement, &keeps)).at("from")
}

fn forked(engagement: &Engagement, fork: &Fork) -> Option<Finding> {
    let (last, others) = fork.branches.split_last()?;
    let names: Vec<_> = fork.branches.iter().map(|branch| format!("`{branch}`")).collect();
    let both = if names.len() == 2 { "both" } else { "all" };
    let sentence = format!("{} {both} came from `{}`", words::and_list(&names), fork.from);
    let keeps: Vec<_> = [*last].into_iter().chain(others.iter().copied()).collect();
    Some(Finding::on(last.reference(), sentence, settle(engagement, &keeps)).at("from"))
}

/// What settles a fork: the command with each of these entries that it can keep, or what is in its way.
fn settle(engagement: &Engagement, keeps: &[EntryId]) -> String {
    let id = &engagement.id;
    if let Some(unread) = engagement.unread.iter().find(|unread| matches!(unread, Reference::Entry(_))) {
        return format!("engage edit {unread} -e {id}   # it cannot be read; then: engage check {id}");
    }
    let walk: BTreeMap<_, _> =
        [&engagement.entries, &engagement.revived].into_iter().flat_map(cycle::origins).collect();
    let can = |keep: &EntryId| cycle::can_go_by(&walk, &engagement.settled, &engagement.aside, *keep);
    let works: Vec<_> = keeps.iter().filter(|keep| can(keep)).map(ToString::to_string).collect();
    match works.as_slice() {
        [] => {
            let folder = format!("cycle-{}/forks/", keeps[0].cycle);
            format!(
                "keep in {folder} one readable file of each entry, and move the others elsewhere; then: engage check {id}"
            )
        }
        [only] => format!("engage settle {id} --keep {only}"),
        [first, others @ ..] => format!("engage settle {id} --keep {first}   # or {}", words::or_list(others)),
    }
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
    fn what_came_back_of_a_settled_branch_is_shown_once_with_both_ways_to_settle_it() {
        let mut case = Case::of(&json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-dev": { "entered": "2026-03-02", "from": "cycle-1/01-hypothesis" },
            "cycle-1/03-select": { "entered": "2026-03-02", "from": "cycle-1/02-validate" },
            "cycle-1/04-dev": { "entered": "2026-03-03", "from": "cycle-1/03-select" },
        }));
        assert!(case.says("walk-forked").is_empty(), "what is nowhere is a gap");
        case.engagement.settled = vec!["cycle-1/02-validate".parse().unwrap()];
        case.engagement.aside = [("cycle-1/02-validate", "cycle-1/01-hypothesis")]
            .into_iter()
            .map(|(entry, from)| (entry.parse().unwrap(), from.parse().unwrap()))
            .collect();
        case.engagement.set_apart_the_revived();
        assert_eq!(
            case.says("walk-forked"),
            ["cycle-1/03-select:from: `cycle-1/03-select` came from `cycle-1/02-validate`, which was moved aside \
              when a fork was settled; the walk goes by `cycle-1/02-dev`\n\
              engage settle harbor-search --keep cycle-1/02-dev   # or cycle-1/03-select"]
        );
        assert!(case.says("walk-gap").is_empty());
    }

    /// A walk to `validate`, beside which these entries lie in `forks/`, each with what it came from.
    fn beside(aside: &[(&str, &str)]) -> Case {
        let mut case = Case::at(Step::Validate, json!({}));
        case.engagement.aside =
            aside.iter().map(|(entry, from)| (entry.parse().unwrap(), from.parse().unwrap())).collect();
        case.engagement.settled = case.engagement.aside.iter().map(|(entry, _)| *entry).collect();
        case
    }

    #[test]
    fn a_fork_settled_in_two_ways_is_shown_where_no_branch_of_it_is_left_in_the_walk() {
        let select = ("cycle-1/03-select", "cycle-1/02-validate");
        let dev = [("cycle-1/03-dev", "cycle-1/02-validate"), ("cycle-1/04-onsite", "cycle-1/03-dev")];
        assert_eq!(
            beside(&[dev[0], select, dev[1]]).says("walk-forked"),
            ["cycle-1/02-validate: both branches that came from `cycle-1/02-validate` were moved aside: the fork was \
              settled in two ways\n\
              engage settle harbor-search --keep cycle-1/03-select   # or cycle-1/04-onsite"]
        );
        let mut twice = beside(&[dev[0], select, dev[1]]);
        let other =
            Case::of(&json!({ "cycle-1/02-dev": { "entered": "2026-03-02", "from": "cycle-1/01-hypothesis" } }));
        twice.engagement.walk.extend(other.engagement.walk);
        twice.engagement.entries.extend(other.engagement.entries);
        assert_eq!(twice.says("walk-forked").len(), 2, "one is open and one was settled in two ways, before the end");
        assert!(beside(&dev).says("walk-forked").is_empty(), "one branch is no fork");
        let kept = ("cycle-1/02-dev", "cycle-1/01-hypothesis");
        let other = ("cycle-1/02-select", "cycle-1/01-hypothesis");
        assert!(beside(&[kept, other]).says("walk-forked").is_empty(), "the branch that was kept is in the walk");
    }

    #[test]
    fn a_straight_walk_is_fine() {
        assert!(Case::at(Step::Dev, json!({})).says("walk-forked").is_empty());
    }
}
