//! The documents of a closed cycle do not change through later facts.
//!
//! Random engagements are walked through a cycle, their documents rendered, then they continue for another cycle with
//! facts of later days: judged, done, returned, changed, accepted, signed, switched, added and advanced. The documents
//! of the first cycle must keep the same bytes. Values without a day (titles, roles, a status) may change them, and so
//! may a fact dated into that cycle.

mod dice;
mod facts;
mod story;

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use crate::scene;
use engage::render::{About, DOCUMENTS, Document, Subject, context, render};
use engage::store::load;
use engage::store::workspace::Workspace;
use story::{ClosedStory, ID, date};

/// Documents of the first cycle by their name.
type Documents = BTreeMap<&'static str, String>;

/// How a document is produced from an engagement.
type TakenSteps = fn(&Document<'static>, &About) -> String;

/// Its bytes.
fn bytes(document: &Document<'static>, about: &About) -> String {
    render(document, &document.builtin(), about).unwrap()
}

/// All values that a template could use: with the template they decide the bytes, and take a tenth of the time.
fn words(document: &Document<'static>, about: &About) -> String {
    serde_json::to_string_pretty(&context(document, about)).unwrap()
}

fn documents(root: &Path, taken: TakenSteps) -> Documents {
    let workspace = Workspace::open(root, root);
    let (engagement, unread) = load::engagement(&workspace, &ID.parse().unwrap());
    assert_eq!(unread, [], "what the story writes is read");
    assert_eq!(engagement.entries.len(), engagement.walk.len());
    let about = About::Cycle(Subject {
        engagement: &engagement,
        settings: &workspace.settings,
        cycle: 1,
        day: None,
        since: None,
    });
    let of_one = DOCUMENTS.iter().filter(|document| !document.is_about_workspace());
    of_one.map(|document| (document.name, taken(document, &about))).collect()
}

/// The first line of each document that differs, before and after.
fn differences(before: &Documents, after: &Documents) -> Vec<String> {
    let differ = before.iter().filter(|(name, before)| after[*name] != **before);
    let first = |(name, before): (&&str, &String)| {
        let lines = before.lines().zip(after[name].lines()).find(|(before, after)| before != after);
        let (before, after) = lines.unwrap_or(("(fewer lines)", "(more lines)"));
        format!("{name}\n  - {before}\n  + {after}")
    };
    differ.map(first).collect()
}

/// The differences in the documents of a case's first cycle after more has happened, and the story as it ended.
fn changed(case: u64, taken: TakenSteps, more: fn(&mut ClosedStory)) -> (Vec<String>, ClosedStory) {
    let mut story = ClosedStory::of_one_cycle(case);
    let folder = tempfile::tempdir().unwrap();
    story.write(folder.path());
    let before = documents(folder.path(), taken);
    story.facts.clear();
    more(&mut story);
    story.write(folder.path());
    (differences(&before, &documents(folder.path(), taken)), story)
}

/// Continues all cases; no document may change.
fn none_changes(cases: u64, taken: TakenSteps) {
    let workers: u64 = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let run = |worker: u64| {
        let mut facts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut differ = Vec::new();
        for case in (0..cases).filter(|case| case % workers == worker) {
            let (of_case, story) = changed(case, taken, ClosedStory::go_on);
            differ.extend(of_case.into_iter().map(|lines| format!("case {case}: {lines}")));
            story.facts.into_iter().for_each(|(name, count)| *facts.entry(name).or_default() += count);
        }
        (differ, facts)
    };
    let done: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|worker| scope.spawn(move || run(worker))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let differ: Vec<_> = done.iter().flat_map(|(differ, _)| differ.clone()).collect();
    assert!(differ.is_empty(), "{} documents of {cases} engagements changed\n{}", differ.len(), differ.join("\n"));
    for name in ["judge", "done", "returned", "change", "switch", "sign-off", "newcomer", "goal", "action", "decision"]
    {
        let count: usize = done.iter().filter_map(|(_, facts)| facts.get(name)).sum();
        assert!(count as u64 > cases * 4 / 5, "{name}: {count}");
    }
}

#[test]
fn documents_of_a_closed_cycle_do_not_change() {
    none_changes(80, words);
}

/// The same for more cases, by bytes: `cargo test --test documents closed -- --ignored`.
#[test]
#[ignore = "renders 11,000 documents"]
fn documents_of_a_closed_cycle_do_not_change_by_a_byte() {
    none_changes(500, bytes);
}

#[test]
fn a_fact_dated_into_the_cycle_changes_its_documents() {
    let changed = (0..20).filter(|case| !changed(*case, words, ClosedStory::remember).0.is_empty()).count();
    assert!(changed > 15, "{changed} of 20");
}

/// Runs commands on the days after, each on its day and successfully.
fn by_commands(root: &Path, story: &ClosedStory) {
    let (mut day, engage) = (story.day, |day: u64, arguments: &[&str]| {
        let output = scene::command(root).args(arguments).env("ENGAGE_TODAY", date(day)).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", scene::text(&output));
    });
    for action in story.names("actions/").iter().filter(|name| story.files[*name]["done"].is_null()) {
        engage(day + 1, &["done", action, "--result", "late"]);
    }
    for step in 0..9 {
        day += 1;
        for goal in story.names("goals/") {
            let goal = goal.trim_start_matches("goals/");
            engage(
                day,
                &["judge", goal, ["met", "missed", "partly"][step % 3], "--actual", "11", "--accepted-by", "bo"],
            );
        }
        let newcomer = format!("Newcomer {}", ["Ada", "Bea", "Cleo", "Dana", "Eve", "Fay", "Gil", "Hal", "Ida"][step]);
        engage(day, &["add", "person", &newcomer, "--side", "customer", "--role", "sponsor"]);
        for (kind, more) in [
            ("goal", &["--criterion", "timed"][..]),
            ("requirement", &["--class", "user"]),
            ("feedback", &["--from", "bo", "--impression", "1", "--enthusiasm", "1"]),
            ("lesson", &["--kind", "improve"]),
            ("spend", &["--amount", "700"]),
            ("action", &["--owner", "kim"]),
            ("artifact", &["--class", "data"]),
            ("approach", &["--result", "failed"]),
            ("decision", &["--by", "ana", "--by", "kim"]),
            ("note", &[]),
        ] {
            engage(day, &[&["add", kind, &format!("later {step}")], more].concat());
        }
        engage(day, &["sign-off", "scope", "ana", "kim"]);
        if step == 3 {
            for tier in ["primary", "alternate"] {
                engage(day, &["pace", "set", tier, "--plan", "by rail", "--owner", "kim"]);
            }
            engage(day, &["pace", "switch", "--to", "alternate", "--trigger", "no power"]);
        }
        if let Some(decision) = [(6, "decision=wrap-up"), (8, "decision=continue")].iter().find(|(at, _)| *at == step) {
            engage(day, &["set", decision.1]);
        }
        engage(day, &["advance", "--because", "we must"]);
    }
    engage(day, &["close"]);
}

#[test]
fn commands_of_later_days_change_no_document_of_a_closed_cycle() {
    let story = ClosedStory::of_one_cycle(0);
    let folder = tempfile::tempdir().unwrap();
    story.write(folder.path());
    let before = documents(folder.path(), bytes);
    by_commands(folder.path(), &story);
    assert_eq!(differences(&before, &documents(folder.path(), bytes)), Vec::<String>::new());
}
