//! The rows of one engagement with 2,000 records over 20 cycles, each against one of half as many: twice as much may
//! cost twice the time, and no more.

use std::path::{Path, PathBuf};

use crate::generate::Generated;
use crate::measure::{By, Cost, cost};
use crate::programs::engage;
use crate::table::Row;
use crate::workspaces::{self, restore};

/// The cycles of the engagement, and of the one that it is compared with.
pub const CYCLES: [u32; 2] = [20, 10];

/// Compared with the build before these goals, each command takes half the time.
const OF_BEFORE: f64 = 0.5;

/// A workspace and its one engagement.
pub type Long = (PathBuf, Generated);

/// All rows.
pub fn rows([long, half]: [&Long; 2], runs: usize) -> Result<Vec<Row<'_>>, String> {
    restore(&long.0, &long.1)?;
    restore(&half.0, &half.1)?;
    let row = |title: &str, run: fn(&Path, &Long) -> Result<Cost, String>| {
        let row = Row::new(title, runs, move |program: &Path| run(program, long)).before(OF_BEFORE);
        row.against("half the cycles", By::Cpu, 2.2, move |program| run(program, half))
    };
    Ok(vec![
        row("show, 2,000 records", |program, (workspace, _)| cost(&mut engage(program, workspace, &["show"]))),
        row("check, 2,000 records", |program, (workspace, _)| {
            cost(&mut engage(program, workspace, &["check", "--fail-on", "never"]))
        }),
        row("report --all, 2,000 records", |program, long| write(program, long, &["report", "--all"])),
        row("advance, 2,000 records", |program, long| {
            write(program, long, &["advance", "--to", "plan-next", "--because", "benchmark"])
        }),
    ])
}

fn write(program: &Path, (workspace, engagement): &Long, words: &[&str]) -> Result<Cost, String> {
    workspaces::write(&mut engage(program, workspace, words), workspace, engagement)
}
