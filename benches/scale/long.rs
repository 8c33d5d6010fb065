//! One engagement that went on for years: a hundred files for each cycle, and records of every kind.

use chrono::{Days, NaiveDate};
use engage::model::step::Step;

use super::wording::{self, slug};
use super::{DraftFiles, Generated, list, plain, words};

/// The files of each cycle.
const EACH: usize = 100;

/// An engagement of so many cycles, which has reached the prototype of the last one.
pub fn long(cycles: u32) -> Generated {
    let mut draft = DraftFiles::new(u64::from(cycles));
    let first = NaiveDate::from_ymd_opt(2022, 1, 10).expect("a Monday");
    (draft.opened, draft.today, draft.ended, draft.repeats) = (first, first, false, false);
    draft.id = format!("{}-for-{cycles}-cycles", slug(draft.subject));
    draft.charter();
    draft.everybody();
    for cycle in 1..=cycles {
        draft.cycle(cycle, if cycle == cycles { Step::Dev } else { Step::PlanNext });
    }
    Generated { id: draft.id, files: draft.files }
}

impl DraftFiles {
    /// All people of both sides.
    fn everybody(&mut self) {
        for name in wording::OURS {
            self.ours = name;
            self.colleague();
        }
        for name in wording::THEIRS {
            self.theirs = name;
            self.counterpart();
        }
    }

    /// A cycle up to a step; after each step the records of those days, each time by other people.
    fn cycle(&mut self, cycle: u32, last: Step) {
        let (before, steps) = (self.files.len(), last.number() as usize);
        for step in &Step::ALL[..steps] {
            (self.ours, self.theirs) = (self.random.pick(wording::OURS), self.random.pick(wording::THEIRS));
            self.entry(cycle, *step);
            if *step == Step::Dev {
                self.pace(cycle);
            }
            let made = before + EACH * step.number() as usize / steps;
            self.records_of(cycle, made);
        }
    }

    /// Adds records of every kind in turn, until there are so many files.
    fn records_of(&mut self, cycle: u32, files: usize) {
        let kinds: [fn(&mut Self); 9] = [
            Self::feedback,
            Self::spend,
            Self::action,
            Self::lesson,
            Self::approach,
            Self::decision,
            Self::artifact,
            Self::note,
            Self::requirement,
        ];
        if self.entries.last().is_some_and(|entry| entry.step == Step::Select) {
            self.judged_goal(cycle);
            self.signoff();
        }
        let missing = files.saturating_sub(self.files.len());
        kinds.iter().cycle().take(missing).for_each(|make| make(self));
    }

    /// A goal of a cycle, which was met.
    fn judged_goal(&mut self, cycle: u32) {
        let pairs = vec![
            ("statement", words(format!("release {cycle} answers in half the time of the one before"))),
            ("criterion", words("the median of a hundred searches, timed on site")),
            ("committed", plain(self.today)),
            ("responsible", words(slug(self.ours))),
            ("theirs", words(slug(self.theirs))),
            ("due", plain(self.today + Days::new(60))),
            ("verdict", words("met")),
            ("judged", plain(self.today + Days::new(40))),
            ("result", words("half a second less than the one before")),
            ("accepted_by", words(slug(self.theirs))),
        ];
        self.file(format!("goals/release-{cycle}-in-half-the-time"), &pairs);
    }

    /// The signature under the scope of a cycle.
    fn signoff(&mut self) {
        let pairs = vec![
            ("on", plain(self.today)),
            ("of", words("scope")),
            ("by", list([slug(self.theirs), slug(self.ours)])),
            ("verdict", words("accepted")),
        ];
        let mark = self.random.mark();
        self.file(format!("signoffs/{}-scope-{mark}", self.today), &pairs);
    }
}
