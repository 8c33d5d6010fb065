//! The weekly update: what was shown and decided in a week, what is next, and what we need from the customer.

use super::shared::{AgreedView, GoalView, RequirementView, Shared, SignedView, Taken, Task};
use crate::model::date::Date;
use crate::render::view::view;

/// The most actions of ours that fit on the page.
const MOST: usize = 8;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// What we write to the customer at the end, if that was in the week.
        message: String,
        /// What was installed, if that was in the week.
        installed: String,
        /// Whether nothing was shown, judged, done, decided or signed in the week.
        is_quiet: bool,
        /// The days of demos in the week, as YYYY-MM-DD.
        demo_days_iso: Vec<Date>,
        /// The goals judged in the week.
        judged: Vec<GoalView>,
        /// The actions done in the week.
        done_tasks: Vec<Task>,
        /// The requirements accepted in the week.
        accepted: Vec<RequirementView>,
        /// What was decided in the week, with the customer.
        decided: Vec<AgreedView>,
        /// What was signed or declined in the week.
        signed: Vec<SignedView>,
        /// What we do next.
        our_tasks: Vec<Task>,
        /// How many more of them there are.
        our_others: usize,
        /// The follow-up on goals judged in the week, where no action has it.
        follow_up: Vec<String>,
        /// What goes back or is deleted, and when.
        to_return: Vec<Taken>,
        /// The day of the next demo, as YYYY-MM-DD.
        next_demo_iso: Option<Date>,
    }
}

/// The update on the week.
pub fn view(shared: &Shared) -> View {
    let week = &shared.week;
    let in_week = |day: &Date| week.has(Some(*day));
    let demo_days_iso: Vec<_> = week.demos_iso.iter().copied().filter(in_week).collect();
    let goals = shared.met.iter().chain(&shared.not_met);
    let judged: Vec<_> = goals.filter(|goal| week.has(goal.judged_iso)).cloned().collect();
    let accepted: Vec<_> = shared.requirements.iter().filter(|one| week.has(one.accepted_on_iso)).cloned().collect();
    let decided = shared.agreed.iter().filter(|agreed| agreed.kind_key == "decision" && in_week(&agreed.on_iso));
    let decided: Vec<_> = decided.cloned().collect();
    let signed: Vec<_> = shared.signatures.all.iter().filter(|signed| in_week(&signed.on_iso)).cloned().collect();
    let (ending, so_far) = (&shared.ending, &shared.so_far);
    let of_week = |words: &str, on| if week.has(on) { words.to_owned() } else { String::new() };
    let message = of_week(&ending.message, ending.on_iso);
    let installed = of_week(&so_far.installed, so_far.installed_on_iso);
    View {
        is_quiet: message.is_empty()
            && installed.is_empty()
            && week.done.is_empty()
            && [demo_days_iso.len(), judged.len(), accepted.len(), decided.len(), signed.len()] == [0; 5],
        follow_up: follow_up(shared, &judged),
        message,
        installed,
        done_tasks: week.done.clone(),
        demo_days_iso,
        judged,
        accepted,
        decided,
        signed,
        our_tasks: week.ours.iter().take(MOST).cloned().collect(),
        our_others: week.ours.len().saturating_sub(MOST),
        to_return: shared.taken.iter().filter(|taken| is_to_return(taken)).cloned().collect(),
        next_demo_iso: next_demo(shared),
    }
}

fn follow_up(shared: &Shared, judged: &[GoalView]) -> Vec<String> {
    let has_task = |goal: &GoalView| {
        let mut tasks = shared.week.ours.iter().chain(&shared.week.theirs).chain(&shared.week.done);
        tasks.any(|task| task.goal == goal.now.statement)
    };
    let open = judged.iter().filter(|goal| !goal.next.is_empty() && !has_task(goal));
    open.map(|goal| goal.next.clone()).collect()
}

fn is_to_return(taken: &Taken) -> bool {
    taken.return_by_iso.is_some() && taken.returned_iso.is_none()
}

/// The first demo after the week: one with a day in the record, or the one that the lead expects.
fn next_demo(shared: &Shared) -> Option<Date> {
    let days = shared.week.demos_iso.iter().copied().chain(shared.week.next_demo_iso);
    days.filter(|day| Some(*day) > shared.week.to_iso).min().filter(|_| !shared.ending.is_over)
}
