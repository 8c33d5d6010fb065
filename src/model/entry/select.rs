//! Step 3: the apps, papers and data to start from.

use crate::model::prelude::*;

choice! {
    /// What kind of starting point.
    pub enum StartKind {
        /// Software.
        App = "app",
        /// A publication.
        Paper = "paper",
        /// A data set.
        Data = "data",
    }
}

group! {
    /// Something to start from.
    pub struct StartingPoint {
        required {
            /// What it is.
            what: Text,
        }
        /// Kind: app, paper or data.
        kind: Option<StartKind>,
        /// Where to find it.
        link: Option<Text>,
        /// Why we chose it, or why not.
        why: Option<Text>,
        /// Whether we start from it.
        chosen: Option<Flag>,
    }
}

answers! {
    /// What to start from. Goals have files of their own.
    pub struct Select {
        /// Which apps, papers and data did we look at, and which did we choose?
        starting_points: Vec<StartingPoint>,
    }
}
