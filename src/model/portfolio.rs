//! The parts of an engagement that a list shows: its charter, its current step, its outcome.

use super::charter::Charter;
use crate::model::prelude::*;

/// One engagement as far as a list needs it.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Its id.
    pub id: Slug,
    /// `engagement.yaml`; none where it could not be read.
    pub charter: Option<Charter>,
    /// The names of all entries, in order.
    pub walk: Vec<EntryId>,
    /// The day the last entry was entered, where that could be read.
    pub entered: Option<Date>,
    /// The last outcome, by its file's name.
    pub outcome: Option<OutcomeKind>,
}

impl Overview {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none_or(OutcomeKind::is_open)
    }

    /// The current entry.
    pub fn place(&self) -> Option<EntryId> {
        self.walk.last().copied()
    }

    /// The current round, from 1.
    pub fn round(&self) -> usize {
        self.place().map_or(1, |place| super::cycle::round(&self.walk, place))
    }

    /// The customer's name.
    pub fn customer(&self) -> &str {
        self.charter.as_ref().map_or("(not readable)", |charter| charter.customer.as_str())
    }
}
