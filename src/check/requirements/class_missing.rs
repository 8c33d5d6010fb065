//! No requirement is kept, or a whole view is not among them.
//!
//! One that was dropped counts: that view was heard. Security and law have checks of their own. Where none is
//! kept at all, nobody is asked on the trip, nor while the next cycle is planned, which asks again.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "class-missing",
    formal: true,
    summary: "no executive, business, technical or user requirement by dev",
    why: "What only its users or only its payers asked for fails with the others, who were never asked.",
    remedy: "Ask someone whose view is missing what they need, and add it as a requirement of that class.",
    source: "nine-step customer engagement process: requirements of executives, business, technology and users",
    both: &[
        ("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n"),
        ("requirements/cost", "statement: It costs under 10,000 a year\nclass: executive\nraised: 2026-03-02\n"),
    ],
    silent: &[
        ("requirements/years", "statement: All years are in\nclass: business\nraised: 2026-03-02\n"),
        ("requirements/backup", "statement: It is backed up nightly\nclass: technical\nraised: 2026-03-02\n"),
    ],
    run: One(find),
    ..super::from(Step::Dev)
};

const ASKED: [Class; 4] = [Class::Executive, Class::Business, Class::Technical, Class::User];

fn find(scene: &Scene) -> Option<Finding> {
    let kept: Vec<_> = scene.engagement.all::<Requirement>().map(|(_, one)| one.class).collect();
    let missing: Vec<_> = ASKED.into_iter().filter(|class| !kept.contains(class)).collect();
    let first = missing.first()?;
    let is_away = scene.stands(Step::Onsite..=Step::Demo) || scene.stands(Step::PlanNext..=Step::PlanNext);
    if kept.is_empty() && is_away || !scene.read_all(Kind::Requirement) {
        return None;
    }
    let names = words::or_list(&ticked(&missing));
    let sentence = match kept.len() {
        0 => format!("no requirement is kept, whether {names}"),
        1 => format!("1 requirement is kept, and it is not {names}"),
        more => format!("{more} requirements are kept, and none of them is {names}"),
    };
    let remedy = scene.to_add("requirement", "WHAT THEY NEED").flag("class", first).flag("asked-by", "WHO");
    Some(Finding::on(Reference::Engagement, sentence, remedy))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, classes: &[&str]) -> Vec<String> {
        let of = |class: &&str| {
            let one = json!({ "statement": "x", "class": class, "raised": "2026-03-02", "status": "dropped" });
            (format!("requirements/{class}"), one)
        };
        Case::at(step, classes.iter().map(of).collect::<Value>()).says("class-missing")
    }

    #[test]
    fn the_views_that_are_missing_are_named_in_one_finding() {
        assert_eq!(
            says(Step::Dev, &["user", "security"]),
            ["engagement: 2 requirements are kept, and none of them is `executive`, `business` or `technical`\n\
              engage add requirement \"WHAT THEY NEED\" -e harbor-search --class executive --asked-by WHO"]
        );
        assert_eq!(
            says(Step::Dev, &["technical"]),
            ["engagement: 1 requirement is kept, and it is not `executive`, `business` or `user`\n\
              engage add requirement \"WHAT THEY NEED\" -e harbor-search --class executive --asked-by WHO"]
        );
    }

    #[test]
    fn where_none_at_all_is_kept_that_is_said() {
        assert_eq!(
            says(Step::Dev, &[]),
            ["engagement: no requirement is kept, whether `executive`, `business`, `technical` or `user`\n\
              engage add requirement \"WHAT THEY NEED\" -e harbor-search --class executive --asked-by WHO"]
        );
        let asked = Step::ALL.iter().filter(|step| !says(**step, &[]).is_empty()).map(ToString::to_string);
        assert_eq!(asked.collect::<Vec<_>>(), ["dev", "adjust", "after-action"]);
        assert_eq!(Case::again_at(Step::Hypothesis, json!({})).says("class-missing").len(), 1);
    }

    #[test]
    fn all_four_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, &["user", "technical", "business", "executive"]).is_empty());
        assert!(says(Step::Select, &[]).is_empty());
        assert!(says(Step::Select, &["user"]).is_empty());
    }

    #[test]
    fn one_that_cannot_be_read_may_be_of_that_class() {
        let one = json!({ "statement": "x", "class": "user", "raised": "2026-03-02" });
        let case = Case::at(Step::Dev, json!({ "requirements/x": one }));
        assert!(case.unreadable("requirements/y").says("class-missing").is_empty());
    }

    #[test]
    fn an_ended_engagement_asks_nobody_any_more() {
        let one = json!({ "statement": "x", "class": "user", "raised": "2026-03-02" });
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        let files = json!({ "requirements/x": one, "outcomes/01-called-off": ended });
        assert!(Case::at(Step::Dev, files).says("class-missing").is_empty());
    }
}
