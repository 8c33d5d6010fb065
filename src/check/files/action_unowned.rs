//! An open action whose owner is no one person.
//!
//! A name in words makes a person, so `--owner team` and `--owner TBD` are taken: then nobody does it. An
//! owner who is not in `people/` at all is `dangling-reference`'s.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "action-unowned",
    outlives: false,
    summary: "an open action is owned by no one person: a team, an organisation, or still to be named",
    why: "What a whole team is to do, each of its members believes another is doing.",
    remedy: "Ask who will do it, and name that one person; others may help.",
    source: "HSEEP, improvement planning: each corrective action has one responsible person and a day",
    fires: &[
        ("people/the-team", "name: the team\nside: ours\n"),
        ("actions/2026-03-02-ship-the-disk-aaaa", "what: ship the disk\nowner: the-team\nraised: 2026-03-02\n"),
    ],
    silent: &[
        JON,
        ("actions/2026-03-02-ship-the-disk-aaaa", "what: ship the disk\nowner: jon-berg\nraised: 2026-03-02\n"),
    ],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

/// What stands for no one person, without articles.
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
    let sentence = format!("`{what}` is owned by `{who}`, which is no one person");
    is_no_one(scene.engagement, owner).then(|| scene.asks(name, "owner", sentence, ["owner=WHO"]))
}

fn is_no_one(engagement: &Engagement, owner: &Person) -> bool {
    let name = owner.name.one_line().to_lowercase();
    let name = name.trim_end_matches(['.', '?', '!', ')']).trim_start_matches('(');
    let articles = ["the ", "our ", "their ", "your "];
    let bare = articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    is_among(NO_ONE, bare) || is_some_of_many(bare) || is_organisation(engagement, owner)
}

/// Whether a name is one of a list.
fn is_among(list: &str, name: &str) -> bool {
    list.split(", ").any(|one| one == name)
}

/// What many are called together, last or first in a name.
const MANY: &str = "committee, department, departments, dept, division, group, helpdesk, squad, staff, team, teams";

/// What begins the words for some of many, as in "someone from IT".
const SOME_OF: &str = "all of, any of, anybody, anyone, both of, each of, everybody, everyone, one of, some of, somebody, \
    someone";

/// Whether the words are those of a group, or of someone in it: "ops team", "Team Alpha", "all of us".
fn is_some_of_many(bare: &str) -> bool {
    let words: Vec<_> = bare.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_many = |word: Option<&&str>| word.is_some_and(|word| is_among(MANY, word));
    let ends = SOME_OF.split(", ").any(|some| bare.strip_prefix(some).is_some_and(|rest| rest.starts_with(' ')));
    ends || words.len() > 1 && (is_many(words.last()) || matches!(words[0], "team" | "department" | "dept"))
}

/// Whether the name is that of the customer, of a partner, or of an organisation that somebody else is of.
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
    use serde_json::{Value, json};

    use super::NO_ONE;
    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(owner: &Value, done: &str) -> Vec<String> {
        let mut owner = owner.clone();
        owner["side"] = "partner".into();
        let files = json!({
            "engagement": { "customer": "Port of Aldmouth", "partners": [{ "name": "Halyard Ltd" }] },
            "people/owner": owner,
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer", "organization": "The Readers" },
            "actions/2026-03-02-ship-the-disk-aaaa":
                { "what": "ship the disk", "owner": "owner", "raised": "2026-03-02", "done": done },
        });
        Case::at(Step::Hypothesis, files).says("action-unowned")
    }

    fn named(name: &str) -> usize {
        says(&json!({ "name": name }), "").len()
    }

    #[test]
    fn a_team_is_no_one_person() {
        assert_eq!(
            says(&json!({ "name": "The team" }), ""),
            ["actions/2026-03-02-ship-the-disk-aaaa:owner: `ship the disk` is owned by `The team`, which is no one \
              person\nengage set -e harbor-search --in actions/2026-03-02-ship-the-disk-aaaa owner=WHO"]
        );
        assert!(NO_ONE.split(", ").is_sorted());
        assert!(NO_ONE.split(", ").all(|name| named(name) == 1));
        assert_eq!([named("TBD?"), named("(to be named)"), named("our customer")], [1, 1, 1]);
    }

    #[test]
    fn nor_is_a_group_by_its_name_or_someone_in_it() {
        for name in
            ["ops team", "IT department", "the IT dept.", "Team Alpha", "all of us", "someone from IT", "one of them"]
        {
            assert_eq!(named(name), 1, "{name}");
        }
        for name in ["Jo Crew", "Alla Ofner", "Someona Teamer", "Ana Group-Ortiz"] {
            assert_eq!(named(name), 0, "{name}");
        }
    }

    #[test]
    fn nor_is_an_organisation() {
        assert_eq!([named("the Port of Aldmouth"), named("Halyard Ltd.")], [1, 1]);
        assert_eq!(named("readers"), 1);
        assert!(says(&json!({ "name": "Jonas Weil", "organization": "Jonas Weil" }), "").is_empty(), "works alone");
    }

    #[test]
    fn a_person_an_action_done_and_an_owner_nobody_knows_are_not_its_business() {
        assert_eq!([named("Ana Ortiz"), named("Will Allen"), named("Teamer")], [0, 0, 0]);
        assert!(says(&json!({ "name": "team" }), "2026-03-05").is_empty());
        let action = json!({ "what": "x", "owner": "team", "raised": "2026-03-02" });
        let case = Case::at(Step::Hypothesis, json!({ "actions/2026-03-02-x-aaaa": action }));
        assert!(case.says("action-unowned").is_empty());
    }
}
