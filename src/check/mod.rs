//! Records in, findings out, floor 2: one file per check, one table of all.
//!
//! A gate is a check that names the step it guards.

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::finding::{Finding, Level};
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
    /// Its name in kebab-case; its file is the same in snake_case.
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

/// All checks, gates first in the order of the walk.
pub const CHECKS: &[Check] = &[];
