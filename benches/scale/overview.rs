//! The rows of commands over all engagements of a workspace.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::generate;
use crate::measure::{By, cost};
use crate::peers;
use crate::programs::{Programs, engage, stdout};
use crate::table::Row;

const CHECK: &[&str] = &["check", "--fail-on", "never"];
const EXPORT: &[&str] = &["export", "--format", "ndjson", "-o", "-"];

/// A word that some of the records have.
const WORD: &str = "rehearsal";

/// From this size on, hledger needs more memory than most machines have, and strace more patience.
const TOO_LARGE_FOR_PEERS: u64 = 100_000;

/// What the rows of one size share.
pub struct Overview<'a> {
    pub programs: &'a Programs,
    pub workspace: PathBuf,
    /// A workspace with a tenth of the engagements.
    pub tenth: PathBuf,
    pub size: u64,
    pub runs: usize,
}

impl<'a> Overview<'a> {
    pub fn rows(&'a self) -> Vec<Row<'a>> {
        let rows = [self.version(), self.list(), self.status(), self.check(), self.recall(), self.export()];
        rows.into_iter().chain([self.portfolio(), self.lessons()]).collect()
    }

    /// A row with these words after `engage`.
    fn row(&'a self, title: &str, words: &'static [&str]) -> Row<'a> {
        Row::new(title, self.runs, |program: &Path| cost(&mut engage(program, &self.workspace, words)))
    }

    fn all(&'a self, row: Row<'a>, at_most: f64) -> Row<'a> {
        row.against("reading every file", By::Wall, at_most, |_| self.programs.all(&self.workspace))
    }

    fn version(&'a self) -> Row<'a> {
        let version = |program: &Path| cost(Command::new(program).arg("--version"));
        let row =
            Row::new("--version", self.runs * 10, version).against_peer("git --version", By::Wall, 1.0, peers::git());
        row.against("an empty program", By::Wall, 2.0, |_| cost(&mut Command::new(&self.programs.empty)))
    }

    fn list(&'a self) -> Row<'a> {
        let reads = || Command::new(&self.programs.reads);
        let row = self.row("list", &["list"]).proof(move |program| {
            lines(&mut engage(program, &self.workspace, &["list", "--all"]), self.size)?;
            let read = stdout(reads().arg(&self.workspace))?;
            let same = read.starts_with(&format!("{} engagements", self.size));
            if same { Ok(()) } else { Err(format!("the program to compare with reads {read}")) }
        });
        let row = row.against("its reads alone", By::Wall, 1.5, move |_| cost(reads().arg(&self.workspace)));
        let task = peers::taskwarrior(&self.workspace, self.size);
        row.against_peer("task list, as many tasks", By::Cpu, 1.0, task)
    }

    fn status(&'a self) -> Row<'a> {
        self.all(self.row("status", &["status"]), 3.5).memory(80.0)
    }

    fn check(&'a self) -> Row<'a> {
        let row = self.all(self.row("check", CHECK), 5.5).memory(120.0);
        let row = row.proof(|program| lines(&mut engage(program, &self.workspace, CHECK), self.size));
        if self.size >= TOO_LARGE_FOR_PEERS {
            return row;
        }
        let row = row.against_peer("hledger check, as many bytes", By::Wall, 1.0, peers::hledger(&self.workspace));
        row.calls(100, self.size, |program| engage(program, &self.workspace, CHECK))
    }

    fn recall(&'a self) -> Row<'a> {
        let rg = peers::ripgrep(WORD, self.workspace.join("engagements"));
        self.row("recall", &["recall", WORD]).against_peer("rg -i, the same files", By::Wall, 1.0, rg).memory(80.0)
    }

    fn export(&'a self) -> Row<'a> {
        let records = self.size * generate::FILES as u64;
        let row = self.all(self.row("export --format ndjson", EXPORT), 4.0).memory(60.0);
        row.proof(move |program| lines(&mut engage(program, &self.workspace, EXPORT), records))
    }

    fn portfolio(&'a self) -> Row<'a> {
        self.all(self.row("report portfolio", &["report", "portfolio", "-o", "-"]), 4.0).memory(200.0)
    }

    /// Lessons are held against those of all other engagements: ten times as many cost ten times as much.
    fn lessons(&'a self) -> Row<'a> {
        let words = &["check", "--fail-on", "never", "--only", "lesson-repeated"];
        let tenth = |program: &Path| cost(&mut engage(program, &self.tenth, words));
        self.row("check --only lesson-repeated", words).against("a tenth as many", By::Cpu, 11.0, tenth)
    }
}

/// A program must print at least so many lines. They are not kept: what this benchmark holds counts as memory of
/// every program that it starts afterwards.
fn lines(command: &mut Command, at_least: u64) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut printed = 0;
    for part in output.split(b'\n') {
        part.map_err(failed)?;
        printed += 1;
    }
    let status = child.wait().map_err(failed)?;
    let proved = status.success() && printed >= at_least;
    if proved { Ok(()) } else { Err(format!("{command:?}: {status}, {printed} lines, not {at_least}")) }
}
