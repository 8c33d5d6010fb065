//! Transcripts of work with written documents.
#![cfg(target_os = "linux")]

use crate::scene::transcript::assert_transcript;

#[test]
fn what_a_person_edited_in_a_document_is_not_overwritten() {
    assert_transcript("tests/documents/written.md");
}

#[test]
fn a_document_about_a_cycle_says_what_held_when_it_ended() {
    assert_transcript("tests/documents/cycles.md");
}
