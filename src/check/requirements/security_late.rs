//! Security or the law first asked for something after dev had begun, and nobody has signed it since.
//!
//! What both sides took into a later signature, what is delivered and what was dropped is settled.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "security-late",
    summary: "a security or regulatory requirement was first raised after dev began",
    why: "Security changes how a thing is built; found later, it changes what is built already.",
    remedy: "Settle with the customer what it changes, have the scope signed with it, and ask earlier next time.",
    source: "ten common errors of customer engagements: security comes late",
    at: Step::Onsite,
    both: &[
        ANA,
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [security-architect]\n"),
        ("requirements/lost-tablet", "statement: A lost tablet gives nobody the archive\nclass: security\n"),
    ],
    fires: &[("requirements/lost-tablet", "raised: 2026-03-05\n")],
    silent: &[("requirements/lost-tablet", "raised: 2026-03-02\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Vec<Finding> {
    if !scene.read_all(Kind::Signoff) {
        return vec![];
    }
    let open = scene.guarding().into_iter().filter(|(_, one)| one.status != Some(Status::Delivered));
    open.filter_map(|(name, one)| late(scene, name, one)).collect()
}

fn late(scene: &Scene, name: &Reference, one: &Requirement) -> Option<Finding> {
    let began = dev_began(scene, one.raised).filter(|began| one.raised > *began && !is_signed(scene, name))?;
    let sentence = format!(
        "`{}` was first raised on {}, after dev began on {}",
        one.statement.one_line().trim_end_matches('.'),
        words::date(one.raised),
        words::date(began)
    );
    let remedy = scene.to_sign_scope(&[Side::Customer, Side::Ours]).or(scene.to_set(name, ["status=dropped"]));
    Some(Finding::on(name, sentence, remedy).at("raised"))
}

/// The day on which dev was first entered in the cycle of a day.
fn dev_began(scene: &Scene, day: Date) -> Option<Date> {
    let cycle = scene.engagement.entry_on(day)?.cycle;
    scene.engagement.entries_in(cycle).find(|entry| entry.id.step == Step::Dev).map(|entry| entry.common.entered)
}

/// Whether a scope that the customer accepted has it.
fn is_signed(scene: &Scene, name: &Reference) -> bool {
    let theirs = |signoff: &Signoff| signoff.by.iter().any(|person| scene.engagement.is_of(person, Side::Customer));
    let name = name.to_string();
    scene.engagement.all::<Signoff>().any(|(_, signoff)| {
        signoff.of == Of::Scope && signoff.is_accepted() && theirs(signoff) && signoff.covers.contains_key(&name)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn files(class: &str, raised: &str, status: &str) -> Value {
        let statement = "A lost tablet gives nobody the archive.";
        json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
            "requirements/lost": { "statement": statement, "class": class, "raised": raised, "status": status },
        })
    }

    fn says(files: Value) -> Vec<String> {
        Case::at(Step::Onsite, files).says("security-late")
    }

    #[test]
    fn what_came_after_dev_began_is_named_with_both_days() {
        for class in ["security", "regulatory"] {
            assert_eq!(
                says(files(class, "2026-03-05", "")),
                [
                    "requirements/lost:raised: `A lost tablet gives nobody the archive` was first raised on 5 March 2026, \
                  after dev began on 4 March 2026\n\
                  engage sign-off scope ana-ortiz jon-berg -e harbor-search   \
                  # or: engage set -e harbor-search --in requirements/lost status=dropped"
                ]
            );
        }
    }

    #[test]
    fn on_the_day_of_dev_or_before_of_another_class_or_settled_is_fine() {
        assert!(says(files("security", "2026-03-04", "")).is_empty());
        assert!(says(files("security", "2026-02-20", "")).is_empty());
        assert!(says(files("user", "2026-03-05", "")).is_empty());
        assert!(says(files("security", "2026-03-05", "delivered")).is_empty());
        assert!(says(files("security", "2026-03-05", "dropped")).is_empty());
    }

    #[test]
    fn signed_by_the_customer_it_is_settled_and_by_us_alone_not() {
        let signed = |by: &str| {
            let mut files = files("security", "2026-03-05", "");
            let covers = json!({ "requirements/lost": { "hash": "00", "wording": "x" } });
            files["signoffs/2026-03-06-scope-aaaa"] =
                json!({ "on": "2026-03-06", "of": "scope", "by": [by], "covers": covers });
            files
        };
        assert!(says(signed("ana-ortiz")).is_empty());
        assert_eq!(says(signed("jon-berg")).len(), 1);
    }

    #[test]
    fn each_cycle_has_its_own_dev() {
        let mut all = files("security", "2026-03-06", "");
        for (name, day) in [("cycle-1/01-dev", "04"), ("cycle-2/01-hypothesis", "05"), ("cycle-2/02-dev", "07")] {
            all[name] = json!({ "entered": format!("2026-03-{day}") });
        }
        assert!(Case::of(&all).says("security-late").is_empty());
        all["requirements/lost"]["raised"] = "2026-03-08".into();
        assert_eq!(Case::of(&all).says("security-late").len(), 1);
    }
}
