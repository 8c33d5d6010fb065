//! Somebody on the customer's side rated it low in their last feedback. Enthusiasm low enough to be
//! a signal for calling it off is reported there.

use crate::check::prelude::*;

pub const CHECK: Check = Check { is_urgent: true, run: Each(find), ..row!("rated-low", People, Validate) };

/// The lowest rating that is acceptable.
const FAIR: u8 = 3;

fn find(scene: &Scene) -> Vec<Finding> {
    let signals = scene.signals();
    if signals.iter().any(|signal| matches!(signal, Signal::Unwilling(_))) {
        return vec![];
    }
    let voices = sentiment::all_voices(scene.engagement).into_iter();
    let by_now = voices.filter(|(_, feedback)| feedback.on <= scene.today);
    let last: BTreeMap<_, _> = by_now.map(|(name, feedback)| (&feedback.from, (name, feedback))).collect();
    last.into_values().filter_map(|(name, feedback)| low(scene, name, feedback)).collect()
}

fn low(scene: &Scene, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let is_low = |rating: &Rating| rating.get() < FAIR;
    let ratings = [("impression", feedback.impression), ("enthusiasm", feedback.enthusiasm)];
    let low: Vec<_> = ratings.into_iter().filter_map(|(key, rating)| Some((key, rating.filter(is_low)?))).collect();
    let (key, _) = *low.first()?;
    if actions::comes_of(scene.engagement, name) {
        return None;
    }
    let low_ratings: Vec<_> = low.iter().map(|(key, rating)| format!("{key} {rating} of 5")).collect();
    let (who, on) = (scene.engagement.name_of(&feedback.from), words::date(feedback.on));
    let ours = if feedback.rated_by == Some(RatedBy::Us) { " (our estimate)" } else { "" };
    let sentence = format!("{who} gave a low rating on {on}: {}{ours}", words::and_list(&low_ratings));
    Some(Finding::on(name, sentence, scene.to_act_on(name, "WHAT WE DO ABOUT IT", &[])).at(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_each_counts() {
        CHECK.boundaries(
            "feedback/2026-03-06-ana-ortiz-aaaa: {on: 2026-03-02, enthusiasm: 2, rated_by: us}, \
                 feedback/b: {on: 2026-03-06, from: bo, impression: 3, enthusiasm: 5}
             > feedback/2026-03-06-ana-ortiz-aaaa:impression: Ana Ortiz gave a low rating on 2 March 2026: impression \
                 2 \
                 of 5 and enthusiasm 2 of 5 (our estimate)
             feedback/c: {on: 2026-03-07, from: ana-ortiz, impression: 4}
             feedback/2026-03-06-ana-ortiz-aaaa: {enthusiasm: 2}",
        );
    }
}
