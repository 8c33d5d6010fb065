//! `engage resolve` on real conflicts of real repositories: what it writes, says and refuses.

use crate::clones;
use crate::clones::{Clone, Pair, git_in, text};
use crate::scene;

const GOAL: &str =
    "# agreed in the canteen\nstatement: find a report\ncriterion: nine of ten   # by hand\ncommitted: 2026-03-02\n";

/// Two clones with a goal, and a person.
fn pair() -> Pair {
    let pair = Pair::walked(&["validate"]);
    put(&pair.ours, "goals/find-a-report", GOAL);
    pair.ours.commit();
    pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
    pair
}

fn path(record: &str) -> String {
    format!("engagements/harbor-search/{record}.yaml")
}

fn put(clone: &Clone, record: &str, text: &str) {
    let file = clone.folder.join(path(record));
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

fn read(clone: &Clone, record: &str) -> String {
    std::fs::read_to_string(clone.folder.join(path(record))).unwrap()
}

/// Both streams and the exit code of `engage resolve` with these words.
fn resolve(clone: &Clone, words: &[&str]) -> (String, i32) {
    let output = clone.try_engage("2026-03-09", &[&["resolve"], words].concat());
    (text(&output), output.status.code().unwrap())
}

/// A conflict over a record that each side wrote in its own way.
fn conflict(record: &str, ours: &str, theirs: &str) -> Pair {
    let pair = pair();
    put(&pair.ours, record, ours);
    put(&pair.theirs, record, theirs);
    assert!(!pair.try_merge(), "git merges {record} by itself");
    pair
}

fn is_unmerged(clone: &Clone) -> bool {
    !clone.git(&["ls-files", "-u"]).is_empty()
}

#[test]
fn what_only_one_side_changed_needs_nobody() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let theirs = GOAL.replace("committed: 2026-03-02", "committed: 2026-03-03") + "due: 2026-04-01\n";
    let pair = conflict("goals/find-a-report", &ours, &theirs);
    let file = path("goals/find-a-report");
    let (said, code) = resolve(&pair.ours, &[]);
    assert_eq!(
        said,
        format!(
            "{file}\n{file}: `criterion` from ours; `committed` and `due` from theirs\nnext: git add {file}   # then: git commit\n"
        )
    );
    assert_eq!(code, 0);
    assert_eq!(
        read(&pair.ours, "goals/find-a-report"),
        ours.replace("committed: 2026-03-02", "committed: 2026-03-03") + "due: 2026-04-01\n"
    );
    assert!(is_unmerged(&pair.ours), "it is for a person to say `git add`");
    let findings = pair.ours.findings();
    assert!(findings.contains("git is in the middle of a merge") && !findings.contains("conflict"), "{findings}");
}

#[test]
fn what_disagrees_is_shown_and_nothing_is_written_until_it_is_decided() {
    let ours = GOAL.replace("nine of ten", "ten of ten") + "due: 2026-04-01\n";
    let theirs = GOAL.replace("nine of ten", "all of them") + "due: 2026-05-01\ntheirs: ana-ortiz\n";
    let pair = conflict("goals/find-a-report", &ours, &theirs);
    let file = path("goals/find-a-report");
    let marked = read(&pair.ours, "goals/find-a-report");
    for words in [&[][..], &["goals/find-a-report"], &["harbor-search/goals/find-a-report"], &[&file]] {
        let (said, code) = resolve(&pair.ours, words);
        assert_eq!(
            said,
            format!(
                "{file}\n  criterion: How both sides will know\n    base    nine of ten\n    ours    ten of ten\n    theirs  all of them\n  due: The day it is due\n    base    (no answer)\n    ours    2026-04-01\n    theirs  2026-05-01\n    engage resolve {file} criterion=VALUE   # or --ours, --theirs\n{file}: both changed `criterion` and `due`; the rest: `theirs` from theirs\n1 file left to decide\n"
            )
        );
        assert_eq!(code, 3);
        assert_eq!(read(&pair.ours, "goals/find-a-report"), marked);
    }
    let (said, code) = resolve(&pair.ours, &["goals/find-a-report", "criterion=eight of ten"]);
    assert!(said.contains("both changed `due`; the rest: `theirs` from theirs; `criterion` as given"), "{said}");
    assert_eq!((code, read(&pair.ours, "goals/find-a-report")), (3, marked.clone()));

    let (said, code) = resolve(&pair.ours, &["goals/find-a-report", "criterion=eight of ten", "--theirs", "--dry-run"]);
    assert!(code == 0 && said.contains("+criterion: eight of ten   # by hand") && said.contains("dry run"), "{said}");
    assert_eq!(read(&pair.ours, "goals/find-a-report"), marked, "a dry run writes nothing");
    let (said, code) = resolve(&pair.ours, &["criterion=eight of ten", "--theirs=due"]);
    assert!(code == 0 && said.contains("`due` and `theirs` from theirs; `criterion` as given"), "{said}");
    assert_eq!(
        read(&pair.ours, "goals/find-a-report"),
        "# agreed in the canteen\nstatement: find a report\ncriterion: eight of ten   # by hand\ncommitted: 2026-03-02\ntheirs: ana-ortiz\ndue: 2026-05-01\n"
    );
}

#[test]
fn as_data_it_tells_each_file_and_each_key() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let theirs = GOAL.replace("nine of ten", "all of them") + "due: 2026-05-01\n";
    let pair = conflict("goals/find-a-report", &ours, &theirs);
    let (said, _) = resolve(&pair.ours, &["--json"]);
    let data: serde_yaml::Value = serde_yaml::from_str(&said).unwrap();
    let one = &data["data"]["conflicts"][0];
    assert_eq!(one["state"], "open");
    assert_eq!(one["open"][0]["key"], "criterion");
    assert_eq!(one["open"][0]["theirs"], "all of them");
    assert_eq!(one["taken"][0]["key"], "due");
    assert_eq!(one["taken"][0]["from"], "theirs");
    assert!(one["why"].is_null());
    put(&pair.ours, "goals/find-a-report", "statement: [\n");
    let (said, _) = resolve(&pair.ours, &["--json"]);
    let data: serde_yaml::Value = serde_yaml::from_str(&said).unwrap();
    let one = &data["data"]["conflicts"][0];
    assert_eq!(one["state"], "by-hand");
    assert!(one["why"].as_str().unwrap().starts_with("line "), "{said}");
}

#[test]
fn comments_of_both_sides_are_there_or_named() {
    let ours = GOAL.replace("# by hand", "# by hand, twice");
    let theirs =
        GOAL.replace("statement:", "# their words\nstatement:").replace("nine of ten   # by hand", "ten # all");
    let pair = conflict("goals/find-a-report", &ours, &theirs);
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert_eq!(code, 0, "{said}");
    let merged = read(&pair.ours, "goals/find-a-report");
    assert!(merged.contains("# their words\nstatement:") && merged.contains("ten   # by hand, twice"), "{merged}");
    assert!(said.contains("no place for this comment, add it by hand if you want it: # all"), "{said}");
}

#[test]
fn a_step_that_both_entered_is_merged_without_a_base() {
    let pair = pair();
    pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves", "--to", "select"]);
    pair.ours.engage("2026-03-06", &["set", "starting_points=[{what: the tracker, kind: app}]"]);
    pair.theirs.engage("2026-03-07", &["advance", "--because", "the boat leaves", "--to", "select"]);
    pair.theirs.engage("2026-03-07", &["set", "starting_points=[{what: the maps, kind: data}]"]);
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 3 && !said.contains("base ") && said.contains("ours    2026-03-06"), "{said}");
    let (said, code) = resolve(&pair.ours, &["entered=yesterday"]);
    assert_eq!(code, 0, "{said}");
    let entry = read(&pair.ours, "cycle-1/03-select");
    assert!(entry.contains("entered: 2026-03-08\n"), "{entry}");
    assert!(entry.contains("the tracker") && entry.contains("the maps"), "{entry}");
    assert!(entry.contains("# "), "the questions stay");
    pair.ours.commit();
    assert!(!pair.ours.findings().contains("walk-forked"));
}

#[test]
fn charter_settings_and_plan_are_merged_too() {
    let pair = pair();
    for (clone, plan, cadence, title) in
        [(&pair.ours, "server", "7", "Reports"), (&pair.theirs, "laptop", "10", "Harbour reports")]
    {
        clone.engage("2026-03-06", &["pace", "set", "primary", "--plan", plan, "--owner", "ana-ortiz"]);
        std::fs::write(clone.folder.join("engage.yaml"), format!("# ours\ncurrency:\ncadence: {cadence}\n")).unwrap();
        clone.engage("2026-03-06", &["set", "--in", "engagement", &format!("title={title}")]);
    }
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert_eq!(code, 3);
    for words in ["engage.yaml\n  cadence", "cycle-1/pace.yaml\n  primary.plan: What we do", "engagement.yaml\n  title"]
    {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let (said, code) = resolve(&pair.ours, &["cadence=9"]);
    assert!(code == 2 && said.contains("several files are in conflict"), "{said}");
    assert_eq!(resolve(&pair.ours, &["engage.yaml", "cadence=9"]).1, 0);
    assert_eq!(
        std::fs::read_to_string(pair.ours.folder.join("engage.yaml")).unwrap(),
        "# ours\ncurrency:\ncadence: 9\n"
    );
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert!(code == 0 && said.contains("engage.yaml: already resolved; nothing changed"), "{said}");
    assert!(read(&pair.ours, "cycle-1/pace").contains("plan: laptop"));
    assert!(read(&pair.ours, "engagement").contains("title: Harbour reports"));
}

#[test]
fn one_deleted_what_the_other_changed() {
    let pair = pair();
    std::fs::remove_file(pair.ours.folder.join(path("goals/find-a-report"))).unwrap();
    put(&pair.theirs, "goals/find-a-report", &GOAL.replace("nine", "ten"));
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 3 && said.contains("ours deleted it, theirs changed it"), "{said}");
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 0 && said.contains("ours deleted it; to remove it: git rm"), "{said}");
    assert!(read(&pair.ours, "goals/find-a-report").contains("ten of ten"));
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert!(code == 0 && said.contains("kept theirs") && said.contains("next: git add"), "{said}");
}

#[test]
fn what_somebody_began_by_hand_is_left_alone() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let pair = conflict("goals/find-a-report", &ours, &GOAL.replace("nine of ten", "all of them"));
    let begun = read(&pair.ours, "goals/find-a-report").replace("ten of ten", "eleven of ten");
    put(&pair.ours, "goals/find-a-report", &begun);
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 3 && said.contains("line 4 is not as git left it, so somebody is working on it"), "{said}");
    assert_eq!(read(&pair.ours, "goals/find-a-report"), begun);

    put(&pair.ours, "goals/find-a-report", GOAL);
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 0 && said.contains("already resolved; nothing changed"), "{said}");
    assert_eq!(read(&pair.ours, "goals/find-a-report"), GOAL);
    let (said, code) = resolve(&pair.ours, &["goals/find-a-report", "--theirs"]);
    assert!(code == 3 && said.contains("already resolved by hand; nothing changed"), "{said}");
    assert_eq!(read(&pair.ours, "goals/find-a-report"), GOAL);
    put(&pair.ours, "goals/find-a-report", "statement: [\n");
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 3 && said.contains("resolve it by hand"), "{said}");
}

#[test]
fn a_file_without_a_conflict_is_refused_and_so_is_a_key_that_both_agree_on() {
    let pair = pair();
    let (said, code) = resolve(&pair.ours, &[]);
    assert_eq!((said.as_str(), code), ("no file of this workspace is in conflict\n", 0));
    let (said, code) = resolve(&pair.ours, &["goals/find-a-report"]);
    assert!(code == 3 && said.starts_with("error: `goals/find-a-report` is not in conflict\nhint: "), "{said}");

    let pair = conflict("goals/find-a-report", &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    for (words, told) in [
        (&["committed=2026-03-03"][..], "`committed` is not a key that both sides changed"),
        (&["--ours=statement"], "hint: both sides changed `criterion`"),
        (&["--ours", "--theirs=criterion", "criterion=x"], "decided twice"),
        (&["goals/find-a-report", "goals/other"], "is a second file; name one"),
    ] {
        let (said, code) = resolve(&pair.ours, words);
        assert!(code == 2 && said.contains(told), "{words:?}: {said}");
    }
    let (said, code) = resolve(&pair.ours, &["goals/other"]);
    assert!(code == 3 && said.contains("find-a-report.yaml\nhint: name one of the files above"), "{said}");
    assert!(is_unmerged(&pair.ours));
}

#[test]
fn every_command_reads_on_and_names_the_command_that_settles_the_file() {
    let pair = conflict("goals/find-a-report", &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    let hint = format!("hint: engage resolve {} merges it", path("goals/find-a-report"));
    for words in [&["status"][..], &["show"], &["log"], &["report", "-o", "-"]] {
        let said = pair.ours.engage("2026-03-09", words);
        assert!(said.contains("git conflict markers at lines 3, 5 and 7"), "{words:?}: {said}");
        assert!(said.contains(&hint) || said.contains("find-a-report.yaml"), "{words:?}: {said}");
    }
    let said = text(&pair.ours.try_engage("2026-03-09", &["show"]));
    assert!(said.contains(&hint), "{said}");
    // from the folder of the engagement the path is named from there, and works there
    let inside = Clone { folder: pair.ours.folder.join("engagements/harbor-search") };
    let said = text(&inside.try_engage("2026-03-09", &["show"]));
    assert!(said.contains("engage resolve goals/find-a-report.yaml merges it"), "{said}");
    assert_eq!(resolve(&inside, &["goals/find-a-report.yaml", "--ours"]).1, 0);
}

#[test]
fn in_a_rebase_ours_is_what_one_rebases_onto() {
    let pair = pair();
    put(&pair.ours, "goals/find-a-report", &GOAL.replace("nine", "ten"));
    put(&pair.theirs, "goals/find-a-report", &GOAL.replace("nine", "two"));
    pair.ours.commit();
    pair.theirs.commit();
    pair.ours.git(&["fetch", "-q", "../theirs", "HEAD"]);
    assert!(!git_in(&pair.ours.folder, &["rebase", "-q", "FETCH_HEAD"]).status.success());
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(
        code == 3 && said.contains("ours    two of ten") && said.contains("during a rebase, ours is the branch"),
        "{said}"
    );
    let (said, _) = resolve(&pair.ours, &["--theirs"]);
    assert!(said.contains("# then: git rebase --continue"), "{said}");
    assert!(read(&pair.ours, "goals/find-a-report").contains("ten of ten"));
}

#[test]
fn what_is_no_record_is_left_to_git() {
    let pair = pair();
    for (clone, words) in [(&pair.ours, "one\n"), (&pair.theirs, "two\n")] {
        let folder = clone.folder.join("engagements/harbor-search/documents");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("cycle-1-brief.md"), words).unwrap();
    }
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 3 && said.contains("not a record, so engage does not merge it"), "{said}");
}

#[test]
fn a_record_of_two_keys_that_merged_into_one_is_named_with_both_lines() {
    let pair = pair();
    let long: String = (1..9).map(|n| format!("# line {n}\n")).collect();
    let far = format!("statement: find a report\n{long}criterion: nine of ten\n{long}committed: 2026-03-02\n");
    put(&pair.ours, "goals/far", &far);
    pair.ours.commit();
    pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
    put(&pair.ours, "goals/far", &far.replace("report\n", "report\ndue: 2026-04-01\n"));
    put(&pair.theirs, "goals/far", &format!("{far}due: 2026-05-01\n"));
    pair.merge();
    let said = pair.ours.engage("2026-03-09", &["show"]);
    assert!(said.contains("`due` stands at lines 2 and 21"), "{said}");
}

/// What somebody takes out: by the number of the line and what it says.
type Hand<'h> = &'h dyn Fn(usize, &str) -> bool;

/// A goal with two places far apart, which each side fills in its way.
fn two_places(first: &str, second: &str) -> String {
    let between: String = (1..9).map(|n| format!("# line {n}\n")).collect();
    format!("statement: {first}{between}criterion: {second}committed: 2026-03-02\n")
}

#[test]
fn what_somebody_settled_by_taking_lines_out_is_left_alone() {
    for style in ["merge", "diff3", "zdiff3"] {
        let pair = pair();
        pair.ours.git(&["config", "merge.conflictStyle", style]);
        put(&pair.ours, "goals/far", &two_places("a\n", "b\nextra:\n  x: 1\n  y: 2\n"));
        pair.ours.commit();
        pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
        put(&pair.ours, "goals/far", &two_places("a one\n", "b one\nextra:\n  x: 3\n  y: 2\n"));
        put(&pair.theirs, "goals/far", &two_places("a two\n", "b two\nextra:\n  y: 2\n"));
        assert!(!pair.try_merge());
        let left = read(&pair.ours, "goals/far");
        let lines: Vec<&str> = left.lines().collect();
        let first = lines.iter().position(|line| line.starts_with(">>>>>>>")).unwrap();
        let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("<<<<<<<")).collect();
        assert!(starts.len() > 1, "{left}");
        let without = |gone: &dyn Fn(usize, &str) -> bool| -> String {
            let kept = lines.iter().enumerate().filter(|(at, line)| !gone(*at, line));
            kept.map(|(_, line)| format!("{line}\n")).collect()
        };
        let is_mark =
            |line: &str| ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
        let is_base = |line: &str| ["statement: a", "criterion: b", "  x: 1"].contains(&line);
        let last = lines.iter().rposition(|line| line.starts_with(">>>>>>>")).unwrap();
        // ours kept and theirs taken out, theirs kept and ours taken out, only a mark gone, or only a line of ours
        let hands: [Hand; 6] = [
            &|at, _| at == last,
            &|at, line| at <= first && (is_mark(line) || is_base(line) || line == "statement: a two"),
            &|at, line| at <= first && (is_mark(line) || is_base(line) || line == "statement: a one"),
            &|at, line| at > first && (is_mark(line) || is_base(line) || line == "criterion: b two"),
            &|at, line| at > first && line.starts_with("======="),
            &|_, line| line == "criterion: b one",
        ];
        for hand in hands {
            let begun = without(hand);
            assert_ne!(begun, left);
            put(&pair.ours, "goals/far", &begun);
            for side in ["--ours", "--theirs"] {
                let (said, code) = resolve(&pair.ours, &[side]);
                assert!(code == 3 && said.contains("somebody is working on it"), "{style}: {begun}{said}");
                assert!(said.contains("git restore -s AUTO_MERGE -- "), "{said}");
                assert_eq!(read(&pair.ours, "goals/far"), begun);
            }
        }
        put(&pair.ours, "goals/far", &left);
        assert_eq!(resolve(&pair.ours, &["--theirs"]).1, 0, "{style}: {left}");
    }
}

#[test]
fn what_stood_between_marks_and_was_kept_without_them_is_left_alone() {
    let far = |x: &str, last: &str| format!("{GOAL}extra:\n{x}  a: 1\n  b: 1\n  c: 1\n  d: 1\n  last: {last}\n");
    let pair = pair();
    put(&pair.ours, "goals/far", &far("  x: 1\n", "1"));
    pair.ours.commit();
    pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
    put(&pair.ours, "goals/far", &far("  x: 3\n", "2"));
    put(&pair.theirs, "goals/far", &far("", "3"));
    assert!(!pair.try_merge());
    let left = read(&pair.ours, "goals/far");
    let end = left.find(">>>>>>>").unwrap();
    let end = end + left[end..].find('\n').unwrap() + 1;
    let is_mark = |line: &&str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    let begun: String = left[..end].lines().filter(|line| !is_mark(line)).map(|line| format!("{line}\n")).collect();
    let begun = begun + &left[end..];
    assert!(begun.contains("  x: 3\n") && begun.contains("<<<<<<<"), "{begun}");
    put(&pair.ours, "goals/far", &begun);
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert!(code == 3 && said.contains("somebody is working on it"), "{begun}{said}");
    assert_eq!(read(&pair.ours, "goals/far"), begun);
}

#[test]
fn a_heading_of_equals_signs_is_no_mark_of_git() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let pair = conflict("goals/find-a-report", &ours, &GOAL.replace("nine of ten", "all of them"));
    let begun = read(&pair.ours, "goals/find-a-report") + "outcome_note: |\n========\n";
    put(&pair.ours, "goals/find-a-report", &begun);
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 3 && said.contains("somebody is working on it"), "{said}");
}

#[test]
fn a_file_that_git_left_as_ours_is_not_settled_and_is_merged_when_it_is_named() {
    for attribute in ["*.yaml -merge\n", "*.yaml merge=binary\n"] {
        let pair = pair();
        for clone in [&pair.ours, &pair.theirs] {
            std::fs::write(clone.folder.join(".git/info/attributes"), attribute).unwrap();
        }
        let ours = GOAL.replace("nine of ten", "ten of ten");
        put(&pair.ours, "goals/find-a-report", &ours);
        put(&pair.theirs, "goals/find-a-report", &format!("{GOAL}due: 2026-04-01\n"));
        assert!(!pair.try_merge());
        assert_eq!(read(&pair.ours, "goals/find-a-report"), ours, "git keeps ours");
        for words in [&[][..], &["--theirs"]] {
            let (said, code) = resolve(&pair.ours, words);
            assert!(
                code == 3 && said.contains("git kept ours and merged nothing from theirs; nothing changed"),
                "{said}"
            );
            assert!(said.contains("engage resolve engagements/") && said.contains("1 file left to decide"), "{said}");
            assert!(!said.contains("next:"), "{said}");
            assert_eq!(read(&pair.ours, "goals/find-a-report"), ours);
        }
        let (said, code) = resolve(&pair.ours, &["goals/find-a-report"]);
        assert!(code == 0 && said.contains("`criterion` from ours; `due` from theirs"), "{said}");
        assert_eq!(read(&pair.ours, "goals/find-a-report"), format!("{ours}due: 2026-04-01\n"));
    }
}

#[test]
fn what_was_resolved_with_one_side_is_resolved() {
    let goal = "goals/find-a-report";
    for side in ["--ours", "--theirs"] {
        let pair = conflict(goal, &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
        assert_eq!(resolve(&pair.ours, &[side]).1, 0);
        let resolved = read(&pair.ours, goal);
        for words in [&[][..], &[goal], &[side], &[goal, side], &["--dry-run"]] {
            let (said, code) = resolve(&pair.ours, words);
            assert_eq!(code, 0, "{words:?}: {said}");
            let is_again =
                words == [goal, side] || said.contains("find-a-report.yaml: already resolved; nothing changed");
            assert!(is_again, "{words:?}: {said}");
            assert_eq!(read(&pair.ours, goal), resolved, "{words:?}");
        }
        let other = if side == "--ours" { "--theirs" } else { "--ours" };
        assert_eq!(resolve(&pair.ours, &[goal, other]).1, 0, "one may think again");
        assert_ne!(read(&pair.ours, goal), resolved);
        pair.ours.git(&["add", "-A"]);
        let (said, code) = resolve(&pair.ours, &[]);
        assert_eq!((said.as_str(), code), ("no file of this workspace is in conflict\n", 0));
    }
}

/// The line of what was said that a person would paste to keep both records.
fn keeps_both(said: &str) -> &str {
    let (_, rest) = said.split_once("both sides added it; if these are two different things, ").unwrap();
    rest.lines().nth(1).unwrap()
}

fn sh(folder: &std::path::Path, line: &str) {
    let output = clones::run(scene::program("sh", folder).args(["-c", line]));
    assert!(output.status.success(), "{line}: {}", text(&output));
}

#[test]
fn one_name_for_two_things_is_told_and_both_are_kept() {
    let person = |name: &str| format!("name: {name}\nside: customer\n");
    let goal =
        |words: &str, more: &str| format!("statement: {words}\ncriterion: as agreed\ncommitted: 2026-03-02\n{more}");
    let due = "due: 2026-04-01\n";
    for (record, ours, theirs) in [
        ("goals/fast-search", goal("search reports fast", ""), goal("search the harbour fast", due)),
        ("people/ana", person("Ana Ortiz"), person("Ana Lund") + "email: ana@port.example\n"),
    ] {
        let other = format!("{record}-2");
        let pair = conflict(record, &ours, &theirs);
        let (said, code) = resolve(&pair.ours, &[]);
        let words = |text: &str| text.lines().next().unwrap().split_once(": ").unwrap().1.to_owned();
        let both = format!("ours    {}\n    theirs  {}", words(&ours), words(&theirs));
        assert!(code == 3 && said.contains(&both), "{said}");
        sh(&pair.ours.folder, keeps_both(&said));
        assert_eq!((read(&pair.ours, record), read(&pair.ours, &other)), (ours.clone(), theirs.clone()));
        assert!(!is_unmerged(&pair.ours));

        // a side may be taken too, from where one stands, and what the other had is not lost
        for (side, lost) in [("--ours", &theirs), ("--theirs", &ours)] {
            let pair = conflict(record, &ours, &theirs);
            let inside = Clone { folder: pair.ours.folder.join("engagements/harbor-search/cycle-1") };
            let (said, code) = resolve(&inside, &[side]);
            assert_eq!(code, 0, "{said}");
            sh(&inside.folder, keeps_both(&said));
            assert_eq!(&read(&pair.ours, &other), lost);
        }
    }
    let pair = conflict("goals/fast-search", &goal("search", ""), &goal("search", due));
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 0 && !said.contains("both sides added it"), "the same words are one thing: {said}");
}

#[test]
fn git_restores_what_it_left_and_it_is_merged_in_any_style() {
    let goal = "goals/find-a-report";
    let pair = conflict(goal, &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    let left = read(&pair.ours, goal);
    for begun in [left.replace("ten of ten", "eleven of ten"), GOAL.to_owned()] {
        put(&pair.ours, goal, &begun);
        let (said, code) = resolve(&pair.ours, &[goal, "--theirs"]);
        let (_, command) = said.split_once("start over: ").unwrap();
        assert_eq!(code, 3, "{said}");
        sh(&pair.ours.folder, command.lines().next().unwrap());
        assert_eq!(read(&pair.ours, goal), left);
    }
    for style in ["merge", "diff3", "zdiff3"] {
        pair.ours.git(&["checkout", "-q", &format!("--conflict={style}"), "--", &path(goal)]);
        assert_ne!(read(&pair.ours, goal), left, "git names the sides in another way");
        let (said, code) = resolve(&pair.ours, &[goal, "--theirs", "--dry-run"]);
        assert!(
            code == 0 && said.contains("\n-<<<<<<< ") && said.contains("`criterion` from theirs"),
            "{style}: {said}"
        );
    }
}

#[test]
fn without_a_copy_from_git_a_file_with_markers_is_not_written() {
    let goal = "goals/find-a-report";
    let pair =
        conflict(goal, &GOAL.replace("nine", "ten"), &format!("{}due: 2026-04-01\n", GOAL.replace("nine", "two")));
    std::fs::remove_file(pair.ours.folder.join(".git/AUTO_MERGE")).unwrap();
    let left = read(&pair.ours, goal);
    for words in [&[][..], &["--theirs"], &[goal, "--theirs"]] {
        let (said, code) = resolve(&pair.ours, words);
        assert!(
            code == 3 && said.contains("git kept no copy of what it left, so somebody may be working on it"),
            "{said}"
        );
        assert_eq!(read(&pair.ours, goal), left);
    }
    let (said, _) = resolve(&pair.ours, &[]);
    let (_, command) = said.split_once("start over: ").unwrap();
    let (restore, again) = command.lines().next().unwrap().split_once(" && engage resolve ").unwrap();
    sh(&pair.ours.folder, restore);
    let (said, code) = resolve(&pair.ours, &[again, "--theirs"]);
    assert!(code == 0 && said.contains("`criterion` and `due` from theirs"), "{said}");
}

#[test]
fn marks_of_another_length_are_marks() {
    let pair = pair();
    std::fs::write(pair.ours.folder.join(".git/info/attributes"), "*.yaml conflict-marker-size=12\n").unwrap();
    put(&pair.ours, "goals/find-a-report", &GOAL.replace("nine of ten", "ten of ten"));
    put(&pair.theirs, "goals/find-a-report", &GOAL.replace("nine of ten", "all of them"));
    assert!(!pair.try_merge());
    assert!(read(&pair.ours, "goals/find-a-report").contains("\n<<<<<<<<<<<< "));
    let said = text(&pair.ours.try_engage("2026-03-09", &["status"]));
    assert!(said.contains("git conflict markers at lines"), "{said}");
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert!(code == 0, "{said}");
    assert_eq!(read(&pair.ours, "goals/find-a-report"), GOAL.replace("nine of ten", "all of them"));
}

#[test]
fn what_steers_a_terminal_is_spelled_out_and_a_path_to_paste_is_one_word() {
    let pair = pair();
    let strange = "engagements/harbor-search/documents/x$(touch pwned);\u{1b}[31m.md";
    for (clone, words) in [(&pair.ours, "one"), (&pair.theirs, "two")] {
        let file = clone.folder.join(strange);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, words).unwrap();
        let key = "\"a\\e[31m\\u202e\"";
        let comment = if words == "two" { "  # \u{202e}comment" } else { "" };
        put(clone, "goals/find-a-report", &format!("{GOAL}extra:{comment}\n  {key}: {words}\n"));
    }
    assert!(!pair.try_merge());
    for words in [&["--color", "always"][..], &["--color", "always", "--theirs"]] {
        let (said, _) = resolve(&pair.ours, words);
        assert!(!said.contains("\u{1b}[31m") && !said.contains('\u{202e}'), "{said:?}");
        assert!(said.contains(r"git add $'engagements/harbor-search/documents/x$(touch pwned);\033[31m.md'"), "{said}");
        assert!(said.contains("a\\u{1b}[31m\\u{202e}"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_utf8_is_named_and_counted() {
    use std::os::unix::ffi::OsStrExt as _;
    let pair = pair();
    for (clone, words) in [(&pair.ours, "one\n"), (&pair.theirs, "two\n")] {
        let folder = clone.folder.join("engagements/harbor-search/documents");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), words).unwrap();
        std::fs::write(folder.join("plain.md"), words).unwrap();
    }
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 3 && said.contains("caf\u{fffd}.md: not a record") && said.contains("2 files left"), "{said}");
}

#[test]
fn a_version_larger_than_a_record_is_not_read() {
    let large = |word: &str| format!("{GOAL}extra: {{a: {}}}\n", word.repeat(1024 * 1024));
    let pair = conflict("goals/find-a-report", &large("a"), &large("b"));
    let (said, code) = resolve(&pair.ours, &["--ours"]);
    assert!(code == 3 && said.contains("larger than a record may be"), "{said}");
}

#[test]
fn an_entry_in_forks_is_merged_field_by_field() {
    let pair = pair();
    let aside = "cycle-1/forks/03-select";
    let entry = |lines: &str| format!("entered: 2026-03-02\nfrom: cycle-1/02-validate\n{lines}");
    put(&pair.ours, aside, &entry("because: they wait\n"));
    pair.ours.commit();
    pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
    put(&pair.ours, aside, &entry("because: they wait\nstarting_points: [{what: the tracker}]\n"));
    put(&pair.theirs, aside, &entry("because: they waited\nstarting_points: [{what: the maps}]\n"));
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert_eq!(code, 0, "{said}");
    let merged = read(&pair.ours, aside);
    for words in ["because: they waited", "the tracker", "the maps"] {
        assert!(merged.contains(words), "{words}: {merged}");
    }
    pair.ours.commit();

    put(&pair.ours, aside, &entry("because: ours\n"));
    put(&pair.theirs, aside, &entry("because: theirs\n"));
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &[]);
    assert!(code == 3 && said.contains("both changed `because`"), "{said}");
    let (said, code) = resolve(&pair.ours, &[&path(aside), "because=of both"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&pair.ours, aside).contains("because: of both\n"));
}

#[test]
fn a_value_is_checked_as_set_checks_it() {
    let pair = pair();
    for (clone, who, day) in [(&pair.ours, "ana-ortiz", "2026-04-01"), (&pair.theirs, "kim-berg", "2026-05-01")] {
        clone.engage("2026-03-06", &["add", "person", "Kim Berg", "--side", "ours"]);
        let lines = format!("{GOAL}due: {day}\nresponsible: {who}\n");
        put(clone, "goals/find-a-report", &lines);
    }
    assert!(!pair.try_merge());
    let goal = "goals/find-a-report";
    let marked = read(&pair.ours, goal);
    for (value, told) in [
        ("responsible=nobody-at-all", "`nobody-at-all` is not in people/"),
        ("responsible=Jo Doe", "engage add person"),
        ("due=someday", "`due`: "),
    ] {
        let (said, code) = resolve(&pair.ours, &[goal, value, "--theirs"]);
        assert!(code != 0 && said.contains(told), "{value}: {said}");
        assert_eq!(read(&pair.ours, goal), marked);
    }
    let (said, code) = resolve(&pair.ours, &[goal, "responsible=Kim Berg", "due=tomorrow"]);
    assert_eq!(code, 0, "{said}");
    let merged = read(&pair.ours, goal);
    assert!(merged.contains("responsible: kim-berg\n") && merged.contains("due: 2026-03-10\n"), "{merged}");
}

#[test]
fn what_would_be_no_sound_record_is_not_written() {
    let goal = "goals/find-a-report";
    let pair = conflict(goal, &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    let marked = read(&pair.ours, goal);
    let (said, code) = resolve(&pair.ours, &[goal, "criterion="]);
    assert!(code == 3 && said.contains("the merged file is not a valid record"), "{said}");
    assert_eq!(read(&pair.ours, goal), marked);
}

#[cfg(unix)]
#[test]
fn a_link_in_conflict_is_no_record() {
    let pair = pair();
    for (clone, target) in [(&pair.ours, "find-a-report.yaml"), (&pair.theirs, "../engagement.yaml")] {
        std::os::unix::fs::symlink(target, clone.folder.join(path("goals/linked"))).unwrap();
    }
    assert!(!pair.try_merge());
    let (said, code) = resolve(&pair.ours, &["--theirs"]);
    assert!(code == 3 && said.contains("goals/linked.yaml: not a record"), "{said}");
    let link = std::fs::read_link(pair.ours.folder.join(path("goals/linked"))).unwrap();
    assert_eq!(link.to_str(), Some("find-a-report.yaml"));
}

#[test]
fn a_file_below_a_folder_with_an_equals_sign_is_a_file() {
    let pair = conflict("goals/find-a-report", &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    let folder = pair.ours.folder.parent().unwrap().join("r=8");
    std::fs::rename(&pair.ours.folder, &folder).unwrap();
    let moved = Clone { folder };
    let file = moved.folder.join(path("goals/find-a-report"));
    let (said, code) = resolve(&moved, &[file.to_str().unwrap(), "criterion=eight"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&moved, "goals/find-a-report").contains("criterion: eight"));
    std::fs::remove_file(&file).unwrap();
    let (said, code) = resolve(&moved, &[file.to_str().unwrap(), "--ours"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn an_engagement_of_a_newer_form_is_not_written() {
    for is_merged in [true, false] {
        let pair = pair();
        let charter = pair.ours.folder.join(path("engagement"));
        let newer = std::fs::read_to_string(&charter).unwrap().replace("schema: 1", "schema: 2");
        if is_merged {
            std::fs::write(&charter, &newer).unwrap();
        } else {
            std::fs::write(&charter, newer.replace("schema: 2", "schema: 1 # ours")).unwrap();
            let theirs = pair.theirs.folder.join(path("engagement"));
            std::fs::write(&theirs, newer.replace("schema: 2", "schema: 3")).unwrap();
        }
        put(&pair.ours, "goals/find-a-report", &GOAL.replace("nine", "ten"));
        put(&pair.theirs, "goals/find-a-report", &GOAL.replace("nine", "two"));
        assert!(!pair.try_merge());
        let marked = read(&pair.ours, "goals/find-a-report");
        for side in ["--ours", "--theirs"] {
            let (said, code) = resolve(&pair.ours, &["goals/find-a-report", side]);
            assert!(code == 3 && said.contains("newer than this engage knows"), "{said}");
            assert_eq!(read(&pair.ours, "goals/find-a-report"), marked);
        }
    }
}

/// A `git` that is killed where its arguments hold a word, in a folder of its own; the search path with it first.
#[cfg(unix)]
fn killed_at(word: &str, folder: &std::path::Path) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = std::env::var("PATH").unwrap();
    let script = format!("#!/bin/sh\ncase \"$*\" in *{word}*) kill -9 $$;; esac\nPATH='{path}'\nexec git \"$@\"\n");
    std::fs::write(folder.join("git"), script).unwrap();
    std::fs::set_permissions(folder.join("git"), std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{path}", folder.display())
}

#[cfg(unix)]
#[test]
fn where_git_cannot_be_asked_that_is_said_and_nothing_is_written() {
    let goal = "goals/find-a-report";
    let pair = conflict(goal, &GOAL.replace("nine", "ten"), &GOAL.replace("nine", "two"));
    let marked = read(&pair.ours, goal);
    let home = tempfile::tempdir().unwrap();
    let engage = |search: &str, words: &[&str]| {
        let output = clones::run(scene::command(&pair.ours.folder).args(words).env("PATH", search));
        (text(&output), output.status.code().unwrap())
    };
    let plain = std::env::var("PATH").unwrap();
    let assert_unasked = |search: &str, words: &[&str]| {
        let before = read(&pair.ours, goal);
        let (said, code) = engage(search, words);
        assert!(code == 1 && said.contains("git cannot be asked: "), "{words:?}: {code}: {said}");
        assert!(!said.contains("no file") && said.contains("\nhint: nothing was written; `git status`"), "{said}");
        assert_eq!(read(&pair.ours, goal), before, "{words:?}");
    };
    let merging = [&["resolve"][..], &["resolve", "--theirs"], &["resolve", goal, "--ours", "--dry-run"]];
    for word in ["ls-files", "rev-parse", "cat-file -s", "cat-file blob"] {
        for words in merging {
            assert_unasked(&killed_at(word, home.path()), words);
        }
    }
    pair.ours.git(&["checkout", "-q", "--ours", "--", &path(goal)]);
    let writing =
        [&["set", "--in", goal, "due=2026-04-01"][..], &["judge", goal, "met"], &["set", "--in", goal, "due="]];
    for word in ["ls-files", "rev-parse"] {
        for words in writing {
            assert_unasked(&killed_at(word, home.path()), words);
        }
    }
    for file in ["index", "HEAD"] {
        let file = pair.ours.folder.join(".git").join(file);
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, "x").unwrap();
        for words in merging.iter().chain(&writing) {
            assert_unasked(&plain, words);
        }
        let (said, code) = engage(&plain, &["doctor"]);
        assert!(code == 3 && said.contains("git cannot be asked about this folder\n    git status"), "{said}");
        assert!(!said.contains("detached") && !said.contains("unfinished"), "{said}");
        std::fs::write(&file, whole).unwrap();
    }
    std::fs::write(pair.ours.folder.join(path(goal)), marked).unwrap();
    assert_eq!(resolve(&pair.ours, &["--theirs"]).1, 0);
}

#[test]
fn without_a_repository_git_is_not_asked() {
    let pair = pair();
    std::fs::remove_dir_all(pair.ours.folder.join(".git")).unwrap();
    let words = ["set", "--in", "goals/find-a-report", "due=2026-04-01"];
    let output = clones::run(scene::command(&pair.ours.folder).args(words).env("PATH", ""));
    assert!(output.status.success() && !text(&output).contains("git "), "{}", text(&output));
}
