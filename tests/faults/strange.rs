//! Files that are no plain files, where a record or a folder should be: not followed, not waited for.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::scene;
use crate::scene::{ENGAGE, without_rights};

/// A workspace with the engagements `good` and `odd`.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    engage(folder.path(), &["init"]);
    for name in ["good", "odd"] {
        engage(folder.path(), &["new", name, "--customer", "Port of Aldmouth"]);
    }
    folder
}

/// Runs `engage` under a limit of five seconds.
fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::program("timeout", folder).args(["5", ENGAGE]).args(arguments).output().unwrap()
}

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn odd(folder: &tempfile::TempDir, inner: &str) -> PathBuf {
    folder.path().join("engagements/odd").join(inner)
}

/// `list` and `status` of both end with 0, and name the file.
fn assert_named(folder: &tempfile::TempDir, name: &str) {
    for arguments in [&["list"][..], &["status"], &["status", "odd"]] {
        let output = engage(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(said.contains(&format!("{name}: ")), "{arguments:?}: {said}");
    }
    assert!(String::from_utf8(engage(folder.path(), &["list"]).stdout).unwrap().contains("good"));
}

#[test]
fn a_pipe_is_not_waited_for() {
    for inner in ["engagement.yaml", "cycle-1/01-hypothesis.yaml"] {
        let folder = workspace();
        pipe(&odd(&folder, inner));
        let output = engage(folder.path(), &["status", "odd"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(&format!("engagements/odd/{inner}: ")), "{said}");
    }
    let folder = workspace();
    pipe(&folder.path().join("engage.yaml"));
    assert_named(&folder, "engage.yaml");
}

#[test]
fn a_link_is_not_read_through() {
    let folder = workspace();
    fs::remove_file(odd(&folder, "engagement.yaml")).unwrap();
    symlink("../good/engagement.yaml", odd(&folder, "engagement.yaml")).unwrap();
    assert_named(&folder, "engagements/odd/engagement.yaml");
    fs::create_dir(odd(&folder, "elsewhere")).unwrap();
    symlink("elsewhere", odd(&folder, "notes")).unwrap();
    let output = engage(folder.path(), &["status", "odd"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("engagements/odd/notes: is no folder, and a link is not followed"), "{said}");
}

#[test]
fn an_engagement_behind_a_link_is_not_written_to() {
    let folder = workspace();
    symlink("good", folder.path().join("engagements/linked")).unwrap();
    for arguments in [&["status", "linked"][..], &["add", "note", "x", "-e", "linked"]] {
        let output = engage(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.contains("engagements/linked is no folder, and a link is not followed"), "{said}");
    }
    assert!(!folder.path().join("engagements/good/notes").exists());
    for arguments in [&["list"][..], &["status"], &["export", "--format", "ndjson", "-o", "-"]] {
        let output = engage(folder.path(), arguments);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("good") && !shown.contains("linked"), "{arguments:?}: {shown}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("engagements/linked: is no folder, and a link is not followed"), "{arguments:?}: {said}");
    }
}

#[test]
fn nothing_is_written_through_a_link_and_nothing_moved() {
    for (inner, arguments) in [
        ("notes", &["add", "note", "a word", "-e", "odd"][..]),
        ("goals", &["add", "goal", "a", "--criterion", "b", "-e", "odd"]),
        ("outcomes", &["call-off", "odd", "--reason", "stop"]),
        ("documents", &["report", "odd"]),
        ("cycle-1/forks", &["resolve", "odd", "--keep", "cycle-1/02-validate"]),
    ] {
        let (folder, elsewhere) = (workspace(), tempfile::tempdir().unwrap());
        for step in ["02-validate", "03-select"] {
            let from = "entered: 2026-03-02\nfrom: cycle-1/01-hypothesis\n";
            fs::write(odd(&folder, &format!("cycle-1/{step}.yaml")), from).unwrap();
        }
        fs::create_dir_all(odd(&folder, inner).parent().unwrap()).unwrap();
        symlink(elsewhere.path(), odd(&folder, inner)).unwrap();
        let before = files(folder.path());
        let output = engage(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(&format!("{inner} is no folder, and a link is not followed")), "{arguments:?}: {said}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "{arguments:?}");
        assert_eq!(files(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn no_folder_of_the_workspace_is_written_or_read_through_a_link() {
    for (inner, theirs, arguments) in [
        ("templates", "after-action.md", &["template", "eject", "after-action"][..]),
        ("templates", "other.md", &["template", "eject", "after-action", "--dry-run"]),
        ("export", "goal.csv", &["export", "--format", "csv"]),
        ("export", "other", &["export", "--format", "csv", "-o", "export/inner"]),
        ("measured", "a.csv", &["judge", "a", "met", "-e", "odd", "--evidence", "measured/a.csv"]),
        ("engagements/odd/documents", "cycle-1-brief.md", &["report", "brief", "odd"]),
        ("engagements/odd/documents", "cycle-1-brief.md", &["report", "brief", "odd", "--dry-run"]),
        ("engagements/odd/documents", "cycle-1-brief.md", &["report", "--check", "odd"]),
        (
            "engagements/odd/evidence",
            "a.csv",
            &["judge", "a", "met", "-e", "odd", "--evidence", "engagements/odd/evidence/a.csv"],
        ),
        (".engage", "x", &["add", "note", "a word", "-e", "odd"]),
        (".engage/drafts", "odd--debrief.md", &["debrief", "odd"]),
        (".engage/drafts", "odd--goals--a.yaml", &["edit", "goals/a", "-e", "odd"]),
    ] {
        let (folder, elsewhere) = (workspace(), tempfile::tempdir().unwrap());
        scene::done(folder.path(), &["add", "goal", "a", "--criterion", "b", "-e", "odd"]);
        let link = folder.path().join(inner);
        let _ = fs::remove_dir_all(&link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        fs::write(elsewhere.path().join(theirs), "# theirs").unwrap();
        symlink(elsewhere.path(), &link).unwrap();
        let before = files(folder.path());
        let mut command = scene::program("timeout", folder.path());
        let output = command.args(["5", ENGAGE]).args(arguments).env("EDITOR", "true").output().unwrap();
        let said = scene::text(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(
            said.contains(&format!("{inner} is ")) && said.contains("a link is not followed"),
            "{arguments:?}: {said}"
        );
        assert!(!said.contains("theirs"), "{arguments:?}: {said}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "{arguments:?}");
        assert_eq!(fs::read_to_string(elsewhere.path().join(theirs)).unwrap(), "# theirs", "{arguments:?}");
        assert_eq!(files(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn a_link_or_a_pipe_in_the_place_of_a_file_that_is_made_is_refused() {
    for (inner, arguments) in [
        ("templates/after-action.md", &["template", "eject", "after-action"][..]),
        ("export/goal.csv", &["export", "--format", "csv"]),
        ("all.ndjson", &["export", "--format", "ndjson", "-o", "all.ndjson"]),
        ("engagements/odd/documents/cycle-1-brief.md", &["report", "brief", "odd"]),
        ("engagements/odd/documents/cycle-1-brief.md", &["report", "brief", "odd", "--force"]),
        ("engagements/odd/documents/cycle-1-brief.md", &["report", "--all", "odd"]),
        ("engagements/odd/documents/cycle-1-brief.md", &["report", "--check", "odd"]),
        (
            "engagements/odd/evidence/a.csv",
            &["judge", "a", "met", "-e", "odd", "--evidence", "engagements/odd/evidence/a.csv"],
        ),
        (".engage/lock", &["add", "note", "a word", "-e", "odd"]),
        (".engage/drafts/odd--goals--a.yaml", &["edit", "goals/a", "-e", "odd"]),
    ] {
        for is_pipe in [true, false] {
            let (folder, elsewhere) = (workspace(), tempfile::tempdir().unwrap());
            scene::done(folder.path(), &["add", "goal", "a", "--criterion", "b", "-e", "odd"]);
            let path = folder.path().join(inner);
            let theirs = elsewhere.path().join("theirs");
            fs::write(&theirs, "# theirs").unwrap();
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let _ = fs::remove_file(&path);
            if is_pipe {
                pipe(&path);
            } else {
                symlink(&theirs, &path).unwrap();
            }
            let mut command = scene::program("timeout", folder.path());
            let output = command.args(["5", ENGAGE]).args(arguments).env("EDITOR", "true").output().unwrap();
            let said = scene::text(&output);
            assert!([1, 3, 4].contains(&output.status.code().unwrap()), "{arguments:?}, {is_pipe}: {said}");
            assert!(said.contains(inner), "{arguments:?}, {is_pipe}: {said}");
            assert!(!said.contains("# theirs"), "{arguments:?}, {is_pipe}: {said}");
            assert!(!fs::symlink_metadata(&path).unwrap().is_file(), "{arguments:?}, {is_pipe}");
            assert_eq!(fs::read_to_string(&theirs).unwrap(), "# theirs", "{arguments:?}, {is_pipe}");
        }
    }
}

#[test]
fn check_neither_waits_for_a_pipe_nor_follows_a_link() {
    let (folder, elsewhere) = (workspace(), tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join("x.md"), "<<<<<<< a\n=======\n>>>>>>> b\n").unwrap();
    fs::create_dir_all(odd(&folder, "documents")).unwrap();
    fs::create_dir(folder.path().join("templates")).unwrap();
    pipe(&odd(&folder, "documents/cycle-1-brief.md"));
    pipe(&folder.path().join("templates/week.md"));
    symlink(elsewhere.path().join("x.md"), odd(&folder, "documents/x.md")).unwrap();
    symlink(elsewhere.path(), odd(&folder, "evidence")).unwrap();
    symlink("/dev/zero", folder.path().join("templates/zero.md")).unwrap();
    let goal = "statement: s\ncriterion: c\ncommitted: 2026-03-02\nverdict: met\nevidence:\n  - what: x\n    file: engagements/odd/evidence/x.md\n    sha256: aa\n";
    fs::create_dir_all(odd(&folder, "goals")).unwrap();
    fs::write(odd(&folder, "goals/a.yaml"), goal).unwrap();
    let output = engage(folder.path(), &["check", "--only", "conflict-markers", "--only", "evidence-changed"]);
    let said = scene::text(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("lies behind a link, which is not followed") && said.ends_with("1 warning\n"), "{said}");
}

/// All files below a folder, links not followed.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap() {
            kind if kind.is_dir() && entry.file_name() != ".engage" => all.extend(files(&entry.path())),
            _ => all.push(entry.path()),
        }
    }
    all.sort();
    all
}

#[test]
fn a_file_in_the_place_of_the_engagements_is_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("engagements"), "x").unwrap();
    let output = engage(folder.path(), &["init"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("engagements is no folder: move it away"));
    assert!(!folder.path().join("engage.yaml").exists());
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = engage(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    said
}

#[test]
fn a_folder_of_the_record_that_is_none_is_named() {
    for inner in ["cycle-2", "outcomes", "feedback"] {
        let folder = workspace();
        fs::write(odd(&folder, inner), "").unwrap();
        assert_named(&folder, &format!("engagements/odd/{inner}"));
        fs::remove_file(odd(&folder, inner)).unwrap();
        symlink("../good/cycle-1", odd(&folder, inner)).unwrap();
        assert_named(&folder, &format!("engagements/odd/{inner}"));
    }
    let folder = workspace();
    symlink("../../good/cycle-1", odd(&folder, "cycle-1/forks")).unwrap();
    assert_named(&folder, "engagements/odd/cycle-1/forks");
}

#[test]
fn a_folder_that_may_not_be_read_is_named() {
    for inner in ["feedback", "outcomes", "cycle-1", ""] {
        let folder = workspace();
        let path = odd(&folder, inner);
        fs::create_dir_all(&path).unwrap();
        lock(&path, 0o000);
        let [stopped, listed] = [&["status", "odd"][..], &["list"]]
            .map(|arguments| without_rights(folder.path()).args(arguments).output().unwrap())
            .map(|output| String::from_utf8(output.stderr).unwrap());
        lock(&path, 0o755);
        let place = path.strip_prefix(folder.path()).unwrap().display().to_string();
        let place = place.trim_end_matches('/');
        assert!(stopped.contains(&format!("{place}: cannot be read: ")), "{inner}: {stopped}");
        assert_eq!(listed.contains(&format!("{place}: cannot be read: ")), inner != "feedback", "{inner}: {listed}");
    }
}

#[test]
fn what_means_all_of_the_record_is_refused_where_a_part_cannot_be_read() {
    let sign = &["sign-off", "scope", "Ana Ortiz", "-e", "odd"][..];
    let (csv, lines) = (&["export", "--format", "csv"][..], &["export", "--format", "ndjson", "-o", "-", "odd"][..]);
    let goals_alone = &["export", "--format", "ndjson", "--kind", "goal", "-o", "-"][..];
    let (close, on, on_because) =
        (&["close", "odd"][..], &["advance", "odd"][..], &["advance", "odd", "--because", "we must"][..]);
    for (step, part, commands) in [
        ("select", "goals", &[sign, csv, lines, goals_alone, close, on, on_because][..]),
        ("select", "goals/find-fast.yaml", &[sign, csv, goals_alone, close, on_because]),
        ("select", "requirements", &[sign, csv, close]),
        ("validate", "people", &[csv, close, on_because]),
        ("dev", "cycle-1/pace.yaml", &[csv, close, on_because]),
        ("demo", "feedback", &[lines, close, on, on_because]),
        ("after-action", "lessons", &[csv, on, on_because]),
        ("after-action", "spend", &[csv, on, on_because]),
        ("dev", "cycle-1", &[csv, close, on_because, &["advance", "odd", "--to", "select"]]),
        ("dev", "outcomes", &[csv, close, on_because]),
        ("dev", "engagement.yaml", &[csv, close]),
    ] {
        let folder = workspace();
        for arguments in [
            &["add", "person", "Ana Ortiz", "--side", "customer", "-e", "odd"][..],
            &["add", "goal", "find fast", "--criterion", "nine of ten", "-e", "odd"],
            &["pace", "set", "-e", "odd", "primary", "--plan", "the server"],
            &["advance", "odd", "--to", step, "--because", "it is a test"],
        ] {
            let output = engage(folder.path(), arguments);
            assert!(output.status.success(), "{arguments:?}: {}", scene::text(&output));
        }
        let path = odd(&folder, part);
        if !path.exists() {
            fs::create_dir_all(&path).unwrap();
        }
        let part = part.strip_suffix(".yaml").map_or(format!("{part}/"), ToOwned::to_owned);
        let run = |arguments: &[&str]| without_rights(folder.path()).args(arguments).output().unwrap();
        for arguments in commands {
            let words = [arguments, &["--dry-run"][..]].concat();
            let whole = run(&words);
            let is_fine = matches!(whole.status.code(), Some(0 | 3));
            assert!(is_fine && !scene::said(&whole).contains("cannot be read"), "{words:?}: {}", scene::text(&whole));
            let before = files(folder.path());
            let mode = fs::metadata(&path).unwrap().permissions();
            lock(&path, 0o000);
            let output = run(arguments);
            fs::set_permissions(&path, mode).unwrap();
            let said = scene::said(&output);
            assert_eq!(output.status.code(), Some(1), "{part}: {arguments:?}: {said}");
            assert!(said.contains(&format!("error: `{part}` of odd cannot be read, so ")), "{arguments:?}: {said}");
            assert!(output.stdout.is_empty() && said.contains("hint: fix that first"), "{arguments:?}: {said}");
            assert_eq!(files(folder.path()), before, "{arguments:?}");
        }
    }
}

#[test]
fn what_does_not_need_the_part_that_cannot_be_read_goes_on() {
    let folder = workspace();
    let goals = odd(&folder, "goals");
    fs::create_dir(&goals).unwrap();
    lock(&goals, 0o000);
    for arguments in [
        &["add", "note", "it goes on", "-e", "odd"][..],
        &["set", "-e", "odd", "belief=they search for minutes", "benefit=seconds"],
        &["advance", "odd"],
        &["export", "--format", "ndjson", "--kind", "note", "-o", "-"],
        &["export", "--format", "ndjson", "-o", "-", "good"],
        &["call-off", "odd", "--reason", "the budget is gone"],
    ] {
        let output = without_rights(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", scene::text(&output));
    }
    lock(&goals, 0o755);
}

fn lock(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_could_be_a_record_where_none_is_looked_for_is_named() {
    for (inner, message) in [
        ("goals/2026/x.yaml", "goals/2026: is no folder of the record"),
        ("goals/x.YAML", "goals/x.YAML: is not named as a record"),
        ("goals/find-a-report", "goals/find-a-report: is not named as a record"),
        ("cycle-1/02-validate", "cycle-1/02-validate: is not named as a record"),
        ("cycle-1/forks/02-lunch.yaml", "cycle-1/forks/02-lunch.yaml: is not named as an entry"),
        ("cycle-1/001-hypothesis.yaml", "cycle-1/001-hypothesis.yaml: is not named as an entry"),
        ("outcomes/001-called-off.yaml", "outcomes/001-called-off.yaml: is not named as an outcome"),
        ("outcomes/10000-called-off.yaml", "outcomes/10000-called-off.yaml: is not named as an outcome"),
        ("lesson/x.yaml", "lesson: is no folder of the record\n  hint: did you mean `lessons`?"),
        ("cycle-01/x.yml", "cycle-01: is no folder of the record\n  hint: did you mean `cycle-1`?"),
        ("goal.yaml", "goal.yaml: is not named as a record\n  hint: put it into goals/, under a name of its own"),
        ("engagement.yml", "engagement.yml: is not named as a record\n  hint: the charter's name is engagement.yaml"),
    ] {
        let folder = workspace();
        fs::create_dir_all(odd(&folder, inner).parent().unwrap()).unwrap();
        fs::write(odd(&folder, inner), "schema: 1\n").unwrap();
        let said = said(folder.path(), &["status", "odd"]);
        assert!(said.contains(&format!("engagements/odd/{message}")), "{inner}: {said}");
    }
}

#[test]
fn what_people_keep_beside_the_record_is_left_alone() {
    let folder = workspace();
    for inner in [
        "documents/old.yaml",
        "evidence/scan.png",
        "evidence/raw/export.yaml",
        "artifacts/build/engage.tar",
        "artifacts/README",
        "goals/table.csv",
        "goals/.hidden.yaml",
        "budget.csv",
        "README.md",
        ".git/config.yaml",
    ] {
        fs::create_dir_all(odd(&folder, inner).parent().unwrap()).unwrap();
        fs::write(odd(&folder, inner), "").unwrap();
    }
    for arguments in [&["status", "odd"][..], &["list"]] {
        assert_eq!(said(folder.path(), arguments), "");
    }
}

#[test]
fn a_number_written_in_two_ways_is_one_entry() {
    let folder = workspace();
    let entry = fs::read(odd(&folder, "cycle-1/01-hypothesis.yaml")).unwrap();
    fs::write(odd(&folder, "cycle-1/001-hypothesis.yaml"), entry).unwrap();
    let output = engage(folder.path(), &["status", "odd", "--json"]);
    assert!(!String::from_utf8(output.stdout).unwrap().contains("001-hypothesis\""));
    assert_named(&folder, "engagements/odd/cycle-1/001-hypothesis.yaml");
}

#[test]
fn a_copy_of_an_entry_in_forks_is_known() {
    let folder = workspace();
    let aside = odd(&folder, "cycle-1/forks/05-dev-2.yaml");
    fs::create_dir(aside.parent().unwrap()).unwrap();
    fs::write(&aside, "entered: 2026-03-02\n").unwrap();
    assert_eq!(said(folder.path(), &["status", "odd"]), "");
    engage(folder.path(), &["advance", "odd", "--because", "it was resolved"]);
    assert!(odd(&folder, "cycle-1/06-validate.yaml").is_file());
}

#[test]
fn the_only_open_engagement_is_found_without_reading_another() {
    let folder = workspace();
    fs::create_dir_all(odd(&folder, "outcomes")).unwrap();
    fs::write(odd(&folder, "outcomes/01-called-off.yaml"), "").unwrap();
    fs::write(odd(&folder, "engagement.yaml"), "not a charter").unwrap();
    assert_eq!(said(folder.path(), &["status", "good"]), "");
    let shown = engage(folder.path(), &["log"]);
    assert_eq!((shown.status.code(), shown.stderr), (Some(0), vec![]));
    fs::write(odd(&folder, "outcomes/finished.yaml"), "").unwrap();
    fs::create_dir(folder.path().join("engagements/Not One")).unwrap();
    let said = said(folder.path(), &["log"]);
    assert!(said.contains("engagements/odd/outcomes/finished.yaml: is not named as an outcome"), "{said}");
    assert!(said.contains("engagements/Not One: is no engagement"), "{said}");
}

#[test]
fn a_workspace_named_from_within_an_engagement_is_the_same() {
    let folder = workspace();
    pipe(&odd(&folder, "engagement.yaml"));
    let inside = odd(&folder, "cycle-1");
    let said = said(&inside, &["--workspace", "../../..", "status"]);
    assert!(said.contains("warning: ../engagement.yaml: "), "{said}");
    let outside = folder.path().join("elsewhere");
    fs::create_dir(&outside).unwrap();
    let said = engage(&outside, &["--workspace", "../../nowhere/..//", "list"]);
    assert_eq!(said.status.code(), Some(4));
}
