//! What our products lacked: requirements that they do not fully meet, by product and by what is missing.

use std::cmp::Reverse;

use crate::insight::prelude::*;
use crate::insight::{fit, recurrence};

/// A requirement that our products do not fully meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The product that meets a part of it, without what follows a comma; empty if none is recorded.
    pub product: String,
    /// What is missing; empty if not recorded.
    pub missing: String,
    /// What is needed.
    pub statement: String,
    /// Who needs it.
    pub customer: String,
    /// Kind of requirement.
    pub class: Class,
    /// The customer's priority, 1 first.
    pub priority: Option<Count>,
    /// How well the product meets it.
    pub fit: Option<Fit>,
    /// The plan to close the gap.
    pub plan: Option<DeltaPlan>,
}

/// The gaps that an engagement found; dropped requirements are left out.
pub fn of(engagement: &Engagement) -> Vec<Gap> {
    let all = engagement.all::<Requirement>().map(|(_, requirement)| requirement);
    let gaps = all.filter(|one| one.status != Some(Status::Dropped) && fit::is_delta(one));
    gaps.map(|one| gap(engagement, one)).collect()
}

fn gap(engagement: &Engagement, requirement: &Requirement) -> Gap {
    let line = |text: &Option<Text>| text.as_ref().map(Text::one_line).unwrap_or_default();
    Gap {
        product: line(&requirement.portfolio).split(',').next().unwrap_or_default().trim_end().to_owned(),
        missing: line(&requirement.delta),
        statement: requirement.statement.one_line(),
        customer: one_line(engagement.customer()),
        class: requirement.class,
        priority: requirement.priority,
        fit: requirement.fit,
        plan: requirement.delta_plan.clone(),
    }
}

/// The gaps of each product, and of those each with what is missing in the same words: first what most customers lack,
/// then the highest priority.
pub fn by_product<'a>(gaps: impl Iterator<Item = &'a Gap>) -> Vec<Vec<Vec<&'a Gap>>> {
    let products = grouped(gaps, |gap| recurrence::normal(&gap.product));
    let missing = |gap: &Gap| recurrence::normal(if gap.missing.is_empty() { &gap.statement } else { &gap.missing });
    products.into_iter().map(|product| grouped(product.into_iter(), missing)).collect()
}

fn grouped<'a>(gaps: impl Iterator<Item = &'a Gap>, key: impl Fn(&Gap) -> String) -> Vec<Vec<&'a Gap>> {
    let mut groups: BTreeMap<String, Vec<&Gap>> = BTreeMap::new();
    for gap in gaps {
        groups.entry(key(gap)).or_default().push(gap);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_cached_key(|group| {
        let priority = priority(group);
        (Reverse(customers(group).len()), priority.is_none(), priority)
    });
    groups
}

/// The customers of some gaps, each once.
pub fn customers<'a>(gaps: &[&'a Gap]) -> BTreeSet<&'a str> {
    gaps.iter().map(|gap| gap.customer.as_str()).collect()
}

/// The highest priority that a customer gave.
pub fn priority(gaps: &[&Gap]) -> Option<Count> {
    gaps.iter().filter_map(|gap| gap.priority).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_most_customers_lack_comes_first_then_the_highest_priority() {
        let engagement = |customer: &str, needs: &[&str]| {
            let need = |(at, more): (usize, &&str)| {
                format!(
                    r#""requirements/r{at}": {{"statement": "s{at}", "class": "user", "raised": "2026-03-02", {more}}}"#
                )
            };
            let needs: Vec<_> = needs.iter().enumerate().map(need).collect();
            let charter =
                format!(r#"{{"schema": "1", "title": "T", "customer": "{customer}", "opened": "2026-03-01"}}"#);
            fixture::engagement(&format!(r#"{{"charter": {charter}, "records": {{{}}}}}"#, needs.join(",")))
        };
        let port = engagement(
            "Port",
            &[
                r#""fit": "none", "priority": "1""#,
                r#""fit": "partial", "portfolio": "Viewer", "delta": "No maps.", "priority": "3""#,
                r#""fit": "partial", "portfolio": "Viewer", "delta": "too big", "priority": "2""#,
                r#""fit": "full", "portfolio": "Viewer""#,
                r#""fit": "none", "status": "dropped""#,
            ],
        );
        let farm = engagement("Farm", &[r#""fit": "none", "portfolio": "viewer", "delta": "no maps""#]);
        let gaps = [of(&port), of(&farm)].concat();
        let found: Vec<Vec<_>> = by_product(gaps.iter())
            .iter()
            .map(|product| product.iter().map(|same| (same[0].missing.as_str(), same.len())).collect())
            .collect();
        assert_eq!(found, [vec![("No maps.", 2), ("too big", 1)], vec![("", 1)]]);
    }
}
