//! What was intended: the hypothesis and the PACE plan. The goals have a file of their own.

use serde::Serialize;

use crate::model::engagement::Engagement;
use crate::model::entry::{self, Validate};
use crate::model::pace::{Plan, Tier as PaceTier};
use crate::model::text::Text;
use crate::model::words;
use crate::render::said;

/// What we believed, and what meeting the customer made of it.
#[derive(Debug, Serialize)]
pub struct Hypothesis {
    pub today: String,
    belief: String,
    pub benefit: String,
    pub assumptions: Vec<String>,
    pub stop_if: String,
    verdict: String,
    pub confirmed: String,
    pub adjusted: String,
}

impl Hypothesis {
    /// Whether nobody wrote down what meeting the customer made of it.
    pub fn is_untested(&self) -> bool {
        [&self.verdict, &self.confirmed, &self.adjusted].into_iter().all(|answer| answer == said::NOT_RECORDED)
    }
}

/// The hypothesis of a cycle.
pub fn hypothesis(engagement: &Engagement, cycle: u32) -> Hypothesis {
    let formed = engagement.last_answers::<entry::Hypothesis>(cycle);
    let met = engagement.last_answers::<Validate>(cycle);
    let assumptions = formed.map(|formed| formed.assumptions.as_slice()).unwrap_or_default();
    Hypothesis {
        today: said::line(formed.and_then(|formed| formed.today.as_ref())),
        belief: said::line(formed.and_then(|formed| formed.belief.as_ref())),
        benefit: said::line(formed.and_then(|formed| formed.benefit.as_ref())),
        assumptions: assumptions.iter().map(Text::one_line).collect(),
        stop_if: said::line(formed.and_then(|formed| formed.stop_if.as_ref())),
        verdict: met.map_or_else(|| said::NOT_RECORDED.to_owned(), |met| verdict(engagement, met)),
        confirmed: said::line(met.and_then(|met| met.confirmed.as_ref())),
        adjusted: said::line(met.and_then(|met| met.adjusted.as_ref())),
    }
}

fn verdict(engagement: &Engagement, met: &Validate) -> String {
    let on = met.met.map(|day| format!(" on {}", words::date(day))).unwrap_or_default();
    let with =
        if met.with.is_empty() { String::new() } else { format!(", with {}", said::names(engagement, &met.with)) };
    format!("{}{on}{with}", said::word(met.verdict))
}

/// One tier of the PACE plan.
#[derive(Debug, Serialize)]
pub struct Tier {
    name: &'static str,
    plan: String,
    owner: String,
    needs: String,
    verify: String,
    leave_when: String,
    switched_by: String,
    exercised: String,
}

/// The tiers of a cycle's plan that somebody wrote down.
pub fn tiers(engagement: &Engagement, cycle: u32) -> Vec<Tier> {
    let Some(pace) = engagement.pace(cycle) else { return vec![] };
    PaceTier::ALL.iter().filter_map(|tier| Some(row(engagement, *tier, pace.tier(*tier)?))).collect()
}

fn row(engagement: &Engagement, tier: PaceTier, plan: &Plan) -> Tier {
    let result = plan.result.as_ref().map(|result| format!(": {}", result.one_line())).unwrap_or_default();
    Tier {
        name: tier.word(),
        plan: said::line(plan.plan.as_ref()),
        owner: said::name(engagement, plan.owner.as_ref()),
        needs: said::texts(&plan.needs),
        verify: said::line(plan.verify.as_ref()),
        leave_when: said::line(plan.leave_when.as_ref()),
        switched_by: said::name(engagement, plan.switched_by.as_ref()),
        exercised: format!("{}{result}", said::day(plan.exercised)),
    }
}
