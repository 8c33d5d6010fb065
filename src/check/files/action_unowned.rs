//! An open action whose owner is not one person.
//!
//! A name in words creates a person, so `--owner team` and `--owner TBD` are accepted, and then nobody does it. An
//! owner who is not in `people/` at all is reported by `dangling-reference`.

use crate::check::prelude::*;

pub const CHECK: Check = Check { outlives: false, run: Each(find), ..row!("action-unowned", Files, Hypothesis) };

/// Owners that name no one person, without articles.
const NO_ONE: &str = "all, any, anybody, anyone, both, client, customer, developers, engineering, everybody, everyone, group, \
    it, n/a, na, no one, nobody, none, open, partner, project team, somebody, someone, staff, tba, tbc, \
    tbd, team, them, they, to be confirmed, to be decided, to be determined, to be named, unassigned, \
    unknown, we";

fn find(scene: &Scene) -> Vec<Finding> {
    scene.each(unowned)
}

fn unowned(scene: &Scene, name: &Reference, action: &Action) -> Option<Finding> {
    let owner = scene.engagement.person(&action.owner).filter(|_| action.done.is_none())?;
    let (what, who) = (words::short(action.what.as_str(), 80), owner.name.one_line());
    let sentence = format!("`{what}` is owned by `{who}`, not by one person");
    is_no_one(scene.engagement, owner).then(|| scene.asks(name, "owner", sentence, ["owner=WHO"]))
}

fn is_no_one(engagement: &Engagement, owner: &Person) -> bool {
    let name = owner.name.one_line().to_lowercase();
    let name = name.trim_end_matches(['.', '?', '!', ')']).trim_start_matches('(');
    let articles = ["the ", "our ", "their ", "your "];
    let bare = articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    is_among(NO_ONE, bare) || is_some_of_many(bare) || is_organisation(engagement, owner)
}

/// Whether a name is in a list.
fn is_among(list: &str, name: &str) -> bool {
    list.split(", ").any(|one| one == name)
}

/// Words for a group of people, at either end of a name.
const MANY: &str = "committee, department, departments, dept, division, group, helpdesk, squad, staff, team, teams";

/// Words that begin a phrase for some of a group, as in "someone from IT".
const SOME_OF: &str = "all of, any of, anybody, anyone, both of, each of, everybody, everyone, one of, some of, somebody, \
    someone";

/// Whether the words name a group, or someone in it: "ops team", "Team Alpha", "all of us".
fn is_some_of_many(bare: &str) -> bool {
    let words: Vec<_> = bare.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_many = |word: Option<&&str>| word.is_some_and(|word| is_among(MANY, word));
    let ends = SOME_OF.split(", ").any(|some| bare.strip_prefix(some).is_some_and(|rest| rest.starts_with(' ')));
    ends || words.len() > 1 && (is_many(words.last()) || matches!(words[0], "team" | "department" | "dept"))
}

/// Whether the name is that of the customer, of a partner, or of an organization that somebody else works for.
fn is_organisation(engagement: &Engagement, owner: &Person) -> bool {
    let partners = engagement.charter.iter().flat_map(|charter| &charter.partners).map(|partner| &partner.name);
    let customer = engagement.charter.iter().map(|charter| &charter.customer);
    // Someone may work under their own name.
    let others = engagement.all::<Person>().filter(|(_, person)| !std::ptr::eq(*person, owner));
    let of_others = others.filter_map(|(_, person)| person.organization.as_ref());
    let name = Words::of(owner.name.as_str());
    customer.chain(partners).chain(of_others).any(|organisation| Words::of(organisation.as_str()).same(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_no_one(name: &str) -> bool {
        let change = "engagement: {customer: Port of Aldmouth, partners: [{name: Halyard Ltd}]}, \
                      people/ana: {name: Ana, side: customer, organization: The Readers}";
        let owner = format!("people/the-team: {{name: \"{name}\"}}");
        !Example::of(&CHECK).with(change).with(&owner).lines().is_empty()
    }

    #[test]
    fn a_group_someone_in_it_or_an_organisation_is_no_one_person() {
        assert!(NO_ONE.split(", ").is_sorted());
        let groups = "TBD?, (to be named), our customer, ops team, IT department, the IT dept., Team Alpha, all of us, \
                      someone from IT, one of them, the Port of Aldmouth, Halyard Ltd., readers";
        assert_eq!(NO_ONE.split(", ").chain(groups.split(", ")).find(|name| !is_no_one(name)), None);
        let people = "Jo Crew, Alla Ofner, Someona Teamer, Ana Group-Ortiz, Ana Ortiz, Will Allen, Teamer";
        assert_eq!(people.split(", ").find(|name| is_no_one(name)), None);
    }

    #[test]
    fn who_works_under_their_own_name_an_action_done_and_a_stranger_are_fine() {
        CHECK.boundaries(
            "people/the-team: {name: Jonas Weil, organization: Jonas Weil}
             actions/2026-03-02-ship-the-disk-aaaa: {done: 2026-03-05}
             people/the-team: ~",
        );
    }
}
