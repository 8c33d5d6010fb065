//! Signals for calling an engagement off, each with its figure.
//!
//! No record states that a stop criterion is met: it counts as met if the need was
//! rejected after one was recorded. A signal is strong if the method would stop on it alone.

use crate::insight::prelude::*;
use crate::insight::{cadence, goals, sentiment, spend};

/// A signal for calling it off.
#[derive(Debug, Clone, PartialEq)]
pub enum Signal<'a> {
    /// The customer rejected the need; a stop criterion was recorded before, or not.
    Rejected {
        /// The entry that records it.
        entry: EntryId,
        /// The day.
        on: Date,
        /// The stop criterion.
        stop_if: Option<&'a Text>,
    },
    /// In their last feedback they hardly want to continue: 2 and below.
    Unwilling(sentiment::Mean),
    /// Those who rated twice want to continue less than before, by half a point or more.
    Falling {
        /// Their mean the time before.
        from: sentiment::Mean,
        /// Their mean now.
        to: sentiment::Mean,
    },
    /// The sponsor took no part for two cadences.
    Unheard {
        /// The names of the sponsors.
        sponsors: Vec<String>,
        /// The last day they took part; none if they never did.
        last: Option<Date>,
        /// Days since then, or since the opening.
        days: i64,
        /// Days between things the customer can judge.
        cadence: u32,
    },
    /// In the last two reviewed cycles, no goal that was judged or overdue was met, not even
    /// in part.
    Unmoved {
        /// The first and the last of the two.
        cycles: (u32, u32),
        /// The goals that were judged or overdue.
        goals: usize,
    },
    /// The budget is spent.
    Spent(spend::AgainstBudget<'a>),
}

impl Signal<'_> {
    /// Whether it is sufficient alone.
    pub fn is_strong(&self) -> bool {
        matches!(self, Self::Rejected { .. } | Self::Unwilling(_) | Self::Unmoved { .. })
    }
}

/// The fall of enthusiasm that counts as a signal, in tenths.
const FALL: i64 = 5;

/// This many of the weaker signals are enough together.
const TOGETHER: usize = 2;

/// Whether they are enough to discuss calling it off: one strong signal, or two others.
pub fn are_enough(signals: &[Signal]) -> bool {
    signals.iter().any(Signal::is_strong) || signals.len() >= TOGETHER
}

/// The signals of an engagement on a day, the strong ones first.
pub fn of<'a>(engagement: &'a Engagement, settings: &Settings, today: Date) -> Vec<Signal<'a>> {
    let mut signals: Vec<_> = rejected(engagement).into_iter().collect();
    signals.extend(enthusiasm(engagement, today));
    signals.extend(unmoved(engagement, today));
    signals.extend(unheard(engagement, settings, today));
    let against = spend::against_budget(engagement, engagement.cycle());
    let is_spent =
        |against: &spend::AgainstBudget| against.budget.amount > Amount::ZERO && against.spent >= against.budget.amount;
    signals.extend(against.filter(is_spent).map(Signal::Spent));
    signals.sort_by_key(|signal| !signal.is_strong());
    signals
}

/// The rejection, unless the walk went back afterwards: to a new hypothesis or a new meeting.
fn rejected(engagement: &Engagement) -> Option<Signal<'_>> {
    let is_early = |entry: &&Entry| matches!(entry.id.step, Step::Hypothesis | Step::Validate);
    let last = engagement.entries_in(engagement.cycle()).rfind(is_early)?;
    let is_rejected = last.at::<Validate>()?.verdict == Some(Understanding::Rejected);
    is_rejected.then(|| Signal::Rejected { entry: last.id, on: last.day(), stop_if: stop_if(engagement) })
}

fn stop_if(engagement: &Engagement) -> Option<&Text> {
    engagement.at::<Hypothesis>().filter_map(|(_, hypothesis)| hypothesis.stop_if.as_ref()).next_back()
}

fn enthusiasm(engagement: &Engagement, today: Date) -> Option<Signal<'_>> {
    let last = sentiment::last_enthusiasm(engagement, today)?;
    let mean = last.sentiment.enthusiasm?;
    if mean <= sentiment::Mean::whole(2) {
        return Some(Signal::Unwilling(mean));
    }
    let change = last.enthusiasm_change.filter(|change| change.tenths() <= -FALL)?;
    Some(Signal::Falling { from: change.before, to: change.now })
}

fn unmoved(engagement: &Engagement, today: Date) -> Option<Signal<'_>> {
    let is_reviewed = |cycle: &u32| {
        *cycle < engagement.cycle() || engagement.place().is_some_and(|place| place.step >= Step::AfterAction)
    };
    let last = (1..=engagement.cycle()).rfind(is_reviewed)?;
    let first = last.checked_sub(1).filter(|first| *first > 0)?;
    let of_both = [first, last].map(|cycle| came_due(engagement, cycle, today));
    if of_both.iter().any(Vec::is_empty) {
        return None;
    }
    let of_both = of_both.concat();
    let moved = of_both.iter().any(|(_, goal)| matches!(goal.verdict(), Verdict::Met | Verdict::Partly));
    let mut names: Vec<_> = of_both.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    (!moved).then_some(Signal::Unmoved { cycles: (first, last), goals: names.len() })
}

/// The goals of a cycle that were judged, or were overdue and not judged at the review.
///
/// During the review they may still be judged, and goals that are not due yet may still be met.
fn came_due(engagement: &Engagement, cycle: u32, today: Date) -> Vec<(&Reference, &Goal)> {
    let at_review = engagement.place().is_some_and(|place| place.cycle == cycle && place.step == Step::AfterAction);
    let is_past = |goal: &Goal| !at_review && goal.due.is_some_and(|due| due < today);
    let mut goals = goals::of_cycle(engagement, cycle);
    goals.retain(|(_, goal)| goal.verdict() != Verdict::Open || is_past(goal));
    goals
}

/// The sponsors on the customer's side.
pub fn sponsors(engagement: &Engagement) -> Vec<(&Reference, &Person)> {
    let is_sponsor = |person: &Person| person.side == Side::Customer && person.roles.contains(&Role::Sponsor);
    engagement.all::<Person>().filter(|(_, person)| is_sponsor(person)).collect()
}

fn unheard<'a>(engagement: &'a Engagement, settings: &Settings, today: Date) -> Option<Signal<'a>> {
    let sponsors = sponsors(engagement);
    let last = sponsors.iter().filter_map(|(name, _)| last_contact(engagement, name, today)).max();
    let opened = engagement.charter.as_ref()?.opened;
    let (days, cadence) = (today.days_since(last.unwrap_or(opened)), cadence::agreed(engagement, settings));
    let sponsors: Vec<_> = sponsors.into_iter().map(|(_, person)| person.name.one_line()).collect();
    let is_long = !sponsors.is_empty() && days >= 2 * i64::from(cadence);
    is_long.then_some(Signal::Unheard { sponsors, last, days, cadence })
}

/// The last day up to today on which an entry or a record names someone; an action once it is done.
fn last_contact(engagement: &Engagement, person: &Reference, today: Date) -> Option<Date> {
    let names = |links: &[Link]| links.iter().any(|link| link.target == *person);
    let mut last = None;
    let is_later = |day: &Date, last: Option<Date>| *day <= today && last.is_none_or(|last| *day > last);
    // the latest first: what is before a day that is known already need not be looked into
    for entry in engagement.entries.values().rev() {
        last = Some(entry.day()).filter(|day| is_later(day, last) && names(&entry.links())).or(last);
    }
    for record in engagement.records.values().rev() {
        last = of_record(record).filter(|day| is_later(day, last) && names(&record.links())).or(last);
    }
    last
}

fn of_record(record: &Record) -> Option<Date> {
    match record {
        Record::Action(action) => action.done,
        Record::Goal(goal) => goal.judged.or(Some(goal.committed)),
        Record::Requirement(requirement) => {
            let changes = requirement.changes.iter().map(|change| change.on);
            changes.chain(requirement.accepted.iter().map(|accepted| accepted.on)).chain([requirement.raised]).max()
        }
        record => record.date(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;

    fn first_signal(json: &Value) -> String {
        let engagement = fixture::from(json);
        let signals = of(&engagement, &Settings::default(), "2026-06-01".parse().unwrap());
        let word = |signal: &Signal| match signal {
            Signal::Rejected { entry, stop_if, .. } => format!("rejected at {entry}, {}", stop_if.is_some()),
            Signal::Unwilling(mean) => format!("unwilling {mean}"),
            Signal::Falling { from, to } => format!("falling {from} {to}"),
            Signal::Unheard { last, days, .. } => format!("unheard {} {days}", last.is_some()),
            Signal::Unmoved { cycles, goals } => format!("unmoved {cycles:?} {goals}"),
            Signal::Spent(against) => format!("spent {}", against.spent),
        };
        signals.iter().map(word).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_rejection_stands_until_the_walk_goes_back_on_it() {
        let mut files = json!({ "entries": {
            "cycle-1/01-hypothesis": { "entered": "2026-05-20", "stop_if": "they do not want it" },
            "cycle-1/02-validate": { "entered": "2026-05-21", "verdict": "rejected" },
            "cycle-1/03-select": "2026-05-22" } });
        assert_eq!(first_signal(&files), "rejected at cycle-1/02-validate, true");
        files["entries"]["cycle-1/04-hypothesis"] = json!("2026-05-23");
        assert_eq!(first_signal(&files), "");
    }

    #[test]
    fn enthusiasm_speaks_at_two_or_when_it_falls() {
        for (ratings, signal) in [
            (&["2"][..], "unwilling 2.0"),
            (&["3"], ""),
            (&["5", "4"], "falling 5.0 4.0"),
            (&["4", "4"], ""),
            (&["5", "3", "4"], ""),
        ] {
            let mut files = json!({ "entries": {}, "records": {} });
            for (cycle, rating) in (1..).zip(ratings) {
                let day = format!("2026-0{cycle}-10");
                files["records"][format!("feedback/{day}")] = json!({ "enthusiasm": rating });
                files["entries"][format!("cycle-{cycle}/06-demo")] = json!(day);
            }
            assert_eq!(first_signal(&files), signal, "{ratings:?}");
        }
    }

    #[test]
    fn a_sponsor_is_heard_by_whatever_names_them() {
        let note = |on: &str| json!({ "notes/a": { "on": on, "who": "ana" } });
        for (opened, notes, signal) in [
            ("2026-05-05", json!({}), ""),
            ("2026-05-04", json!({}), "unheard false 28"),
            ("2026-05-04", note("2026-05-10"), ""),
            ("2026-05-04", note("2026-05-03"), "unheard true 29"),
        ] {
            let mut files = json!({ "charter": { "opened": opened }, "records": notes });
            files["records"]["people/ana"] = json!({ "roles": ["sponsor"] });
            assert_eq!(first_signal(&files), signal, "{opened}");
        }
    }

    #[test]
    fn two_reviewed_cycles_without_a_goal_met_are_unmoved() {
        let missed = || json!({ "verdict": "missed" });
        let judged = |on: &str| json!({ "verdict": "missed", "judged": on });
        let due = |on: &str| json!({ "due": on });
        for (last, goals, signal, why) in [
            ("08-after-action", vec![missed(), missed()], "unmoved (1, 2) 2", ""),
            ("08-after-action", vec![json!({ "verdict": "partly" }), missed()], "", "one moved"),
            ("07-adjust", vec![missed(), missed()], "", "the second is not reviewed"),
            ("09-plan-next", vec![due("2026-05-31")], "unmoved (1, 2) 1", ""),
            ("08-after-action", vec![due("2026-05-31")], "", "it is being judged"),
            ("09-plan-next", vec![due("2026-06-01")], "", "its day is not over"),
            ("09-plan-next", vec![json!({})], "", "nothing says when"),
            ("09-plan-next", vec![due("2026-07-01"), judged("2026-03-02")], "", "nothing came due in the second cycle"),
            (
                "09-plan-next",
                vec![due("2026-07-01"), judged("2026-03-02"), judged("2026-04-03")],
                "unmoved (1, 2) 2",
                "",
            ),
        ] {
            let mut files = json!({ "entries": { "cycle-1/08-after-action": "2026-03-02" }, "records": {} });
            files["entries"][format!("cycle-2/{last}")] = json!("2026-04-02");
            for (at, mut goal) in goals.into_iter().enumerate() {
                goal["committed"] = json!("2026-03-01");
                files["records"][format!("goals/{at}")] = goal;
            }
            assert_eq!(first_signal(&files), signal, "{last}: {why}");
        }
    }

    #[test]
    fn a_budget_is_spent_when_nothing_is_left() {
        for (amount, signal) in [("100", "spent 100"), ("99.99", "")] {
            let budget = json!({ "amount": "100", "currency": "EUR" });
            let files = json!({ "charter": { "opened": "2026-05-20", "budget": budget },
                "records": { "spend/2026-05-21": { "amount": amount } } });
            assert_eq!(first_signal(&files), signal);
        }
    }
}
