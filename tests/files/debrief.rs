//! A debrief from standard input, which has no file that a person could mend: what was typed is kept.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::scene;
use crate::scene::said;

/// A workspace whose amounts are of a currency.
fn workspace() -> tempfile::TempDir {
    let folder = scene::workspace();
    fs::write(folder.path().join("engage.yaml"), "currency: EUR\n").unwrap();
    folder
}

fn engage(root: &Path, arguments: &[&str], typed: &str) -> Output {
    scene::piped(scene::command(root).args(arguments).env("ENGAGE_TODAY", "2026-06-01"), typed)
}

/// The names in a folder of the engagement, sorted; none where it is not there.
fn names(root: &Path, folder: &str) -> Vec<String> {
    let names = fs::read_dir(root.join("engagements/harbor-search").join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<_> = names.map(|file| file.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn draft(root: &Path, name: &str) -> Option<String> {
    fs::read_to_string(root.join(".engage/drafts").join(name)).ok()
}

const UNCLEAR: &str = "## said\nAna: fast\nAnna: slow\n";

#[test]
fn what_was_piped_in_is_recorded() {
    let folder = workspace();
    let output = engage(folder.path(), &["debrief", "-"], "## said\nAna: fast\n## spent\ntaxi, 45\n");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(names(folder.path(), "feedback").len(), 1);
    assert_eq!(names(folder.path(), "spend").len(), 1);
    assert_eq!(draft(folder.path(), "harbor-search--debrief.md"), None);
}

#[test]
fn what_was_piped_in_and_not_understood_is_kept_and_taken_up_again() {
    let folder = workspace();
    let output = engage(folder.path(), &["debrief", "harbor-search", "-"], UNCLEAR);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        said(&output),
        "error: 1 item of the debrief is not understood, so nothing was written\n  \
         .engage/drafts/harbor-search--debrief.md:3: `Anna` is nobody here: did you mean Ana Ortiz? somebody new? write `Anna (new)`\n    \
         write: Name: what they said, impression 4 enthusiasm 5 (or 4/5), valuable\n\
         hint: the text is kept in .engage/drafts/harbor-search--debrief.md; engage debrief harbor-search takes it up again\n"
    );
    assert_eq!(draft(folder.path(), "harbor-search--debrief.md").as_deref(), Some(UNCLEAR));
    assert!(names(folder.path(), "feedback").is_empty());

    // a second one does not go over the first
    let output = engage(folder.path(), &["debrief", "-"], "lost\n");
    assert!(said(&output).contains("engage debrief harbor-search .engage/drafts/harbor-search--debrief-2.md"));
    assert_eq!(draft(folder.path(), "harbor-search--debrief.md").as_deref(), Some(UNCLEAR));
    assert_eq!(draft(folder.path(), "harbor-search--debrief-2.md").as_deref(), Some("lost\n"));
}

#[test]
fn a_dry_run_of_what_was_piped_in_keeps_nothing() {
    let folder = workspace();
    let output = engage(folder.path(), &["debrief", "-", "--dry-run"], UNCLEAR);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(draft(folder.path(), "harbor-search--debrief.md"), None);
}

#[test]
fn what_was_piped_in_and_is_no_utf8_is_kept_beside_the_draft() {
    let folder = workspace();
    fs::write(folder.path().join("evening"), b"## keep\ncaf\xe9\n").unwrap();
    let evening = fs::File::open(folder.path().join("evening")).unwrap();
    let output = scene::command(folder.path()).args(["debrief", "-"]).stdin(evening).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("it is not UTF-8"), "{}", said(&output));
    let kept = ".engage/drafts/harbor-search--debrief-2.md";
    assert!(said(&output).contains(&format!("its text is kept in {kept}")), "{}", said(&output));
    assert_eq!(fs::read(folder.path().join(kept)).unwrap(), b"## keep\ncaf\xe9\n");
}

#[test]
fn a_debrief_that_cannot_be_written_is_kept_for_later() {
    let folder = workspace();
    // a file where the folder of notes would be made
    fs::write(folder.path().join("engagements/harbor-search/notes"), "").unwrap();
    let output = engage(folder.path(), &["debrief", "-"], "## note\nGerry retires.\n");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("and its text is kept in .engage/drafts/harbor-search--debrief.md"),
        "{}",
        said(&output)
    );
    assert_eq!(draft(folder.path(), "harbor-search--debrief.md").as_deref(), Some("## note\nGerry retires.\n"));
}

#[test]
fn words_that_look_like_files_or_yaml_are_kept_as_they_are() {
    let folder = workspace();
    let typed = "## keep\n@/etc/passwd\n'a: [b' # c\nescape \u{1b}[31m and \u{202e}turn\n";
    let output = engage(folder.path(), &["debrief", "-"], typed);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!said(&output).contains('\u{1b}'), "{}", said(&output));
    let listed = engage(folder.path(), &["debrief", "-"], typed);
    assert!(
        said(&listed).ends_with("all of it was recorded in harbor-search already: nothing to write\n"),
        "{}",
        said(&listed)
    );
    let files = names(folder.path(), "lessons");
    assert_eq!(files.len(), 3);
    let texts: Vec<_> = files
        .iter()
        .map(|name| fs::read_to_string(folder.path().join("engagements/harbor-search/lessons").join(name)).unwrap())
        .collect();
    assert!(texts.iter().any(|text| text.contains("@/etc/passwd")), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains("root:")), "{texts:?}");
}

#[test]
fn the_same_debrief_after_a_step_records_nothing_twice() {
    let folder = workspace();
    let typed = "day: 2026-06-01\n## keep\nthe rehearsal\n";
    assert!(engage(folder.path(), &["debrief", "-"], typed).status.success());
    assert!(engage(folder.path(), &["advance", "--to", "dev", "--because", "agreed by phone"], "").status.success());
    assert!(engage(folder.path(), &["debrief", "-"], typed).status.success());
    assert_eq!(names(folder.path(), "lessons").len(), 1);
}

#[test]
fn what_the_record_refuses_is_told_for_all_in_one_pass() {
    let folder = workspace();
    // minutes, were all begun again at each refusal
    let lines: String = (100..700).map(|number| format!("Ana: the password: hunter{number}x!\n\n")).collect();
    let output = engage(folder.path(), &["debrief", "-", "--dry-run"], &format!("said\n{lines}"));
    assert_eq!(output.status.code(), Some(3));
    let refused = said(&output).matches("write: the same in other words").count();
    assert!((400..=600).contains(&refused), "{}", said(&output));
}

#[test]
fn hundreds_of_new_people_one_letter_apart_are_all_new_in_one_pass() {
    let folder = workspace();
    let name = |number: usize| number.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>();
    // minutes, were all begun again at each of them
    let lines: String = (100..700).map(|number| format!("A{} B (new): x{number}\n", name(number))).collect();
    let output = engage(folder.path(), &["debrief", "-", "--dry-run"], &format!("said\n{lines}"));
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(said(&output).matches("on the customer's side").count(), 600);
}

#[test]
fn two_new_people_one_letter_apart_are_both_new() {
    let folder = workspace();
    let typed = "## said\nAda Aalson (new): fine\nAda Ablson (new): good\nAda Ablson: and quick\n";
    let output = engage(folder.path(), &["debrief", "-"], typed);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(names(folder.path(), "people"), ["ada-aalson.yaml", "ada-ablson.yaml", "ana-ortiz.yaml"]);
    assert_eq!(names(folder.path(), "feedback").len(), 3);
}
