//! What both sides agreed: signatures, decisions that someone of theirs made, changes of requirements.

use crate::insight::agreed::{self, What};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::Side;
use crate::model::reference::PersonId;

/// Something that both sides agreed.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// The day.
    pub on: Date,
    /// What it is.
    pub what: String,
    /// Who agreed to it; of a change, who of theirs asked for it.
    pub by: Vec<String>,
    /// Whether it is a decision.
    pub is_decision: bool,
}

/// All of it, by day.
pub fn of(engagement: &Engagement) -> Vec<Agreed> {
    let shared = agreed::of(engagement).into_iter().filter(|agreed| is_shared(engagement, agreed));
    shared.map(|agreed| one(engagement, &agreed)).collect()
}

fn is_shared(engagement: &Engagement, agreed: &agreed::Agreed) -> bool {
    match agreed.what {
        What::Signoff(signoff) => signoff.is_accepted(),
        What::Decision(_) => agreed.is_theirs(engagement),
        What::Change(..) => true,
    }
}

fn one(engagement: &Engagement, agreed: &agreed::Agreed) -> Agreed {
    let is_named =
        |person: &&PersonId| !matches!(agreed.what, What::Change(..)) || engagement.is_of(person, Side::Customer);
    Agreed {
        on: agreed.on,
        what: agreed.words(),
        by: agreed.by().iter().filter(is_named).map(|person| engagement.name_of(person)).collect(),
        is_decision: matches!(agreed.what, What::Decision(_)),
    }
}
