//! `engage` walks a customer engagement through nine steps, keeps its record as YAML files that git
//! can merge, says what is missing before the next step, and renders the after-action report.
//!
//! # The floors
//!
//! A module imports only from floors below its own; inside one, verbs, checks, record kinds and exporters never import
//! each other. `tests/house/` and `clippy.toml` enforce these and other rules.
//!
//! | floor | module | holds |
//! |---|---|---|
//! | 4 | [`cmd`] | arguments, clock, environment, terminal, exit codes; `verb`: one file per verb |
//! | 3 | [`store`], [`render`], [`exchange`] | the borders: files and YAML, templates, other forms of the record |
//! | 2 | [`check`] | records in, findings out: one file per check; a gate is a check that guards a step |
//! | 1 | [`insight`] | records in, figures out: one subject per file |
//! | 0 | [`model`] | types and rules; no path, no clock, no I/O |
//!
//! `docs/internals.md` draws them, follows one value through three commands, and lists which files a new kind of
//! record, field, check, document or verb touches.
//!
//! # The path of a command
//!
//! `cmd::main` parses the arguments and hands a verb its context: clock, environment and terminal,
//! read once. The verb loads (`store`), decides (`model`, `check`), saves (`store`) and says what
//! happened (`cmd`). Every write is planned before the first byte is written, so that `--dry-run`
//! shows what a real run would do, by the same code.
//!
//! # Invariants
//!
//! - No state beside the files: no current-step field, no counter, no cache, no index. `.engage/undo` is local to a
//!   machine and never read as a record.
//! - No write by a command that reads; no write over a file that changed since it was read.
//! - No unreadable file that is not reported.
//! - No value read untyped: a record is parsed into its struct, or refused with its place.
//! - No clock, host, user or locale in a document: same record, same bytes.
//! - No printing outside `cmd::output`, no clock or environment outside `cmd::context`, no file
//!   system outside `store`, no path spelled outside `store::layout`, no program started outside
//!   `store::git` and `cmd::terminal::program`; only `store::git::commit` lets git run hooks.

#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

pub mod check;
pub mod cmd;
pub mod exchange;
pub mod insight;
pub mod model;
pub mod render;
pub mod store;
