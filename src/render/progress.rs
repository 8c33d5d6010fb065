//! The status of an engagement in one line, for readers who do not follow it.

use crate::render::prelude::*;

/// `cycle 2, at select (step 3 of 9) since 11 May 2026`; for one that ended, how and when.
pub fn of(engagement: &Engagement) -> String {
    let open = engagement.current().filter(|_| engagement.is_open());
    let since = open.map(|entry| format!(" since {}", words::date(entry.common.entered)));
    format!("{}{}", place(engagement), since.unwrap_or_default())
}

/// The same without the day it was entered.
pub fn place(engagement: &Engagement) -> String {
    if let Some(last) = engagement.ending() {
        let on = engagement.outcomes.get(&last).map(|outcome| format!(" on {}", words::date(outcome.on)));
        return format!("{}{}", last.1.in_words(), on.unwrap_or_default());
    }
    let Some(place) = engagement.place() else { return "before its first step".to_owned() };
    format!("cycle {}, at {} (step {} of 9)", place.cycle, place.step, place.step.number())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn an_open_one_is_at_a_step_since_a_day_and_an_ended_one_is_not() {
        assert_eq!(of(&fixture::engagement("{}")), "before its first step");
        let entries = r#""entries": {"cycle-2/03-select": {"entered": "2026-05-11"}}"#;
        let mut open = fixture::engagement(&format!("{{{entries}}}"));
        assert_eq!(of(&open), "cycle 2, at select (step 3 of 9) since 11 May 2026");
        open.entries.clear();
        assert_eq!(of(&open), "cycle 2, at select (step 3 of 9)");
        let outcomes = r#""outcomes": {"1": {"on": "2026-05-20", "kind": "completed"}}"#;
        assert_eq!(of(&fixture::engagement(&format!("{{{entries}, {outcomes}}}"))), "completed on 20 May 2026");
    }
}
