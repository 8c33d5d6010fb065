//! What documents are about, and how much of it each audience is handed.

use crate::model::audience::Audience;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::model::text::Text;

/// One cycle of an engagement, whole: what internal documents are made from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The engagement as far as it could be read.
    pub engagement: &'a Engagement,
    /// The settings of its workspace.
    pub settings: &'a Settings,
    /// The cycle.
    pub cycle: u32,
    /// The day the report to management measures against; the last one in the record where none is set.
    pub day: Option<Date>,
}

impl Subject<'_> {
    /// The mark that documents of ours or for management bear; empty where none is set.
    pub fn marking(&self, audience: Audience) -> String {
        let marking = self.engagement.charter.as_ref().and_then(|charter| charter.marking.as_ref());
        let mark = marking.and_then(|marking| match audience {
            Audience::Internal => marking.internal.as_ref(),
            Audience::Management => marking.management.as_ref(),
            Audience::Customer => None,
        });
        mark.map(Text::one_line).unwrap_or_default()
    }
}

/// All engagements of a workspace, by id.
#[derive(Debug, Clone, Copy)]
pub struct Portfolio<'a> {
    /// The engagements as far as they could be read.
    pub engagements: &'a [Engagement],
    /// The settings of the workspace.
    pub settings: &'a Settings,
    /// The day it measures against; the last one in the records where none is set.
    pub day: Option<Date>,
}
