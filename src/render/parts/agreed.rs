//! What both sides agreed: signatures, the customer's decisions, changes of requirements.

use crate::insight::agreed::{self, AgreedKind};
use crate::render::parts::prelude::*;

view! {
    /// Something that both sides agreed.
    pub struct AgreedView {
        /// On which day, as YYYY-MM-DD.
        pub on_iso: Date,
        /// What it is: `sign-off`, `decision` or `change`.
        pub kind_key: &'static str,
        /// What was signed: `scope`, `design`, `handover` or `acceptance`.
        pub of: &'static str,
        /// The requirement that was changed.
        pub requirement: String,
        /// What was decided or changed.
        pub what: String,
        /// What the decision replaces.
        pub instead_of: String,
        /// Who agreed to it; of a change, who of the customer's people asked for it.
        pub by: Vec<String>,
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
    let (of, requirement, what, instead_of) = match agreed.what {
        AgreedKind::Signoff(signoff) => (signoff.of.word(), String::new(), String::new(), String::new()),
        AgreedKind::Decision(decision) => {
            ("", String::new(), decision.what.one_line(), line(decision.instead_of.as_ref()))
        }
        AgreedKind::Change(requirement, change) => {
            ("", requirement.statement.one_line(), change.what.one_line(), String::new())
        }
    };
    AgreedView {
        on_iso: agreed.on,
        kind_key: agreed.word(),
        of,
        requirement,
        what,
        instead_of,
        by: agreed.by().iter().filter(is_named).map(|person| engagement.name_of(person)).collect(),
    }
}
