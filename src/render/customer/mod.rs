//! What the customer reads. Each document is made from [`Shared`] and from nothing else: only `shared`
//! sees the record, and a view could not name it (`tests/house` holds that).

mod close_out;
mod handover;
mod phrases;
mod proof_of_execution;
mod shared;
mod statement_of_work;
mod workshop;

pub use close_out::{View as CloseOut, view as close_out};
pub use handover::{View as Handover, view as handover};
pub use proof_of_execution::{View as ProofOfExecution, view as proof_of_execution};
pub use shared::Shared;
pub use statement_of_work::{View as StatementOfWork, view as statement_of_work};
pub use workshop::{View as Workshop, view as workshop};

use crate::render::view::view;

view! {
    /// What a workspace's own document for the customer shows besides the shared parts.
    pub struct Own {
        /// What the statement of work shows besides.
        statement_of_work: StatementOfWork,
        /// What the workshop shows besides.
        workshop: Workshop,
        /// What the proof of execution shows besides.
        proof_of_execution: ProofOfExecution,
        /// What the handover shows besides.
        handover: Handover,
        /// What the close-out shows besides.
        close_out: CloseOut,
    }
}

/// What each of the customer's documents shows besides what is shared.
pub fn own(shared: &Shared) -> Own {
    Own {
        statement_of_work: statement_of_work(shared),
        workshop: workshop(shared),
        proof_of_execution: proof_of_execution(shared),
        handover: handover(shared),
        close_out: close_out(shared),
    }
}

#[cfg(test)]
mod canary_tests;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
