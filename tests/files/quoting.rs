//! Suggested commands with hostile names: pasted into a shell they run nothing else, and the
//! name arrives unchanged.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::clones::{Clone, ClonePair, run};
use crate::scene::{command, piped, program, text};

/// Names that may be in a record, in somebody else's repository or on the command line.
const HOSTILE: [&str; 7] = [
    "x$(touch X)", "x`touch X`", "it's \"quoted\"", "two words; touch X", "x';touch X;'", "x\\$HOME & touch X",
    "-x|touch X",
];

/// The beginnings of suggested commands.
const BEGINNINGS: [&str; 17] = [
    "engage resolve ", "engage set ", "engage init ", "engage debrief ", "engage edit ", "engage explain ",
    "engage report ", "git add ", "git rm ", "git checkout ", "git restore ", "git show ", "git log ", "git mv ",
    "git -c ", "mv ", "rm ",
];

/// The commands of a text that contain a name: each from its beginning to the end of the word with the name.
fn commands(printed: &str, name: &str) -> Vec<String> {
    // the output for the name, quoted or not, contains this part
    let sign = name.split(['\'', '"', '\\', '\u{1b}']).max_by_key(|part| part.len()).unwrap();
    let mut found = Vec::new();
    for line in printed.lines() {
        for (at, _) in line.match_indices(sign) {
            let begins = BEGINNINGS.iter().filter_map(|beginning| line[..at].rfind(beginning)).max();
            let Some(begins) = begins else { continue };
            let begins = if line[..begins].ends_with("git ") { begins - "git ".len() } else { begins };
            let end = at + sign.len() + word_end(&line[begins..], at + sign.len() - begins);
            found.push(line[begins..end].to_owned());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The distance from a position to the end of its word, as a shell parses the line.
fn word_end(line: &str, place: usize) -> usize {
    let (mut quote, mut escaped) = (None, false);
    for (at, sign) in line.char_indices() {
        match (quote, sign) {
            _ if escaped => escaped = false,
            (None | Some('"'), '\\') => escaped = true,
            (None, '\'' | '"') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            (None, ' ' | ';') if at >= place => return at - place,
            _ => {}
        }
    }
    line.len() - place
}

/// Folders with programs that record their arguments, and the place where a shell is run.
struct QuotingShell {
    home: tempfile::TempDir,
}

impl QuotingShell {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("bin")).unwrap();
        fs::create_dir_all(home.path().join("here")).unwrap();
        for name in ["engage", "git", "mv", "rm"] {
            let path = home.path().join("bin").join(name);
            fs::write(&path, "#!/bin/sh\nprintf '%s\\0' \"$@\" >> ../said\n").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { home }
    }

    /// Runs a suggested command; the name must be in one of its words, and nothing else may run.
    fn assert_whole(&self, line: &str, name: &str, shell: &str) {
        let (here, words_file) = (self.home.path().join("here"), self.home.path().join("said"));
        let _ = fs::remove_file(&words_file);
        fs::create_dir_all(here.join(name).join("engagements/harbor-search/goals")).unwrap();
        let parsed = run(program(shell, &here).args(["-n", "-c", line]));
        assert!(parsed.status.success(), "{line}: {}", text(&parsed));
        let path = format!("{}:{}", self.home.path().join("bin").display(), std::env::var("PATH").unwrap());
        let output = run(program(shell, &here).args(["-c", line]).env("PATH", path));
        assert!(output.status.success() && text(&output).is_empty(), "{line}: {}", text(&output));
        let words = fs::read_to_string(&words_file).unwrap_or_default();
        // in a YAML value the name is quoted for YAML too
        let in_yaml = quoted(name);
        let is_whole = |word: &str| word.contains(name) || word.contains(&in_yaml);
        assert!(words.split('\0').any(is_whole), "{name} did not arrive of {line}: {words:?}");
        assert!(!here.join("X").exists(), "it was run: {line}");
    }

    /// The same for all commands in a text that contain the name; there must be some.
    fn assert_all(&self, printed: &str, name: &str) -> usize {
        let commands = commands(printed, name);
        assert!(!commands.is_empty(), "no command has {name:?} in it: {printed}");
        for line in &commands {
            self.assert_whole(line, name, "sh");
        }
        commands.len()
    }
}

const GOAL: &str = "statement: find a report\ncriterion: nine of ten\ncommitted: 2026-03-02\n";

fn put(clone: &Clone, path: &str, text: &str) {
    let path = clone.folder.join("engagements/harbor-search").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A text as YAML on one line.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

#[test]
fn a_name_in_the_record_arrives_whole() {
    let shell = QuotingShell::new();
    for name in HOSTILE {
        let pair = ClonePair::walked(&["validate", "select", "after-action"]);
        let digest = "0".repeat(64);
        let evidence = format!("evidence: [{{what: x, file: {}, sha256: {digest}}}]\n", quoted(name));
        put(&pair.ours, "goals/find-a-report.yaml", &format!("{GOAL}verdict: met\njudged: 2026-03-03\n{evidence}"));
        put(&pair.ours, "people/pat.yaml", &format!("name: Pat\nside: partner\norganization: {}\n", quoted(name)));
        put(
            &pair.ours,
            "cycle-1/04-after-action.yaml",
            &format!("entered: 2026-03-03\nfrom: cycle-1/03-select\nbecause: x\npassed: [{}]\n", quoted(name)),
        );
        put(&pair.ours, &format!("documents/cycle-1-{name}.md"), "<<<<<<< a\n=======\n>>>>>>> b\n");
        fs::write(pair.ours.folder.join(name), "x").unwrap();
        let printed = text(&pair.ours.try_engage("2026-03-09", &["check", "--all", "harbor-search"]));
        for check in ["evidence-changed", "partner-without-role", "gate-passed"] {
            assert!(printed.contains(check), "{check}: {printed}");
        }
        assert_eq!(shell.assert_all(&printed, name), 3, "{printed}");
    }
}

#[test]
fn a_file_in_conflict_and_a_key_of_ones_own_arrive_whole() {
    let shell = QuotingShell::new();
    for name in HOSTILE {
        let pair = ClonePair::walked(&["validate"]);
        for (clone, words) in [(&pair.ours, "one"), (&pair.theirs, "two")] {
            put(clone, &format!("documents/{name}"), words);
            put(clone, "goals/find-a-report.yaml", &format!("{GOAL}extra:\n  {}: {words}\n", quoted(name)));
        }
        assert!(!pair.try_merge());
        let printed = text(&pair.ours.try_engage("2026-03-09", &["resolve"]));
        assert!(shell.assert_all(&printed, name) >= 2, "{printed}");
    }
}

/// A workspace in conflict in a folder of that name, and the output of commands run elsewhere.
fn elsewhere(name: &str) -> String {
    let pair = ClonePair::walked(&["validate", "select"]);
    for (clone, words) in [(&pair.ours, "one"), (&pair.theirs, "two")] {
        put(clone, "goals/find-a-report.yaml", &GOAL.replace("nine", words));
        put(clone, "goals/find-a-map.yaml", &GOAL.replace("a report", words));
        put(clone, "documents/x.md", words);
    }
    fs::remove_file(pair.theirs.folder.join("engagements/harbor-search/people/ana-ortiz.yaml")).unwrap();
    put(&pair.ours, "people/ana-ortiz.yaml", "name: Ana Ortiz\nside: customer\nphone: \"12\"\n");
    assert!(!pair.try_merge());
    let home = tempfile::tempdir().unwrap();
    let root: PathBuf = home.path().join(name);
    fs::rename(&pair.ours.folder, &root).unwrap();
    let engage = |words: &[&str]| {
        let mut engage = command(home.path());
        engage.args(["--workspace", root.to_str().unwrap()]).args(words).env("ENGAGE_EDITOR", "true");
        engage
    };
    let mut printed = String::new();
    let mut says = |words: &[&str]| printed.push_str(&text(&run(&mut engage(words))));
    for words in [
        &["resolve"][..],
        &["status"],
        &["resolve", "goals/find-a-map", "--theirs"],
        &["resolve", "goals/find-a-report", "--ours"],
        &["resolve", "people/ana-ortiz", "--theirs"],
        &["set", "--in", "goals/find-a-report", "due=2026-04-01"],
        &["doctor"],
    ] {
        says(words);
    }
    for line in ["nobody knows this line", "nor this one"] {
        let mut typed = engage(&["debrief", "harbor-search", "-"]);
        printed.push_str(&text(&piped(&mut typed, &format!("## said\n{line}\n"))));
    }
    let editor = home.path().join("editor.sh");
    fs::write(&editor, "#!/bin/sh\n: > \"$1\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut emptied = engage(&["edit", "engagement", "-e", "harbor-search"]);
    printed.push_str(&text(&run(emptied.env("ENGAGE_EDITOR", &editor))));
    printed.push_str(&text(&run(command(home.path()).args([&format!("--workspace={name}/gone"), "list"]))));
    printed
}

#[test]
fn a_workspace_in_a_folder_of_any_name_is_named_whole_from_elsewhere() {
    let shell = QuotingShell::new();
    for name in HOSTILE {
        let printed = elsewhere(name);
        shell.assert_all(&printed, name);
        let commands = commands(&printed, name).join("\n");
        for beginning in ["engage resolve ", "git add ", "git rm ", "git show ", "engage debrief ", "engage init "] {
            assert!(commands.lines().any(|line| line.starts_with(beginning)), "{beginning}: {commands}\n\n{printed}");
        }
    }
}

#[test]
fn a_name_that_steers_a_terminal_leads_out_of_no_quotes() {
    let shell = QuotingShell::new();
    for (name, sign) in [("x\u{1b}'$(touch X)\"", "$(touch X)"), ("x\n`touch X`'y", "`touch X`")] {
        let pair = ClonePair::walked(&["validate"]);
        for (clone, words) in [(&pair.ours, "one"), (&pair.theirs, "two")] {
            put(clone, &format!("documents/{name}"), words);
        }
        assert!(!pair.try_merge());
        let printed = text(&pair.ours.try_engage("2026-03-09", &["resolve"]));
        let line = commands(&printed, sign).pop().unwrap();
        if Path::new("/bin/bash").exists() {
            shell.assert_whole(&line, name, "bash");
        }
        // a shell without `$'…'` does not parse the name, but runs nothing else either
        shell.assert_whole(&line, sign, "sh");
        shell.assert_whole(&format!("{line} {line} {line}"), sign, "sh");
    }
}

#[test]
fn a_name_that_is_not_quoted_is_found() {
    let shell = QuotingShell::new();
    for line in ["git add x$(touch X)", "git add \"x$(touch X)\""] {
        let lost = std::panic::catch_unwind(|| shell.assert_all(line, "x$(touch X)"));
        assert!(lost.is_err(), "{line}");
        let _ = fs::remove_file(shell.home.path().join("here/X"));
    }
    assert_eq!(shell.assert_all("hint: git add 'x$(touch X)'; or not", "x$(touch X)"), 1);
}
