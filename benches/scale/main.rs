//! How `engage` scales: every command against programs that do the least it must do, and against programs of others
//! that do comparable work, where those are installed.
//!
//! `cargo bench --bench scale` prints a table for 1,000 engagements and one for 10,000. After `--`:
//!
//! - `--full` also measures 100,000, `--quick` only 500 with few runs
//! - `--size N` prints only the table of this size, `--size long` only that of one engagement of 2,000 records
//! - `--only PART` measures only rows with `PART` in their title; can be repeated
//! - `--in DIR` keeps the workspaces in this folder and reuses those that are there; otherwise they are temporary
//! - `--before FILE|FOLDER` measures an earlier `engage` in the same turns
//! - `--engage FILE` measures this `engage` instead of the one built with the benchmark
//! - `--make DIR N` only creates a workspace with this many engagements

mod generate;
mod long_rows;
mod measure;
mod options;
mod overview;
mod peers;
mod programs;
mod single;
mod table;
mod workspaces;

use std::path::PathBuf;
use std::process::ExitCode;

use measure::cost;
use options::Options;
use overview::Overview;
use programs::Programs;
use single::Single;
use workspaces::Workspaces;

fn main() -> ExitCode {
    let done = Options::read(std::env::args().skip(1)).and_then(|options| match &options.make {
        Some((folder, size)) => generate::workspace(folder, *size).map_err(|error| error.to_string()),
        None => Bench::new(options)?.run(),
    });
    if let Err(failure) = &done {
        eprintln!("error: {failure}");
    }
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Bench {
    options: Options,
    programs: Programs,
    workspaces: Workspaces,
    engage: PathBuf,
}

impl Bench {
    fn new(mut options: Options) -> Result<Self, String> {
        let workspaces = Workspaces::new(options.keep.take()).map_err(|error| error.to_string())?;
        let engage = options.engage.take().unwrap_or_else(|| env!("CARGO_BIN_EXE_engage").into());
        Ok(Self { options, programs: Programs::compile()?, workspaces, engage })
    }

    fn run(&self) -> Result<(), String> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        println!("{threads} threads, {} on {}", self.workspaces.folder().display(), self.workspaces.disk());
        let sizes = self.options.sizes().into_iter().map(|size| self.size(size));
        let long = self.options.long().then(|| self.long());
        let failures: Vec<_> = sizes.chain(long).filter_map(Result::err).collect();
        if failures.is_empty() { Ok(()) } else { Err(failures.join("\nerror: ")) }
    }

    /// Prints the table of one size.
    fn size(&self, size: u64) -> Result<(), String> {
        let of = |size| self.workspaces.of(size).map_err(|error| error.to_string());
        let (workspace, tenth, small) = (of(size)?, of(size / 10)?, of(10)?);
        let runs = self.runs(size);
        let programs = &self.programs;
        let single = Single::new(programs, workspace.clone(), small, size, runs)?;
        let overview = Overview { programs, workspace, tenth, size, runs };
        let rows = overview.rows().into_iter().chain(single.rows());
        self.print(&format!("{size} engagements of {} files", generate::FILES), rows)
    }

    /// Prints the table of an engagement with many records.
    fn long(&self) -> Result<(), String> {
        let [long, half] = long_rows::CYCLES.map(|cycles| self.workspaces.long(cycles));
        let both = [&long.map_err(|error| error.to_string())?, &half.map_err(|error| error.to_string())?];
        let title = format!("One engagement of {} records", both[0].1.files.len());
        self.print(&title, long_rows::rows(both, self.runs(0))?.into_iter())
    }

    fn print<'a>(&self, title: &str, rows: impl Iterator<Item = table::Row<'a>>) -> Result<(), String> {
        let least = cost(&mut std::process::Command::new(&self.programs.empty))?.memory;
        println!("\n### {title}\n\nThe memory of an empty program counts as {least:.0} MB here.\n");
        table::print_head();
        let asked = rows.filter(|row| self.options.asks_for(row.title()));
        let before = self.options.before.as_deref();
        let failures: Vec<_> = asked.filter_map(|row| row.print(&self.engage, before).err()).collect();
        if failures.is_empty() { Ok(()) } else { Err(failures.join("\nerror: ")) }
    }

    /// How often a command over all engagements runs; one on a single engagement runs ten times as often.
    fn runs(&self, size: u64) -> usize {
        match size {
            _ if self.options.quick => 3,
            ..=1_000 => 11,
            1_001..=10_000 => 5,
            _ => 3,
        }
    }
}
