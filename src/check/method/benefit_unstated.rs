//! The benefit for the customer is not set.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "benefit-unstated",
    about: Span::Cycle,
    summary: "the cycle moved on from the hypothesis, and what the customer would gain is not recorded",
    why: "Without the benefit in the customer's own terms, nobody can say at the end whether it was worth their \
        time.",
    remedy: "Answer `benefit` in the hypothesis step: what they gain, in their own terms.",
    source: "nine-step customer engagement process, step 1: what they need or would benefit from",
    both: &[
        ("cycle-1/01-hypothesis", "belief: Search over the reports\n"),
        ("cycle-1/02-validate", "because: Ana has no time before May\npassed: [hypothesis-unanswered]\n"),
    ],
    silent: &[("cycle-1/01-hypothesis", "benefit: No repair is paid for twice\n")],
    run: One(find),
    ..super::from(Step::Validate)
};

/// The gate that asks for it, and reports it unless it was waived with a reason.
const GATE: &str = "hypothesis-unanswered";

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let of_cycle = engagement.walk.iter().filter(|entry| entry.cycle == engagement.cycle());
    let hypotheses: Vec<_> = of_cycle.filter(|entry| entry.step == Step::Hypothesis).collect();
    let is_stated = hypotheses.iter().any(|entry| match engagement.entries.get(*entry).map(|entry| &entry.answers) {
        Some(Answers::Hypothesis(hypothesis)) => hypothesis.benefit.is_some(),
        _ => true,
    });
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
