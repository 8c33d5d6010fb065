//! Whole documents of three engagements for the tests: a rich one, a bare one, one called off.

use super::{About, Document, Subject, render};
use crate::insight::fixture;
use crate::model::settings::Settings;

/// Two cycles with all there is.
pub const HARBOR: &str = include_str!("testdata/harbor.json");
/// Three answers and nothing else.
pub const BARE: &str = include_str!("testdata/bare.json");
/// Called off after the customer was met.
pub const CALLED_OFF: &str = include_str!("testdata/called-off.json");

/// A document about a cycle; the one that it takes by itself unless told.
pub fn document(name: &str, json: &str, cycle: Option<u32>) -> String {
    document_under(&Settings::default(), name, json, cycle)
}

/// The same in a workspace with settings.
pub fn document_under(settings: &Settings, name: &str, json: &str, cycle: Option<u32>) -> String {
    let engagement = fixture::engagement(json);
    let document = Document::named(name).unwrap();
    let cycle = cycle.unwrap_or_else(|| document.cycle_for(&engagement));
    let subject = Subject { engagement: &engagement, settings, cycle, day: None };
    render(document, &document.builtin(), &About::Cycle(subject)).unwrap()
}
