//! The elements of capability by which lessons and actions are sorted (HSEEP: POETE).

use super::field::choice;

choice! {
    /// What a lesson or an action concerns.
    pub enum Element {
        /// Plans and agreements.
        Planning = "planning",
        /// Who does what.
        Organization = "organization",
        /// Things and software.
        Equipment = "equipment",
        /// Knowing how.
        Training = "training",
        /// Trying it out.
        Exercise = "exercise",
    }
}
