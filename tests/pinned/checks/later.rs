//! What checks say once the walk of their example has gone on into another cycle, or back to the hypothesis.

use engage::check::{About, CHECKS, Check, File};
use engage::model::date::Date;
use engage::model::reference::EntryId;
use engage::model::step::Step;

use super::{Files, OWN, files, run, workspace};
use crate::scene;

/// Checks about the engagement whose example ends with the cycle in which it was, each with the reason.
const NOT_IN_THE_NEXT: [(&str, &str); 2] = [
    ("one-way", "a hypothesis may be formed by us alone; actions on one side are told in any cycle"),
    ("handover-missing", "who goes on into another cycle does not end it"),
];

/// Those whose example ends with the step back to the hypothesis.
const NOT_AFTER_GOING_BACK: [(&str, &str); 3] = [
    ("kind-unsuited", "who goes back plans the next cycle anew"),
    ("one-way", "a hypothesis may be formed by us alone; actions on one side are told after going back too"),
    ("handover-missing", "who goes back does not end it"),
];

/// The last entry of the engagement in some files.
fn place(files: &Files) -> EntryId {
    let own = format!("engagements/{OWN}/");
    let entries = files.keys().filter_map(|path| path.strip_prefix(&own)?.strip_suffix(".yaml")?.parse().ok());
    entries.max().unwrap()
}

/// Adds the entry that comes after the last one: in its cycle, or as the first of the next.
fn enter(files: &mut Files, step: Step, in_next_cycle: bool, on: Date) {
    let from = place(files);
    let (cycle, number) = if in_next_cycle { (from.cycle + 1, 1) } else { (from.cycle, from.number + 1) };
    let path = format!("engagements/{OWN}/{}.yaml", EntryId { cycle, number, step });
    files.insert(path, format!("entered: {on}\nfrom: {from}\n"));
}

/// The files of a case after its next cycle was opened, on the day after it.
fn in_the_next_cycle(check: &Check, added: &'static [File]) -> (Files, Date) {
    let (mut files, today) = (files(check, added), day(check));
    if place(&files).step != Step::PlanNext {
        enter(&mut files, Step::PlanNext, false, today);
    }
    let tomorrow = today.plus_days(1).unwrap();
    enter(&mut files, Step::Hypothesis, true, tomorrow);
    (files, tomorrow)
}

/// The files of a case after the walk went back to the hypothesis of its cycle, on the day after it.
fn gone_back(check: &Check, added: &'static [File]) -> (Files, Date) {
    let (mut files, tomorrow) = (files(check, added), day(check).plus_days(1).unwrap());
    enter(&mut files, Step::Hypothesis, false, tomorrow);
    (files, tomorrow)
}

fn day(check: &Check) -> Date {
    check.today.parse().unwrap()
}

fn says(check: &Check, (files, today): &(Files, Date)) -> String {
    run(workspace(files).path(), check, &today.to_string()).0
}

fn about(about: About) -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().filter(move |check| check.about == about && check.guards.is_none())
}

/// A way to walk on from a check's example with these files: what then stands there, and the day.
type WalkOn = fn(&Check, &'static [File]) -> (Files, Date);

/// The checks about the engagement that fall silent on a way to walk on from their example.
fn silent(then: WalkOn) -> Vec<&'static str> {
    let is_silent = |check: &&Check| {
        let told = says(check, &then(check, check.silent));
        assert!(told.is_empty(), "walking on is all that it notices, {}: {told}", check.id);
        says(check, &then(check, check.fires)).is_empty()
    };
    about(About::Engagement).filter(is_silent).map(|check| check.id).collect()
}

/// The ids of exceptions, which are listed in the order of the checks.
fn ids(excepted: &[(&'static str, &str)]) -> Vec<&'static str> {
    excepted.iter().map(|(id, _)| *id).collect()
}

#[test]
fn a_check_about_the_engagement_speaks_on_in_the_next_cycle() {
    assert_eq!(silent(in_the_next_cycle), ids(&NOT_IN_THE_NEXT));
}

#[test]
fn a_check_about_the_engagement_speaks_on_after_going_back() {
    assert_eq!(silent(gone_back), ids(&NOT_AFTER_GOING_BACK));
}

#[test]
fn a_check_about_the_cycle_leaves_the_last_one_alone_when_the_next_begins() {
    let told = about(About::Cycle).map(|check| says(check, &in_the_next_cycle(check, check.fires)));
    assert_eq!(told.collect::<String>(), "");
}

/// The first cycle by the program's own commands: each `advance` with what its gates ask for before it.
const CYCLE: [&[&str]; 25] = [
    &["init"],
    &["new", "dock", "--customer", "Port of Aldmouth"],
    &["add", "person", "Ana Ortiz", "--side", "customer"],
    &["add", "person", "Sam Lindqvist", "--side", "ours"],
    &["set", "belief=search offline", "benefit=no repair is paid for twice"],
    &["advance"],
    &["set", "met=2026-03-02", "with=[ana-ortiz]", "verdict=confirmed"],
    &["advance"],
    &["add", "goal", "find fast", "--criterion", "9 of 10 within 10 s"],
    &["sign-off", "scope", "ana-ortiz", "sam-lindqvist"],
    &["advance"],
    &["pace", "set", "primary", "--plan", "tablets", "--owner", "sam-lindqvist", "--needs", "six tablets"],
    &["pace", "set", "primary", "--leave-when", "a tablet fails"],
    &["pace", "set", "alternate", "--plan", "paper", "--owner", "sam-lindqvist", "--needs", "a printer"],
    &["advance"],
    &["advance"],
    &["add", "feedback", "it found my report", "--from", "ana-ortiz"],
    &["advance"],
    &["set", "decision=wrap-up"],
    &["advance"],
    &["add", "lesson", "ask for their calendar", "--kind", "improve"],
    &["set", "spend=none"],
    &["advance"],
    &["set", "decision=continue", "next=2026-03-20", "aim=all berths"],
    &["advance"],
];

/// What three checks about the engagement say four months after it was walked like this, the price was then
/// fixed and something more agreed.
fn in_july(walked: &[&[&str]]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for command in walked {
        scene::done(folder.path(), command);
    }
    scene::done(folder.path(), &["set", "--in", "engagement", "pricing=fixed-price"]);
    scene::done(folder.path(), &["add", "requirement", "works offline", "--class", "user", "--status", "agreed"]);
    let only = ["check", "--only", "scope-creep", "--only", "pricing-scope", "--only", "cadence-lapsed"];
    let ran = scene::command(folder.path()).args(only).env("ENGAGE_TODAY", "2026-07-02").output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    let sentences = said.lines().filter_map(|line| line.split_once(": warning: "));
    sentences.map(|(_, sentence)| sentence.to_owned()).collect()
}

const LAPSED: &str = "the customer last had something to judge on 2 March 2026, 122 days ago; the cadence is 14 days \
                      [cadence-lapsed]";
const UNWRITTEN: &str = "the price is fixed, and the scope is not written [pricing-scope]";
const CREPT: &str = "the customer signed 1 promise on 2 March 2026; since then 1 came in \
                     (`requirements/works-offline`) [scope-creep]";

#[test]
fn scope_price_and_cadence_are_told_at_the_hypothesis_of_the_second_cycle() {
    assert_eq!(in_july(&CYCLE), [LAPSED, UNWRITTEN, CREPT]);
}

#[test]
fn scope_price_and_cadence_are_told_after_going_back_to_the_hypothesis() {
    let back: &[&str] = &["advance", "--to", "hypothesis"];
    let walked: Vec<_> = CYCLE[..CYCLE.len() - 1].iter().copied().chain([back]).collect();
    assert_eq!(in_july(&walked), [LAPSED, UNWRITTEN, CREPT]);
}

#[test]
fn before_dev_was_ever_reached_scope_price_and_cadence_wait() {
    assert!(in_july(&CYCLE[..10]).is_empty());
}
