//! There is a security or legal requirement, and nobody is named who is responsible for security.
//!
//! It applies once there is such a requirement, or data of a customer with low security maturity.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("security-architect-unnamed", People, Dev) };

/// A customer at or below this level of security maturity relies on ours.
const LOW: u8 = 2;

fn find(scene: &Scene) -> Option<Finding> {
    if !scene.read_all(Kind::Person) || !scene.holders(Role::SecurityArchitect).is_empty() {
        return None;
    }
    let sentence = format!("{}, but nobody has the role `security-architect`", reason(scene)?);
    let people: Vec<_> = scene.engagement.all::<Person>().map(|(name, _)| name.to_string()).collect();
    let set = |who: &str| scene.to_set_of(who, ["roles+=security-architect"]);
    let remedy = match people.as_slice() {
        [] => scene.to_add("person", "NAME").flag("side", "ours").flag("role", "security-architect"),
        [one] => set(one),
        _ => set("people/WHO"),
    };
    Some(Finding::on(Reference::Engagement, sentence, remedy))
}

fn reason(scene: &Scene) -> Option<String> {
    let rated = scene.met().filter_map(|(_, answers)| answers.security_maturity).next_back();
    match scene.guarding().as_slice() {
        [] => {
            let level = rated.filter(|rating| rating.get() <= LOW && scene.had_their_data())?;
            Some(format!("we had the customer's data and their security maturity is {level} of 5"))
        }
        [(_, one)] => {
            Some(format!("`{}` is a {} requirement", one.statement.one_line().trim_end_matches('.'), one.class))
        }
        some => {
            let names = ticked(some.iter().map(|(name, _)| id(name)));
            Some(format!("{} are security or regulatory requirements", words::and_list(&names)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_security_the_law_or_their_data_ask_for_wants_someone_who_answers() {
        CHECK.boundaries(
            "people/jon-berg: ~
             > engagement: `A lost tablet gives nobody the archive` is a security requirement, but nobody has the role \
                 `security-architect`
             > engage add person \"NAME\" -e harbor-search --side ours --role security-architect
             people/priya: {name: Priya, side: customer}
             > engagement: `A lost tablet gives nobody the archive` is a security requirement, but nobody has the role \
                 `security-architect`
             > engage set -e harbor-search --in people/WHO roles+=security-architect
             people/priya: {name: Priya, side: customer, roles: [security-architect]}
             requirements/b: {statement: x, class: regulatory, raised: 2026-03-02}
             > engagement: `b` and `lost-tablet` are security or regulatory requirements, but nobody has the role \
                 `security-architect`
             requirements/lost-tablet: {class: user}
             at: onsite, requirements/lost-tablet: ~, cycle-1/02-validate: {security_maturity: 2}, \
                 cycle-1/05-onsite: {data: x}
             > engagement: we had the customer's data and their security maturity is 2 of 5, but nobody has the role \
                 `security-architect`
             at: onsite, requirements/lost-tablet: ~, cycle-1/02-validate: {security_maturity: 3}, \
                 cycle-1/05-onsite: {data: x}",
        );
    }
}
