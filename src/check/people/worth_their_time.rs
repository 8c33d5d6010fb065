//! The signals for calling the engagement off, in one finding.
//!
//! It fires on one strong signal (the need rejected, enthusiasm at 2 and below,
//! no goal moved in two cycles), or on two of the others (enthusiasm falling, the sponsor unheard, the budget
//! spent): be quick to call an engagement off, and do not call it off on one slow month.

use crate::check::prelude::*;

pub const CHECK: Check = Check { is_urgent: true, run: One(find), ..row!("worth-their-time", People, Validate) };

fn find(scene: &Scene) -> Option<Finding> {
    let signals = scene.signals();
    if !signals::are_enough(signals) || gate_says_it(scene, signals) {
        return None;
    }
    let reasons: Vec<_> = signals.iter().map(in_words).collect();
    let sentence = format!("it may no longer be worth the customer's time: {}", reasons.join("; "));
    let remedy = scene.to("call-off").flag("reason", "WHY").flag("worth", "WHAT THEY KEEP");
    Some(Finding::on(place(signals), sentence, remedy.note("if they agree")))
}

/// Whether the current step is the meeting that rejected the need: its gate reports it and offers the same.
fn gate_says_it(scene: &Scene, signals: &[Signal]) -> bool {
    matches!(signals, [Signal::Rejected { entry, .. }] if scene.engagement.place() == Some(*entry))
}

fn place(signals: &[Signal]) -> Reference {
    match signals {
        [Signal::Rejected { entry, .. }, ..] => entry.reference(),
        _ => Reference::Engagement,
    }
}

fn in_words(signal: &Signal) -> String {
    match signal {
        Signal::Rejected { on, stop_if, .. } => {
            let agreed = stop_if.as_ref().map(|stop| format!(", and our stop criterion was `{}`", stop.one_line()));
            format!("the need was rejected on {}{}", words::date(*on), agreed.unwrap_or_default())
        }
        Signal::Unwilling(mean) => format!("their enthusiasm to continue is {mean} of 5"),
        Signal::Falling { from, to } => {
            format!("their enthusiasm to continue fell from {from} to {to} of 5, among those asked both times")
        }
        Signal::Unheard { sponsors, last, days, cadence } => unheard(sponsors, *last, *days, *cadence),
        Signal::Unmoved { cycles: (first, last), goals } => {
            let goals = match goals {
                1 => "the only goal that came due was not even partly met".to_owned(),
                more => format!("none of the {more} goals that came due was even partly met"),
            };
            format!("in cycles {first} and {last} {goals}")
        }
        Signal::Spent(against) => {
            let currency = &against.budget.currency;
            let (spent, budget) = (against.spent.grouped(), against.budget.amount.grouped());
            format!("the budget is spent: {currency} {spent} of {currency} {budget}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejected_need_or_low_enthusiasm_is_enough_alone() {
        CHECK.boundaries(
            "cycle-1/02-validate: {verdict: rejected, met: 2026-03-02}, \
                 cycle-1/01-hypothesis: {stop_if: paper is quicker}
             > cycle-1/02-validate: it may no longer be worth the customer's time: the need was rejected on 2 March \
                 2026, and \
                 our stop criterion was `paper is quicker`; their enthusiasm to continue is 2.0 of 5
             at: validate, cycle-1/02-validate: {verdict: rejected, met: 2026-03-02}, \
                 feedback/2026-03-06-ana-ortiz-aaaa: ~
             feedback/2026-03-06-ana-ortiz-aaaa: {enthusiasm: 3}",
        );
    }

    #[test]
    fn two_weaker_signals_are_enough_together() {
        let changed = Example::of(&CHECK).with(
            "feedback/2026-03-06-ana-ortiz-aaaa: ~, people/ana-ortiz: {roles: [sponsor]}, today: 2026-04-10, \
             notes/a: {on: 2026-03-05, text: x, who: ana-ortiz}",
        );
        changed.boundaries(
            "today: 2026-04-10
             engagement: {budget: {amount: 100, currency: EUR}}, spend/a: {on: 2026-03-02, what: x, amount: 100, \
                 currency: EUR}
             > engagement: it may no longer be worth the customer's time: Ana Ortiz, the sponsor, last took part on 5 \
                 March \
                 2026, 36 days ago; the cadence is 14 days; the budget is spent: EUR 100 of EUR 100",
        );
    }

    #[test]
    fn two_cycles_in_which_nothing_that_came_due_was_met_are_enough() {
        let changed = Example::of(&CHECK).with(
            "feedback/2026-03-06-ana-ortiz-aaaa: ~, again_at: after-action, today: 2026-04-10, \
             goals/a: {statement: s, criterion: c, committed: 2026-03-01}",
        );
        changed.boundaries(
            "goals/a: {due: 2026-05-01}
             goals/a: {due: ~}
             goals/a: {verdict: missed}
             > engagement: it may no longer be worth the customer's time: in cycles 1 and 2 the only goal that came \
                 due was not even partly met
             goals/a: {verdict: missed}, goals/b: {statement: s, criterion: c, committed: 2026-03-01, verdict: missed}
             > engagement: it may no longer be worth the customer's time: in cycles 1 and 2 none of the 2 goals that \
                 came due was even partly met",
        );
    }
}
