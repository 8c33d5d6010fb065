//! The customer asked for something else, the approach was adjusted or an action raised, but no requirement
//! changed.
//!
//! Where nothing at all was done, `feedback-unanswered` reports it instead.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("requirements-stale", Requirements, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // having none is reported by another check
    scene.live_requirements().next()?;
    let objections = objections::of(engagement).into_iter();
    let acted_on: Vec<_> =
        objections.filter(|one| (one.adjusted || one.acted) && !accepted_since(engagement, one.feedback)).collect();
    let first = acted_on.first()?;
    let wishes = acted_on.iter().map(|one| {
        let (who, day) = (engagement.name_of(&one.feedback.from), words::date(one.feedback.on));
        format!("{who} said on {day} {}", wish(one.feedback))
    });
    let done = if acted_on.iter().any(|one| one.adjusted) {
        "the approach has been adjusted since, but no requirement has"
    } else {
        "there is an action for it, but no requirement has been changed since"
    };
    let sentence = format!("{}; {done}", words::and_list(wishes));
    let change = format!("changes+={{on: DATE, what: \"WHAT CHANGED\", asked_by: {}}}", first.feedback.from);
    let add = scene.to_add("requirement", "WHAT IS NEEDED").flag("class", "user");
    Some(Finding::on(first.name, sentence, scene.to_set_of("requirements/WHICH", [change]).or(add)).at("verdict"))
}

/// Whether a requirement was accepted in its current form on the day of the feedback or later.
fn accepted_since(engagement: &Engagement, feedback: &Feedback) -> bool {
    let mut accepted = engagement.all::<Requirement>().filter_map(|(_, one)| one.accepted.as_ref());
    accepted.any(|accepted| accepted.on >= feedback.on)
}

/// What a verdict asks for.
fn wish(feedback: &Feedback) -> &'static str {
    match feedback.verdict {
        Some(Worth::NotValuable) => "that it does not help them",
        _ => "that they want something else now",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_takes_up_what_was_asked_for_from_that_day_on() {
        CHECK.boundaries(
            "people/priya: {name: Priya, side: customer}, feedback/b: {on: 2026-03-06, from: priya, \
                 verdict: not-valuable}
             > feedback/2026-03-06-ana-ortiz-aaaa:verdict: Ana Ortiz said on 6 March 2026 that they want something \
                 else now and Priya said on 6 March 2026 that it does not help them; the approach has been adjusted since, but no requirement has
             people/priya: {name: Priya, side: customer}, feedback/b: {on: 2026-03-06, from: priya, verdict: valuable}
             > the same
             people/jon: {name: Jon, side: ours}, feedback/b: {on: 2026-03-06, from: jon, verdict: not-valuable}
             > the same
             requirements/offline: {changes: [{on: 2026-03-05, what: flight mode}]}
             > the same
             requirements/offline: {changes: [{on: 2026-03-06, what: by berth}]}
             requirements/offline: {accepted: {on: 2026-03-05, by: ana-ortiz}}
             > the same
             requirements/offline: {accepted: {on: 2026-03-06, by: ana-ortiz}}
             requirements/offline: {status: dropped}
             cycle-1/07-adjust: {approach: ~}",
        );
    }

    #[test]
    fn an_action_alone_changes_no_requirement_and_the_next_cycle_forgets_nothing() {
        let changed = Example::of(&CHECK).with(
            "cycle-1/07-adjust: {approach: ~}, \
             actions/a: {what: x, owner: ana-ortiz, raised: 2026-03-06, from: feedback/2026-03-06-ana-ortiz-aaaa}",
        );
        changed.boundaries(
            "at: demo
             again_at: dev
             > feedback/2026-03-06-ana-ortiz-aaaa:verdict: Ana Ortiz said on 6 March 2026 that they want something \
                 else now; there is an action for it, but no requirement has been changed since",
        );
    }
}
