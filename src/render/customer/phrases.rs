//! Phrases that several of the customer's documents use.

use super::shared::{PersonView, Shared, SignedView};
use crate::model::words;
use crate::render::view::view;

pub use crate::model::words::number;

/// The name of our side in a table or a list.
pub fn our_side(shared: &Shared) -> &str {
    if shared.us == "us" { "Our side" } else { &shared.us }
}

view! {
    /// A signature, as documents show it.
    #[derive(Clone)]
    pub struct Signature {
        /// What was signed: `scope`, `design`, `handover` or `acceptance`.
        pub of: &'static str,
        /// On which day.
        pub on: String,
        /// Who signed, and for whom: `by Ana Ortiz for Port of Aldmouth and by Sam Lindqvist for Tern Systems`.
        pub by: String,
        /// Whether it is a yes.
        pub is_accepted: bool,
        /// Why not, where it is a no of the customer.
        pub why_not: String,
    }
}

impl Signature {
    /// A signature, with the names of both sides.
    pub fn of(shared: &Shared, signed: &SignedView) -> Self {
        let sides = [(&signed.theirs, &shared.customer), (&signed.ours, &shared.us)];
        let named = sides.into_iter().filter(|(names, _)| !names.is_empty());
        let by: Vec<_> = named.map(|(names, side)| format!("by {} for {side}", words::and_list(names))).collect();
        Self {
            of: signed.of,
            on: signed.on.clone(),
            by: words::and_list(&by),
            is_accepted: signed.is_accepted,
            why_not: signed.why_not.clone(),
        }
    }
}

view! {
    /// One line of a block of signatures; blank where there is something to fill in by hand.
    pub struct Line {
        /// Whose side someone is on.
        side: String,
        /// The name.
        name: String,
        /// The day of the signature, where it is given.
        signed: String,
    }
}

/// The signature lines of both sides under one of `of`; undated if a side has yet to sign, or to sign again.
pub fn lines(shared: &Shared, of: &[&str], again: bool) -> Vec<Line> {
    const THEIRS: &[&str] = &["decider", "sponsor", "product-owner", "operations"];
    const OURS: &[&str] = &["ACR", "CSR", "CFR"];
    let line = |side: &str, is_theirs, people, roles| {
        let signed = shared.signatures.last(of, is_theirs).filter(|signed| signed.is_accepted);
        let names = signed.map(|signed| if is_theirs { &signed.theirs } else { &signed.ours });
        let day = signed.filter(|_| !again).map(|signed| signed.on.clone());
        let name = names.map_or_else(|| signatory(people, roles), words::and_list);
        Line { side: side.to_owned(), name, signed: day.unwrap_or_default() }
    };
    let people = &shared.people;
    vec![line(&shared.customer, true, &people.theirs, THEIRS), line(our_side(shared), false, &people.ours, OURS)]
}

/// Who has to sign: the first of these roles that somebody has.
fn signatory(people: &[PersonView], roles: &[&str]) -> String {
    let found = roles.iter().find_map(|role| people.iter().find(|person| person.is(role)));
    found.map(|person| person.name.clone()).unwrap_or_default()
}
