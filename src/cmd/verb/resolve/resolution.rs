//! The outcome of a file in conflict, as sentences and as data.

use super::file::ConflictFile;
use super::outcome::{FileOutcome, FileStatus};
use crate::cmd::prelude::*;
use crate::store::merge::{OpenKey, Source};
use crate::store::yaml::write;

/// A file that was in conflict, and its outcome.
#[derive(Debug)]
pub struct Resolution<'a> {
    /// The file.
    pub file: ConflictFile<'a>,
    /// The outcome.
    pub outcome: FileOutcome,
}

impl Resolution<'_> {
    /// Whether a person must decide or finish something.
    pub fn is_open(&self) -> bool {
        matches!(self.outcome.status, FileStatus::Open | FileStatus::Deleted | FileStatus::ByHand)
    }

    /// Whether only `git add` is left to do.
    pub fn is_ready(&self) -> bool {
        matches!(self.outcome.status, FileStatus::Merged | FileStatus::Settled)
    }

    /// The keys that both sides changed, for stdout.
    pub fn text(&self) -> String {
        let Some(first) = self.outcome.open.first() else { return String::new() };
        let mut text = format!("{}\n", styled(STRONG, &self.file.shown));
        let fields = self.file.conflict.fields();
        for open in &self.outcome.open {
            let question = question(&fields, &open.key).map(|words| format!(": {words}")).unwrap_or_default();
            text.push_str(&format!("  {}{}\n", styled(STRONG, &open.key), styled(FAINT, &question)));
            let base = self.file.conflict.base.is_some().then_some(("base", &open.base));
            for (side, node) in base.into_iter().chain([("ours", &open.ours), ("theirs", &open.theirs)]) {
                text.push_str(&shown(side, node));
            }
        }
        let value = for_shell(&format!("{}=VALUE", first.key)).into_owned();
        let command = format!("engage resolve {} {value}   # or --ours, --theirs", self.file.word);
        text.push_str(&format!("    {}\n", styled(COMMAND, &command)));
        text
    }

    /// The outcome as sentences, for stderr.
    pub fn messages(&self) -> Vec<String> {
        let file = &self.file.shown;
        let FileOutcome { sentence, next, left, .. } = &self.outcome;
        let unplaced = "could not place this comment; add it by hand if you need it";
        let left = left.iter().map(|comment| format!("{file}: {unplaced}: {comment}"));
        let next = next.iter().map(|next| format!("  {next}"));
        let lines = std::iter::once(format!("{file}: {sentence}")).chain(left).chain(next);
        lines.chain(self.both()).map(|line| visible(&line).into_owned()).collect()
    }

    /// How to keep both, if both sides added the file and may mean different things.
    fn both(&self) -> Vec<String> {
        let Some((key, other)) = self.file.added() else { return vec![] };
        let (file, FileOutcome { taken, open, .. }) = (&self.file.word, &self.outcome);
        let side = taken.iter().find(|(of, _)| of == key).map(|(_, side)| *side);
        let (what, command) = match side {
            _ if open.iter().any(|open| open.key == key) => (
                "keep ours and add theirs".to_owned(),
                format!("git show :3:./{file} > {other} && git checkout --ours -- {file} && git add {file} {other}"),
            ),
            Some(side @ (Source::Ours | Source::Theirs)) => {
                let stage = if side == Source::Ours { 3 } else { 2 };
                let command = format!("git show :{stage}:./{file} > {other} && git add {other}");
                (format!("add {}", side.other().word()), command)
            }
            _ => return vec![],
        };
        let if_so = "  both sides added it; if they are two different things";
        vec![format!("{if_so}, {what} under another name:"), format!("  {command}")]
    }

    /// The outcome as data.
    pub fn data(&self) -> Value {
        let FileOutcome { status, sentence, taken, open, left, .. } = &self.outcome;
        let taken: Vec<_> = taken.iter().map(|(key, from)| json!({ "key": key, "from": from.word() })).collect();
        let words = |node: &Node| (!node.is_blank()).then(|| plain(node));
        let open_key = |open: &OpenKey| json!({ "key": open.key, "base": words(&open.base), "ours": words(&open.ours), "theirs": words(&open.theirs) });
        json!({
            "path": self.file.shown,
            "state": status,
            "why": (*status == FileStatus::ByHand).then_some(sentence),
            "taken": taken,
            "open": open.iter().map(open_key).collect::<Vec<_>>(),
            "comments_left": left,
            "keep_both": self.both().pop(),
        })
    }
}

/// The value of a side; long text on separate lines.
fn shown(side: &str, node: &Node) -> String {
    let words = if node.is_blank() { "(no answer)".to_owned() } else { plain(node) };
    let words = visible(words.trim_end()).replace('\n', "\n            ");
    format!("    {side:<6}  {words}\n")
}

fn plain(node: &Node) -> String {
    match node {
        Node::Text(words) if !words.trim().is_empty() => words.clone(),
        node => write::flow(node),
    }
}

/// The question of a key, by its path.
fn question(fields: &[Field], key: &str) -> Option<&'static str> {
    let (first, rest) = key.split_once('.').unwrap_or((key, ""));
    let field = fields.iter().find(|field| field.name == first)?;
    let below = rest.trim_start_matches(|index: char| index.is_ascii_digit() || index == '.');
    match field.shape {
        Shape::Group(fields) | Shape::List(&Shape::Group(fields)) if !below.is_empty() => question(fields, below),
        _ => Some(field.question.trim_end_matches('.')),
    }
}
