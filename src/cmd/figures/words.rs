//! The figures as text, in groups, with units; missing figures are listed once.

use super::numbers::total;
use super::{Figures, OfCycle};
use crate::cmd::prelude::*;
use crate::cmd::terminal::lines::{Group, lines};
use crate::insight::recurrence::{Recurring, RecurringKind};
use crate::insight::sentiment::{AtDemo, Mean};
use crate::insight::spend::{AgainstBudget, BudgetStatus, OnTheWay, Spending};
use crate::model::record::Category;
use crate::model::words::days;

/// A figure: its name and its text.
type FigureRow = (String, String);

impl Figures<'_> {
    /// All recorded figures, in lines up to a width; and one line for the missing ones.
    pub fn text(&self, width: Option<usize>) -> String {
        let head = format!("figures as of {}", date(self.today));
        let head = format!("{}: {head}\n", styled(STRONG, self.engagement.id.as_str()));
        let to_first_demo = self.to_first_demo.and_then(|to_it| row("opening to first demo", days(to_it)));
        let groups = [
            group("time", vec![to_first_demo, self.between(), self.waited()]),
            Group { title: "days at each step", rows: self.steps() },
            group("requirements", vec![self.raised(), self.changed(), self.fit(), self.deltas()]),
            group("goals", vec![self.goals()]),
            Group { title: "customer ratings, 1 to 5", rows: self.demos.iter().map(sentiment).collect() },
            Group { title: "spend", rows: self.spend() },
            group("effort", vec![self.on_site(), self.prepared(), self.ours(), self.theirs()]),
            group("actions", vec![self.closed(), self.open()]),
            Group { title: "recurring", rows: self.recurring.iter().map(recurring).collect() },
        ];
        let missing = self.missing();
        let mut parts = vec![head, lines(&groups, width)];
        if !missing.is_empty() {
            let words = format!("not recorded: {}", missing.join(", "));
            parts.push(format!("{}\n", wrapped(&words, width.unwrap_or(usize::MAX)).join("\n")));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    fn missing(&self) -> Vec<&'static str> {
        let all = [
            ("a demo", self.to_first_demo.is_none()),
            ("requirements", self.raised().is_none()),
            ("goals", self.goals().is_none()),
            ("the customer's impressions", self.demos.is_empty()),
            ("spend", self.spent.is_empty()),
            ("a budget", self.budget.is_none()),
            ("people on site", self.on_site().is_none()),
            ("preparation", self.preparation.tasks == 0),
            ("our hours", self.ours().is_none()),
            ("the customer's hours", self.theirs().is_none()),
            ("actions", self.actions.done() + self.actions.open == 0),
        ];
        all.into_iter().filter(|(_, missing)| *missing).map(|(what, _)| what).collect()
    }

    fn between(&self) -> Option<FigureRow> {
        if self.waits.is_empty() {
            return None;
        }
        let waits: Vec<_> = self.waits.iter().map(|wait| wait.days.to_string()).collect();
        let noun = if waits.last().is_some_and(|last| last == "1") { "day" } else { "days" };
        let over = none(self.waits_too_long());
        let agreed = days(self.cadence.agreed.into());
        row("days between results shown", format!("{} {noun}; {over} over the cadence of {agreed}", and_list(&waits)))
    }

    fn waited(&self) -> Option<FigureRow> {
        let since = self.cadence.since.filter(|_| self.engagement.is_open())?;
        let what = if self.cadence.last.is_some() { "since the last" } else { "since the opening" };
        let late = self.cadence.days_late().map_or(String::new(), |late| {
            format!(", {} over the cadence of {}", days(late), days(self.cadence.agreed.into()))
        });
        row(what, format!("{}{late}", days(since)))
    }

    fn steps(&self) -> Vec<FigureRow> {
        let of = |of: &OfCycle| {
            let steps = of.steps.iter().map(|total| {
                let stays = if total.stays > 1 { format!(" in {} visits", total.stays) } else { String::new() };
                format!("{} {}{stays}", total.step, total.days)
            });
            let rounds: Vec<_> = of.rounds.iter().filter_map(|round| Some(round.days()?.to_string())).collect();
            let rounds = (rounds.len() > 1).then(|| (format!("cycle {}, rounds", of.cycle), rounds.join(", ")));
            std::iter::once((format!("cycle {}", of.cycle), steps.collect::<Vec<_>>().join(", "))).chain(rounds)
        };
        self.cycles.iter().flat_map(of).filter(|(_, words)| !words.is_empty()).collect()
    }

    fn raised(&self) -> Option<FigureRow> {
        let moved = &self.moved;
        let all = moved.raised_before + moved.raised_after;
        let dropped = if moved.dropped > 0 { format!("; {} dropped", moved.dropped) } else { String::new() };
        let after = |day| format!(", {} of them after the signature on {}", none(moved.raised_after), date(day));
        let after = moved.signed.map_or(String::new(), after);
        row("raised", format!("{all}{after}{dropped}")).filter(|_| all > 0)
    }

    fn changed(&self) -> Option<FigureRow> {
        let (before, after) = (self.moved.changed_before, self.moved.changed_after);
        let signed = |_| format!("{before} before the signature, {} after it", none(after));
        row("changes", self.moved.signed.map_or(before.to_string(), signed)).filter(|_| before + after > 0)
    }

    fn fit(&self) -> Option<FigureRow> {
        let fits = &self.fits;
        let judged = fits.full + fits.partial + fits.none > 0;
        let counts =
            [(fits.full, "full"), (fits.partial, "partial"), (fits.none, "none"), (fits.unjudged, "not assessed")];
        row("fit", counted(&counts)).filter(|_| judged)
    }

    fn deltas(&self) -> Option<FigureRow> {
        let fits = &self.fits;
        let planned = if fits.unplanned == 0 { "all".to_owned() } else { none(fits.planned) };
        row("gaps", format!("{}, {planned} with a plan", fits.deltas())).filter(|_| fits.deltas() > 0)
    }

    fn goals(&self) -> Option<FigureRow> {
        let goals = &self.goals;
        let all = goals.met + goals.partly + goals.missed + goals.open;
        let counts = [(goals.met, "met"), (goals.partly, "partly met"), (goals.missed, "missed"), (goals.open, "open")];
        row(&format!("of {all}"), counted(&counts)).filter(|_| all > 0)
    }

    fn spend(&self) -> Vec<FigureRow> {
        let mut rows: Vec<_> = self.spent.iter().flat_map(|spending| self.spent_in(spending)).collect();
        rows.extend(self.budget.as_ref().map(|against| ("budget".to_owned(), budget(against))));
        rows
    }

    /// One currency: the total, by category, by cycle and by demo, where these differ.
    fn spent_in(&self, spending: &Spending) -> Vec<FigureRow> {
        let currency = &spending.currency;
        let category = |(category, amount): &(Option<Category>, Amount)| {
            (category.map_or("no category", Category::word).to_owned(), *amount)
        };
        let cycle = |of: &OfCycle| Some((format!("in cycle {}", of.cycle), total(&of.spent, currency)?));
        let demo = |way: &OnTheWay| {
            let name = way.demo.map_or_else(|| "since then".to_owned(), |day| format!("by {}", date(day)));
            Some((name, total(&way.spent, currency)?))
        };
        let has_category = spending.by_category.iter().any(|(category, _)| category.is_some());
        let parts: [(_, _, Vec<_>); 3] = [
            ("by category", has_category, spending.by_category.iter().map(category).collect()),
            ("by cycle", self.cycles.len() > 1, self.cycles.iter().filter_map(cycle).collect()),
            ("by demo", self.to_first_demo.is_some(), self.on_the_way.iter().filter_map(demo).collect()),
        ];
        let parts = parts.into_iter().filter(|(_, is_useful, parts)| *is_useful && !parts.is_empty());
        let parts = parts.map(|(name, _, parts)| (format!("{currency} {name}"), amounts(&parts)));
        std::iter::once((currency.to_string(), spending.total.grouped())).chain(parts).collect()
    }

    fn on_site(&self) -> Option<FigureRow> {
        let known = self.visits.iter().filter(|visit| visit.person_days().is_some()).count();
        let person_days = usize::try_from(self.person_days()).unwrap_or(0);
        let visits = count(known, "visit");
        row("on site", format!("{} in {visits}", count(person_days, "person-day"))).filter(|_| known > 0)
    }

    fn prepared(&self) -> Option<FigureRow> {
        let preparation = &self.preparation;
        let hours = format!("; {} planned", in_hours(preparation.hours));
        let hours = if preparation.hours == Amount::ZERO { "" } else { &hours };
        let hard = format!(", hard {} of {}", preparation.hard_done, preparation.hard);
        let hard = if preparation.hard == 0 { "" } else { &hard };
        let words = format!("{} of {} done{hard}{hours}", preparation.done, count(preparation.tasks, "task"));
        row("preparation", words).filter(|_| preparation.tasks > 0)
    }

    fn ours(&self) -> Option<FigureRow> {
        let hours: Amount = self.cycles.iter().map(|cycle| cycle.our_hours).sum();
        row("our hours", in_hours(hours)).filter(|_| hours != Amount::ZERO)
    }

    fn theirs(&self) -> Option<FigureRow> {
        let cycles = self.cycles.iter().filter(|of| !of.their_hours.by_step.is_empty());
        let cycles: Vec<_> = cycles.map(|of| (format!("in cycle {}", of.cycle), of.their_hours.total)).collect();
        let by_cycle = if cycles.len() > 1 { format!(": {}", amounts(&cycles)) } else { String::new() };
        let all = self.cycles.iter().map(|cycle| cycle.their_hours.total).sum();
        row("the customer's hours", format!("{}{by_cycle}", in_hours(all))).filter(|_| !cycles.is_empty())
    }

    fn closed(&self) -> Option<FigureRow> {
        let actions = &self.actions;
        let counts = [(actions.on_time, "on time"), (actions.late, "late"), (actions.undated, "without a due date")];
        row("done", counted(&counts)).filter(|_| actions.done() > 0)
    }

    fn open(&self) -> Option<FigureRow> {
        let actions = &self.actions;
        let overdue = if actions.overdue > 0 { format!(", {} of them late", actions.overdue) } else { String::new() };
        row("open", format!("{}{overdue}", actions.open)).filter(|_| actions.open > 0)
    }
}

fn group(title: &'static str, rows: Vec<Option<FigureRow>>) -> Group {
    Group { title, rows: rows.into_iter().flatten().collect() }
}

#[expect(clippy::unnecessary_wraps, reason = "a row is one of several that may be missing")]
fn row(name: &str, words: String) -> Option<FigureRow> {
    Some((name.to_owned(), words))
}

/// `2 met, 1 open`, without zero counts.
fn counted(counts: &[(usize, &str)]) -> String {
    let parts = counts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// `1,200 travel; 3,000 labour`: each amount with its purpose.
fn amounts(parts: &[(String, Amount)]) -> String {
    let amounts = parts.iter().map(|(what, amount)| format!("{} {what}", amount.grouped()));
    amounts.collect::<Vec<_>>().join("; ")
}

/// A number, or `none`.
fn none(number: usize) -> String {
    if number == 0 { "none".to_owned() } else { number.to_string() }
}

fn in_hours(hours: Amount) -> String {
    format!("{} {}", hours.plain(), if hours == Amount::whole(1) { "hour" } else { "hours" })
}

fn sentiment(at: &AtDemo) -> FigureRow {
    let before = || format!("cycle {}, before a demo", at.cycle);
    let name = at.demo.map_or_else(before, |demo| format!("demo of {}", date(demo.on)));
    let mean = |what: &str, mean: Option<Mean>, change: Option<i64>| {
        let change = change.map_or(String::new(), |tenths| format!(" ({})", moved(tenths)));
        Some(format!("{what} {}{change}", mean?))
    };
    let parts = [
        Some(count(at.sentiment.voices, "person|people")),
        Some(count(at.sentiment.statements, "statement")).filter(|_| at.sentiment.statements != at.sentiment.voices),
        mean("impression", at.sentiment.impression, at.impression_change.map(|change| change.tenths())),
        mean("enthusiasm", at.sentiment.enthusiasm, at.enthusiasm_change.map(|change| change.tenths())),
    ];
    (name, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// `+0.5`, `-1.0`, `unchanged`.
fn moved(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "+" };
    if tenths == 0 { "unchanged".to_owned() } else { format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10) }
}

fn budget(against: &AgainstBudget) -> String {
    let budget = against.budget;
    let share = against.percent.map(|percent| format!(" ({percent}%)")).unwrap_or_default();
    let state = match (against.status, budget.tolerance) {
        (BudgetStatus::Within, _) => "within budget".to_owned(),
        (BudgetStatus::Tolerated, _) => "over budget, within tolerance".to_owned(),
        (BudgetStatus::Over, Some(_)) => "over budget, above tolerance".to_owned(),
        (BudgetStatus::Over, None) => "over budget".to_owned(),
    };
    format!("{} of {} {}{share}: {state}", against.spent.grouped(), budget.amount.grouped(), budget.currency)
}

fn recurring(found: &Recurring<u32>) -> FigureRow {
    let name = match found.subject {
        RecurringKind::Lesson(kind) => format!("to {kind}").replace("to mistake", "mistake"),
        RecurringKind::Approach => "tried".to_owned(),
    };
    let cycles: Vec<_> = found.places.iter().map(ToString::to_string).collect();
    let results: Vec<_> = found.results.iter().map(ToString::to_string).collect();
    let results = if results.is_empty() { String::new() } else { format!(": {}", results.join(", then ")) };
    (name, format!("{} (cycles {}{results})", found.words, and_list(&cycles)))
}
