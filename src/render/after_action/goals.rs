//! The goals: as they were promised, and what became of them.

use serde::Serialize;

use crate::insight::goals as figures;
use crate::model::engagement::Engagement;
use crate::model::promise;
use crate::model::record::{Evidence as Proof, Goal as Record, Side, Signoff, Verdict};
use crate::model::reference::{PersonId, Reference};
use crate::model::words;
use crate::render::said;

/// The goals a cycle worked on.
#[derive(Debug, Serialize)]
pub struct Goals {
    tally: String,
    all: Vec<Goal>,
}

/// One goal.
#[derive(Debug, Serialize)]
pub struct Goal {
    statement: String,
    criterion: String,
    responsible: String,
    theirs: String,
    due: String,
    wording: String,
    verdict: String,
    evidence: Vec<Evidence>,
    accepted_by: String,
    next: String,
}

/// Something that proves a goal; what was not given is empty.
#[derive(Debug, Serialize)]
pub struct Evidence {
    what: String,
    link: String,
    file: String,
    digest: String,
}

/// The goals of a cycle.
pub fn goals(engagement: &Engagement, cycle: u32) -> Goals {
    let goals = figures::of_cycle(engagement, cycle);
    let signed = promise::signed_by(engagement, Side::Customer).map(|(_, signoff)| signoff);
    Goals {
        tally: tally(figures::tally(goals.iter().map(|(_, goal)| *goal))),
        all: goals.into_iter().map(|(name, record)| goal(engagement, name, record, signed)).collect(),
    }
}

fn tally(tally: figures::Tally) -> String {
    let counts = [(tally.met, "met"), (tally.partly, "partly met"), (tally.missed, "missed"), (tally.open, "open")];
    let said: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    words::and_list(&said)
}

fn goal(engagement: &Engagement, name: &Reference, goal: &Record, signed: Option<&Signoff>) -> Goal {
    let wording = wording(engagement, name, goal, signed);
    let verdict = match goal.verdict() {
        Verdict::Open => "open".to_owned(),
        verdict => format!("{verdict}{}", goal.judged.map(|day| format!(", {}", words::date(day))).unwrap_or_default()),
    };
    Goal {
        statement: wording.statement,
        criterion: wording.criterion,
        responsible: wording.responsible,
        theirs: said::name(engagement, goal.theirs.as_ref()),
        due: wording.due,
        wording: wording.since,
        verdict,
        evidence: goal.evidence.iter().map(evidence).collect(),
        accepted_by: said::name(engagement, goal.accepted_by.as_ref()),
        next: said::line(goal.next.as_ref()),
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
    let of = |key: &str| said::signed(covered, key);
    let words_of = |key| of(key).unwrap_or(said::NOT_RECORDED).to_owned();
    Wording {
        statement: words_of("statement"),
        criterion: words_of("criterion"),
        responsible: said::name(engagement, of("responsible").and_then(|id| id.parse::<PersonId>().ok()).as_ref()),
        due: said::day(of("due").and_then(|day| day.parse().ok())),
        since: format!("signed {}", words::date(signoff.on)),
    }
}

fn evidence(proof: &Proof) -> Evidence {
    Evidence {
        what: proof.what.one_line(),
        link: proof.link.as_ref().map(crate::model::text::Text::one_line).unwrap_or_default(),
        file: proof.file.as_ref().map(crate::model::text::Text::one_line).unwrap_or_default(),
        digest: proof.sha256.as_ref().map(said::digest).unwrap_or_default(),
    }
}
