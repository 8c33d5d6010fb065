//! What our products lacked across all engagements, by product: what most customers lack comes first.

use crate::insight::gaps::{self, Gap};
use crate::model::words::{and_list, count};
use crate::render::documents::prelude::*;
use crate::render::parts::requirements::with_note;
use crate::render::subject::Portfolio;

view! {
    /// Everything the template can place.
    pub struct View {
        /// The day used for figures: by default the last day in the records.
        as_of: String,
        /// How many gaps there are, for how many customers, and how many have no plan.
        summary: String,
        /// The products, those that most customers found lacking first.
        products: Vec<ProductView>,
        /// How many gaps are not shown, in words.
        others: String,
    }

    /// A product, and what it lacked.
    pub struct ProductView {
        /// The name; empty for what no product of ours meets.
        name: String,
        /// What it lacked, what most customers lack first.
        gaps: Vec<GapView>,
    }

    /// Something missing, for each requirement that names it in the same words.
    pub struct GapView {
        /// What is missing.
        missing: String,
        /// The requirement, as the first customer worded it.
        requirement: String,
        /// The customers who need it.
        customers: String,
        /// Kinds of requirement: executive, business, technical, user, security or regulatory.
        class: String,
        /// The highest priority that a customer gave it, 1 first.
        priority: Option<u32>,
        /// How the gap is closed.
        plan: String,
        /// How many requirements name it.
        times: usize,
    }
}

/// The maximum number of gaps shown.
const MOST: usize = 40;

/// The maximum number of customers named for a gap.
const NAMED: usize = 5;

/// The gaps of all engagements.
pub fn view(portfolio: &Portfolio) -> View {
    let found = gaps::by_product(portfolio.summaries.iter().flat_map(|summary| &summary.gaps));
    let mut room = MOST;
    let products = found.iter().map(|gaps| {
        let shown = &gaps[..gaps.len().min(room)];
        room -= shown.len();
        ProductView { name: gaps[0][0].product.clone(), gaps: shown.iter().map(|same| gap(same)).collect() }
    });
    let products = products.filter(|product| !product.gaps.is_empty()).collect();
    let all: Vec<_> = found.iter().flatten().collect();
    View {
        as_of: day(portfolio.day.or(portfolio.last)),
        summary: summary(&found),
        products,
        others: wording::not_shown(all.len().saturating_sub(MOST)),
    }
}

/// `5 gaps at 2 customers; 1 without a recorded plan.`
fn summary(found: &[Vec<Vec<&Gap>>]) -> String {
    let all: Vec<&Gap> = found.iter().flatten().flatten().copied().collect();
    let customers = count(gaps::customers(&all).len(), "customer");
    let unplanned = found.iter().flatten().filter(|same| same.iter().all(|gap| gap.plan.is_none())).count();
    let unplanned = if unplanned == 0 { String::new() } else { format!("; {unplanned} without a recorded plan") };
    let gaps = count(found.iter().map(Vec::len).sum(), "gap");
    format!("{gaps} at {customers}{unplanned}.")
}

fn gap(same: &[&Gap]) -> GapView {
    let first = same[0];
    let customers: Vec<_> = gaps::customers(same).into_iter().collect();
    let more = customers.len().saturating_sub(NAMED);
    let named = customers.iter().take(NAMED).map(|name| (*name).to_owned());
    GapView {
        missing: first.missing.clone(),
        requirement: first.statement.clone(),
        customers: and_list(named.chain((more > 0).then(|| format!("{more} more")))),
        class: each(same.iter().map(|gap| Class::word(gap.class).to_owned())),
        priority: gaps::priority(same).map(|priority| priority.0),
        plan: each(same.iter().filter_map(|gap| gap.plan.as_ref()).map(plan)),
        times: same.len(),
    }
}

/// Each of the words once.
fn each(words: impl Iterator<Item = String>) -> String {
    words.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
}

/// `build (second cycle)`.
fn plan(plan: &DeltaPlan) -> String {
    with_note(if plan.how == How::Drop { "leave open" } else { plan.how.word() }, plan)
}
