//! What people do with written documents, and what they see.
#![cfg(target_os = "linux")]

use crate::scene::transcript::assert_transcript;

#[test]
fn what_a_person_edited_in_a_document_is_not_overwritten() {
    assert_transcript("tests/documents/written.md");
}
