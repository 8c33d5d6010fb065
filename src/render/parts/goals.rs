//! The goals: as worded now, as signed, and their results.

use super::measured::{self, Measured};
use crate::insight::goals as figures;
use crate::render::parts::prelude::*;

view! {
    /// A goal both sides committed to.
    pub struct GoalView {
        /// The wording that the customer signed; where it is not signed, as it is now.
        pub promise: Wording,
        /// The wording as it is now, whatever was signed.
        pub now: Wording,
        /// The day on which the customer signed it, as YYYY-MM-DD.
        pub signed_iso: Option<Date>,
        /// Who is responsible on the customer's side.
        pub theirs: String,
        /// Whether it is met, partly met, missed or not judged yet.
        pub verdict: &'static str,
        /// The verdict as the record has it: `open`, `met`, `partly` or `missed`.
        pub verdict_key: &'static str,
        /// The verdicts before it, each with its day.
        pub earlier: String,
        /// The same, one by one.
        pub history: Vec<VerdictView>,
        /// What was measured of it.
        pub measured: Measured,
        /// The same in a line.
        pub measured_line: String,
        /// The day on which it was judged.
        pub judged: String,
        /// The day on which it was judged, as YYYY-MM-DD.
        pub judged_iso: Option<Date>,
        /// Who accepted the verdict on the customer's side.
        pub accepted_by: String,
        /// What shows it.
        pub evidence: Vec<EvidenceView>,
        /// What follows from it.
        pub next: String,
    }

    /// A verdict before the last.
    pub struct VerdictView {
        /// The verdict: `met`, `partly` or `missed`.
        pub verdict_key: &'static str,
        /// The day on which it was given, as YYYY-MM-DD.
        pub judged_iso: Option<Date>,
    }

    /// The wording of a goal.
    pub struct Wording {
        /// What shall be so.
        pub statement: String,
        /// How both sides will know.
        pub criterion: String,
        /// Within which bounds it holds.
        pub limits: String,
        /// Who is responsible on our side.
        pub responsible: String,
        /// By when.
        pub due: String,
        /// By when, as YYYY-MM-DD.
        pub due_iso: Option<Date>,
    }

    /// Something that proves a goal.
    pub struct EvidenceView {
        /// What it is; empty where it is called as its link or file is.
        pub what: String,
        /// The address of it.
        pub link: String,
        /// The file of it; in what the customer reads, its name.
        pub file: String,
        /// The file's SHA-256, whole.
        pub digest: String,
    }
}

impl GoalView {
    /// Whether both sides agree that it is met.
    pub fn is_met(&self) -> bool {
        self.verdict_key == "met"
    }
}

/// The goals a cycle works on, as an audience may see them.
pub fn of_cycle(engagement: &Engagement, cycle: u32, to: Audience) -> Vec<GoalView> {
    views(engagement, cycle, figures::of_cycle(engagement, cycle), to)
}

/// The goals judged in earlier cycles, as an audience may see them.
pub fn judged_before(engagement: &Engagement, cycle: u32, to: Audience) -> Vec<GoalView> {
    views(engagement, cycle, figures::judged_before(engagement, cycle), to)
}

fn views(engagement: &Engagement, cycle: u32, goals: Vec<(&Reference, &Goal)>, to: Audience) -> Vec<GoalView> {
    let signoff = signature::in_force(engagement, cycle);
    goals.into_iter().map(|(of, record)| goal(engagement, signoff, of, record, to)).collect()
}

fn goal(engagement: &Engagement, signoff: Option<&Signoff>, of: &Reference, record: &Goal, to: Audience) -> GoalView {
    let covered = signoff.and_then(|signoff| Some((signoff.on, signoff.covers.get(&of.to_string())?)));
    let measured = measured::of(record);
    GoalView {
        promise: covered
            .map_or_else(|| Wording::of(engagement, record), |(_, covered)| Wording::signed(engagement, covered)),
        now: Wording::of(engagement, record),
        signed_iso: covered.map(|(on, _)| on),
        theirs: name(engagement, record.theirs.as_ref()),
        verdict: wording::verdict(record.verdict()),
        verdict_key: record.verdict().word(),
        earlier: measured::earlier(record),
        history: measured::judged(record)
            .map(|before| VerdictView { verdict_key: before.verdict.word(), judged_iso: before.judged })
            .collect(),
        measured_line: measured.in_a_line(),
        measured,
        judged: day(record.judged),
        judged_iso: record.judged,
        accepted_by: name(engagement, record.accepted_by.as_ref()),
        evidence: record.evidence.iter().map(|proof| evidence(proof, to)).collect(),
        next: line(record.next.as_ref()),
    }
}

impl Wording {
    /// The current wording.
    pub fn of(engagement: &Engagement, record: &Goal) -> Self {
        Self {
            statement: record.statement.one_line(),
            criterion: record.criterion.one_line(),
            limits: line(record.delimitation.as_ref()),
            responsible: name(engagement, record.responsible.as_ref()),
            due: day(record.due),
            due_iso: record.due,
        }
    }

    /// The signed wording.
    fn signed(engagement: &Engagement, covered: &Covered) -> Self {
        let of = |key: &str| signature::signed(covered, key).unwrap_or_default().to_owned();
        let (responsible, due) = (of("responsible"), of("due").parse().ok());
        Self {
            statement: of("statement"),
            criterion: of("criterion"),
            limits: of("delimitation"),
            responsible: responsible.parse::<PersonId>().map_or(responsible, |id| engagement.name_of(&id)),
            due: day(due),
            due_iso: due,
        }
    }
}

fn evidence(proof: &Evidence, to: Audience) -> EvidenceView {
    let (what, link, path) = (proof.what.one_line(), line(proof.link.as_ref()), line(proof.file.as_ref()));
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let is_for_them = to == Audience::Customer;
    let is_ours = is_for_them && what.ends_with(&format!("/{file}"));
    let is_named_twice = [&link, &path, &file].contains(&&what);
    EvidenceView {
        what: if is_named_twice || is_ours { String::new() } else { what },
        link,
        file: if is_for_them { file } else { path },
        digest: line(proof.sha256.as_ref()),
    }
}
