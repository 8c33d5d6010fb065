//! What became of each file in conflict, in words and as data.

use serde_json::{Value, json};

use super::super::output::{COMMAND, FAINT, STRONG, styled};
use super::keys;
use crate::model::field::{Field, Shape};
use crate::model::text::{for_shell, visible};
use crate::store::merge::{From, Open};
use crate::store::yaml::{Node, write};

/// A file that was in conflict, and what became of it.
#[derive(Debug)]
pub struct Told {
    /// The file, as people see it.
    pub shown: String,
    /// The same as one word of a command.
    pub word: String,
    /// Whether both sides began from something.
    pub base: bool,
    /// The keys it may have.
    pub fields: Vec<Field>,
    /// Where both sides added it: the key that says what it is, and a file for the other as a record of its own, as
    /// one word of a command.
    pub added: Option<(&'static str, String)>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It is merged; comments that found no place are named.
    Merged { taken: Vec<(String, From)>, left: Vec<String> },
    /// Something in it is to be decided.
    Disagree { taken: Vec<(String, From)>, open: Vec<Open> },
    /// One side deleted it, and the other, which is kept for now, changed it.
    Deleted { kept: From },
    /// It was kept as one side has it.
    Kept { side: From },
    /// The side was taken that deleted it.
    Drop { by: From },
    /// No side has it.
    Gone,
    /// Somebody settled it by hand.
    Settled,
    /// The same, and now it was said how.
    Undone,
    /// It stands as one side has it, and nobody said that this is meant.
    Whole(From),
    /// Somebody began to settle it by hand: this line is in no version, or something is gone.
    Touched(Option<usize>),
    /// A version, or what came of them, cannot be read.
    Broken(String),
    /// What came of it cannot be written without touching more.
    Unwritten,
    /// Its engagement is of a newer schema than this program knows.
    Newer(String),
    /// It is no record.
    Stranger,
}

impl Told {
    /// Whether something is left to do before git can be told.
    pub fn is_open(&self) -> bool {
        !self.is_ready() && !matches!(self.outcome, Outcome::Drop { .. } | Outcome::Gone)
    }

    /// Whether git can be told that it is settled.
    pub fn is_ready(&self) -> bool {
        matches!(self.outcome, Outcome::Merged { .. } | Outcome::Kept { .. } | Outcome::Settled)
    }

    /// What disagrees, for stdout.
    pub fn text(&self) -> String {
        let Outcome::Disagree { open, .. } = &self.outcome else { return String::new() };
        let mut text = format!("{}\n", styled(STRONG, &self.shown));
        for open in open {
            let question = question(&self.fields, &open.key).map(|words| format!(": {words}")).unwrap_or_default();
            text.push_str(&format!("  {}{}\n", styled(STRONG, &open.key), styled(FAINT, &question)));
            let base = self.base.then_some(("base", &open.base));
            for (side, node) in base.into_iter().chain([("ours", &open.ours), ("theirs", &open.theirs)]) {
                text.push_str(&shown(side, node));
            }
        }
        let first = open.first().map_or("KEY", |open| open.key.as_str());
        let (file, value) = (&self.word, format!("{first}=VALUE"));
        let command = format!("engage resolve {file} {}   # or --ours, --theirs", for_shell(&value));
        text.push_str(&format!("    {}\n", styled(COMMAND, &command)));
        text
    }

    /// What became of it, for stderr.
    pub fn said(&self) -> Vec<String> {
        self.words().iter().chain(&self.both()).map(|line| visible(line).into_owned()).collect()
    }

    /// How both are kept, where both sides added the file and each may mean another thing by it.
    fn both(&self) -> Vec<String> {
        let Some((key, other)) = &self.added else { return vec![] };
        let file = &self.word;
        let (taken, is_open) = match &self.outcome {
            Outcome::Merged { taken, .. } => (taken, false),
            Outcome::Disagree { taken, open } => (taken, open.iter().any(|open| open.key == *key)),
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

    fn words(&self) -> Vec<String> {
        let (file, word_of_shell) = (&self.shown, &self.word);
        let by_hand = format!("  settle it by hand, then: git add {word_of_shell}");
        match &self.outcome {
            Outcome::Merged { taken, left } => {
                let lost = left.iter().map(|comment| {
                    format!("{file}: a comment finds no place, add it by hand if it is wanted: {comment}")
                });
                std::iter::once(format!("{file}: {}", sources(taken))).chain(lost).collect()
            }
            Outcome::Disagree { taken, open } => {
                let names: Vec<_> = open.iter().map(|open| open.key.as_str()).collect();
                let rest = if taken.is_empty() { String::new() } else { format!("; else {}", sources(taken)) };
                vec![format!("{file}: both changed {}{rest}", keys(&names))]
            }
            Outcome::Deleted { kept } => {
                let (other, kept) = (word(opposite(*kept)), word(*kept));
                vec![
                    format!("{file}: {other} deleted it, {kept} changed it"),
                    format!("  engage resolve {word_of_shell} --{kept}   # keeps it; --{other} lets it go"),
                ]
            }
            Outcome::Kept { side } => vec![format!("{file}: kept as {} has it", word(*side))],
            Outcome::Drop { by } => {
                vec![format!("{file}: {} deleted it; nothing is deleted here: git rm {word_of_shell}", word(*by))]
            }
            Outcome::Gone => vec![format!("{file}: neither side has it: git rm --cached {word_of_shell}")],
            Outcome::Settled => vec![format!("{file}: already resolved; nothing changed")],
            Outcome::Undone => vec![
                format!("{file}: it is settled already, in its own words, so nothing was chosen"),
                format!(
                    "  git checkout -m -- {word_of_shell}   # brings the conflict back, without what it holds now; else: git add"
                ),
            ],
            Outcome::Whole(side) => {
                let (side, other) = (word(*side), word(opposite(*side)));
                vec![
                    format!("{file}: git left it as {side} has it, with nothing of {other} in it; nothing changed"),
                    format!(
                        "  engage resolve {word_of_shell}   # merges both; if it is meant so: git add {word_of_shell}"
                    ),
                ]
            }
            Outcome::Touched(line) => {
                let sign = line.map_or("something that git left there is gone".to_owned(), |line| {
                    format!("line {line} is in no version")
                });
                vec![
                    format!("{file}: {sign}, so somebody is at work on it; it stays as it is"),
                    format!("  finish it by hand, or begin again: git checkout --merge -- {word_of_shell}"),
                ]
            }
            Outcome::Broken(why) => vec![format!("{file}: {why}"), by_hand],
            Outcome::Unwritten => {
                vec![format!("{file}: too much of it changed to be written key by key"), by_hand]
            }
            Outcome::Newer(why) => vec![format!("{file}: {why}"), "  update engage".to_owned()],
            Outcome::Stranger => vec![
                format!("{file}: is no record, so its conflict is not for engage"),
                format!("  settle it by hand, or render it again, then: git add {word_of_shell}"),
            ],
        }
    }

    /// It as data.
    pub fn data(&self) -> Value {
        let (state, taken, open, left): (_, &[_], &[Open], &[String]) = match &self.outcome {
            Outcome::Merged { taken, left } => ("merged", taken, &[], left),
            Outcome::Disagree { taken, open } => ("open", taken, open, &[]),
            Outcome::Deleted { .. } => ("deleted", &[], &[], &[]),
            Outcome::Kept { .. } => ("kept", &[], &[], &[]),
            Outcome::Drop { .. } | Outcome::Gone => ("to-remove", &[], &[], &[]),
            Outcome::Settled => ("settled", &[], &[], &[]),
            Outcome::Undone => ("undone", &[], &[], &[]),
            Outcome::Whole(_) => ("whole", &[], &[], &[]),
            Outcome::Touched(_) => ("touched", &[], &[], &[]),
            Outcome::Broken(_) => ("unreadable", &[], &[], &[]),
            Outcome::Unwritten => ("unwritten", &[], &[], &[]),
            Outcome::Newer(_) => ("newer", &[], &[], &[]),
            Outcome::Stranger => ("no-record", &[], &[], &[]),
        };
        let taken: Vec<_> = taken.iter().map(|(key, from)| json!({ "key": key, "from": word(*from) })).collect();
        let open: Vec<_> = open.iter().map(disagreement).collect();
        let both = self.both().pop();
        json!({ "path": self.shown, "state": state, "taken": taken, "open": open, "comments_left": left, "keep_both": both })
    }
}

fn disagreement(open: &Open) -> Value {
    let words = |node: &Node| if node.is_blank() { Value::Null } else { json!(plain(node)) };
    json!({ "key": open.key, "base": words(&open.base), "ours": words(&open.ours), "theirs": words(&open.theirs) })
}

/// `` `due` from theirs; `with` of both ``.
fn sources(taken: &[(String, From)]) -> String {
    let of = |from: From| {
        let keys: Vec<_> = taken.iter().filter(|(_, of)| *of == from).map(|(key, _)| key.as_str()).collect();
        let words = match from {
            From::Both => "of both",
            From::Given => "as given",
            From::Ours => "from ours",
            From::Theirs => "from theirs",
        };
        (!keys.is_empty()).then(|| format!("{} {words}", super::keys(&keys)))
    };
    let parts: Vec<_> = [From::Ours, From::Theirs, From::Both, From::Given].into_iter().filter_map(of).collect();
    if parts.is_empty() { "both sides say the same".to_owned() } else { parts.join("; ") }
}

fn word(from: From) -> &'static str {
    match from {
        From::Ours => "ours",
        From::Theirs => "theirs",
        From::Both => "both",
        From::Given => "given",
    }
}

fn opposite(side: From) -> From {
    if side == From::Ours { From::Theirs } else { From::Ours }
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

/// What a key asks, by its path.
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
