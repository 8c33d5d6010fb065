//! The close-out: one courteous page at the end, or when it was called off.

use serde::Serialize;

use super::handover::call;
use super::phrases::{self, clause, sentence};
use super::shared::{Goal, Shared, Taken, one_line};
use crate::model::words;

/// Everything the template can place; what does not apply is empty.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    as_of: String,
    opening: String,
    message: String,
    worth: String,
    done: Vec<String>,
    not_reached: Vec<String>,
    kept: String,
    training: Vec<String>,
    taken: Vec<String>,
    call: Vec<String>,
    closing: String,
    from: String,
}

/// The close-out.
pub fn view(shared: &Shared) -> View {
    View {
        title: shared.title.clone(),
        customer: shared.customer.clone(),
        as_of: phrases::day(shared.as_of),
        opening: opening(shared),
        message: shared.ending.as_ref().map(|ending| sentence(&ending.message)).unwrap_or_default(),
        worth: shared.ending.as_ref().map(|ending| sentence(&ending.worth)).unwrap_or_default(),
        done: done(shared),
        not_reached: not_reached(shared),
        kept: kept(shared),
        training: shared.terms.training_given.clone(),
        taken: shared.taken.iter().map(taken).collect(),
        call: call(&shared.people.ours),
        closing: closing(shared),
        from: shared.people.us.clone(),
    }
}

/// How it stands, with thanks.
fn opening(shared: &Shared) -> String {
    let people: Vec<_> = shared.people.theirs.iter().map(|person| person.name.clone()).collect();
    let thanks = match people.as_slice() {
        [] => String::new(),
        people => format!(" Our thanks go to {} in particular.", words::and_list(people)),
    };
    let stands = match (&shared.ending, shared.next.goes_on) {
        (Some(ending), _) if ending.is_called_off => {
            format!("On {} our work together was called off.", words::date(ending.on))
        }
        (Some(ending), _) => format!("On {} our work together came to its end.", words::date(ending.on)),
        (None, true) => format!("Cycle {} of our work together is behind us.", shared.cycle),
        (None, false) if shared.next.closes => "Our work together is coming to its end.".to_owned(),
        (None, false) => "Our work together goes on.".to_owned(),
    };
    format!("{stands} Thank you for your time and your trust.{thanks}")
}

/// What was done, one sentence each: of the whole engagement when it is over, else of the cycle.
fn done(shared: &Shared) -> Vec<String> {
    let work = if shared.ending.is_some() { &shared.so_far } else { &shared.work };
    let met = phrases::days(work.met.iter().copied());
    let shown = phrases::days(work.shown.iter().copied());
    let mut done = Vec::new();
    if !met.is_empty() {
        done.push(format!("We met on {met}."));
    }
    if let Some(on) = work.installed_on {
        done.push(format!("We installed with you on {}: {}", words::date(on), sentence(&one_line(&work.installed))));
    }
    if !shown.is_empty() {
        done.push(format!("We showed it to you on {shown}."));
    }
    let reached = all_goals(shared).filter(|goal| goal.is_met());
    done.extend(reached.map(|goal| format!("Goal met: {}{}", sentence(&goal.agreed().statement), measured(goal))));
    done
}

/// ` (before: about 25 min; target: 16 of 20; measured: 18 of 20)`; nothing where nothing was measured.
fn measured(goal: &Goal) -> String {
    let line = goal.measured.in_a_line();
    if line.is_empty() { line } else { format!(" ({line})") }
}

/// The goals of earlier cycles first.
fn all_goals(shared: &Shared) -> impl Iterator<Item = &Goal> {
    shared.earlier.iter().chain(&shared.goals)
}

fn not_reached(shared: &Shared) -> Vec<String> {
    let goals = all_goals(shared).filter(|goal| !goal.is_met());
    let told = goals.map(|goal| {
        let how = if goal.verdict == "open" { "not judged".to_owned() } else { goal.verdict.to_owned() };
        format!("{} ({how}){}", clause(&goal.agreed().statement), measured(goal))
    });
    told.chain(rejected(shared)).collect()
}

/// That the handover was refused.
fn rejected(shared: &Shared) -> Option<String> {
    let signed = phrases::refused(shared)?;
    let what = if signed.of == "handover" { "The handover" } else { "What was delivered" };
    let said = format!("{what} was not accepted on {}", words::date(signed.on));
    let why = if signed.why_not.is_empty() { String::new() } else { format!(": {}", clause(&signed.why_not)) };
    Some(format!("{said}{why}. We are sorry that this stays open."))
}

/// What stays running with them: what was agreed where it came to its end, else what was installed.
fn kept(shared: &Shared) -> String {
    let is_reached =
        shared.ending.as_ref().is_some_and(|ending| !ending.is_called_off && phrases::refused(shared).is_none());
    let state = if is_reached { one_line(&shared.terms.final_state) } else { String::new() };
    match (state.as_str(), one_line(&shared.so_far.installed).as_str()) {
        ("", "") => String::new(),
        ("", installed) => format!("What we installed: {}", sentence(installed)),
        (state, _) => sentence(state),
    }
}

/// `Times of the twenty look-ups (from …), taken on 9 April 2026. Cleared by Maeve Costello.`
fn taken(taken: &Taken) -> String {
    let origin = if taken.origin.is_empty() { String::new() } else { format!(" (from {})", clause(&taken.origin)) };
    let cleared =
        if taken.cleared_by.is_empty() { String::new() } else { format!(" Cleared by {}.", taken.cleared_by) };
    let on = words::date(taken.on);
    format!("{}{origin}, taken on {on}.{cleared}{}", clause(&taken.what), goes_back(taken))
}

fn goes_back(taken: &Taken) -> String {
    match (taken.returned, taken.return_by) {
        (Some(on), _) => format!(" Returned or deleted on {}.", words::date(on)),
        (None, Some(by)) => format!(" To be returned or deleted by {}.", words::date(by)),
        (None, None) => String::new(),
    }
}

fn closing(shared: &Shared) -> String {
    let next = match (phrases::next_begins(shared).as_str(), sentence(&shared.next.aim).as_str()) {
        ("", "") => String::new(),
        ("", aim) => format!("What comes next: {aim}"),
        (begins, "") => format!("{begins}."),
        (begins, aim) => format!("{begins}: {aim}"),
    };
    match &shared.ending {
        None if next.is_empty() => String::new(),
        None => next,
        Some(_) => "If a question comes up later, or the need comes back, we are glad to hear from you.".to_owned(),
    }
}
