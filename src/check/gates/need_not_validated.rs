//! Gate of `validate`: someone on the customer's side was met on a day, and the need is confirmed.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("need-not-validated", Gates, Validate) };

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::Validate(answers), .. } = scene.engagement.current()? else { return None };
    match answers.verdict {
        Some(Understanding::Rejected) => Some(rejected(scene, *id)),
        _ => unanswered(scene, *id, answers),
    }
}

fn rejected(scene: &Scene, entry: EntryId) -> Finding {
    let back = scene.to("advance").flag("to", Step::Hypothesis.word());
    let remedy = scene.to("call-off").flag("reason", "WHY").or(back);
    Finding::on(entry, "`verdict` is `rejected`: the customer does not have this need", remedy).at("verdict")
}

fn unanswered(scene: &Scene, entry: EntryId, answers: &Validate) -> Option<Finding> {
    let met_them = answers.with.iter().any(|person| scene.engagement.is_of(person, Side::Customer));
    // a full name in `with` adds the person
    let (_, who) = scene.naming(Side::Customer);
    let questions = [
        ("met", answers.met.is_some(), "`met` has no date", "met=DATE"),
        ("with", met_them, "nobody on the customer's side is in `with`", &format!("with+={who}")),
        ("verdict", answers.verdict.is_some(), "`verdict` is not answered", "verdict=VERDICT"),
    ];
    let missing: Vec<_> = questions.into_iter().filter(|(_, holds, ..)| !holds).collect();
    let (first, ..) = missing.first()?;
    let sentences: Vec<_> = missing.iter().map(|(_, _, sentence, _)| *sentence).collect();
    let others = if answers.verdict.is_none() { "confirmed, adjusted or rejected" } else { "" };
    let remedy = scene.to_answer(missing.iter().map(|(.., set)| set)).note(others);
    Some(Finding::on(entry, words::and_list(&sentences), remedy).at(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn someone_of_theirs_is_met_on_a_day_and_the_need_holds() {
        CHECK.boundaries(
            "cycle-1/02-validate: {met: ~, with: [], verdict: ~}, people/ana-ortiz: {name: Ana Ortiz, side: customer}
             > cycle-1/02-validate:met: `met` has no date, nobody on the customer's side is in `with` and `verdict` \
                 is not answered
             > engage set -e harbor-search met=DATE with+=ana-ortiz verdict=VERDICT   # confirmed, adjusted or \
                 rejected
             people/ana-ortiz: {name: Ana Ortiz, side: customer}
             > cycle-1/02-validate:with: nobody on the customer's side is in `with`
             > engage set -e harbor-search with+=ana-ortiz
             cycle-1/02-validate: {with: [ana-ortiz], verdict: adjusted}, people/ana-ortiz: {name: Ana Ortiz, \
                 side: customer}
             cycle-1/02-validate: {verdict: rejected}
             > cycle-1/02-validate:verdict: `verdict` is `rejected`: the customer does not have this need
             > engage call-off harbor-search --reason \"WHY\"   # or: engage advance harbor-search --to hypothesis",
        );
    }
}
