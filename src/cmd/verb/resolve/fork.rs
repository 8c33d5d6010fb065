//! Forks: lists them, and keeps one branch.

use crate::cmd::prelude::*;
use crate::model::cycle;

/// The forks of some engagements.
pub fn all(workspace: &Workspace, ids: &[Slug]) -> Vec<(Slug, Finding)> {
    let of_one = |id: &Slug| {
        let (engagement, _) = load::engagement(workspace, id);
        check::forks(&engagement).into_iter().map(|fork| (id.clone(), fork)).collect::<Vec<_>>()
    };
    each(ids, of_one).into_iter().flatten().collect()
}

/// Keeps the branch of an entry and moves the others to `forks/`; entries of the kept branch are moved back.
pub fn keep(context: &Context, engagement: Option<&str>, keep: &str, dry_run: bool) -> Result<Reply> {
    let mut writer = Writer::begin(context, engagement, &Writing { dry_run, ..Writing::default() })?;
    let id = writer.engagement.id.clone();
    let Reference::Entry(keep) = writer.names().record(keep)? else {
        let failure = Failure::usage(format!("`{keep}` is not a step"));
        bail!(failure.hint("use a step such as cycle-1/05-onsite"));
    };
    if let Some(unread) = writer.engagement.unread.iter().find(|unread| matches!(unread, Reference::Entry(_))) {
        let why = format!("{unread} cannot be read, so its branch is unknown");
        bail!(Failure::refused(why).hint(Remedy::edit(unread, &id)));
    }
    let origins = writer.engagement.origins();
    let Some(losing) = cycle::losing(&origins, keep) else {
        let failure = Failure::refused(format!("{keep} is not in a fork of {id}"));
        bail!(failure.hint(
            Remedy::from(format!("engage resolve {id} lists the forks")).or(Remedy::engage(["resolve", id.as_str()]))
        ));
    };
    let (walk, in_forks): (Vec<_>, Vec<_>) =
        origins.into_keys().rev().partition(|entry| writer.engagement.entries.contains_key(entry));
    // the last first: an interruption at any point leaves a fork that can still be resolved
    for entry in in_forks.into_iter().filter(|entry| !losing.contains(entry)) {
        let place = layout::fork(&writer.workspace.root, &id, entry, 1);
        writer.plan.0.push(Write::Move(place, writer.path(&entry.reference())));
    }
    for entry in walk.into_iter().filter(|entry| losing.contains(entry)) {
        let place = place(&writer, entry);
        writer.plan.0.push(Write::Move(writer.path(&entry.reference()), place));
    }
    writer.say(format!("Moved {} of {id} to forks/; kept the branch of {keep}", count(losing.len(), "step")));
    writer.finish()
}

/// The first path in `forks/` that is free, or has the same bytes.
fn place(writer: &Writer, entry: EntryId) -> PathBuf {
    let place = |copy| layout::fork(&writer.workspace.root, &writer.engagement.id, entry, copy);
    let from = writer.path(&entry.reference());
    let fits = |place: &PathBuf| save::is_free(place) || save::is_same(&from, place);
    (1..100).map(place).find(fits).unwrap_or_else(|| place(100))
}
