//! What was agreed for the whole engagement: contract, price, scope, conditions, training.

use super::{line, lines, prose};
use crate::model::charter::{Charter, Deliverable as Promised, Partner as Firm, Pricing};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::Record;
use crate::render::said;

/// What was agreed.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The contract's number or name.
    pub contract: String,
    /// How far the contract bends.
    pub flexibility: String,
    /// The day the contract ends.
    pub contract_ends: Option<Date>,
    /// What it costs; nothing unless the charter says that it may be shown.
    pub price: Price,
    /// What belongs to it.
    pub scope_in: Vec<String>,
    /// What does not.
    pub scope_out: Vec<String>,
    /// What is delivered.
    pub deliverables: Vec<Deliverable>,
    /// What the customer provides.
    pub customer_provides: Vec<String>,
    /// Days to accept a deliverable.
    pub acceptance_days: Option<usize>,
    /// Who owns what is built.
    pub ownership: String,
    /// The mark on documents for the customer.
    pub marking: String,
    /// What it depends on.
    pub conditions: Vec<String>,
    /// Laws and rules that apply.
    pub regulations: Vec<String>,
    /// The partners.
    pub partners: Vec<Partner>,
    /// Training owed.
    pub training_owed: Vec<String>,
    /// Training given.
    pub training_given: Vec<String>,
    /// What stays running at the end.
    pub final_state: String,
    /// Days between things the customer can judge, where that was agreed.
    pub cadence: Option<usize>,
}

/// Something that is delivered.
#[derive(Debug, Clone)]
pub struct Deliverable {
    /// What it is.
    pub what: String,
    /// The day it is due.
    pub due: Option<Date>,
    /// The statement of the goal that it serves.
    pub goal: String,
}

/// A partner who takes part.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The name.
    pub name: String,
    /// What they do.
    pub role: String,
    /// What may go wrong with them.
    pub risk: String,
}

/// What it costs.
#[derive(Debug, Clone, Default)]
pub struct Price {
    /// `paid by time and materials`.
    pub how: &'static str,
    /// `EUR 48,000.00`, of the whole engagement.
    pub budget: String,
    /// Whether the budget is the price, and not its bound.
    pub is_fixed: bool,
}

/// The terms in the charter.
pub fn of(engagement: &Engagement) -> Terms {
    let Some(charter) = &engagement.charter else { return Terms::default() };
    let (contract, scope, training) = (charter.contract.as_ref(), charter.scope.as_ref(), charter.training.as_ref());
    Terms {
        contract: line(contract.and_then(|contract| contract.reference.as_ref())),
        flexibility: line(contract.and_then(|contract| contract.flexibility.as_ref())),
        contract_ends: contract.and_then(|contract| contract.ends),
        price: if charter.show_pricing.is_some_and(|shown| shown.0) { price(charter) } else { Price::default() },
        scope_in: scope.map(|scope| lines(&scope.r#in)).unwrap_or_default(),
        scope_out: scope.map(|scope| lines(&scope.out)).unwrap_or_default(),
        deliverables: charter.deliverables.iter().map(|one| deliverable(engagement, one)).collect(),
        customer_provides: lines(&charter.customer_provides),
        acceptance_days: charter.acceptance_days.map(|days| days.get() as usize),
        ownership: line(charter.ownership.as_ref()),
        marking: line(charter.marking.as_ref().and_then(|marking| marking.customer.as_ref())),
        conditions: lines(&charter.conditions),
        regulations: lines(&charter.regulations),
        partners: charter.partners.iter().map(partner).collect(),
        training_owed: training.map(|training| lines(&training.owed)).unwrap_or_default(),
        training_given: training.map(|training| lines(&training.given)).unwrap_or_default(),
        final_state: prose(charter.final_state.as_ref()),
        cadence: charter.cadence.map(|days| days.0 as usize),
    }
}

fn deliverable(engagement: &Engagement, one: &Promised) -> Deliverable {
    let goal = one.goal.as_ref().and_then(|name| engagement.records.get(name)).and_then(Record::text);
    Deliverable { what: one.what.one_line(), due: one.due, goal: line(goal) }
}

fn partner(one: &Firm) -> Partner {
    Partner { name: one.name.one_line(), role: line(one.role.as_ref()), risk: line(one.risk.as_ref()) }
}

fn price(charter: &Charter) -> Price {
    let how = match charter.pricing {
        Some(Pricing::TimeAndMaterials) => "paid by time and materials",
        Some(Pricing::FixedPrice) => "paid at a fixed price",
        Some(Pricing::NoCharge) => "at no charge",
        None => "",
    };
    let is_charged = charter.pricing != Some(Pricing::NoCharge);
    let budget = charter.budget.as_ref().filter(|_| is_charged);
    let budget = budget.map(|budget| said::money(budget.amount, &budget.currency)).unwrap_or_default();
    Price { how, budget, is_fixed: charter.pricing == Some(Pricing::FixedPrice) }
}
