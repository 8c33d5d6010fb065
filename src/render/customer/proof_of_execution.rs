//! The proof of execution: each goal of a cycle held against its criterion.

use serde::Serialize;

use super::phrases::{self, sentence};
use super::shared::{self, Measured, Shared};
use crate::model::words;

/// Everything the template can place; what does not apply is empty.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    cycle: u32,
    as_of: String,
    ended: String,
    tally: String,
    signed: String,
    goals: Vec<Goal>,
    open: Vec<Open>,
    next: String,
}

/// A goal against its criterion.
#[derive(Debug, Serialize)]
pub struct Goal {
    verdict: &'static str,
    statement: String,
    criterion: String,
    limits: String,
    judged: String,
    /// The verdicts before it; empty where there was none.
    earlier: String,
    measured: Measured,
    evidence: Vec<Evidence>,
}

/// Something that proves a goal.
#[derive(Debug, Serialize)]
pub struct Evidence {
    what: String,
    link: String,
    file: String,
    digest: String,
}

/// What is not reached yet.
#[derive(Debug, Serialize)]
pub struct Open {
    of: String,
    what: String,
    next: String,
}

/// The proof of execution of a cycle.
pub fn view(shared: &Shared) -> View {
    let open = shared.goals.iter().enumerate().filter(|(_, goal)| !goal.is_met());
    View {
        title: shared.title.clone(),
        customer: shared.customer.clone(),
        cycle: shared.cycle,
        as_of: phrases::day(shared.as_of),
        ended: phrases::ended(shared),
        tally: tally(&shared.goals),
        signed: signed(shared),
        goals: shared.goals.iter().map(goal).collect(),
        open: open.map(|(at, goal)| remains(at + 1, goal)).collect(),
        next: next(shared),
    }
}

/// `Of the four goals of this cycle, two are met, one is met in part and one is missed.`
fn tally(goals: &[shared::Goal]) -> String {
    let counts = ["met", "met in part", "missed", "open"].map(|verdict| {
        let count = goals.iter().filter(|goal| goal.verdict == verdict).count();
        (count, if verdict == "open" { "not judged yet" } else { verdict })
    });
    let told: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match (goals.len(), told.as_slice()) {
        (_, []) => String::new(),
        (1, [(_, verdict)]) => format!("The one goal of this cycle is {verdict}."),
        (2, [(_, verdict)]) => format!("Both goals of this cycle are {verdict}."),
        (all, [(_, verdict)]) => format!("All {} goals of this cycle are {verdict}.", phrases::number(all)),
        (all, told) => {
            let told: Vec<_> = told.iter().map(|(count, verdict)| told_of(*count, verdict)).collect();
            format!("Of the {} goals of this cycle, {}.", phrases::number(all), words::and_list(&told))
        }
    }
}

/// `one is met`, `two are met`.
fn told_of(count: usize, verdict: &str) -> String {
    format!("{} {} {verdict}", phrases::number(count), if count == 1 { "is" } else { "are" })
}

/// `Goal 2, missed`.
fn remains(number: usize, goal: &shared::Goal) -> Open {
    Open {
        of: format!("Goal {number}, {}", verdict(goal)),
        what: sentence(&goal.agreed().statement),
        next: sentence(&goal.next),
    }
}

fn verdict(goal: &shared::Goal) -> &'static str {
    if goal.verdict == "open" { "not judged yet" } else { goal.verdict }
}

/// In which wording the goals stand.
fn signed(shared: &Shared) -> String {
    let Some(last) = shared.signatures.last(&["scope"], true).filter(|signed| signed.is_accepted) else {
        return String::new();
    };
    let signed = shared.goals.iter().filter(|goal| goal.signed.is_some()).count();
    let on = words::date(last.on);
    match (signed, shared.goals.len()) {
        (0, _) => String::new(),
        (1, 1) => format!("It stands here as it was signed on {on}."),
        (signed, all) if signed == all => format!("They stand here as they were signed on {on}."),
        _ => format!("What was signed on {on} stands here as it was signed; the rest as it was agreed since."),
    }
}

fn goal(goal: &shared::Goal) -> Goal {
    let promise = goal.agreed();
    Goal {
        verdict: verdict(goal),
        statement: sentence(&promise.statement),
        criterion: promise.criterion.clone(),
        limits: promise.limits.clone(),
        judged: judged(goal),
        earlier: goal.earlier.clone(),
        measured: goal.measured.clone(),
        evidence: goal.evidence.iter().map(evidence).collect(),
    }
}

/// `judged on 9 April 2026 and accepted by Maeve Costello`.
fn judged(goal: &shared::Goal) -> String {
    let on = goal.judged.map(|day| format!("on {}", words::date(day))).unwrap_or_default();
    let by = if goal.accepted_by.is_empty() { String::new() } else { format!("by {}", goal.accepted_by) };
    match (goal.verdict, on.as_str(), by.as_str()) {
        ("open", ..) | (_, "", "") => String::new(),
        (_, on, "") => format!("judged {on}"),
        (_, "", by) => format!("accepted {by}"),
        (_, on, by) => format!("accepted {by} {on}"),
    }
}

/// What is called as its file is, is named once.
fn evidence(proof: &shared::Evidence) -> Evidence {
    let twice =
        proof.what == proof.link || proof.what == proof.file || proof.what.ends_with(&format!("/{}", proof.file));
    Evidence {
        what: if twice { String::new() } else { proof.what.clone() },
        link: proof.link.clone(),
        file: proof.file.clone(),
        digest: proof.digest.clone(),
    }
}

fn next(shared: &Shared) -> String {
    if shared.ending.is_some() {
        return String::new();
    }
    let aim = sentence(&shared.next.aim);
    match (phrases::next_begins(shared).as_str(), aim.as_str()) {
        ("", "") => String::new(),
        ("", aim) => format!("The next cycle is to show: {aim}"),
        (begins, "") => format!("{begins}."),
        (begins, aim) => format!("{begins}. It is to show: {aim}"),
    }
}
