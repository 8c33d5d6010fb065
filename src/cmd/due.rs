//! Which documents are due at the current step of an engagement.

use super::prelude_below::*;
use crate::render::Document;

/// The step of a cycle whose documents are due: the current step, or the last one if the cycle is over.
pub fn step(engagement: &Engagement, cycle: u32) -> Option<Step> {
    if !engagement.is_open() && cycle == engagement.cycle() {
        return Some(Step::PlanNext);
    }
    engagement.walk.iter().rfind(|entry| entry.cycle == cycle).map(|entry| entry.step)
}

/// Whether a document is due there. After the end only the close-out is, and the handover if something was installed:
/// nothing is planned any more, and nobody joins.
pub fn is_due(document: &Document, engagement: &Engagement, cycle: u32) -> bool {
    let is_over = !engagement.is_open() && cycle == engagement.cycle();
    let is_of_step = step(engagement, cycle).is_some_and(|step| document.due.contains(&step));
    is_of_step
        && match document.name {
            _ if !is_over => true,
            "workshop" => false,
            "handover" => was_installed(engagement),
            _ => document.due.len() < Step::ALL.len(),
        }
}

fn was_installed(engagement: &Engagement) -> bool {
    let installed = |answers: &Answers| matches!(answers, Answers::Onsite(onsite) if onsite.installed.is_some());
    engagement.entries.values().any(|entry| installed(&entry.answers))
}

/// The same step in words.
pub fn place(engagement: &Engagement, cycle: u32) -> String {
    match step(engagement, cycle) {
        _ if !engagement.is_open() && cycle == engagement.cycle() => "at its end".to_owned(),
        Some(step) if cycle == engagement.cycle() => format!("at {step}"),
        Some(step) => format!("at {step}, the last step of cycle {cycle}"),
        None => "before its first step".to_owned(),
    }
}

/// When a document is due, in words.
pub fn when(document: &Document) -> String {
    let steps: Vec<_> = document.due.iter().map(|step| step.word()).collect();
    match steps.as_slice() {
        [] => "on request".to_owned(),
        all if all.len() == Step::ALL.len() => "at every step".to_owned(),
        some => format!("at {}", or_list(some)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::render::DOCUMENTS;

    const CALLED_OFF: &str = r#", "outcomes": {"1": {"on": "2026-04-02", "kind": "called-off", "reason": "r"}}"#;

    #[test]
    fn what_is_due_goes_by_where_the_engagement_stands() {
        let entries = r#""cycle-1/01-hypothesis": "2026-03-02", "cycle-1/02-plan-next": "2026-03-04", "cycle-2/01-demo": "2026-04-01""#;
        let [open, ended] =
            ["", CALLED_OFF].map(|end| fixture::engagement(&format!(r#"{{"entries": {{{entries}}}{end}}}"#)));
        assert_eq!((step(&open, 2), step(&open, 1), step(&open, 3)), (Some(Step::Demo), Some(Step::PlanNext), None));
        assert_eq!(place(&open, 1), "at plan-next, the last step of cycle 1");
        assert_eq!((step(&ended, 2), place(&ended, 2).as_str()), (Some(Step::PlanNext), "at its end"));
        assert_eq!(when(Document::named("after-action").unwrap()), "at after-action");
    }

    #[test]
    fn after_the_end_the_close_out_is_due_and_the_handover_of_what_was_installed() {
        for (installed, end, expected) in [
            ("", "", &["brief", "workshop", "handover", "close-out"][..]),
            ("", CALLED_OFF, &["close-out"]),
            (r#", "installed": "it""#, CALLED_OFF, &["handover", "close-out"]),
        ] {
            let engagement = fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/01-hypothesis": "2026-03-02", "cycle-1/09-plan-next": "2026-03-09",
                    "cycle-1/05-onsite": {{"entered": "2026-03-04"{installed}}}}}{end}}}"#
            ));
            let due = DOCUMENTS.iter().filter(|document| is_due(document, &engagement, 1));
            assert_eq!(due.map(|document| document.name).collect::<Vec<_>>(), expected);
        }
    }
}
