//! The PACE plan of a cycle: primary, alternate, contingency, emergency, and the switches made.

use super::allowance::Allowance;
use super::date::Date;
use super::field::{choice, fields, group};
use super::free::Extra;
use super::reference::PersonId;
use super::text::Text;

choice! {
    /// A tier of the plan, the first tried first.
    pub enum Tier {
        /// How we mean to do it.
        Primary = "primary",
        /// As good, by other means.
        Alternate = "alternate",
        /// Worse, and still of use.
        Contingency = "contingency",
        /// The last resort.
        Emergency = "emergency",
    }
}

fields! {
    { derive(Default), serde(deny_unknown_fields) }
    /// The plan, and what became of it.
    pub struct Pace {
        /// How we mean to do it.
        primary: Option<Plan>,
        /// As good, by other means.
        alternate: Option<Plan>,
        /// Worse, and still of use.
        contingency: Option<Plan>,
        /// The last resort.
        emergency: Option<Plan>,
        /// The switches made, in order.
        switches: Vec<Switch>,
        /// A free mapping of your own; never interpreted.
        extra: Extra,
        /// Findings that are fine here, each with its reason.
        allow: Vec<Allowance>,
    }
}

group! {
    /// One tier of the plan.
    pub struct Plan {
        /// What we do.
        plan: Option<Text>,
        /// Who carries it.
        owner: Option<PersonId>,
        /// What it depends on, one thing each.
        needs: Vec<Text>,
        /// The trigger at which we leave this tier.
        leave_when: Option<Text>,
        /// Who may switch.
        switched_by: Option<PersonId>,
        /// How one knows that it works.
        verify: Option<Text>,
        /// The day it was tried out.
        exercised: Option<Date>,
        /// What came of trying it.
        result: Option<Text>,
    }
}

group! {
    /// A switch from one tier to another.
    pub struct Switch {
        required {
            /// The day of the switch.
            on: Date,
            /// The tier left.
            from: Tier,
            /// The tier taken.
            to: Tier,
            /// What made us switch.
            trigger: Text,
        }
        /// What came of it.
        result: Option<Text>,
    }
}

impl Pace {
    /// The plan of a tier, if there is one.
    pub fn tier(&self, tier: Tier) -> Option<&Plan> {
        match tier {
            Tier::Primary => self.primary.as_ref(),
            Tier::Alternate => self.alternate.as_ref(),
            Tier::Contingency => self.contingency.as_ref(),
            Tier::Emergency => self.emergency.as_ref(),
        }
    }

    /// The current tier: that of the last switch, the primary before any.
    pub fn in_force(&self) -> Tier {
        self.switches.last().map_or(Tier::Primary, |switch| switch.to)
    }
}
