//! Who signed what, and which signatures are missing.

use crate::render::parts::prelude::*;

view! {
    /// Who signed what by the end of a cycle.
    #[derive(Default)]
    pub struct Signatures {
        /// All signatures, in order.
        pub all: Vec<SignedView>,
        /// The goals and requirements that are not as the customer signed the scope, and wait for it.
        pub unsigned: Vec<String>,
        /// The requirements that are not as it was signed, and that the customer accepted so.
        pub as_delivered: Vec<String>,
        /// The customer's last word on the handover, where it is a no; else none.
        pub refused: Vec<SignedView>,
    }

    /// A signature, or that it was refused.
    pub struct SignedView {
        /// What was signed: `scope`, `design`, `handover` or `acceptance`.
        pub of: &'static str,
        /// On which day, as YYYY-MM-DD.
        pub on_iso: Date,
        /// Who signed for the customer.
        pub theirs: Vec<String>,
        /// Who signed for us.
        pub ours: Vec<String>,
        /// Whether it is a yes.
        pub is_accepted: bool,
        /// Why not, where it is a no of the customer.
        pub why_not: String,
    }
}

/// The kinds of signature that cover a handover.
pub const HANDOVER: &[&str] = &["handover", "acceptance"];

impl Signatures {
    /// The customer's last signature under something, or ours; a refusal counts.
    pub fn last(&self, of: &[&str], is_theirs: bool) -> Option<&SignedView> {
        let side = |signed: &SignedView| if is_theirs { !signed.theirs.is_empty() } else { !signed.ours.is_empty() };
        self.all.iter().rfind(|signed| of.contains(&signed.of) && side(signed))
    }
}

/// The signatures by the end of a cycle.
pub fn of(engagement: &Engagement, cycle: u32) -> Signatures {
    let mut all = engagement.signoffs();
    all.retain(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let (as_delivered, unsigned) = unsigned(engagement, cycle);
    let all = all.into_iter().map(|(_, signoff)| signed(engagement, signoff)).collect();
    let mut signatures = Signatures { all, unsigned, as_delivered, refused: vec![] };
    let last = signatures.last(HANDOVER, true).filter(|signed| !signed.is_accepted).cloned();
    signatures.refused.extend(last);
    signatures
}

fn signed(engagement: &Engagement, signoff: &Signoff) -> SignedView {
    let of_side = |side| {
        let people = signoff.by.iter().filter(|person: &&PersonId| engagement.is_of(person, side));
        people.map(|person| engagement.name_of(person)).collect::<Vec<_>>()
    };
    let theirs = of_side(Side::Customer);
    SignedView {
        of: signoff.of.word(),
        on_iso: signoff.on,
        is_accepted: signoff.is_accepted(),
        why_not: if signoff.is_accepted() || theirs.is_empty() { String::new() } else { line(signoff.note.as_ref()) },
        theirs,
        ours: of_side(Side::Ours),
    }
}

/// What was added or changed since the customer signed the scope: accepted, and still to be signed.
fn unsigned(engagement: &Engagement, cycle: u32) -> (Vec<String>, Vec<String>) {
    let Some(signoff) = signature::in_force(engagement, cycle) else { return (vec![], vec![]) };
    let drift = signature::drift(engagement, signoff, cycle);
    let mut names: Vec<_> = drift.added.into_iter().chain(drift.changed.into_iter().map(|row| row.name)).collect();
    names.dedup();
    let (accepted, open): (Vec<_>, Vec<_>) = names.iter().partition(|name| is_accepted(engagement, name));
    let statements =
        |names: Vec<&Reference>| names.into_iter().filter_map(|name| statement(engagement, name)).collect();
    (statements(accepted), statements(open))
}

fn is_accepted(engagement: &Engagement, name: &Reference) -> bool {
    matches!(engagement.records.get(name), Some(Record::Requirement(requirement)) if requirement.accepted.is_some())
}

fn statement(engagement: &Engagement, name: &Reference) -> Option<String> {
    match engagement.records.get(name)? {
        Record::Goal(goal) => Some(goal.statement.one_line()),
        Record::Requirement(requirement) => Some(requirement.statement.one_line()),
        _ => None,
    }
}
