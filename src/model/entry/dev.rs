//! Step 4: the prototype built, the trip planned.

use crate::model::date::Date;
use crate::model::field::{answers, group};
use crate::model::number::{Amount, Flag};
use crate::model::reference::PersonId;
use crate::model::text::Text;

group! {
    /// Going to the customer.
    pub struct Trip {
        /// Where.
        site: Option<Text>,
        /// The first day there.
        from: Option<Date>,
        /// The last day there.
        to: Option<Date>,
        /// Who goes.
        people: Vec<PersonId>,
    }
}

group! {
    /// Something to prepare.
    pub struct Prep {
        required {
            /// What is to be prepared.
            task: Text,
        }
        /// Whether the trip fails without it.
        hard: Option<Flag>,
        /// Hours it takes.
        hours: Option<Amount>,
        /// Whether it is done.
        done: Option<Flag>,
    }
}

answers! {
    /// The prototype, and the trip it is for.
    pub struct Dev {
        /// What does the prototype show?
        prototype: Option<Text>,
        /// What was built?
        built: Option<Text>,
        /// Where is the code?
        code: Option<Text>,
        /// The day the demo was rehearsed.
        rehearsed: Option<Date>,
        /// The trip: site, from, to, people.
        trip: Option<Trip>,
        /// What do we take up of their space, power and network?
        footprint: Option<Text>,
        /// What must be prepared, and what of it is hard?
        prep: Vec<Prep>,
    }
}
