//! The fields of each kind of file, by number.

use engage::model::charter::Charter;
use engage::model::entry::Entry;
use engage::model::field::{Field, Fields};
use engage::model::record::ROWS;
use engage::model::step::Step;

/// The fields of a record, then of an entry of a step, then of `engagement.yaml`.
pub fn table(which: u8) -> Vec<Field> {
    let which = usize::from(which) % (ROWS.len() + Step::ALL.len() + 1);
    match (ROWS.get(which), Step::ALL.get(which.wrapping_sub(ROWS.len()))) {
        (Some(row), _) => row.fields.to_vec(),
        (None, Some(step)) => Entry::fields(*step),
        (None, None) => Charter::FIELDS.to_vec(),
    }
}
