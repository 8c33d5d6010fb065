//! `engage status`.

use crate::cmd::output::none_open;
use crate::cmd::prelude::*;
use crate::cmd::state::State;

/// Show progress, open items and the next command.
///
/// Without ENGAGEMENT, shows the only open engagement, or a table of all open ones, the most urgent first. `engage`
/// alone does the same.
#[derive(Debug, Default, Args)]
pub struct StatusArgs {
    #[command(flatten)]
    target: Target,
}

impl StatusArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let named = self.target.named()?;
        if named.is_none() && !context.is_inside_an_engagement(&workspace) {
            return all(context, &workspace);
        }
        let engagement = context.engagement(&workspace, named)?;
        let state = State::of(&engagement, context.today, &workspace);
        let text = fitted(&state.whole(&workspace), context.width);
        Ok(Reply { text, messages: vec![], kind: "engagement.status", data: state.data() })
    }
}

fn all(context: &Context, workspace: &Workspace) -> Result<Reply> {
    let ids = context.ids(workspace)?;
    let (today, is_json) = (context.today, context.json);
    let mut states = context.of_open(workspace, &ids, |engagement| {
        let state = State::of(&engagement, today, workspace);
        let data = if is_json { state.data() } else { Value::Null };
        (std::cmp::Reverse(state.attention.weight()), engagement.id.clone(), state.row(), data)
    });
    states.sort_unstable_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    let (text, messages) = match states.as_slice() {
        [] => (String::new(), vec![none_open(ids.is_empty()).to_owned()]),
        [(_, id, ..)] => {
            let (engagement, _) = load::engagement(workspace, id);
            (fitted(&State::of(&engagement, today, workspace).whole(workspace), context.width), vec![])
        }
        states => {
            let header = ["ID", "CUSTOMER", "CYCLE", "ROUND", "STEP", "DAYS", "ATTENTION"];
            let rows: Vec<_> = states.iter().map(|(_, _, row, _)| row.clone()).collect();
            (table(&header, &rows, &["ROUND", "CYCLE", "DAYS", "CUSTOMER"], context.width), vec![])
        }
    };
    let mut all: Vec<_> = states.into_iter().map(|(.., data)| data).collect();
    if all.len() == 1 {
        return Ok(Reply { text, messages, kind: "engagement.status", data: all.remove(0) });
    }
    let first = || Remedy::first_engagement().data(&Reference::Engagement);
    let next = all.first().map_or_else(first, |first| first["next"].clone());
    Ok(Reply { text, messages, kind: "workspace.status", data: json!({ "engagements": all, "next": next }) })
}
