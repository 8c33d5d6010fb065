//! Gate of `adjust`: whether to repeat the round or wrap up is decided.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-decision",
    summary: "whether to repeat or wrap up is not decided",
    why: "If nobody decides, the prototype drifts into another round, or just fades out.",
    source: "nine-step customer engagement process, step 7",
    remedy: "Decide with the customer whether to do another round or to stop here.",
    both: &[("cycle-1/07-adjust", "approach: larger buttons\n")],
    silent: &[("cycle-1/07-adjust", "decision: wrap-up\n")],
    run: One(find),
    ..super::from(Step::Adjust)
};

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::Adjust(adjust), .. } = scene.engagement.current()? else { return None };
    let remedy = scene.to_answer(["decision=repeat"]).note("or wrap-up");
    adjust.decision.is_none().then(|| Finding::on(*id, "`decision` is not answered", remedy).at("decision"))
}
