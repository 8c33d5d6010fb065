//! Something of ours is at the customer's, and what stays there at the end is not set.
//!
//! It applies once something could stay: an installation, training, or at the end a prototype. It
//! applies from adjust on, when wrapping up is one of the choices.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("final-state-unstated", Terms, Adjust) };

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.charter_without(|charter| charter.final_state.is_some())?;
    let trained = charter.training.as_ref().is_some_and(|training| !training.owed.is_empty());
    let what = match () {
        () if scene.installed() => "something was installed",
        () if trained => "training is promised",
        () if scene.ends() && built(scene) => "the engagement ends with a prototype",
        () => return None,
    };
    let sentence = format!("{what}, but what stays running with {} is not recorded", scene.engagement.customer());
    Some(scene.asks(Reference::Engagement, "final_state", sentence, ["final_state=WHAT STAYS, AND WHO RUNS IT"]))
}

/// Whether there is a prototype, according to any dev entry.
fn built(scene: &Scene) -> bool {
    scene.engagement.at::<Dev>().any(|(_, answers)| answers.built.is_some() || answers.prototype.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_stay_is_asked_about() {
        let changed = Example::of(&CHECK).with("cycle-1/05-onsite: {installed: ~}");
        changed.boundaries(
            "cycle-1/05-onsite: {data: x}
             cycle-1/04-dev: {built: viewer}
             engagement: {training: {owed: [an hour]}}
             > engagement:final_state: training is promised, but what stays running with Harbor is not recorded
             at: plan-next, cycle-1/09-plan-next: {decision: close}
             at: plan-next, cycle-1/04-dev: {built: viewer}, cycle-1/09-plan-next: {decision: close}
             > engagement:final_state: the engagement ends with a prototype, but what stays running with Harbor is \
                 not recorded
             at: plan-next, cycle-1/04-dev: {built: viewer}, cycle-1/09-plan-next: {decision: continue}",
        );
    }
}
