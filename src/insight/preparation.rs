//! What was prepared for the trips: how many tasks, how many of them hard, how many hours.

use crate::insight::prelude::*;

/// Tasks of preparation, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preparation {
    /// All of them.
    pub tasks: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that are hard.
    pub hard: usize,
    /// Those that are hard and done.
    pub hard_done: usize,
    /// Hours planned for all of them.
    pub hours: Amount,
    /// Hours planned for the hard ones.
    pub hard_hours: Amount,
}

/// The preparation of all rounds and cycles.
pub fn of(engagement: &Engagement) -> Preparation {
    engagement.at::<Dev>().flat_map(|(_, dev)| &dev.prep).fold(Preparation::default(), Preparation::with)
}

impl Preparation {
    fn with(mut self, task: &Prep) -> Self {
        let is = |flag: Option<Flag>| flag.is_some_and(|flag| flag.0);
        let hours = task.hours.unwrap_or(Amount::ZERO);
        self.tasks += 1;
        self.done += usize::from(is(task.done));
        self.hours = self.hours + hours;
        if is(task.hard) {
            self.hard += 1;
            self.hard_done += usize::from(is(task.done));
            self.hard_hours = self.hard_hours + hours;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn tasks_of_all_rounds_are_counted_and_their_hours_summed() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-dev": {"entered": "2026-03-01", "prep": [{"task": "a", "hard": "true",
                "hours": "1.5", "done": "true"}, {"task": "b", "hours": "2"}]},
                "cycle-1/05-dev": {"entered": "2026-03-10", "prep": [{"task": "c", "hard": "true", "hours": "4"},
                {"task": "d", "hard": "false", "done": "true"}]}}}"#,
        );
        let hours = |text: &str| text.parse().unwrap();
        let counted =
            Preparation { tasks: 4, done: 2, hard: 2, hard_done: 1, hours: hours("7.5"), hard_hours: hours("5.5") };
        assert_eq!(of(&engagement), counted);
        assert_eq!(of(&fixture::engagement("{}")), Preparation::default());
    }
}
