//! Gate of `hypothesis`: what we believe they need, and what they would gain, is answered.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("hypothesis-unanswered", Gates, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::Hypothesis(answers), .. } = scene.engagement.current()? else { return None };
    let questions = [
        ("belief", answers.belief.is_some(), "belief=WHAT THEY NEED"),
        ("benefit", answers.benefit.is_some(), "benefit=WHAT THEY WOULD GAIN"),
    ];
    let missing: Vec<_> = questions.into_iter().filter(|(_, answered, _)| !answered).collect();
    let (first, ..) = missing.first()?;
    let keys = ticked(missing.iter().map(|(key, ..)| key));
    let sentence = format!("{} {} not answered", words::and_list(&keys), are(keys.len()));
    Some(Finding::on(*id, sentence, scene.to_answer(missing.iter().map(|(.., set)| set))).at(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_asked_for() {
        CHECK.boundaries(
            "cycle-1/01-hypothesis: {belief: ~}
             > cycle-1/01-hypothesis:belief: `belief` and `benefit` are not answered
             > engage set -e harbor-search belief=\"WHAT THEY NEED\" benefit=\"WHAT THEY WOULD GAIN\"
             cycle-1/01-hypothesis: {belief: ~, benefit: x}
             > cycle-1/01-hypothesis:belief: `belief` is not answered
             > engage set -e harbor-search belief=\"WHAT THEY NEED\"",
        );
    }
}
