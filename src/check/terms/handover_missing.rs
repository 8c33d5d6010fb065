//! The engagement ends, something stays running at the customer's, and nobody has signed the handover.
//!
//! It outlives the end: what was completed without a handover still runs there. After calling off nothing
//! stays; a refused handover is reported by `handover-rejected`.

use crate::check::prelude::*;

pub const CHECK: Check = Check { outlives: true, run: One(find), ..row!("handover-missing", Terms, Onsite) };

fn find(scene: &Scene) -> Option<Finding> {
    if !scene.ends() || !scene.read_all(Kind::Signoff) || scene.last_signoff(Of::Handover).is_some() {
        return None;
    }
    let customer = scene.engagement.customer();
    let is_unsaid = scene.charter_without(|charter| charter.final_state.is_some()).is_some();
    let sentence = match scene.stays() {
        Some(stays) => {
            format!("`{}` stays with {customer}, but nobody has signed the handover", brief(&stays.one_line()))
        }
        None if is_unsaid && scene.installed() => {
            format!("something was installed at {customer}, but nobody has signed the handover")
        }
        None => return None,
    };
    let runs = scene.holders(Role::Operations).into_iter().find(|(_, person)| person.side == Side::Customer);
    let runs = runs.map(|(name, _)| (None, id(name).to_owned()));
    let (add, who) = runs.unwrap_or_else(|| scene.naming(Side::Customer));
    let remedy = scene.to_sign(Of::Handover, [who]).after(add);
    Some(Finding::on(Reference::Engagement, sentence, remedy).at("final_state"))
}

/// The first sentence.
fn brief(words: &str) -> &str {
    words.split_once(". ").map_or(words, |(first, _)| first).trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_handed_over_when_it_ends() {
        CHECK.boundaries(
            "people/ana: {name: Ana, side: customer}
             > the same
             people/priya-nair: {roles: []}, people/ana: {name: Ana, side: customer}
             > engagement:final_state: `Search runs on six tablets` stays with Harbor, but nobody has signed the \
                 handover
             > engage sign-off handover ana -e harbor-search
             engagement: {final_state: ~}, cycle-1/05-onsite: {installed: viewer}
             > engagement:final_state: something was installed at Harbor, but nobody has signed the handover
             engagement: {final_state: ~}
             engagement: {final_state: Nothing of ours.}, cycle-1/05-onsite: {installed: viewer}
             engagement: {final_state: Search runs on six tablets. Their IT adds reports.}
             > the same
             cycle-1/09-plan-next: {decision: continue}
             at: onsite, outcomes/01-completed: {on: 2026-03-09, kind: completed}
             > the same
             outcomes/01-called-off: {on: 2026-03-09, kind: called-off, reason: x}",
        );
    }
}
