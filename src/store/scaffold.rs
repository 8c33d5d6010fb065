//! New entries: each question is a key with an empty value under a one-line comment.
//!
//! The comment between two keys lets git merge different answers from two branches.

use super::yaml::{Node, write};
use crate::model::entry::Answers;
use crate::store::prelude::*;

/// The text of a new entry: how it was entered, then the questions of its step.
pub fn entry(id: EntryId, common: &[(&str, Node)]) -> String {
    let step = id.step;
    let question = |field: &Field| format!("\n# {}\n{}", field.question, write::pair(field.name, &Node::Empty, 0));
    let questions: String = Answers::fields(step).iter().map(question).collect();
    format!("# Step {} of 9, {step}: {}\n{}{questions}", step.number(), step.purpose(), record(common))
}

/// The text of a new record: its keys in order, without empty ones.
pub fn record(pairs: &[(&str, Node)]) -> String {
    write::pairs(pairs.iter().map(|(key, value)| (*key, value)).filter(|(_, value)| !value.is_blank()), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::step::Step;
    use crate::store::yaml::read;

    #[test]
    fn a_fresh_entry_reads_as_unanswered_and_fits_eighty_columns() {
        for step in Step::ALL {
            let id = EntryId { cycle: 1, number: 3, step: *step };
            let text = entry(id, &[("entered", Node::Plain("2026-03-02".into())), ("because", Node::Empty)]);
            assert_eq!(read::entry(id, text.as_bytes()).unwrap().answers, Answers::empty(*step));
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        }
    }

    #[test]
    fn a_key_that_a_reader_could_take_for_a_boolean_is_quoted() {
        let text = entry("cycle-1/06-demo".parse().unwrap(), &[]);
        assert!(text.contains("\n\"on\":\n"), "{text}");
    }

    #[test]
    fn a_scaffold_says_its_step_and_asks_its_questions() {
        let id = "cycle-1/07-adjust".parse().unwrap();
        assert_eq!(
            entry(id, &[("entered", Node::Plain("2026-03-02".into())), ("from", Node::text("cycle-1/06-demo"))]),
            "# Step 7 of 9, adjust: adjust to the feedback; repeat or wrap up\n\
             entered: 2026-03-02\n\
             from: cycle-1/06-demo\n\
             \n# What do we do differently now?\napproach:\n\
             \n# The decision: repeat or wrap-up?\ndecision:\n"
        );
    }
}
