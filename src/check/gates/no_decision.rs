//! Gate of `adjust`: whether to repeat the round or wrap up is decided.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { id: "no-decision", page: include_str!("no-decision.txt"), run: One(find), ..super::from(Step::Adjust) };

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::Adjust(adjust), .. } = scene.engagement.current()? else { return None };
    let remedy = scene.to_answer(["decision=repeat"]).note("or wrap-up");
    adjust.decision.is_none().then(|| Finding::on(*id, "`decision` is not answered", remedy).at("decision"))
}
