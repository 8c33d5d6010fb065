//! Types and rules, floor 0: no path, no clock, no I/O.
//!
//! A value is parsed once, at the boundary, into a type that cannot be invalid; nothing is re-checked
//! after that.

pub mod adoption;
pub mod allowance;
pub mod audience;
pub mod charter;
pub mod colour;
pub mod currency;
pub mod cycle;
pub mod date;
pub mod digest;
pub mod element;
pub mod engagement;
pub mod entry;
pub mod field;
pub mod finding;
pub mod folder;
pub mod free;
pub mod front;
pub mod inventory;
pub mod kind;
pub mod maturity;
pub mod merge;
pub mod node;
pub mod number;
pub mod pace;
pub mod placeholder;
pub mod portable;
pub mod portfolio;
mod prelude;
pub mod problem;
pub mod promise;
pub mod reading;
pub mod record;
pub mod reference;
pub mod remedy;
pub mod settings;
pub mod shell;
pub mod slug;
pub mod step;
pub mod system;
pub mod text;
pub mod walk;
pub mod words;
pub mod written;
