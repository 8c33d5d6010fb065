//! The engagements without a line of their own: how many there are, by state and by step.

use super::row::Ranked;
use crate::model::engagement::Engagement;
use crate::model::record::OutcomeKind;
use crate::model::step::Step;

/// `12 more engagements are not listed: 10 open (3 at dev, 7 at demo), 2 completed.`; nothing of none.
pub fn counted(others: &[Ranked]) -> String {
    let number = |is: &dyn Fn(&Engagement) -> bool| others.iter().filter(|(engagement, _)| is(engagement)).count();
    let at = |step: Option<Step>| number(&|e| e.is_open() && e.place().map(|place| place.step) == step);
    let ended = |kind| number(&|e| e.last_outcome.is_some_and(|(_, last)| last == kind));
    let steps = Step::ALL.iter().map(|step| (at(Some(*step)), format!(" at {step}")));
    let steps = listed(steps.chain([(at(None), " before the first step".to_owned())]));
    let open = (number(&Engagement::is_open), format!(" open ({steps})"));
    let ended = [(ended(OutcomeKind::Completed), " completed"), (ended(OutcomeKind::CalledOff), " called off")];
    let states = listed([open].into_iter().chain(ended.map(|(number, state)| (number, state.to_owned()))));
    match others.len() {
        0 => String::new(),
        1 => format!("1 more engagement is not listed: {states}."),
        more => format!("{more} more engagements are not listed: {states}."),
    }
}

fn listed(counts: impl Iterator<Item = (usize, String)>) -> String {
    let told = counts.filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number}{what}"));
    told.collect::<Vec<_>>().join(", ")
}
