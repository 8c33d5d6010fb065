//! The findings of the checks: which checks apply, how severe a finding is here, and whether it is allowed.

use std::cmp::Reverse;

use super::{CHECKS, Check, Confirm, Find, Scene, Span, UNREADABLE, files::walk_forked};
use crate::insight::elsewhere::Elsewhere;
use crate::model::charter::{Charter, Pricing};
use crate::model::engagement::Engagement;
use crate::model::finding::{Finding, Level};
use crate::model::reference::Reference;
use crate::model::text::Text;

/// A finding of a check, with its level in this workspace.
#[derive(Debug, Clone)]
pub struct Found {
    /// The check.
    pub check: &'static Check,
    /// Its level here; never `off`.
    pub level: Level,
    /// What it found.
    pub finding: Finding,
    /// The reason why its record allows it; empty if no reason is given.
    pub allowed: Option<String>,
    /// What other engagements must confirm, until they are read.
    pub confirm: Option<Confirm>,
}

impl Found {
    /// The finding, now that the other engagements are read; none if they do not confirm it.
    pub fn confirmed(mut self, elsewhere: &Elsewhere) -> Option<Self> {
        if let Some(confirm) = self.confirm.take() {
            self.finding.sentence = confirm.sentence(elsewhere)?;
        }
        Some(self)
    }

    /// Whether a day has passed, and the level here is above advice.
    pub fn is_late(&self) -> bool {
        self.finding.late && self.level > Level::Advice
    }

    /// Whether both are the same check about the same key; the sentences may differ.
    pub fn is_same(&self, other: &Self) -> bool {
        let (finding, others) = (&self.finding, &other.finding);
        (self.check.id, &finding.record, &finding.key) == (other.check.id, &others.record, &others.key)
    }
}

/// The gates of the current step that are not met; where the current entry cannot be read, only that finding. Empty
/// if the engagement has ended.
///
/// A gate that the workspace sets to `off` is skipped. `allow` does not waive a gate: `--because` does,
/// and is kept in the entry.
pub fn gates(scene: &Scene) -> Vec<Found> {
    let found = CHECKS.iter().filter(|check| check.is_in_the_way(scene)).flat_map(|check| check.found(scene));
    found.filter(|found| found.finding.level.is_none()).collect()
}

/// The unreadable files that the gates of the current step would count; empty where all of them were read.
pub fn uncounted(scene: &Scene) -> Vec<String> {
    let is_met = |check: &&Check| check.is_in_the_way(scene) && check.set_in(scene.settings) != Some(Level::Off);
    let is_fixed =
        scene.engagement.charter.as_ref().is_some_and(|charter| charter.pricing == Some(Pricing::FixedPrice));
    let kinds = CHECKS.iter().filter(is_met).flat_map(|gate| match gate.id {
        "need-not-validated" => &["person"][..],
        "no-open-goal" => &["goal"],
        "scope-unsigned" if is_fixed => &["goal", "requirement", "signoff", "person"],
        "pace-incomplete" => &["pace"],
        "no-feedback" => &["feedback", "person"],
        "no-lesson" => &["lesson"],
        "spend-unrecorded" => &["spend"],
        _ => &[],
    });
    scene.engagement.unread_of(&kinds.copied().collect::<Vec<_>>())
}

/// The open items that block nobody: what the checks that apply here find, except gates that block the next step and
/// allowed findings.
pub fn open_items(scene: &Scene) -> Vec<Found> {
    let mut open_items = some(scene, |check| check.applies(scene) && !check.is_in_the_way(scene));
    open_items.retain(|found| found.allowed.is_none());
    open_items
}

/// The findings of the selected checks except the gates of the current step, allowed ones included; errors first, then
/// warnings, then advice, each by record. A fork comes first: until it is resolved, the current step is unknown.
///
/// A file that cannot be read is reported once, by the check that knows its line.
pub fn some(scene: &Scene, selected: impl Fn(&Check) -> bool) -> Vec<Found> {
    let speaking = CHECKS.iter().filter(|check| check.has_begun(scene) && selected(check));
    let speaking = speaking.filter(|check| check.guards.is_none_or(|step| scene.left(step, check.id)));
    let mut found: Vec<_> = speaking.flat_map(|check| check.found(scene)).collect();
    let unread: Vec<_> = found.iter().filter(|found| found.finding.file.is_some()).collect();
    let unread: Vec<_> = unread.into_iter().map(|found| found.finding.record.clone()).collect();
    found.retain(|found| found.check.id != UNREADABLE || !unread.contains(&found.finding.record));
    sort(&mut found);
    found
}

fn sort(found: &mut [Found]) {
    found.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.finding.order().cmp(&b.finding.order())));
}

/// Errors first, forks before other errors.
fn weight(found: &Found) -> (Reverse<Level>, bool) {
    (Reverse(found.level), found.check.id != walk_forked::CHECK.id)
}

/// Sorts by level, then passed days and urgent checks first, then the newest record first.
pub fn by_urgency(engagement: &Engagement, found: &mut [Found]) {
    let day = |found: &Found| match &found.finding.record {
        Reference::Entry(id) => Some(engagement.entries.get(id)?.common.entered),
        other => engagement.records.get(other)?.date(),
    };
    let is_urgent = |found: &Found| found.is_late() || found.check.is_urgent;
    found.sort_by_key(|found| (weight(found), !is_urgent(found), Reverse(day(found))));
}

impl Check {
    /// Whether its step was reached: ever, or in the current cycle without going back; and the engagement is open.
    fn has_begun(&self, scene: &Scene) -> bool {
        let is_reached = match self.about {
            Span::Engagement => scene.has_reached(self.from),
            Span::Cycle => self.from <= scene.step(),
        };
        is_reached && (self.outlives || scene.engagement.is_open())
    }

    /// Whether it applies without `--all`: a formal one only in a formal engagement, or where the workspace sets its level.
    pub fn applies(&self, scene: &Scene) -> bool {
        let is_formal = || scene.engagement.charter.as_ref().is_some_and(Charter::is_formal);
        !self.formal || is_formal() || self.set_in(scene.settings).is_some()
    }

    /// Whether it blocks going forward from the current step; an engagement that has ended has no next step.
    fn is_in_the_way(&self, scene: &Scene) -> bool {
        match scene.engagement.current() {
            _ if !scene.engagement.is_open() => false,
            Some(entry) => self.guards == Some(entry.id.step),
            None => self.id == UNREADABLE,
        }
    }

    fn found(&'static self, scene: &Scene) -> Vec<Found> {
        let set = self.set_in(scene.settings);
        if set == Some(Level::Off) {
            return vec![];
        }
        let allowed = |finding: &Finding| {
            let allow = scene.engagement.allowed(&finding.record);
            let mut here = allow.iter().filter(|allowance| allowance.check.as_str() == self.id);
            let here = here.find(|allowance| finding.file.is_none() && self.heeds(allowance.because.as_ref()))?;
            Some(here.because.as_ref().map(Text::one_line).unwrap_or_default())
        };
        let found = |finding: Finding, confirm: Option<Confirm>| {
            let mask = scene.mask(&finding.record);
            let finding = mask.finding(finding);
            let (level, allowed) = (set.or(finding.level).unwrap_or(self.level), allowed(&finding));
            let confirm = confirm.map(|confirm| confirm.masked(mask));
            Found { check: self, level, allowed, finding, confirm }
        };
        match self.run {
            Find::One(find) => find(scene).into_iter().map(|finding| found(finding, None)).collect(),
            Find::Each(find) => find(scene).into_iter().map(|finding| found(finding, None)).collect(),
            Find::Lacking(lack) => {
                scene.lacking(self.id, lack).into_iter().map(|finding| found(finding, None)).collect()
            }
            Find::Among(find) => {
                let suspected = find(scene).into_iter().map(|one| found(one.finding, Some(one.confirm)));
                match scene.elsewhere {
                    Some(all) => suspected.filter_map(|found| found.confirmed(all)).collect(),
                    None => suspected.collect(),
                }
            }
        }
    }
}
