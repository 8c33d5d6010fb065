//! Someone who takes part: on the customer's side, ours or a partner's.

use crate::model::field::{choice, record};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// Whose someone is.
    pub enum Side {
        /// The customer's.
        Customer = "customer",
        /// Ours.
        Ours = "ours",
        /// A partner's.
        Partner = "partner",
    }
}

choice! {
    /// What someone answers for. ACR, CSR and CFR are the process's three responsibilities.
    pub enum Role {
        /// Account responsible.
        Acr = "ACR",
        /// Solution responsible.
        Csr = "CSR",
        /// Fulfilment responsible.
        Cfr = "CFR",
        /// Subject matter expert.
        Sme = "SME",
        /// Ranks the requirements.
        ProductOwner = "product-owner",
        /// Pays and protects.
        Sponsor = "sponsor",
        /// Says yes or no.
        Decider = "decider",
        /// Works with it.
        User = "user",
        /// Keeps it running.
        Operations = "operations",
        /// Designs before the sale.
        PresalesArchitect = "presales-architect",
        /// Designs during delivery.
        DeliveryArchitect = "delivery-architect",
        /// Answers for its security.
        SecurityArchitect = "security-architect",
    }
}

record! {
    /// Someone who takes part.
    pub struct Person {
        required {
            /// The name, as people say it.
            name: Text,
            /// Whose side they are on.
            side: Side,
        }
        /// What they answer for.
        roles: Vec<Role>,
        /// Where they work.
        organization: Option<Text>,
        /// Their mail address.
        email: Option<Text>,
        /// Their phone number, with country code.
        phone: Option<Text>,
        /// Who stands in for them.
        backup: Option<PersonId>,
    }
}
