//! The proof of execution: each goal of a cycle compared with its criterion.

use super::phrases;
use super::shared::{GoalView, Shared};
use crate::model::words;
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// How many goals there are, by verdict.
        tally: String,
        /// Which wording of the goals is shown.
        wording: String,
        /// Whether a goal is not met yet.
        is_open: bool,
    }
}

/// The proof of execution of a cycle.
pub fn view(shared: &Shared) -> View {
    View { tally: tally(&shared.goals), wording: wording(shared), is_open: !shared.goals.iter().all(GoalView::is_met) }
}

/// `Of the four goals of this cycle, two are met, one is partly met and one is missed.`
fn tally(goals: &[GoalView]) -> String {
    let counts = ["met", "partly met", "missed", "not judged yet"]
        .map(|verdict| (goals.iter().filter(|goal| goal.verdict == verdict).count(), verdict));
    let counted: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match (goals.len(), counted.as_slice()) {
        (_, []) => String::new(),
        (1, [(_, verdict)]) => format!("The one goal of this cycle is {verdict}."),
        (2, [(_, verdict)]) => format!("Both goals of this cycle are {verdict}."),
        (all, [(_, verdict)]) => format!("All {} goals of this cycle are {verdict}.", phrases::number(all)),
        (all, counted) => {
            let is = |count| if count == 1 { "is" } else { "are" };
            let counted = counted.iter().map(|(n, verdict)| format!("{} {} {verdict}", phrases::number(*n), is(*n)));
            format!("Of the {} goals of this cycle, {}.", phrases::number(all), words::and_list(counted))
        }
    }
}

/// `one is met`, `two are met`.
fn wording(shared: &Shared) -> String {
    let Some(last) = shared.signatures.last(&["scope"], true).filter(|signed| signed.is_accepted) else {
        return String::new();
    };
    let signed = shared.goals.iter().filter(|goal| goal.signed_iso.is_some()).count();
    let on = &last.on;
    match (signed, shared.goals.len()) {
        (0, _) => String::new(),
        (1, 1) => format!("It stands here as it was signed on {on}."),
        (signed, all) if signed == all => format!("They stand here as they were signed on {on}."),
        _ => format!("What was signed on {on} stands here as it was signed; the rest as it was agreed since."),
    }
}
