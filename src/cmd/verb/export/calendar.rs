//! `engage export --format ics`.

use anyhow::Context as _;

use super::{ExportArgs, only_exports};
use crate::cmd::prelude::*;
use crate::exchange::ics;
use crate::store::spool::Spool;

/// Exports the days of the engagements as a calendar.
pub fn export(args: &ExportArgs, context: &Context) -> Result<Reply> {
    if !args.kind.is_empty() {
        bail!(Failure::usage("a calendar is not made of kinds; leave out --kind"));
    }
    let workspace = context.workspace()?;
    let place = args.place(context, &workspace, false, 1)?;
    let named = context.named(&workspace, &args.targets.named())?;
    let ids = if named.is_empty() { context.ids(&workspace)? } else { named };
    let (calendar, events) = read(context, &workspace, &ids)?;
    let mut pieces = calendar.pieces()?;
    if place.is_none() && !context.json {
        return context.printed(pieces, "engagement.export");
    }
    let text = pieces.by_ref().collect::<std::io::Result<String>>()?;
    let Some(place) = place else {
        let data = json!({ "format": "ics", "events": events, "text": text });
        return Ok(Reply { text: String::new(), messages: vec![], kind: "engagement.export", data });
    };
    let lock = if args.dry_run { None } else { Some(workspace.lock()?) };
    let mut plan = FilePlan::default();
    plan.put(&workspace.root, place.clone(), text)?;
    only_exports(&workspace, &plan, ics::HEAD)?;
    let (shown, what) = (workspace.shown(&place), count(events, "event"));
    let summary = if plan.0.is_empty() {
        format!("{shown} is already up to date: {what}")
    } else {
        format!("Exported {what} to {shown} (internal: not for the customer)")
    };
    let mut reply = written(&workspace, None, &plan, vec![summary], lock)?;
    if !args.dry_run {
        reply.kind = "engagement.export";
        reply.data["format"] = json!("ics");
        reply.data["path"] = json!(shown);
        reply.data["events"] = json!(events);
    }
    Ok(reply)
}

/// The calendar, whole, and the number of its events.
fn read(context: &Context, workspace: &Workspace, ids: &[Slug]) -> Result<(Spool, usize)> {
    let failed = "failed to write to the folder of temporary files";
    let (mut calendar, mut all) = (Spool::default(), 0);
    calendar.push(ics::HEAD).context(failed)?;
    let events = |engagement: Engagement| {
        let unread = engagement.unread_of(&ics::KINDS);
        Failure::where_unread(&engagement.id, &unread, "the calendar would be incomplete")?;
        Ok(ics::events(&engagement))
    };
    context.in_rounds(workspace, ids, events, |events: Result<_>| {
        let (number, lines) = events?;
        all += number;
        calendar.push(&lines).context(failed)
    })?;
    calendar.push(ics::TAIL).context(failed)?;
    Ok((calendar, all))
}
