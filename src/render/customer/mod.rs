//! The customer's documents. Each is made from [`Shared`] only: `shared` alone sees the record, and a view cannot name
//! it (`tests/house` enforces that).

pub mod close_out;
pub mod handover;
pub mod proof_of_execution;
mod shared;
mod signing;
pub mod statement_of_work;
pub mod weekly;
pub mod workshop;

pub use shared::Shared;

use crate::render::view::view;

view! {
    /// What a workspace's own document for the customer shows besides the shared parts.
    pub struct View {
        /// What the statement of work shows besides.
        statement_of_work: statement_of_work::View,
        /// What the workshop shows besides.
        workshop: workshop::View,
        /// What the proof of execution shows besides.
        proof_of_execution: proof_of_execution::View,
        /// What the handover shows besides.
        handover: handover::View,
        /// What the close-out shows besides.
        close_out: close_out::View,
        /// What the weekly update shows besides.
        weekly: weekly::View,
    }
}

/// What each of the customer's documents shows besides what is shared.
pub fn view(shared: &Shared) -> View {
    View {
        statement_of_work: statement_of_work::view(shared),
        workshop: workshop::view(shared),
        proof_of_execution: proof_of_execution::view(shared),
        handover: handover::view(shared),
        close_out: close_out::view(shared),
        weekly: weekly::view(shared),
    }
}

#[cfg(test)]
mod canary_tests;
#[cfg(test)]
mod tests;
