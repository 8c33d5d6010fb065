//! What a team copies into its own repository does there what it says: the workflow of GitHub, the job of GitLab and
//! the hook of pre-commit are read, and their `engage` lines run as they stand, in a git repository with a record.

use std::fs;
use std::path::Path;

use crate::scene;
use serde_yaml::Value;
use snapbox::assert_data_eq;

/// A record in order.
const CLEAN: &[(&str, &str)] = &[
    (
        "engage.yaml",
        "currency: EUR\nchecks:\n  litter:\n    level: advice\n    because: our editor is careless, we know\n",
    ),
    ("engagements/harbor/engagement.yaml", "schema: 1\ntitle: Search\ncustomer: Harbor\nopened: 2026-03-02\n"),
    (
        "engagements/harbor/cycle-1/01-hypothesis.yaml",
        "entered: 2026-03-02\ntoday: by phone\nbelief: they need search\nbenefit: an hour a day\nstop_if: nobody asks\n",
    ),
    ("engagements/harbor/people/ana-ortiz.yaml", "name: Ana Ortiz\nside: customer\nroles: [sponsor, ACR]\n"),
];

/// What is added to it: an error, a warning, and what is but advice here.
const BROKEN: &[(&str, &str)] = &[
    (
        "engagements/harbor/goals/fast.yaml",
        "statement: A report is found\ncriterion: in 10 s: 9 of 10\ncommitted: 2026-03-02\n",
    ),
    (
        "engagements/harbor/actions/2026-03-02-ask-for-the-key-aaaa.yaml",
        "what: ask, 100 % politely, for the key\nowner: ana-ortiz\nraised: 2026-03-02\ndue: 2026-03-05\n",
    ),
    ("engagements/harbor/cycle-1/01-hypothesis.yaml.orig", "entered: 2026-03-02\n"),
];

/// A git repository with a record in one of its folders.
fn repository(folder: &str, records: &[&[(&str, &str)]]) -> tempfile::TempDir {
    let repository = tempfile::tempdir().unwrap();
    let made = scene::program("git", repository.path()).args(["init", "-q"]).status().unwrap();
    assert!(made.success());
    for (path, text) in records.iter().copied().flatten() {
        let path = repository.path().join(folder).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    repository
}

/// Runs a line as a runner would: in a shell, at that folder; standard output, standard error, the exit code.
fn run(line: &str, folder: &Path) -> String {
    let binaries = Path::new(scene::ENGAGE).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let mut shell = scene::program("sh", folder);
    let ran = shell.args(["-e", "-c", line]).env("PATH", path).env("ENGAGE_TODAY", "2026-03-09").output().unwrap();
    let (out, said) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
    format!("{out}-- {said}? {}\n", ran.status.code().unwrap())
}

/// A file of this repository as YAML.
fn yaml(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value:?} is no text")).to_owned()
}

/// What the workflow of GitHub runs, in order.
fn github() -> Vec<String> {
    let workflow = yaml("tests/workflows/github.yml");
    let steps = workflow["jobs"]["check"]["steps"].as_sequence().unwrap();
    steps.iter().filter_map(|step| step.get("run")).map(words).collect()
}

/// What the job of GitLab runs, in order.
fn gitlab() -> Vec<String> {
    let job = &yaml("tests/workflows/gitlab.yml")["engage"];
    let lines = ["before_script", "script"].map(|part| job[part].as_sequence().unwrap().clone());
    lines.iter().flatten().map(words).collect()
}

/// The one hook of pre-commit.
fn hook() -> Value {
    let hooks = yaml(".pre-commit-hooks.yaml");
    assert_eq!(hooks.as_sequence().unwrap().len(), 1);
    hooks[0].clone()
}

/// Those that run `engage` itself.
fn of_engage(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).filter(|line| line.starts_with("engage ")).collect()
}

const INSTALL: &str = "command -v engage || cargo install --locked --git \"$ENGAGE_REPOSITORY\" engage";

#[test]
fn the_workflow_of_github_installs_engage_and_checks() {
    assert_eq!(github(), [INSTALL, "engage check --format github"]);
}

#[test]
fn the_job_of_gitlab_installs_engage_and_checks() {
    let check = ["engage check --fail-on never", "engage check --format gitlab > gl-code-quality-report.json"];
    assert_eq!(gitlab(), ["export PATH=\"$CARGO_HOME/bin:$PATH\"", INSTALL, check[0], check[1]]);
    let report = &yaml("tests/workflows/gitlab.yml")["engage"]["artifacts"];
    assert_eq!(words(&report["reports"]["codequality"]), "gl-code-quality-report.json");
    assert_eq!(words(&report["when"]), "always");
}

#[test]
fn github_shows_each_finding_at_its_line_and_fails_on_an_error() {
    let repository = repository("", &[CLEAN, BROKEN]);
    let ran: Vec<_> = of_engage(&github()).into_iter().map(|line| run(line, repository.path())).collect();
    assert_data_eq!(ran.concat(), snapbox::file!["../workflows/out/github.txt"].raw());
}

#[test]
fn gitlab_gets_a_report_of_each_finding_and_fails_on_an_error() {
    let repository = repository("", &[CLEAN, BROKEN]);
    let mut ran: Vec<_> = of_engage(&gitlab()).into_iter().map(|line| run(line, repository.path())).collect();
    ran.push(fs::read_to_string(repository.path().join("gl-code-quality-report.json")).unwrap());
    assert_data_eq!(ran.concat(), snapbox::file!["../workflows/out/gitlab.txt"].raw());
}

#[test]
fn a_record_in_order_is_let_through_by_all_of_them() {
    let repository = repository("", &[CLEAN]);
    let lines = [of_engage(&github()).concat(), of_engage(&gitlab())[1].to_owned(), words(&hook()["entry"])];
    for line in &lines {
        assert_eq!(run(line, repository.path()), "-- ? 0\n", "{line}");
    }
    assert_eq!(fs::read_to_string(repository.path().join("gl-code-quality-report.json")).unwrap(), "[]\n");
}

/// The places that an annotation of GitHub and a report of GitLab name, from wherever they are made.
fn places(repository: &Path, folder: &str, added: &str) -> [Vec<String>; 2] {
    let folder = repository.join(folder);
    let github = run(&format!("{}{added}", of_engage(&github())[0]), &folder);
    let files = github.lines().filter_map(|line| line.split_once(" file=")?.1.split(',').next().map(str::to_owned));
    let gitlab = run(&format!("engage check --format gitlab{added} 2>&-"), &folder);
    let report: Value = serde_yaml::from_str(gitlab.split_once("-- ").unwrap().0).unwrap();
    let paths = report.as_sequence().unwrap().iter().map(|one| words(&one["location"]["path"]));
    [files.collect(), paths.collect()]
}

#[test]
fn in_a_folder_of_the_repository_the_paths_are_still_those_of_the_repository() {
    let repository = repository("our/customers", &[CLEAN, BROKEN]);
    let expected: Vec<String> =
        ["goals/fast.yaml", "actions/2026-03-02-ask-for-the-key-aaaa.yaml", "cycle-1/01-hypothesis.yaml.orig"]
            .map(|path| format!("our/customers/engagements/harbor/{path}"))
            .to_vec();
    let from = [("", " --workspace our/customers"), ("our/customers", ""), ("our/customers/engagements/harbor", "")];
    for (folder, added) in from {
        assert_eq!(places(repository.path(), folder, added), [expected.clone(), expected.clone()], "{folder}");
    }
}

#[test]
fn the_hook_of_pre_commit_lets_no_error_through() {
    let hook = hook();
    assert_eq!(words(&hook["id"]), "engage-check");
    assert_eq!(words(&hook["language"]), "rust");
    assert_eq!(hook["pass_filenames"], Value::Bool(false));
    let repository = repository("", &[CLEAN, BROKEN]);
    assert_data_eq!(run(&words(&hook["entry"]), repository.path()), snapbox::file!["../workflows/out/hook.txt"].raw());
}

#[test]
fn the_example_for_pre_commit_uses_the_hook_and_warnings_stop_it_too() {
    let hooks = &yaml("tests/workflows/pre-commit-config.yaml")["repos"][0]["hooks"];
    assert_eq!(hooks[0]["id"], hook()["id"]);
    let arguments: Vec<_> = hooks[0]["args"].as_sequence().unwrap().iter().map(words).collect();
    let line = format!("{} {}", words(&hook()["entry"]), arguments.join(" "));
    assert_eq!(line, "engage check --fail-on warning");
    let repository = repository("", &[CLEAN, &BROKEN[1..]]);
    assert!(run(&line, repository.path()).ends_with("\n-- ? 3\n"));
}
