//! A finding that is allowed: an item of the list `allow` of a record.

use super::field::group;
use super::text::Text;

group! {
    /// A finding that is fine here.
    pub struct Allowance {
        required {
            /// The id of the check.
            check: Text,
        }
        /// Why it is fine here.
        because: Option<Text>,
    }
}
