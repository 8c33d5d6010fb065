//! Problems of a file itself: one row for each kind of problem that loading the folder reports.

use crate::check::prelude::*;
use crate::model::problem::ProblemKind::{
    ConflictMarkers, DuplicateKey, Litter, Misnamed, MissingKey, NameCollision, NameUnportable, Newer, UnknownKey,
    Unreadable,
};

/// A row: an error.
const fn row(id: &'static str, page: &'static str, find: fn(&Scene) -> Vec<Finding>) -> Check {
    Check { id, page, level: Level::Error, run: Each(find), ..super::from(Step::Hypothesis) }
}

pub const UNREADABLE: Check = row("unreadable", include_str!("unreadable.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, Unreadable | Misnamed | MissingKey(_) | Newer))
});

pub const CONFLICT_MARKERS: Check = row("conflict-markers", include_str!("conflict-markers.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, ConflictMarkers))
});

pub const DUPLICATE_KEY: Check = row("duplicate-key", include_str!("duplicate-key.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, DuplicateKey(_)))
});

pub const UNKNOWN_KEY: Check = row("unknown-key", include_str!("unknown-key.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, UnknownKey(_)))
});

pub const NAME_COLLISION: Check = row("name-collision", include_str!("name-collision.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, NameCollision))
});

pub const NAME_UNPORTABLE: Check = row("name-unportable", include_str!("name-unportable.txt"), |scene| {
    scene.files_that_are(|kind| matches!(kind, NameUnportable))
});

pub const LITTER: Check = Check {
    level: Level::Warning,
    ..row("litter", include_str!("litter.txt"), |scene| scene.files_that_are(|kind| matches!(kind, Litter)))
};
