//! Feedback that asks for something to change, and what was done about it.
//!
//! One counts until it is answered, in later cycles too: by an approach that was adjusted, by a requirement, by
//! an action that comes of it, or by the same person, who finds it valuable later.

use crate::insight::{actions, sentiment};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Adjust, Entry};
use crate::model::record::{Feedback, Requirement, Worth};
use crate::model::reference::{EntryId, Reference};
use crate::model::step::Step;

/// What someone of the customer's side asked to be changed, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Objection<'a> {
    /// The feedback's name.
    pub name: &'a Reference,
    /// What they said.
    pub feedback: &'a Feedback,
    /// The first entry after it whose question is what changes; none where the walk left that out.
    pub adjust: Option<EntryId>,
    /// Whether an approach was adjusted after it.
    pub adjusted: bool,
    /// Whether an entry that may say so cannot be read.
    pub unread: bool,
    /// Whether an action comes of it.
    pub acted: bool,
}

/// Those whose time to be answered has come, and which no requirement took up since.
pub fn of(engagement: &Engagement) -> Vec<Objection<'_>> {
    let voices = sentiment::all_voices(engagement);
    let content = |feedback: &Feedback| {
        let later = |other: &Feedback| other.from == feedback.from && other.on > feedback.on;
        voices.iter().any(|(_, other)| later(other) && other.verdict == Some(Worth::Valuable))
    };
    let asks = |feedback: &Feedback| matches!(feedback.verdict, Some(Worth::NotValuable | Worth::ChangedMind));
    let open = voices.iter().filter(|(_, feedback)| asks(feedback) && !content(feedback));
    let open = open.filter(|(_, feedback)| last_touched(engagement).is_none_or(|day| day < feedback.on));
    open.filter_map(|(name, feedback)| objection(engagement, name, feedback)).collect()
}

fn objection<'a>(engagement: &'a Engagement, name: &'a Reference, feedback: &'a Feedback) -> Option<Objection<'a>> {
    let during = engagement.stay_of(feedback)?;
    engagement.walk.iter().find(|entry| is_due(during, **entry))?;
    let adjusts: Vec<_> = adjusts_after(engagement, during).collect();
    Some(Objection {
        name,
        feedback,
        adjust: adjusts.first().copied(),
        adjusted: adjusts.iter().any(|entry| says_how(engagement, *entry)),
        unread: adjusts.iter().any(|entry| !engagement.entries.contains_key(entry)),
        acted: actions::comes_of(engagement, name),
    })
}

/// Whether at an entry it is time that what was said at another is answered: at adjust, once the walk went
/// past it or back to dev, and in the next cycle by dev.
fn is_due(said: EntryId, entry: EntryId) -> bool {
    let in_rounds = (Step::Dev..=Step::Adjust).contains(&entry.step);
    match entry.cycle.cmp(&said.cycle) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => entry.step >= Step::Dev,
        std::cmp::Ordering::Equal if said.step > Step::Adjust => entry > said && in_rounds,
        std::cmp::Ordering::Equal => {
            entry >= said && (entry.step >= Step::Adjust || entry.step == Step::Dev && said.step > Step::Dev)
        }
    }
}

fn adjusts_after(engagement: &Engagement, during: EntryId) -> impl Iterator<Item = EntryId> {
    engagement.walk.iter().copied().filter(move |entry| entry.step == Step::Adjust && *entry >= during)
}

fn says_how(engagement: &Engagement, entry: EntryId) -> bool {
    let adjust = engagement.entries.get(&entry).and_then(Entry::at::<Adjust>);
    adjust.is_some_and(|adjust| adjust.approach.is_some())
}

/// The last day on which a requirement was raised or changed.
fn last_touched(engagement: &Engagement) -> Option<Date> {
    let days = |requirement: &Requirement| {
        requirement.changes.iter().map(|change| change.on).chain([requirement.raised]).max()
    };
    engagement.all::<Requirement>().filter_map(|(_, requirement)| days(requirement)).max()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;

    fn told(walk: &[&str], more: &Value) -> Vec<(String, bool, bool)> {
        let feedback =
            json!({ "on": "2026-03-06", "from": "ana", "verdict": "changed-mind", "during": "cycle-1/06-demo" });
        let mut files = json!({ "entries": {}, "records": { "feedback/a": feedback } });
        for (day, entry) in (6..).zip(walk) {
            files["entries"][entry] = json!({ "entered": format!("2026-03-{day:02}") });
        }
        for (name, record) in more.as_object().unwrap() {
            let table = if name.starts_with("cycle") { "entries" } else { "records" };
            for (key, value) in record.as_object().unwrap() {
                files[table][name][key] = value.clone();
            }
        }
        let engagement = fixture::from(&files);
        let adjust = |one: &Objection| one.adjust.map(|entry| entry.to_string()).unwrap_or_default();
        of(&engagement).iter().map(|one| (adjust(one), one.adjusted, one.acted)).collect()
    }

    #[test]
    fn it_is_due_at_adjust_or_once_the_walk_went_past_or_back() {
        let due = |walk: &[&str]| !told(walk, &json!({})).is_empty();
        assert!(!due(&["cycle-1/06-demo"]));
        assert!(due(&["cycle-1/06-demo", "cycle-1/07-adjust"]));
        assert!(due(&["cycle-1/06-demo", "cycle-1/07-dev"]));
        assert!(due(&["cycle-1/06-demo", "cycle-1/07-after-action"]));
        assert!(!due(&["cycle-1/06-demo", "cycle-1/07-onsite"]));
        assert!(!due(&["cycle-1/06-demo", "cycle-2/01-hypothesis"]));
        assert!(due(&["cycle-1/06-demo", "cycle-2/01-hypothesis", "cycle-2/02-dev"]));
        assert!(due(&["cycle-1/06-demo", "cycle-2/01-hypothesis", "cycle-3/01-dev"]), "two cycles ago");
    }

    #[test]
    fn what_is_said_at_the_end_of_a_cycle_waits_for_dev_of_the_next() {
        let late = json!({ "feedback/a": { "during": "cycle-1/06-plan-next" } });
        let due = |walk: &[&str]| !told(walk, &late).is_empty();
        assert!(!due(&["cycle-1/05-adjust", "cycle-1/06-plan-next", "cycle-2/01-select"]));
        assert!(due(&["cycle-1/05-adjust", "cycle-1/06-plan-next", "cycle-2/01-dev"]));
    }

    #[test]
    fn what_became_of_it_is_told_and_a_requirement_or_a_better_word_ends_it() {
        let walk = ["cycle-1/06-demo", "cycle-1/07-adjust", "cycle-1/08-dev", "cycle-1/09-adjust"];
        let first = "cycle-1/07-adjust".to_owned();
        assert_eq!(told(&walk, &json!({})), [(first.clone(), false, false)]);
        let later = json!({ "cycle-1/09-adjust": { "approach": "by berth" } });
        assert_eq!(told(&walk, &later), [(first.clone(), true, false)]);
        let action = json!({ "what": "x", "owner": "bo", "raised": "2026-03-07", "from": "feedback/a" });
        assert_eq!(told(&walk, &json!({ "actions/a": action })), [(first, false, true)]);
        let requirement = json!({ "statement": "s", "class": "user", "raised": "2026-03-06" });
        assert!(told(&walk, &json!({ "requirements/a": requirement })).is_empty());
        let word = |on: &str| json!({ "feedback/b": { "on": on, "from": "ana", "verdict": "valuable" } });
        assert!(told(&walk, &word("2026-03-08")).is_empty());
        assert_eq!(told(&walk, &word("2026-03-06")).len(), 1);
    }
}
