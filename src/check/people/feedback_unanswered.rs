//! The customer said that it does not help them, and nothing changed afterwards.

use crate::check::prelude::*;
use crate::insight::objections::Objection;

pub const CHECK: Check = Check { is_urgent: true, run: Each(find), ..row!("feedback-unanswered", People, Dev) };

fn find(scene: &Scene) -> Vec<Finding> {
    let objections = objections::of(scene.engagement).into_iter();
    let theirs = objections.filter(|one| scene.engagement.is_of(&one.feedback.from, Side::Customer));
    theirs.filter(|one| !one.adjusted && !one.unread && !one.acted).map(|one| unanswered(scene, &one)).collect()
}

/// The most letters of a quote.
const QUOTED: usize = 60;

fn unanswered(scene: &Scene, one: &Objection) -> Finding {
    let verdict = match one.feedback.verdict {
        Some(Worth::NotValuable) => "found it not valuable",
        _ => "wanted something else",
    };
    // two statements of one person on one day are distinguished by their words, or by their files without words
    let text = one.feedback.said.as_ref().map(|text| words::short(&text.one_line(), QUOTED));
    let which = text.unwrap_or_else(|| one.name.to_string());
    let sentence = format!(
        "on {} {} {verdict} (`{which}`), but neither the approach nor a requirement changed afterwards",
        words::date(one.feedback.on),
        scene.engagement.name_of(&one.feedback.from)
    );
    // what the adjust entry should say; an action where the walk is past it
    let remedy = match one.adjust {
        Some(adjust) => scene.to_set(&adjust.into(), ["approach=WHAT WE DO DIFFERENTLY"]),
        None => scene.to_act_on(one.name, "WHAT WE DO ABOUT IT", &[]),
    };
    Finding::on(one.name, sentence, remedy).at("verdict")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wait_for_an_approach_a_requirement_or_an_action() {
        CHECK.boundaries(
            "feedback/2026-03-06-ana-ortiz-aaaa: {said: ~, verdict: changed-mind}
             > feedback/2026-03-06-ana-ortiz-aaaa:verdict: on 6 March 2026 Ana Ortiz wanted something else \
                 (`feedback/2026-03-06-ana-ortiz-aaaa`), but neither the approach nor a requirement changed afterwards
             feedback/2026-03-06-ana-ortiz-aaaa: {verdict: valuable}
             feedback/2026-03-06-ana-ortiz-aaaa: {verdict: ~}
             feedback/b: {on: 2026-03-06, from: ana-ortiz, verdict: not-valuable, said: too slow}
             > feedback/2026-03-06-ana-ortiz-aaaa:verdict: on 6 March 2026 Ana Ortiz found it not valuable (`I have \
                 that on paper.`), but neither the approach nor a requirement changed afterwards
             > feedback/b:verdict: on 6 March 2026 Ana Ortiz found it not valuable (`too slow`), but neither the \
                 approach nor a requirement changed afterwards
             requirements/a: {statement: s, class: user, raised: 2026-03-06}
             requirements/a: {statement: s, class: user, raised: 2026-03-05}
             > the same
             actions/a: {what: x, owner: ana-ortiz, raised: 2026-03-07, from: feedback/2026-03-06-ana-ortiz-aaaa}
             unreadable: [cycle-1/07-adjust]",
        );
    }

    #[test]
    fn past_adjust_and_into_the_next_cycle_an_action_is_asked_for() {
        let demo = Example::of(&CHECK).with("feedback/2026-03-06-ana-ortiz-aaaa: {on: 2026-03-01, said: no}");
        demo.boundaries("walk: [cycle-1/06-demo]\nwalk: [cycle-1/06-demo, cycle-2/01-hypothesis]");
        for later in ["cycle-1/07-dev", "cycle-1/07-after-action", "cycle-2/01-hypothesis, cycle-2/02-dev"] {
            demo.boundaries(&format!(
                "walk: [cycle-1/06-demo, {later}]
                 > feedback/2026-03-06-ana-ortiz-aaaa:verdict: on 1 March 2026 Ana Ortiz found it not valuable \
                     (`no`), but neither the approach nor a requirement changed afterwards
                 > engage add action \"WHAT WE DO ABOUT IT\" -e harbor-search --owner WHO \
                     --from feedback/2026-03-06-ana-ortiz-aaaa"
            ));
        }
    }
}
