//! `engage report --list`: the available documents.

use unicode_width::UnicodeWidthStr as _;

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
    let text = in_columns(&documents, context.width);
    Ok(Reply { text, messages: vec![], kind: "engagement.documents", data: data.collect() })
}

/// The columns beside the summary; the last is dropped first.
const HEAD: [&str; 3] = ["NAME", "AUDIENCE", "DUE"];

/// The narrowest summary that is shown beside all of them.
const LEAST: usize = 36;

/// The documents in columns; a long summary wraps, and `due` is dropped if there is no room.
fn in_columns(documents: &[Document], width: Option<usize>) -> String {
    let rows: Vec<_> = documents.iter().map(beside).collect();
    let taken = |columns: usize| (0..columns).map(|at| 2 + widest(&rows, at)).sum();
    let room = |columns| width.map_or(usize::MAX, |width| width.saturating_sub(taken(columns)));
    let columns = if room(HEAD.len()) < LEAST { HEAD.len() - 1 } else { HEAD.len() };
    let header: Vec<_> = HEAD[..columns].iter().copied().chain(["SUMMARY"]).collect();
    let lines = documents.iter().zip(&rows).flat_map(|(document, row)| {
        let parts = wrapped(document.summary, room(columns).max(LEAST / 2)).into_iter().enumerate();
        parts.map(|(at, part)| {
            let beside = row[..columns].iter().map(|cell| if at == 0 { cell.clone() } else { String::new() });
            beside.chain([part]).collect::<Vec<_>>()
        })
    });
    table(&header, &lines.collect::<Vec<_>>(), None)
}

fn beside(document: &Document) -> [String; 3] {
    [document.name.to_owned(), document.audience().to_string(), due::when(document)]
}

fn widest(rows: &[[String; 3]], at: usize) -> usize {
    rows.iter().map(|row| row[at].width()).chain([HEAD[at].width()]).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::DOCUMENTS;

    fn plain(width: Option<usize>) -> String {
        anstream::adapter::strip_str(&in_columns(&DOCUMENTS[..1], width)).to_string()
    }

    #[test]
    fn a_summary_goes_on_below_itself_and_due_gives_way() {
        assert_eq!(plain(None).lines().count(), 2);
        for width in [120, 80, 60, 44] {
            let text = plain(Some(width));
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
            assert_eq!(text.contains("DUE"), width >= 80, "{text}");
            let words: Vec<_> = text.split_whitespace().collect();
            let summary: Vec<_> = DOCUMENTS[0].summary.split_whitespace().collect();
            assert!(summary.iter().all(|word| words.contains(word)), "{text}");
        }
    }
}
