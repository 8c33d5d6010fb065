//! The PACE plan: its tiers, and the switches between them.

use super::{day, line, lines, name};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::pace::{Plan, Switch, Tier};
use crate::render::view::view;

view! {
    /// A tier that is planned.
    pub struct TierView {
        /// The name: primary, alternate, contingency or emergency.
        name: &'static str,
        /// Whether the method wants it before a trip.
        is_wanted: bool,
        /// What one falls back on.
        plan: String,
        /// Who carries it.
        owner: String,
        /// What it depends on.
        needs: Vec<String>,
        /// How we check that it works.
        verify: String,
        /// The trigger at which it is left.
        leave_when: String,
        /// Who may switch.
        switched_by: String,
        /// When it was tried out.
        exercised: String,
        /// When it was tried out, as YYYY-MM-DD.
        exercised_iso: Option<Date>,
        /// The result of the rehearsal.
        result: String,
    }

    /// A switch from one tier to another.
    pub struct SwitchView {
        /// On which day.
        on: String,
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// The tier that was left.
        from: &'static str,
        /// The tier that was taken up.
        to: &'static str,
        /// What made us switch.
        trigger: String,
        /// The result.
        result: String,
    }
}

/// The tiers of a cycle's plan that are filled in.
pub fn tiers(engagement: &Engagement, cycle: u32) -> Vec<TierView> {
    let pace = engagement.pace(cycle).into_iter();
    let planned = pace.flat_map(|pace| Tier::ALL.iter().filter_map(|level| Some((*level, pace.tier(*level)?))));
    planned.map(|(level, plan)| tier(engagement, level, plan)).collect()
}

fn tier(engagement: &Engagement, level: Tier, plan: &Plan) -> TierView {
    TierView {
        name: level.word(),
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
        on: day(Some(switch.on)),
        on_iso: switch.on,
        from: switch.from.word(),
        to: switch.to.word(),
        trigger: switch.trigger.one_line(),
        result: line(switch.result.as_ref()),
    };
    engagement.pace(cycle).into_iter().flat_map(|pace| &pace.switches).map(switch).collect()
}
