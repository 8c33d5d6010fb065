//! Earlier approaches and lessons that fit an engagement: one line each, or an object in `--json`.

use crate::cmd::prelude::*;
use crate::cmd::searching::{Found, search};
use crate::insight::recall::{self, Memory, Query, rank};

/// The maximum number shown unasked.
const MOST: usize = 3;

/// Earlier approaches and lessons that resemble the hypothesis of an engagement's cycle.
/// Of all engagements, but not of that cycle itself. What cannot be read is noted; nothing fails.
pub fn close(context: &Context, workspace: &Workspace, engagement: &Engagement, cycle: u32) -> Vec<Memory> {
    let hypothesis = engagement.last_answers::<Hypothesis>(cycle);
    let Some(hypothesis) = hypothesis else { return vec![] };
    let words = [&hypothesis.belief, &hypothesis.benefit].into_iter().flatten().map(Text::as_str);
    let query = Query::telling(&words.collect::<Vec<_>>().join("\n"));
    let others = others(workspace, engagement);
    let kinds = [Kind::Lesson.word(), Kind::Approach.word()];
    let tried = |engagement: &Engagement| rank::tried(engagement, &query);
    let Found { mut found, files, unread, .. } = search(workspace, &others, &kinds, &query, tried);
    context.note(unread);
    let mut earlier = tried(engagement);
    earlier.retain(|(memory, _)| cycle_of(engagement, memory) != Some(cycle));
    found.append(&mut earlier);
    let own = engagement.records.keys().filter(|record| kinds.contains(&record.word())).count();
    rank::close(found, files + own, MOST)
}

/// Lessons that fit an engagement: those close to some texts, then the last ones from the same customer. Of all
/// engagements, but not of its current cycle. What cannot be read is noted; nothing fails.
pub fn lessons(context: &Context, workspace: &Workspace, engagement: &Engagement, texts: &str) -> Vec<Memory> {
    // the customer's words find the other charters that name the customer
    let query = Query::telling(texts).and(Query::of(engagement.customer()));
    let customer = fold(engagement.customer());
    let of = |other: &Engagement| {
        let charter = other.charter.as_ref().filter(|charter| fold(charter.customer.as_str()) == customer);
        let (opened, close) = (charter.map(|charter| charter.opened), rank::tried(other, &query));
        let is_any = opened.is_some() || !close.is_empty();
        is_any.then(|| (opened, other.id.clone(), close)).into_iter().collect()
    };
    let others = others(workspace, engagement);
    let kinds = [Kind::Lesson.word(), Reference::Engagement.word()];
    let Found { found, files, unread, .. } = search(workspace, &others, &kinds, &query, of);
    context.note(unread);
    let mut theirs: Vec<_> = found.iter().filter_map(|(opened, id, _)| Some(((*opened)?, id))).collect();
    theirs.sort_unstable_by(|one, other| other.cmp(one));
    let theirs = theirs.into_iter().take(MOST).map(|(_, id)| load::engagement(workspace, id).0);
    let mut latest: Vec<_> = theirs.flat_map(|other| recall::lessons(&other).collect::<Vec<_>>()).collect();
    let is_earlier = |lesson: &Memory| cycle_of(engagement, lesson) != Some(engagement.cycle());
    let own: Vec<_> = recall::lessons(engagement).filter(is_earlier).collect();
    let mut close: Vec<_> = found.into_iter().flat_map(|(.., close)| close).collect();
    close.extend(
        rank::tried(engagement, &query).into_iter().filter(|(memory, _)| own.iter().any(|one| is_same(one, memory))),
    );
    let lessons = files.saturating_sub(others.len()) + own.len();
    latest.extend(own);
    latest.sort_unstable_by(|one, other| other.order().cmp(&one.order()));
    let mut fit = rank::close(close, lessons, MOST);
    for lesson in latest.into_iter().take(MOST) {
        if fit.len() < MOST && !fit.iter().any(|one| is_same(one, &lesson)) {
            fit.push(lesson);
        }
    }
    fit
}

fn others(workspace: &Workspace, engagement: &Engagement) -> Vec<Slug> {
    let (ids, _) = workspace.ids().unwrap_or_default();
    ids.into_iter().filter(|id| *id != engagement.id).collect()
}

fn cycle_of(engagement: &Engagement, memory: &Memory) -> Option<u32> {
    engagement.cycle_of(engagement.records.get(&memory.record)?)
}

fn is_same(one: &Memory, other: &Memory) -> bool {
    (&one.engagement, &one.record) == (&other.engagement, &other.record)
}

/// Lessons below a heading, each with the command that shows it; nothing if there are none.
pub fn lines(lessons: &[Memory]) -> impl Iterator<Item = String> {
    let line = |lesson: &Memory| {
        let show = Remedy::engage(["show", &lesson.record.to_string(), "-e", lesson.engagement.as_str()]);
        let what = shown(&words::short(lesson.what.trim_end_matches('.'), LONGEST));
        format!("  {}, in {}: {what}: {show}", lesson.result.unwrap_or("lesson"), lesson.engagement)
    };
    let heading = (!lessons.is_empty()).then(|| "Lessons that may help:".to_owned());
    heading.into_iter().chain(lessons.iter().map(line))
}

/// The most characters of a lesson on its line.
const LONGEST: usize = 90;

/// One line: what was tried or learned, where, and why it had that result.
pub fn line(memory: &Memory, width: Option<usize>) -> String {
    let result = memory.result.unwrap_or_else(|| memory.record.word());
    let why = memory.details.first().map_or_else(String::new, |(_, why)| format!(" ({why})"));
    let words = shown(&format!("  {result}, in {}: {}{why}", memory.engagement, memory.what));
    format!("  {}", cut(&words, width.unwrap_or(usize::MAX).saturating_sub(2)))
}

/// The same as data, with the keys of its record.
pub fn data(memory: &Memory, workspace: &Workspace) -> Value {
    json!({
        "kind": memory.record.word(),
        "engagement": memory.engagement,
        "record": memory.record.to_string(),
        "path": path(memory, workspace),
        "on": memory.on,
        "what": memory.what,
        "result": memory.result,
        "details": memory.details.iter().map(|(key, words)| ((*key).to_owned(), json!(words))).collect::<Value>(),
    })
}

/// Where it is recorded.
pub fn path(memory: &Memory, workspace: &Workspace) -> String {
    workspace.shown(&layout::record(&workspace.root, &memory.engagement, &memory.record))
}
