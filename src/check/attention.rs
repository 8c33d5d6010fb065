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

    /// The sort key: files that cannot be read, errors, late items, warnings, gates.
    pub fn weight(&self) -> [usize; 5] {
        self.counts().map(|(_, number)| number)
    }

    fn count_open(&self, level: Level) -> usize {
        self.open_items.iter().filter(|found| found.level == level).count()
    }

    /// `1 error, 2 late, 4 warnings, 1 gate`; for an engagement that ended, `ended` and the findings that outlive it.
    pub fn in_words(&self) -> String {
        let some = self.numbers().into_iter().filter(|(_, _, number)| *number > 0);
        let in_words = some.map(|(_, what, number)| count(number, what)).collect::<Vec<_>>().join(", ");
        match (self.ended, in_words.is_empty()) {
            (true, true) => "ended".into(),
            (true, false) => format!("ended; {in_words}"),
            (false, true) => "ready to advance".into(),
            (false, false) => in_words,
        }
    }

    /// The same, as numbers with their names.
    pub fn counts(&self) -> [(&'static str, usize); 5] {
        self.numbers().map(|(name, _, number)| (name, number))
    }

    /// Each number with its name and its words.
    fn numbers(&self) -> [(&'static str, &'static str, usize); 5] {
        [
            ("unreadable", "unreadable file", self.unreadable),
            ("errors", "error", self.count_open(Level::Error)),
            ("late", "late|late", self.late.len()),
            ("warnings", "warning", self.count_open(Level::Warning)),
            ("gates", "gate", self.gates.len()),
        ]
    }
}
