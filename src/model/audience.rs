//! Who reads a document, and so what may stand in it.

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
