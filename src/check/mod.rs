//! Records in, findings out, floor 2: a folder per topic, a file and a page per check, one table of all.
//!
//! A gate is a check that names the step it guards. A check has no state, reads only its
//! [`Scene`], and does not know other checks; levels, allowances and silence are applied here, once.

/// A row with the defaults of its topic: the name of the check and of its page beside the file, the topic, and the step
/// from which it applies.
macro_rules! row {
    ($id:literal, $topic:ident, $from:ident) => {
        $crate::check::Check::of(
            $id,
            include_str!(concat!($id, ".txt")),
            $crate::check::Topic::$topic,
            $crate::model::step::Step::$from,
        )
    };
}

mod files;
mod gates;
mod goals;
mod method;
mod money;
mod people;
mod requirements;
mod terms;
mod unanswered;

mod attention;
mod found;
pub mod page;
mod prelude;
mod scene;
pub mod settings;
mod suspicion;

pub use attention::Attention;
pub use files::walk_forked::forks;
pub use found::{Found, by_urgency, gates, open_items, some, uncounted};
pub use scene::{Lack, Scene};

use Find::Each;
pub use suspicion::Confirm;
use suspicion::Suspicion;

use crate::model::field::choice;
use crate::model::finding::{Finding, Level};
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::model::text::Text;
use crate::model::words::nearest;

choice! {
    /// What a check is about.
    pub enum Span {
        /// The engagement: it applies once the engagement has ever reached its step.
        Engagement = "engagement",
        /// One cycle or one entry: it applies at its step and after it, anew in each cycle.
        Cycle = "cycle",
    }
}

choice! {
    /// The topic of a check, which is also its folder.
    pub enum Topic {
        /// What must hold to go forward from a step.
        Gates = "gates",
        /// How the record is kept.
        Files = "files",
        /// What the nine steps ask for.
        Method = "method",
        /// Who takes part on both sides, and whether they still want it.
        People = "people",
        /// What the customer needs.
        Requirements = "requirements",
        /// What both sides committed to.
        Goals = "goals",
        /// What is spent.
        Money = "money",
        /// What is agreed.
        Terms = "terms",
    }
}

/// What a check finds: at most one thing, or something for each record.
#[derive(Debug, Clone, Copy)]
pub enum Find {
    /// At most one thing.
    One(fn(&Scene) -> Option<Finding>),
    /// Any number of things.
    Each(fn(&Scene) -> Vec<Finding>),
    /// Each requirement that is built for and lacks a key.
    Lacking(&'static Lack),
    /// Things that other engagements decide.
    Among(fn(&Scene) -> Vec<Suspicion>),
}

/// A rule of the method.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name in kebab-case; its file is the same in `snake_case`.
    pub id: &'static str,
    /// Its topic.
    pub topic: Topic,
    /// The level of its findings by default.
    pub level: Level,
    /// The step from which it applies.
    pub from: Step,
    /// Whether it applies in later cycles and after going back, or starts anew with each cycle.
    pub about: Span,
    /// The step that it guards, for a gate.
    pub guards: Option<Step>,
    /// Whether it still applies once the engagement has ended.
    pub outlives: bool,
    /// Whether it is formal rather than core, see [`Check::FORMAL`].
    pub formal: bool,
    /// Whether it is as urgent as a passed day: the customer loses interest, the money runs out, the scope grows.
    pub is_urgent: bool,
    /// What people read about it, and its two cases: a file beside it, see [`page`].
    pub page: &'static str,
    /// What it finds.
    pub run: Find,
}

/// The check that reports an unreadable entry, in place of the file's finding and of the entry's gates.
const UNREADABLE: &str = gates::entry_unreadable::CHECK.id;

/// All checks: gates first in the order of the walk, then the others by the step they apply from.
pub const CHECKS: &[Check] = &[
    gates::hypothesis_unanswered::CHECK,
    gates::need_not_validated::CHECK,
    gates::no_open_goal::CHECK,
    gates::scope_unsigned::CHECK,
    gates::pace_incomplete::CHECK,
    gates::no_feedback::CHECK,
    gates::no_decision::CHECK,
    gates::no_lesson::CHECK,
    gates::spend_unrecorded::CHECK,
    gates::next_unplanned::CHECK,
    files::table::UNREADABLE,
    files::table::CONFLICT_MARKERS,
    files::table::DUPLICATE_KEY,
    files::table::UNKNOWN_KEY,
    files::table::NAME_COLLISION,
    files::table::NAME_UNPORTABLE,
    files::table::LITTER,
    gates::entry_unreadable::CHECK,
    files::dangling_reference::CHECK,
    terms::handover_rejected::CHECK,
    files::walk_forked::CHECK,
    files::outcome_forked::CHECK,
    files::walk_gap::CHECK,
    files::dates_out_of_order::CHECK,
    files::future_date::CHECK,
    files::hidden_characters::CHECK,
    money::mixed_currency::CHECK,
    files::placeholder_left::CHECK,
    files::spend_twice::CHECK,
    files::secret_in_record::CHECK,
    files::unknown_check::CHECK,
    files::allowed_without_reason::CHECK,
    files::evidence_changed::CHECK,
    goals::actual_missing::CHECK,
    goals::actual_contradicts_verdict::CHECK,
    money::budget_exceeded::CHECK,
    money::budget_close::CHECK,
    method::kind_unsuited::CHECK,
    people::action_overdue::CHECK,
    files::action_unowned::CHECK,
    method::lesson_repeated::CHECK,
    files::record_overgrown::CHECK,
    method::step_overstayed::CHECK,
    people::enthusiasm_fallen::CHECK,
    files::changed_mind::CHECK,
    method::benefit_unstated::CHECK,
    people::worth_their_time::CHECK,
    people::sponsor_unheard::CHECK,
    people::their_hours_high::CHECK,
    people::rated_low::CHECK,
    method::adoption_not_assessed::CHECK,
    method::adoption_not_reassessed::CHECK,
    goals::goal_unmeasurable::CHECK,
    goals::evidence_missing::CHECK,
    goals::goal_missed_without_next::CHECK,
    people::role_unfilled::CHECK,
    unanswered::TODAY_UNKNOWN,
    unanswered::NO_STOP_CRITERION,
    method::approach_repeated::CHECK,
    goals::goal_unjudged::CHECK,
    people::roles_in_one_hand::CHECK,
    people::partner_without_role::CHECK,
    unanswered::SALE_UNDECLARED,
    unanswered::REGULATIONS_UNCHECKED,
    people::no_sponsor::CHECK,
    requirements::class_missing::CHECK,
    unanswered::REQUIREMENT_UNRANKED,
    unanswered::FIT_UNKNOWN,
    unanswered::DELTA_WITHOUT_PLAN,
    unanswered::REQUIREMENT_UNTESTED,
    terms::scope_creep::CHECK,
    terms::scope_unwritten::CHECK,
    terms::pricing_undeclared::CHECK,
    terms::pricing_scope::CHECK,
    unanswered::IT_MATURITY_UNKNOWN,
    unanswered::SECURITY_MATURITY_UNKNOWN,
    people::architects_apart::CHECK,
    people::security_architect_unnamed::CHECK,
    requirements::security_late::CHECK,
    method::cadence_lapsed::CHECK,
    method::tiers_share_a_dependency::CHECK,
    method::tiers_alike::CHECK,
    method::hard_prep_without_hours::CHECK,
    requirements::requirements_stale::CHECK,
    method::nothing_selected::CHECK,
    goals::goal_without_owner::CHECK,
    people::one_way::CHECK,
    people::feedback_unanswered::CHECK,
    unanswered::NOT_REHEARSED,
    people::design_not_handed_over::CHECK,
    terms::handover_missing::CHECK,
    method::prep_open::CHECK,
    method::pace_unexercised::CHECK,
    unanswered::NOTHING_BUILT,
    people::impression_missing::CHECK,
    method::not_tested_onsite::CHECK,
    people::no_decider::CHECK,
    terms::final_state_unstated::CHECK,
    unanswered::TRAINING_UNPLANNED,
    method::artifact_uncleared::CHECK,
    method::artifacts_left_behind::CHECK,
    method::improve_without_action::CHECK,
    gates::gate_passed::CHECK,
    unanswered::NOT_REPORTED,
];

impl Check {
    /// The defaults of a row: a warning about the engagement from a step on, not a gate. A gate is an error about the
    /// cycle and guards its step, and what is wrong with the files is so after the end too.
    const fn of(id: &'static str, page: &'static str, topic: Topic, from: Step) -> Self {
        let is_gate = matches!(topic, Topic::Gates);
        Self {
            id,
            page,
            topic,
            level: if is_gate { Level::Error } else { Level::Warning },
            from,
            about: if is_gate { Span::Cycle } else { Span::Engagement },
            guards: if is_gate { Some(from) } else { None },
            outlives: matches!(topic, Topic::Files),
            formal: false,
            is_urgent: false,
            run: Each(|_| vec![]),
        }
    }

    /// The check with a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        CHECKS.iter().find(|check| check.id == id)
    }

    /// The most similar check name.
    pub fn nearest(id: &str) -> Option<&'static str> {
        nearest(id, CHECKS.iter().map(|check| check.id))
    }

    /// What a formal check is.
    pub const FORMAL: &str = "Formal checks apply where a contract, a fixed price, a budget or a strategic sale is \
                              recorded, or `engage.yaml` sets their level; elsewhere only with `engage check --all`.";

    /// `core` or `formal`.
    pub fn kind(&self) -> &'static str {
        if self.formal { "formal" } else { "core" }
    }

    /// When it applies: `from select on, also in later cycles`.
    pub fn speaks(&self) -> String {
        let then = match self.about {
            Span::Engagement => "also in later cycles",
            Span::Cycle => "starting again in each cycle",
        };
        format!("from {} on, {then}", self.from)
    }

    /// The level of its findings in a workspace, unless a finding has its own.
    pub fn level_in(&self, settings: &Settings) -> Level {
        self.set_in(settings).unwrap_or(self.level)
    }

    /// The level that a workspace sets for all its findings.
    fn set_in(&self, settings: &Settings) -> Option<Level> {
        let setting = settings.checks.get(self.id).filter(|setting| self.heeds(setting.because.as_ref()));
        setting.map(|setting| setting.level)
    }

    /// What to add about a setting or an allowance that is invalid without a reason.
    pub fn only_with_reason(id: &str) -> &'static str {
        let holds = Self::named(id).is_none_or(|check| check.heeds(None));
        if holds { "" } else { "; accepting or turning off this check requires a reason" }
    }

    /// Whether a setting or an allowance with this reason is valid. For the checks of settings and allowances
    /// themselves it must have a reason, or it would hide that it has none.
    fn heeds(&self, because: Option<&Text>) -> bool {
        because.is_some()
            || ![files::unknown_check::CHECK.id, files::allowed_without_reason::CHECK.id].contains(&self.id)
    }
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
