//! Security or the law asks for something, and nobody is named who answers for it.
//!
//! It waits for such a requirement, or for data of a customer who is at the beginning with security.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "security-architect-unnamed",
    formal: true,
    summary: "security or the law asks for something, and nobody is security architect",
    why: "Security that everybody sees to is seen to by nobody until their approval board asks.",
    remedy: "Name one person, of ours or theirs, who answers for the security of what is built.",
    source: "ten common errors of customer engagements: the security architect",
    both: &[
        ("cycle-1/02-validate", "it_maturity: 3\nsecurity_maturity: 4\n"),
        JON,
        (
            "requirements/lost-tablet",
            "statement: A lost tablet gives nobody the archive\nclass: security\nraised: 2026-03-02\n",
        ),
    ],
    fires: &[("people/jon-berg", "roles: [CSR]\n")],
    silent: &[("people/jon-berg", "roles: [CSR, security-architect]\n")],
    run: One(find),
    ..super::from(Step::Dev)
};

/// A customer at or below this level of security maturity leans on ours.
const LOW: u8 = 2;

fn find(scene: &Scene) -> Option<Finding> {
    if !scene.read_all(Kind::Person) || !scene.holders(Role::SecurityArchitect).is_empty() {
        return None;
    }
    let sentence = format!("{}, and nobody is `security-architect`", reason(scene)?);
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
            Some(format!("we had data of theirs, their security maturity is {level} of 5"))
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
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("security-architect-unnamed")
    }

    fn of(class: &str) -> Value {
        json!({ "statement": "x", "class": class, "raised": "2026-03-02" })
    }

    fn said(reason: &str) -> [String; 1] {
        [format!(
            "engagement: {reason}, and nobody is `security-architect`\n\
             engage add person \"NAME\" -e harbor-search --side ours --role security-architect"
        )]
    }

    #[test]
    fn what_security_or_the_law_asks_for_wants_someone_who_answers() {
        assert_eq!(
            says(Step::Dev, json!({ "requirements/lost-tablet": of("security") })),
            said("`x` is a security requirement")
        );
        assert_eq!(
            says(Step::Dev, json!({ "requirements/a": of("security"), "requirements/b": of("regulatory") })),
            said("`a` and `b` are security or regulatory requirements")
        );
    }

    #[test]
    fn where_there_are_people_one_of_them_is_to_be_named() {
        let person = |name: &str| json!({ "name": name, "side": "customer" });
        let mut files = json!({ "requirements/a": of("security"), "people/ana": person("Ana") });
        let set = "engage set -e harbor-search --in";
        assert!(says(Step::Dev, files.clone())[0].ends_with(&format!("{set} people/ana roles+=security-architect")));
        files["people/priya"] = person("Priya");
        assert!(says(Step::Dev, files)[0].ends_with(&format!("{set} people/WHO roles+=security-architect")));
    }

    #[test]
    fn so_does_data_of_a_customer_at_the_beginning() {
        let with = |level: &str| json!({ "cycle-1/02-validate": { "security_maturity": level }, "cycle-1/05-onsite": { "data": "x" } });
        assert_eq!(says(Step::Onsite, with("2")), said("we had data of theirs, their security maturity is 2 of 5"));
        assert!(says(Step::Onsite, with("3")).is_empty());
    }

    #[test]
    fn named_on_either_side_nothing_asked_or_not_yet_dev_is_fine() {
        let named = json!({ "name": "Priya Nair", "side": "customer", "roles": ["security-architect"] });
        let files = json!({ "requirements/a": of("security"), "people/priya-nair": named });
        assert!(says(Step::Dev, files).is_empty());
        assert!(says(Step::Dev, json!({ "requirements/a": of("user") })).is_empty());
        assert!(says(Step::Select, json!({ "requirements/a": of("security") })).is_empty());
    }
}
