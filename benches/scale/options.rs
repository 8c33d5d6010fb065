//! What the person at the keyboard asks for: sizes, rows, where the workspaces are.

use std::path::PathBuf;

/// The arguments after `cargo bench --bench scale --`.
#[derive(Default)]
pub struct Options {
    /// One small size and few runs.
    pub quick: bool,
    /// Also 100,000 engagements.
    full: bool,
    /// Only the table of this size; of 0, only that of one long engagement.
    size: Option<u64>,
    /// Only rows whose title contains one of these; all rows, if empty.
    pub only: Vec<String>,
    /// Keeps the workspaces in this folder, and reuses those that are there.
    pub keep: Option<PathBuf>,
    /// The `engage` to measure, if it is not the one that was built with this benchmark.
    pub engage: Option<PathBuf>,
    /// An earlier `engage`, measured in the same turns.
    pub before: Option<PathBuf>,
    /// Only creates a workspace: its folder and its number of engagements.
    pub make: Option<(PathBuf, u64)>,
}

impl Options {
    /// Reads the arguments; an error says which one is wrong.
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                // what `cargo bench` adds by itself
                "--bench" => {}
                "--quick" => options.quick = true,
                "--full" => options.full = true,
                "--size" => options.size = Some(size(&value()?)?),
                "--only" => options.only.push(value()?),
                "--in" => options.keep = Some(value()?.into()),
                "--engage" => options.engage = Some(value()?.into()),
                "--before" => options.before = Some(program(value()?.into())),
                "--make" => options.make = Some((value()?.into(), number(&value()?)?)),
                _ => return Err(format!("unknown option {argument}; see the head of benches/scale/main.rs")),
            }
        }
        Ok(options)
    }

    /// The sizes, in engagements.
    pub fn sizes(&self) -> Vec<u64> {
        match (self.size, self.quick, self.full) {
            (Some(0), ..) => vec![],
            (Some(size), ..) => vec![size],
            (_, true, _) => vec![500],
            (_, _, false) => vec![1_000, 10_000],
            (_, _, true) => vec![1_000, 10_000, 100_000],
        }
    }

    /// Whether the long engagement is measured too.
    pub fn long(&self) -> bool {
        self.size.is_none_or(|size| size == 0)
    }

    /// Whether a row is asked for.
    pub fn asks_for(&self, title: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| title.contains(part.as_str()))
    }
}

/// The `engage` of a folder, or the file itself.
fn program(path: PathBuf) -> PathBuf {
    if path.is_dir() { path.join("engage") } else { path }
}

fn size(word: &str) -> Result<u64, String> {
    match word {
        "long" => Ok(0),
        number => self::number(number).map(|size| size.max(100)),
    }
}

fn number(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| format!("`{word}` is not a number"))
}
