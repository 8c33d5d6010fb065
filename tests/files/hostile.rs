//! Hostile files: each is rejected with a message or read as text, quickly, and without effect on other files.
//!
//! `cargo test --test files hostile -- --ignored --nocapture` measures how much longer than a plain start each takes.

mod inputs;

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use engage::model::problem::FileProblem;
use engage::store::load;
use engage::store::workspace::Workspace;

use crate::scene;
use inputs::{HostileInput, inputs};

const CHARTER: &str = "schema: 1\ntitle: Search\ncustomer: Port of Aldmouth\nopened: 2026-05-04\n";

const PLAIN: &str = "on: 2026-05-04\ntext: a note\n";

/// A workspace with the engagements `good` and `odd`, and `odd-1` and so on for more inputs.
fn workspace(inputs: &[HostileInput]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("engage.yaml"), "currency: EUR\n").unwrap();
    let numbered = (0..inputs.len()).map(odd);
    for id in ["good".to_owned(), "odd".to_owned()].into_iter().chain(numbered) {
        let engagement = folder.path().join("engagements").join(id);
        for inner in ["cycle-1", "notes"] {
            fs::create_dir_all(engagement.join(inner)).unwrap();
        }
        fs::write(engagement.join("engagement.yaml"), CHARTER).unwrap();
        fs::write(engagement.join("cycle-1/01-hypothesis.yaml"), "entered: 2026-05-04\n").unwrap();
    }
    for (at, input) in inputs.iter().enumerate() {
        fs::write(folder.path().join("engagements").join(odd(at)).join(input.place), &input.bytes).unwrap();
    }
    folder
}

fn odd(at: usize) -> String {
    format!("odd-{at}")
}

fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::command(folder).args(arguments).env("ENGAGE_TODAY", "2026-06-01").output().unwrap()
}

/// Puts an input in its place, and removes the previous one.
fn put(folder: &Path, input: &HostileInput) {
    let engagement = folder.join("engagements/odd");
    fs::write(engagement.join("engagement.yaml"), CHARTER).unwrap();
    fs::write(engagement.join("cycle-1/01-hypothesis.yaml"), "entered: 2026-05-04\n").unwrap();
    let _ = fs::remove_file(engagement.join("notes/2026-05-04-a-note-7k2m.yaml"));
    fs::write(engagement.join(input.place), &input.bytes).unwrap();
}

/// The output on both streams, without terminal control characters.
fn printed(output: &Output, name: &str) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let printed = String::from_utf8(both).unwrap();
    let steers = printed
        .chars()
        .find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || "\u{202e}\u{2066}\u{200b}".contains(*c));
    assert_eq!(steers, None, "{name}: {printed}");
    assert!(!printed.contains("panicked"), "{name}: {printed}");
    printed
}

fn in_words(unread: &FileProblem) -> String {
    let FileProblem { path, line, column, message, hint, .. } = unread;
    format!("{path}:{line}:{column}: {message}; {}", hint.clone().unwrap_or_default())
}

#[test]
fn a_hostile_file_is_named_or_read_and_hides_no_other() {
    let inputs = inputs();
    let folder = workspace(&inputs);
    let workspace = Workspace::open(folder.path(), folder.path());
    let wrong: Vec<String> = (0..).zip(&inputs).filter_map(|(at, input)| misread(&workspace, at, input)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Why an input is handled wrongly; none if it is correct.
fn misread(workspace: &Workspace, at: usize, input: &HostileInput) -> Option<String> {
    let (engagement, unread) = load::engagement(workspace, &odd(at).parse().unwrap());
    let printed: Vec<String> = unread.iter().map(in_words).collect();
    let place = format!("engagements/{}/{}:", odd(at), input.place);
    let right = match (input.says, printed.as_slice()) {
        (None, []) => engagement.charter.is_some(),
        (Some(says), [one]) => one.starts_with(&place) && one.contains(says),
        _ => false,
    };
    (!right).then(|| format!("{}: {printed:?}", input.name))
}

/// A fifth of them; the previous test reads each one separately.
#[test]
fn hostile_files_at_once_are_named_and_steer_nothing() {
    assert_named(&inputs().into_iter().step_by(5).collect::<Vec<_>>());
}

#[test]
#[ignore = "all of them, some of a MiB"]
fn all_hostile_files_at_once_are_named_and_steer_nothing() {
    assert_named(&inputs());
}

fn assert_named(inputs: &[HostileInput]) {
    let folder = workspace(inputs);
    let before: Vec<_> = (0..inputs.len()).map(|at| record(folder.path(), at, &inputs[at])).collect();
    for arguments in [&["check"][..], &["list"], &["status"]] {
        let output = engage(folder.path(), arguments);
        let printed = printed(&output, &arguments.join(" "));
        assert!([Some(0), Some(3)].contains(&output.status.code()), "{arguments:?}: {printed}");
        if arguments == ["check"] {
            let named = |at: usize| printed.contains(&format!("engagements/{}/{}:", odd(at), inputs[at].place));
            let unnamed: Vec<_> = (0..inputs.len()).filter(|at| inputs[*at].says.is_some() && !named(*at)).collect();
            assert!(unnamed.is_empty(), "{:?}", unnamed.iter().map(|at| &inputs[*at].name).collect::<Vec<_>>());
        } else {
            assert!(printed.contains("\ngood"), "{arguments:?}: {printed}");
        }
    }
    let after: Vec<_> = (0..inputs.len()).map(|at| record(folder.path(), at, &inputs[at])).collect();
    assert!(before == after, "a file was changed");
}

fn record(folder: &Path, at: usize, input: &HostileInput) -> Vec<u8> {
    fs::read(folder.join("engagements").join(odd(at)).join(input.place)).unwrap()
}

#[test]
fn a_file_that_cannot_be_read_is_not_written_to() {
    let inputs: Vec<HostileInput> = inputs().into_iter().filter(|input| input.says.is_some()).step_by(15).collect();
    let folder = workspace(&inputs);
    for (at, input) in inputs.iter().enumerate() {
        let name = input.place.trim_end_matches(".yaml");
        let key = if input.place.starts_with("notes") { "text=x" } else { "extra.a=x" };
        let output = engage(folder.path(), &["set", "-e", &odd(at), "--in", name, key]);
        let printed = printed(&output, &input.name);
        assert!([Some(1), Some(3)].contains(&output.status.code()), "{}: {printed}", input.name);
        assert!(record(folder.path(), at, input) == input.bytes, "{}: the file was changed", input.name);
    }
}

#[test]
#[ignore = "measures: how long each takes depends on the machine"]
fn the_slowest_hostile_file() {
    let folder = workspace(&[]);
    let took = |arguments: &[&str]| {
        let tries = (0..5).map(|_| {
            let start = Instant::now();
            engage(folder.path(), arguments);
            start.elapsed()
        });
        tries.min().unwrap()
    };
    for command in ["status", "check"] {
        fs::write(folder.path().join("engagements/odd/notes/2026-05-04-a-note-7k2m.yaml"), PLAIN).unwrap();
        let plain = took(&[command, "odd"]);
        let mut times: Vec<(Duration, String)> = Vec::new();
        for input in inputs() {
            put(folder.path(), &input);
            times.push((took(&[command, "odd"]), input.name));
        }
        times.sort();
        println!(
            "{command}: {} hostile files, a plain start {plain:.1?}; the slowest, over a plain start:",
            times.len()
        );
        for (time, name) in times.iter().rev().take(8) {
            println!("{:>9.1?}  {name}", time.saturating_sub(plain));
        }
    }
}
