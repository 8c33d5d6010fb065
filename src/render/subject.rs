//! The subjects of documents, and how much of them each audience is given.

use crate::render::documents::portfolio::summary::Summary;
use crate::render::parts::ended::{self, Ended};
use crate::render::parts::{day, line, people};
use crate::render::prelude::*;
use crate::render::view::view;

/// One cycle of an engagement with all its data, for internal documents.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The engagement as far as it could be read.
    pub engagement: &'a Engagement,
    /// The settings of its workspace.
    pub settings: &'a Settings,
    /// The cycle.
    pub cycle: u32,
    /// The day the report to management measures against; by default the last one in the record.
    pub day: Option<Date>,
    /// The first day of the weekly update; by default the seventh day back.
    pub since: Option<Date>,
}

view! {
    /// What every document about an engagement that is not the customer's begins with.
    pub struct Head {
        /// What the engagement is called.
        title: String,
        /// The customer's name.
        customer: String,
        /// The engagement's id, its folder's name.
        id: String,
        /// The number of the cycle it is about, from 1.
        cycle: u32,
        /// When the cycle was opened and reviewed: `opened 23 February, reviewed 14 April 2026`.
        days: String,
        /// The last day it covers.
        as_of: String,
        /// The last day it covers, as YYYY-MM-DD; `day_short` leaves out its year.
        as_of_iso: Option<Date>,
        /// The customer's mission that the engagement serves.
        mission: String,
        /// How the engagement ended, if it did.
        ended: Ended,
        /// The mark that the document bears for its audience; empty where none is set.
        marking: String,
        /// Who received the report of the cycle.
        prepared_for: String,
        /// Who of ours prepared it.
        prepared_by: String,
    }
}

impl Subject<'_> {
    /// The common head of documents for an audience.
    pub fn head(&self, audience: Audience) -> Head {
        let last = as_of::day(self.engagement);
        let review = self.engagement.last_answers::<AfterAction>(self.cycle);
        let reported = review.and_then(|review| review.reported.as_ref());
        Head {
            title: one_line(self.engagement.title()),
            customer: one_line(self.engagement.customer()),
            id: self.engagement.id.to_string(),
            cycle: self.cycle,
            days: self.days(),
            as_of: day(last),
            as_of_iso: last,
            mission: line(self.engagement.mission()),
            ended: ended::of(self.engagement),
            marking: self.marking(audience),
            prepared_for: line(reported.map(|reported| &reported.to)),
            prepared_by: words::and_list(people::prepared_by(self.engagement)),
        }
    }

    /// When the cycle was opened, and when it was last reviewed.
    fn days(&self) -> String {
        let entered = |entry: &Entry| entry.common.entered;
        let opened = self.engagement.entries_in(self.cycle).map(entered).next();
        let reviews = self.engagement.entries_in(self.cycle).filter(|entry| entry.id.step == Step::AfterAction);
        match (opened, reviews.map(entered).next_back()) {
            (Some(opened), Some(reviewed)) if opened < reviewed => {
                let within = opened.parts().0 == reviewed.parts().0;
                let opened = words::date(opened);
                let opened = if within { opened.trim_end_matches(char::is_numeric).trim_end() } else { &opened };
                format!("opened {opened}, reviewed {}", words::date(reviewed))
            }
            (opened, _) => opened.map(|day| format!("opened {}", words::date(day))).unwrap_or_default(),
        }
    }

    /// The mark of an audience's documents; empty if not set.
    pub fn marking(&self, audience: Audience) -> String {
        let marking = self.engagement.charter.as_ref().and_then(|charter| charter.marking.as_ref());
        let mark = marking.and_then(|marking| match audience {
            Audience::Internal => marking.internal.as_ref(),
            Audience::Management => marking.management.as_ref(),
            Audience::Customer => marking.customer.as_ref(),
        });
        line(mark)
    }
}

/// All engagements of a workspace.
#[derive(Debug, Clone, Copy)]
pub struct Portfolio<'a> {
    /// Each in brief, those that need attention first.
    pub summaries: &'a [Summary],
    /// Whether it is published: each of them has a line, with a link to its page.
    pub is_published: bool,
    /// The day it measures against, if one is given.
    pub day: Option<Date>,
    /// The last day in the records, against which it measures otherwise.
    pub last: Option<Date>,
}
