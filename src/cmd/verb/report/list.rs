//! `engage report --list`: the available documents.

use crate::cmd::catalogue::Catalogue;
use crate::cmd::due;
use crate::cmd::prelude::*;
use crate::render::Document;

/// Lists all documents, including the workspace's own.
pub fn list(context: &Context) -> Result<Reply> {
    let (_, catalogue) = Catalogue::opened(context)?;
    context.note(catalogue.unread());
    let documents = catalogue.documents();
    let data = documents.iter().map(|document| {
        json!({ "name": document.name, "audience": document.audience(), "summary": document.summary, "due": document.due })
    });
    let rows: Vec<_> = documents.iter().map(row).collect();
    let text = table(&["NAME", "AUDIENCE", "DUE", "SUMMARY"], &rows, &["DUE", "AUDIENCE"], context.width);
    Ok(Reply { text, messages: vec![], kind: "engagement.documents", data: data.collect() })
}

fn row(document: &Document) -> Vec<String> {
    vec![document.name.to_owned(), document.audience().to_string(), due::when(document), document.summary.to_owned()]
}
