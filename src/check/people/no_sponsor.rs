//! Nobody of the customer's side is named as sponsor.
//!
//! Only where people of theirs are named at all: whom we have not met yet cannot be asked.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-sponsor",
    summary: "nobody of the customer's side is sponsor",
    why: "The sponsor pays and protects; without one their people's time is taken back at the first busy week.",
    remedy: "Ask who of theirs stands up for it, and give that person the role `sponsor`.",
    source: "ten common errors of customer engagements: responsibilities",
    both: &[ANA],
    fires: &[("people/ana-ortiz", "roles: [user]\n")],
    silent: &[("people/ana-ortiz", "roles: [user, sponsor]\n")],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let is_known = scene.read_all(Kind::Person) && !scene.people_of(Side::Customer).is_empty();
    is_known.then(|| scene.nobody_of_theirs(Role::Sponsor, "pays and protects"))?
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(step: Step, side: &str, roles: &[&str], more: Value) -> Case {
        let mut files = json!({ "people/ana-ortiz": { "name": "Ana Ortiz", "side": side, "roles": roles } });
        if let Value::Object(more) = more {
            files.as_object_mut().unwrap().extend(more);
        }
        Case::at(step, files)
    }

    #[test]
    fn their_people_without_a_sponsor_are_asked_for_one() {
        assert_eq!(
            case(Step::Dev, "customer", &["user"], json!({})).says("no-sponsor"),
            ["engagement: nobody at Harbor is `sponsor` (pays and protects)\n\
              engage set -e harbor-search --in people/ana-ortiz roles+=sponsor   \
              # or: engage add person \"NAME\" -e harbor-search --side customer --role sponsor"]
        );
    }

    #[test]
    fn a_sponsor_of_ours_is_not_theirs() {
        let ours = json!({ "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": ["sponsor"] } });
        assert_eq!(case(Step::Dev, "customer", &[], ours).says("no-sponsor").len(), 1);
    }

    #[test]
    fn whom_nobody_can_read_may_be_the_sponsor() {
        let case = case(Step::Dev, "customer", &["user"], json!({})).unreadable("people/dee-lund");
        assert!(case.says("no-sponsor").is_empty());
    }

    #[test]
    fn with_a_sponsor_without_people_too_early_or_over_it_is_silent() {
        let ended = json!({ "outcomes/01-called-off": { "on": "2026-03-05", "kind": "called-off", "reason": "x" } });
        assert!(case(Step::Dev, "customer", &["sponsor"], json!({})).says("no-sponsor").is_empty());
        assert!(case(Step::Dev, "ours", &[], json!({})).says("no-sponsor").is_empty());
        assert!(case(Step::Select, "customer", &[], json!({})).says("no-sponsor").is_empty());
        assert!(case(Step::Dev, "customer", &[], ended).says("no-sponsor").is_empty());
    }
}
