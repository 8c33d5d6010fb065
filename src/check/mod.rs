//! Records in, findings out, floor 2: one file per check, one table of all.
//!
//! A gate is a check that names the step it guards. A check holds no state, reads nothing but its
//! [`Scene`], and knows no other check; levels, allowances and silence are applied here, once.

mod hypothesis_unanswered;
mod need_not_validated;
mod next_unplanned;
mod no_decision;
mod no_feedback;
mod no_lesson;
mod no_open_goal;
mod pace_incomplete;
mod scope_unsigned;
mod spend_unrecorded;

mod action_overdue;
mod artifact_uncleared;
mod cadence_lapsed;
mod dangling_reference;
mod entry_unreadable;
mod goal_unjudged;
mod impression_missing;
mod not_rehearsed;
mod prep_open;
mod role_unfilled;
mod walk_forked;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;

use std::cmp::Reverse;

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::finding::{Finding, Level};
use crate::model::record::{Person, Role, Side};
use crate::model::reference::Reference;
use crate::model::settings::Settings;
use crate::model::step::Step;

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The engagement as far as it could be read.
    pub engagement: &'a Engagement,
    /// The settings of its workspace.
    pub settings: &'a Settings,
    /// The day it is.
    pub today: Date,
}

/// A rule of the method.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name in kebab-case; its file is the same in `snake_case`.
    pub id: &'static str,
    /// How much its findings weigh unless the workspace says otherwise.
    pub level: Level,
    /// The step before which it is silent.
    pub from: Step,
    /// The step it guards, for a gate: what must hold to go forward from there.
    pub guards: Option<Step>,
    /// What it notices, one line.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// What it finds.
    pub run: fn(&Scene) -> Vec<Finding>,
}

/// What a check found, as much as it weighs in this workspace.
#[derive(Debug, Clone)]
pub struct Found {
    /// The check.
    pub check: &'static Check,
    /// How much it weighs here; never `off`.
    pub level: Level,
    /// What it found.
    pub finding: Finding,
}

impl Found {
    /// Whether a day is past, and that weighs more here than advice.
    pub fn is_late(&self) -> bool {
        self.finding.late && self.level > Level::Advice
    }
}

/// All checks: gates first in the order of the walk, then the others by the step they speak from.
pub const CHECKS: &[Check] = &[
    hypothesis_unanswered::CHECK,
    need_not_validated::CHECK,
    no_open_goal::CHECK,
    scope_unsigned::CHECK,
    pace_incomplete::CHECK,
    no_feedback::CHECK,
    no_decision::CHECK,
    no_lesson::CHECK,
    spend_unrecorded::CHECK,
    next_unplanned::CHECK,
    entry_unreadable::CHECK,
    dangling_reference::CHECK,
    walk_forked::CHECK,
    action_overdue::CHECK,
    role_unfilled::CHECK,
    goal_unjudged::CHECK,
    cadence_lapsed::CHECK,
    not_rehearsed::CHECK,
    prep_open::CHECK,
    impression_missing::CHECK,
    artifact_uncleared::CHECK,
];

/// What does not hold to go forward from the current step; where the current entry could not be
/// read, that alone. Nothing where the engagement has ended.
///
/// A gate that the workspace sets to `off` is not met. `allow` does not open one: `--because` does,
/// and stays in the walk.
pub fn gates(scene: &Scene) -> Vec<Found> {
    CHECKS.iter().filter(|check| check.is_in_the_way(scene)).flat_map(|check| check.found(scene)).collect()
}

/// What is owed and does not hold anyone up: the findings of all checks but the gates that speak at
/// the current step and that nobody allowed; errors first, then warnings, then advice, each by record.
pub fn owed(scene: &Scene) -> Vec<Found> {
    let speaking = CHECKS
        .iter()
        .filter(|check| check.guards.is_none() && !check.is_in_the_way(scene) && check.from <= scene.step());
    let found = speaking.flat_map(|check| check.found(scene));
    let mut owed: Vec<_> = found.filter(|found| !found.is_allowed(scene.engagement)).collect();
    owed.sort_by(|a, b| (Reverse(a.level), &a.finding).cmp(&(Reverse(b.level), &b.finding)));
    owed
}

impl Found {
    /// Whether the record it is about says that this is fine there.
    fn is_allowed(&self, engagement: &Engagement) -> bool {
        let allow = engagement.allowed(&self.finding.record);
        allow.iter().any(|allowance| allowance.check.as_str() == self.check.id)
    }
}

impl Check {
    /// The check of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        CHECKS.iter().find(|check| check.id == id)
    }

    /// How much its findings weigh in a workspace.
    pub fn level_in(&self, settings: &Settings) -> Level {
        settings.checks.get(self.id).map_or(self.level, |setting| setting.level)
    }

    /// Whether it decides if one may go forward from where the walk stands; an ended one goes nowhere.
    fn is_in_the_way(&self, scene: &Scene) -> bool {
        match scene.engagement.current() {
            _ if !scene.engagement.is_open() => false,
            Some(entry) => self.guards == Some(entry.id.step),
            None => self.id == entry_unreadable::CHECK.id,
        }
    }

    fn found(&'static self, scene: &Scene) -> Vec<Found> {
        let level = self.level_in(scene.settings);
        if level == Level::Off {
            return vec![];
        }
        (self.run)(scene).into_iter().map(|finding| Found { check: self, level, finding }).collect()
    }
}

impl Scene<'_> {
    /// The step the walk stands at.
    fn step(&self) -> Step {
        self.engagement.place().map_or(Step::Hypothesis, |place| place.step)
    }

    /// The id of someone of a side, whoever decides there first.
    fn someone_of(&self, side: Side) -> Option<&str> {
        let decides = |role: &Role| matches!(role, Role::Decider | Role::Sponsor | Role::Acr);
        let people = self.engagement.all::<Person>().filter(|(_, person)| person.side == side);
        let (name, _) = people.min_by_key(|(_, person)| !person.roles.iter().any(decides))?;
        match name {
            Reference::Record(_, name) => Some(name),
            _ => None,
        }
    }

    /// Someone of a side as an operand, after the command that adds one where there is nobody yet.
    fn naming(&self, side: Side) -> (String, String) {
        match self.someone_of(side) {
            Some(id) => (String::new(), id.to_owned()),
            None => {
                (format!("engage add person \"NAME\" -e {} --side {side}\n", self.engagement.id), "\"NAME\"".to_owned())
            }
        }
    }
}
