//! The forecast beside the results so far: as stated, by whom and when; nothing is calculated.

use super::spend::totals;
use crate::model::charter;
use crate::render::parts::prelude::*;

view! {
    /// A forecast, and what is recorded so far; empty where no forecast is recorded.
    #[derive(Default)]
    pub struct ForecastView {
        /// Who stated it.
        by: String,
        /// When it was stated.
        on: String,
        /// When it was stated, as YYYY-MM-DD.
        on_iso: Option<Date>,
        /// The total cost.
        total: String,
        /// The budget.
        budget: String,
        /// How far the total exceeds the budget; empty if it is within the budget and its tolerance.
        over: String,
        /// What is spent so far.
        spent: String,
        /// When the next demo is.
        next_demo: String,
        /// When the next demo is, as YYYY-MM-DD.
        next_demo_iso: Option<Date>,
        /// When the last demo was.
        last_demo: String,
        /// When the last demo was, as YYYY-MM-DD.
        last_demo_iso: Option<Date>,
        /// When the engagement ends.
        ends: String,
        /// When the engagement ends, as YYYY-MM-DD.
        ends_iso: Option<Date>,
        /// When it ended.
        ended: String,
    }
}

/// The forecast of an engagement, and what is known on a day.
pub fn of(engagement: &Engagement, today: Option<Date>) -> ForecastView {
    let Some(forecast) = stated(engagement) else { return ForecastView::default() };
    let demos = today.map(|today| demos::by(engagement, today)).unwrap_or_default();
    let last_demo = demos.last().map(|demo| demo.on);
    let money = |amount, budget: &Budget| wording::rounded(amount, &budget.currency);
    let budget = engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    let over = budget.zip(forecast.total).filter(|(budget, total)| *total > spend::most(budget));
    let outcome = engagement.ending().and_then(|over| engagement.outcomes.get(&over));
    ForecastView {
        by: name(engagement, forecast.by.as_ref()),
        on: day(Some(forecast.on)),
        on_iso: Some(forecast.on),
        total: total(engagement, forecast),
        budget: budget.map(|budget| money(budget.amount, budget)).unwrap_or_default(),
        over: over.map(|(budget, total)| money(total - budget.amount, budget)).unwrap_or_default(),
        spent: totals(&spend::up_to_cycle(engagement, u32::MAX)),
        next_demo: day(forecast.next_demo),
        next_demo_iso: forecast.next_demo,
        last_demo: day(last_demo),
        last_demo_iso: last_demo,
        ends: day(forecast.ends),
        ends_iso: forecast.ends,
        ended: day(outcome.map(|outcome| outcome.on)),
    }
}

/// The total cost as stated, as a number too; `None` if none is.
pub fn total_cost(engagement: &Engagement) -> Option<(Amount, String)> {
    let forecast = stated(engagement)?;
    Some((forecast.total?, total(engagement, forecast)))
}

/// A forecast that is not empty.
fn stated(engagement: &Engagement) -> Option<&charter::Forecast> {
    let forecast = engagement.charter.as_ref()?.forecast.as_ref()?;
    let is_blank = forecast.total.is_none() && forecast.next_demo.is_none() && forecast.ends.is_none();
    (!is_blank).then_some(forecast)
}

/// The total in the currency of the budget, if there is one.
fn total(engagement: &Engagement, forecast: &charter::Forecast) -> String {
    let Some(total) = forecast.total else { return String::new() };
    let budget = engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    budget.map_or_else(|| total.grouped(), |budget| wording::rounded(total, &budget.currency))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_forecast_is_told_as_stated_beside_what_is_recorded_and_without_one_nothing() {
        let of_forecast = |forecast| {
            let engagement = fixture::from(&json!({
                "charter": { "budget": { "amount": "50000", "currency": "EUR" }, "forecast": forecast },
                "entries": { "cycle-1/01-demo": "2026-04-09", "cycle-1/02-adjust": "2026-04-10" },
                "records": { "people/sam": { "side": "ours" }, "spend/2026-04-01-a": { "amount": "42000.50" } } }));
            let of = of(&engagement, "2026-04-30".parse().ok());
            [of.by, of.on, of.total, of.over, of.spent, of.next_demo, of.last_demo, of.ends, of.ended].join(" | ")
        };
        assert_eq!(
            of_forecast(json!({ "on": "2026-04-20", "total": "60000.50", "next_demo": "2026-05-05",
                "ends": "2026-07-31", "by": "sam" })),
            "Sam | 20 April 2026 | EUR 60,001 | EUR 10,001 | EUR 42,001 | 5 May 2026 | 9 April 2026 | 31 July 2026 | "
        );
        assert_eq!(of_forecast(json!({ "on": "2026-04-20" })).replace(" | ", ""), "");
    }
}
