//! Feedback has the old verdict `changed-mind`, which was used for two opposite meanings.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    outlives: false,
    level: Level::Advice,
    run: Each(|scene| scene.each(unclear)),
    ..row!("changed-mind", Files, Hypothesis)
};

fn unclear(scene: &Scene, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let sentence = format!(
        "the verdict of {} on {} is `changed-mind`, which means neither valuable nor not valuable",
        scene.engagement.name_of(&feedback.from),
        words::date(feedback.on)
    );
    let finding = || scene.asks(name, "verdict", sentence, ["verdict=VERDICT"]).note("valuable or not-valuable");
    (feedback.verdict == Some(Worth::ChangedMind)).then(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_verdict_is_unclear() {
        CHECK.boundaries(
            "feedback/2026-03-06-ana-ortiz-aaaa: {verdict: not-valuable}
             feedback/2026-03-06-ana-ortiz-aaaa: {verdict: ~}",
        );
    }
}
