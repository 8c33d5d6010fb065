//! What the files of the store import.

pub(super) use std::collections::{BTreeMap, HashMap, HashSet};
pub(super) use std::io::ErrorKind;
pub(super) use std::path::{Path, PathBuf};

pub(super) use anyhow::{Context as _, Result};

pub(super) use crate::model::engagement::Engagement;
pub(super) use crate::model::field::{Field, Shape};
pub(super) use crate::model::folder::Folder;
pub(super) use crate::model::problem::{FileProblem, ProblemKind};
pub(super) use crate::model::record::Kind;
pub(super) use crate::model::reference::{EntryId, Reference};
pub(super) use crate::model::remedy::Remedy;
pub(super) use crate::model::slug::Slug;
pub(super) use crate::model::words::and_list;
