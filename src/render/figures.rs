//! The key figures of a page: up to four, each with what it is compared with.

use super::customer::Shared;
use super::documents::{Audience, Document};
use super::language::Language;
use super::subject::Subject;
use super::{parts, wording};
use crate::render::prelude::*;

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// Its value.
    pub value: String,
    /// What it is compared with; may be empty.
    pub note: String,
}

/// The documents of ours that have key figures.
const OURS: &[&str] = &["after-action", "improvement-plan", "management", "overview"];

/// Those of the customer.
const THEIRS: &[&str] = &["proof-of-execution", "close-out", "handover", "overview"];

/// The key figures of a document about a cycle as it was at its end; none if there are fewer than two.
pub fn figures(document: &Document, subject: &Subject, language: &Language) -> Vec<Figure> {
    let figures = match document.audience() {
        Audience::Customer if THEIRS.contains(&document.name) => of_customer(&Shared::of(subject), language),
        Audience::Internal | Audience::Management if OURS.contains(&document.name) => of_record(subject),
        _ => vec![],
    };
    let figures: Vec<_> = figures.into_iter().flatten().collect();
    if figures.len() < 2 { vec![] } else { figures }
}

fn of_record(subject: &Subject) -> Vec<Option<Figure>> {
    let Subject { engagement, cycle, .. } = *subject;
    let tally = goals::tally(goals::of_cycle(engagement, cycle).into_iter().map(|(_, goal)| goal));
    let goals = goals_met(tally.met, tally.partly, tally.missed, tally.open, &Language::english());
    let budget = spend::against_budget(engagement, cycle).and_then(|against| {
        let over = if against.status == BudgetStatus::Over { ", over budget" } else { "" };
        let of = wording::money(against.budget.amount, &against.budget.currency);
        Some(Figure {
            label: "Budget used".to_owned(),
            value: format!("{}%", against.percent?),
            note: format!("of {of}{over}"),
        })
    });
    let (open, done) = (actions::open(engagement).len().to_string(), parts::actions::done(engagement, cycle));
    let open = (!done.is_empty()).then(|| Figure { label: "Open actions".to_owned(), value: open, note: done });
    let rounds = sentiment::per_round(engagement, cycle);
    let first = rounds.first().filter(|_| rounds.len() > 1).map(|(_, first)| *first).unwrap_or_default();
    vec![goals, budget, impression(&sentiment::of_cycle(engagement, cycle), &first), open]
}

/// The customer's impression, and their enthusiasm beside it.
fn impression(now: &Sentiment, first: &Sentiment) -> Option<Figure> {
    let from = |mean| first.impression.filter(|first| *first != mean).map(|first| format!(", from {first}"));
    let mean = now.impression?;
    let enthusiasm = now.enthusiasm.map(|mean| format!("; enthusiasm {mean}")).unwrap_or_default();
    let note = format!("of 5{}{enthusiasm}", from(mean).unwrap_or_default());
    Some(Figure { label: "Customer’s impression".to_owned(), value: mean.to_string(), note })
}

fn of_customer(shared: &Shared, language: &Language) -> Vec<Option<Figure>> {
    let count = |verdict: &str| shared.goals.iter().filter(|goal| goal.verdict_key == verdict).count();
    let day = shared.next.began_iso.or(shared.next.from_iso);
    let next = day.filter(|_| shared.next.goes_on).map(|day| Figure {
        label: language.choice("next-cycle"),
        value: language.date(day),
        note: String::new(),
    });
    vec![goals_met(count("met"), count("partly"), count("missed"), count("open"), language), next]
}

/// The goals met, and the verdicts of the others; none before a goal is judged.
fn goals_met(met: usize, partly: usize, missed: usize, open: usize, language: &Language) -> Option<Figure> {
    let verdicts = [(partly, "partly"), (missed, "missed"), (open, "open")];
    let others = wording::counted(verdicts.map(|(count, verdict)| (count, language.choice(verdict))));
    let judged = met + partly + missed;
    let value = language.filled("met-of", &[("number", &met.to_string()), ("all", &(judged + open).to_string())]);
    (judged > 0).then(|| Figure { label: language.choice("goals-met"), value, note: others.join(", ") })
}
