//! The block of signatures of a document: who signs for each side, and who signed.

use super::shared::{PersonView, Shared};
use crate::model::date::Date;
use crate::render::view::view;

view! {
    /// A block of signatures; what is empty is filled in by hand.
    pub struct Signing {
        /// Who signs for the customer.
        theirs: Signatory,
        /// Who signs for us.
        ours: Signatory,
    }

    /// Who signs for one side.
    pub struct Signatory {
        /// The names of those who signed, else of who is to sign.
        names: Vec<String>,
        /// The roles of the one who signs, as the record has them.
        role_keys: Vec<&'static str>,
        /// The day of the signature, as YYYY-MM-DD.
        signed_iso: Option<Date>,
    }
}

/// The block under one of `of`: none unless there is something to sign; undated where a side has yet to sign, or to
/// sign again.
pub fn block(shared: &Shared, of: &[&str], again: bool) -> Signing {
    const THEIRS: &[&str] = &["decider", "sponsor", "product-owner", "operations"];
    const OURS: &[&str] = &["ACR", "CSR", "CFR"];
    let signatory = |is_theirs, people: &[PersonView], roles: &[&str]| {
        let signed = shared.signatures.last(of, is_theirs).filter(|signed| signed.is_accepted);
        let names = signed.map(|signed| if is_theirs { &signed.theirs } else { &signed.ours });
        let names = names.cloned().unwrap_or_else(|| first_with(people, roles));
        let role_keys = match names.as_slice() {
            [one] => people.iter().find(|person| person.name == *one).map(|person| person.role_keys.clone()),
            _ => None,
        };
        let signed_iso = signed.filter(|_| !again).map(|signed| signed.on_iso);
        Signatory { names, role_keys: role_keys.unwrap_or_default(), signed_iso }
    };
    let people = &shared.people;
    Signing { theirs: signatory(true, &people.theirs, THEIRS), ours: signatory(false, &people.ours, OURS) }
}

/// The first of these roles that somebody has.
fn first_with(people: &[PersonView], roles: &[&str]) -> Vec<String> {
    let found = roles.iter().find_map(|role| people.iter().find(|person| person.is(role)));
    found.map(|person| person.name.clone()).into_iter().collect()
}
