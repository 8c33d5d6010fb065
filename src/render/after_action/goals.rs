//! The goals: as they were promised, and what became of them.

use crate::insight::{goals as figures, signature};
use crate::model::engagement::Engagement;
use crate::model::record::{Evidence as Proof, Goal as Record, Signoff, Verdict};
use crate::model::reference::{PersonId, Reference};
use crate::model::text::Text;
use crate::model::words;
use crate::render::measured::{self, Measured};
use crate::render::said;
use crate::render::view::view;

view! {
    /// The goals a cycle worked on.
    pub struct Goals {
        /// Each of them.
        all: Vec<Goal>,
        /// Whether something was measured of one of them.
        measured: bool,
    }

    /// One goal.
    pub struct Goal {
        /// The words of it.
        statement: String,
        /// How both sides will know.
        criterion: String,
        /// Who is responsible on our side.
        responsible: String,
        /// Who is responsible on the customer's side.
        theirs: String,
        /// By when.
        due: String,
        /// Since when it has been worded so, and whether it is signed.
        wording: String,
        /// How the customer's people or we judged it.
        verdict: String,
        /// The verdicts before it, each with its day.
        earlier: String,
        /// The value before, the value to reach, and what came out, each with its unit.
        measured: Measured,
        /// What shows it.
        evidence: Vec<Evidence>,
        /// Who accepted it on the customer's side.
        accepted_by: String,
        /// What follows from it.
        next: String,
    }

    /// Something that proves a goal; what was not given is empty.
    pub struct Evidence {
        /// What it is, in words.
        what: String,
        /// The address of it.
        link: String,
        /// The file of it.
        file: String,
        /// The first characters of the file's SHA-256.
        digest: String,
    }
}

impl Goals {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether nobody judged one yet.
    pub fn are_open(&self) -> bool {
        self.all.iter().all(|goal| goal.verdict == "open" && goal.evidence.is_empty())
    }
}

/// The goals of a cycle.
pub fn goals(engagement: &Engagement, cycle: u32) -> Goals {
    let goals = figures::of_cycle(engagement, cycle);
    let signed = signature::in_force(engagement, cycle);
    let is_measured = goals.iter().any(|(_, goal)| !measured::of(goal).is_empty());
    let goal = |(name, record)| goal(engagement, name, record, signed);
    Goals { measured: is_measured, all: goals.into_iter().map(goal).collect() }
}

fn goal(engagement: &Engagement, name: &Reference, goal: &Record, signed: Option<&Signoff>) -> Goal {
    let wording = wording(engagement, name, goal, signed);
    let verdict = match goal.verdict() {
        Verdict::Open => "open".to_owned(),
        _ => format!(
            "{}{}",
            said::verdict(goal.verdict()),
            goal.judged.map(|day| format!(", {}", words::date(day))).unwrap_or_default()
        ),
    };
    Goal {
        statement: wording.statement,
        criterion: wording.criterion,
        responsible: wording.responsible,
        theirs: said::name(engagement, goal.theirs.as_ref()),
        due: wording.due,
        wording: wording.since,
        verdict,
        earlier: measured::earlier(goal),
        measured: measured::of(goal).for_cells(),
        evidence: goal.evidence.iter().map(evidence).collect(),
        accepted_by: said::name(engagement, goal.accepted_by.as_ref()),
        next: match (&goal.next, goal.verdict()) {
            (None, Verdict::Met) => said::DOES_NOT_APPLY.to_owned(),
            (next, _) => said::line(next.as_ref()),
        },
    }
}

struct Wording {
    statement: String,
    criterion: String,
    responsible: String,
    due: String,
    since: String,
}

/// The wording the customer signed, else the one committed to.
fn wording(engagement: &Engagement, name: &Reference, goal: &Record, signed: Option<&Signoff>) -> Wording {
    let covered = signed.and_then(|signoff| Some((signoff, signoff.covers.get(&name.to_string())?)));
    let Some((signoff, covered)) = covered else {
        return Wording {
            statement: goal.statement.one_line(),
            criterion: goal.criterion.one_line(),
            responsible: said::name(engagement, goal.responsible.as_ref()),
            due: said::day(goal.due),
            since: format!("committed {}", words::date(goal.committed)),
        };
    };
    let of = |key: &str| signature::signed(covered, key);
    let words_of = |key| of(key).unwrap_or(said::NOT_RECORDED).to_owned();
    Wording {
        statement: words_of("statement"),
        criterion: words_of("criterion"),
        responsible: said::name(engagement, of("responsible").and_then(|id| id.parse::<PersonId>().ok()).as_ref()),
        due: said::day(of("due").and_then(|day| day.parse().ok())),
        since: format!("signed {}", words::date(signoff.on)),
    }
}

/// What is called as its file or its link is, is named once.
fn evidence(proof: &Proof) -> Evidence {
    let what = proof.what.one_line();
    let link = proof.link.as_ref().map(Text::one_line).unwrap_or_default();
    let file = proof.file.as_ref().map(Text::one_line).unwrap_or_default();
    let twice = what == link || what == file || file.rsplit('/').next() == Some(what.as_str());
    Evidence {
        what: if twice { String::new() } else { what },
        link,
        file,
        digest: proof.sha256.as_ref().map(said::digest).unwrap_or_default(),
    }
}
