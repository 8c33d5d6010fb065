//! Feedback has the customer's words but not the two ratings that can be compared over cycles.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { level: Level::Advice, about: Span::Cycle, run: Each(find), ..row!("impression-missing", People, Demo) };

fn find(scene: &Scene) -> Vec<Finding> {
    // Nobody remembers the rating of an earlier cycle.
    let feedback = scene.engagement.in_cycle::<Feedback>(scene.engagement.cycle());
    let theirs = feedback.filter(|(_, feedback)| scene.engagement.is_of(&feedback.from, Side::Customer));
    theirs.filter_map(|(name, feedback)| missing(scene, name, feedback)).collect()
}

/// The most letters of a quote.
const QUOTED: usize = 40;

fn missing(scene: &Scene, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let questions = [("impression", feedback.impression.is_none()), ("enthusiasm", feedback.enthusiasm.is_none())];
    let keys: Vec<_> = questions.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| key).collect();
    let nothing: Vec<_> = keys.iter().map(|key| format!("no `{key}`")).collect();
    let words_of = feedback.said.as_ref().map(|text| format!(" (\"{}\")", words::short(&text.one_line(), QUOTED)));
    let sentence = format!(
        "feedback from {} on {}{} has {}",
        scene.engagement.name_of(&feedback.from),
        words::date(feedback.on),
        words_of.unwrap_or_default(),
        words::and_list(&nothing)
    );
    let set = keys.iter().map(|key| format!("{key}=RATING"));
    Some(scene.asks(name, keys.first()?, sentence, set).note("1 to 5"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_numbers_are_asked_for_of_those_of_theirs_who_spoke_in_this_cycle() {
        CHECK.boundaries(
            "feedback/2026-03-06-ana-ortiz-aaaa: {said: ~, impression: ~}
             > feedback/2026-03-06-ana-ortiz-aaaa:impression: feedback from Ana Ortiz on 6 March 2026 has no \
                 `impression` \
                 and no `enthusiasm`
             > engage set -e harbor-search --in feedback/2026-03-06-ana-ortiz-aaaa impression=RATING \
                 enthusiasm=RATING   # 1 to 5
             people/ana-ortiz: {side: ours}
             again_at: demo",
        );
    }
}
