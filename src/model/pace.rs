//! The PACE plan of a cycle: primary, alternate, contingency, emergency, and the switches made.

use crate::model::prelude::*;

choice! {
    /// A tier of the plan, the first tried first.
    pub enum Tier {
        /// The plan of choice.
        Primary = "primary",
        /// As good, by other means.
        Alternate = "alternate",
        /// Worse, but still useful.
        Contingency = "contingency",
        /// The last resort.
        Emergency = "emergency",
    }
}

fields! {
    { derive(Default), serde(deny_unknown_fields) }
    /// The plan, and the switches made.
    pub struct Pace {
        /// Primary: the plan of choice.
        primary: Option<Plan>,
        /// Alternate: as good, by other means.
        alternate: Option<Plan>,
        /// Contingency: worse, but still useful.
        contingency: Option<Plan>,
        /// Emergency: the last resort.
        emergency: Option<Plan>,
        /// Switches made, in order.
        switches: Vec<Switch>,
        /// Your own keys and values; never interpreted.
        extra: Extra,
        /// Accepted exceptions, each with its reason.
        allow: Vec<Allowance>,
    }
}

group! {
    /// One tier of the plan.
    pub struct Plan {
        /// What we do.
        plan: Option<Text>,
        /// Who owns it.
        owner: Option<PersonId>,
        /// What it depends on, one item each.
        needs: Vec<Text>,
        /// When to switch away from it.
        leave_when: Option<Text>,
        /// Who may decide to switch.
        switched_by: Option<PersonId>,
        /// How to check that it works.
        verify: Option<Text>,
        /// Date it was rehearsed.
        exercised: Option<Date>,
        /// Result of the rehearsal.
        result: Option<Text>,
    }
}

group! {
    /// A switch from one tier to another.
    pub struct Switch {
        required {
            /// Date of the switch.
            on: Date,
            /// Tier we switched from.
            from: Tier,
            /// Tier we switched to.
            to: Tier,
            /// What made us switch.
            trigger: Text,
        }
        /// Result.
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
