//! What a check looks at: the engagement, the settings, the day, the problems of the files and the
//! other engagements; and a few queries that many checks share.

mod queries;
mod remedies;
mod walked;
mod wording;

pub use queries::Lack;
pub(in crate::check) use wording::{are, be, first_of, id, judged, names, ticked, unheard, were};

use std::cell::OnceCell;

use crate::check::Check;
use crate::insight::elsewhere::{Elsewhere, NOWHERE};
use crate::insight::secrets;
use crate::insight::signals::{self, Signal};
use crate::insight::texts::Texts;
use crate::model::allowance::Allowance;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::finding::{Finding, Level};
use crate::model::problem::{FileProblem, ProblemKind};
use crate::model::record::Known;
use crate::model::reference::Reference;
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::model::text::one_line;

/// What a check looks at.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// The engagement as far as it could be read.
    pub engagement: &'a Engagement,
    /// The settings of its workspace.
    pub settings: &'a Settings,
    /// The current day.
    pub today: Date,
    /// Files that cannot be read, should not be there or have changed; empty if nobody looked.
    pub files: &'a [FileProblem],
    /// The engagements of the workspace, including this one; empty if only this one is read, `None` if the others are
    /// not read yet.
    pub elsewhere: Option<&'a Elsewhere>,
    /// All texts of the engagement, collected when a check first asks for them.
    pub texts: Texts,
    /// The signs that the engagement may no longer be worth the time, collected when a check first asks for them.
    pub signals: OnceCell<Vec<Signal<'a>>>,
}

/// Secrets, and how each is described.
#[derive(Debug)]
pub struct Mask(Vec<(String, String)>);

impl Mask {
    /// A sentence with each secret described.
    pub fn of(&self, sentence: &str) -> String {
        let masked = secrets::masked(sentence);
        self.0.iter().fold(masked, |sentence, (words, described)| sentence.replace(words, described))
    }

    /// A finding that describes each secret instead of showing it. Names of records stay: commands need them.
    pub(in crate::check) fn finding(&self, mut finding: Finding) -> Finding {
        finding.sentence = self.of(&finding.sentence);
        if self.0.is_empty() {
            return finding;
        }
        let name = finding.record.to_string();
        for (words, described) in self.0.iter().filter(|(words, _)| !name.contains(words)) {
            finding.remedy.replace(words, described);
        }
        finding
    }
}

impl<'a> Scene<'a> {
    /// An engagement alone, without file problems and other engagements.
    pub fn of(engagement: &'a Engagement, settings: &'a Settings, today: Date) -> Self {
        Self {
            engagement,
            settings,
            today,
            files: &[],
            elsewhere: Some(&NOWHERE),
            texts: Texts::default(),
            signals: OnceCell::new(),
        }
    }

    /// The signs that it may no longer be worth the customer's time, collected when a check first asks for them.
    pub(in crate::check) fn signals(&self) -> &[Signal<'a>] {
        self.signals.get_or_init(|| signals::of(self.engagement, self.settings, self.today))
    }

    /// Whether the walk is open, past a step of this cycle, and did not waive this gate with a reason.
    pub(in crate::check) fn left(&self, step: Step, gate: &str) -> bool {
        let mut entries = self.engagement.entries_in(self.engagement.cycle());
        step < self.step()
            && self.engagement.walk.iter().any(|entry| entry.cycle == self.engagement.cycle() && entry.step == step)
            && !entries.any(|entry| entry.common.passed.iter().any(|passed| passed.as_str() == gate))
    }

    /// The secrets of the engagement that findings on a record must not show.
    pub(in crate::check) fn mask(&self, record: &Reference) -> Mask {
        let known = self.texts.secrets(self.engagement).iter().filter(|kept| !kept.words.is_empty());
        // a word such as `summer` is a secret only after a label such as `password`
        let known = known.filter(|kept| kept.record == *record || kept.words.bytes().any(|b| b.is_ascii_digit()));
        let mut known: Vec<_> = known.map(|kept| (one_line(&kept.words), kept.secret.in_words())).collect();
        known.dedup_by(|one, other| one.0 == other.0);
        Mask(known)
    }

    /// The findings on each record of a kind.
    pub(in crate::check) fn each<T: Known>(
        &self,
        find: impl Fn(&Self, &'a Reference, &'a T) -> Option<Finding>,
    ) -> Vec<Finding> {
        self.engagement.all::<T>().filter_map(|(name, record)| find(self, name, record)).collect()
    }

    /// Whether a check is enabled in the workspace.
    pub(in crate::check) fn is_looked_at(&self, id: &str) -> bool {
        Check::named(id).is_some_and(|check| check.level_in(self.settings) != Level::Off)
    }

    /// A finding for each file with such a problem, with its own remedy if it has one.
    pub(in crate::check) fn files_that_are(&self, is_one: fn(&ProblemKind) -> bool) -> Vec<Finding> {
        let files = self.files.iter().filter(|file| is_one(&file.kind));
        files.map(|file| Finding::on_file(file, file.hint.clone().unwrap_or_default())).collect()
    }

    /// The allowances in the records, each with its record and its key.
    pub(in crate::check) fn allowances(&self) -> Vec<(Reference, String, &'a Allowance)> {
        let all = self.engagement.allowances().into_iter().flat_map(|(name, allow)| {
            let each = allow.iter().enumerate();
            each.map(move |(at, allowance)| (name.clone(), format!("allow.{}", at + 1), allowance))
        });
        all.collect()
    }

    /// The current step.
    pub(in crate::check) fn step(&self) -> Step {
        self.engagement.place().map_or(Step::Hypothesis, |place| place.step)
    }

    /// Whether the walk was ever at a step or past it, in any cycle; an entry that cannot be read counts.
    pub(in crate::check) fn has_reached(&self, step: Step) -> bool {
        step == Step::Hypothesis || self.engagement.walk.iter().any(|entry| entry.step >= step)
    }

    /// Whether a gate blocks the next step and so reports what is missing.
    pub(in crate::check) fn is_at_gate(&self, step: Step, gate: &str) -> bool {
        self.stands(step..=step) && self.is_looked_at(gate)
    }
}
