//! A finding that is allowed: an item of the list `allow` of a record.

use super::field::group;
use super::text::Text;

group! {
    /// An accepted exception.
    pub struct Allowance {
        required {
            /// Id of the check.
            check: Text,
        }
        /// Why it is fine here.
        because: Option<Text>,
    }
}
