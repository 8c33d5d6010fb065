//! `engage log`.

use crate::cmd::prelude::*;
use crate::insight::agreed::{self, Agreed};
use crate::insight::story::{self, Event};

/// Show the timeline: steps, records, switches, sign-offs and outcomes.
///
/// `--agreed` lists what was agreed, when and by whom: sign-offs, decisions and changes to requirements.
#[derive(Debug, Args)]
pub struct LogArgs {
    #[command(flatten)]
    target: Target,
    /// List only sign-offs, decisions and changes to requirements.
    #[arg(long)]
    agreed: bool,
}

impl LogArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.target.named()?)?;
        if self.agreed {
            return Ok(what_was_agreed(&engagement, context.width));
        }
        let events = story::of(&engagement);
        let text = events.iter().map(|event| line(event, context.width)).collect();
        let nothing = events.is_empty().then(|| format!("nothing is recorded in {} yet", engagement.id));
        let messages = nothing.into_iter().chain(findings::forks(&engagement)).collect();
        let data = Value::Array(events.iter().map(data).collect());
        Ok(Reply { text, messages, kind: "engagement.log", data })
    }
}

fn what_was_agreed(engagement: &Engagement, width: Option<usize>) -> Reply {
    let all = agreed::of(engagement);
    let text = all.iter().map(|agreed| agreed_line(engagement, agreed, width)).collect();
    let is_all_read = engagement.unread_of(&["signoff", "decision", "requirement"]).is_empty();
    let nothing = (all.is_empty() && is_all_read)
        .then(|| format!("no sign-off, decision or change to a requirement is recorded in {}", engagement.id));
    let messages = nothing.into_iter().chain(findings::forks(engagement)).collect();
    let data = |agreed: &Agreed| json!({ "date": agreed.on, "what": agreed.word(), "record": agreed.record, "words": agreed.words(), "by": agreed.by() });
    Reply { text, messages, kind: "engagement.agreed", data: all.iter().map(data).collect() }
}

fn agreed_line(engagement: &Engagement, agreed: &Agreed, width: Option<usize>) -> String {
    let names: Vec<_> = agreed.by().iter().map(|person| engagement.name_of(person)).collect();
    let by = if names.is_empty() { String::new() } else { format!(" ({})", and_list(&names)) };
    columns(&agreed.on.to_string(), agreed.word(), &format!("{}{by}", agreed.words()), agreed.record, width)
}

fn line(event: &Event, width: Option<usize>) -> String {
    let day = event.day.map_or_else(|| " ".repeat(10), |day| day.to_string());
    let source = event.source.as_ref().map_or(String::new(), |source| format!(" [source: {source}]"));
    columns(&day, &event.what, &format!("{}{source}", event.words), &event.record, width)
}

/// The columns before the words.
const BESIDE: usize = 26;

/// A line of the timeline; in a terminal its words wrap beside the columns, and the record has a line if there is no room.
fn columns(day: &str, what: &str, words: &str, record: &Reference, width: Option<usize>) -> String {
    let head = format!("{}  {}  ", styled(FAINT, day), styled(STRONG, &format!("{what:<12}")));
    let (indent, record) = (" ".repeat(BESIDE), record.to_string());
    let lines = hanging(&shown(words), width.unwrap_or(usize::MAX), &indent, &indent);
    let last = lines.last().map_or(0, |line| line.width());
    let fits = width.is_none_or(|width| last + 2 + record.width() <= width);
    let between = if fits { "  ".to_owned() } else { format!("\n{indent}") };
    format!("{head}{}{between}{}\n", lines.join("\n").trim_start(), styled(FAINT, &record))
}

fn data(event: &Event) -> Value {
    json!({
        "date": event.day,
        "what": event.what,
        "record": event.record,
        "words": event.words,
        "source": event.source,
    })
}
