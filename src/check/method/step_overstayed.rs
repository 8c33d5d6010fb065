//! The engagement has stayed at one step for long.
//!
//! From dev on, `cadence-lapsed` reports a lapsed cadence; this check reports an unusually long stay.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { level: Level::Advice, about: Span::Cycle, run: Among(find), ..row!("step-overstayed", Method, Hypothesis) };

fn find(scene: &Scene) -> Vec<Suspicion> {
    scene
        .engagement
        .current()
        .filter(|entry| !waits(scene, entry))
        .map(|entry| suspicion(scene, entry))
        .into_iter()
        .collect()
}

fn suspicion(scene: &Scene, entry: &Entry) -> Suspicion {
    let step = entry.id.step;
    let days = scene.today.days_since(entry.common.entered);
    let cadence = cadence::on(scene.engagement, scene.settings, scene.today);
    let is_reported = scene.has_reached(Step::Dev) && cadence.days_late().is_some() && says_lapsed(scene);
    let agreed = Some(i64::from(cadence.agreed)).filter(|agreed| days > *agreed && !is_reported);
    let agreed = agreed.map(|agreed| format!("the cadence is {}", words::days(agreed)));
    let since = format!("{} ({})", words::date(entry.common.entered), words::days(days));
    let remedy = scene.to("advance").or(scene.to("call-off").flag("reason", "WHY"));
    Suspicion::on(Finding::on(entry.id, "", remedy).at("entered"), move |all| {
        let usual = all.usual_days(step).filter(|usual| days > 2 * (*usual).max(1));
        let usual = usual.map(|usual| format!("this step usually takes {} in this workspace", words::days(usual)));
        let measures: Vec<_> = agreed.iter().cloned().chain(usual).collect();
        let measures = Some(words::and_list(&measures)).filter(|measures| !measures.is_empty())?;
        Some(format!("the engagement has been at {step} since {since}; {measures}"))
    })
}

/// Whether the workspace reports a lapsed cadence. Users who exclude that check from one run with `--except`
/// do not want it reported by another one.
fn says_lapsed(scene: &Scene) -> bool {
    scene.is_looked_at("cadence-lapsed")
}

/// Whether a day for the next cycle is agreed and not past.
fn waits(scene: &Scene, entry: &Entry) -> bool {
    matches!(&entry.answers, Answers::PlanNext(plan) if plan.next.is_some_and(|next| next >= scene.today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_than_the_cadence_is_long() {
        CHECK.boundaries(
            "today: 2026-03-17
             > cycle-1/02-validate:entered: the engagement has been at validate since 2 March 2026 (15 days); the \
                 cadence \
                 is 14 days
             today: 2026-03-16
             at: plan-next, today: 2026-05-01, feedback/a: {on: 2026-04-30, from: ana}, \
                 cycle-1/09-plan-next: {next: 2026-04-30}
             > cycle-1/09-plan-next:entered: the engagement has been at plan-next since 9 March 2026 (53 days); the \
                 cadence \
                 is 14 days
             at: plan-next, today: 2026-05-01, feedback/a: {on: 2026-04-30, from: ana}, \
                 cycle-1/09-plan-next: {next: 2026-05-01}",
        );
    }

    #[test]
    fn from_dev_on_a_lapsed_cadence_is_said_by_its_own_check() {
        CHECK.boundaries(
            "at: dev, today: 2026-06-01
             at: dev, feedback/a: {on: 2026-03-19, from: ana}
             > cycle-1/04-dev:entered: the engagement has been at dev since 4 March 2026 (16 days); the cadence is 14 \
                 days
             again_at: hypothesis, today: 2026-06-01
             at: dev, today: 2026-06-01, engage.yaml: {checks: {cadence-lapsed: {level: off, because: x}}}
             > cycle-1/04-dev:entered: the engagement has been at dev since 4 March 2026 (89 days); the cadence is 14 \
                 days",
        );
    }

    #[test]
    fn longer_than_twice_the_usual_of_three_is_long_too() {
        let changed = Example::of(&CHECK).with(
            "a:cycle-1/02-validate: &in {entered: 2026-03-01}, a:cycle-1/03-select: {entered: 2026-03-02}, \
             b:cycle-1/02-validate: *in, b:cycle-1/03-select: {entered: 2026-03-04}, \
             c:cycle-1/02-validate: *in, c:cycle-1/03-select: {entered: 2026-03-30}",
        );
        changed.boundaries(
            "today: 2026-03-09
             > cycle-1/02-validate:entered: the engagement has been at validate since 2 March 2026 (7 days); this \
                 step usually takes 3 days in this workspace
             today: 2026-03-08
             today: 2026-03-09, c:cycle-1/03-select: ~
             today: 2026-03-20
             > cycle-1/02-validate:entered: the engagement has been at validate since 2 March 2026 (18 days); the \
                 cadence \
                 is 14 days and this step usually takes 3 days in this workspace",
        );
    }
}
