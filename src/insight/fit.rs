//! How well our products meet the requirements, and whether there is a plan for the gaps.

use crate::insight::prelude::*;

/// The requirements that were not dropped, counted by their fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fits {
    /// Fully met.
    pub full: usize,
    /// Partly met.
    pub partial: usize,
    /// Not met.
    pub none: usize,
    /// Not assessed.
    pub unjudged: usize,
    /// Deltas, that is requirements that are not fully met, with a plan.
    pub planned: usize,
    /// Deltas without one.
    pub unplanned: usize,
}

impl Fits {
    /// How many of them are not fully met.
    pub fn deltas(&self) -> usize {
        self.planned + self.unplanned
    }
}

/// The requirements counted by their fit.
pub fn of(engagement: &Engagement) -> Fits {
    let mut fits = Fits::default();
    let all = engagement.all::<Requirement>().map(|(_, requirement)| requirement);
    for requirement in all.filter(|requirement| requirement.status != Some(Status::Dropped)) {
        match requirement.fit {
            Some(Fit::Full) => fits.full += 1,
            Some(Fit::Partial) => fits.partial += 1,
            Some(Fit::None) => fits.none += 1,
            None => fits.unjudged += 1,
        }
        match (is_delta(requirement), &requirement.delta_plan) {
            (true, Some(_)) => fits.planned += 1,
            (true, None) => fits.unplanned += 1,
            _ => {}
        }
    }
    fits
}

/// Whether it is not fully met.
pub fn is_delta(requirement: &Requirement) -> bool {
    matches!(requirement.fit, Some(Fit::Partial | Fit::None)) || requirement.delta.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_delta_is_what_lacks_something_and_a_dropped_one_lacks_nothing() {
        let requirement =
            |more: &str| format!(r#"{{"statement": "s", "class": "user", "raised": "2026-03-02"{more}}}"#);
        let records = [
            r#", "fit": "full""#,
            r#", "fit": "partial", "delta_plan": {"how": "build"}"#,
            r#", "fit": "none""#,
            r#", "delta": "no maps""#,
            "",
            r#", "fit": "none", "status": "dropped""#,
        ];
        let records: Vec<_> = (records.iter().enumerate())
            .map(|(at, more)| format!(r#""requirements/r{at}": {}"#, requirement(more)))
            .collect();
        let fits = of(&fixture::engagement(&format!(r#"{{"records": {{{}}}}}"#, records.join(","))));
        assert_eq!(fits, Fits { full: 1, partial: 1, none: 1, unjudged: 2, planned: 1, unplanned: 2 });
        assert_eq!(fits.deltas(), 3);
    }
}
