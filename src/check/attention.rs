//! How much attention an engagement needs: what its checks find on a day, grouped by urgency. `status`,
//! `list --attention`, the portfolio and the report to management show it.

use super::{Found, Scene, by_urgency, gates, open_items};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::finding::Level;
use crate::model::settings::Settings;
use crate::model::words::count;

/// The findings on one engagement, grouped.
#[derive(Debug)]
pub struct Attention {
    /// The gates that block its next step.
    pub gates: Vec<Found>,
    /// Open items that are not late.
    pub open_items: Vec<Found>,
    /// Items that are past their day.
    pub late: Vec<Found>,
    unreadable: usize,
    ended: bool,
}

impl Attention {
    /// The attention that an engagement needs on a day.
    pub fn of(engagement: &Engagement, settings: &Settings, today: Date) -> Self {
        let scene = Scene::of(engagement, settings, today);
        let (late, open_items) = open_items(&scene).into_iter().partition(Found::is_late);
        let (unreadable, ended) = (engagement.unread.len(), !engagement.is_open());
        Self { gates: gates(&scene), open_items, late, unreadable, ended }
    }

    /// All open items, late ones too, the most urgent first.
    pub fn open(&self, engagement: &Engagement) -> Vec<Found> {
        let mut open: Vec<_> = self.late.iter().chain(&self.open_items).cloned().collect();
        by_urgency(engagement, &mut open);
        open
    }

    /// The sort key: files that cannot be read, errors, late items, open items.
    pub fn weight(&self) -> (usize, usize, usize, usize) {
        (self.unreadable, self.count_open(Level::Error), self.late.len(), self.count_open(Level::Warning))
    }

    fn count_open(&self, level: Level) -> usize {
        self.open_items.iter().filter(|found| found.level == level).count()
    }

    /// `1 error, 2 late, 4 warnings, 1 gate`; for an engagement that ended, `ended` and the findings that outlive it.
    pub fn in_words(&self) -> String {
        let counted = [
            (self.unreadable, "unreadable file"),
            (self.count_open(Level::Error), "error"),
            (self.late.len(), "late|late"),
            (self.count_open(Level::Warning), "warning"),
            (self.gates.len(), "gate"),
        ];
        let in_words = counted.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what));
        let in_words = in_words.collect::<Vec<_>>().join(", ");
        match (self.ended, in_words.is_empty()) {
            (true, true) => "ended".into(),
            (true, false) => format!("ended; {in_words}"),
            (false, true) => "ready to advance".into(),
            (false, false) => in_words,
        }
    }

    /// The same, as numbers with their names.
    pub fn counts(&self) -> [(&'static str, usize); 5] {
        [
            ("unreadable", self.unreadable),
            ("errors", self.count_open(Level::Error)),
            ("late", self.late.len()),
            ("warnings", self.count_open(Level::Warning)),
            ("gates", self.gates.len()),
        ]
    }
}
