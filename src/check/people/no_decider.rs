//! Nobody on the customer's side is named as decider.
//!
//! From adjust on, when continuing must be decided; and only where the responsibilities of their people
//! are recorded at all: someone of theirs has a role, or two of them are named.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("no-decider", People, Adjust) };

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
