//! All engagements, as a document about the workspace needs them: read one after the other, kept in brief.

use crate::cmd::figures;
use crate::cmd::prelude::*;
use crate::cmd::terminal::progress;
use crate::insight::as_of;
use crate::render::{Portfolio, Summary, rank};

/// All engagements in brief.
pub struct WorkspaceSummary {
    summaries: Vec<Summary>,
    /// The figures of each for `--json`, by id.
    pub figures: Vec<Value>,
    day: Option<Date>,
    /// The last day in the records.
    pub last: Option<Date>,
}

impl WorkspaceSummary {
    /// Reads all engagements; unreadable files are noted.
    ///
    /// Without a day they are read twice: what needs attention depends on the last day in any of them.
    pub fn read(context: &Context, workspace: &Workspace, day: Option<Date>) -> Result<Self> {
        let (ids, settings) = (context.ids(workspace)?, &workspace.settings);
        let last = |id: &Slug| as_of::day(&load::engagement(workspace, id).0);
        let today = day.or_else(|| progress::each("read", &ids, last).into_iter().flatten().max());
        let (by_default, is_json) = (context.today, context.json);
        let read = context.of_each(workspace, &ids, |engagement| {
            let figures = || figures::of(&engagement, settings, today.unwrap_or(by_default)).data();
            let figures = if is_json { figures() } else { Value::Null };
            (Summary::of(&engagement, settings, today), (figures, as_of::day(&engagement)))
        });
        let (mut summaries, rest): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let (figures, days): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
        rank(&mut summaries);
        let last = if day.is_some() { days.into_iter().flatten().max() } else { today };
        Ok(Self { summaries, figures, day, last })
    }

    /// The subject of a document about them.
    pub fn portfolio(&self) -> Portfolio<'_> {
        let Self { summaries, day, last, .. } = self;
        Portfolio { summaries, is_published: false, day: *day, last: *last }
    }
}
