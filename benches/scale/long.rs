//! One engagement that went on for years: a hundred files for each cycle, and records of every kind.

use chrono::{Days, NaiveDate};
use engage::model::promise::{self, Promise};
use engage::model::reference::Reference;
use engage::model::step::Step;
use engage::store::yaml::{Node, read};

use super::wording::{self, slug};
use super::{DraftFiles, Generated, list, map, plain, words};

/// The files of each cycle.
const EACH: usize = 100;

/// An engagement of so many cycles, which has reached the after-action review of the last one.
pub fn long(cycles: u32) -> Generated {
    let mut draft = DraftFiles::new(u64::from(cycles));
    let first = NaiveDate::from_ymd_opt(2022, 1, 10).expect("a Monday");
    (draft.opened, draft.today, draft.ended, draft.repeats) = (first, first, false, false);
    draft.id = format!("{}-for-{cycles}-cycles", slug(draft.subject));
    draft.charter();
    draft.everybody();
    for cycle in 1..=cycles {
        draft.cycle(cycle, if cycle == cycles { Step::AfterAction } else { Step::PlanNext });
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

    /// Adds records until there are so many files: what the customer said at a demo, otherwise every kind in turn.
    fn records_of(&mut self, cycle: u32, files: usize) {
        let kinds: &[fn(&mut Self)] = &[
            Self::spend,
            Self::action,
            Self::lesson,
            Self::approach,
            Self::decision,
            Self::artifact,
            Self::note,
            if cycle <= 2 { Self::requirement } else { Self::action },
            Self::feedback,
        ];
        let step = self.entries.last().map(|entry| entry.step);
        let kinds = if step == Some(Step::Demo) { &kinds[8..] } else { kinds };
        if step == Some(Step::Validate) {
            self.judged_goal(cycle);
        }
        if step == Some(Step::Select) {
            self.signoff();
        }
        let missing = files.saturating_sub(self.files.len());
        for make in kinds.iter().cycle().take(missing) {
            self.theirs = self.random.pick(wording::THEIRS);
            make(self);
        }
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

    /// The signature under all goals and requirements so far.
    fn signoff(&mut self) {
        let covers = self.promises().into_iter().map(|promise| {
            let covered = map(vec![("hash", words(promise.hash())), ("wording", words(&promise.wording))]);
            (promise.of.to_string(), covered)
        });
        let pairs = vec![
            ("on", plain(self.today)),
            ("of", words("scope")),
            ("by", list([slug(self.theirs), slug(self.ours)])),
            ("covers", Node::Map(covers.collect())),
            ("verdict", words("accepted")),
        ];
        let mark = self.random.mark();
        self.file(format!("signoffs/{}-scope-{mark}", self.today), &pairs);
    }

    fn promises(&self) -> Vec<Promise> {
        let promise = |(path, text): &(String, String)| {
            let of: Reference = path.trim_end_matches(".yaml").parse().ok()?;
            let Reference::Record(kind, _) = &of else { return None };
            promise::in_record(&of, &read::record(*kind, text.as_bytes()).ok()?)
        };
        self.files.iter().filter_map(promise).collect()
    }
}
