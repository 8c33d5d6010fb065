//! Each check on its own example: `tests/cmd/check/ID.md` shows the case it fires on and the one it does
//! not fire on, and the output of `engage check` for each; for a gate, that of `engage advance`.
//!
//! The files are generated from the check's row, and so is the page of them all, `docs/checks.md`;
//! `SNAPSHOTS=overwrite cargo test --test pinned` regenerates the pages; review each before you
//! commit it.

mod catalogue;
mod remedies;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scene;
use engage::check::page::File;
use engage::check::{CHECKS, Check};
use engage::model::finding::Level;
use engage::model::step::Step;

/// The engagement of the examples.
const OWN: &str = "harbor-search";

/// The settings of its workspace.
const SETTINGS: &str = "engage.yaml";

type CheckFiles = BTreeMap<String, String>;

/// The files of a case by their path in the workspace: the charter and a straight walk, one step a day,
/// with what the example adds.
fn files(check: &Check, case: &[File]) -> CheckFiles {
    let mut files = CheckFiles::new();
    let own = format!("engagements/{OWN}");
    let charter = "schema: 1\ntitle: Search\ncustomer: Harbor\nopened: 2026-03-01\n";
    files.insert(format!("{own}/engagement.yaml"), charter.to_owned());
    let mut from = String::new();
    for step in &Step::ALL[..usize::from(check.at().number())] {
        let name = format!("cycle-1/{:02}-{step}", step.number());
        files.insert(format!("{own}/{name}.yaml"), format!("entered: 2026-03-{:02}\n{from}", step.number()));
        from = format!("from: {name}\n");
    }
    for (name, lines) in case {
        if *name == SETTINGS {
            files.insert(SETTINGS.to_owned(), lines.clone());
            continue;
        }
        let (owner, name) = name.split_once(':').unwrap_or((OWN, name));
        files.entry(format!("engagements/{owner}/engagement.yaml")).or_insert_with(|| charter.to_owned());
        let name = if name.contains('.') { name.to_string() } else { format!("{name}.yaml") };
        let text = files.entry(format!("engagements/{owner}/{name}")).or_default();
        if lines.starts_with("entered:") {
            text.clear();
        }
        text.push_str(lines);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    files
}

fn workspace(files: &CheckFiles) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The output and exit code of `engage check` for a case.
fn run(workspace: &Path, check: &Check, today: &str) -> (String, i32) {
    let ran = scene::command(workspace)
        .args(["check", "--only", check.id, "--fail-on", "advice"])
        .env("ENGAGE_TODAY", today)
        .output()
        .unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    assert!(!stderr.contains("error:") && !stderr.contains("panicked"), "{}: {stderr}", check.id);
    (String::from_utf8(ran.stdout).unwrap(), ran.status.code().unwrap())
}

/// The output of `engage advance` for a gate, and 3 if it blocks.
fn refused(workspace: &Path, gate: &Check, today: &str) -> (String, i32) {
    let ran = scene::command(workspace).args(["advance", "--dry-run"]).env("ENGAGE_TODAY", today).output().unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    match ran.status.code().unwrap() {
        3 if stderr.contains(&format!("\n  {}: ", gate.id)) => (stderr, 3),
        0 => (String::new(), 0),
        other => panic!("{}: advance ended with {other}: {stderr}", gate.id),
    }
}

/// A case as its page shows it, and the exit code.
fn case_output(check: &Check, case: &[File]) -> (String, i32) {
    let folder = workspace(&files(check, case));
    let is_gate = check.guards.is_some();
    let look = if is_gate { refused } else { run };
    let (printed, exit) = look(folder.path(), check, check.today());
    let mut page = String::new();
    for (name, lines) in case {
        page.push_str(&format!("`{name}`:\n\n```text\n{}\n```\n\n", lines.trim_end()));
    }
    if case.is_empty() {
        page.push_str("No records beside the steps.\n\n");
    }
    let command = if is_gate { "advance --dry-run".to_owned() } else { format!("check --only {}", check.id) };
    if is_gate && printed.is_empty() {
        page.push_str("`engage advance` succeeds.\n");
    } else {
        page.push_str(&format!("```text\n$ ENGAGE_TODAY={} engage {command}\n{printed}```\n", check.today()));
    }
    (page, exit)
}

fn page(check: &Check) -> Result<String, String> {
    let (fires, exit) = case_output(check, &check.fires());
    if exit != 3 {
        return Err(format!("{} does not notice its own case:\n{fires}", check.id));
    }
    let (silent, exit) = case_output(check, &check.silent());
    if exit != 0 {
        return Err(format!("{} notices the case that it should not:\n{silent}", check.id));
    }
    let step = check.at();
    Ok(format!(
        "# `{}`\n\n{}. The current step is {step}.\n\n## With a finding\n\n{fires}\n## Without a finding\n\n{silent}",
        check.id,
        capital(check.summary()),
    ))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check")
}

#[test]
fn the_page_of_all_checks_is_what_their_rows_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    snapbox::assert_data_eq!(catalogue::page(), snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn each_check_notices_its_case_and_is_silent_on_the_clean_one() {
    let mut wrong = Vec::new();
    for check in CHECKS {
        let path = folder().join(format!("{}.md", check.id));
        match page(check) {
            Ok(page) => snapbox::assert_data_eq!(page, snapbox::Data::read_from(&path, None).raw()),
            Err(mistake) => wrong.push(mistake),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_page_is_left_of_a_check_that_is_gone() {
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap();
        assert!(Check::named(id).is_some(), "{}", path.display());
    }
}

/// The settings under which only this check reports to management.
fn alone(check: &Check) -> String {
    let setting = |other: &Check| {
        let level = if other.id == check.id { check.level.max(Level::Warning) } else { Level::Off };
        format!("  {}: {{level: {level}, because: alone}}\n", other.id)
    };
    format!("checks:\n{}", CHECKS.iter().map(setting).collect::<String>())
}

/// The parts of the report to management and of the portfolio about a case.
fn worries(check: &Check) -> Vec<String> {
    let mut files = files(check, &check.fires());
    files.entry(SETTINGS.to_owned()).or_insert_with(|| alone(check));
    let workspace = workspace(&files);
    let render = |operands: &[&str]| {
        let mut command = scene::command(workspace.path());
        command.arg("report").args(operands).args(["-o", "-", "--date", check.today()]);
        let ran = command.env("ENGAGE_TODAY", check.today()).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    let page = render(&["management", OWN]);
    let worries =
        page.split("## Risks and concerns").nth(1).unwrap_or_default().split("## ").next().unwrap_or_default();
    let worries = worries.lines().filter_map(|line| Some(line.strip_prefix("- ")?.to_owned()));
    let portfolio = render(&["portfolio"]);
    let reasons = portfolio.lines().filter_map(|line| line.strip_prefix("- **Search")?.split_once(": "));
    worries.chain(reasons.map(|(_, reason)| reason.to_owned())).collect()
}

#[test]
fn management_is_told_in_its_own_words() {
    let mut seen = std::collections::BTreeSet::new();
    for check in CHECKS {
        for worry in worries(check) {
            assert!(!worry.contains(['`', '=', '_', '/']), "{}: {worry}", check.id);
            assert!(!worry.contains(".yaml") && !worry.contains("engage "), "{}: {worry}", check.id);
            let named = CHECKS.iter().find(|other| other.id.contains('-') && worry.contains(other.id));
            assert!(named.is_none(), "{}: {worry}", check.id);
            seen.insert(check.id);
        }
    }
    assert!(seen.len() > 80, "{seen:?}");
}

#[test]
fn explain_tells_each_check_as_data() {
    let ran = scene::engage(Path::new("."), &["explain", "--json"]);
    let reply: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let row = |check: &Check| {
        let Check { id, level, from, about, guards, .. } = check;
        let (summary, why, remedy, source) = (check.summary(), check.why(), check.remedy(), check.source());
        serde_json::json!({
            "id": id, "level": level.word(), "kind": check.kind(), "from": from.to_string(), "about": about.word(),
            "guards": guards.map(|step| step.to_string()), "summary": summary, "why": why, "remedy": remedy, "source": source,
        })
    };
    assert_eq!(reply["kind"], "engagement.checks");
    assert_eq!(reply["data"], CHECKS.iter().map(row).collect::<serde_json::Value>());
}
