//! Text that no command records: a remedy's placeholder, and a secret without `--force`.

use super::failure::Failure;
use crate::insight::secrets;
use crate::model::field::below;
use crate::model::placeholder::is_placeholder;
use crate::store::yaml::Node;

/// Rejects a value that contains such text anywhere; `force` permits secrets.
pub fn refuse(key: &str, node: &Node, force: bool) -> Result<(), Failure> {
    match node {
        Node::Text(words) | Node::Plain(words) => refuse_words(key, words, force),
        Node::List(items) => items.iter().try_for_each(|item| refuse(key, item, force)),
        Node::Map(pairs) => pairs.iter().try_for_each(|(name, node)| refuse(&below(key, name), node, force)),
        Node::Empty => Ok(()),
    }
}

/// What is written at a key, in words.
fn in_words(key: &str) -> String {
    match key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key) {
        "because" | "reason" | "why" => "the reason".to_owned(),
        "said" => "what they said".to_owned(),
        "what" => "what it is".to_owned(),
        "by" | "from" | "with" | "to" | "owner" | "responsible" | "accepted_by" | "switched_by" => {
            "who it is".to_owned()
        }
        "on" | "due" => "the date".to_owned(),
        "text" => "the text".to_owned(),
        other => format!("a real value for `{other}`"),
    }
}

/// The same for the text of one key.
pub fn refuse_words(key: &str, words: &str, force: bool) -> Result<(), Failure> {
    if is_placeholder(words) {
        return Err(Failure::usage(format!("`{}` is a placeholder; write {}", words.trim(), in_words(key))));
    }
    match secrets::of(key, words).first().filter(|_| !force) {
        Some(secret) => Err(Failure::refused(format!("`{key}` contains what looks like {}", secret.described()))
            .hint("leave it out and note where it is kept; `--force` records it anyway")),
        None => Ok(()),
    }
}
