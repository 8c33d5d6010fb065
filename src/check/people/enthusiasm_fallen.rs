//! The customer's enthusiasm is lower than the time before. Where that is among the signals for calling it off, they
//! report it.

use crate::check::prelude::*;
use crate::insight::demos;
use crate::insight::sentiment::AtDemo;

pub const CHECK: Check = Check { is_urgent: true, run: One(find), ..row!("enthusiasm-fallen", People, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    if is_signalled(scene) {
        return None;
    }
    let at = sentiment::last_enthusiasm(scene.engagement, scene.today)?;
    let change = at.enthusiasm_change.as_ref().filter(|change| change.tenths() < 0)?;
    let ratings = ratings_at(scene.engagement, &at, scene.today);
    let (last, _) = ratings.last()?;
    if ratings.iter().any(|(name, _)| actions::comes_of(scene.engagement, name)) {
        return None;
    }
    let among = if change.people < at.sentiment.voices { ", among those asked both times" } else { "" };
    let sentence =
        format!("the customer's enthusiasm to continue fell from {} to {} of 5{among}", change.before, change.now);
    Some(Finding::on(*last, sentence, scene.to_act_on(last, "WHAT WE DO ABOUT IT", &[])).at("enthusiasm"))
}

fn is_signalled(scene: &Scene) -> bool {
    let signals = scene.signals();
    let is_same = |signal: &Signal| matches!(signal, Signal::Unwilling(_) | Signal::Falling { .. });
    signals::are_enough(signals) && signals.iter().any(is_same)
}

/// What was rated at that demonstration, or before one, by day.
fn ratings_at<'a>(engagement: &'a Engagement, at: &AtDemo, today: Date) -> Vec<(&'a Reference, &'a Feedback)> {
    let demos = demos::by(engagement, today);
    let demo = |feedback: &Feedback| {
        let entry = engagement.stay_of(feedback);
        entry.and_then(|entry| demos::about(engagement, &demos, entry))
    };
    let voices = sentiment::voices(engagement, at.cycle).into_iter();
    let rated = voices.filter(|(_, feedback)| feedback.on <= today && feedback.enthusiasm.is_some());
    rated.filter(|(_, feedback)| demo(feedback) == at.demo).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_told_until_an_action_or_the_signals_for_calling_off_tell_it() {
        CHECK.boundaries(
            "feedback/2026-03-06-ana-ortiz-aaaa: {enthusiasm: 5}
             feedback/2026-03-06-ana-ortiz-aaaa: {enthusiasm: 3}, feedback/cy: {on: 2026-03-06, from: cy, enthusiasm: 5}
             > feedback/cy:enthusiasm: the customer's enthusiasm to continue fell from 5.0 to 3.0 of 5, among those \
                 asked both times
             > engage add action \"WHAT WE DO ABOUT IT\" -e harbor-search --owner WHO --from feedback/cy
             feedback/2026-03-06-ana-ortiz-aaaa: {enthusiasm: 2}
             actions/a: {what: x, owner: bo, raised: 2026-03-07, from: feedback/2026-03-06-ana-ortiz-aaaa}",
        );
    }
}
