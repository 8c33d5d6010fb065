//! `engage rm`.

use crate::cmd::prelude::*;
use crate::cmd::{argument_tips, discard};
use crate::model::reference::Link;

/// Remove records.
///
/// A record that others refer to is not removed, unless they are removed in the same command. Only the last step and
/// the last outcome can be removed. To remove a file that cannot be read, give its path. Files of evidence and rendered
/// documents are kept. What is removed stays in `.engage/undo` on this machine until 100 more commands have written
/// records.
#[derive(Debug, Args)]
pub struct RmArgs {
    /// Records, such as spend/2026-03-05-taxi-k3qa, a unique part of a name, or a file.
    #[arg(required = true, value_name = "RECORD")]
    records: Vec<String>,
    #[command(flatten)]
    on: On,
    /// Remove records even if others refer to them; those references are then dangling.
    #[arg(long)]
    force: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// The most references that are listed; `--json` has all of them.
const MOST: usize = 12;

impl RmArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writing = Writing { dry_run: self.dry_run, ..Writing::default() };
        let on = self.on.of(context, self.records.first().map(String::as_str));
        let mut writer = Writer::begin(context, on.as_deref(), &writing)?;
        let records = self.records.iter().map(|words| record(&writer, words)).collect::<Result<BTreeSet<_>, _>>()?;
        records.iter().try_for_each(|record| refuse_kept(&writer.engagement, record, &records))?;
        let references = references(&writer.engagement, &records);
        if !self.force {
            refuse_unknown(&writer.engagement, &records)?;
            refuse_referred(&writer.engagement.id, &records, &references)?;
            let is_removed = |record: Option<&Reference>| record.is_some_and(|record| records.contains(record));
            discard::refuse_waiting(&writer.workspace, &writer.engagement.id, is_removed)?;
        }
        // those that refer to others come first: outcomes and dated records, then things, then steps
        for record in records.iter().rev() {
            writer.remove(record)?;
            writer.say(format!("Removed {record} from {}", writer.engagement.id));
        }
        say_what_stays(&mut writer, &records, &references);
        let mut reply = writer.finish()?;
        reply.data["removed"] = json!(records);
        reply.data["references"] = data(&references);
        Ok(reply)
    }
}

/// The record that words mean.
fn record(writer: &Writer, words: &str) -> Result<Reference, Failure> {
    writer.names().named(words).map_err(|failure| {
        let words = words.trim_start_matches("engagements/").trim_end_matches('/');
        if !argument_tips::is_engagement(words) {
            return failure;
        }
        Failure::usage(format!("`{words}` is an engagement, not a record")).hint(ways_to_end(words))
    })
}

fn ways_to_end(id: &str) -> String {
    let (call_off, folder) = (Remedy::engage(["call-off", id]), format!("{}/{id}", layout::ENGAGEMENTS));
    format!("to end it: {call_off} --reason WHY; to remove all of it, delete the folder {folder}")
}

/// Refuses a record that the rest cannot do without: the charter, a step before another, an outcome before another.
fn refuse_kept(engagement: &Engagement, record: &Reference, removed: &BTreeSet<Reference>) -> Result<(), Failure> {
    let id = &engagement.id;
    match record {
        Reference::Engagement => {
            let failure =
                Failure::refused(format!("{record}.yaml of {id} cannot be removed: every engagement has one"));
            Err(failure.hint(ways_to_end(id.as_str())))
        }

        Reference::Entry(entry) => {
            let kept = |other: &&EntryId| !removed.contains(&other.reference());
            let why = match engagement.walk.iter().rfind(kept) {
                Some(last) if last < entry => return Ok(()),
                Some(last) => format!("it is not the last step; {last} is"),
                None => "an engagement has at least one step".to_owned(),
            };
            let back = Remedy::engage(["advance", id.as_str(), "--to", entry.step.word()]);
            let edit = Remedy::edit(record, id);
            Err(Failure::refused(format!("{record} of {id} cannot be removed: {why}")).hint(
                Remedy::from(format!("to go back to this step: {back}; to correct it: {edit}")).or(edit).or(back),
            ))
        }
        Reference::Outcome(number, kind) if engagement.last_outcome > Some((*number, *kind)) => {
            Err(Failure::refused(format!("{record} of {id} cannot be removed: it is not the last outcome"))
                .hint("remove the later ones first"))
        }
        _ => Ok(()),
    }
}

/// The references to removed records in records that stay.
fn references(engagement: &Engagement, removed: &BTreeSet<Reference>) -> Vec<(Reference, Link)> {
    let kept = engagement.links().filter(|(record, _)| !removed.contains(record));
    let all = kept.flat_map(|(record, links)| links.into_iter().map(move |link| (record.clone(), link)));
    all.filter(|(_, link)| removed.contains(&link.target)).collect()
}

/// Refuses if a file that stays cannot be read: it may refer to what is removed.
fn refuse_unknown(engagement: &Engagement, removed: &BTreeSet<Reference>) -> Result<(), Failure> {
    let stays = |record: &Reference| !removed.contains(record);
    Failure::where_any_unread(engagement, stays, "what it refers to is unknown").map_err(|failure| {
        let hint = failure.hint.clone().unwrap_or_default();
        failure.hint(format!("{hint}; `--force` removes it anyway"))
    })
}

fn refuse_referred(id: &Slug, removed: &BTreeSet<Reference>, references: &[(Reference, Link)]) -> Result<(), Failure> {
    if references.is_empty() {
        return Ok(());
    }
    let number = count(references.len(), "reference");
    let (what, it) = match removed.first() {
        Some(one) if removed.len() == 1 => (format!("{one} of {id}"), "it"),
        _ => (format!("{} of {id}", count(removed.len(), "record")), "them"),
    };
    let target = |link: &Link| if removed.len() == 1 { String::new() } else { format!(" is {}", link.target) };
    let lines = references.iter().take(MOST).map(|(record, link)| format!("  {record}: {}{}", link.key, target(link)));
    let more = references.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("  and {more} more; --json lists them all"));
    Err(Failure::refused(format!("{what} cannot be removed: other records have {number} to {it}"))
        .details(lines.chain(more).collect())
        .data("references", data(references))
        .hint(format!("change or remove those first; `--force` removes {it} and leaves them dangling")))
}

/// Says which references lead nowhere, and which files are not removed.
fn say_what_stays(writer: &mut Writer, removed: &BTreeSet<Reference>, references: &[(Reference, Link)]) {
    if !references.is_empty() {
        let check = Remedy::engage(["check", writer.engagement.id.as_str()]);
        writer.say(format!("warning: {} left dangling; for a list: {check}", count(references.len(), "reference")));
    }
    let goals = writer.engagement.all::<Goal>().filter(|(name, _)| removed.contains(*name));
    let evidence = goals.flat_map(|(_, goal)| goal.history.iter().flat_map(|one| &one.evidence).chain(&goal.evidence));
    let files: BTreeSet<_> = evidence.filter_map(|one| one.file.as_ref()).map(Text::one_line).collect();
    if !files.is_empty() {
        writer.say(format!("Evidence is kept: {}", and_list(&files)));
    }
}

fn data(references: &[(Reference, Link)]) -> Value {
    references
        .iter()
        .map(|(record, link)| json!({ "record": record, "key": link.key, "target": link.target }))
        .collect()
}
