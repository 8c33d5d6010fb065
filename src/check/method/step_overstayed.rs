//! The walk has stood at one step for long.
//!
//! Once it came to dev, a cadence that has lapsed is `cadence-lapsed`'s to say; the usual length of a stay is not.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "step-overstayed",
    level: Level::Advice,
    about: About::Cycle,
    summary: "the walk has stood at a step longer than the cadence, or than twice the usual",
    why: "A step that drags on hides something: a question nobody asks, a person nobody reached, a need that is gone.",
    remedy: "Go on with what there is, say what is in the way, or call it off.",
    source: "nine-step customer engagement process: short cycles; the usual is the median of the workspace's stays",
    at: Step::Validate,
    today: "2026-03-20",
    fires: &[("engagement", "cadence: 14\n")],
    silent: &[("engagement", "cadence: 21\n")],
    run: One(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Option<Finding> {
    let entry = scene.engagement.current()?;
    let step = entry.id.step;
    let days = scene.today.days_since(entry.common.entered);
    let cadence = cadence::on(scene.engagement, scene.settings, scene.today);
    let is_said = scene.has_reached(Step::Dev) && cadence.days_late().is_some() && says_lapsed(scene);
    let agreed = Some(i64::from(cadence.agreed)).filter(|agreed| days > *agreed && !is_said);
    let usual = scene.elsewhere.usual_days(step).filter(|usual| days > 2 * usual.days.max(1));
    if waits(scene, entry) || (agreed.is_none() && usual.is_none()) {
        return None;
    }
    let agreed = agreed.map(|agreed| format!("the cadence is {}", words::days(agreed)));
    let usual = usual.map(|usual| format!("a stay there usually takes {} in this workspace", words::days(usual.days)));
    let measures: Vec<_> = agreed.into_iter().chain(usual).collect();
    let sentence = format!(
        "the walk has stood at {step} since {}, {}; {}",
        words::date(entry.common.entered),
        words::days(days),
        words::and_list(&measures)
    );
    let remedy = scene.to("advance").or(scene.to("call-off").flag("reason", "WHY"));
    Some(Finding::on(entry.id, sentence, remedy).at("entered"))
}

/// Whether the workspace hears of a lapsed cadence. Who leaves that check out of one run with `--except`
/// asked not to hear of it, and is not told by another.
fn says_lapsed(scene: &Scene) -> bool {
    scene.is_looked_at("cadence-lapsed")
}

/// Whether a day for the next cycle is agreed and not past.
fn waits(scene: &Scene, entry: &Entry) -> bool {
    matches!(&entry.answers, Answers::PlanNext(plan) if plan.next.is_some_and(|next| next >= scene.today))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn on(step: Step, files: &Value, day: &str) -> Vec<String> {
        Case::at(step, files.clone()).on(day).says("step-overstayed")
    }

    const REMEDY: &str = "engage advance harbor-search   # or: engage call-off harbor-search --reason \"WHY\"";

    #[test]
    fn longer_than_the_cadence_is_long() {
        assert_eq!(
            on(Step::Validate, &json!({}), "2026-03-17"),
            [format!(
                "cycle-1/02-validate:entered: the walk has stood at validate since 2 March 2026, 15 days; the cadence \
                 is 14 days\n{REMEDY}"
            )]
        );
        assert!(on(Step::Validate, &json!({}), "2026-03-16").is_empty());
    }

    /// Engagements that left validate after so many days.
    fn beside(day: &str, stayed: &[&str]) -> Vec<String> {
        let left = |(at, until): (usize, &&str)| {
            let walk = json!({ "cycle-1/02-validate": { "entered": "2026-03-01" }, "cycle-1/03-select": { "entered": until } });
            Case::of(&walk).named(["one", "two", "three"][at])
        };
        let others = stayed.iter().enumerate().map(left).collect();
        Case::at(Step::Validate, json!({})).on(day).beside(others).says("step-overstayed")
    }

    #[test]
    fn longer_than_twice_the_usual_is_long_too() {
        assert_eq!(
            beside("2026-03-09", &["2026-03-02", "2026-03-04", "2026-03-30"]),
            [format!(
                "cycle-1/02-validate:entered: the walk has stood at validate since 2 March 2026, 7 days; a stay there \
                 usually takes 3 days in this workspace\n{REMEDY}"
            )]
        );
        assert!(beside("2026-03-08", &["2026-03-02", "2026-03-04", "2026-03-30"]).is_empty());
        assert!(beside("2026-03-09", &["2026-03-02", "2026-03-04"]).is_empty(), "two say nothing");
        assert!(
            beside("2026-03-20", &["2026-03-02", "2026-03-04", "2026-03-30"])[0]
                .contains("the cadence is 14 days and a stay there usually takes 3 days in this workspace")
        );
    }

    #[test]
    fn a_lapsed_cadence_is_said_elsewhere_from_dev_and_in_the_next_cycle() {
        assert!(on(Step::Dev, &json!({}), "2026-06-01").is_empty());
        let said = json!({ "feedback/2026-03-19-ana-aaaa": { "on": "2026-03-19", "from": "ana" } });
        assert_eq!(on(Step::Dev, &said, "2026-03-20").len(), 1);
        let next = Case::again_at(Step::Hypothesis, json!({})).on("2026-06-01");
        assert_eq!((next.says("cadence-lapsed").len(), next.says("step-overstayed").len()), (1, 0));
    }

    #[test]
    fn where_the_workspace_turned_that_off_it_is_said_here() {
        let off = json!({ "checks": { "cadence-lapsed": { "level": "off", "because": "we show it weekly" } } });
        let case = Case::at(Step::Dev, json!({})).set(off).on("2026-06-01");
        assert!(case.says("step-overstayed")[0].contains("since 4 March 2026, 89 days; the cadence is 14 days"));
    }

    #[test]
    fn a_day_agreed_for_the_next_cycle_is_waited_for_and_an_end_is_no_stay() {
        let next = json!({ "cycle-1/09-plan-next": { "next": "2026-05-01" }, "engagement": { "cadence": "200" } });
        assert!(on(Step::PlanNext, &next, "2026-05-01").is_empty());
        let ended = json!({ "outcomes/01-called-off": { "on": "2026-03-05", "kind": "called-off", "reason": "x" } });
        assert!(on(Step::Validate, &ended, "2026-06-01").is_empty());
    }
}
