//! The questions of a scaffold are separated, so adjacent answers from two clones merge.

use crate::clones::{Clone, ClonePair};
use engage::model::entry::Entry;
use engage::model::field::{Field, Shape};
use engage::model::step::Step;

const TO_THE_END: [&str; 8] = ["validate", "select", "dev", "onsite", "demo", "adjust", "after-action", "plan-next"];

/// An answer of the shape asked for.
fn answer(shape: Shape, words: &str) -> String {
    match shape {
        Shape::Text | Shape::Free => words.to_owned(),
        Shape::Date => "2026-03-05".into(),
        Shape::Rating | Shape::Count => "4".into(),
        Shape::Decimal => "12.50".into(),
        Shape::Flag => "true".into(),
        Shape::Choice(choices) => choices[0].to_owned(),
        Shape::Person => "ana-ortiz".into(),
        Shape::Reference => "cycle-1/01-hypothesis".into(),
        Shape::List(item) => format!("[{}]", answer(*item, "one line")),
        Shape::Group(fields) => {
            let required = |field: &&Field| field.required || !fields.iter().any(|field| field.required);
            let pairs = fields.iter().filter(required).map(|field| (field.name, answer(field.shape, "one line")));
            format!("{{{}}}", pairs.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", "))
        }
        Shape::Table(_) => "{a: b}".into(),
    }
}

/// Answers the questions of every entry with an even (0) or odd (1) position.
fn answer_every_other(clone: &Clone, parity: usize, words: &str) -> usize {
    let mut answered = 0;
    for (at, step) in Step::ALL.iter().enumerate() {
        let entry = format!("cycle-1/{:02}-{step}", at + 1);
        let scaffold =
            std::fs::read_to_string(clone.folder.join("engagements/harbor-search").join(format!("{entry}.yaml")))
                .unwrap();
        let fields = Entry::fields(*step);
        let blank = fields.iter().filter(|field| scaffold.contains(&format!("\n{}:\n", field.name)));
        let values: Vec<_> = blank
            .skip(parity)
            .step_by(2)
            .map(|field| format!("{}={}", field.name, answer(field.shape, words)))
            .collect();
        answered += values.len();
        if !values.is_empty() {
            let mut arguments = vec!["set", "--in", &entry];
            arguments.extend(values.iter().map(String::as_str));
            clone.engage("2026-03-05", &arguments);
        }
    }
    answered
}

#[test]
fn neighbouring_questions_of_every_scaffold_answered_in_two_clones_merge_cleanly() {
    for words in ["one line", "two lines\nof prose"] {
        let pair = ClonePair::walked(&TO_THE_END);
        let answered = answer_every_other(&pair.ours, 0, words) + answer_every_other(&pair.theirs, 1, words);
        assert!(answered > 35, "only {answered} questions were asked");
        pair.merge();
        assert!(pair.ours.findings().contains("\"warnings\": []"));
    }
}
