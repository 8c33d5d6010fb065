//! The goals: as they stand, as they were signed, and what became of them.

use super::{line, name};
use crate::insight::{goals as figures, signature};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Covered, Evidence as Proof, Goal as Record, Verdict};
use crate::model::reference::{PersonId, Reference};
use crate::render::measured;
pub use crate::render::measured::Measured;

/// A goal both sides committed to.
#[derive(Debug, Clone)]
pub struct Goal {
    /// As it stands.
    pub promise: Promise,
    /// As the customer signed it, where they did.
    pub signed: Option<Promise>,
    /// Who of the customer's side is responsible.
    pub theirs: String,
    /// `open`, `met`, `met in part` or `missed`.
    pub verdict: &'static str,
    /// The verdicts before it, each with its day.
    pub earlier: String,
    /// What was measured.
    pub measured: Measured,
    /// The day it was judged.
    pub judged: Option<Date>,
    /// Who accepted the verdict.
    pub accepted_by: String,
    /// What proves it.
    pub evidence: Vec<Evidence>,
    /// What happens next.
    pub next: String,
}

/// The wording of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What shall be so.
    pub statement: String,
    /// How both sides will know.
    pub criterion: String,
    /// What it is not.
    pub limits: String,
    /// Who of ours is responsible.
    pub responsible: String,
    /// The day it is due.
    pub due: Option<Date>,
}

/// Something that proves a goal.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// What it is.
    pub what: String,
    /// Where it can be read.
    pub link: String,
    /// The file's name, without the folders of ours that it lies in.
    pub file: String,
    /// The file's SHA-256.
    pub digest: String,
}

impl Goal {
    /// Whether both sides agree that it is reached.
    pub fn is_met(&self) -> bool {
        self.verdict == "met"
    }

    /// As the customer signed it, else as it stands.
    pub fn agreed(&self) -> &Promise {
        self.signed.as_ref().unwrap_or(&self.promise)
    }
}

/// The goals a cycle works on.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<Goal> {
    figures::of_cycle(engagement, cycle).into_iter().map(|(of, record)| goal(engagement, cycle, of, record)).collect()
}

/// The goals judged in earlier cycles.
pub fn judged_before(engagement: &Engagement, cycle: u32) -> Vec<Goal> {
    let here = figures::of_cycle(engagement, cycle);
    let earlier = (1..cycle).flat_map(|earlier| figures::of_cycle(engagement, earlier));
    let mut judged: Vec<_> = earlier.filter(|of| of.1.verdict() != Verdict::Open && !here.contains(of)).collect();
    judged.sort_by_key(|(name, goal)| (goal.committed, *name));
    judged.dedup();
    judged.into_iter().map(|(of, record)| goal(engagement, cycle, of, record)).collect()
}

fn goal(engagement: &Engagement, cycle: u32, of: &Reference, record: &Record) -> Goal {
    let covered = signature::in_force(engagement, cycle).and_then(|signoff| signoff.covers.get(&of.to_string()));
    Goal {
        promise: Promise {
            statement: record.statement.one_line(),
            criterion: record.criterion.one_line(),
            limits: line(record.delimitation.as_ref()),
            responsible: name(engagement, record.responsible.as_ref()),
            due: record.due,
        },
        signed: covered.map(|covered| signed(engagement, covered)),
        theirs: name(engagement, record.theirs.as_ref()),
        verdict: match record.verdict() {
            Verdict::Partly => "met in part",
            verdict => verdict.word(),
        },
        earlier: measured::earlier(record),
        measured: measured::of(record),
        judged: record.judged,
        accepted_by: name(engagement, record.accepted_by.as_ref()),
        evidence: record.evidence.iter().map(evidence).collect(),
        next: line(record.next.as_ref()),
    }
}

fn signed(engagement: &Engagement, covered: &Covered) -> Promise {
    let of = |key: &str| signature::signed(covered, key).unwrap_or_default().to_owned();
    let responsible = of("responsible");
    Promise {
        statement: of("statement"),
        criterion: of("criterion"),
        limits: of("delimitation"),
        responsible: responsible.parse::<PersonId>().map_or(responsible, |id| engagement.name_of(&id)),
        due: of("due").parse().ok(),
    }
}

fn evidence(proof: &Proof) -> Evidence {
    let file = line(proof.file.as_ref());
    Evidence {
        what: proof.what.one_line(),
        link: line(proof.link.as_ref()),
        file: file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        digest: line(proof.sha256.as_ref()),
    }
}
