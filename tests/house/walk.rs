//! An engagement walked from an empty folder through all nine steps, using only commands.
//!
//! After each `advance` git sees exactly one new file, which is then committed.

use std::path::Path;
use std::process::Output;

use crate::scene;

/// A git repository in which `engage` runs, one day later at each step.
struct WalkShell {
    folder: tempfile::TempDir,
    day: u32,
}

impl WalkShell {
    fn new() -> Self {
        let shell = Self { folder: tempfile::tempdir().unwrap(), day: 0 };
        shell.git(&["init", "--quiet"]);
        shell
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let today = format!("2026-03-{:02}", self.day + 1);
        let mut command = scene::program(program, self.path());
        let output = command.args(arguments).env("ENGAGE_TODAY", today).output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {}", scene::stderr(&output));
        output
    }

    fn git(&self, arguments: &[&str]) -> String {
        let own = ["-c", "user.name=Sam", "-c", "user.email=sam@example.org", "-c", "commit.gpgsign=false"];
        String::from_utf8(self.run("git", &[&own[..], arguments].concat()).stdout).unwrap()
    }

    fn engage(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(scene::ENGAGE, arguments).stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
        assert_eq!(self.git(&["status", "--porcelain", "-uall"]), "");
    }

    /// Advances to an entry; git must see exactly one new file.
    fn advance(&mut self, arguments: &[&str], entry: &str) {
        self.commit(&format!("before {entry}"));
        self.day += 1;
        let advanced = self.run(scene::ENGAGE, &[&["advance"], arguments].concat());
        assert!(scene::text(&advanced).lines().count() <= 12, "{}", scene::text(&advanced));
        let new = format!("?? engagements/harbor-search/{entry}.yaml\n");
        assert_eq!(self.git(&["status", "--porcelain", "-uall"]), new);
        self.commit(entry);
    }

    /// From dev to adjust, with what each gate requires.
    fn round(&mut self, first: u32) {
        let entry = |at: u32, step: &str| format!("cycle-1/{:02}-{step}", first + at);
        self.engage(&["add", "prep", "book the van", "--hard", "--hours", "2", "--done"]);
        self.engage(&["set", "prototype=search over the archive", "trip.site=berth 4", "prep.1.done=false"]);
        self.advance(&[], &entry(1, "onsite"));
        self.engage(&["add", "result", "nine of ten searches under ten seconds"]);
        self.engage(&["set", "installed=the port's server", "their_hours=6.5"]);
        self.advance(&[], &entry(2, "demo"));
        self.engage(&["set", "on=today", "to+=ana-ortiz", "shown=a search at the berth"]);
        let quote = format!("round at {first}: this saves me an hour a day");
        self.engage(&["add", "feedback", &quote, "--from", "ana-ortiz", "--impression", "4", "--enthusiasm", "5"]);
        self.advance(&[], &entry(3, "adjust"));
    }

    /// The names of a cycle's entries, in the order of `ls`.
    fn entries(&self, cycle: &str) -> Vec<String> {
        let folder = self.path().join("engagements/harbor-search").join(cycle);
        let names = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != "pace.yaml").collect();
        names.sort();
        names
    }
}

/// Opens an engagement and walks it to its first `dev`.
fn to_dev() -> WalkShell {
    let mut shell = WalkShell::new();
    shell.engage(&["init"]);
    shell.engage(&["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    shell.engage(&["add", "person", "Ana Ortiz", "--side", "customer", "--role", "sponsor"]);
    shell.engage(&["add", "person", "Sam Lindqvist", "--side", "ours", "--role", "ACR"]);
    shell.engage(&["set", "belief=search must work without a network", "benefit=a report in seconds"]);
    shell.advance(&[], "cycle-1/02-validate");
    shell.engage(&["set", "met=today", "with+=ana-ortiz", "verdict=confirmed"]);
    shell.advance(&[], "cycle-1/03-select");
    shell.engage(&["add", "starting-point", "the port's archive", "--kind", "data", "--chosen"]);
    let goal = ["add", "goal", "An inspector finds a report in ten seconds", "--id", "find-a-report"];
    shell.engage(&[&goal[..], &["--criterion", "nine of ten searches, timed by Ana"]].concat());
    shell.engage(&["sign-off", "scope", "ana-ortiz", "sam-lindqvist"]);
    shell.advance(&[], "cycle-1/04-dev");
    let owner = ["--owner", "sam-lindqvist", "--needs", "power"];
    let primary = ["pace", "set", "primary", "--plan", "the port's server", "--leave-when", "no login by 10:00"];
    shell.engage(&[&primary[..], &owner].concat());
    shell.engage(&[&["pace", "set", "alternate", "--plan", "our laptop"][..], &owner].concat());
    shell
}

/// From after-action to plan-next: the lesson, the money, the goal.
fn wrap_up(shell: &mut WalkShell, first: u32) {
    shell.engage(&["set", "approach=by drawing number", "decision=wrap-up"]);
    shell.advance(&[], &format!("cycle-1/{first:02}-after-action"));
    shell.engage(&["add", "lesson", "drawing numbers beat words", "--kind", "sustain"]);
    shell.engage(&["add", "spend", "flights", "--amount", "1200.50", "--currency", "EUR"]);
    shell.engage(&["judge", "find-a-report", "met", "--accepted-by", "ana-ortiz"]);
    shell.advance(&[], &format!("cycle-1/{:02}-plan-next", first + 1));
}

#[test]
fn a_straight_cycle_is_nine_files_whose_names_read_as_the_nine_steps() {
    let mut shell = to_dev();
    shell.round(4);
    wrap_up(&mut shell, 8);
    assert_eq!(
        shell.entries("cycle-1"),
        [
            "01-hypothesis.yaml", "02-validate.yaml", "03-select.yaml", "04-dev.yaml", "05-onsite.yaml",
            "06-demo.yaml", "07-adjust.yaml", "08-after-action.yaml", "09-plan-next.yaml",
        ]
    );
    shell.engage(&["set", "decision=close"]);
    shell.commit("decided");
    shell.engage(&["advance"]);
    let closed = "?? engagements/harbor-search/outcomes/01-completed.yaml\n";
    assert_eq!(shell.git(&["status", "--porcelain", "-uall"]), closed);
}

#[test]
fn a_second_round_and_a_next_cycle_are_walked_and_reported() {
    let mut shell = to_dev();
    shell.round(4);
    shell.engage(&["set", "approach=ask for drawing numbers", "decision=repeat"]);
    shell.advance(&[], "cycle-1/08-dev");
    assert!(shell.engage(&["status", "harbor"]).contains("cycle 1, round 2, step 4 of 9: dev"));
    shell.round(8);
    wrap_up(&mut shell, 12);
    shell.engage(&["set", "decision=continue", "next=2026-04-20", "aim=every berth"]);
    shell.advance(&[], "cycle-2/01-hypothesis");
    assert_eq!(shell.entries("cycle-2"), ["01-hypothesis.yaml"]);
    let report = shell.engage(&["report", "harbor-search", "--cycle", "1", "-o", "-"]);
    for words in [
        "An inspector finds a report in ten seconds",
        "drawing numbers beat words",
        "round at 4: this saves me an hour a day",
        "round at 8: this saves me an hour a day",
    ] {
        assert!(report.contains(words), "the report lacks {words:?}:\n{report}");
    }
    assert_eq!(shell.git(&["status", "--porcelain", "-uall"]), "", "a report to stdout writes nothing");
    assert_eq!(shell.engage(&["report", "harbor-search", "--cycle", "1", "-o", "-"]), report);
}

/// An engagement at its first step, on 2 March 2026.
fn dock() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["init"][..], &["new", "dock", "--customer", "Port of Aldmouth"]] {
        assert!(on_second_of_march(&folder, arguments).status.success());
    }
    folder
}

fn on_second_of_march(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    scene::command(folder.path()).args(arguments).env("ENGAGE_TODAY", "2026-03-02").output().unwrap()
}

#[test]
fn entering_the_current_step_needs_again() {
    let folder = dock();
    let goes_on = ["advance", "--to", "dev", "--because", "they know us"];
    assert!(on_second_of_march(&folder, &goes_on).status.success());
    let refused = on_second_of_march(&folder, &goes_on);
    assert_eq!(refused.status.code(), Some(3));
    assert_eq!(
        scene::stderr(&refused),
        "error: dock is already at dev; `cycle-1/02-dev` was entered on 2 March 2026\n\
         hint: engage advance dock --to dev --again   # to enter it again\n"
    );
    let again = on_second_of_march(&folder, &["advance", "dock", "--to", "dev", "--again"]);
    assert!(again.status.success(), "{}", scene::stderr(&again));
    assert!(folder.path().join("engagements/dock/cycle-1/03-dev.yaml").is_file());
    assert!(on_second_of_march(&folder, &["advance", "--to", "validate"]).status.success(), "going back is free");
}

#[test]
fn an_ended_engagement_is_ended_in_the_attention_column() {
    let folder = dock();
    let last = |folder: &tempfile::TempDir| {
        let listed = on_second_of_march(folder, &["list", "--all", "--attention"]);
        scene::text(&listed).lines().last().unwrap_or_default().to_owned()
    };
    assert!(last(&folder).ends_with(" 1 gate"), "{}", last(&folder));
    assert!(on_second_of_march(&folder, &["set", "belief=search", "benefit=an hour"]).status.success());
    assert!(last(&folder).ends_with(" ready to advance"), "{}", last(&folder));
    assert!(on_second_of_march(&folder, &["call-off", "dock", "--reason", "they moved"]).status.success());
    assert!(last(&folder).ends_with("  ended"), "{}", last(&folder));
}
