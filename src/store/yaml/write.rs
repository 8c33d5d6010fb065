//! Values to text that YAML 1.1 and 1.2 readers read the same way.

use super::Node;
use super::words::{is_plain, is_printable, quoted, scalar};
use crate::model::text::hides;

/// `key: value` at an indentation, with its line end; a block goes below the key.
pub fn pair(key: &str, value: &Node, indent: usize) -> String {
    let (inline, block) = value_text(value, indent);
    let space = if inline.is_empty() { "" } else { " " };
    format!("{}{}:{space}{inline}\n{block}", " ".repeat(indent), scalar(key))
}

/// Several keys and values.
pub fn pairs<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p Node)>, indent: usize) -> String {
    pairs.into_iter().map(|(key, value)| pair(key, value, indent)).collect()
}

/// The text on the key's own line, and the lines below it, for a key at an indentation.
pub fn value_text(value: &Node, indent: usize) -> (String, String) {
    match value {
        Node::Empty => (String::new(), String::new()),
        Node::Plain(words) => (words.clone(), String::new()),
        Node::Text(words) => block_or_scalar(words, indent + 2),
        Node::List(items) if items.is_empty() => ("[]".into(), String::new()),
        Node::Map(pairs) if pairs.is_empty() => ("{}".into(), String::new()),
        Node::List(items) => (String::new(), items.iter().map(|node| item(node, indent + 2)).collect()),
        Node::Map(all) => (String::new(), pairs(all.iter().map(|(key, value)| (key.as_str(), value)), indent + 2)),
    }
}

/// One list item whose dash is at an indentation; keys and items begin beside it.
pub fn item(value: &Node, indent: usize) -> String {
    let dash = " ".repeat(indent);
    match value_text(value, indent) {
        (inline, block) if inline.is_empty() && !block.is_empty() => format!("{dash}- {}", &block[indent + 2..]),
        (inline, block) => format!("{dash}- {inline}\n{block}"),
    }
}

/// A value on one line, as inside `[…]` or `{…}`.
pub fn flow(value: &Node) -> String {
    match value {
        Node::Empty => "null".into(),
        Node::Plain(words) => words.clone(),
        Node::Text(words) if is_plain(words) && !words.contains([',', '[', ']', '{', '}', ':', '?']) => words.clone(),
        Node::Text(words) => quoted(words),
        Node::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Node::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{}: {}", scalar(key), flow(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

fn block_or_scalar(words: &str, indent: usize) -> (String, String) {
    let (body, chomp) = match words.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (words, "-"),
    };
    if !body.contains('\n') || !fits_block(body) {
        return (scalar(words), String::new());
    }
    let pad = " ".repeat(indent);
    let lines = body.split('\n').map(|line| if line.is_empty() { "\n".into() } else { format!("{pad}{line}\n") });
    (format!("|{chomp}"), lines.collect())
}

/// Whether a literal block reproduces the text exactly.
fn fits_block(body: &str) -> bool {
    let first = body.split('\n').next().unwrap_or_default();
    !first.is_empty()
        && !body.split('\n').any(|line| line.starts_with([' ', '\t']) && line.trim().is_empty())
        && !first.starts_with([' ', '\t'])
        && !body.ends_with('\n')
        && !hides(body)
        && body.chars().all(|character| character == '\n' || character == '\t' || is_printable(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_a_block_and_lists_are_indented() {
        let mut out = pair("said", &Node::text("one\n\n  two: x"), 0);
        out += &pair("needs", &Node::List(vec![Node::text("power"), Node::text("no")]), 2);
        out += &pair(
            "prep",
            &Node::List(vec![Node::Map(vec![
                ("task".into(), Node::text("a")),
                ("hard".into(), Node::Plain("true".into())),
            ])]),
            0,
        );
        assert_eq!(
            out,
            "said: |-\n  one\n\n    two: x\n  needs:\n    - power\n    - \"no\"\nprep:\n  - task: a\n    hard: true\n"
        );
    }

    #[test]
    fn what_a_block_would_change_is_quoted_instead() {
        for words in ["a\r\nb", " a\nb", "\n a\nb", "a\n\n", "a\n   \nb", "a\nb\u{a0}"] {
            assert!(block_or_scalar(words, 2).0.starts_with('"'), "{words:?}");
        }
        assert_eq!(block_or_scalar("a\nb\n", 2), ("|".into(), "  a\n  b\n".into()));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
        #[test]
        fn whatever_the_words_they_come_back(words in "(?s).{0,60}") {
            let out = pair("key", &Node::List(vec![Node::text(&words), Node::Map(vec![("k".into(), Node::text(&words))])]), 0)
                + &pair("last", &Node::text(&words), 0);
            let read: serde_yaml::Value = serde_yaml::from_str(&out).unwrap();
            let text = serde_yaml::Value::String(words.clone());
            proptest::prop_assert_eq!(&read["key"][0], &text);
            proptest::prop_assert_eq!(&read["key"][1]["k"], &text);
            proptest::prop_assert_eq!(&read["last"], &text);
            let flowing = format!("[{}, {}]", flow(&Node::text(&words)), flow(&Node::List(vec![Node::text(&words)])));
            let read: serde_yaml::Value = serde_yaml::from_str(&flowing).unwrap();
            proptest::prop_assert_eq!(&read[0], &text);
        }
    }
}
