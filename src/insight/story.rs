//! The story of an engagement: what happened on which day, in order.

use crate::insight::agreed;
use crate::insight::prelude::*;
use crate::model::words::and_list;

/// One thing that happened; within a day, the walk comes before other records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The day; none for people.
    pub day: Option<Date>,
    order: u8,
    /// The record of it.
    pub record: Reference,
    /// What happened, a word or two.
    pub what: String,
    /// Its words, on one line.
    pub words: String,
    /// Where it comes from, on one line.
    pub source: Option<String>,
}

impl Event {
    fn of(record: &Reference, day: Date, what: &str, words: String) -> Self {
        Self { day: Some(day), order: 1, record: record.clone(), what: what.into(), words, source: None }
    }
}

/// All events, in order.
pub fn of(engagement: &Engagement) -> Vec<Event> {
    let mut events: Vec<Event> = engagement.entries.values().map(|entry| entered(engagement, entry)).collect();
    for (name, record) in &engagement.records {
        events.push(recorded(engagement, name, record));
        match record {
            Record::Goal(goal) => events.extend(judged(name, goal)),
            Record::Action(action) => events.extend(done(engagement, name, action)),
            Record::Requirement(requirement) => events.extend(changed(engagement, name, requirement)),
            _ => {}
        }
    }
    for (cycle, pace) in &engagement.paces {
        events.extend(pace.switches.iter().map(|switch| {
            let words = format!("from {} to {}: {}", switch.from, switch.to, switch.trigger.one_line());
            Event::of(&Reference::Pace(*cycle), switch.on, "switch", words)
        }));
    }
    events.extend(engagement.outcomes.iter().map(|((number, kind), outcome)| {
        let reason = outcome.reason.as_ref().map(|reason| reason.one_line().trim_end_matches('.').to_owned());
        let worth = outcome.worth.as_ref().map(|worth| format!("value for them: {}", worth.one_line()));
        let words = reason.into_iter().chain(worth).collect::<Vec<_>>().join("; ");
        Event { order: 2, ..Event::of(&Reference::Outcome(*number, *kind), outcome.on, kind.in_words(), words) }
    }));
    events.sort();
    events
}

fn entered(engagement: &Engagement, entry: &Entry) -> Event {
    let step = entry.id.step;
    let round = engagement.round(entry.id);
    let round = if round > 1 { format!(", round {round}") } else { String::new() };
    let mut words = format!("cycle {}{round}, step {} of 9: {step}", entry.id.cycle, step.number());
    if !entry.common.skipped.is_empty() {
        words = format!("{words}; skipped {}", and_list(entry.common.skipped.iter().map(|step| step.word())));
    }
    if !entry.common.passed.is_empty() {
        words = format!("{words}; waived {}", and_list(entry.common.passed.iter().map(Text::one_line)));
    }
    if let Some(because) = &entry.common.because {
        words = format!("{words} because {}", because.one_line());
    }
    let source = entry.rest.source.as_ref().map(Text::one_line);
    Event { order: 0, source, ..Event::of(&entry.id.reference(), entry.common.entered, "entered", words) }
}

fn recorded(engagement: &Engagement, name: &Reference, record: &Record) -> Event {
    let text = record.text().map_or(String::new(), Text::one_line);
    let words = match record {
        Record::Feedback(feedback) => format!("{}: {text}", engagement.name_of(&feedback.from)),
        Record::Spend(spend) => format!("{} {}: {text}", spend.currency, spend.amount.grouped()),
        Record::Lesson(lesson) => format!("{}: {text}", lesson.kind),
        Record::Approach(approach) => format!("{text}: {}", approach.result),
        Record::Action(action) => format!("{}: {text}", engagement.name_of(&action.owner)),
        Record::Decision(decision) => {
            let names: Vec<_> = decision.by.iter().map(|person| engagement.name_of(person)).collect();
            let by = if names.is_empty() { String::new() } else { format!("{}: ", and_list(&names)) };
            format!("{by}{}", agreed::decided(decision))
        }
        Record::Signoff(signoff) => {
            let names: Vec<_> = signoff.by.iter().map(|person| engagement.name_of(person)).collect();
            let done = if signoff.verdict == Some(Signed::Rejected) { "rejected" } else { "signed" };
            let note = if text.is_empty() { text } else { format!(": {text}") };
            format!("{} {done} by {}{note}", signoff.of, and_list(&names))
        }
        _ => text,
    };
    let what = if matches!(record, Record::Signoff(_)) { "sign-off" } else { record.kind().word() };
    let order = u8::from(record.date().is_some());
    let source = record.source().map(Text::one_line);
    Event { day: record.date(), order, record: name.clone(), what: what.into(), words, source }
}

fn judged(name: &Reference, goal: &Goal) -> Option<Event> {
    let day = goal.judged.filter(|_| goal.verdict() != Verdict::Open)?;
    Some(Event::of(name, day, "judged", format!("{}: {}", goal.verdict(), goal.statement.one_line())))
}

fn done(engagement: &Engagement, name: &Reference, action: &Action) -> Option<Event> {
    let result = action.result.as_ref().map_or(String::new(), |result| format!(": {}", result.one_line()));
    let words = format!("{}: {}{result}", engagement.name_of(&action.owner), action.what.one_line());
    Some(Event::of(name, action.done?, "done", words))
}

fn changed(engagement: &Engagement, name: &Reference, requirement: &Requirement) -> Vec<Event> {
    let statement = requirement.statement.one_line();
    let changes = requirement
        .changes
        .iter()
        .map(|change| Event::of(name, change.on, "changed", format!("{statement}: {}", change.what.one_line())));
    let accepted = requirement.accepted.iter().map(|accepted| {
        Event::of(name, accepted.on, "accepted", format!("{statement}: by {}", engagement.name_of(&accepted.by)))
    });
    changes.chain(accepted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_goal_is_committed_and_judged_on_its_own_days_and_the_walk_goes_first() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-02"}, "records": {"people/bo": {"side": "ours"},
                "goals/x": {"statement": "find it", "verdict": "met", "judged": "2026-03-20"},
                "actions/y": {"what": "ask", "raised": "2026-03-03", "done": "2026-03-05", "result": "they said yes"}}}"#,
        );
        let lines: Vec<_> = of(&engagement)
            .into_iter()
            .map(|event| {
                format!("{} {} {}", event.day.map_or("-".into(), |day| day.to_string()), event.what, event.words)
            })
            .collect();
        assert_eq!(
            lines,
            [
                "- person Bo",
                "2026-03-02 entered cycle 1, step 1 of 9: hypothesis",
                "2026-03-02 goal find it",
                "2026-03-03 action Bo: ask",
                "2026-03-05 done Bo: ask: they said yes",
                "2026-03-20 judged met: find it",
            ]
        );
    }
}
