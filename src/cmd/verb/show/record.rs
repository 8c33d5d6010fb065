//! One record, as its file stores it.

use crate::cmd::engagement_lookup;
use crate::cmd::prelude::*;

/// The record that the words of `show` mean, with its engagement; `None` if they mean an engagement.
///
/// The id of an engagement comes first, then a path or a step, an engagement by a part of its name, and a record by one.
pub fn meant(context: &Context, workspace: &Workspace, target: &Target) -> Result<Option<(Engagement, Reference)>> {
    let Some(words) = target.bare.as_deref() else { return Ok(None) };
    let is_id = words.parse().is_ok_and(|id| workspace.is_folder(&id))
        || words.strip_prefix("engagements/").is_some_and(|id| !id.trim_end_matches('/').contains('/'));
    let is_file = words.ends_with(".yaml");
    if is_id && !is_file {
        return Ok(None);
    }
    let on = target.on.of(context, Some(words));
    let on = on.as_deref();
    let unknown = match engagement_lookup::named(workspace, words) {
        _ if is_record(words) => None,
        Ok(_) => match target.named() {
            Ok(_) => return Ok(None),
            Err(other) => Some(other.into()),
        },
        Err(several) if !engagement_lookup::is_unknown(&several) => return Err(several),
        Err(unknown) => Some(unknown).filter(|_| on.is_none()),
    };
    let (engagement, unknown) = match (context.engagement(workspace, on), unknown) {
        (Err(_), Some(unknown)) => return Err(unknown),
        (engagement, unknown) => (engagement?, unknown),
    };
    let record = Names { context, workspace, engagement: &engagement }.record(words);
    match (record, unknown) {
        (Ok(record), _) => Ok(Some((engagement, record))),
        (Err(none), Some(unknown)) if none.details.is_empty() => Err(unknown),
        (Err(error), _) => Err(error.into()),
    }
}

/// Whether words are a path or a step.
fn is_record(words: &str) -> bool {
    System::here().slashed(words).contains('/')
        || words == "engagement"
        || words == "pace"
        || words.to_lowercase().parse::<Step>().is_ok()
}

/// The content of a record's file.
pub fn reply(workspace: &Workspace, engagement: &Engagement, record: &Reference) -> Result<Reply> {
    let (path, bytes) = save::read(workspace, &engagement.id, record)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let data = json!({ "engagement": engagement.id, "record": record, "file": workspace.shown(&path), "text": text });
    let lines = text.lines().map(|line| format!("{}\n", visible(line)));
    Ok(Reply { text: lines.collect(), messages: vec![], kind: "engagement.record", data })
}
