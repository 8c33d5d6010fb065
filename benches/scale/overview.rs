//! The rows of commands over all engagements of a workspace.

use std::path::{Path, PathBuf};

use crate::measure::{By, cost};
use crate::peers;
use crate::programs::{Programs, engage, stdout};
use crate::table::Row;
use crate::workspaces::{self, Workspaces};

/// A word that some of the records have.
const WORD: &str = "rehearsal";

/// From this size on, hledger would need more memory than most machines have.
const TOO_LARGE_FOR_HLEDGER: u64 = 100_000;

/// What the rows of one size share.
pub struct Overview<'a> {
    pub programs: &'a Programs,
    pub workspaces: &'a Workspaces,
    pub workspace: PathBuf,
    /// A workspace with a tenth of the engagements.
    pub tenth: PathBuf,
    pub size: u64,
    pub runs: usize,
}

impl<'a> Overview<'a> {
    pub fn rows(&'a self) -> Result<Vec<Row<'a>>, String> {
        Ok(vec![
            self.version(),
            self.list()?,
            self.status(),
            self.check()?,
            self.recall(),
            self.export(),
            self.portfolio(),
            self.lessons(),
        ])
    }

    /// A row with these words after `engage`.
    fn row(&'a self, title: &str, words: &'static [&str]) -> Row<'a> {
        Row::new(title, self.runs, |program: &Path| cost(&mut engage(program, &self.workspace, words)))
    }

    fn all(&'a self, row: Row<'a>, at_most: f64) -> Row<'a> {
        row.against("reading every file", By::Wall, at_most, |_| self.programs.all(&self.workspace))
    }

    fn version(&'a self) -> Row<'a> {
        let version = |program: &Path| cost(std::process::Command::new(program).arg("--version"));
        let row =
            Row::new("--version", self.runs * 10, version).against_peer("git --version", By::Wall, 1.0, peers::git());
        row.against("an empty program", By::Wall, 2.0, |_| cost(&mut std::process::Command::new(&self.programs.empty)))
    }

    fn list(&'a self) -> Result<Row<'a>, String> {
        let mut reads = std::process::Command::new(&self.programs.reads);
        let read = stdout(reads.arg(&self.workspace))?;
        if !read.starts_with(&format!("{} engagements", self.size)) {
            return Err(format!("the program to compare with reads {read}"));
        }
        let task = peers::taskwarrior(self.workspaces.folder(), self.size)?;
        let row = self.row("list", &["list"]).against("its reads alone", By::Wall, 1.5, |_| {
            cost(std::process::Command::new(&self.programs.reads).arg(&self.workspace))
        });
        Ok(row.against_peer("task list, as many tasks", By::Cpu, 1.0, task))
    }

    fn status(&'a self) -> Row<'a> {
        self.all(self.row("status", &["status"]), 3.5).memory(80.0)
    }

    fn check(&'a self) -> Result<Row<'a>, String> {
        let words = &["check", "--fail-on", "never"];
        let mut row = self.all(self.row("check", words), 5.5);
        if self.size < TOO_LARGE_FOR_HLEDGER {
            let hledger = peers::hledger(self.workspaces.folder(), workspaces::bytes(&self.workspace))?;
            row = row.against_peer("hledger check, as many bytes", By::Wall, 1.0, hledger);
        }
        let count = |program: &Path| {
            // a number of less than 53 bits
            #[expect(clippy::cast_precision_loss, reason = "a few million calls")]
            let each = |calls: u64| calls as f64 / self.size as f64;
            Ok(peers::calls(&engage(program, &self.workspace, words))?.map(each))
        };
        Ok(row.memory(120.0).calls(100.0, count))
    }

    fn recall(&'a self) -> Row<'a> {
        let rg = peers::ripgrep(WORD, self.workspace.join("engagements"));
        self.row("recall", &["recall", WORD]).against_peer("rg -i, the same files", By::Wall, 1.0, rg).memory(80.0)
    }

    fn export(&'a self) -> Row<'a> {
        self.all(self.row("export --format ndjson", &["export", "--format", "ndjson", "-o", "-"]), 4.0).memory(60.0)
    }

    fn portfolio(&'a self) -> Row<'a> {
        self.all(self.row("report portfolio", &["report", "portfolio", "-o", "-"]), 4.0).memory(200.0)
    }

    /// Lessons are held against those of all other engagements: ten times as many cost ten times as much.
    fn lessons(&'a self) -> Row<'a> {
        let words = &["check", "--fail-on", "never", "--only", "lesson-repeated"];
        let tenth = |program: &Path| cost(&mut engage(program, &self.tenth, words));
        self.row("check --only lesson-repeated", words).against("a tenth of the engagements", By::Wall, 11.0, tenth)
    }
}
