//! A signature on the promise as it was that day.

use crate::model::prelude::*;

choice! {
    /// What is signed.
    pub enum Of {
        /// The goals and requirements.
        Scope = "scope",
        /// The design.
        Design = "design",
        /// What is handed over.
        Handover = "handover",
        /// What was delivered.
        Acceptance = "acceptance",
    }
}

choice! {
    /// Whether it was accepted.
    pub enum Signed {
        /// Accepted.
        Accepted = "accepted",
        /// Rejected.
        Rejected = "rejected",
    }
}

fact! {
    /// A signature, with the promise as signed on that day.
    pub struct Signoff {
        required {
            /// Date of the signature.
            on: Date,
            /// What is signed.
            of: Of,
            /// Who signed.
            by: Vec<PersonId>,
        }
        /// The promises signed, each with its digest and wording.
        covers: BTreeMap<String, Covered>,
        /// Whether it was accepted.
        verdict: Option<Signed>,
        /// Comment by the person who signed.
        note: Option<Text>,
    }
}

group! {
    /// One promise as it was signed.
    pub struct Covered {
        required {
            /// Digest of the wording, SHA-256.
            hash: Text,
            /// Wording.
            wording: Text,
        }
    }
}

impl Signoff {
    /// Whether it was accepted.
    pub fn is_accepted(&self) -> bool {
        self.verdict != Some(Signed::Rejected)
    }
}

/// The number in a file's name among the sign-offs of its day and kind: `2026-03-04-scope-2-k3qa` is the second, and
/// a name without a number is the first.
fn nth(name: &str, of: Of) -> u32 {
    let rest = name.get("2026-03-04-".len()..).and_then(|rest| rest.strip_prefix(of.word()));
    let number = rest.and_then(|rest| rest.strip_prefix('-')).and_then(|rest| rest.split_once('-'));
    number.and_then(|(number, _)| number.parse().ok()).unwrap_or(1)
}

impl Signoff {
    /// The sort key of the sign-offs of an engagement: the day, and within a day the number in the name.
    pub fn order<'a>(&self, name: &'a Reference) -> (Date, u32, &'a Reference) {
        let nth = if let Reference::Record(_, name) = name { nth(name, self.of) } else { 1 };
        (self.on, nth, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_in_a_name_orders_those_of_one_day() {
        for (name, number) in [
            ("2026-03-04-scope-k3qa", 1),
            ("2026-03-04-scope-2-k3qa", 2),
            ("2026-03-04-scope-10-k3qa", 10),
            ("2026-03-04-scope-k3qa-2", 1),
            ("2026-03-04-x-2-k3qa", 1),
            ("by-hand", 1),
        ] {
            assert_eq!(nth(name, Of::Scope), number, "{name}");
        }
    }
}
