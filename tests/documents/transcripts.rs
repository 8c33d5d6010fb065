//! Transcripts of work with written documents.
#![cfg(target_os = "linux")]

use crate::scene::transcript::{assert_page, assert_transcript};

#[test]
fn what_a_person_edited_in_a_document_is_not_overwritten() {
    assert_transcript("tests/documents/written.md");
}

#[test]
fn a_document_is_printed_by_an_installed_browser() {
    assert_transcript("tests/documents/printed.md");
}

#[test]
fn a_document_about_a_cycle_says_what_held_when_it_ended() {
    assert_transcript("tests/documents/cycles.md");
}

#[test]
fn the_notes_of_the_page_about_phones_are_recorded_as_it_says() {
    let setup = r#"setup() {
        cp -r "$REPOSITORY/engagements" .
        sed -n '/^```text/,/^```$/p' "$REPOSITORY/docs/phone.md" | sed '/^```/d' > notes.txt
    }
    export ENGAGE_TODAY=2026-06-12
    cd "$HOME""#;
    assert_page("docs/phone.md", setup);
}
