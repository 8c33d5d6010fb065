//! Work done and planned, and materials we hold.

use std::ops::RangeInclusive;

use crate::render::parts::prelude::*;

view! {
    /// What is done in a cycle, and is to be done.
    #[derive(Default)]
    pub struct Work {
        /// The nine steps, each with the first day there.
        pub steps: Vec<Entered>,
        /// What is built.
        pub prototype: String,
        /// What it takes up of the customer's space, power and network.
        pub footprint: String,
        /// Where the next or the last visit goes.
        pub site: String,
        /// The first day of the visit, as YYYY-MM-DD.
        pub visit_from_iso: Option<Date>,
        /// The last day of the visit, as YYYY-MM-DD.
        pub visit_to_iso: Option<Date>,
        /// The days on which it was or is to be shown, as YYYY-MM-DD.
        pub demos_iso: Vec<Date>,
        /// What of it is done.
        pub done: WorkDone,
    }

    /// A step, and when it was come to.
    pub struct Entered {
        /// The step.
        pub step: Step,
        /// The first day there, as YYYY-MM-DD; empty where it was not entered.
        pub on_iso: Option<Date>,
    }

    /// What is done.
    #[derive(Default)]
    pub struct WorkDone {
        /// The days on which we met, as YYYY-MM-DD.
        pub met_iso: Vec<Date>,
        /// What is installed.
        pub installed: String,
        /// The day on which it was installed, as YYYY-MM-DD.
        pub installed_on_iso: Option<Date>,
        /// Where it was installed.
        pub installed_at: String,
        /// The days on which it was shown, as YYYY-MM-DD.
        pub shown_iso: Vec<Date>,
    }

    /// Something brought home.
    pub struct Taken {
        /// What it is, in words.
        pub what: String,
        /// On which day it was taken, as YYYY-MM-DD.
        pub on_iso: Date,
        /// Where it comes from.
        pub origin: String,
        /// Who allowed it to leave.
        pub cleared_by: String,
        /// By when it goes back or is deleted, as YYYY-MM-DD.
        pub return_by_iso: Option<Date>,
        /// When it went back or was deleted, as YYYY-MM-DD.
        pub returned_iso: Option<Date>,
    }
}

/// The work of some cycles.
pub fn of(engagement: &Engagement, cycles: RangeInclusive<u32>) -> Work {
    let entries: Vec<_> = engagement.entries.values().filter(|entry| cycles.contains(&entry.id.cycle)).collect();
    let mut work = Work { steps: Step::ALL.iter().map(|step| entered(*step, &entries)).collect(), ..Work::default() };
    for entry in entries {
        take(entry, &mut work);
    }
    let last = as_of::day(engagement);
    work.done.shown_iso = work.demos_iso.iter().copied().filter(|day| Some(*day) <= last).collect();
    work
}

fn entered(step: Step, entries: &[&Entry]) -> Entered {
    let first = entries.iter().find(|entry| entry.id.step == step).map(|entry| entry.common.entered);
    Entered { step, on_iso: first }
}

fn take(entry: &Entry, work: &mut Work) {
    let done = &mut work.done;
    match &entry.answers {
        Answers::Validate(met) => done.met_iso.extend(met.met),
        Answers::Dev(dev) => {
            later(&mut work.prototype, prose(dev.prototype.as_ref()));
            later(&mut work.footprint, line(dev.footprint.as_ref()));
            if let Some(trip) = &dev.trip {
                later(&mut work.site, line(trip.site.as_ref()));
                (work.visit_from_iso, work.visit_to_iso) = (trip.from, trip.to);
            }
        }
        Answers::Onsite(onsite) if onsite.installed.is_some() => {
            done.installed = prose(onsite.installed.as_ref());
            done.installed_on_iso = Some(entry.common.entered);
            done.installed_at.clone_from(&work.site);
        }
        Answers::Demo(demo) => work.demos_iso.extend(demo.on),
        _ => {}
    }
}

/// Later answers override earlier ones.
fn later(text: &mut String, now: String) {
    if !now.is_empty() {
        *text = now;
    }
}

/// The materials taken by the end of a cycle, in order, without uncleared ones of class `other`: those are ours.
pub fn taken(engagement: &Engagement, cycle: u32) -> Vec<Taken> {
    let by_now = engagement.all::<Artifact>().filter(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let is_theirs = |artifact: &Artifact| artifact.cleared_by.is_some() || artifact.class != ArtifactClass::Other;
    let taken = by_now.filter(|(_, artifact)| is_theirs(artifact)).map(|(_, artifact)| Taken {
        what: artifact.what.one_line(),
        on_iso: artifact.on,
        origin: line(artifact.origin.as_ref()),
        cleared_by: name(engagement, artifact.cleared_by.as_ref()),
        return_by_iso: artifact.return_by,
        returned_iso: artifact.returned,
    });
    taken.collect()
}
