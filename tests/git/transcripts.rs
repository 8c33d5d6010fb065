//! Transcripts of commands in real repositories.
#![cfg(unix)]

use crate::scene::transcript::assert_transcript;

#[test]
fn resolve_merges_a_conflict_field_by_field() {
    assert_transcript("tests/git/resolve.md");
}

#[test]
fn resolve_leaves_alone_what_somebody_began() {
    assert_transcript("tests/git/resolve-begun.md");
}

#[test]
fn doctor_and_init_look_at_git_and_run_nothing_of_it() {
    assert_transcript("tests/git/doctor.md");
}

#[test]
fn what_two_people_do_in_their_clones_merges_or_is_resolved() {
    assert_transcript("tests/git/two-clones.md");
}

#[test]
fn evidence_keeps_its_bytes_in_a_clone_that_converts_line_ends() {
    assert_transcript("tests/git/evidence.md");
}

#[test]
fn what_a_team_copies_into_its_repository_does_what_it_says() {
    assert_transcript("tests/git/workflows.md");
}

#[test]
fn commit_takes_the_records_and_nothing_else_and_says_what_changed() {
    assert_transcript("tests/git/commit.md");
}
