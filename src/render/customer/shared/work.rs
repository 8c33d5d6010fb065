//! What was done and is to be done, and what was brought home.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{line, prose};
use crate::insight::{as_of, signature};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Entry};
use crate::model::record::{Artifact, ArtifactClass};
use crate::model::step::Step;

/// What was done and is to be done.
#[derive(Debug, Clone, Default)]
pub struct Work {
    /// The steps that were come to, each with the first day there.
    pub entered: BTreeMap<Step, Date>,
    /// The days we met them to talk it over.
    pub met: Vec<Date>,
    /// What the prototype shows, the last one.
    pub prototype: String,
    /// What was installed last, and where.
    pub installed: String,
    /// The day we came to install it.
    pub installed_on: Option<Date>,
    /// Where that was.
    pub installed_at: String,
    /// Where the next or the last visit goes.
    pub site: String,
    /// Its first and last day.
    pub visit: (Option<Date>, Option<Date>),
    /// What it takes up of their space, power and network.
    pub footprint: String,
    /// The days on which it was or is to be shown.
    pub demos: Vec<Date>,
    /// Those of them that are past.
    pub shown: Vec<Date>,
}

/// Something brought home.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What it is.
    pub what: String,
    /// Whether it is a document.
    pub is_document: bool,
    /// The day it was taken.
    pub on: Date,
    /// Where it comes from.
    pub origin: String,
    /// Who allowed it to leave.
    pub cleared_by: String,
    /// The day by which it goes back or is deleted.
    pub return_by: Option<Date>,
    /// The day it went back or was deleted.
    pub returned: Option<Date>,
}

/// The work of some cycles.
pub fn of(engagement: &Engagement, cycles: RangeInclusive<u32>) -> Work {
    let mut work = Work::default();
    for entry in engagement.entries.values().filter(|entry| cycles.contains(&entry.id.cycle)) {
        work.entered.entry(entry.id.step).or_insert(entry.common.entered);
        take(entry, &mut work);
    }
    let last = as_of::day(engagement);
    work.shown = work.demos.iter().copied().filter(|day| Some(*day) <= last).collect();
    work
}

fn take(entry: &Entry, work: &mut Work) {
    match &entry.answers {
        Answers::Validate(met) => work.met.extend(met.met),
        Answers::Dev(dev) => {
            later(&mut work.prototype, prose(dev.prototype.as_ref()));
            later(&mut work.footprint, line(dev.footprint.as_ref()));
            if let Some(trip) = &dev.trip {
                later(&mut work.site, line(trip.site.as_ref()));
                work.visit = (trip.from, trip.to);
            }
        }
        Answers::Onsite(onsite) if onsite.installed.is_some() => {
            work.installed = prose(onsite.installed.as_ref());
            work.installed_on = Some(entry.common.entered);
            work.installed_at.clone_from(&work.site);
        }
        Answers::Demo(demo) => work.demos.extend(demo.on),
        _ => {}
    }
}

/// What was said later stands.
fn later(said: &mut String, now: String) {
    if !now.is_empty() {
        *said = now;
    }
}

/// What was brought home by the end of a cycle, in order.
pub fn taken(engagement: &Engagement, cycle: u32) -> Vec<Taken> {
    let by_now = engagement.all::<Artifact>().filter(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let taken = by_now.map(|(_, artifact)| Taken {
        what: artifact.what.one_line(),
        is_document: artifact.class == ArtifactClass::Document,
        on: artifact.on,
        origin: line(artifact.origin.as_ref()),
        cleared_by: super::name(engagement, artifact.cleared_by.as_ref()),
        return_by: artifact.return_by,
        returned: artifact.returned,
    });
    taken.collect()
}
