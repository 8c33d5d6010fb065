//! What a document about a cycle says of it: what held when it ended, however fast it went and whatever came later.

use std::fs;

use crate::scene;

/// A workspace with one engagement, and the day it is there.
struct Desk {
    folder: tempfile::TempDir,
    today: &'static str,
}

impl Desk {
    /// An engagement with Ana of the customer's side and Sam of ours.
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), today: "2026-03-02" };
        desk.engage(&["init"]);
        desk.engage(&["new", "dock", "--customer", "Port of Aldmouth"]);
        desk.engage(&["add", "person", "Ana Ortiz", "--side", "customer"]);
        desk.engage(&["add", "person", "Sam Lindqvist", "--side", "ours"]);
        desk
    }

    fn engage(&self, arguments: &[&str]) -> String {
        let mut command = scene::command(self.folder.path());
        let output = command.env("ENGAGE_TODAY", self.today).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", scene::said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Walks a whole cycle with one goal, judged met, and goes on into the next, all on one day.
    fn cycle(&self) {
        self.engage(&["set", "belief=search must work offline", "benefit=an hour a day"]);
        self.engage(&["advance"]);
        self.engage(&["set", "met=today", "with+=ana-ortiz", "verdict=confirmed"]);
        self.engage(&["advance"]);
        self.engage(&["add", "goal", "find fast", "--criterion", "9 of 10"]);
        self.engage(&["advance"]);
        for tier in ["primary", "alternate"] {
            let plan = ["--plan", tier, "--owner", "sam-lindqvist", "--needs", "a table", "--leave-when", "noon"];
            self.engage(&[&["pace", "set", tier], &plan[..]].concat());
        }
        for _ in ["onsite", "demo"] {
            self.engage(&["advance"]);
        }
        self.engage(&["add", "feedback", "it saves me an hour", "--from", "ana-ortiz", "--impression", "4"]);
        self.engage(&["advance"]);
        self.engage(&["set", "decision=wrap-up"]);
        self.engage(&["advance"]);
        self.engage(&[
            "judge",
            "find-fast",
            "met",
            "--evidence",
            "https://example.org/times",
            "--accepted-by",
            "ana-ortiz",
        ]);
        self.engage(&["add", "lesson", "the table was too small", "--kind", "improve"]);
        self.engage(&["set", "spend=none"]);
        self.engage(&["advance"]);
        self.engage(&["set", "decision=continue", "next=+1w", "aim=the old pages"]);
        self.engage(&["advance"]);
    }

    fn report(&self, document: &str, cycle: &str) -> String {
        self.engage(&["report", document, "dock", "--cycle", cycle, "-o", "-"])
    }

    fn goal(&self) -> String {
        fs::read_to_string(self.folder.path().join("engagements/dock/goals/find-fast.yaml")).unwrap()
    }
}

#[test]
fn a_cycle_of_one_day_keeps_its_goals() {
    let desk = Desk::new();
    desk.cycle();
    let report = desk.report("after-action", "1");
    assert!(report.contains("- Goals: 1 of 1 met"), "{report}");
    assert!(report.contains("| find fast | 9 of 10 |"), "{report}");
    assert!(report.contains("until cycle 2 began on 2 March 2026"), "{report}");
    assert!(desk.report("proof-of-execution", "1").contains("find fast"));
    assert!(!desk.report("after-action", "2").contains("find fast"));
}

#[test]
fn rejudging_clears_acceptance_and_keeps_the_judgement_before() {
    let desk = Desk::new();
    desk.engage(&["add", "goal", "find fast", "--criterion", "9 of 10"]);
    desk.engage(&["judge", "find-fast", "met", "--accepted-by", "ana-ortiz"]);
    desk.engage(&["judge", "find-fast", "missed"]);
    let goal = desk.goal();
    assert!(goal.contains("\nverdict: missed\njudged: 2026-03-02\naccepted_by:\n"), "{goal}");
    assert!(
        goal.contains("history:\n  - verdict: met\n    judged: 2026-03-02\n    accepted_by: ana-ortiz\n"),
        "{goal}"
    );
    assert!(!desk.report("proof-of-execution", "1").contains("Ana Ortiz"));
}

#[test]
fn a_later_cycle_changes_no_report_of_an_earlier_one() {
    let mut desk = Desk::new();
    desk.cycle();
    let documents = ["after-action", "proof-of-execution", "improvement-plan", "management", "close-out", "handover"];
    let before = documents.map(|document| desk.report(document, "1"));
    desk.today = "2026-03-17";
    desk.engage(&["judge", "find-fast", "partly", "--actual", "7", "--accepted-by", "ana-ortiz"]);
    desk.engage(&["judge", "find-fast", "partly", "--evidence", "https://example.org/later"]);
    desk.engage(&["add", "person", "Cy Moss", "--side", "customer", "--role", "sponsor"]);
    desk.engage(&["set", "belief=the old pages matter", "benefit=a day a week"]);
    desk.engage(&["advance"]);
    desk.engage(&["call-off", "dock", "--reason", "no budget"]);
    for (document, before) in documents.into_iter().zip(before) {
        assert_eq!(desk.report(document, "1"), before, "{document}");
    }
    assert!(desk.goal().contains("history:\n  - verdict: met\n    judged: 2026-03-02\n    accepted_by: ana-ortiz\n"));
}

#[test]
fn the_same_verdict_in_a_later_cycle_is_a_judgement_of_its_own() {
    let mut desk = Desk::new();
    desk.cycle();
    let before = desk.report("after-action", "1");
    desk.today = "2026-03-17";
    desk.engage(&["judge", "find-fast", "met", "--evidence", "https://example.org/again"]);
    assert_eq!(desk.report("after-action", "1"), before);
    let report = desk.report("after-action", "2");
    assert!(report.contains("met, 17 March 2026 (earlier: met, 2 March 2026)"), "{report}");
}

#[test]
fn a_switch_counts_for_what_was_judged_after_it() {
    let mut desk = Desk::new();
    desk.engage(&["add", "goal", "find fast", "--criterion", "9 of 10"]);
    desk.engage(&["judge", "find-fast", "met", "--evidence", "https://example.org/times"]);
    let before = desk.report("improvement-plan", "1");
    desk.today = "2026-03-17";
    for tier in ["primary", "alternate"] {
        desk.engage(&["pace", "set", tier, "--plan", tier]);
    }
    desk.engage(&["pace", "switch", "--to", "alternate", "--trigger", "rain"]);
    let rated = |report: &str| report.lines().find(|line| line.contains("find fast")).map(ToOwned::to_owned);
    assert_eq!(rated(&desk.report("improvement-plan", "1")), rated(&before));
}

#[test]
fn the_close_out_is_about_the_cycle_in_which_it_was_called_off() {
    let mut desk = Desk::new();
    desk.cycle();
    desk.today = "2026-03-17";
    desk.engage(&["call-off", "dock", "--reason", "no budget", "--message", "Thank you for three good weeks."]);
    let close_out = desk.engage(&["report", "close-out", "dock", "-o", "-"]);
    assert!(close_out.contains("our work together was called off"), "{close_out}");
    assert!(close_out.contains("Thank you for three good weeks."), "{close_out}");
}

#[test]
fn conflict_markers_in_an_entry_set_aside_are_found() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("engagements/dock/cycle-1/forks");
    fs::create_dir(&folder).unwrap();
    let entry = "entered: 2026-03-02\n<<<<<<< a\nbelief: x\n=======\nbelief: y\n>>>>>>> b\n";
    fs::write(folder.join("02-validate.yaml"), entry).unwrap();
    let checked = scene::engage(desk.folder.path(), &["check"]);
    let said = scene::text(&checked);
    assert!(said.contains("forks/02-validate.yaml") && said.contains("conflict markers"), "{said}");
    assert_eq!(checked.status.code(), Some(3));
}
