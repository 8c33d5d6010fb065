//! A goal is judged met without evidence.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: Each(|scene| scene.each(unproved)), ..row!("evidence-missing", Goals, Select) };

fn unproved(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    if !matches!(goal.verdict(), Verdict::Met | Verdict::Partly) || !goal.evidence.is_empty() {
        return None;
    }
    let day = goal.judged.map(|day| day.to_string());
    let on = goal.judged.map_or(String::new(), |day| format!(" on {}", words::date(day)));
    let sentence = format!("`{}` was judged {}{on} without evidence", id(name), judged(goal.verdict()));
    let mut more = vec!["--evidence", "FILE-OR-LINK"];
    more.extend(day.iter().flat_map(|day| ["--date", day]));
    Some(Finding::on(name, sentence, scene.to_judge(name, goal.verdict().word(), &more)).at("verdict"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_verdict_wants_its_proof() {
        CHECK.boundaries(
            "goals/fast: {verdict: partly}
             > goals/fast:verdict: `fast` was judged partly met on 6 March 2026 without evidence
             > engage judge fast partly --evidence FILE-OR-LINK --date 2026-03-06 -e harbor-search
             goals/fast: {judged: ~}
             > goals/fast:verdict: `fast` was judged met without evidence
             > engage judge fast met --evidence FILE-OR-LINK -e harbor-search
             goals/fast: {verdict: missed}
             goals/fast: {verdict: ~}",
        );
    }
}
