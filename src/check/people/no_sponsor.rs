//! Nobody on the customer's side is named as sponsor.
//!
//! Only where people of theirs are named at all: the customer must have been met first.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("no-sponsor", People, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let is_known = scene.read_all(Kind::Person) && !scene.people_of(Side::Customer).is_empty();
    is_known.then(|| scene.nobody_of_theirs(Role::Sponsor, "who pays for the work and protects it"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sponsor_is_one_of_theirs_and_may_be_whom_nobody_can_read() {
        CHECK.boundaries(
            "people/ana-ortiz: {side: ours}
             people/jon-berg: {name: Jon Berg, side: ours, roles: [sponsor]}
             > the same
             unreadable: [people/dee-lund]",
        );
    }
}
