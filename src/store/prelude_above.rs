//! What the files that build on the workspace import.

pub(super) use std::fs::{self, File};
pub(super) use std::io;

pub(super) use super::atomic::{self, Disk, NotRead, Real, existing, retried};
pub(super) use super::folder::{FileKind, FolderEntry, entries};
pub(super) use super::layout;
pub(super) use super::prelude::*;
pub(super) use super::workspace::{Lock, Workspace, bytes, inside, sorted};
pub(super) use super::yaml::{Fault, LARGEST, read, readable};
