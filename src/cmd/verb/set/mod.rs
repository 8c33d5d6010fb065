//! `engage set`.

mod assignment;

use crate::cmd::argument_tips;
use crate::cmd::prelude::*;
use assignment::assignments;

/// Set fields of the current step or a record.
///
/// KEY is a path such as `contract.ends` or `prep.2.done` (list items are numbered from 1). KEY=VALUE sets a field,
/// KEY+=VALUE adds an item to a list or a line to a text, KEY= clears a field. Text is taken literally, groups as
/// YAML; a list takes one value, several names with commas, or `[A, B]`. A VALUE of `-` is standard input, `@FILE`
/// a file. Comments, order and quoting in the file are kept.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Fields and their values.
    #[arg(required = true, value_name = "KEY=VALUE")]
    changes: Vec<String>,
    #[command(flatten)]
    on: On,
    /// Record to change, such as goals/find-a-report [default: current step].
    #[arg(long = "in", value_name = "RECORD")]
    record: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl SetArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        self.refuse_engagement()?;
        let mut writer = Writer::begin(context, self.on.of(context, self.record.as_deref()).as_deref(), &self.writing)?;
        let record = writer.names().record_or_current(self.record.as_deref())?;
        let flags = [("-e", &self.on.engagement), ("--in", &self.record)];
        let flags: Vec<_> =
            flags.iter().filter_map(|(flag, value)| Some([*flag, value.as_deref()?])).flatten().collect();
        let assignments = assignments(&self.changes, &flags)?;
        let fields = read::fields(&record);
        let changes = assignments.iter().map(|one| {
            let changes = one.changes(&mut writer, &record, &fields, &assignments);
            changes.map_err(|error| one.explained(error))
        });
        let changes: Changes = failure::all(changes)?.into_iter().flatten().collect();
        refuse_verdict(&writer, &record, &changes)?;
        writer.change(&record, &changes)?;
        let mut keys: Vec<_> = changes.iter().map(|(key, _)| key.as_str()).collect();
        keys.dedup();
        let understood: Vec<_> = keys.iter().map(|key| format!("`{key}`{}", writer.echo.of(key))).collect();
        let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
        let (are, id) = (if keys.len() == 1 { "is" } else { "are" }, &writer.engagement.id);
        let is_clearing = changes.iter().all(|(_, change)| *change == KeyEdit::Clear);
        let (done, how) = if is_clearing { ("Cleared", "empty") } else { ("Set", "set") };
        writer.say(if writer.plan.0.is_empty() {
            format!("{} {are} already {how} in {id}/{record}; nothing changed", and_list(&keys))
        } else {
            format!("{done} {} in {id}/{record}", and_list(&understood))
        });
        let replaced = acceptance::replaced(&writer.engagement, &record, &changes);
        if let Some(replaced) = replaced {
            writer.say(replaced);
        }
        writer.finish()
    }

    /// An engagement in the place of an assignment.
    fn refuse_engagement(&self) -> Result<(), Failure> {
        let (Some(first), None) = (self.changes.first(), &self.on.engagement) else { return Ok(()) };
        let is_alone = self.changes.get(1).is_none_or(|next| !next.starts_with(['=', '+']));
        if first.contains('=') || !is_alone || !argument_tips::is_engagement(first) {
            return Ok(());
        }
        let set = Remedy::engage(["set", "-e", first]).with(&self.changes[1..]);
        Err(Failure::usage(format!("`{first}` is an engagement; use `-e {first}`")).hint(set))
    }
}

/// The verdict of a judged goal is changed by `judge`, which keeps the previous one.
fn refuse_verdict(writer: &Writer, record: &Reference, changes: &Changes) -> Result<(), Failure> {
    let Some(Record::Goal(goal)) = writer.engagement.records.get(record) else { return Ok(()) };
    let is = |node: &Node| *node == Node::text(goal.verdict());
    let rejudges =
        |(key, change): &(String, KeyEdit)| key == "verdict" && !matches!(change, KeyEdit::Set(node) if is(node));
    if goal.verdict() == Verdict::Open || !changes.iter().any(rejudges) {
        return Ok(());
    }
    let (name, id) = (record.to_string(), &writer.engagement.id);
    let judge = Remedy::engage(["judge", name.trim_start_matches("goals/"), "VERDICT", "-e", id.as_str()]);
    Err(Failure::refused(format!("{record} is already judged: {}", goal.verdict()))
        .hint(Remedy::from(format!("{judge} keeps the earlier verdict in `history`")).or(judge)))
}
