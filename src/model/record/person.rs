//! Someone who takes part: on the customer's side, ours or a partner's.

use crate::model::prelude::*;

choice! {
    /// The side that a person is on.
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
    /// A person's role. ACR, CSR and CFR are the process's three responsibilities.
    pub enum Role {
        /// Account manager.
        Acr = "ACR",
        /// Solution lead.
        Csr = "CSR",
        /// Delivery lead.
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
        /// Responsible for its security.
        SecurityArchitect = "security-architect",
    }
}

record! {
    /// Someone who takes part.
    pub struct Person {
        required {
            /// Name, as people say it.
            name: Text,
            /// Side: customer, ours or partner.
            side: Side,
        }
        /// Roles.
        roles: Vec<Role>,
        /// Organisation they work for.
        organization: Option<Text>,
        /// E-mail address.
        email: Option<Text>,
        /// Phone number, with country code.
        phone: Option<Text>,
        /// Deputy.
        backup: Option<PersonId>,
    }
}
