//! The programs of the tables: `engage`, the small ones that this benchmark compiles, and how each is started.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::{Cost, cost};

/// The date of today in this benchmark.
const TODAY: &str = "2026-06-01";

/// What `engage` is compared with wherever it runs: programs that do the least that a command must do.
pub struct Programs {
    /// Does nothing.
    pub empty: PathBuf,
    /// Makes the reads of `list`, or reads every file.
    pub reads: PathBuf,
    /// Writes one file that survives a loss of power.
    pub durable: PathBuf,
}

impl Programs {
    pub fn compile() -> Result<Self, String> {
        Ok(Self {
            empty: compile("empty", "fn main() {}")?,
            reads: compile("reads", include_str!("reads.rs"))?,
            durable: compile("durable", include_str!("durable.rs"))?,
        })
    }

    /// Reads every file of a workspace.
    pub fn all(&self, workspace: &Path) -> Result<Cost, String> {
        cost(Command::new(&self.reads).arg(workspace).arg("--all"))
    }

    /// Writes a file into a folder, which then does not keep it.
    pub fn write(&self, folder: &Path) -> Result<Cost, String> {
        let cost = cost(Command::new(&self.durable).arg(folder))?;
        fs::remove_file(folder.join("record.yaml")).map_err(|error| error.to_string())?;
        Ok(cost)
    }
}

/// The folder in which cargo lets a benchmark work.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Compiles a program with `rustc -O` into cargo's folder for this.
fn compile(name: &str, text: &str) -> Result<PathBuf, String> {
    let (source, program) = (folder().join(format!("{name}.rs")), folder().join(name));
    fs::write(&source, text).map_err(|error| error.to_string())?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    cost(rustc.args(["-O", "--edition=2024", "-o"]).args([&program, &source])).map(|_| program)
}

/// An `engage` in a workspace, with the words of its command.
pub fn engage(program: &Path, workspace: &Path, words: &[&str]) -> Command {
    let mut engage = Command::new(program);
    engage.env("ENGAGE_TODAY", TODAY).env_remove("ENGAGE_WORKSPACE").env_remove("ENGAGE_ENGAGEMENT");
    engage.args(words).arg("--workspace").arg(workspace);
    engage
}

/// The output of a program that must succeed.
pub fn stdout(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{command:?}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim()))
}
