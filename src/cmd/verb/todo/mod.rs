//! `engage todo`.

mod item;
mod owner;

use self::item::{HEADER, Item, items};
use self::owner::{Owned, Owner};
use crate::cmd::prelude::*;

/// List what is still to do in all engagements, soonest first.
///
/// Lists open actions, goals and deliverables with a due date, sign-offs that are missing, and data to return. Items
/// without a due date come last. Of a closed engagement, actions, goals, the handover and data to return remain; of one
/// that was called off, only data to return. `--json` gives the command that finishes each item.
///
/// There are no recurring items: a record holds what was agreed and what happened. Use a calendar for those;
/// `engage export --format ics` writes the dates of the record for it.
#[derive(Debug, Args)]
pub struct TodoArgs {
    #[command(flatten)]
    targets: Targets,
    /// List only items of this person; `me` is you.
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// List only items due by this day, such as friday, +2w or 2026-03-20.
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
}

impl TodoArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let named = context.named(&workspace, &self.targets.named())?;
        let ids = if named.is_empty() { context.ids(&workspace)? } else { named };
        let by = self.due.as_deref().map(|words| days::read(words, context.today, Look::Ahead));
        let by = by.transpose().map_err(Failure::usage)?;
        let owner = self.owner.as_deref().map(|words| Owner::of(words, context)).transpose()?;
        let today = context.today;
        let found = context.note_unread(progress::each("read", &ids, |id| {
            let (engagement, unread) = load::engagement(&workspace, id);
            let mut items = items(&engagement, &workspace.settings, today);
            items.retain(|item| by.is_none_or(|by| item.task.due.is_some_and(|due| due <= by)));
            let owned = owner.as_ref().map(|owner| owner.keep(&engagement, &mut items));
            (Some((items, owned)), unread)
        }));
        let (items, owned): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let owned: Vec<Owned> = owned.into_iter().flatten().collect::<Result<_, _>>()?;
        let names = owned.iter().filter_map(|(name, _)| name.as_deref()).collect();
        let echo = owner.as_ref().filter(|_| !ids.is_empty()).map(|owner| owner.echo(&names)).transpose()?.flatten();
        let mut items: Vec<_> = items.into_iter().flatten().collect();
        items.sort_by(|one, other| one.order().cmp(&other.order()));
        let unowned = owned.iter().map(|(_, unowned)| unowned).sum();
        let unowned = (unowned > 0).then(|| format!("{} without an owner", count(unowned, "more item")));
        let messages =
            echo.into_iter().chain([counted(&items, today, context.unread().is_empty())]).chain(unowned).collect();
        let data = context.data(|| items.iter().map(|item| item.data(today)).collect());
        let rows: Vec<_> = items.into_iter().map(|item| item.row(today)).collect();
        let text = if rows.is_empty() {
            String::new()
        } else {
            table(&HEADER, &rows, &["OVERDUE", "ENGAGEMENT", "OWNER"], context.width)
        };
        Ok(Reply { text, messages, kind: "engagement.todo", data })
    }
}

fn counted(items: &[Item], today: Date, is_all_read: bool) -> String {
    if items.is_empty() {
        return if is_all_read { "nothing to do" } else { "nothing to do in the files that can be read" }.to_owned();
    }
    let late = items.iter().filter(|item| item.days_late(today).is_some()).count();
    let late = if late > 0 { format!(", {late} overdue") } else { String::new() };
    format!("{} to do{late}", count(items.len(), "item"))
}
