//! The customer's words are kept without the two numbers that can be compared over cycles.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "impression-missing",
    level: Level::Advice,
    about: About::Cycle,
    summary: "feedback of the customer's side has no impression or no enthusiasm",
    why: "Words say what they think; the two numbers show from round to round whether it gets better.",
    source: "nine-step customer engagement process, step 6",
    remedy: "Ask them for the two numbers; where that is no longer possible, rate it from what they said and set \
        `rated_by` to `us`.",
    both: &[
        ANA,
        (
            "feedback/2026-03-06-ana-ortiz-aaaa",
            "on: 2026-03-06\nfrom: ana-ortiz\nsaid: it found my report\nimpression: 4\n",
        ),
    ],
    silent: &[("feedback/2026-03-06-ana-ortiz-aaaa", "enthusiasm: 5\n")],
    run: Each(find),
    ..super::from(Step::Demo)
};

fn find(scene: &Scene) -> Vec<Finding> {
    // Of an earlier cycle nobody remembers the number any more.
    let feedback = scene.engagement.in_cycle::<Feedback>(scene.engagement.cycle());
    let theirs = feedback.filter(|(_, feedback)| scene.engagement.is_of(&feedback.from, Side::Customer));
    theirs.filter_map(|(name, feedback)| missing(scene, name, feedback)).collect()
}

/// As many letters of what was said are quoted.
const QUOTED: usize = 40;

fn missing(scene: &Scene, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let asked = [("impression", feedback.impression.is_none()), ("enthusiasm", feedback.enthusiasm.is_none())];
    let keys: Vec<_> = asked.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| key).collect();
    let nothing: Vec<_> = keys.iter().map(|key| format!("no `{key}`")).collect();
    let words_of = feedback.said.as_ref().map(|said| format!(" (\"{}\")", words::short(&said.one_line(), QUOTED)));
    let sentence = format!(
        "what {} said on {}{} has {}",
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
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, side: &str, impression: &str, enthusiasm: &str) -> Vec<String> {
        let said =
            json!({ "on": "2026-03-06", "from": "ana-ortiz", "impression": impression, "enthusiasm": enthusiasm });
        let person = json!({ "name": "Ana Ortiz", "side": side });
        let files = json!({ "people/ana-ortiz": person, "feedback/2026-03-06-ana-ortiz-aaaa": said });
        Case::at(step, files).says("impression-missing")
    }

    #[test]
    fn words_without_numbers_ask_for_them() {
        assert_eq!(
            says(Step::Demo, "customer", "", ""),
            ["feedback/2026-03-06-ana-ortiz-aaaa:impression: what Ana Ortiz said on 6 March 2026 has no `impression` \
              and no `enthusiasm`\n\
              engage set -e harbor-search --in feedback/2026-03-06-ana-ortiz-aaaa impression=RATING \
              enthusiasm=RATING   # 1 to 5"]
        );
        assert_eq!(
            says(Step::Demo, "customer", "4", ""),
            ["feedback/2026-03-06-ana-ortiz-aaaa:enthusiasm: what Ana Ortiz said on 6 March 2026 has no \
              `enthusiasm`\n\
              engage set -e harbor-search --in feedback/2026-03-06-ana-ortiz-aaaa enthusiasm=RATING   # 1 to 5"]
        );
    }

    #[test]
    fn nobody_is_asked_for_the_numbers_of_the_last_cycle() {
        let case = Case::of(&json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "feedback/2026-03-06-ana-ortiz-aaaa": { "on": "2026-03-06", "from": "ana-ortiz" },
            "cycle-1/06-demo": { "entered": "2026-03-06" },
            "cycle-2/06-demo": { "entered": "2026-03-09" },
        }));
        assert!(case.says("impression-missing").is_empty());
    }

    #[test]
    fn an_ended_engagement_asks_nobody_any_more() {
        let case = Case::at(
            Step::Demo,
            json!({
                "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
                "feedback/2026-03-06-ana-ortiz-aaaa": { "on": "2026-03-06", "from": "ana-ortiz" },
                "outcomes/01-called-off": { "on": "2026-03-07", "kind": "called-off", "reason": "x" },
            }),
        );
        assert!(case.says("impression-missing").is_empty());
    }

    #[test]
    fn both_numbers_or_our_own_words_are_fine() {
        assert!(says(Step::Demo, "customer", "4", "5").is_empty());
        assert!(says(Step::Demo, "ours", "", "").is_empty());
        assert!(says(Step::Onsite, "customer", "", "").is_empty());
    }
}
