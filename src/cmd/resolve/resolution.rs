//! The outcome of a file in conflict, in sentences and as data.

use serde_json::{Value, json};

use super::super::output::{COMMAND, FAINT, STRONG, styled};
use super::file::{File, Outcome, name, opposite};
use super::keys;
use crate::model::field::{Field, Shape};
use crate::model::text::{for_shell, visible};
use crate::store::merge::{From, Open};
use crate::store::yaml::{Node, write};

/// A file that was in conflict, and its outcome.
#[derive(Debug)]
pub struct Resolution<'a> {
    /// The file.
    pub file: File<'a>,
    /// The outcome.
    pub outcome: Outcome,
}

impl Resolution<'_> {
    /// Whether somebody has to decide or finish something.
    pub fn is_open(&self) -> bool {
        !self.is_ready() && !matches!(self.outcome, Outcome::Remove { .. })
    }

    /// Whether `git add` is all that is left.
    pub fn is_ready(&self) -> bool {
        matches!(self.outcome, Outcome::Merged { .. } | Outcome::Settled)
    }

    /// The keys that both changed, for stdout.
    pub fn text(&self) -> String {
        let Outcome::Open { open, .. } = &self.outcome else { return String::new() };
        let mut text = format!("{}\n", styled(STRONG, &self.file.shown));
        let fields = self.file.conflict.fields();
        for open in open {
            let question = question(&fields, &open.key).map(|words| format!(": {words}")).unwrap_or_default();
            text.push_str(&format!("  {}{}\n", styled(STRONG, &open.key), styled(FAINT, &question)));
            let base = self.file.conflict.base.is_some().then_some(("base", &open.base));
            for (side, node) in base.into_iter().chain([("ours", &open.ours), ("theirs", &open.theirs)]) {
                text.push_str(&shown(side, node));
            }
        }
        let first = open.first().map_or("KEY", |open| open.key.as_str());
        let (file, value) = (&self.file.word, format!("{first}=VALUE"));
        let command = format!("engage resolve {file} {}   # or --ours, --theirs", for_shell(&value));
        text.push_str(&format!("    {}\n", styled(COMMAND, &command)));
        text
    }

    /// The outcome in sentences, for stderr.
    pub fn messages(&self) -> Vec<String> {
        self.sentences().iter().chain(&self.both()).map(|line| visible(line).into_owned()).collect()
    }

    /// How to keep both, where both sides added the file and may mean two different things.
    fn both(&self) -> Vec<String> {
        let Some((key, other)) = self.file.added() else { return vec![] };
        let file = &self.file.word;
        let (taken, is_open) = match &self.outcome {
            Outcome::Merged { taken, .. } => (taken, false),
            Outcome::Open { taken, open } => (taken, open.iter().any(|open| open.key == key)),
            _ => return vec![],
        };
        let side = taken.iter().find(|(of, _)| of == key).map(|(_, side)| *side);
        match side {
            _ if is_open => vec![
                "  both sides added it; if these are two different things, keep ours and add theirs under another name:".to_owned(),
                format!("  git show :3:./{file} > {other} && git checkout --ours -- {file} && git add {file} {other}"),
            ],
            Some(side @ (From::Ours | From::Theirs)) => {
                let (stage, lost) = if side == From::Ours { (3, "theirs") } else { (2, "ours") };
                vec![
                    format!("  both sides added it; if these are two different things, add {lost} under another name:"),
                    format!("  git show :{stage}:./{file} > {other} && git add {other}"),
                ]
            }
            _ => vec![],
        }
    }

    fn sentences(&self) -> Vec<String> {
        let (file, word) = (&self.file.shown, &self.file.word);
        match &self.outcome {
            Outcome::Merged { whole: Some(side), .. } => vec![format!("{file}: kept {}", name(*side))],
            Outcome::Merged { taken, left, .. } => {
                let lost = left.iter().map(|comment| {
                    format!("{file}: no place for this comment, add it by hand if you want it: {comment}")
                });
                std::iter::once(format!("{file}: {}", sources(taken))).chain(lost).collect()
            }
            Outcome::Open { taken, open } => {
                let names: Vec<_> = open.iter().map(|open| open.key.as_str()).collect();
                let rest = if taken.is_empty() { String::new() } else { format!("; the rest: {}", sources(taken)) };
                vec![format!("{file}: both changed {}{rest}", keys(&names))]
            }
            Outcome::Deleted { kept } => {
                let (other, kept) = (name(opposite(*kept)), name(*kept));
                vec![
                    format!("{file}: {other} deleted it, {kept} changed it"),
                    format!("  engage resolve {word} --{kept}   # keep it; --{other} to remove it"),
                ]
            }
            Outcome::Remove { by: Some(by) } => {
                vec![format!("{file}: {} deleted it; to remove it: git rm {word}", name(*by))]
            }
            Outcome::Remove { by: None } => {
                vec![format!("{file}: neither side has it; to remove it: git rm --cached {word}")]
            }
            Outcome::Settled => vec![format!("{file}: already resolved; nothing changed")],
            Outcome::ByHand { why, next } => vec![format!("{file}: {why}"), format!("  {next}")],
        }
    }

    /// It as data.
    pub fn data(&self) -> Value {
        let (state, taken, open, left, why): (_, &[_], &[Open], &[String], _) = match &self.outcome {
            Outcome::Merged { taken, left, .. } => ("merged", taken, &[], left, None),
            Outcome::Open { taken, open } => ("open", taken, open, &[], None),
            Outcome::Deleted { .. } => ("deleted", &[], &[], &[], None),
            Outcome::Remove { .. } => ("to-remove", &[], &[], &[], None),
            Outcome::Settled => ("settled", &[], &[], &[], None),
            Outcome::ByHand { why, .. } => ("by-hand", &[], &[], &[], Some(why)),
        };
        let taken: Vec<_> = taken.iter().map(|(key, from)| json!({ "key": key, "from": name(*from) })).collect();
        let open: Vec<_> = open.iter().map(open_key).collect();
        let both = self.both().pop();
        json!({ "path": self.file.shown, "state": state, "why": why, "taken": taken, "open": open, "comments_left": left, "keep_both": both })
    }
}

fn open_key(open: &Open) -> Value {
    let words = |node: &Node| if node.is_blank() { Value::Null } else { json!(plain(node)) };
    json!({ "key": open.key, "base": words(&open.base), "ours": words(&open.ours), "theirs": words(&open.theirs) })
}

/// `` `due` from theirs; `with` from both ``.
fn sources(taken: &[(String, From)]) -> String {
    let of = |from: From| {
        let keys: Vec<_> = taken.iter().filter(|(_, of)| *of == from).map(|(key, _)| key.as_str()).collect();
        let words = match from {
            From::Both => "from both",
            From::Given => "as given",
            From::Ours => "from ours",
            From::Theirs => "from theirs",
        };
        (!keys.is_empty()).then(|| format!("{} {words}", super::keys(&keys)))
    };
    let parts: Vec<_> = [From::Ours, From::Theirs, From::Both, From::Given].into_iter().filter_map(of).collect();
    if parts.is_empty() { "both sides agree".to_owned() } else { parts.join("; ") }
}

/// A side's value; prose on lines of its own.
fn shown(side: &str, node: &Node) -> String {
    let words = if node.is_blank() { "(no answer)".to_owned() } else { plain(node) };
    let mut lines = words.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let rest: String = lines.map(|line| format!("            {}\n", visible(line))).collect();
    format!("    {side:<6}  {}\n{rest}", visible(first))
}

fn plain(node: &Node) -> String {
    match node {
        Node::Text(words) if !words.trim().is_empty() => words.clone(),
        node => write::flow(node),
    }
}

/// The question of a key, by its path.
fn question(fields: &[Field], key: &str) -> Option<&'static str> {
    let (first, rest) = key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
    let field = fields.iter().find(|field| field.name == first)?;
    let words = field.question.trim_end_matches('.');
    let Some(rest) = rest else { return Some(words) };
    let rest = rest.split_once('.').filter(|(index, _)| index.parse::<usize>().is_ok()).map_or(rest, |(_, rest)| rest);
    match field.shape {
        Shape::Group(fields) => question(fields, rest),
        Shape::List(Shape::Group(fields)) => question(fields, rest),
        _ => Some(words),
    }
}
