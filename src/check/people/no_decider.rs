//! Nobody on the customer's side is named as decider.
//!
//! From adjust on, when continuing must be decided; and only where the responsibilities of their people
//! are recorded at all: someone of theirs has a role, or two of them are named.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-decider",
    summary: "nobody on the customer's side is the decider",
    why: "If nobody at the demo can say yes, there is applause and nothing follows.",
    remedy: "Ask who on their side says yes or no, and give that person the role `decider`.",
    source: "ten common errors of customer engagements: responsibilities",
    both: &[ANA],
    fires: &[("people/ana-ortiz", "roles: [sponsor]\n")],
    silent: &[("people/ana-ortiz", "roles: [sponsor, decider]\n")],
    run: One(find),
    ..super::from(Step::Adjust)
};

fn find(scene: &Scene) -> Option<Finding> {
    let theirs = scene.people_of(Side::Customer);
    let kept = theirs.len() > 1 || theirs.iter().any(|(_, person)| !person.roles.is_empty());
    let is_known = scene.read_all(Kind::Person) && kept;
    is_known.then(|| scene.nobody_of_theirs(Role::Decider, "who says yes or no"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_contact_without_a_role_is_not_asked_and_a_second_is() {
        CHECK.boundaries(
            "people/ana-ortiz: {side: ours}
             people/ana-ortiz: {roles: []}
             people/ana-ortiz: {roles: []}, people/dee-lund: {name: Dee Lund, side: customer}
             > engagement: nobody at Harbor has the role `decider` (who says yes or no)
             > engage set -e harbor-search --in people/WHO roles+=decider   # or: engage add person \"NAME\" -e \
                 harbor-search --side customer --role decider",
        );
    }
}
