//! `engage set`.

use crate::cmd::prelude::*;
use crate::model::field::shape_at;
use crate::model::record::Verdict;
use crate::model::words::nearest;

/// Answer a question of the current entry, or change a record.
///
/// KEY is a path such as `contract.ends` or `prep.2.done` (list items count from 1). KEY=VALUE sets,
/// KEY+=VALUE adds to a list, KEY= clears. Text is taken literally, lists and groups as YAML. A VALUE of
/// `-` is standard input, `@FILE` a file. Comments, order and quoting of the file stay.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Keys and their values.
    #[arg(required = true, value_name = "KEY=VALUE")]
    changes: Vec<String>,
    #[command(flatten)]
    on: On,
    /// The record, as its path reads or by its file; the current entry unless told.
    #[arg(long = "in", value_name = "RECORD")]
    record: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl SetArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let record = writer.names().record_or_current(self.record.as_deref())?;
        let fields = read::fields(&record);
        once(&self.changes)?;
        let changes = self.changes.iter().map(|change| parsed(&mut writer, &record, &fields, change));
        let changes: Changes = changes.collect::<Result<_>>()?;
        refuse_verdict(&writer, &record, &changes)?;
        writer.change(&record, &changes)?;
        let mut keys: Vec<_> = changes.iter().map(|(key, _)| format!("`{key}`")).collect();
        keys.dedup();
        let (keys, id) = (and_list(&keys), &writer.engagement.id);
        let idle = format!("{keys} of {id}/{record} stood so already: nothing to write");
        writer.say(if writer.plan.0.is_empty() { idle } else { format!("set {keys} in {id}/{record}") });
        writer.finish()
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
    let name = name.trim_start_matches("goals/");
    Err(Failure::refused(format!("{record} is already judged: {}", goal.verdict()))
        .hint(format!("engage judge {name} VERDICT -e {id} keeps the earlier judgement in `history`")))
}

/// Rejects a key that is given twice, or together with one below it; a list may be appended to more than once.
fn once(changes: &[String]) -> Result<(), Failure> {
    let keys = changes.iter().filter_map(|change| change.split_once('=')).map(|(key, _)| key);
    let keys: Vec<_> = keys.map(|key| key.strip_suffix('+').map_or((key, false), |key| (key, true))).collect();
    let is_below = |key: &str, outer: &str| key.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    for (at, (key, adds)) in keys.iter().enumerate() {
        let earlier = keys[..at].iter().find(|(other, adds_too)| {
            (other == key && !(*adds && *adds_too)) || is_below(key, other) || is_below(other, key)
        });
        let Some((other, _)) = earlier else { continue };
        let message = if other == key {
            format!("`{key}` is given twice")
        } else {
            format!("`{other}` and `{key}` are both given, and one is below the other")
        };
        return Err(Failure::usage(message).hint("give one of them, or run `engage set` once for each"));
    }
    Ok(())
}

/// One KEY=VALUE, KEY+=VALUE or KEY= as a change.
fn parsed(writer: &mut Writer, record: &Reference, fields: &[Field], change: &str) -> Result<(String, KeyEdit)> {
    let (key, value) = change
        .split_once('=')
        .ok_or_else(|| Failure::usage(format!("`{change}` sets nothing: write KEY=VALUE, KEY+=VALUE or KEY=")))?;
    let (key, appends) = key.strip_suffix('+').map_or((key, false), |key| (key, true));
    let path: Vec<_> = key.split('.').collect();
    let shape = shape_at(fields, &path).map_err(|unknown| {
        let otherwise = match unknown.known.as_slice() {
            [] => format!("`{key}` goes below a value that has no keys"),
            known => format!("the keys there are {}", and_list(known)),
        };
        let near = nearest(&unknown.key, unknown.known.iter().copied());
        Failure::usage(format!("{record} has no key `{}`", unknown.key)).near(near, otherwise)
    })?;
    let change = match (appends, shape) {
        (true, Shape::List(_) | Shape::Free) => match writer.node(shape.item(), key, value)? {
            node if node.is_blank() => return Err(Failure::usage(format!("`{key}+=` needs a value to add")).into()),
            node => KeyEdit::Append(node),
        },
        (true, _) => {
            bail!(
                Failure::usage(format!("`{key}` is no list, so nothing is added to it"))
                    .hint(format!("engage set {key}=VALUE"))
            );
        }
        (false, shape) => match writer.node(shape, key, value)? {
            node if node.is_blank() => KeyEdit::Clear,
            node => KeyEdit::Set(node),
        },
    };
    Ok((key.to_owned(), change))
}
