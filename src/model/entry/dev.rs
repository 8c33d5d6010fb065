//! Step 4: the prototype built, the trip planned.

use crate::model::prelude::*;

group! {
    /// Going to the customer.
    pub struct Trip {
        /// Location.
        site: Option<Text>,
        /// First day on site.
        from: Option<Date>,
        /// Last day on site.
        to: Option<Date>,
        /// Who travels.
        people: Vec<PersonId>,
    }
}

group! {
    /// A task to prepare.
    pub struct Prep {
        required {
            /// What to prepare.
            task: Text,
        }
        /// Whether the trip depends on it.
        hard: Option<Flag>,
        /// Estimated hours.
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
        /// When was the demo rehearsed?
        rehearsed: Option<Date>,
        /// The trip: site, from, to, people.
        trip: Option<Trip>,
        /// How much of their space, power and network do we need?
        footprint: Option<Text>,
        /// What must be prepared, and what does the trip depend on (hard)?
        prep: Vec<Prep>,
    }
}
