//! The end-of-day summary (hot wash), on one page.

use crate::insight::latest;
use crate::model::record;
use crate::render::documents::prelude::*;
use crate::render::parts::actions as parts;
use crate::render::parts::{lessons, voice};

/// The maximum number of things to keep, and of things to change.
const FEW: usize = 3;

/// The number of feedback lines and actions that fit on the page.
const ROOM: usize = 6;

view! {
    /// Everything the template can place.
    pub struct View {
        /// The repeat of dev to adjust that it is about, from 1.
        round: Option<usize>,
        /// When what it is about began.
        since: String,
        /// What to keep.
        keep: Few<LessonView>,
        /// What to change.
        change: Few<LessonView>,
        /// What the customer's people said, with their ratings.
        voices: Few<Voice>,
        /// Who does what by when.
        actions: Few<ActionView>,
        /// That all recorded actions are done, where they are.
        done: String,
        /// What is left out because nothing of it is recorded, in one sentence.
        missing: String,
    }
}

/// The end-of-day summary of a cycle's latest round.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let keep = points(engagement, cycle, |kind| kind == LessonKind::Sustain);
    let change = points(engagement, cycle, |kind| kind != LessonKind::Sustain);
    let voices = voices(engagement, cycle);
    let actions = tasks(engagement, cycle);
    let recorded = engagement.all::<record::Action>().count();
    let period = latest::period(engagement, cycle);
    let began = period.and_then(|period| engagement.entries.get(&period.since));
    View {
        round: period.and_then(|period| period.round),
        since: began.map(|entry| words::date(entry.common.entered)).unwrap_or_default(),
        done: wording::all_done(if actions.is_empty() { recorded } else { 0 }),
        missing: wording::missing(&[
            ("what to keep", keep.is_empty()),
            ("what to change", change.is_empty()),
            ("what the customer said", voices.is_empty()),
            ("actions", recorded == 0),
        ]),
        keep: Few::of(keep, FEW),
        change: Few::of(change, FEW),
        voices: Few::of(voices, ROOM),
        actions: Few::of(actions, ROOM),
    }
}

/// The lessons of the round, the strongest first, else the latest.
fn points(engagement: &Engagement, cycle: u32, of: impl Fn(LessonKind) -> bool) -> Vec<LessonView> {
    let mut lessons = latest::records::<record::Lesson>(engagement, cycle);
    lessons.retain(|(_, lesson)| of(lesson.kind));
    lessons::strongest(engagement, lessons, &[])
}

/// The customer's feedback, the latest first; if there is no room for all, the lowest ratings are kept.
fn voices(engagement: &Engagement, cycle: u32) -> Vec<Voice> {
    let latest = latest::records::<Feedback>(engagement, cycle);
    let theirs = sentiment::voices(engagement, cycle);
    let mut statements = latest;
    statements.retain(|(name, _)| theirs.iter().any(|(other, _)| other == name));
    let mut by_rating: Vec<_> = statements.iter().map(|(name, feedback)| (lowest(feedback), *name)).collect();
    by_rating.sort_by_key(|(rating, _)| (rating.is_none(), *rating));
    let room: Vec<_> = by_rating.into_iter().take(ROOM).map(|(_, name)| name).collect();
    statements.sort_by_key(|(name, _)| !room.contains(name));
    statements.into_iter().map(|(_, feedback)| voice::of(engagement, feedback)).collect()
}

/// The lower of someone's two ratings.
fn lowest(feedback: &Feedback) -> Option<Rating> {
    feedback.impression.into_iter().chain(feedback.enthusiasm).min()
}

/// The open actions, whenever they were raised: those of this round and later before earlier ones, each by due day.
fn tasks(engagement: &Engagement, cycle: u32) -> Vec<ActionView> {
    let period = latest::period(engagement, cycle);
    let is_earlier = |name: &Reference| {
        let entry = engagement.records.get(name).and_then(|record| engagement.entry_of(record));
        period.zip(entry).is_none_or(|(period, entry)| entry < period.since)
    };
    let mut open = actions::open(engagement);
    open.sort_by_key(|(name, _)| is_earlier(name));
    open.into_iter().map(|(_, action)| parts::action(engagement, cycle, action)).collect()
}
