//! What both sides agreed: signatures, the customer's decisions, changes of requirements.

use crate::insight::agreed::{self, AgreedKind};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::Side;
use crate::model::reference::PersonId;
use crate::model::words;
use crate::render::view::view;

view! {
    /// Something that both sides agreed.
    #[derive(Clone)]
    pub struct AgreedView {
        /// On which day.
        pub on: String,
        /// On which day, as YYYY-MM-DD.
        pub on_iso: Date,
        /// What it is, in words.
        pub what: String,
        /// Who agreed to it; of a change, who of the customer's people asked for it.
        pub by: String,
        /// Whether it is a decision.
        pub is_decision: bool,
    }
}

/// All agreements, by day.
pub fn of(engagement: &Engagement) -> Vec<AgreedView> {
    let shared = agreed::of(engagement).into_iter().filter(|agreed| is_shared(engagement, agreed));
    shared.map(|agreed| one(engagement, &agreed)).collect()
}

fn is_shared(engagement: &Engagement, agreed: &agreed::Agreed) -> bool {
    match agreed.what {
        AgreedKind::Signoff(signoff) => signoff.is_accepted(),
        AgreedKind::Decision(_) => agreed.is_theirs(engagement),
        AgreedKind::Change(..) => true,
    }
}

fn one(engagement: &Engagement, agreed: &agreed::Agreed) -> AgreedView {
    let is_named =
        |person: &&PersonId| !matches!(agreed.what, AgreedKind::Change(..)) || engagement.is_of(person, Side::Customer);
    let by: Vec<_> = agreed.by().iter().filter(is_named).map(|person| engagement.name_of(person)).collect();
    AgreedView {
        on: words::date(agreed.on),
        on_iso: agreed.on,
        what: words::capital(words::clause(&agreed.words())),
        by: words::and_list(&by),
        is_decision: matches!(agreed.what, AgreedKind::Decision(_)),
    }
}
