//! The figures as numbers. Their names are part of the stable interface, as are all names in `--json`.

use super::{Figures, OfCycle};
use crate::cmd::prelude::*;
use crate::insight::presence::Visit;
use crate::insight::recurrence::{Recurring, RecurringKind};
use crate::insight::sentiment::{AtDemo, Mean};
use crate::insight::spend::{OnTheWay, Spending};

/// What the names in `--figures --json` mean, for the help.
pub const NAMES: &str = include_str!("names.txt");

impl Figures<'_> {
    /// All of them as data.
    pub fn data(&self) -> Value {
        json!({
            "engagement": self.engagement.id,
            "as_of": self.today,
            "days_to_first_demo": self.to_first_demo,
            "cycles": list(&self.cycles, of_cycle),
            "cadence": self.cadence_data(),
            "requirements": self.requirements_data(),
            "goals": self.goals,
            "demos": list(&self.demos, demo),
            "spend": list(&self.spent, |spending| self.spend_data(spending)),
            "budget": self.budget_data(),
            "on_site": self.on_site_data(),
            "preparation": {
                "tasks": self.preparation.tasks, "done": self.preparation.done,
                "hard": self.preparation.hard, "hard_done": self.preparation.hard_done,
                "hours": number(self.preparation.hours), "hard_hours": number(self.preparation.hard_hours),
            },
            "actions": self.actions,
            "recurring": list(&self.recurring, recurring),
        })
    }

    fn cadence_data(&self) -> Value {
        json!({
            "agreed_days": self.cadence.agreed,
            "days_since_last": self.cadence.since.filter(|_| self.engagement.is_open()),
            "longest_days": self.waits.iter().map(|wait| wait.days).max(),
            "too_long": self.waits_too_long(),
            "waits": self.waits,
        })
    }

    fn requirements_data(&self) -> Value {
        let (mut data, fits) = (json!(self.moved), &self.fits);
        data["fit"] =
            json!({ "full": fits.full, "partial": fits.partial, "none": fits.none, "unjudged": fits.unjudged });
        data["deltas"] = json!({ "planned": fits.planned, "unplanned": fits.unplanned });
        data
    }

    fn spend_data(&self, spending: &Spending) -> Value {
        let currency = &spending.currency;
        let total = |spent: &[Spending]| total(spent, currency).map(number);
        let by_cycle = |of: &OfCycle| Some(json!({ "cycle": of.cycle, "amount": total(&of.spent)? }));
        let by_demo = |way: &OnTheWay| Some(json!({ "on": way.demo, "amount": total(&way.spent)? }));
        json!({
            "currency": currency,
            "total": number(spending.total),
            "by_category": list(&spending.by_category, |(category, amount)| {
                json!({ "category": category, "amount": number(*amount) })
            }),
            "by_cycle": self.cycles.iter().filter_map(by_cycle).collect::<Value>(),
            "by_demo": self.on_the_way.iter().filter_map(by_demo).collect::<Value>(),
        })
    }

    fn budget_data(&self) -> Value {
        let Some(against) = &self.budget else { return Value::Null };
        json!({
            "currency": against.budget.currency,
            "amount": number(against.budget.amount),
            "tolerance_percent": against.budget.tolerance.map(number),
            "spent": number(against.spent),
            "percent": against.percent,
            "standing": against.status,
        })
    }

    fn on_site_data(&self) -> Value {
        let visit = |visit: &Visit| {
            json!({
                "entry": visit.entry, "people": visit.people, "days": visit.days, "person_days": visit.person_days(),
            })
        };
        json!({ "person_days": self.person_days(), "visits": list(&self.visits, visit) })
    }
}

fn list<T>(items: &[T], one: impl Fn(&T) -> Value) -> Value {
    items.iter().map(one).collect()
}

fn of_cycle(of: &OfCycle) -> Value {
    json!({
        "cycle": of.cycle,
        "steps": list(&of.steps, |total| json!({ "step": total.step, "stays": total.stays, "days": total.days })),
        "rounds": list(&of.rounds, |round| json!({ "round": round.round, "days": round.days() })),
        "our_hours": number(of.our_hours),
        "their_hours": number(of.their_hours.total),
        "their_hours_by_step": list(&of.their_hours.by_step, |(step, hours)| json!({ "step": step, "hours": number(*hours) })),
    })
}

fn demo(at: &AtDemo) -> Value {
    json!({
        "cycle": at.cycle,
        "on": at.demo.map(|demo| demo.on),
        "voices": at.sentiment.voices,
        "statements": at.sentiment.statements,
        "impression": at.sentiment.impression.map(Mean::tenths).map(tenths),
        "enthusiasm": at.sentiment.enthusiasm.map(Mean::tenths).map(tenths),
        "impression_change": at.impression_change.map(|change| tenths(change.tenths())),
        "enthusiasm_change": at.enthusiasm_change.map(|change| tenths(change.tenths())),
    })
}

fn recurring(found: &Recurring<u32>) -> Value {
    let kind = match found.subject {
        RecurringKind::Lesson(kind) => kind.word(),
        RecurringKind::Approach => "approach",
    };
    json!({ "kind": kind, "words": found.words, "cycles": found.places, "times": found.times, "results": found.results })
}

/// What was spent in a currency, if anything was.
pub(super) fn total(spent: &[Spending], currency: &Currency) -> Option<Amount> {
    spent.iter().find(|spending| spending.currency == *currency).map(|spending| spending.total)
}

/// An exact amount as a number: a whole one as an integer, others as the nearest JSON number.
fn number(amount: Amount) -> Value {
    let plain = amount.plain();
    let whole = plain.parse::<i64>().map(Value::from);
    whole.or_else(|_| plain.parse::<f64>().map(Value::from)).unwrap_or(Value::Null)
}

fn tenths(tenths: i64) -> Value {
    let sign = if tenths < 0 { "-" } else { "" };
    number(format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10).parse().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::Settings;

    fn names(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| {
                found.insert(name.clone());
                names(value, found);
            }),
            Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            _ => {}
        }
    }

    #[test]
    fn the_help_explains_every_name_and_no_other() {
        let engagement = crate::insight::fixture::engagement(include_str!("../../render/testdata/harbor.json"));
        let figures = crate::cmd::figures::of(&engagement, &Settings::default(), "2026-06-01".parse().unwrap());
        let mut given = std::collections::BTreeSet::new();
        names(&figures.data(), &mut given);
        let explained: std::collections::BTreeSet<_> =
            NAMES.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        let unexplained: Vec<_> = given.iter().filter(|name| !explained.contains(name.as_str())).collect();
        assert!(unexplained.is_empty(), "{unexplained:?}");
        let unknown = explained.iter().filter(|name| name.contains('_') && !given.contains(**name));
        assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&&str>::new());
        assert!(NAMES.lines().all(|line| line.len() <= 79));
    }

    #[test]
    fn amounts_are_numbers_without_zeros_that_nobody_needs() {
        let shown = |text: &str| number(text.parse().unwrap()).to_string();
        assert_eq!(["12.50", "1200.00", "-0.5", "0"].map(shown), ["12.5", "1200", "-0.5", "0"]);
        assert_eq!([-5, 7, 30].map(|number| tenths(number).to_string()), ["-0.5", "0.7", "3"]);
    }
}
