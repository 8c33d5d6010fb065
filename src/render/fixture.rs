//! Test documents of three engagements: a rich one, a bare one, one called off.

use super::view::view;
use super::{About, Audience, DOCUMENTS, Document, Portfolio, Subject, Summary, rank, render};
use crate::insight::{as_of, fixture};
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;

/// Two cycles with every kind of data.
pub const HARBOR: &str = include_str!("testdata/harbor.json");
/// Three answers and nothing else.
pub const BARE: &str = include_str!("testdata/bare.json");
/// Called off after the customer was met.
pub const CALLED_OFF: &str = include_str!("testdata/called-off.json");

view! {
    /// What a template of the tests is given.
    pub struct Sample {
        /// A.
        pub title: String,
        /// B.
        pub customer: Customer,
        /// C.
        pub cycle: u32,
        /// D.
        pub goals: Vec<SampleGoal>,
    }

    pub struct Customer {
        /// A.
        pub name: String,
    }

    pub struct SampleGoal {
        /// A.
        pub words: String,
        /// B.
        pub proofs: Vec<Proof>,
    }

    pub struct Proof {
        /// A.
        pub what: String,
    }
}

/// The portfolio of some engagements, which lives as long as the test.
pub fn portfolio<'a>(engagements: &[Engagement], settings: &Settings) -> Portfolio<'a> {
    let last = engagements.iter().filter_map(as_of::day).max();
    let mut summaries: Vec<_> = engagements.iter().map(|one| Summary::of(one, settings, last)).collect();
    rank(&mut summaries);
    Portfolio { summaries: summaries.leak(), is_published: false, day: None, last }
}

/// The subject of a document: a cycle of the engagement, or a workspace with only that engagement.
pub fn about<'a>(
    document: &Document,
    engagement: &'a Engagement,
    settings: &'a Settings,
    cycle: Option<u32>,
) -> About<'a> {
    if document.is_about_workspace() {
        About::Workspace(portfolio(std::slice::from_ref(engagement), settings))
    } else {
        let cycle = cycle.unwrap_or_else(|| document.cycle_for(engagement));
        About::Cycle(Subject { engagement, settings, cycle, day: None, since: None })
    }
}

/// A document about a cycle of an engagement; without a cycle, about the document's default one.
pub fn rendered(name: &str, engagement: &Engagement, settings: &Settings, cycle: Option<u32>) -> String {
    let document = Document::named(name).unwrap();
    render(document, &document.builtin(), &about(document, engagement, settings, cycle)).unwrap()
}

/// The same for an engagement in JSON, in a workspace without settings.
pub fn document(name: &str, json: &str, cycle: Option<u32>) -> String {
    rendered(name, &fixture::engagement(json), &Settings::default(), cycle)
}

/// Every document about a cycle, with its name.
pub fn documents(engagement: &Engagement, cycle: u32) -> Vec<(&'static str, String)> {
    let text = |name| rendered(name, engagement, &Settings::default(), Some(cycle));
    DOCUMENTS.iter().map(|document| (document.name, text(document.name))).collect()
}

/// The documents for the customer.
pub fn for_customer() -> impl Iterator<Item = &'static Document<'static>> {
    DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer)
}
