//! The benefit for the customer is not set.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("benefit-unstated", Method, Validate) };

/// The gate that asks for it, and reports it unless it was waived with a reason.
const GATE: &str = "hypothesis-unanswered";

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let of_cycle = engagement.walk.iter().filter(|entry| entry.cycle == engagement.cycle());
    let hypotheses: Vec<_> = of_cycle.filter(|entry| entry.step == Step::Hypothesis).collect();
    let answers = |entry: &EntryId| engagement.entries.get(entry).and_then(Entry::at::<Hypothesis>);
    let is_stated = hypotheses.iter().any(|entry| answers(entry).is_none_or(|own| own.benefit.is_some()));
    let last = hypotheses.last().filter(|_| !is_stated && !scene.left(Step::Hypothesis, GATE))?;
    let sentence = "what the customer would gain is not recorded";
    Some(scene.asks(**last, "benefit", sentence, ["benefit=WHAT THEY GAIN"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_gate_asks_first_and_one_that_cannot_be_read_may_say_it() {
        CHECK.boundaries(
            "cycle-1/02-validate: {passed: ~}
             at: select
             > the same
             unreadable: [cycle-1/01-hypothesis]",
        );
    }
}
