//! Problems of a file itself: one row for each kind of problem that loading the folder reports.

use crate::check::prelude::*;
use crate::model::problem::ProblemKind::{
    ConflictMarkers, DuplicateKey, Litter, Misnamed, MissingKey, NameCollision, NameUnportable, Newer, UnknownKey,
    Unreadable,
};

const NOTE: &str = "notes/2026-03-02-keys-aaaa";

/// The defaults: an error, silent on a valid note.
const ROW: Check = Check {
    level: Level::Error,
    silent: &[(NOTE, "on: 2026-03-02\ntext: The keys are with Ana\n")],
    ..super::from(Step::Hypothesis)
};

pub const UNREADABLE: Check = Check {
    id: "unreadable",
    summary: "a file cannot be read as a record",
    why: "What cannot be read is missing from every report and every other check.",
    remedy: "Fix the line named in the message. `engage edit RECORD` opens the file and checks it when you save.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[(NOTE, "on: 2026-03-02\ntext: [The keys\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Unreadable | Misnamed | MissingKey(_) | Newer))),
    ..ROW
};

pub const CONFLICT_MARKERS: Check = Check {
    id: "conflict-markers",
    summary: "a file contains git conflict markers",
    why: "The file contains both versions of the same lines, and nobody has chosen one.",
    remedy: "Run `engage resolve`. By hand: keep one version in each conflict, delete the marker lines, then `git \
        add` the file.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[(
        NOTE,
        "on: 2026-03-02\n<<<<<<< HEAD\ntext: The keys are with Ana\n=======\ntext: The keys are with Bo\n>>>>>>> onsite\n",
    )],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, ConflictMarkers))),
    ..ROW
};

pub const DUPLICATE_KEY: Check = Check {
    id: "duplicate-key",
    summary: "a key occurs twice in the same place",
    why: "Most YAML readers silently keep the last one, so half of a merge is lost unnoticed.",
    remedy: "Keep one of the two lines.",
    source: "YAML 1.2, 3.2.1.3: the keys of a mapping are unique",
    fires: &[(NOTE, "on: 2026-03-02\ntext: The keys are with Ana\ntext: The keys are with Bo\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, DuplicateKey(_)))),
    ..ROW
};

pub const UNKNOWN_KEY: Check = Check {
    id: "unknown-key",
    summary: "a record has an unknown key",
    why: "A typo in a key hides its answer from every report.",
    remedy: "Correct the key, or put your own keys under `extra`.",
    source: "the design of engage: no unknown key is dropped",
    fires: &[(NOTE, "on: 2026-03-02\ntxet: The keys are with Ana\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, UnknownKey(_)))),
    ..ROW
};

pub const NAME_COLLISION: Check = Check {
    id: "name-collision",
    summary: "two names are the same on some file systems",
    why: "On a file system that ignores case, a clone keeps one of the two files and loses the other.",
    remedy: "Rename one of them with `git mv`.",
    source: "the design of engage: a folder that every machine can hold",
    fires: &[("documents/Plan.md", "a\n"), ("documents/plan.md", "b\n")],
    silent: &[("documents/plan.md", "b\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameCollision))),
    ..ROW
};

pub const NAME_UNPORTABLE: Check = Check {
    id: "name-unportable",
    summary: "a file or folder has a name that some systems refuse",
    why: "A teammate on such a system cannot clone the folder.",
    remedy: "Rename it with `git mv`.",
    source: "Windows: naming files, paths and namespaces",
    fires: &[("evidence/aux.csv", "1\n")],
    silent: &[("evidence/timing.csv", "1\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, NameUnportable))),
    ..ROW
};

pub const LITTER: Check = Check {
    id: "litter",
    level: Level::Warning,
    summary: "an editor, a merge or a file manager left a file behind",
    why: "Leftover files are not part of the record, but are easily mistaken for it.",
    remedy: "Delete it once you have checked what is in it. If it comes back, add it to `.gitignore`.",
    source: "the design of engage: what is in the folder is the record",
    fires: &[("people/ana-ortiz.yaml~", "name: Ana\n")],
    silent: &[("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n")],
    run: Each(|scene| scene.files_that_are(|kind| matches!(kind, Litter))),
    ..ROW
};
