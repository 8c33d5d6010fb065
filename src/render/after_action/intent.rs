//! What was intended: the hypothesis and the PACE plan. The goals have a file of their own.

use crate::model::engagement::Engagement;
use crate::model::entry::{self, Validate};
use crate::model::pace::{Plan, Tier as PaceTier};
use crate::model::text::Text;
use crate::model::words;
use crate::render::said;
use crate::render::view::view;

view! {
    /// What we believed, and what meeting the customer made of it.
    pub struct Hypothesis {
        /// How they did it before.
        pub today: String,
        /// What we believed they need.
        belief: String,
        /// What they would gain.
        pub benefit: String,
        /// What we assumed.
        pub assumptions: Vec<String>,
        /// What would have made us stop.
        pub stop_if: String,
        /// What meeting the customer made of it, when and with whom.
        verdict: String,
        /// What held.
        pub confirmed: String,
        /// What we learned that changed it.
        pub adjusted: String,
    }
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

view! {
    /// One tier of the PACE plan.
    pub struct Tier {
        /// The name.
        name: &'static str,
        /// What one falls back on.
        plan: String,
        /// Who carries it.
        owner: String,
        /// What it depends on.
        needs: String,
        /// How one knows that it works.
        verify: String,
        /// The trigger at which it is left.
        leave_when: String,
        /// Who may switch.
        switched_by: String,
        /// When it was tried out, and what came of it.
        exercised: String,
    }
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
