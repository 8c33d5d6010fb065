//! What is spent against the budget, with its tolerance, and the forecast as stated.

use super::Chart;
use super::drawing::{Anchor, Colour, Drawing, number};
use crate::insight::spend as figures;
use crate::model::engagement::Engagement;
use crate::render::parts::spend::BudgetView;
use crate::render::parts::{forecast, spend};

/// The chart by the end of a cycle, with the forecast where it is asked for; none without a budget.
pub fn chart(engagement: &Engagement, cycle: u32, has_forecast: bool) -> Option<Chart> {
    let against = figures::against_budget(engagement, cycle)?;
    let view = spend::budget(engagement, cycle);
    let forecast = forecast::total_cost(engagement).filter(|_| has_forecast);
    let (budget, spent) = (number(against.budget.amount), number(against.spent));
    let most = against.budget.tolerance.map_or(budget, |percent| budget * (1.0 + number(percent) / 100.0));
    let whole =
        [most, spent, forecast.as_ref().map_or(0.0, |(total, _)| number(*total))].into_iter().fold(1e-9, f64::max);
    let scale = |value: f64| (value / whole * 100.0).clamp(0.0, 100.0);
    let mut drawing = Drawing::default();
    let share = view.percent.map(|percent| format!(" ({percent}%)")).unwrap_or_default();
    drawing.text(0.0, 1.0, Anchor::Start, Colour::Ink, &format!("{} spent{share}", view.spent));
    drawing.bar([0.0, scale(budget)], [1.5, 1.3], Colour::Line, 1.0, "");
    drawing.bar([scale(budget), scale(most) - scale(budget)], [1.5, 1.3], Colour::Line, 0.5, "");
    let colour = if spent > most { Colour::Bad } else { Colour::Accent };
    drawing.bar([0.0, scale(spent)], [1.8, 0.7], colour, 1.0, "");
    drawing.line([scale(budget); 2], [1.3, 3.0], Colour::Ink, [2.0, 0.0]);
    below(&mut drawing, scale(budget), 4.0, &limit(&view));
    let height = forecast.as_ref().map_or(4.4, |(total, words)| {
        drawing.line([scale(number(*total)); 2], [1.3, 4.4], Colour::Accent, [2.0, 3.0]);
        below(&mut drawing, scale(number(*total)), 5.4, &format!("forecast {words}"));
        5.8
    });
    let forecast = forecast.map(|(_, words)| format!("; forecast {words}")).unwrap_or_default();
    let description = format!("{} spent{share}; {}{forecast}.", view.spent, limit(&view));
    Some(drawing.chart("budget", height, "Spend against budget".to_owned(), description))
}

fn limit(view: &BudgetView) -> String {
    let tolerance = Some(&view.tolerance).filter(|percent| !percent.is_empty());
    let tolerance = tolerance.map(|percent| format!(" (tolerance {percent}%)")).unwrap_or_default();
    format!("budget {}{tolerance}", view.amount)
}

/// The characters of type that fit beside each other on a phone.
const PHONE: f64 = 54.0;

/// A text below its mark: it ends there where that leaves room for it on a phone, else it begins at the left.
fn below(drawing: &mut Drawing, x: f64, y: f64, text: &str) {
    let is_wide = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)) / PHONE * 100.0 > x;
    let (x, anchor) = if is_wide { (0.0, Anchor::Start) } else { (x, Anchor::End) };
    drawing.text(x, y, anchor, Colour::Muted, text);
}
