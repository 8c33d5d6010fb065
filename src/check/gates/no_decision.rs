//! Gate of `adjust`: whether to repeat the round or wrap up is decided.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("no-decision", Gates, Adjust) };

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::Adjust(adjust), .. } = scene.engagement.current()? else { return None };
    let remedy = scene.to_answer(["decision=DECISION"]).note("repeat or wrap-up");
    adjust.decision.is_none().then(|| Finding::on(*id, "`decision` is not answered", remedy).at("decision"))
}
