//! The elements of capability by which lessons and actions are sorted (HSEEP: POETE).

use super::field::choice;

choice! {
    /// The area that a lesson or an action concerns.
    pub enum Element {
        /// Plans and agreements.
        Planning = "planning",
        /// Who does what.
        Organization = "organization",
        /// Equipment and software.
        Equipment = "equipment",
        /// Knowledge and skills.
        Training = "training",
        /// Rehearsal.
        Exercise = "exercise",
    }
}
