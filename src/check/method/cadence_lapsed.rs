//! The customer has had nothing to judge for longer than the cadence.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "cadence-lapsed",
    summary: "the customer has had nothing to judge for longer than the cadence",
    why: "A customer who sees nothing for weeks makes other plans; short rounds keep both sides on the same thing.",
    source: "nine-step customer engagement process: short rounds of dev, demo and adjust",
    remedy: "Show them what there is, however little, and take their word on it; where another rhythm is agreed, \
        write that down.",
    today: "2026-03-20",
    both: &[ANA],
    silent: &[(
        "feedback/2026-03-16-ana-ortiz-aaaa",
        "on: 2026-03-16\nfrom: ana-ortiz\nsaid: the second sketch is the one\n",
    )],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let cadence = cadence::on(scene.engagement, scene.settings, scene.today);
    cadence.days_late()?;
    let (days, agreed) = (cadence.since?, cadence.agreed);
    let opened = scene.engagement.charter.as_ref().map(|charter| charter.opened);
    let since = cadence.last.or(opened)?;
    let what = match cadence.last {
        Some(_) => "the customer last had something to judge on",
        None => "the customer has had nothing to judge since the engagement opened on",
    };
    let sentence = format!(
        "{what} {}, {} ago; the cadence is {}",
        words::date(since),
        words::days(days),
        words::days(agreed.into())
    );
    let (add, who) = scene.naming(Side::Customer);
    let remedy = scene.to_add("feedback", "THEIR WORDS").flag("from", &who).after(add);
    let other = scene.to_set(&Reference::Engagement, ["cadence=DAYS"]);
    Some(Finding::on(Reference::Engagement, sentence, remedy.or(other)).at("cadence").late())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(step: Step, more: &Value) -> Case {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
        });
        files.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Case::at(step, files)
    }

    const REMEDY: &str = "engage add feedback \"THEIR WORDS\" -e harbor-search --from ana-ortiz   \
                          # or: engage set -e harbor-search --in engagement cadence=DAYS";

    #[test]
    fn nothing_shown_since_the_opening_lapses_after_the_cadence() {
        let dev = case(Step::Dev, &json!({})).on("2026-03-16");
        assert_eq!(
            dev.says("cadence-lapsed"),
            [format!(
                "engagement:cadence: the customer has had nothing to judge since the engagement opened on 1 March \
                 2026, 15 days ago; the cadence is 14 days\n{REMEDY}"
            )]
        );
        assert!(dev.on("2026-03-15").says("cadence-lapsed").is_empty());
    }

    #[test]
    fn the_last_demo_counts_or_what_they_said_after_it() {
        let demo = json!({ "cycle-1/06-demo": { "on": "2026-03-08" }, "engagement": { "cadence": "7" } });
        assert_eq!(
            case(Step::Adjust, &demo).on("2026-03-16").says("cadence-lapsed"),
            [format!(
                "engagement:cadence: the customer last had something to judge on 8 March 2026, 8 days ago; the \
                 cadence is 7 days\n{REMEDY}"
            )]
        );
        let said = json!({ "feedback/2026-03-09-ana-ortiz-aaaa": { "on": "2026-03-09", "from": "ana-ortiz" } });
        let set = json!({ "cadence": "7" });
        assert!(case(Step::Adjust, &said).set(set).on("2026-03-16").says("cadence-lapsed").is_empty());
    }

    #[test]
    fn a_demo_that_is_still_to_come_was_not_judged() {
        let planned = json!({ "cycle-1/06-demo": { "on": "2026-04-01" } });
        assert_eq!(case(Step::Demo, &planned).on("2026-03-16").says("cadence-lapsed").len(), 1);
    }

    #[test]
    fn our_own_words_give_them_nothing_to_judge() {
        let ours = json!({ "feedback/2026-03-15-jon-berg-aaaa": { "on": "2026-03-15", "from": "jon-berg" } });
        assert_eq!(case(Step::Dev, &ours).on("2026-03-16").says("cadence-lapsed").len(), 1);
    }

    #[test]
    fn before_dev_and_after_the_end_nothing_is_due() {
        assert!(case(Step::Select, &json!({})).on("2026-06-01").says("cadence-lapsed").is_empty());
        let ended = json!({ "outcomes/01-called-off": { "on": "2026-03-05", "kind": "called-off", "reason": "x" } });
        assert!(case(Step::Dev, &ended).on("2026-06-01").says("cadence-lapsed").is_empty());
    }
}
