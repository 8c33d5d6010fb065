//! Nothing is half there: each verb, document, record kind, step and check has its file, is known
//! to the binary, and has a test that shows what it does.

use engage::check::{CHECKS, Topic};
use engage::model::kind::Kind;
use engage::model::step::Step;

use super::floors::{IsEqual, equal, is_check};
use super::source::{Source, house, root};
use super::transcripts::{Transcript, transcripts};
use crate::scene;

/// Verbs in the help without a file or a transcript, and files of verbs that the help does not name.
pub fn verbs(files: &[Source], transcripts: &[Transcript], help: &[String]) -> Vec<String> {
    let named = files.iter().filter_map(|file| equal(file, "cmd/verb"));
    let files: Vec<_> = named.map(kebab).collect();
    let fileless = help.iter().filter(|verb| !files.contains(verb));
    let unknown = files.iter().filter(|verb| !help.contains(verb));
    let untold =
        help.iter().filter(|verb| !transcripts.iter().any(|one| is_of(one, &["cmd", verb]) && one.runs(&[verb])));
    let fileless = fileless.map(|verb| format!("src/cmd/verb/{}.rs: no such verb", snake(verb)));
    let unknown = unknown.map(|verb| format!("src/cmd/verb/{}.rs: `engage --help` does not name it", snake(verb)));
    let untold = untold.map(|verb| format!("tests/cmd/{verb}.md: no transcript runs `engage {verb}`"));
    fileless.chain(unknown).chain(untold).collect()
}

/// Documents without a test that shows them.
pub fn documents(transcripts: &[Transcript], listed: &[String]) -> Vec<String> {
    let shown = |name: &&String| {
        let own = transcripts.iter().any(|one| is_of(one, &["cmd", "report", name]));
        let reports = transcripts.iter().filter(|one| one.path.starts_with("tests/cmd/report"));
        own || reports.flat_map(|one| &one.commands).any(|(_, command)| command.split(' ').any(|word| word == *name))
    };
    let unshown = listed.iter().filter(|name| !shown(name));
    unshown.map(|name| format!("tests/cmd/report/{name}.md: no transcript renders `{name}`")).collect()
}

/// What `add` takes without a transcript that adds one, and kinds that `add` does not take.
pub fn kinds(transcripts: &[Transcript], taken: &[String], kinds: &[&str]) -> Vec<String> {
    let untold = taken.iter().filter(|kind| !transcripts.iter().any(|one| one.runs(&["add", kind])));
    let missing = kinds.iter().filter(|kind| !taken.iter().any(|word| word == *kind));
    let untold = untold.map(|kind| format!("tests/cmd: no transcript runs `engage add {kind}`"));
    untold.chain(missing.map(|kind| format!("engage add --help: does not take `{kind}`"))).collect()
}

/// Things with a file of their own that is not there, and files in that folder of no such thing.
pub fn own_files(files: &[Source], folder: &str, is_one: IsEqual, names: &[&str]) -> Vec<String> {
    let there = files.iter().filter(|file| is_one(file)).filter_map(|file| equal(file, folder));
    let there: Vec<_> = there.map(kebab).collect();
    let missing = names.iter().filter(|name| !there.iter().any(|own| own == *name));
    let extra = there.iter().filter(|own| !names.contains(&own.as_str()));
    let missing = missing.map(|name| format!("src/{folder}/{}.rs: is not there", snake(name)));
    missing.chain(extra.map(|own| format!("src/{folder}/{}.rs: is not registered", snake(own)))).collect()
}

/// Checks that neither a test in their file nor a transcript shows.
pub fn checks(files: &[Source], transcripts: &[Transcript], ids: &[&str]) -> Vec<String> {
    let shown = |id: &&&str| {
        let own = format!("/{}.rs", snake(id));
        let tested = |file: &Source| file.path.ends_with(&own) && file.text.contains("#[test]");
        files.iter().any(tested) || transcripts.iter().any(|one| one.path.ends_with(&format!("/{id}.md")))
    };
    let unshown = ids.iter().filter(|id| !shown(id));
    unshown.map(|id| format!("{id}: no test of its own and no transcript {id}.md")).collect()
}

/// The checks of a topic that are no row of a table.
fn with_own_files(topic: Topic) -> Vec<&'static str> {
    let files = house();
    let tables: Vec<_> = files.iter().filter(|file| file.code.contains(": Check =") && !is_check(file)).collect();
    let is_row = |id: &str| tables.iter().any(|table| table.text.contains(&format!("id: \"{id}\"")));
    CHECKS.iter().filter(|check| check.topic == topic && !is_row(check.id)).map(|check| check.id).collect()
}

/// Whether a transcript is `tests/cmd/verb.md` or lies in `tests/cmd/verb/`.
fn is_of(transcript: &Transcript, parts: &[&str]) -> bool {
    let name = format!("tests/{}", parts.join("/"));
    transcript.path == format!("{name}.md") || transcript.path.starts_with(&format!("{name}/"))
}

fn kebab(name: &str) -> String {
    name.replace('_', "-")
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// What the binary prints for these arguments, run in the project's own workspace.
fn printed(arguments: &[&str]) -> String {
    let output = scene::engage(root(), arguments);
    assert!(output.status.success(), "engage {arguments:?}: {}", scene::said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The words under `Commands:` in a help text, `help` left out.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let first = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let words = first.filter_map(|line| line.split_whitespace().next()).filter(|word| *word != "help");
    words.map(str::to_owned).collect()
}

/// The first word of each line, where it is a kebab-case name.
fn names(list: &str) -> Vec<String> {
    let words = list.lines().filter_map(|line| line.split_whitespace().next());
    let names = words.filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    names.map(str::to_owned).collect()
}

mod tests {
    use super::*;

    fn assert_none(wrong: &[String]) {
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    fn assert_some(names: &[String], from: &str) {
        assert!(!names.is_empty(), "{from} names nothing");
    }

    #[test]
    fn every_verb_has_its_file_and_its_transcript() {
        let help = commands(&printed(&["--help"]));
        assert_some(&help, "engage --help");
        assert_none(&verbs(&house(), &transcripts(), &help));
    }

    #[test]
    fn every_document_has_its_transcript() {
        let listed = names(&printed(&["report", "--list"]));
        assert_some(&listed, "engage report --list");
        assert_none(&documents(&transcripts(), &listed));
    }

    #[test]
    fn every_record_kind_can_be_added_and_has_its_transcript() {
        let taken = commands(&printed(&["add", "--help"]));
        assert_some(&taken, "engage add --help");
        let added: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).filter(|word| *word != "signoff").collect();
        assert_none(&kinds(&transcripts(), &taken, &added));
    }

    #[test]
    fn every_record_kind_and_step_has_its_file() {
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).chain(["outcome"]).collect();
        let steps: Vec<_> = Step::ALL.iter().map(|step| step.word()).collect();
        assert_none(&own_files(&house(), "model/record", |_| true, &kinds));
        assert_none(&own_files(&house(), "model/entry", |_| true, &steps));
    }

    #[test]
    fn every_check_has_its_file_and_its_test() {
        let ids: Vec<_> = CHECKS.iter().map(|check| check.id).collect();
        assert!(!ids.is_empty(), "the table of checks is empty");
        for topic in Topic::ALL {
            let folder = format!("check/{topic}");
            assert_none(&own_files(&house(), &folder, is_check, &with_own_files(*topic)));
        }
        assert_none(&checks(&house(), &transcripts(), &ids));
    }

    #[test]
    fn a_verb_without_file_help_or_transcript_is_found() {
        let files = [Source::new("src/cmd/verb/call_off.rs", "pub fn run() {}")];
        let told = [Transcript::new("tests/cmd/call-off.md", "$ engage call-off x\n")];
        let help = ["call-off".to_owned()];
        assert_none(&verbs(&files, &told, &help));
        assert_eq!(verbs(&[], &told, &help).len(), 1);
        assert_eq!(verbs(&files, &[], &help).len(), 1);
        assert_eq!(verbs(&files, &told, &[]).len(), 1);
        assert_eq!(verbs(&files, &[Transcript::new("tests/cmd/call-off.md", "text")], &help).len(), 1);
    }

    #[test]
    fn a_document_kind_or_check_without_its_test_is_found() {
        let listed = ["after-action".to_owned()];
        let told = [Transcript::new("tests/cmd/report.md", "$ engage report after-action x -o -\n$ engage add goal x")];
        assert_none(&documents(&told, &listed));
        assert_eq!(documents(&[], &listed).len(), 1);
        let goal = ["goal".to_owned()];
        assert_none(&kinds(&told, &goal, &["goal"]));
        assert_eq!(kinds(&told, &goal, &["note"]).len(), 1);
        assert_eq!(kinds(&[], &goal, &["goal"]).len(), 1);
        let tested = [Source::new(
            "src/check/gates/no_lesson.rs",
            "const CHECK: Check = x;\n#[cfg(test)] mod t { #[test] fn f() {} }",
        )];
        assert_none(&checks(&tested, &[], &["no-lesson"]));
        assert_eq!(checks(&[Source::new("src/check/gates/no_lesson.rs", "")], &[], &["no-lesson"]).len(), 1);
        assert_none(&own_files(&tested, "check/gates", is_check, &["no-lesson"]));
        assert_eq!(own_files(&tested, "check/gates", is_check, &["late"]).len(), 2);
    }

    #[test]
    fn lists_are_read_from_what_the_binary_prints() {
        let help = "About\n\nCommands:\n  add      Add a record\n           of a kind\n  call-off End it\n  help     This\n\nOptions:\n  -h\n";
        assert_eq!(commands(help), ["add", "call-off"]);
        assert_eq!(names("after-action  internal\npush        customer\n\nTotal: 2\n"), ["after-action", "push"]);
    }
}
