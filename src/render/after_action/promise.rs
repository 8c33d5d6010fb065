//! How the requirements moved, and what differs from the signed promise now.

use serde::Serialize;

use crate::insight::churn;
use crate::model::engagement::Engagement;
use crate::model::promise::{self, Delta};
use crate::model::record::Side;
use crate::model::reference::Reference;
use crate::model::words;
use crate::render::said;

/// The requirements' moves in a cycle, and the promise as it stands.
#[derive(Debug, Serialize)]
pub struct Requirements {
    signed: String,
    before: Vec<Move>,
    after: Vec<Move>,
    differs: Vec<Difference>,
    promise: String,
}

/// A move of one requirement.
#[derive(Debug, Serialize)]
pub struct Move {
    on: String,
    requirement: String,
    what: String,
    why: String,
    asked_by: String,
}

/// Something that is not as it was signed.
#[derive(Debug, Serialize)]
pub struct Difference {
    how: &'static str,
    what: String,
}

/// The requirements in a cycle.
pub fn requirements(engagement: &Engagement, cycle: u32) -> Requirements {
    let churn = churn::of_cycle(engagement, cycle);
    let moves = |moves: Vec<churn::Move>| moves.iter().map(|moved| row(engagement, moved)).collect();
    let signed = promise::signed_by(engagement, Side::Customer).map(|(_, signoff)| signoff);
    let delta = signed.map(|signoff| promise::delta(engagement, signoff));
    Requirements {
        signed: churn.signed.map(words::date).unwrap_or_default(),
        before: moves(churn.before),
        after: moves(churn.after),
        differs: delta.map(|delta| differences(engagement, &delta)).unwrap_or_default(),
        promise: signed
            .map(|signoff| format!("signed {} by {}", words::date(signoff.on), said::names(engagement, &signoff.by)))
            .unwrap_or_default(),
    }
}

fn row(engagement: &Engagement, moved: &churn::Move) -> Move {
    let (what, why, asked_by) = match moved.change {
        None => ("raised".to_owned(), said::NOT_RECORDED.to_owned(), moved.requirement.asked_by.as_ref()),
        Some(change) => (change.what.one_line(), said::line(change.why.as_ref()), change.asked_by.as_ref()),
    };
    Move {
        on: words::date(moved.on),
        requirement: moved.requirement.statement.one_line(),
        what,
        why,
        asked_by: said::name(engagement, asked_by),
    }
}

fn differences(engagement: &Engagement, delta: &Delta) -> Vec<Difference> {
    let all = |how, names: &[Reference]| {
        let words = |name: &Reference| Difference { how, what: said::record(engagement, name) };
        names.iter().map(words).collect::<Vec<_>>()
    };
    let gone = |name: &String| {
        let known = name.parse().ok().map(|name: Reference| said::record(engagement, &name));
        Difference { how: "gone or dropped", what: known.unwrap_or_else(|| name.clone()) }
    };
    let mut differences = all("added", &delta.added);
    differences.extend(all("worded differently", &delta.changed));
    differences.extend(delta.gone.iter().map(gone));
    differences
}
