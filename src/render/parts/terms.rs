//! What was agreed for the whole engagement: contract, price, scope, conditions, training.

use crate::render::parts::prelude::*;

view! {
    /// What was agreed.
    #[derive(Default)]
    pub struct Terms {
        /// The contract's number or name.
        pub contract: String,
        /// The day on which the contract ends, as YYYY-MM-DD.
        pub contract_ends_iso: Option<Date>,
        /// How far the contract bends.
        pub flexibility: String,
        /// The price; empty unless the charter allows it to be shown.
        pub price: Price,
        /// What is agreed to be part of it.
        pub scope_in: Vec<String>,
        /// What is agreed not to be part of it.
        pub scope_out: Vec<String>,
        /// What is delivered, by when and for which goal.
        pub deliverables: Vec<DeliverableView>,
        /// What the customer provides.
        pub customer_provides: Vec<String>,
        /// How many days the customer has to accept a deliverable.
        pub acceptance_days: Option<u32>,
        /// Who owns what is built.
        pub ownership: String,
        /// What must be given for it to work.
        pub conditions: Vec<String>,
        /// The laws and rules that apply.
        pub regulations: Vec<String>,
        /// The partners who take part.
        pub partners: Vec<PartnerView>,
        /// The training still owed.
        pub training_owed: Vec<String>,
        /// The training given.
        pub training_given: Vec<String>,
        /// What stays running with the customer at the end.
        pub final_state: String,
        /// The days between things that the customer can judge, where that was agreed.
        pub cadence: Option<u32>,
    }

    /// Something that is delivered.
    pub struct DeliverableView {
        /// What it is, in words.
        pub what: String,
        /// By when, as YYYY-MM-DD.
        pub due_iso: Option<Date>,
        /// The goal that it serves.
        pub goal: String,
        /// Whether it is of the cycle: by its goal, else by its day.
        pub is_of_cycle: bool,
        /// Whether its goal is met.
        pub is_met: bool,
    }

    /// A partner who takes part.
    pub struct PartnerView {
        /// The name.
        pub name: String,
        /// What they do.
        pub role: String,
        /// What may go wrong with them.
        pub risk: String,
    }

    /// What it costs.
    #[derive(Default)]
    pub struct Price {
        /// How it is paid: `time-and-materials`, `fixed-price` or `no-charge`.
        pub pricing_key: &'static str,
        /// The budget of the whole engagement, as a decimal.
        pub amount: Option<Amount>,
        /// The budget's currency.
        pub currency: String,
        /// What is left of a budget of time and materials, as a decimal; empty where it is used up.
        pub left: Option<Amount>,
    }
}

/// The terms in the charter, as they stand in a cycle.
pub fn of(engagement: &Engagement, cycle: u32) -> Terms {
    let Some(charter) = &engagement.charter else { return Terms::default() };
    let (contract, scope, training) = (charter.contract.as_ref(), charter.scope.as_ref(), charter.training.as_ref());
    // what has no day may have been recorded after a cycle that was followed by another
    let last = Some(charter).filter(|_| engagement.followed_by.is_none());
    let given = last.and_then(|charter| charter.training.as_ref()).map(|training| lines(&training.given));
    let ends = contract.and_then(|contract| contract.ends);
    Terms {
        contract: line(contract.and_then(|contract| contract.reference.as_ref())),
        contract_ends_iso: ends,
        flexibility: line(contract.and_then(|contract| contract.flexibility.as_ref())),
        price: if charter.show_pricing.is_some_and(|shown| shown.0) {
            price(engagement, charter, cycle)
        } else {
            Price::default()
        },
        scope_in: scope.map(|scope| lines(&scope.r#in)).unwrap_or_default(),
        scope_out: scope.map(|scope| lines(&scope.out)).unwrap_or_default(),
        deliverables: charter.deliverables.iter().map(|one| deliverable(engagement, cycle, one)).collect(),
        customer_provides: lines(&charter.customer_provides),
        acceptance_days: charter.acceptance_days.map(Days::get),
        ownership: line(charter.ownership.as_ref()),
        conditions: lines(&charter.conditions),
        regulations: lines(&charter.regulations),
        partners: (charter.partners.iter())
            .map(|one| PartnerView {
                name: one.name.one_line(),
                role: line(one.role.as_ref()),
                risk: line(one.risk.as_ref()),
            })
            .collect(),
        training_owed: training.map(|training| lines(&training.owed)).unwrap_or_default(),
        training_given: given.unwrap_or_default(),
        final_state: prose(last.and_then(|charter| charter.final_state.as_ref())),
        cadence: charter.cadence.map(|days| days.0),
    }
}

fn deliverable(engagement: &Engagement, cycle: u32, one: &Deliverable) -> DeliverableView {
    let goal = one.goal.as_ref().and_then(|name| engagement.records.get(name));
    let began = |cycle| engagement.entries_in(cycle).map(|entry| entry.common.entered).min();
    let ended = engagement.followed_by.map(|(_, began)| began).or_else(|| began(cycle + 1));
    let is_due = one.due.is_none_or(|due| Some(due) >= began(cycle) && ended.is_none_or(|ended| due < ended));
    let goals = goals::of_cycle(engagement, cycle);
    DeliverableView {
        what: one.what.one_line(),
        due_iso: one.due,
        goal: line(goal.and_then(Record::text)),
        is_of_cycle: one.goal.as_ref().map_or(is_due, |goal| goals.iter().any(|(name, _)| *name == goal)),
        is_met: matches!(goal, Some(Record::Goal(goal)) if goal.verdict == Some(Verdict::Met)),
    }
}

/// What the customer may see of the price. What is spent under a fixed price is ours alone.
fn price(engagement: &Engagement, charter: &Charter, cycle: u32) -> Price {
    let pricing_key = charter.pricing.map(Pricing::word).unwrap_or_default();
    let against = spend::against_budget(engagement, cycle).filter(|_| charter.pricing != Some(Pricing::NoCharge));
    let Some(against) = against else { return Price { pricing_key, ..Price::default() } };
    let is_by_time = charter.pricing == Some(Pricing::TimeAndMaterials);
    Price {
        pricing_key,
        amount: Some(against.budget.amount),
        currency: against.budget.currency.to_string(),
        left: Some(against.budget.amount - against.spent).filter(|left| is_by_time && *left >= Amount::ZERO),
    }
}
