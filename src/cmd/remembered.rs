//! Earlier approaches and lessons that are close to a hypothesis: one line each, or an object in `--json`.

use crate::cmd::prelude::*;
use crate::cmd::searching::{Found, search};
use crate::insight::recall::{Memory, Query, rank};
use crate::model::entry::Hypothesis;

/// The maximum number shown unasked.
const MOST: usize = 3;

/// Earlier approaches and lessons that resemble the hypothesis of an engagement's cycle.
/// Of all engagements, but not of that cycle itself. What cannot be read is noted; nothing fails.
pub fn close(context: &Context, workspace: &Workspace, engagement: &Engagement, cycle: u32) -> Vec<Memory> {
    let hypothesis = engagement.last_answers::<Hypothesis>(cycle);
    let Some(hypothesis) = hypothesis else { return vec![] };
    let words = [&hypothesis.belief, &hypothesis.benefit].into_iter().flatten().map(Text::as_str);
    let query = Query::telling(&words.collect::<Vec<_>>().join("\n"));
    let (mut others, _) = workspace.ids().unwrap_or_default();
    others.retain(|id| *id != engagement.id);
    let kinds = [Kind::Lesson.word(), Kind::Approach.word()];
    let tried = |engagement: &Engagement| rank::tried(engagement, &query);
    let Found { mut found, files, unread, .. } = search(workspace, &others, &kinds, &query, tried);
    context.note(unread);
    let mut earlier = tried(engagement);
    earlier.retain(|(memory, _)| {
        let record = engagement.records.get(&memory.record);
        record.and_then(|record| engagement.cycle_of(record)) != Some(cycle)
    });
    found.append(&mut earlier);
    let own = engagement.records.keys().filter(|record| kinds.contains(&record.word())).count();
    rank::close(found, files + own, MOST)
}

/// One line: what was tried or learned, where, and why it had that result.
pub fn line(memory: &Memory, width: Option<usize>) -> String {
    let result = memory.result.unwrap_or_else(|| memory.record.word());
    let why = memory.details.first().map_or_else(String::new, |(_, why)| format!(" ({why})"));
    let words = shown(&format!("  {result}, in {}: {}{why}", memory.engagement, memory.what));
    format!("  {}", cut(&words, width.unwrap_or(usize::MAX).saturating_sub(2)))
}

/// The same as data, with the keys of its record.
pub fn data(memory: &Memory, workspace: &Workspace) -> Value {
    let mut data = json!({
        "kind": memory.record.word(),
        "engagement": memory.engagement,
        "record": memory.record.to_string(),
        "path": path(memory, workspace),
        "on": memory.on,
        "what": memory.what,
        "result": memory.result,
    });
    for (key, words) in &memory.details {
        data[*key] = json!(words);
    }
    data
}

/// Where it is recorded.
pub fn path(memory: &Memory, workspace: &Workspace) -> String {
    workspace.shown(&layout::record(&workspace.root, &memory.engagement, &memory.record))
}
