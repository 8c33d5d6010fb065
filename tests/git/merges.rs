//! Two clones, random commands in each, plain `git merge`: nothing is lost, nothing conflicts that
//! only one side changed, `resolve` settles the conflicts, and every fork of the walk is reported and resolved.
//!
//! The expectations come from git's own view of the files, not from the code under test.
//! `cargo test` runs a few merges; many, with their counts:
//! `cargo test --test git merges -- --ignored --nocapture`.

use std::collections::{BTreeMap, BTreeSet};

use crate::clones::{Clone, ClonePair, git_in, text};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_yaml::Value;
use tempfile::TempDir;

/// The steps that an engagement may have passed before the clones diverge.
const WALK: [&str; 8] = ["validate", "select", "dev", "onsite", "demo", "adjust", "after-action", "plan-next"];

/// The results of the merges, counted.
#[derive(Debug, Default)]
struct MergeCounts(BTreeMap<&'static str, usize>);

impl MergeCounts {
    fn add(&mut self, what: &'static str, number: usize) {
        *self.0.entry(what).or_default() += number;
    }

    fn of(&self, what: &str) -> usize {
        self.0.get(what).copied().unwrap_or_default()
    }
}

/// Random draws from a fixed seed.
struct MergeDice(TestRng);

impl MergeDice {
    fn of(case: u64) -> Self {
        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&case.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_u64() % end as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A sentence; few enough that both sides sometimes use the same one.
const WORDS: [&str; 6] = [
    "the quay is closed", "the crane is broken", "search must work without a network", "ten of ten, timed",
    "# not a comment: it's \"quoted\"", "two lines\nof prose",
];

/// Possible changes of a goal.
const GOAL: [&str; 8] = [
    "due=2026-04-01", "due=2026-05-01", "criterion=ten of ten", "criterion=all of them", "responsible=kim-berg",
    "theirs=ana-ortiz", "statement=find any report", "extra={berth: 7, tide: high}",
];

/// One random command; clones that work closely together change the same few records.
fn command(dice: &mut MergeDice, is_close: bool) -> Vec<String> {
    let words = dice.one(&WORDS);
    let day = dice.one(&["2026-03-05", "2026-03-06", "2026-03-07"]);
    let who = dice.one(&["ana-ortiz", "kim-berg", "Sam Lindqvist"]);
    let set =
        format!("{}={words}", dice.one(&["benefit", "belief", "prototype", "approach", "aim", "adjusted", "summary"]));
    let command: Vec<&str> = match if is_close { 9 + dice.below(11) } else { dice.below(22) } {
        0 => vec!["add", "note", words, "--date", day],
        1 => vec!["add", "feedback", words, "--from", "ana-ortiz", "--impression", "4", "--date", day],
        2 => vec!["add", "spend", "flights", "--amount", "12.50", "--currency", "EUR", "--date", day],
        3 => vec!["add", "lesson", words, "--kind", "improve", "--date", day],
        4 => vec!["add", "action", words, "--owner", who, "--date", day],
        5 => vec!["add", "requirement", words, "--class", "user"],
        6 => vec!["add", "person", dice.one(&["Bo Chen", "Priya Rao"]), "--side", "customer"],
        7 => vec!["add", "approach", words, "--result", "worked", "--date", day],
        8 => vec!["add", "goal", words, "--criterion", "nine of ten"],
        9 | 10 => vec!["set", &set],
        11 => {
            let entry = dice.one(&["cycle-1/01-hypothesis", "cycle-1/02-validate"]);
            let with =
                dice.one(&["with+=ana-ortiz", "with+=kim-berg", "verdict=confirmed", "evidence+=a map", "today=cards"]);
            vec!["set", "--in", entry, with]
        }
        12 => return about_the_goal(dice, is_close),
        13 => vec!["set", "--in", "people/ana-ortiz", dice.one(&["roles+=user", "roles+=sponsor", "phone=12"])],
        14..=16 => vec!["advance", "--because", dice.one(&["we must", "the boat leaves"]), "--date", day],
        17 => vec![
            "advance",
            "--to",
            dice.one(&["hypothesis", "select", "dev"]),
            "--because",
            "back to it",
            "--date",
            day,
        ],
        18 => vec!["sign-off", "scope", who, "--date", day],
        19 => vec!["judge", "find-a-report", dice.one(&["met", "missed"]), "--date", day],
        20 => vec!["done", "rescan", "--date", day],
        _ => vec!["debrief", dice.one(&["evening.md", "late.md"]), "--date", day],
    };
    command.into_iter().map(str::to_owned).collect()
}

/// A command that changes several keys of one goal, so that a file in conflict also has keys that one side alone changed.
fn about_the_goal(dice: &mut MergeDice, _: bool) -> Vec<String> {
    let changes = [0; 3].map(|_| dice.one(&GOAL));
    let words = [&["set", "--in", "goals/find-a-report"], &changes[..=dice.below(3)]].concat();
    words.into_iter().map(str::to_owned).collect()
}

/// One engagement from its first step to its last, a commit at each.
struct MergeStory {
    folder: TempDir,
    commits: Vec<String>,
}

impl MergeStory {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let clone = Clone { folder: folder.path().to_owned() };
        clone.git(&["init", "-q"]);
        let day = "2026-03-02";
        clone.engage(day, &["init"]);
        clone.engage(day, &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
        for (name, side) in [("Ana Ortiz", "customer"), ("Kim Berg", "ours")] {
            clone.engage(day, &["add", "person", name, "--side", side]);
        }
        clone.engage(day, &["add", "goal", "find a report", "--criterion", "nine of ten"]);
        clone.engage(day, &["add", "action", "rescan", "--owner", "kim-berg"]);
        for (name, who) in [("evening.md", "map"), ("late.md", "list")] {
            let evening = format!("said\n  Ana Ortiz: the {who} saves an hour, impression 4\nkeep\n  the {who}\n");
            std::fs::write(clone.folder.join(name), evening).unwrap();
        }
        let mut commits = vec![commit(&clone)];
        for step in WALK {
            clone.engage(day, &["advance", "--to", step, "--because", "we know them"]);
            commits.push(commit(&clone));
        }
        clone.engage(day, &["set", "decision=continue", "next=2026-04-10", "aim=ten seconds"]);
        commits.push(commit(&clone));
        Self { folder, commits }
    }

    /// Two clones that diverge at one of the commits.
    fn parted(&self, dice: &mut MergeDice) -> ClonePair {
        let home = TempDir::new().unwrap();
        let origin = home.path().join("origin");
        let from = self.folder.path().to_str().unwrap();
        assert!(git_in(home.path(), &["clone", "-q", "--shared", from, "origin"]).status.success());
        let at = &self.commits[dice.below(self.commits.len())];
        assert!(git_in(&origin, &["reset", "-q", "--hard", at]).status.success());
        ClonePair::of(home)
    }
}

fn commit(clone: &Clone) -> String {
    clone.commit();
    clone.git(&["rev-parse", "HEAD"]).trim().to_owned()
}

/// The record's files of a clone's last commit, with their objects.
fn files(clone: &Clone, commit: &str) -> BTreeMap<String, String> {
    let tree = clone.git(&["ls-tree", "-r", commit, "--", "engagements"]);
    let line = |line: &str| {
        let (head, path) = line.split_once('\t').unwrap();
        (path.to_owned(), head.split(' ').nth(2).unwrap().to_owned())
    };
    tree.lines().map(line).collect()
}

fn touched(base: &BTreeMap<String, String>, side: &BTreeMap<String, String>) -> BTreeSet<String> {
    let changed = side.iter().filter(|(path, object)| base.get(*path) != Some(object));
    changed.map(|(path, _)| path).chain(base.keys().filter(|path| !side.contains_key(*path))).cloned().collect()
}

/// The keys of a file that differ between two commits.
fn keys_changed(clone: &Clone, path: &str, from: &str, to: &str) -> BTreeSet<String> {
    let read = |commit: &str| -> BTreeMap<String, Value> {
        serde_yaml::from_str(&clone.git(&["show", &format!("{commit}:{path}")])).unwrap()
    };
    let (from, to) = (read(from), read(to));
    from.keys().chain(to.keys()).filter(|key| from.get(*key) != to.get(*key)).cloned().collect()
}

/// The entries in a folder of each cycle.
fn entries(clone: &Clone, inner: &str) -> Vec<String> {
    let names = |cycle: &str| -> Vec<String> {
        let names = clone.names(&format!("{cycle}{inner}")).into_iter();
        let names = names.filter(|name| name.ends_with(".yaml") && *name != "pace.yaml");
        names.map(|name| format!("{cycle}/{}", name.trim_end_matches(".yaml"))).collect()
    };
    ["cycle-1", "cycle-2", "cycle-3"].into_iter().flat_map(names).collect()
}

/// Each entry with its origin, read from the folder.
fn origins(clone: &Clone) -> BTreeMap<String, String> {
    let from = |entry: String| {
        let path = clone.folder.join(format!("engagements/harbor-search/{entry}.yaml"));
        let read: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let came = read.get("from").and_then(Value::as_str).unwrap_or("nowhere").to_owned();
        (entry, came)
    };
    entries(clone, "").into_iter().map(from).collect()
}

/// Whether the origin of an entry is only in `forks/`: a branch came back.
fn came_back(clone: &Clone) -> bool {
    let (origins, in_forks) = (origins(clone), entries(clone, "/forks"));
    origins.values().any(|from| !origins.contains_key(from) && in_forks.contains(from))
}

/// The entries of the walk by their origin.
fn forks(clone: &Clone) -> Vec<Vec<String>> {
    let mut from = BTreeMap::<String, Vec<String>>::new();
    for (entry, came) in origins(clone) {
        from.entry(came).or_default().push(entry);
    }
    from.into_values().filter(|entries| entries.len() > 1).collect()
}

/// Draws a command; another one for clones that work closely together.
type Draw = fn(&mut MergeDice, bool) -> Vec<String>;

/// One merge of two clones after changes in both.
fn one_merge(story: &MergeStory, case: u64, command: Draw, counts: &mut MergeCounts) {
    let mut dice = MergeDice::of(case);
    let pair = story.parted(&mut dice);
    let is_close = dice.below(2) == 0;
    let base = pair.ours.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let mut commands = vec![];
    for (who, clone) in [("ours", &pair.ours), ("theirs", &pair.theirs)] {
        for _ in 0..=dice.below(5) {
            let command = command(&mut dice, is_close);
            let words: Vec<_> = command.iter().map(String::as_str).collect();
            let output = clone.try_engage("2026-03-08", &words);
            let code = output.status.code().unwrap();
            commands.push(format!("{who}: engage {command:?} -> {code}"));
            assert!([0, 2, 3, 4].contains(&code), "case {case}: {command:?}: {}", text(&output));
            counts.add("commands", 1);
            counts.add("refused", usize::from(code != 0));
        }
    }
    let why = format!("case {case}\n{}\n", commands.join("\n"));
    let clean = pair.try_merge();
    let head = |clone: &Clone, name: &str| files(clone, name);
    let theirs = pair.ours.git(&["rev-parse", "FETCH_HEAD"]).trim().to_owned();
    let ours = pair.ours.git(&["rev-parse", if clean { "ORIG_HEAD" } else { "HEAD" }]).trim().to_owned();
    let [of_base, of_ours, of_theirs] = [&base, &ours, &theirs].map(|commit| head(&pair.ours, commit));
    let both: BTreeSet<_> = touched(&of_base, &of_ours).intersection(&touched(&of_base, &of_theirs)).cloned().collect();
    counts.add("merges", 1);
    if !clean {
        counts.add("merges with a conflict", 1);
        conflicts(&pair.ours, &both, [&base, &ours, &theirs], &of_base, &why, counts);
        resolve(&pair.ours, &mut dice, &why, counts);
    }
    let merged = head(&pair.ours, "HEAD");
    let all: BTreeSet<_> = of_ours.keys().chain(of_theirs.keys()).collect();
    let lost: Vec<_> = all.iter().filter(|path| !merged.contains_key(**path)).collect();
    counts.add("records", all.len());
    counts.add("records lost", lost.len());
    assert!(lost.is_empty(), "{why}lost: {lost:?}");
    for (path, object) in &merged {
        let sides = [&of_ours, &of_theirs].map(|side| side.get(path) == Some(object));
        assert!(both.contains(path) || sides.contains(&true), "{why}{path} is as nobody left it");
    }
    for path in both.iter().filter(|path| path.ends_with(".yaml")) {
        let [base, ours, theirs, merged] =
            [base.as_str(), &ours, &theirs, "HEAD"].map(|at| record(&pair.ours, at, path));
        counts.add("keys that one side changed", kept(&format!("{why}{path}"), [&base, &ours, &theirs, &merged]));
    }
    resolve_forks(&pair, &why, counts);
    again(&pair, &mut dice, command, &why, counts);
}

/// Theirs advances without knowing what was resolved, and both merge once more.
fn again(pair: &ClonePair, dice: &mut MergeDice, command: Draw, why: &str, counts: &mut MergeCounts) {
    for _ in 0..=dice.below(3) {
        let command = command(dice, false);
        pair.theirs.try_engage("2026-03-11", &command.iter().map(String::as_str).collect::<Vec<_>>());
        pair.theirs.try_engage("2026-03-11", &["advance", "--because", "we are here"]);
    }
    if pair.try_merge() {
        counts.add("merges after that", 1);
        resolve_forks(pair, why, counts);
    }
}

/// A file of a commit; null if it does not exist.
fn record(clone: &Clone, commit: &str, path: &str) -> Value {
    let output = git_in(&clone.folder, &["show", &format!("{commit}:{path}")]);
    if output.status.success() { serde_yaml::from_slice(&output.stdout).unwrap() } else { Value::Null }
}

/// Each key that only one side changed has the value of that side; returns how many there are.
fn kept(place: &str, [base, ours, theirs, merged]: [&Value; 4]) -> usize {
    let at = |of: &Value, key: &Value| of.get(key).cloned().unwrap_or(Value::Null);
    let maps = [ours, theirs, merged].map(Value::as_mapping);
    let [Some(of_ours), Some(of_theirs), Some(_)] = maps else { return 0 };
    let keys: Vec<&Value> = of_ours.keys().chain(of_theirs.keys().filter(|key| !of_ours.contains_key(*key))).collect();
    let mut number = 0;
    for key in keys {
        let [base, ours, theirs, merged] = [base, ours, theirs, merged].map(|of| at(of, key));
        let place = format!("{place}: {}", key.as_str().unwrap());
        if ours == theirs || ours == base || theirs == base {
            let expected = if ours == base { &theirs } else { &ours };
            assert_eq!(&merged, expected, "{place} is not as the side has it that changed it");
            number += usize::from(ours != theirs);
        } else {
            number += kept(&place, [&base, &ours, &theirs, &merged]);
        }
    }
    number
}

/// Each file in conflict was changed by both, and within a scaffold by different answers to one question.
fn conflicts(
    clone: &Clone,
    both: &BTreeSet<String>,
    [base, ours, theirs]: [&str; 3],
    of_base: &BTreeMap<String, String>,
    why: &str,
    counts: &mut MergeCounts,
) {
    let unmerged = clone.git(&["diff", "--name-only", "--diff-filter=U"]);
    for path in unmerged.lines() {
        counts.add("files in conflict", 1);
        assert!(both.contains(path), "{why}{path} is in conflict, and only one side touched it");
        if path.contains("/cycle-") && of_base.contains_key(path) {
            let [ours, theirs] = [ours, theirs].map(|side| keys_changed(clone, path, base, side));
            assert!(!ours.is_disjoint(&theirs), "{why}{path}: {ours:?} and {theirs:?} are different questions");
        }
    }
    let listed = text(&clone.try_engage("2026-03-09", &["list", "--all"]));
    assert!(listed.contains("harbor-search"), "{why}{listed}");
}

/// `resolve` settles what git could not; open keys are decided for one side.
fn resolve(clone: &Clone, dice: &mut MergeDice, why: &str, counts: &mut MergeCounts) {
    let unmerged = clone.git(&["diff", "--name-only", "--diff-filter=U"]).lines().count();
    let side = dice.one(&["--ours", "--theirs"]);
    let output = clone.try_engage("2026-03-09", &["resolve", side]);
    let listed = text(&output).matches("engage resolve harbor-search --keep ").count();
    assert_eq!((listed, output.status.code()), (forks(clone).len(), Some(if listed > 0 { 3 } else { 0 })), "{why}");
    let marked = git_in(&clone.folder, &["grep", "-l", "^<<<<<<<", "--", "engagements"]);
    assert!(marked.stdout.is_empty(), "{why}{}", text(&marked));
    counts.add("files resolved", unmerged);
    clone.commit();
}

/// The current step according to a command.
fn stands(clone: &Clone, command: &[&str]) -> [Value; 3] {
    let output = clone.try_engage("2026-03-10", &[command, &["--json"]].concat()).stdout;
    let output: Value = serde_yaml::from_slice(&output).unwrap();
    let one = output["data"].as_sequence().map_or(&output["data"], |all| &all[0]);
    ["cycle", "round", "step"].map(|key| one[key].clone())
}

/// Every fork is reported by `status` and `check`, and resolved; nothing is deleted, and every file can be read.
fn resolve_forks(pair: &ClonePair, why: &str, counts: &mut MergeCounts) {
    let clone = &pair.ours;
    let mut rounds = 0;
    loop {
        let forks = forks(clone);
        let status = clone.engage("2026-03-10", &["status", "harbor-search"]);
        let check = text(&clone.try_engage("2026-03-10", &["check", "--only", "walk-forked"]));
        let is_back = came_back(clone);
        if forks.is_empty() && !is_back {
            assert!(!status.contains("walk-forked") && check.is_empty(), "{why}{status}{check}");
            break;
        }
        counts.add("branches that came back", usize::from(is_back));
        rounds += 1;
        assert!(rounds < 9, "{why}the forks have no end: {forks:?}");
        counts.add("forks", usize::from(rounds == 1) * forks.len());
        for words in forks.iter().flatten() {
            assert!(status.contains(words.as_str()) && check.contains(words.as_str()), "{why}{words}\n{status}{check}");
        }
        let shown: Value = serde_yaml::from_str(&clone.engage("2026-03-10", &["show", "--json"])).unwrap();
        let has_ended = shown["data"]["ended"] != Value::Null;
        let is_next = status.contains("next: engage resolve harbor-search --keep ");
        assert_eq!(!is_next, has_ended, "{why}an engagement that ended has nothing next: {status}");
        let offered = check.lines().find_map(|line| line.trim().strip_prefix("engage resolve harbor-search --keep "));
        let offered: Vec<_> = offered.into_iter().flat_map(|line| line.split("   # or ")).collect();
        // ours, so that theirs may advance to entries that are in forks/; of those that came back, either
        let is_theirs =
            |entry: &&&str| pair.theirs.folder.join(format!("engagements/harbor-search/{entry}.yaml")).exists();
        let wants_theirs = is_back && counts.of("branches that came back").is_multiple_of(2);
        let keep = offered.iter().find(|entry| is_theirs(entry) == wants_theirs).unwrap_or(&offered[0]);
        assert_eq!(stands(clone, &["status", "harbor-search"]), stands(clone, &["list", "--all"]), "{why}");
        clone.engage("2026-03-10", &["resolve", "harbor-search", "--keep", keep]);
        counts.add("forks resolved", 1);
    }
    let findings = clone.findings();
    assert!(findings.contains("\"warnings\": []"), "{why}{findings}");
    clone.commit();
    let gone = clone.git(&["log", "--diff-filter=D", "--name-only", "--format=", "--no-renames", "--", "engagements"]);
    // moved to forks/, or brought back from there
    let kept = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap();
        let back = folder.trim_end_matches("/forks");
        [folder, back, &format!("{back}/forks")].iter().any(|folder| clone.folder.join(folder).join(name).is_file())
    };
    assert!(gone.lines().all(kept), "{why}gone: {gone}");
}

fn merges(cases: std::ops::Range<u64>) -> MergeCounts {
    let mut counts = MergeCounts::default();
    let story = MergeStory::new();
    for case in cases {
        one_merge(&story, case, command, &mut counts);
        if case % 2 == 0 {
            one_merge(&story, case, about_the_goal, &mut counts);
        }
    }
    println!("{counts:?}");
    assert_eq!(counts.of("records lost"), 0);
    assert_eq!(counts.of("files in conflict"), counts.of("files resolved"));
    counts
}

#[test]
fn whatever_two_people_do_their_clones_merge_and_nothing_is_lost() {
    let counts = merges(0..8);
    assert!(
        counts.of("merges with a conflict") > 0
            && counts.of("forks") > 0
            && counts.of("branches that came back") > 1
            && counts.of("keys that one side changed") > 0,
        "the commands show nothing: {counts:?}"
    );
}

#[test]
#[ignore = "several minutes; its counts stand in tests/README.md"]
fn many_merges() {
    merges(0..400);
}
