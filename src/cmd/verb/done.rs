//! `engage done`.

use crate::cmd::prelude::*;
use crate::model::entry::Dev;

/// Mark an action as done.
#[derive(Debug, Args)]
pub struct DoneArgs {
    /// Name of the action, or part of it.
    action: String,
    /// Result of the action.
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

impl DoneArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let action = naming::action(&writer.engagement, &self.action)
            .map_err(|failure| prepared(&writer.engagement, &self.action).unwrap_or(failure))?;
        // repeating the command does not change the day
        let before = match writer.engagement.records.get(&action) {
            Some(Record::Action(action)) if self.writing.date.is_none() => action.done,
            _ => None,
        };
        let day = before.unwrap_or(writer.day);
        let mut changes: Changes = vec![("done".into(), KeyEdit::Set(Node::Plain(day.to_string())))];
        if let Some(result) = &self.result {
            changes.push(("result".into(), KeyEdit::Set(Node::Text(context.words(result)?))));
        }
        writer.change(&action, &changes)?;
        let id = &writer.engagement.id;
        match before {
            Some(day) => writer.say(format!("{action} of {id} was already done on {day}; nothing changed")),
            None => writer.done(format!("Marked {action} of {id} as done")),
        }
        writer.finish()
    }
}

/// The failure that words mean a line of the trip's preparation, which is not an action.
fn prepared(engagement: &Engagement, words: &str) -> Option<Failure> {
    let (entry, dev) = engagement.at::<Dev>().next_back()?;
    let tasks = dev.prep.iter().enumerate().map(|(at, prep)| (at + 1, vec![prep.task.one_line()]));
    let [number] = names::find(words, &tasks.collect::<Vec<_>>())[..] else { return None };
    let record = Reference::Entry(entry.id).to_string();
    let done = format!("prep.{number}.done=true");
    let set = Remedy::engage(["set", "-e", engagement.id.as_str(), "--in", &record, &done]);
    Some(Failure::not_found(format!("`{words}` is a line of {record}, not an action")).hint(set))
}
