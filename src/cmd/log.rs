//! `engage log`.

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::output::{Answer, FAINT, STRONG, styled};
use super::table::{cut, shown};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::Entry;
use crate::model::record::{Record, Signed};
use crate::model::reference::Reference;
use crate::model::text::Text;
use crate::model::words::and_list;

/// Tell an engagement's story in date order: entries, records, PACE switches, sign-offs, outcomes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  engage log harbor-search\n  engage log --json")]
pub struct Log {
    /// The engagement, by its id or the beginning of it.
    engagement: Option<String>,
}

/// One thing that happened; on one day, the walk goes before what was recorded there.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    day: Option<Date>,
    order: u8,
    record: Reference,
    what: String,
    words: String,
}

impl Log {
    pub fn run(self, context: &Context) -> Result<Answer> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.engagement.as_deref())?;
        let events = events(&engagement);
        let text = events.iter().map(|event| event.line(context.width)).collect();
        let said =
            if events.is_empty() { vec![format!("nothing is recorded of {} yet", engagement.id)] } else { vec![] };
        let data = Value::Array(events.iter().map(Event::data).collect());
        Ok(Answer { text, said, kind: "engagement.log", data })
    }
}

fn events(engagement: &Engagement) -> Vec<Event> {
    let mut events: Vec<Event> = engagement.entries.values().map(|entry| of_entry(engagement, entry)).collect();
    events.extend(engagement.records.iter().map(|(name, record)| of_record(engagement, name, record)));
    for (cycle, pace) in &engagement.paces {
        events.extend(pace.switches.iter().map(|switch| Event {
            day: Some(switch.on),
            order: 1,
            record: Reference::Pace(*cycle),
            what: "switch".into(),
            words: format!("from {} to {}: {}", switch.from, switch.to, switch.trigger.one_line()),
        }));
    }
    events.extend(engagement.outcomes.iter().map(|((number, kind), outcome)| Event {
        day: Some(outcome.on),
        order: 2,
        record: Reference::Outcome(*number, *kind),
        what: outcome.kind.in_words().into(),
        words: outcome.reason.as_ref().map_or(String::new(), Text::one_line),
    }));
    events.sort();
    events
}

fn of_entry(engagement: &Engagement, entry: &Entry) -> Event {
    let step = entry.id.step;
    let round = engagement.round(entry.id);
    let round = if round > 1 { format!(", round {round}") } else { String::new() };
    let mut words = format!("cycle {}{round}, step {} of 9: {step}", entry.id.cycle, step.number());
    let texts = |texts: &[Text]| and_list(&texts.iter().map(Text::one_line).collect::<Vec<_>>());
    if !entry.common.skipped.is_empty() {
        let steps: Vec<_> = entry.common.skipped.iter().map(|step| step.word()).collect();
        words = format!("{words}; left out {}", and_list(&steps));
    }
    if !entry.common.passed.is_empty() {
        words = format!("{words}; passed {}", texts(&entry.common.passed));
    }
    if let Some(because) = &entry.common.because {
        words = format!("{words} because {}", because.one_line());
    }
    Event {
        day: Some(entry.common.entered),
        order: 0,
        record: Reference::Entry(entry.id),
        what: "entered".into(),
        words,
    }
}

fn of_record(engagement: &Engagement, name: &Reference, record: &Record) -> Event {
    let text = record.text().map_or(String::new(), Text::one_line);
    let words = match record {
        Record::Feedback(feedback) => format!("{}: {text}", engagement.name_of(&feedback.from)),
        Record::Spend(spend) => format!("{} {} {text}", spend.amount.grouped(), spend.currency),
        Record::Lesson(lesson) => format!("{}: {text}", lesson.kind),
        Record::Approach(approach) => format!("{text}: {}", approach.result),
        Record::Goal(goal) => format!("{text} [{}]", goal.verdict()),
        Record::Action(action) => format!(
            "{}: {text}{}",
            engagement.name_of(&action.owner),
            if action.done.is_some() { " [done]" } else { "" }
        ),
        Record::Signoff(signoff) => {
            let names: Vec<_> = signoff.by.iter().map(|person| engagement.name_of(person)).collect();
            let done = if signoff.verdict == Some(Signed::Rejected) { "rejected" } else { "signed" };
            let note = if text.is_empty() { text } else { format!(": {text}") };
            format!("{} {done} by {}{note}", signoff.of, and_list(&names))
        }
        _ => text,
    };
    let order = u8::from(record.date().is_some());
    let what = if matches!(record, Record::Signoff(_)) { "sign-off" } else { record.kind().row().word };
    Event { day: record.date(), order, record: name.clone(), what: what.into(), words }
}

impl Event {
    fn line(&self, width: Option<usize>) -> String {
        let day = self.day.map_or_else(|| " ".repeat(10), |day| day.to_string());
        let words = shown(&self.words);
        let words = width.map_or_else(|| words.clone(), |width| cut(&words, width.saturating_sub(26).max(20)));
        let line = format!("{}  {}  {words}", styled(FAINT, &day), styled(STRONG, &format!("{:<12}", self.what)));
        match width {
            Some(_) => format!("{}\n", line.trim_end()),
            None => format!("{}  {}\n", line.trim_end(), styled(FAINT, &self.record.to_string())),
        }
    }

    fn data(&self) -> Value {
        json!({ "date": self.day, "what": self.what, "record": self.record, "words": self.words })
    }
}
