//! `engage settle`.

use anyhow::Result;
use clap::Args;

use super::arguments::Writing;
use super::context::Context;
use super::failure::Failure;
use super::naming;
use super::output::Answer;
use super::writing::Writer;
use crate::model::cycle;
use crate::model::reference::{EntryId, Reference};
use crate::model::words::count;
use crate::store::{layout, save};

/// Settle a fork of the walk: keep one branch, move the other aside.
///
/// Two branches of git that walked differently leave two entries with the same `from`. The whole losing
/// chain goes to `cycle-N/forks/`; nothing is deleted.
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
        let losing = cycle::losing(&writer.engagement.entries, keep).ok_or_else(|| {
            Failure::refused(format!("no fork of {id} has {keep} in a branch"))
                .hint(format!("engage status {id} names the forks there are"))
        })?;
        let unread = writer.engagement.unread.iter().find(|unread| matches!(unread, Reference::Entry(_)));
        if let Some(unread) = unread {
            return Err(Failure::refused(format!(
                "{unread} cannot be read, so it is not known which branch it belongs to"
            ))
            .hint(format!("engage edit {unread} -e {id}"))
            .into());
        }
        // the head goes last: a stop before it leaves a fork that can still be settled
        for entry in losing.iter().rev() {
            let aside = free_place(&writer, *entry);
            writer.move_file(writer.path(&entry.reference()), aside);
        }
        writer
            .say(format!("{id} goes by {keep}; {} moved aside, nothing deleted", count(losing.len(), "entry|entries")));
        writer.finish()
    }
}

/// The first place in `forks/` that no earlier fork took.
fn free_place(writer: &Writer, entry: EntryId) -> std::path::PathBuf {
    let place = |copy| layout::fork(&writer.workspace.root, &writer.engagement.id, entry, copy);
    (1..100).map(place).find(|path| save::is_free(path)).unwrap_or_else(|| place(100))
}
