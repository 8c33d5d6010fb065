//! Transcripts of commands that are blocked by something.

use crate::scene::transcript::assert_transcript;

#[test]
fn a_draft_is_kept_until_it_is_in_the_record() {
    assert_transcript("tests/faults/drafts.md");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_printed_is_said_after_what_was_to_be_written_is() {
    assert_transcript("tests/faults/output.md");
}

#[test]
fn a_pipe_or_a_link_is_neither_waited_for_nor_followed() {
    assert_transcript("tests/faults/strange.md");
}

#[test]
fn what_git_has_not_merged_is_read_and_not_written_to() {
    assert_transcript("tests/faults/merging.md");
}

#[cfg(target_os = "linux")]
#[test]
fn what_means_all_of_the_record_is_refused_where_a_part_cannot_be_read() {
    assert_transcript("tests/faults/unreadable.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_interrupt_key_changes_nothing_and_loses_no_word() {
    assert_transcript("tests/faults/interrupted.md");
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_may_be_written_reading_works_and_writing_says_read_only() {
    if crate::strace::is_missing() {
        return;
    }
    assert_transcript("tests/faults/read-only.md");
}
