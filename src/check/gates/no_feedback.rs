//! Gate of `demo`: someone of the customer's side said in this round what they think.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-feedback",
    summary: "nobody of the customer's side gave feedback in this round",
    why: "The round is made for their judgement; without it the next one repeats our own opinion.",
    source: "nine-step customer engagement process, step 6",
    remedy: "Ask someone of the customer's side, and keep their own words.",
    fires: &[JON, ("feedback/2026-03-06-jon-berg-aaaa", "on: 2026-03-06\nfrom: jon-berg\nsaid: it went well\n")],
    silent: &[
        ANA,
        ("feedback/2026-03-06-ana-ortiz-aaaa", "on: 2026-03-06\nfrom: ana-ortiz\nsaid: it found my report\n"),
    ],
    run: One(find),
    ..super::from(Step::Demo)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let place = engagement.place()?;
    if engagement.records.values().any(|record| is_theirs(scene, record, place)) {
        return None;
    }
    let sentence = format!("nobody of the customer's side gave feedback in round {}", engagement.round(place));
    let saw_it = someone_who_saw_it(scene).map(|person| (None, person));
    let (add, who) = saw_it.unwrap_or_else(|| scene.naming(Side::Customer));
    Some(Finding::on(place, sentence, scene.to_add("feedback", "THEIR WORDS").flag("from", &who).after(add)))
}

fn is_theirs(scene: &Scene, record: &Record, place: EntryId) -> bool {
    let engagement = scene.engagement;
    let Record::Feedback(feedback) = record else { return false };
    let in_round = |entry: EntryId| entry.cycle == place.cycle && engagement.round(entry) == engagement.round(place);
    engagement.is_of(&feedback.from, Side::Customer) && engagement.entry_of(record).is_some_and(in_round)
}

fn someone_who_saw_it(scene: &Scene) -> Option<String> {
    let Answers::Demo(demo) = &scene.engagement.current()?.answers else { return None };
    demo.to.iter().find(|person| scene.engagement.is_of(person, Side::Customer)).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(to: &[&str], feedback: &Value) -> Case {
        let files = json!({
            "cycle-1/06-demo": { "to": to },
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/dee-lund": { "name": "Dee Lund", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
            "feedback/2026-03-06-x-aaaa": feedback,
        });
        Case::at(Step::Demo, files)
    }

    #[test]
    fn our_own_words_are_no_feedback_of_theirs() {
        assert_eq!(
            case(&["jon-berg", "dee-lund"], &json!({ "on": "2026-03-06", "from": "jon-berg" })).says("no-feedback"),
            ["cycle-1/06-demo: nobody of the customer's side gave feedback in round 1\n\
              engage add feedback \"THEIR WORDS\" -e harbor-search --from dee-lund"]
        );
    }

    #[test]
    fn what_they_said_in_an_earlier_round_does_not_count() {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "feedback/2026-03-06-ana-ortiz-aaaa": { "on": "2026-03-06", "from": "ana-ortiz" },
        });
        for (name, day) in [("06-demo", 6), ("07-adjust", 7), ("08-dev", 8), ("09-demo", 9)] {
            files[format!("cycle-1/{name}")] = json!({ "entered": format!("2026-03-{day:02}") });
        }
        assert_eq!(
            Case::of(&files).says("no-feedback"),
            ["cycle-1/09-demo: nobody of the customer's side gave feedback in round 2\n\
              engage add feedback \"THEIR WORDS\" -e harbor-search --from ana-ortiz"]
        );
        files["feedback/2026-03-09-ana-ortiz-bbbb"] = json!({ "on": "2026-03-09", "from": "ana-ortiz" });
        assert!(Case::of(&files).gates().is_empty());
    }

    #[test]
    fn what_they_said_in_the_last_cycle_does_not_count() {
        let case = Case::of(&json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "feedback/2026-03-06-ana-ortiz-aaaa": { "on": "2026-03-06", "from": "ana-ortiz" },
            "cycle-1/06-demo": { "entered": "2026-03-06" },
            "cycle-2/06-demo": { "entered": "2026-03-09" },
        }));
        assert_eq!(case.gates().len(), 1);
    }

    #[test]
    fn one_of_theirs_is_enough() {
        let feedback = json!({ "on": "2026-03-06", "from": "ana-ortiz", "during": "cycle-1/06-demo" });
        assert!(case(&[], &feedback).gates().is_empty());
    }
}
