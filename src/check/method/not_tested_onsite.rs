//! Demonstrated without a test on site, or without the customer's data.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("not-tested-onsite", Method, Demo) };

fn find(scene: &Scene) -> Option<Finding> {
    let entry = scene.last_stay(Step::Onsite).filter(|_| scene.stands(Step::Demo..=Step::Adjust))?;
    // A round that skipped the site says so in its walk.
    let is_left_out = scene.last_stay(Step::Dev).is_some_and(|dev| dev.id >= entry.id);
    let Answers::Onsite(answers) = &entry.answers else { return None };
    let questions = [
        (answers.data.is_none(), "data", "which of the customer's data was used", "data=WHICH OF THEIR DATA"),
        (answers.results.is_empty(), "results", "what the tests showed", "results+=WHAT A TEST SHOWED"),
    ];
    let missing: Vec<_> = questions.into_iter().filter(|(missing, ..)| *missing && !is_left_out).collect();
    let (_, first, ..) = missing.first()?;
    let what: Vec<_> = missing.iter().map(|(_, _, what, _)| *what).collect();
    let sentence = format!("{} {} not recorded", words::and_list(&what), are(what.len()));
    Some(scene.asks(entry.id, first, sentence, missing.iter().map(|(.., set)| set)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_and_their_data_are_asked_for_until_adjust() {
        CHECK.boundaries(
            "cycle-1/05-onsite: {results: []}
             > cycle-1/05-onsite:data: which of the customer's data was used and what the tests showed are \
                 not recorded
             > engage set -e harbor-search --in cycle-1/05-onsite data=\"WHICH OF THEIR DATA\" results+=\"WHAT A TEST \
                 SHOWED\"
             cycle-1/05-onsite: {results: [], data: x}
             > cycle-1/05-onsite:results: what the tests showed is not recorded
             > engage set -e harbor-search --in cycle-1/05-onsite results+=\"WHAT A TEST SHOWED\"
             at: adjust
             > the same
             at: after-action
             walk: [cycle-1/05-onsite, cycle-1/07-adjust, cycle-1/08-dev, cycle-1/09-demo]",
        );
    }
}
