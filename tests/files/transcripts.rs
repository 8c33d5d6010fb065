//! Transcripts of user input on the command line, in files and in pipes.
#![cfg(unix)]

use crate::scene::transcript::assert_transcript;

#[test]
fn what_comes_from_outside_is_bounded_and_checked() {
    assert_transcript("tests/files/words.md");
}

#[test]
fn what_gets_into_the_record_holds_no_secret_and_what_does_not_is_kept() {
    assert_transcript("tests/files/record.md");
}

#[test]
fn a_name_that_would_lead_elsewhere_is_refused_before_the_disk_is_touched() {
    assert_transcript("tests/files/names.md");
}
