//! `engage log`.

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::findings;
use super::output::{Answer, FAINT, STRONG, styled};
use super::table::{cut, shown};
use crate::insight::story::{self, Event};

/// Tell an engagement's story in date order: entries, records, PACE switches, sign-offs, outcomes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  engage log harbor-search\n  engage log --json")]
pub struct Log {
    /// The engagement, by its id or the beginning of it.
    engagement: Option<String>,
}

impl Log {
    pub fn run(self, context: &Context) -> Result<Answer> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.engagement.as_deref())?;
        let events = story::of(&engagement);
        let text = events.iter().map(|event| line(event, context.width)).collect();
        let nothing = events.is_empty().then(|| format!("nothing is recorded of {} yet", engagement.id));
        let said = nothing.into_iter().chain(findings::forks(&engagement)).collect();
        let data = Value::Array(events.iter().map(data).collect());
        Ok(Answer { text, said, kind: "engagement.log", data })
    }
}

fn line(event: &Event, width: Option<usize>) -> String {
    let day = event.day.map_or_else(|| " ".repeat(10), |day| day.to_string());
    let words = shown(&event.words);
    let words = width.map_or_else(|| words.clone(), |width| cut(&words, width.saturating_sub(26).max(20)));
    let line = format!("{}  {}  {words}", styled(FAINT, &day), styled(STRONG, &format!("{:<12}", event.what)));
    match width {
        Some(_) => format!("{}\n", line.trim_end()),
        None => format!("{}  {}\n", line.trim_end(), styled(FAINT, &event.record.to_string())),
    }
}

fn data(event: &Event) -> Value {
    json!({ "date": event.day, "what": event.what, "record": event.record, "words": event.words })
}
