//! Who does what by when.

use crate::model::element::Element;
use crate::render::parts::prelude::*;

view! {
    /// An action.
    pub struct ActionView {
        /// What it is, in words.
        what: String,
        /// What it comes from, such as a lesson, in words.
        issue: String,
        /// What it concerns: planning, organization, equipment, training or exercise.
        element: &'static str,
        /// Who carries it.
        owner: String,
        /// Where the one works who carries it.
        organization: String,
        /// The same, where it is a partner.
        partner: String,
        /// From when.
        start: String,
        /// From when, as YYYY-MM-DD.
        start_iso: Option<Date>,
        /// By when.
        due: String,
        /// By when, as YYYY-MM-DD.
        due_iso: Option<Date>,
        /// On which day it was done.
        done: String,
        /// On which day it was done, as YYYY-MM-DD.
        done_iso: Option<Date>,
        /// Open actions that it waits for, in words.
        waits: String,
        /// Whether it is open or done, since when, the result and what it waits for.
        state: String,
    }
}

/// The improvement plan: open actions of earlier cycles, then those that a cycle raised.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<ActionView> {
    let carried = actions::carried_into(engagement, cycle).into_iter().filter(|(_, action)| action.done.is_none());
    let all = carried.chain(actions::raised_in(engagement, cycle));
    all.map(|(_, record)| action(engagement, cycle, record)).collect()
}

/// `5 of 11 done`, of those that a cycle took over or raised; empty if there are none.
pub fn done(engagement: &Engagement, cycle: u32) -> String {
    let carried = actions::carried_into(engagement, cycle);
    let all: Vec<_> = carried.into_iter().chain(actions::raised_in(engagement, cycle)).collect();
    let done = all.iter().filter(|(_, action)| action.done.is_some()).count();
    if all.is_empty() { String::new() } else { format!("{done} of {} done", all.len()) }
}

/// An action as a cycle shows it.
pub fn action(engagement: &Engagement, cycle: u32, action: &Action) -> ActionView {
    let owner = engagement.person(&action.owner);
    let organization = line(owner.and_then(|person| person.organization.as_ref()));
    let is_partner = owner.is_some_and(|person| person.side == Side::Partner);
    ActionView {
        what: action.what.one_line(),
        issue: action.from.as_ref().map(|from| wording::source(engagement, from)).unwrap_or_default(),
        element: action.element.map(Element::word).unwrap_or_default(),
        owner: engagement.name_of(&action.owner),
        partner: if is_partner { organization.clone() } else { String::new() },
        organization,
        start: day(action.start),
        start_iso: action.start,
        due: day(action.due),
        due_iso: action.due,
        done: day(action.done),
        done_iso: action.done,
        waits: wording::waits(engagement, action),
        state: state(engagement, cycle, action),
    }
}

/// The due day has its own column; an action older than the cycle also shows its age.
fn state(engagement: &Engagement, cycle: u32, action: &Action) -> String {
    let raised = engagement.entry_on(action.raised).map(|entry| entry.cycle).filter(|raised| *raised < cycle);
    let since = raised.map(|raised| format!(", since cycle {raised}")).unwrap_or_default();
    let Some(done) = action.done else {
        let waits = wording::waits(engagement, action);
        return format!("open{since}{}{waits}", if waits.is_empty() { "" } else { "; " });
    };
    let result = action.result.as_ref().map(|result| format!("; {}", result.one_line())).unwrap_or_default();
    format!("done {}{result}", words::date(done))
}

view! {
    /// The follow-up on what was open when the last cycle was reviewed.
    pub struct Became {
        /// Each of them, a line of a table.
        rows: Vec<ActionView>,
        /// That all of them were done by then.
        done: String,
    }
}

/// The actions of earlier cycles that a cycle must report on.
pub fn became(engagement: &Engagement, cycle: u32) -> Became {
    let rows =
        actions::carried_into(engagement, cycle).into_iter().map(|(_, carried)| action(engagement, cycle, carried));
    let earlier = actions::raised_before(engagement, cycle).count();
    Became { rows: rows.collect(), done: wording::all_done(earlier) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn an_open_action_says_what_it_waits_for_until_that_is_done() {
        let state = |done: &str| {
            let engagement = fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/07-adjust": {{"entered": "2026-03-19"}}}}, "records": {{
                    "people/ana": {{"name": "Ana", "side": "customer"}},
                    "actions/2026-03-20-a": {{"what": "Ask.", "owner": "ana", "raised": "2026-03-20" {done}}},
                    "actions/2026-03-20-b": {{"what": "Install.", "owner": "ana", "raised": "2026-03-20",
                        "waits_for": ["actions/2026-03-20-a"]}}}}}}"#
            ));
            of_cycle(&engagement, 1).into_iter().find(|row| row.what == "Install.").unwrap().state
        };
        assert_eq!(state(""), "open; waits for: Ask (Ana)");
        assert_eq!(state(r#", "done": "2026-03-21""#), "open");
    }
}
