//! `engage doctor`, `engage init` and every command in real repositories: what they say of git, what
//! they never say, and that nothing which a repository's own settings name is ever run.

use std::path::Path;

use crate::clones;
use crate::clones::{Clone, Pair, git_in, text};
use crate::scene;
use tempfile::TempDir;

const LINE: &str = "engagements/**/*.yaml text eol=lf";
const OTHERS: &str = "engagements/*/documents/** -merge\nengagements/**/evidence/** -text\n";

/// An empty folder, in a repository or not.
fn folder(in_git: bool) -> (TempDir, Clone) {
    let home = TempDir::new().unwrap();
    let clone = Clone { folder: home.path().to_owned() };
    if in_git {
        clone.git(&["init", "-q"]);
    }
    (home, clone)
}

fn doctor(clone: &Clone, words: &[&str]) -> (String, i32) {
    let output = clone.try_engage("2026-03-30", &[&["doctor"], words].concat());
    (text(&output), output.status.code().unwrap())
}

/// The line of a report that is about something.
fn line<'a>(report: &'a str, about: &str) -> &'a str {
    report.lines().find_map(|line| line.strip_prefix(about)).unwrap_or_else(|| panic!("{about}: {report}")).trim()
}

#[test]
fn init_in_a_repository_adds_its_lines_and_touches_no_other_byte() {
    let all = format!("{LINE}\n{OTHERS}");
    for (before, after) in [
        (None, all.clone()),
        (Some("*.png binary\n"), format!("*.png binary\n{all}")),
        (Some("*.png binary"), format!("*.png binary\n{all}")),
        (Some("# ours\r\n*.png binary\r\n"), format!("# ours\r\n*.png binary\r\n{}", all.replace('\n', "\r\n"))),
        (
            Some("engagements/**/*.yaml text eol=lf -diff\n"),
            format!("engagements/**/*.yaml text eol=lf -diff\n{OTHERS}"),
        ),
    ] {
        let (_home, clone) = folder(true);
        let file = clone.folder.join(".gitattributes");
        if let Some(before) = before {
            std::fs::write(&file, before).unwrap();
        }
        let dry = clone.engage("2026-03-01", &["init", "--dry-run"]);
        let is_new = before.is_none_or(|before| !before.contains(LINE));
        assert_eq!(dry.contains(&format!("+{LINE}")), is_new, "{dry}");
        assert_eq!(std::fs::read_to_string(&file).ok().as_deref(), before, "a dry run writes nothing");
        let said = clone.engage("2026-03-01", &["init"]);
        assert!(said.contains("added to .gitattributes: engagements/"), "{said}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
        let again = clone.engage("2026-03-01", &["init"]);
        assert_eq!(again, "this is a workspace already: nothing to write\n");
    }
}

#[test]
fn init_outside_of_a_repository_makes_no_attributes_and_in_a_subfolder_its_own() {
    let (_home, clone) = folder(false);
    clone.engage("2026-03-01", &["init"]);
    assert!(!clone.folder.join(".gitattributes").exists());

    let (_home, clone) = folder(true);
    clone.engage("2026-03-01", &["init", "customers"]);
    assert!(!clone.folder.join(".gitattributes").exists());
    let lines = std::fs::read_to_string(clone.folder.join("customers/.gitattributes")).unwrap();
    assert_eq!(lines, format!("{LINE}\n{OTHERS}"));
    for (file, attribute, value) in [
        ("people/b.yaml", "eol", "lf"),
        ("documents/cycle-1-brief.md", "merge", "unset"),
        ("evidence/b.yaml", "text", "unset"),
        ("evidence/onsite/b.csv", "text", "unset"),
    ] {
        let path = format!("customers/engagements/a/{file}");
        assert_eq!(clone.git(&["check-attr", attribute, &path]), format!("{path}: {attribute}: {value}\n"));
    }
}

#[cfg(unix)]
#[test]
fn attributes_that_are_a_link_stay_as_they_are_and_that_is_said() {
    let (_home, clone) = folder(true);
    std::fs::write(clone.folder.join("elsewhere"), "*.png binary\n").unwrap();
    std::os::unix::fs::symlink("elsewhere", clone.folder.join(".gitattributes")).unwrap();
    let said = clone.engage("2026-03-01", &["init"]);
    assert!(said.contains(".gitattributes was not changed: it is no plain file"), "{said}");
    assert_eq!(std::fs::read_to_string(clone.folder.join("elsewhere")).unwrap(), "*.png binary\n");
}

#[test]
fn a_sound_workspace_has_nothing_to_do() {
    let pair = Pair::walked(&["validate"]);
    let (said, code) = doctor(&pair.ours, &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(line(&said, "workspace"), "this folder");
    assert_eq!(line(&said, "settings"), "engage.yaml reads");
    assert_eq!(line(&said, "engagements"), "1, 1 open; every file reads");
    assert!(line(&said, "git").ends_with("; branch main; nothing unfinished"), "{said}");
    assert_eq!(line(&said, "permissions"), "everything can be written");
    assert_eq!(line(&said, "leftovers"), "none");
    assert_eq!(line(&said, "clock"), "30 March 2026, fixed by ENGAGE_TODAY; nothing is dated later");
    assert!(said.ends_with("nothing to do\n"));
    assert_eq!(pair.ours.git(&["status", "--porcelain", "-uall", "--ignored"]), "", "reading never writes");
}

#[test]
fn what_is_the_matter_is_told_with_what_to_do() {
    let pair = Pair::walked(&["validate"]);
    let root = &pair.ours.folder;
    for (clone, day) in [(&pair.ours, "2026-03-05"), (&pair.theirs, "2026-03-06")] {
        clone.engage(day, &["advance", "--because", "x"]);
    }
    assert!(!pair.try_merge());
    std::fs::write(root.join("engage.yaml"), "cadence: [\n").unwrap();
    std::fs::write(root.join(".gitattributes"), "*.png binary\n").unwrap();
    let inside = root.join("engagements/harbor-search");
    std::fs::create_dir_all(inside.join("notes")).unwrap();
    std::fs::write(inside.join("notes/2026-03-02-x-aaaa.yaml"), "on: 2026-03-02\ntxt: x\n").unwrap();
    std::fs::write(inside.join("people/.engage-abc.tmp"), "na").unwrap();
    std::fs::write(inside.join("people/ana-ortiz.yaml~"), "na").unwrap();
    std::fs::create_dir_all(root.join(".engage/drafts")).unwrap();
    std::fs::write(root.join(".engage/drafts/harbor-search--debrief.md"), "said\n").unwrap();
    let output = pair.ours.try_engage("2026-02-01", &["doctor"]);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(line(&said, "settings"), "engage.yaml cannot be read");
    assert_eq!(line(&said, "engagements"), "1, 1 open; 2 files cannot be read");
    assert!(
        line(&said, "git").contains("a merge is unfinished; .gitattributes lacks lines for records and evidence"),
        "{said}"
    );
    let left = "1 temporary of a killed command, swept by the next that writes there; 1 file of an editor, a merge or a file manager; 1 draft that waits in .engage/drafts/";
    assert_eq!(line(&said, "leftovers"), left);
    let (_, to_do) = said.split_once("to do\n").unwrap();
    for (words, remedy) in [
        ("engage.yaml cannot be read at line 1, so the defaults hold", "engage check"),
        ("1 file holds git's conflict markers", "engage resolve"),
        ("1 file cannot be read", "engage check"),
        ("1 file is in conflict", "engage resolve"),
        ("git may convert line ends of records and evidence: .gitattributes lacks lines", "engage init"),
        ("1 file of an editor, a merge or a file manager lies among the records", "engage check --only litter"),
        ("1 engagement tells of something dated after today", "engage check --only future-date   # or set the clock"),
    ] {
        assert!(to_do.contains(&format!("  {words}\n    {remedy}\n")), "{words}\n{to_do}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_the_lock_is_told_and_the_remedy_mends_it() {
    let pair = Pair::walked(&["validate"]);
    let root = &pair.ours.folder;
    for odd in [".engage", ".engage/lock"] {
        let _ = std::fs::remove_dir_all(root.join(".engage"));
        std::fs::create_dir_all(root.join(odd).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink("elsewhere", root.join(odd)).unwrap();
        let refused = pair.ours.try_engage("2026-03-05", &["add", "note", "a word"]);
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
        assert!(text(&refused).contains(&format!("{odd} is in the way of the lock")), "{}", text(&refused));
        let said = text(&pair.ours.try_engage("2026-03-05", &["doctor"]));
        assert_eq!(line(&said, "permissions"), format!("nothing can be written: {odd} is in the way of the lock"));
        assert!(said.contains(&format!("    mv {odd} {odd}.old   #")), "{said}");
        std::fs::rename(root.join(odd), root.join(format!("{odd}.old"))).unwrap();
        pair.ours.engage("2026-03-05", &["add", "note", "a word", "--again"]);
    }
    std::fs::rename(root.join(".engage/lock"), root.join(".engage/lock.old")).unwrap();
    let lock = root.join(".engage/lock");
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
    let mut doctor = scene::program("timeout", root);
    let said = text(&clones::run(doctor.args(["10", scene::ENGAGE, "doctor"])));
    assert_eq!(line(&said, "permissions"), "nothing can be written: .engage/lock is in the way of the lock");
}

#[test]
fn without_a_workspace_and_without_git_it_still_answers() {
    let (_home, clone) = folder(false);
    let (said, code) = doctor(&clone, &[]);
    assert!(code == 3 && said.contains("there is none here") && said.contains("    engage init\n"), "{said}");
    assert!(line(&said, "git").ends_with("; this is no repository"), "{said}");
    let (said, code) = doctor(&clone, &["--workspace", "nowhere"]);
    assert!(code == 3 && said.contains("--workspace names no workspace") && !said.contains("nowhere"), "{said}");

    let pair = Pair::walked(&["validate"]);
    let bare = |words: &[&str]| {
        let mut engage = scene::command(&pair.ours.folder);
        let output = clones::run(engage.args(words).env("PATH", "").env("ENGAGE_TODAY", "2026-03-30"));
        (text(&output), output.status.code().unwrap())
    };
    let (said, code) = bare(&["doctor"]);
    assert_eq!((line(&said, "git"), code), ("not there; only `engage resolve` needs it", 0), "{said}");
    for words in [&["init"][..], &["status"], &["add", "note", "x"], &["check"], &["advance", "--because", "x"]] {
        let (said, code) = bare(words);
        assert!(code == 0 || words[0] == "check", "{words:?}: {said}");
    }
    let (said, code) = bare(&["resolve"]);
    assert!(code == 1 && said.contains("`git` is not installed"), "{said}");
}

/// Words that a report must not hold, put wherever a person could put their own.
#[test]
fn what_it_prints_tells_of_nobody() {
    let home = TempDir::new().unwrap();
    let clone = Clone { folder: home.path().join("canary-folder") };
    std::fs::create_dir(&clone.folder).unwrap();
    clone.git(&["init", "-q", "-b", "canary-branch"]);
    clone.engage("2026-03-01", &["init"]);
    clone.engage("2026-03-01", &["new", "canary-port", "--customer", "Canary Ltd", "--title", "Canary"]);
    clone.engage("2026-03-01", &["add", "person", "Canary Jones", "--side", "customer"]);
    clone.engage("2026-04-01", &["add", "note", "canary notes"]);
    let inside = clone.folder.join("engagements/canary-port");
    std::fs::write(inside.join("people/canary.yaml"), "name: Canary\ncanary: [\n").unwrap();
    std::fs::write(inside.join("people/canary.yaml~"), "canary\n").unwrap();
    std::fs::write(clone.folder.join("engage.yaml"), "canary: 1\n").unwrap();
    std::fs::create_dir_all(clone.folder.join("engagements/Canary Folder")).unwrap();
    std::fs::create_dir_all(clone.folder.join(".engage/drafts")).unwrap();
    std::fs::write(clone.folder.join(".engage/drafts/canary-port--debrief.md"), "canary\n").unwrap();
    let deep = Clone { folder: inside.join("people") };
    for (clone, words) in [(&clone, &[][..]), (&clone, &["--json"]), (&deep, &[]), (&deep, &["--json"])] {
        let (said, code) = doctor(clone, words);
        assert_eq!(code, 3, "{said}");
        assert!(!said.to_lowercase().contains("canary"), "{said}");
        assert!(!said.contains(home.path().to_str().unwrap()), "{said}");
    }
}

#[test]
fn as_data_it_is_one_object() {
    let pair = Pair::walked(&["validate"]);
    let (said, _) = doctor(&pair.ours, &["--json"]);
    let data: serde_yaml::Value = serde_yaml::from_str(&said).unwrap();
    assert_eq!(data["kind"], "engagement.doctor");
    assert_eq!(data["data"]["git"]["branch"], "main");
    assert_eq!(data["data"]["git"]["attributes"], true);
    assert_eq!(data["data"]["problems"].as_sequence().unwrap().len(), 0);
}

/// Settings of a repository that would each leave a file behind if git ever ran them.
fn hostile(folder: &Path) {
    let canary = folder.join("canary");
    let touch = format!("touch '{}'; false", canary.display());
    let git = folder.join(".git");
    let hooks = git.join("hooks");
    std::fs::create_dir_all(&hooks).unwrap();
    for name in ["post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman", "reference-transaction"] {
        let hook = hooks.join(name);
        std::fs::write(&hook, format!("#!/bin/sh\n{touch}\n")).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let monitor = hooks.join("fsmonitor-watchman");
    for (key, value) in [
        ("core.fsmonitor", monitor.to_str().unwrap()),
        ("core.pager", &touch),
        ("core.editor", &touch),
        ("sequence.editor", &touch),
        ("core.sshCommand", &touch),
        ("core.alternateRefsCommand", &touch),
        ("diff.external", &touch),
        ("diff.evil.textconv", &touch),
        ("diff.evil.command", &touch),
        ("filter.evil.clean", &touch),
        ("filter.evil.smudge", &touch),
        ("filter.evil.process", &touch),
        ("merge.evil.driver", &touch),
        ("credential.helper", &format!("!{touch}")),
        ("alias.ls-files", &format!("!{touch}")),
    ] {
        assert!(git_in(folder, &["config", key, value]).status.success(), "{key}");
    }
    std::fs::write(git.join("info/attributes"), "*.yaml filter=evil diff=evil merge=evil\n").unwrap();
    assert!(!canary.exists(), "making it hostile runs nothing");
}

#[test]
fn nothing_that_a_repository_names_is_ever_run() {
    let pair = Pair::walked(&["validate"]);
    for (clone, day) in [(&pair.ours, "2026-03-05"), (&pair.theirs, "2026-03-06")] {
        clone.engage(day, &["advance", "--because", "x"]);
    }
    assert!(!pair.try_merge());
    let folder = &pair.ours.folder;
    hostile(folder);
    let canary = folder.join("canary");
    let commands: [&[&str]; 26] = [
        &["init"],
        &["doctor"],
        &["resolve"],
        &["resolve", "--dry-run", "--ours"],
        &["resolve", "--ours"],
        &["new", "other", "--customer", "C"],
        &["status"],
        &["list", "--attention"],
        &["show", "harbor-search"],
        &["log", "harbor-search"],
        &["recall", "port"],
        &["check"],
        &["assess", "harbor-search"],
        &["report", "harbor-search", "-o", "-"],
        &["export", "--format", "csv"],
        &["template", "list"],
        &["set", "-e", "harbor-search", "aim=x"],
        &["add", "note", "x", "-e", "harbor-search"],
        &["add", "goal", "g", "--criterion", "c", "-e", "harbor-search"],
        &["sign-off", "scope", "ana-ortiz", "-e", "harbor-search"],
        &["judge", "g", "met", "-e", "harbor-search"],
        &["advance", "harbor-search", "--because", "x"],
        &["pace", "show", "harbor-search"],
        &["edit", "-e", "harbor-search"],
        &["debrief", "harbor-search"],
        &["call-off", "harbor-search", "--reason", "x"],
    ];
    for words in commands {
        let output = clones::run(scene::command(folder).args(words).env("ENGAGE_TODAY", "2026-03-30"));
        assert!(!canary.exists(), "engage {words:?} ran something: {}", text(&output));
    }
    git_in(folder, &["status"]);
    assert!(canary.exists(), "plain `git status` runs it, or this test shows nothing");
}

#[test]
fn the_environment_of_a_hook_leads_to_no_other_repository() {
    let (_home, other) = folder(true);
    let (_home, clone) = folder(false);
    clone.engage("2026-03-01", &["init"]);
    let mut engage = scene::command(&clone.folder);
    let said = text(&clones::run(engage.arg("doctor").env("GIT_DIR", other.folder.join(".git"))));
    assert!(line(&said, "git").ends_with("; this is no repository"), "{said}");
}

#[test]
fn a_writer_at_work_is_told() {
    let pair = Pair::walked(&["validate"]);
    pair.ours.engage("2026-03-05", &["add", "note", "x"]);
    let lock = std::fs::File::open(pair.ours.folder.join(".engage/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(line(&doctor(&pair.ours, &[]).0, "leftovers"), "another engage is writing at this moment");
    lock.unlock().unwrap();
    assert_eq!(line(&doctor(&pair.ours, &[]).0, "leftovers"), "none");
}

#[test]
fn the_workspace_has_no_setting_that_runs_a_command() {
    let (_home, clone) = folder(false);
    clone.engage("2026-03-01", &["init"]);
    clone.engage("2026-03-01", &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    let names: Vec<_> = <engage::model::settings::Settings as engage::model::field::Fields>::FIELDS
        .iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(names, ["currency", "cadence", "brand", "checks", "adoption"], "a setting more: can it run a command?");
    let canary = clone.folder.join("canary");
    for key in ["editor", "pager", "shell", "hooks", "diff", "open", "plugins"] {
        let settings = format!("{key}: touch '{}'\n", canary.display());
        std::fs::write(clone.folder.join("engage.yaml"), settings).unwrap();
        for words in [&["status"][..], &["edit"], &["debrief"], &["add", "note", key], &["report", "-o", "-"]] {
            let output = clones::run(scene::command(&clone.folder).args(words).env("ENGAGE_EDITOR", "false"));
            assert!(text(&output).contains(&format!("unknown key `{key}`")), "{words:?}: {}", text(&output));
            assert!(!canary.exists(), "{words:?} ran it");
        }
    }
}
