//! Files and YAML, floor 3: the only place that touches the disk.
//!
//! Reading never writes. A write is planned first ([`save::Plan`]), then carried out under the lock.

mod locate;
pub mod yaml;
