//! What a program costs: wall time, CPU and memory of one run, and of two programs in turns, so that other load on
//! the machine affects both alike.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// The cost of one run. The memory is the largest resident size; the system counts at least what this benchmark
/// itself held when it started the program.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    /// Milliseconds from start to end.
    pub wall: f64,
    /// Milliseconds of CPU, of all threads, in the program and in the kernel.
    pub cpu: f64,
    /// Megabytes.
    pub memory: f64,
}

/// Which part of the cost a ratio compares.
#[derive(Clone, Copy)]
pub enum By {
    Wall,
    Cpu,
}

impl Cost {
    pub fn of(self, by: By) -> f64 {
        match by {
            By::Wall => self.wall,
            By::Cpu => self.cpu,
        }
    }
}

/// Runs a program once; the path is the `engage` that is measured, for those that start it.
pub type Run<'a> = Box<dyn Fn(&Path) -> Result<Cost, String> + 'a>;

/// Runs a program that must succeed; its output is discarded.
pub fn cost(command: &mut Command) -> Result<Cost, String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let used = command.spawn().and_then(|mut child| child.wait4()).map_err(|error| format!("{command:?}: {error}"))?;
    let wall = started.elapsed().as_secs_f64() * 1000.0;
    if !used.status.success() {
        return Err(format!("{command:?}: {}", used.status));
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64() * 1000.0;
    let memory = f64::from(u32::try_from(used.rusage.maxrss >> 10).unwrap_or(u32::MAX)) / 1024.0;
    Ok(Cost { wall, cpu, memory })
}

/// Several programs in turns: for each its costs, one a turn. The first turns fill caches and do not count.
pub fn turns(runs: usize, programs: &[(&Run, &Path)]) -> Result<Vec<Vec<Cost>>, String> {
    let warm_up = if runs > 5 { 2 } else { 1 };
    let mut costs = vec![Vec::with_capacity(runs); programs.len()];
    for turn in 0..warm_up + runs {
        for (costs, (run, engage)) in costs.iter_mut().zip(programs) {
            let cost = run(engage)?;
            if turn >= warm_up {
                costs.push(cost);
            }
        }
    }
    Ok(costs)
}

/// The median of each part of these costs.
pub fn middle(costs: &[Cost]) -> Cost {
    let of = |part: fn(&Cost) -> f64| median(&sorted(costs.iter().map(part)));
    Cost { wall: of(|cost| cost.wall), cpu: of(|cost| cost.cpu), memory: of(|cost| cost.memory) }
}

/// The ratio of two programs, turn by turn: median, smallest and largest.
pub fn ratio(ours: &[Cost], theirs: &[Cost], by: By) -> [f64; 3] {
    let turns = sorted(ours.iter().zip(theirs).map(|(ours, theirs)| ours.of(by) / theirs.of(by)));
    [median(&turns), turns[0], turns[turns.len() - 1]]
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
