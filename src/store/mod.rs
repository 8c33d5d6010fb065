//! Files and YAML, floor 3: the only place that touches the disk.
//!
//! Reading never writes. A write is planned first ([`save::FilePlan`]), then carried out under the lock.

#![expect(clippy::disallowed_methods, reason = "this floor asks the file system")]

pub mod atomic;
pub mod attributes;
#[expect(clippy::disallowed_types, reason = "starts the browser")]
pub mod browser;
pub mod conflict;
pub mod documents;
pub mod draft;
pub mod each;
pub mod edit;
pub mod evidence;
pub mod folder;
#[expect(clippy::disallowed_types, reason = "starts git")]
pub mod git;
pub mod health;
pub mod layout;
pub mod load;
pub mod lock;
pub mod merge;
pub mod names;
pub mod new_workspace;
pub mod pictures;
pub mod places;
mod prelude;
mod prelude_above;
pub mod rewrite;
pub mod save;
pub mod scaffold;
pub mod secrets;
pub mod site;
pub mod spool;
pub mod templates;
pub mod undo;
pub mod workspace;
pub mod yaml;
