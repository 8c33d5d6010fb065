//! Two programs measured in turns, so that other load on the machine affects both alike.

use std::time::Duration;

/// Runs that are not counted, to fill caches.
const WARM_UP: usize = 3;

/// One of the two: its name, and a function that runs it once.
pub struct MeasuredSide<'a> {
    name: String,
    run: Box<dyn FnMut() -> Result<Duration, String> + 'a>,
}

impl<'a> MeasuredSide<'a> {
    /// A side with a name.
    pub fn new(name: &str, run: impl FnMut() -> Result<Duration, String> + 'a) -> Self {
        Self { name: name.to_owned(), run: Box::new(run) }
    }
}

/// The times of both sides, turn by turn.
pub struct MeasuredPair(Vec<[Duration; 2]>);

/// Runs both sides in turns and prints their medians and ratio beside the `expected` one.
pub fn pair(title: &str, runs: usize, mut sides: [MeasuredSide; 2], expected: &str) -> Result<MeasuredPair, String> {
    let mut pair = MeasuredPair(Vec::with_capacity(runs));
    for turn in 0..WARM_UP + runs {
        let times = [(sides[0].run)()?, (sides[1].run)()?];
        if turn >= WARM_UP {
            pair.0.push(times);
        }
    }
    println!("\n{title}, {runs} runs each in turns, median (min–max)");
    for (at, side) in sides.iter().enumerate() {
        println!("  {:<24} {}", side.name, pair.side(at));
    }
    println!("  {:<24} {}   wanted: {expected}", "ratio", pair.ratio());
    Ok(pair)
}

impl MeasuredPair {
    fn side(&self, at: usize) -> String {
        let times = sorted(self.0.iter().map(|times| times[at].as_secs_f64() * 1000.0));
        let (low, high) = (times[0], times[times.len() - 1]);
        format!("{:8.2} ms ({low:.2}–{high:.2})", median(&times))
    }

    /// The ratio of the medians, and the smallest and largest ratio of a turn.
    fn ratio(&self) -> String {
        let side = |at: usize| median(&sorted(self.0.iter().map(|times| times[at].as_secs_f64())));
        let turns = sorted(self.0.iter().map(|times| times[0].as_secs_f64() / times[1].as_secs_f64()));
        format!("{:8.2}    ({:.2}–{:.2})", side(0) / side(1), turns[0], turns[turns.len() - 1])
    }
}

fn sorted(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], sorted[middle]) } else { sorted[middle] }
}
