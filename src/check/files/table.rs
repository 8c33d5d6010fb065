//! Problems of a file itself: one row for each kind of problem that loading the folder reports.

use crate::check::prelude::*;
use crate::model::problem::ProblemKind::{
    ConflictMarkers, DuplicateKey, Litter, Misnamed, MissingKey, NameCollision, NameUnportable, Newer, UnknownKey,
    Unreadable,
};

/// A check that reports the files with a problem of these kinds.
macro_rules! files_that_are {
    ($id:literal, $level:ident, $kinds:pat) => {
        Check {
            level: Level::$level,
            run: Each(|scene| scene.files_that_are(|kind| matches!(kind, $kinds))),
            ..row!($id, Files, Hypothesis)
        }
    };
}

pub const UNREADABLE: Check = files_that_are!("unreadable", Error, Unreadable | Misnamed | MissingKey(_) | Newer);

pub const CONFLICT_MARKERS: Check = files_that_are!("conflict-markers", Error, ConflictMarkers);

pub const DUPLICATE_KEY: Check = files_that_are!("duplicate-key", Error, DuplicateKey(_));

pub const UNKNOWN_KEY: Check = files_that_are!("unknown-key", Error, UnknownKey(_));

pub const NAME_COLLISION: Check = files_that_are!("name-collision", Error, NameCollision);

pub const NAME_UNPORTABLE: Check = files_that_are!("name-unportable", Error, NameUnportable);

pub const LITTER: Check = files_that_are!("litter", Warning, Litter);
