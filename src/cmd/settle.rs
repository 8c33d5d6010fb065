//! `engage settle`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::arguments::Writing;
use super::context::Context;
use super::failure::Failure;
use super::naming;
use super::output::Answer;
use super::writing::Writer;
use crate::model::cycle;
use crate::model::entry::Entry;
use crate::model::reference::{EntryId, Reference};
use crate::model::text::for_shell;
use crate::model::words::count;
use crate::store::{layout, load, save};

/// Settle a fork of the walk: keep one branch, move the other aside.
///
/// Two branches of git that walked differently leave two entries with the same `from`. The whole losing
/// chain goes to `cycle-N/forks/`; nothing is deleted. Where that branch is walked on and merged again, what came
/// back goes there too, or, kept, has its branch brought back from there; so has a branch of a fork that two people
/// settled in two ways.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  engage settle harbor-search --keep cycle-1/05-onsite")]
pub struct Settle {
    /// The engagement, by its id or the beginning of it.
    engagement: Option<String>,
    /// An entry of the branch to keep.
    #[arg(long, value_name = "ENTRY")]
    keep: String,
    #[command(flatten)]
    writing: Writing,
}

impl Settle {
    pub fn run(self, context: &Context) -> Result<Answer> {
        let mut writer = Writer::begin(context, self.engagement.as_deref(), &self.writing)?;
        let reference = naming::record(&writer.workspace, context, &writer.engagement, &self.keep)?;
        let Reference::Entry(keep) = reference else {
            return Err(Failure::usage(format!("`{}` is no entry", self.keep))
                .hint("name one such as cycle-1/05-onsite")
                .into());
        };
        let id = writer.engagement.id.clone();
        let branch = Branch::of(&writer, keep)?;
        if branch.losing.is_empty() && branch.back.is_empty() {
            return Err(Failure::refused(format!("no fork of {id} has {keep} in a branch"))
                .hint(format!("engage status {id} names the forks there are"))
                .into());
        }
        let unread = writer.engagement.unread.iter().find(|unread| matches!(unread, Reference::Entry(_)));
        if let Some(unread) = unread {
            return Err(Failure::refused(format!(
                "{unread} cannot be read, so it is not known which branch it belongs to"
            ))
            .hint(format!("engage edit {unread} -e {id}"))
            .into());
        }
        // the last first: a stop at any place leaves a fork that can still be settled
        for (entry, aside) in &branch.back {
            writer.move_file(aside.clone(), writer.path(&entry.reference()));
        }
        for entry in branch.losing.iter().rev() {
            let aside = free_place(&writer, *entry);
            writer.move_file(writer.path(&entry.reference()), aside);
        }
        let back = match branch.back.len() {
            0 => String::new(),
            back => format!("{} brought back, ", count(back, "entry|entries")),
        };
        let aside = count(branch.losing.len(), "entry|entries");
        writer.say(format!("{id} goes by {keep}; {back}{aside} moved aside, nothing deleted"));
        writer.finish()
    }
}

/// What is moved so that the walk goes by an entry.
#[derive(Default)]
struct Branch {
    /// What goes aside, in order.
    losing: Vec<EntryId>,
    /// What comes back, from the last on, with where it is kept.
    back: Vec<(EntryId, PathBuf)>,
}

impl Branch {
    fn of(writer: &Writer, keep: EntryId) -> Result<Self, Failure> {
        let engagement = &writer.engagement;
        let mut entries = engagement.entries.clone();
        entries.extend(engagement.revived.clone());
        let mut settled = engagement.settled.clone();
        settled.retain(|entry| !entries.contains_key(entry));
        let is_aside = settled.contains(&keep);
        let end = if is_aside { cycle::end(&engagement.aside, keep) } else { keep };
        let mut settled_in_two_ways = engagement.settled_in_two_ways();
        if is_aside && !settled_in_two_ways.any(|fork| fork.branches.contains(&end)) {
            return Ok(Self::default());
        }
        let (mut back, mut came, mut next) = (vec![], end, Some(end));
        while let Some(at) = next {
            if settled.contains(&at) {
                let (path, entry) = kept_aside(writer, at, came)?;
                entries.insert(at, entry);
                back.push((at, path));
            }
            came = at;
            next = entries.get(&at).and_then(|entry| entry.common.from).filter(|from| *from < at);
        }
        Ok(Self { losing: cycle::losing(&entries, &settled, keep).unwrap_or_default(), back })
    }
}

/// The one file in `forks/` of the entry that another came from, and what it holds.
fn kept_aside(writer: &Writer, entry: EntryId, came: EntryId) -> Result<(PathBuf, Entry), Failure> {
    let Writer { workspace, engagement, .. } = writer;
    let (mut aside, unread) = load::aside(workspace, &engagement.id, entry);
    writer.context.note(unread);
    if aside.len() > 1 {
        let shown: Vec<_> = aside.iter().map(|(path, _)| workspace.shown(path)).collect();
        let place = workspace.shown(&writer.path(&entry.reference()));
        let why = if came == entry { format!("{entry} was moved aside") } else { format!("{came} came from {entry}") };
        return Err(Failure::refused(format!("{why}, and forks/ holds {} of that name", shown.len()))
            .hint(format!(
                "mv {} {}   # or whichever it came from; then settle again",
                for_shell(&shown[0]),
                for_shell(&place)
            ))
            .details(shown.iter().map(|path| format!("  {path}")).collect()));
    }
    match aside.pop() {
        Some((path, Some(entry))) => Ok((path, entry)),
        Some((path, None)) => Err(Failure::refused(format!(
            "{} cannot be read, so it is not known what {entry} came from",
            workspace.shown(&path)
        ))
        .hint("mend the file first, or restore it from git")),
        None => Err(Failure::changed(format!("{entry} is gone from forks/ since it was listed"))),
    }
}

/// The first place in `forks/` that no earlier fork took.
fn free_place(writer: &Writer, entry: EntryId) -> PathBuf {
    let place = |copy| layout::fork(&writer.workspace.root, &writer.engagement.id, entry, copy);
    (1..100).map(place).find(|path| save::is_free(path)).unwrap_or_else(|| place(100))
}
