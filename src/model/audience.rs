//! The audience of a document, which decides what it may contain.

use super::field::choice;

choice! {
    /// Who reads a document.
    pub enum Audience {
        /// Ourselves.
        Internal = "internal",
        /// The customer.
        Customer = "customer",
        /// Those who decide for us.
        Management = "management",
    }
}
