//! What was brought home: artifacts, what was tried, and findings somebody allowed.

use serde::Serialize;

use crate::model::engagement::Engagement;
use crate::model::finding::Allowance;
use crate::model::record::{Approach as Tried, Artifact as Brought};
use crate::model::words;
use crate::render::said;

/// Something brought home.
#[derive(Debug, Serialize)]
pub struct Artifact {
    what: String,
    class: String,
    on: String,
    kept_at: String,
    cleared_by: String,
}

/// The artifacts of a cycle.
pub fn artifacts(engagement: &Engagement, cycle: u32) -> Vec<Artifact> {
    let artifact = |artifact: &Brought| Artifact {
        what: artifact.what.one_line(),
        class: artifact.class.to_string(),
        on: words::date(artifact.on),
        kept_at: said::line(artifact.kept_at.as_ref()),
        cleared_by: said::name(engagement, artifact.cleared_by.as_ref()),
    };
    engagement.in_cycle::<Brought>(cycle).map(|(_, brought)| artifact(brought)).collect()
}

/// Something tried.
#[derive(Debug, Serialize)]
pub struct Approach {
    what: String,
    result: String,
    why: String,
    revisit_when: String,
}

/// The approaches tried in a cycle.
pub fn approaches(engagement: &Engagement, cycle: u32) -> Vec<Approach> {
    let approach = |tried: &Tried| Approach {
        what: tried.what.one_line(),
        result: tried.result.to_string(),
        why: said::line(tried.why.as_ref()),
        revisit_when: said::line(tried.revisit_when.as_ref()),
    };
    engagement.in_cycle::<Tried>(cycle).map(|(_, tried)| approach(tried)).collect()
}

/// A finding somebody allowed.
#[derive(Debug, Serialize)]
pub struct Allowed {
    record: String,
    check: String,
    because: String,
}

/// The findings allowed in the charter, a cycle and its records.
pub fn allowed(engagement: &Engagement, cycle: u32) -> Vec<Allowed> {
    let charter = engagement.charter.iter().map(|charter| ("engagement".to_owned(), charter.allow.as_slice()));
    let entries = engagement.entries_in(cycle).map(|entry| (entry.id.to_string(), entry.rest.allow.as_slice()));
    let pace = engagement.pace(cycle).map(|pace| (format!("cycle-{cycle}/pace"), pace.allow.as_slice()));
    let records =
        engagement.records.iter().filter(|(_, record)| engagement.cycle_of(record).is_none_or(|at| at == cycle));
    let records = records.map(|(name, record)| (name.to_string(), record.allow()));
    let all = charter.chain(entries).chain(pace).chain(records);
    all.flat_map(|(record, allow)| allow.iter().map(move |allowance| row(&record, allowance))).collect()
}

fn row(record: &str, allowance: &Allowance) -> Allowed {
    Allowed { record: record.to_owned(), check: allowance.check.one_line(), because: allowance.because.one_line() }
}
