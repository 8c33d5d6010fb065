//! The PACE plan: primary and alternate plan, contingency and emergency, and the switches between them.

use crate::render::parts::prelude::*;

view! {
    /// One of the four plans.
    pub struct TierView {
        /// The name: primary plan, alternate plan, contingency or emergency.
        pub name: &'static str,
        /// The name in the record: primary, alternate, contingency or emergency.
        key: &'static str,
        /// Whether the method requires it before a trip.
        is_wanted: bool,
        /// What we do.
        plan: String,
        /// Who owns it.
        owner: String,
        /// What it depends on.
        needs: Vec<String>,
        /// How we check that it works.
        verify: String,
        /// When to switch away from it.
        leave_when: String,
        /// Who decides to switch.
        switched_by: String,
        /// When it was rehearsed.
        exercised: String,
        /// When it was rehearsed, as YYYY-MM-DD.
        pub exercised_iso: Option<Date>,
        /// The result of the rehearsal.
        result: String,
    }

    /// A switch from one plan to another.
    pub struct SwitchView {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// The plan that we switched from.
        from: &'static str,
        /// The plan that we switched to.
        to: &'static str,
        /// What made us switch.
        trigger: String,
        /// The result.
        result: String,
    }
}

/// The name of a plan in documents.
pub const fn plan_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Primary => "primary plan",
        Tier::Alternate => "alternate plan",
        Tier::Contingency => "contingency",
        Tier::Emergency => "emergency",
    }
}

/// The plans of a cycle that are filled in.
pub fn tiers(engagement: &Engagement, cycle: u32) -> Vec<TierView> {
    let pace = engagement.pace(cycle).into_iter();
    let planned = pace.flat_map(|pace| Tier::ALL.iter().filter_map(|level| Some((*level, pace.tier(*level)?))));
    planned.map(|(level, plan)| tier(engagement, level, plan)).collect()
}

fn tier(engagement: &Engagement, level: Tier, plan: &Plan) -> TierView {
    TierView {
        name: plan_name(level),
        key: level.word(),
        is_wanted: level <= Tier::Alternate,
        plan: line(plan.plan.as_ref()),
        owner: name(engagement, plan.owner.as_ref()),
        needs: lines(&plan.needs),
        verify: line(plan.verify.as_ref()),
        leave_when: line(plan.leave_when.as_ref()),
        switched_by: name(engagement, plan.switched_by.as_ref()),
        exercised: day(plan.exercised),
        exercised_iso: plan.exercised,
        result: line(plan.result.as_ref()),
    }
}

/// The switches of a cycle.
pub fn switches(engagement: &Engagement, cycle: u32) -> Vec<SwitchView> {
    let switch = |switch: &Switch| SwitchView {
        on_iso: switch.on,
        from: plan_name(switch.from),
        to: plan_name(switch.to),
        trigger: switch.trigger.one_line(),
        result: line(switch.result.as_ref()),
    };
    engagement.pace(cycle).into_iter().flat_map(|pace| &pace.switches).map(switch).collect()
}
