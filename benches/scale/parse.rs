//! This benchmark as a program that only parses: with `--only-parse` it loads every engagement of a
//! workspace with the loader of `engage check`, and does nothing else; with `--only-read` it reads every record
//! of a folder repeatedly, and prints the nanoseconds per pass.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use engage::model::reference::Reference;
use engage::store::load;
use engage::store::workspace::Workspace;
use engage::store::yaml::read;

/// How often all records are read for one measurement.
const PASSES: u32 = 20;

/// Runs as that program, if requested.
pub fn requested() -> Option<ExitCode> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let below = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    let parse = below("--only-parse").map(|workspace| engagements(&workspace));
    parse.or_else(|| below("--only-read").map(|workspace| records(&workspace)))
}

fn engagements(workspace: &Path) -> ExitCode {
    let workspace = Workspace::open(workspace, workspace);
    let (ids, _) = workspace.ids().expect("the folder of engagements can be read");
    let loaded = load::engagements(&workspace, &ids);
    let unread: usize = loaded.iter().map(|(_, unread)| unread.len()).sum();
    println!("{} engagements, {unread} unread", loaded.len());
    ExitCode::SUCCESS
}

fn records(workspace: &Path) -> ExitCode {
    let records = files(workspace);
    let pass = passes(|| {
        for (reference, text) in &records {
            black_box(read::check(reference, text.as_bytes())).expect("a record of the samples can be read");
        }
    });
    println!("{}", pass.as_nanos());
    ExitCode::SUCCESS
}

/// The time of the underlying parser for the same records, without types and positions.
pub fn untyped(workspace: &Path) -> Duration {
    let records = files(workspace);
    passes(|| {
        for (_, text) in &records {
            black_box(serde_yaml::from_str::<serde_yaml::Value>(text)).expect("a record of the samples is YAML");
        }
    })
}

/// The mean time of a pass.
fn passes(mut pass: impl FnMut()) -> Duration {
    let started = Instant::now();
    (0..PASSES).for_each(|_| pass());
    started.elapsed() / PASSES
}

/// The records of all engagements of a workspace, each with its text.
fn files(workspace: &Path) -> Vec<(Reference, String)> {
    let mut found = Vec::new();
    for engagement in below(&workspace.join("engagements")) {
        let folders =
            below(&engagement).into_iter().flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] });
        for path in folders {
            let name = path.strip_prefix(&engagement).expect("a file is in its folder").with_extension("");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            found.extend(name.to_str().and_then(|name| name.parse().ok()).map(|reference| (reference, text)));
        }
    }
    found
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    entries.unwrap_or_default()
}
