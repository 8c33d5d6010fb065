//! The hours of the customer's people that a cycle took, by step.

use crate::insight::prelude::*;

/// Hours of the customer's people in a cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TheirHours {
    /// By step, for the steps with recorded hours.
    pub by_step: Vec<(Step, Amount)>,
    /// All of them.
    pub total: Amount,
}

/// The hours of the customer's people that a cycle took.
pub fn theirs(engagement: &Engagement, cycle: u32) -> TheirHours {
    let at = |step: &Step| {
        let entries = engagement.entries_in(cycle).filter(|entry| entry.id.step == *step);
        let mut hours = entries.filter_map(Entry::their_hours).peekable();
        hours.peek().is_some().then(|| (*step, hours.sum()))
    };
    let by_step: Vec<(Step, Amount)> = Step::ALL.iter().filter_map(at).collect();
    let total = by_step.iter().map(|(_, hours)| *hours).sum();
    TheirHours { by_step, total }
}

/// The hours of the customer's people by the end of a cycle; none if nothing is recorded.
pub fn up_to_cycle(engagement: &Engagement, cycle: u32) -> Option<Amount> {
    let entries = engagement.entries.values().filter(|entry| entry.id.cycle <= cycle);
    entries.filter_map(Entry::their_hours).reduce(|sum, hours| sum + hours)
}

/// The fewest cycles for a usual value.
const ENOUGH: usize = 3;

/// The hours of the customer's people that each step took in each cycle.
pub fn by_step(engagement: &Engagement) -> Vec<(Step, Amount)> {
    (1..=engagement.cycle()).flat_map(|cycle| theirs(engagement, cycle).by_step).collect()
}

/// The median of sorted hours after removing one of them, the higher of two in the middle; none if fewer
/// than three are left.
pub fn middle(sorted: &[Amount], without: Amount) -> Option<Amount> {
    let (at, left) = match sorted.binary_search(&without) {
        Ok(at) => (at, sorted.len() - 1),
        Err(_) => (sorted.len(), sorted.len()),
    };
    let middle = left / 2;
    let moved = usize::from(middle >= at);
    sorted.get(middle + moved).copied().filter(|_| left >= ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_usual_is_the_median_of_the_cycles_that_wrote_it_down() {
        let of = |hours: &str| {
            let demo = format!(r#"{{"entered": "2026-03-12", "their_hours": "{hours}"}}"#);
            fixture::engagement(&format!(r#"{{"entries": {{"cycle-1/06-demo": {demo}, "cycle-2/06-demo": {demo}}}}}"#))
        };
        let engagements = [of("2"), of("8"), fixture::engagement("{}")];
        for (known, step, without, usual) in [
            (3, Step::Demo, "9", "8"),
            (3, Step::Demo, "2", "8"),
            (3, Step::Demo, "8", "2"),
            (1, Step::Demo, "9", ""),
            (3, Step::Validate, "9", ""),
        ] {
            let all = engagements[..known].iter().flat_map(by_step);
            let mut at_step: Vec<_> = all.filter(|(at, _)| *at == step).map(|(_, hours)| hours).collect();
            at_step.sort_unstable();
            let middle = middle(&at_step, without.parse().unwrap());
            assert_eq!(middle, usual.parse().ok(), "{known} {step} {without}");
        }
    }

    #[test]
    fn hours_are_summed_over_all_stays_at_a_step() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/02-validate": {"entered": "2026-03-02", "their_hours": "1.5"},
                "cycle-1/06-demo": {"entered": "2026-03-12", "their_hours": "4"},
                "cycle-1/08-demo": {"entered": "2026-03-20", "their_hours": "2"},
                "cycle-2/02-validate": {"entered": "2026-04-02", "their_hours": "9"}}}"#,
        );
        let hours = |text: &str| text.parse::<Amount>().unwrap();
        let by_step = vec![(Step::Validate, hours("1.5")), (Step::Demo, hours("6"))];
        assert_eq!(theirs(&engagement, 1), TheirHours { by_step, total: hours("7.5") });
        assert_eq!(theirs(&engagement, 3), TheirHours::default());
    }
}
