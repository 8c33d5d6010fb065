//! Feedback has the old verdict `changed-mind`, which was used for two opposite meanings.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "changed-mind",
    outlives: false,
    level: Level::Advice,
    summary: "feedback has the verdict `changed-mind`, which means neither valuable nor not valuable",
    why: "It was used for people who were won over and for people who wanted something else, so a count of it means \
        nothing.",
    remedy: "Read what they said and set the verdict to `valuable` or `not-valuable`. Add what they want instead as \
        a requirement.",
    source: "the design of engage: a verdict has one meaning",
    at: Step::Demo,
    both: &[
        ANA,
        (
            "feedback/2026-03-06-ana-ortiz-aaaa",
            "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I called it a toy, and I want it.\nimpression: 4\n\
             enthusiasm: 5\n",
        ),
    ],
    fires: &[("feedback/2026-03-06-ana-ortiz-aaaa", "verdict: changed-mind\n")],
    silent: &[("feedback/2026-03-06-ana-ortiz-aaaa", "verdict: valuable\n")],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    scene.each(unclear)
}

fn unclear(scene: &Scene, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let sentence = format!(
        "the verdict of {} on {} is `changed-mind`, which means neither valuable nor not valuable",
        scene.engagement.name_of(&feedback.from),
        words::date(feedback.on)
    );
    let finding = || scene.asks(name, "verdict", sentence, ["verdict=valuable"]).note("or not-valuable");
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
