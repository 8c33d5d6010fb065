//! `engage report --list`: the documents there are.

use anyhow::Result;
use serde_json::json;

use crate::cmd::catalogue::Catalogue;
use crate::cmd::context::Context;
use crate::cmd::due;
use crate::cmd::output::Answer;
use crate::cmd::table::table;
use crate::render::Document;

/// Names them all, the workspace's own too.
pub fn list(context: &Context) -> Result<Answer> {
    let workspace = context.root()?.map(|_| context.workspace()).transpose()?;
    let catalogue = Catalogue::of(workspace.as_ref())?;
    context.note(catalogue.unread());
    let documents = catalogue.documents();
    let row = |document: &Document| {
        let (audience, due) = (document.audience().to_string(), due::when(document));
        vec![document.name.to_owned(), audience, due, document.summary.to_owned()]
    };
    let rows: Vec<_> = documents.iter().map(row).collect();
    let data = documents.iter().map(|document| {
        json!({ "name": document.name, "audience": document.audience(), "summary": document.summary, "due": document.due })
    });
    let text = table(&["NAME", "AUDIENCE", "DUE", "SUMMARY"], &rows, context.width);
    Ok(Answer { text, said: vec![], kind: "engagement.documents", data: data.collect() })
}
