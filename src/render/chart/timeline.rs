//! The days of a cycle: a line for each step, and a field for each round.

use super::Chart;
use super::drawing::{Anchor, Colour, Drawing};
use crate::insight::durations::Stay;
use crate::render::parts::timeline::{StayView, Timeline};
use crate::render::prelude::*;

/// Where the days begin and end; the names of steps are in the margin that the page gives this chart.
const FIELD: [f64; 2] = [0.0, 94.0];

/// The height of a step's line.
const LINE: f64 = 1.4;

/// The days of a chart.
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    fn short(&self, day: Date) -> String {
        words::short_date(day, Some(self.last))
    }

    fn x(&self, day: Date) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "days of a cycle")]
        let share = day.days_since(self.first) as f64 / self.last.days_since(self.first).max(1) as f64;
        FIELD[0] + share.clamp(0.0, 1.0) * (FIELD[1] - FIELD[0])
    }
}

/// The chart of a cycle with its timeline; none with fewer than two stays.
pub fn chart(engagement: &Engagement, timeline: &Timeline, cycle: u32) -> Option<Chart> {
    let stays = durations::stays(engagement, cycle, None);
    let today = as_of::day(engagement).filter(|_| stays.iter().any(|stay| stay.until.is_none()));
    let ends = stays.iter().map(|stay| stay.until.unwrap_or(stay.from)).chain(today);
    let days = Days { first: stays.iter().map(|stay| stay.from).min()?, last: ends.max()? };
    if stays.len() < 2 {
        return None;
    }
    let steps: Vec<_> = durations::per_step(&stays).into_iter().map(|total| total.step).collect();
    let (mut drawing, bottom) = (Drawing::default(), 1.6 + LINE * count(steps.len()));
    rounds(&mut drawing, &days, &stays, bottom);
    for (at, step) in steps.iter().enumerate() {
        line(&mut drawing, &days, *step, &stays, today, 1.6 + LINE * count(at));
    }
    if let Some(today) = today {
        drawing.line([days.x(today); 2], [1.2, bottom], Colour::Ink, [1.0, 3.0]);
    }
    axis(&mut drawing, &days, today, bottom);
    let described = stays.iter().zip(&timeline.stays).map(|(stay, view)| describe(&days, stay, view));
    let described = described.collect::<Vec<_>>().join("; ");
    Some(drawing.chart("timeline", bottom + 1.8, "Timeline: days at each step".to_owned(), format!("{described}.")))
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn describe(days: &Days, stay: &Stay, view: &StayView) -> String {
    let lasted = stay.days().map_or_else(|| view.days.clone(), words::days);
    format!("{} {}, {lasted}", stay.entry.step, days.short(stay.from))
}

/// A step: its name, and a bar with its days for each stay.
fn line(drawing: &mut Drawing, days: &Days, step: Step, stays: &[Stay], today: Option<Date>, top: f64) {
    let middle = top + LINE / 2.0;
    drawing.text(FIELD[0] - 1.5, middle + 0.35, Anchor::End, Colour::Ink, &step.to_string());
    drawing.line(FIELD, [middle; 2], Colour::Line, [1.0, 0.0]);
    let here: Vec<_> = stays.iter().filter(|stay| stay.entry.step == step).collect();
    for (at, stay) in here.iter().enumerate() {
        // a bar of no days ends at the last day
        let from = days.x(stay.from).min(FIELD[1] - 0.8);
        let until = days.x(stay.until.or(today).unwrap_or(stay.from));
        let until = until.max(from + 0.8);
        let ends = stay.until.map(|until| format!(" to {}", days.short(until))).unwrap_or_default();
        let title = format!("{step}, {}{ends}", days.short(stay.from));
        let opacity = if stay.until.is_some() { 1.0 } else { 0.5 };
        drawing.bar([from, until - from], [middle - 0.45, 0.9], Colour::Accent, opacity, &title);
        let number = stay.days().map(|days| days.to_string()).unwrap_or_default();
        // without room for its days before the next stay, a bar shows them only to who points at it
        let room = here.get(at + 1).map_or(100.0, |next| days.x(next.from)) - until;
        if room > 1.0 + 2.2 * count(number.len()) {
            drawing.text(until + 0.8, middle + 0.35, Anchor::Start, Colour::Muted, &number);
        }
    }
}

/// A field behind the days of each round.
fn rounds(drawing: &mut Drawing, days: &Days, stays: &[Stay], bottom: f64) {
    for round in durations::per_round(stays) {
        let (from, until) = (days.x(round.from), days.x(round.until.unwrap_or(days.last)));
        drawing.bar([from, until - from], [1.3, bottom - 1.3], Colour::Line, 0.4, "");
        drawing.line([from; 2], [1.3, bottom], Colour::Line, [1.0, 0.0]);
        let name = if until - from > 15.0 { format!("round {}", round.round) } else { round.round.to_string() };
        drawing.text(from, 0.9, Anchor::Start, Colour::Muted, &name);
    }
}

/// A few days below the lines: the first, the last, and some between them.
fn axis(drawing: &mut Drawing, days: &Days, today: Option<Date>, bottom: f64) {
    let span = days.last.days_since(days.first);
    let step = (span / 4).max(1);
    let step = if step < 7 { step } else { (step + 6) / 7 * 7 };
    let between = (1..4).filter_map(|at| days.first.plus_days(at * step));
    drawing.line(FIELD, [bottom; 2], Colour::Muted, [1.0, 0.0]);
    let (as_of, place, anchor, room) = match today {
        Some(today) if today == days.last => ("as of ", 100.0, Anchor::End, 33.0),
        _ => ("", FIELD[1], Anchor::Middle, 20.0),
    };
    for day in [days.first].into_iter().chain(between).chain([days.last]) {
        drawing.line([days.x(day); 2], [bottom, bottom + 0.3], Colour::Muted, [1.0, 0.0]);
        if days.x(day) < FIELD[1] - room {
            drawing.text(days.x(day), bottom + 1.4, Anchor::Middle, Colour::Muted, &days.short(day));
        }
    }
    drawing.text(place, bottom + 1.4, anchor, Colour::Ink, &format!("{as_of}{}", days.short(days.last)));
}
