//! Problems of a file itself: one row for each kind of problem that loading the folder reports.

use crate::check::prelude::*;
use crate::model::problem::ProblemKind::{
    ConflictMarkers, DuplicateKey, Litter, Misnamed, MissingKey, NameCollision, NameUnportable, Newer, UnknownKey,
    Unreadable,
};

/// The defaults: an error.
const ROW: Check = Check { level: Level::Error, ..super::from(Step::Hypothesis) };

pub const UNREADABLE: Check = Check {
    id: "unreadable",
    page: include_str!("unreadable.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Unreadable | Misnamed | MissingKey(_) | Newer))),
    ..ROW
};

pub const CONFLICT_MARKERS: Check = Check {
    id: "conflict-markers",
    page: include_str!("conflict-markers.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, ConflictMarkers))),
    ..ROW
};

pub const DUPLICATE_KEY: Check = Check {
    id: "duplicate-key",
    page: include_str!("duplicate-key.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, DuplicateKey(_)))),
    ..ROW
};

pub const UNKNOWN_KEY: Check = Check {
    id: "unknown-key",
    page: include_str!("unknown-key.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, UnknownKey(_)))),
    ..ROW
};

pub const NAME_COLLISION: Check = Check {
    id: "name-collision",
    page: include_str!("name-collision.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameCollision))),
    ..ROW
};

pub const NAME_UNPORTABLE: Check = Check {
    id: "name-unportable",
    page: include_str!("name-unportable.txt"),
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameUnportable))),
    ..ROW
};

pub const LITTER: Check = Check {
    id: "litter",
    page: include_str!("litter.txt"),
    level: Level::Warning,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Litter))),
    ..ROW
};
