//! Problems of a file itself: one row for each kind of problem that loading the folder reports.

use crate::check::prelude::*;
use crate::model::problem::ProblemKind::{
    ConflictMarkers, DuplicateKey, Litter, Misnamed, MissingKey, NameCollision, NameUnportable, Newer, UnknownKey,
    Unreadable,
};

pub const UNREADABLE: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Unreadable | Misnamed | MissingKey(_) | Newer))),
    ..row!("unreadable", Files, Hypothesis)
};

pub const CONFLICT_MARKERS: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, ConflictMarkers))),
    ..row!("conflict-markers", Files, Hypothesis)
};

pub const DUPLICATE_KEY: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, DuplicateKey(_)))),
    ..row!("duplicate-key", Files, Hypothesis)
};

pub const UNKNOWN_KEY: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, UnknownKey(_)))),
    ..row!("unknown-key", Files, Hypothesis)
};

pub const NAME_COLLISION: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameCollision))),
    ..row!("name-collision", Files, Hypothesis)
};

pub const NAME_UNPORTABLE: Check = Check {
    level: Level::Error,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameUnportable))),
    ..row!("name-unportable", Files, Hypothesis)
};

pub const LITTER: Check = Check {
    level: Level::Warning,
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Litter))),
    ..row!("litter", Files, Hypothesis)
};
