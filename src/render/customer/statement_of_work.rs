//! The statement of work: what both sides plan for a cycle, and how both will check it.

use super::phrases::{self, Line, Signature};
use super::shared::{PartnerView, PersonView, Shared, SignedView};
use crate::model::words::{self, clause};
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// The business case, where adoption has come so far.
        case: CaseView,
        /// Whether there is a requirement that this cycle is to meet.
        is_to_meet: bool,
        /// What may go wrong with partners.
        risks: Vec<PartnerView>,
        /// Those who take part, by side.
        taking_part: Vec<WorkSide>,
        /// Who signed or declined the scope and when, where the lines to sign on do not say so.
        signed: Vec<Signature>,
        /// The lines to sign on.
        lines: Vec<Line>,
    }

    /// Why it is worth going on, once they try it out.
    pub struct CaseView {
        /// Whether adoption has come so far.
        applies: bool,
        /// What those who decide still ask for.
        asked: Vec<String>,
    }

    /// The people of one side in a line.
    pub struct WorkSide {
        /// Whose side they are on.
        side: String,
        /// Each with the roles, one after the other.
        who: String,
    }
}

/// The statement of work of a cycle.
pub fn view(shared: &Shared) -> View {
    View {
        case: case(shared),
        is_to_meet: shared.requirements.iter().any(|requirement| requirement.is_to_meet),
        risks: shared.terms.partners.iter().filter(|one| !one.risk.is_empty()).cloned().collect(),
        taking_part: taking_part(shared),
        signed: signed(shared),
        lines: lines(shared),
    }
}

fn case(shared: &Shared) -> CaseView {
    let open = shared.requirements.iter().filter(|requirement| requirement.is_of_deciders && !requirement.is_settled);
    CaseView {
        applies: matches!(shared.adoption, "proving" | "operating"),
        asked: open.map(|requirement| requirement.statement.clone()).collect(),
    }
}

fn taking_part(shared: &Shared) -> Vec<WorkSide> {
    let people = &shared.people;
    let who = |people: &[PersonView]| people.iter().map(|person| person.in_full.clone()).collect::<Vec<_>>();
    let firms = shared.terms.partners.iter().map(|PartnerView { name, role, .. }| {
        if role.is_empty() { name.clone() } else { format!("{name} ({})", clause(role)) }
    });
    let of_partners = people.partners.iter().map(|person| match person.organization.as_str() {
        "" => person.in_full.clone(),
        place => format!("{} of {place}", person.in_full),
    });
    let sides = [
        (shared.customer.as_str(), who(&people.theirs)),
        (phrases::our_side(shared), who(&people.ours)),
        ("Partners", firms.chain(of_partners).collect()),
    ];
    let named = sides.into_iter().filter(|(_, who)| !who.is_empty());
    named.map(|(side, who)| WorkSide { side: side.to_owned(), who: words::and_list(&who) }).collect()
}

/// The lines to sign on: none before there is something to sign, and after the end only those that were signed.
fn lines(shared: &Shared) -> Vec<Line> {
    let is_over = shared.ending.is_over;
    let is_signed = [true, false].iter().any(|is_theirs| shared.signatures.last(&["scope"], *is_theirs).is_some());
    let is_bare = shared.goals.is_empty() && shared.requirements.is_empty();
    if is_bare || is_over && !is_signed {
        return vec![];
    }
    phrases::lines(shared, &["scope"], !is_over && !shared.signatures.unsigned.is_empty())
}

/// The sentences about the scope's signatures, beside their lines.
fn signed(shared: &Shared) -> Vec<Signature> {
    let of_side = |is_theirs| shared.signatures.last(&["scope"], is_theirs);
    let (theirs, ours) = (of_side(true), of_side(false));
    let ours = ours.filter(|ours| theirs.is_none_or(|theirs| theirs.on_iso != ours.on_iso));
    let tells = |signed: &&SignedView| !signed.is_accepted || !shared.signatures.unsigned.is_empty();
    let mut last: Vec<_> = theirs.into_iter().chain(ours).filter(tells).collect();
    last.sort_by_key(|signed| signed.on_iso);
    last.into_iter().map(|signed| Signature::of(shared, signed)).collect()
}
