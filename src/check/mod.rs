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

mod architects_apart;
mod class_missing;
mod delta_without_plan;
mod design_not_handed_over;
mod final_state_unstated;
mod fit_unknown;
mod handover_missing;
mod handover_rejected;
mod it_maturity_unknown;
mod no_decider;
mod no_sponsor;
mod partner_without_role;
mod pricing_scope;
mod pricing_undeclared;
mod regulations_unchecked;
mod requirement_unranked;
mod requirement_untested;
mod roles_in_one_hand;
mod sale_undeclared;
mod scope_creep;
mod scope_unwritten;
mod security_architect_unnamed;
mod security_late;
mod security_maturity_unknown;
mod training_unplanned;

mod asked;
mod heard;

mod conflict_markers;
mod dates_out_of_order;
mod duplicate_key;
mod future_date;
mod hidden_characters;
mod litter;
mod mixed_currency;
mod name_collision;
mod name_unportable;
mod placeholder_left;
mod secret_in_record;
mod unknown_key;
mod unreadable;
mod walk_gap;

mod action_overdue;
mod actual_contradicts_verdict;
mod actual_missing;
mod adoption_not_assessed;
mod adoption_not_reassessed;
mod allowed_without_reason;
mod artifact_uncleared;
mod benefit_unstated;
mod budget_close;
mod budget_exceeded;
mod cadence_lapsed;
mod changed_mind;
mod dangling_reference;
mod enthusiasm_fallen;
mod entry_unreadable;
mod evidence_changed;
mod evidence_missing;
mod feedback_unanswered;
mod goal_missed_without_next;
mod goal_unjudged;
mod goal_unmeasurable;
mod goal_without_owner;
mod impression_missing;
mod kind_unsuited;
mod not_rehearsed;
mod nothing_selected;
mod one_way;
mod outcome_forked;
mod prep_open;
mod rated_low;
mod role_unfilled;
mod sponsor_unheard;
mod their_hours_high;
mod unknown_check;
mod walk_forked;
mod worth_their_time;

mod action_unowned;
mod approach_repeated;
mod artifacts_left_behind;
mod gate_passed;
mod hard_prep_without_hours;
mod improve_without_action;
mod lesson_repeated;
mod no_stop_criterion;
mod not_reported;
mod not_tested_onsite;
mod nothing_built;
mod pace_unexercised;
mod record_overgrown;
mod requirements_stale;
mod spend_twice;
mod step_overstayed;
mod tiers_alike;
mod tiers_share_a_dependency;
mod today_unknown;

mod walked;

mod attention;
mod found;
mod scene;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;

pub use attention::Attention;
pub use found::{Found, all, gates, owed, some, uncounted};
pub use scene::Scene;
pub use walk_forked::forks;

use crate::model::field::choice;
use crate::model::finding::{Finding, Level};
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::model::text::Text;
use crate::model::words::nearest;

choice! {
    /// What a check is about.
    pub enum About {
        /// The engagement: it speaks once the walk has ever reached its step.
        Engagement = "engagement",
        /// One cycle or one stay: it speaks while the walk is at its step or past it, in each cycle anew.
        Cycle = "cycle",
    }
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
    /// Whether it speaks on in later cycles and after going back, or starts anew with each cycle.
    pub about: About,
    /// The step it guards, for a gate: what must hold to go forward from there.
    pub guards: Option<Step>,
    /// What it notices, one line.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it, in general.
    pub remedy: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// A case that it notices, and one that it does not.
    pub example: Example,
    /// What it finds.
    pub run: fn(&Scene) -> Vec<Finding>,
}

/// Two records that differ in what a check looks at, each on a straight walk to the same step.
///
/// Files by the name of their record, as people write them: the lines of an entry come after its
/// `entered` and `from`. A name with a dot is a file's path inside the engagement, and one with a
/// colon belongs to another engagement; `engage.yaml` is the workspace's.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The step the walk stands at; it came there one step a day from 1 March 2026.
    pub step: Step,
    /// The day it is, such as `2026-03-10`.
    pub today: &'static str,
    /// The files of the case that it notices.
    pub fires: &'static [(&'static str, &'static str)],
    /// The files of the case that it does not.
    pub silent: &'static [(&'static str, &'static str)],
}

/// The check that tells of an entry what is told of its file too, and that stands in for its gates.
const UNREADABLE: &str = entry_unreadable::CHECK.id;

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
    unreadable::CHECK,
    conflict_markers::CHECK,
    duplicate_key::CHECK,
    unknown_key::CHECK,
    name_collision::CHECK,
    name_unportable::CHECK,
    litter::CHECK,
    entry_unreadable::CHECK,
    dangling_reference::CHECK,
    handover_rejected::CHECK,
    walk_forked::CHECK,
    outcome_forked::CHECK,
    walk_gap::CHECK,
    dates_out_of_order::CHECK,
    future_date::CHECK,
    hidden_characters::CHECK,
    mixed_currency::CHECK,
    placeholder_left::CHECK,
    spend_twice::CHECK,
    secret_in_record::CHECK,
    unknown_check::CHECK,
    allowed_without_reason::CHECK,
    evidence_changed::CHECK,
    actual_missing::CHECK,
    actual_contradicts_verdict::CHECK,
    budget_exceeded::CHECK,
    budget_close::CHECK,
    kind_unsuited::CHECK,
    action_overdue::CHECK,
    action_unowned::CHECK,
    lesson_repeated::CHECK,
    record_overgrown::CHECK,
    step_overstayed::CHECK,
    enthusiasm_fallen::CHECK,
    changed_mind::CHECK,
    benefit_unstated::CHECK,
    worth_their_time::CHECK,
    sponsor_unheard::CHECK,
    their_hours_high::CHECK,
    rated_low::CHECK,
    adoption_not_assessed::CHECK,
    adoption_not_reassessed::CHECK,
    goal_unmeasurable::CHECK,
    evidence_missing::CHECK,
    goal_missed_without_next::CHECK,
    role_unfilled::CHECK,
    today_unknown::CHECK,
    no_stop_criterion::CHECK,
    approach_repeated::CHECK,
    goal_unjudged::CHECK,
    roles_in_one_hand::CHECK,
    partner_without_role::CHECK,
    sale_undeclared::CHECK,
    regulations_unchecked::CHECK,
    no_sponsor::CHECK,
    class_missing::CHECK,
    requirement_unranked::CHECK,
    fit_unknown::CHECK,
    delta_without_plan::CHECK,
    requirement_untested::CHECK,
    scope_creep::CHECK,
    scope_unwritten::CHECK,
    pricing_undeclared::CHECK,
    pricing_scope::CHECK,
    it_maturity_unknown::CHECK,
    security_maturity_unknown::CHECK,
    architects_apart::CHECK,
    security_architect_unnamed::CHECK,
    security_late::CHECK,
    cadence_lapsed::CHECK,
    tiers_share_a_dependency::CHECK,
    tiers_alike::CHECK,
    hard_prep_without_hours::CHECK,
    requirements_stale::CHECK,
    nothing_selected::CHECK,
    goal_without_owner::CHECK,
    one_way::CHECK,
    feedback_unanswered::CHECK,
    not_rehearsed::CHECK,
    design_not_handed_over::CHECK,
    handover_missing::CHECK,
    prep_open::CHECK,
    pace_unexercised::CHECK,
    nothing_built::CHECK,
    impression_missing::CHECK,
    not_tested_onsite::CHECK,
    no_decider::CHECK,
    final_state_unstated::CHECK,
    training_unplanned::CHECK,
    artifact_uncleared::CHECK,
    artifacts_left_behind::CHECK,
    improve_without_action::CHECK,
    gate_passed::CHECK,
    not_reported::CHECK,
];

impl Check {
    /// The check of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        CHECKS.iter().find(|check| check.id == id)
    }

    /// The name nearest to one that no check has.
    pub fn nearest(id: &str) -> Option<&'static str> {
        nearest(id, CHECKS.iter().map(|check| check.id))
    }

    /// When it speaks: `from select on, in every later cycle`.
    pub fn speaks(&self) -> String {
        let then = match self.about {
            About::Engagement => "in every later cycle",
            About::Cycle => "in each cycle anew",
        };
        format!("from {} on, {then}", self.from)
    }

    /// How much its findings weigh in a workspace, unless a finding weighs otherwise.
    pub fn level_in(&self, settings: &Settings) -> Level {
        self.set_in(settings).unwrap_or(self.level)
    }

    /// The level that a workspace gives all its findings.
    fn set_in(&self, settings: &Settings) -> Option<Level> {
        let setting = settings.checks.get(self.id).filter(|setting| self.heeds(setting.because.as_ref()));
        setting.map(|setting| setting.level)
    }

    /// What to add about a setting or an allowance of a check that does not hold without a reason.
    pub fn only_with_reason(id: &str) -> &'static str {
        let holds = Self::named(id).is_none_or(|check| check.heeds(None));
        if holds { "" } else { "; this check is allowed or turned off only with a reason" }
    }

    /// Whether a setting or an allowance with this reason holds. Those that look after the settings and
    /// allowances themselves hold against a line that gives none, or it would hide that it does not.
    fn heeds(&self, because: Option<&Text>) -> bool {
        because.is_some() || ![unknown_check::CHECK.id, allowed_without_reason::CHECK.id].contains(&self.id)
    }
}
