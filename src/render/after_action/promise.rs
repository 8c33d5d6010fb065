//! How the requirements moved, and what differs from the signed promise now.

use serde::Serialize;

use crate::insight::churn;
use crate::model::engagement::Engagement;
use crate::model::promise;
use crate::model::record::{Side, Signoff};
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
    let differs = signed.map(|signoff| differences(engagement, signoff)).unwrap_or_default();
    Requirements {
        signed: churn.signed.map(words::date).unwrap_or_default(),
        before: moves(churn.before),
        after: moves(churn.after),
        differs,
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

fn differences(engagement: &Engagement, signoff: &Signoff) -> Vec<Difference> {
    let delta = promise::delta(engagement, signoff);
    let signed = |name: &str| signoff.covers.get(name).and_then(|covered| said::signed(covered, "statement"));
    let added = |name| Difference { how: "added", what: said::record(engagement, name) };
    let changed = |name: &Reference| {
        let now = said::record(engagement, name);
        let was = signed(&name.to_string()).filter(|was| *was != now);
        let was = was.map(|was| format!(" (signed: {was})")).unwrap_or_default();
        Difference { how: "worded differently", what: format!("{now}{was}") }
    };
    let missing = |how: &'static str, names: &[String]| -> Vec<Difference> {
        names.iter().map(|name| Difference { how, what: signed(name).unwrap_or(name).to_owned() }).collect()
    };
    let first = delta.added.iter().map(added).chain(delta.changed.iter().map(changed));
    let last = missing("gone or dropped", &delta.gone).into_iter().chain(missing("not readable now", &delta.unread));
    first.chain(last).collect()
}
