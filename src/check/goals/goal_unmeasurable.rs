//! A goal's criterion contains no number, no date and no yes-or-no test.

use crate::check::prelude::*;
use crate::insight::measure::{self, Measurability};

pub const CHECK: Check = Check { run: Each(|scene| scene.each(vague)), ..row!("goal-unmeasurable", Goals, Select) };

fn vague(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let (but, level) = match measure::of(goal.criterion.as_str()) {
        _ if goal.verdict() != Verdict::Open => return None,
        Measurability::Measured => return None,
        Measurability::Vague(word) => (format!("; `{word}` may mean something different to each side"), Level::Warning),
        // it may be a test in words that the program does not recognize
        Measurability::Unclear => (String::new(), Level::Advice),
    };
    let sentence = format!("the criterion of `{}` has no number, no date and no yes/no test{but}", id(name));
    Some(scene.asks(name, "criterion", sentence, ["criterion=HOW BOTH SIDES WILL KNOW"]).weighing(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_a_warning_and_what_is_not_understood_a_thought() {
        CHECK.boundaries(
            "goals/fast: {criterion: The users are happy}
             > goals/fast:criterion: the criterion of `fast` has no number, no date and no yes/no test; `happy` may \
                 mean something different to each side
             goals/fast: {criterion: search for inspectors}
             > advice goals/fast:criterion: the criterion of `fast` has no number, no date and no yes/no test
             goals/fast: {verdict: met}",
        );
    }
}
