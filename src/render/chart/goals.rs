//! Goals from baseline to actual, each on a scale of its own; what was measured in words has no scale.

use super::Chart;
use super::drawing::{Anchor, Colour, Drawing, number};
use crate::render::language::Language;
use crate::render::parts::goals::GoalView;

/// The scale of a goal: its end, and the place of each value that is a number.
struct Scale {
    ends: [f64; 2],
    baseline: Option<f64>,
    target: Option<f64>,
    actual: Option<f64>,
}

/// The chart of goals of which two values are numbers; none without one.
pub fn chart(goals: &[GoalView], language: &Language) -> Option<Chart> {
    let measured: Vec<_> = goals.iter().filter_map(|goal| Some((goal, Scale::of(goal)?))).collect();
    if measured.is_empty() {
        return None;
    }
    let (mut drawing, mut y) = (Drawing::default(), 1.0);
    for (goal, scale) in &measured {
        y = block(&mut drawing, goal, scale, language, y);
    }
    let lines = measured.iter().map(|(goal, _)| {
        let values = values(goal, language).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("; ");
        format!("{}: {values} ({}).", goal.promise.statement.trim_end_matches('.'), language.choice(goal.verdict_key))
    });
    let description = lines.collect::<Vec<_>>().join(" ");
    Some(drawing.chart("goals", y - 1.6, language.choice("goals-chart"), description))
}

/// The space between two values: as wide as a letter is high.
const GAP: &str = "\u{2003}";

/// A goal at a height; gives the height of the next one.
fn block(drawing: &mut Drawing, goal: &GoalView, scale: &Scale, language: &Language, mut y: f64) -> f64 {
    drawing.line_of_text(78.0, y, Colour::Ink, &goal.promise.statement);
    drawing.text(100.0, y, Anchor::End, Colour::Ink, &language.choice(goal.verdict_key));
    scale.draw(drawing, y + 1.1);
    y += 1.5;
    let mut values: Vec<_> = values(goal, language).into_iter().map(|(mark, words)| format!("{mark}{words}")).collect();
    let last = values.pop().unwrap_or_default();
    for line in [values.join(GAP), last].iter().filter(|line| !line.is_empty()) {
        y += 1.35;
        drawing.line_of_text(100.0, y, Colour::Muted, line);
    }
    y + 2.6
}

/// The values in words, each with its mark if it is a number.
fn values(goal: &GoalView, language: &Language) -> Vec<(&'static str, String)> {
    let measured = &goal.measured;
    let values = [
        ("○ ", "baseline", &measured.baseline, measured.baseline_number),
        ("| ", "target", &measured.target, measured.target_number),
        ("● ", "actual", &measured.actual, measured.actual_number),
    ];
    let values = values.into_iter().filter(|(_, _, value, _)| !value.is_empty());
    let words = |what: &str, value: &str| format!("{} {value}", language.choice(what));
    values.map(|(mark, what, value, number)| (number.map_or("", |_| mark), words(what, value))).collect()
}

/// The whole of which a target is a part: 20 of `16 of 20`, 100 of `80%`.
fn all_of(target: &str) -> Option<f64> {
    match target.rsplit_once(" of ") {
        Some((_, all)) => all.parse().ok(),
        None => target.ends_with('%').then_some(100.0),
    }
}

impl Scale {
    /// From nothing to the whole, or the largest value, if two are numbers.
    fn of(goal: &GoalView) -> Option<Self> {
        let measured = &goal.measured;
        let [baseline, target, actual] =
            [measured.baseline_number, measured.target_number, measured.actual_number].map(|value| value.map(number));
        let values: Vec<f64> = [baseline, target, actual].into_iter().flatten().collect();
        let most = values.iter().copied().chain(all_of(&measured.target)).fold(0.0, f64::max);
        let least = values.iter().copied().fold(0.0, f64::min);
        (values.len() > 1 && most > least).then_some(Self { ends: [least, most], baseline, target, actual })
    }

    fn x(&self, value: f64) -> f64 {
        let [least, most] = self.ends;
        1.5 + (value - least) / (most - least) * 97.0
    }

    fn draw(&self, drawing: &mut Drawing, y: f64) {
        drawing.line([0.0, 100.0], [y; 2], Colour::Line, [2.0, 0.0]);
        if let Some(target) = self.target.map(|target| self.x(target)) {
            // a goal is met from the target on, away from the baseline: that side is coloured
            if let Some(baseline) = self.baseline.map(|baseline| self.x(baseline)).filter(|x| (x - target).abs() > 0.0)
            {
                let met = if baseline > target { [0.0, target] } else { [target, 100.0 - target] };
                drawing.bar(met, [y - 0.45, 0.9], Colour::Accent, 0.15, "");
            }
            drawing.line([target; 2], [y - 0.65, y + 0.65], Colour::Ink, [2.0, 0.0]);
        }
        if let (Some(from), Some(to)) = (self.baseline, self.actual) {
            drawing.line([self.x(from), self.x(to)], [y; 2], Colour::Accent, [3.0, 0.0]);
        }
        if let Some(baseline) = self.baseline {
            drawing.dot(self.x(baseline), y, true);
        }
        if let Some(actual) = self.actual {
            drawing.dot(self.x(actual), y, false);
        }
    }
}
