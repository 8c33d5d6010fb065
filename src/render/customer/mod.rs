//! What the customer reads. Each document is made from [`Shared`] and from nothing else: only `shared`
//! sees the record, and a view could not name it (`tests/house` holds that).

mod close_out;
mod handover;
mod phrases;
mod proof_of_execution;
mod shared;
mod statement_of_work;
mod workshop;

#[cfg(test)]
mod cage;
#[cfg(test)]
mod canary;
#[cfg(test)]
mod tests;

pub use close_out::view as close_out;
pub use handover::view as handover;
pub use proof_of_execution::view as proof_of_execution;
pub use shared::Shared;
pub use statement_of_work::view as statement_of_work;
pub use workshop::view as workshop;
