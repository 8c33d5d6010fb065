//! The forecast beside the results so far: as stated, by whom and when; nothing is calculated.

use super::spend::totals;
use crate::insight::{demos, spend};
use crate::model::charter;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::words;
use crate::render::view::view;
use crate::render::wording;

view! {
    /// A forecast; empty where none is recorded.
    #[derive(Default)]
    pub struct ForecastView {
        /// Who stated it, and when.
        stated: String,
        /// Each of them, a line of a table.
        rows: Vec<ForecastRow>,
    }

    /// What was stated of one thing, and how it is.
    pub struct ForecastRow {
        /// What it is, in words.
        what: &'static str,
        /// What was stated.
        forecast: String,
        /// What is recorded so far.
        actual: String,
    }
}

/// The forecast of an engagement, beside what is known on a day.
pub fn of(engagement: &Engagement, today: Option<Date>) -> ForecastView {
    let Some(forecast) = stated(engagement) else { return ForecastView::default() };
    let rows = [
        total(engagement, forecast).map(|total| ("total cost", total, spent(engagement))),
        forecast.next_demo.map(|day| ("next demo", words::date(day), last_demo(engagement, today))),
        forecast.ends.map(|day| ("end", words::date(day), ended(engagement))),
    ];
    let row = |(what, forecast, actual)| ForecastRow { what, forecast, actual };
    ForecastView { stated: by_whom(engagement, forecast), rows: rows.into_iter().flatten().map(row).collect() }
}

/// `EUR 60,000; next demo 5 May 2026; end 31 July 2026; stated by Sam Lindqvist on 20 April 2026`; empty if none is
/// recorded.
pub fn line(engagement: &Engagement) -> String {
    let Some(forecast) = stated(engagement) else { return String::new() };
    let parts = [
        total(engagement, forecast),
        forecast.next_demo.map(|day| format!("next demo {}", words::date(day))),
        forecast.ends.map(|day| format!("end {}", words::date(day))),
        Some(format!("stated {}", by_whom(engagement, forecast))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A forecast that is not empty.
fn stated(engagement: &Engagement) -> Option<&charter::Forecast> {
    let forecast = engagement.charter.as_ref()?.forecast.as_ref()?;
    let is_blank = forecast.total.is_none() && forecast.next_demo.is_none() && forecast.ends.is_none();
    (!is_blank).then_some(forecast)
}

fn by_whom(engagement: &Engagement, forecast: &charter::Forecast) -> String {
    let by = forecast.by.as_ref().map(|person| format!("by {} ", engagement.name_of(person))).unwrap_or_default();
    format!("{by}on {}", words::date(forecast.on))
}

/// The total in the currency of the budget, if there is one.
fn total(engagement: &Engagement, forecast: &charter::Forecast) -> Option<String> {
    let total = forecast.total?;
    let budget = engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    Some(budget.map_or_else(|| total.grouped(), |budget| wording::money(total, &budget.currency)))
}

fn spent(engagement: &Engagement) -> String {
    let spent = spend::up_to_cycle(engagement, u32::MAX);
    if spent.is_empty() { wording::DOES_NOT_APPLY.to_owned() } else { format!("{} spent", totals(&spent)) }
}

fn last_demo(engagement: &Engagement, today: Option<Date>) -> String {
    let demos = today.map(|today| demos::by(engagement, today)).unwrap_or_default();
    demos
        .last()
        .map_or_else(|| wording::DOES_NOT_APPLY.to_owned(), |demo| format!("last demo {}", words::date(demo.on)))
}

fn ended(engagement: &Engagement) -> String {
    let over = engagement.ending();
    let outcome = over.and_then(|over| engagement.outcomes.get(&over));
    let ended = outcome.map(|outcome| format!("{} {}", outcome.kind.in_words(), words::date(outcome.on)));
    ended.unwrap_or_else(|| wording::DOES_NOT_APPLY.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;

    /// The rows and the line of an engagement with a forecast.
    fn of_forecast(forecast: &Value) -> (ForecastView, String) {
        let engagement = fixture::from(&json!({
            "charter": { "budget": { "amount": "50000", "currency": "EUR" }, "forecast": forecast },
            "entries": { "cycle-1/01-demo": "2026-04-09", "cycle-1/02-adjust": "2026-04-10" },
            "records": { "people/sam": { "side": "ours" }, "spend/2026-04-01-a": { "amount": "42000" } } }));
        (of(&engagement, "2026-04-30".parse().ok()), line(&engagement))
    }

    #[test]
    fn a_forecast_is_told_as_stated_beside_what_is_recorded_and_without_one_nothing() {
        let (forecast, line) = of_forecast(&json!({ "on": "2026-04-20", "total": "60000", "next_demo": "2026-05-05",
            "ends": "2026-07-31", "by": "sam" }));
        let row = |row: &ForecastRow| format!("{} {} / {}", row.what, row.forecast, row.actual);
        assert_eq!(
            forecast.rows.iter().map(row).collect::<Vec<_>>(),
            [
                "total cost EUR 60,000 / EUR 42,000 spent",
                "next demo 5 May 2026 / last demo 9 April 2026",
                "end 31 July 2026 / –",
            ]
        );
        assert_eq!(forecast.stated, "by Sam on 20 April 2026");
        assert_eq!(line, "EUR 60,000; next demo 5 May 2026; end 31 July 2026; stated by Sam on 20 April 2026");
        let (forecast, line) = of_forecast(&json!({ "on": "2026-04-20" }));
        assert_eq!((forecast.rows.len(), line.as_str()), (0, ""));
    }
}
