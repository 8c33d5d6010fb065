//! Two entries have the same origin: two branches advanced differently and were merged.

use crate::check::prelude::*;
use crate::model::cycle::{self, Fork};

pub const CHECK: Check = Check { level: Level::Error, run: Each(find), ..row!("walk-forked", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    forks(scene.engagement)
}

/// The forks of a walk, each with the commands that resolve it.
pub fn forks(engagement: &Engagement) -> Vec<Finding> {
    cycle::forks(&engagement.origins()).iter().map(|fork| forked(engagement, fork)).collect()
}

fn forked(engagement: &Engagement, fork: &Fork) -> Finding {
    let names = ticked(&fork.branches);
    let both = if names.len() == 2 { "both" } else { "all" };
    let sentence = format!("{} {both} continue from `{}`", words::and_list(&names), fork.from);
    let in_walk = fork.branches.iter().rfind(|branch| engagement.walk.contains(branch));
    Finding::on(*in_walk.unwrap_or(&fork.from), sentence, resolve(engagement, fork)).at("from")
}

/// The command with each entry that it can keep, or what must be done first.
fn resolve(engagement: &Engagement, fork: &Fork) -> Remedy {
    let id = engagement.id.as_str();
    if let Some(unread) = engagement.unread.iter().find(|unread| matches!(unread, Reference::Entry(_))) {
        let note = format!("it cannot be read; then: engage check {id}");
        return Remedy::edit(unread, &engagement.id).note(note);
    }
    let mut branches: Vec<_> = fork.branches.iter().map(ToString::to_string).collect();
    let last = branches.pop().unwrap_or_default();
    Remedy::engage(["resolve", id]).flag("keep", &last).note(format!("or {}", words::or_list(&branches)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fork_is_told_before_everything_else() {
        let case = Example::of(&CHECK).with("cycle-1/03-validate: {entered: 2026-02-01}").case();
        assert_eq!(case.says("dates-out-of-order").len(), 1);
        assert_eq!(case.open_items()[0].check.id, CHECK.id);
    }

    #[test]
    fn a_branch_that_came_back_is_a_fork_like_any_other_and_told_where_a_file_is() {
        let walk = "walk: [cycle-1/01-hypothesis, cycle-1/02-dev, cycle-1/03-select], \
                    cycle-1/03-select: {from: cycle-1/02-validate}";
        let mut case = Example::of(&CHECK).with(walk).case();
        case.engagement.in_forks.insert("cycle-1/02-validate".parse().unwrap(), "cycle-1/01-hypothesis".parse().ok());
        assert_eq!(
            case.says(CHECK.id),
            [
                "cycle-1/02-dev:from: `cycle-1/02-validate` and `cycle-1/02-dev` both continue from `cycle-1/01-hypothesis`\n\
                 engage resolve harbor-search --keep cycle-1/02-dev   # or cycle-1/02-validate"
            ]
        );
        assert!(case.says("walk-gap").is_empty());
    }
}
