//! Changes of files: any field of a table, and any possible value.

use engage::model::field::{Field, Shape};
use engage::store::edit::KeyEdit;
use engage::store::yaml::Node;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Words that are a challenge for YAML parsers, besides plain ones.
const WORDS: &[&str] = &[
    "find a report", "no", "1e3", "007", "12:30", "null", "~", "", "2026-01-02", "a: b", "# not a comment", "x # y",
    "- dash", "it's \"quoted\"", "back\\slash", "[a, b", "{a: b}", "*star &and !bang", "%percent", "@at `tick`",
    "two\nlines", "three\n\nlines\nwith # hash", "  indented\nmore", "ends in a line end\n", "tab\there",
    "\u{2028}line separator", "\u{85}next line", "emoji \u{1f6a2} ship", "carriage\rreturn", "a, b", "what? yes",
    "---", "| pipe", "> fold", "trailing ", "key:",
];

/// Scalars below a free key whose form a parser could change; each is one token.
const TOKENS: &[&str] = &[
    "1.10",
    "1e3",
    "0x1F",
    "0o17",
    "007",
    "12:30",
    "3.14159265358979323846",
    "123456789012345678901234567890123456789012345",
    "-0",
    "+1.50",
    ".5",
    "1_000",
    "true",
    "False",
    "yes",
    "2026-03-02",
];

/// Keys below `extra`: present in some files, absent, and nested.
const FREE: &[&[&str]] = &[
    &["tracker"],
    &["ours"],
    &["number"],
    &["their list"],
    &["their list", "1"],
    &["deeper", "extra"],
    &["deeper", "more"],
    &["deeper", "ours"],
    &["a", "b", "c"],
];

fn words() -> impl Strategy<Value = &'static str> {
    select(WORDS.to_vec())
}

/// A path below a field, and what to do there.
pub fn change(fields: Vec<Field>) -> impl Strategy<Value = (Vec<String>, KeyEdit)> {
    select(fields).prop_flat_map(|field| below(vec![field.name.to_owned()], field.shape))
}

fn below(path: Vec<String>, shape: Shape) -> BoxedStrategy<(Vec<String>, KeyEdit)> {
    let set = {
        let path = path.clone();
        node(shape).prop_map(move |node| {
            let change = if node == Node::Empty { KeyEdit::Clear } else { KeyEdit::Set(node) };
            (path.clone(), change)
        })
    };
    match shape {
        Shape::Group(fields) => {
            let inner = select(fields.to_vec()).prop_flat_map({
                move |field| {
                    let mut path = path.clone();
                    path.push(field.name.to_owned());
                    below(path, field.shape)
                }
            });
            prop_oneof![1 => set, 3 => inner].boxed()
        }
        Shape::List(item) => {
            let grow = {
                let path = path.clone();
                node(*item)
                    .prop_filter("an item says something", |node| *node != Node::Empty)
                    .prop_map(move |node| (path.clone(), KeyEdit::Append(node)))
            };
            let mut first = path;
            first.push("1".into());
            let inner = below(first, *item);
            prop_oneof![1 => set, 3 => grow, 2 => inner].boxed()
        }
        Shape::Free => {
            let to = move |keys: &[&str], change| {
                (path.iter().cloned().chain(keys.iter().map(|key| (*key).to_owned())).collect(), change)
            };
            let inner = (select(FREE.to_vec()), set_or_clear()).prop_map({
                let to = to.clone();
                move |(keys, change)| to(keys, change)
            });
            let grow = (select(vec!["their list", "ours"]), free())
                .prop_map(move |(key, node)| to(&[key], KeyEdit::Append(node)));
            prop_oneof![1 => set, 4 => inner, 1 => grow].boxed()
        }
        Shape::Table(value) => {
            let inner = select(vec!["theirs", "ours"])
                .prop_flat_map(move |key| below(path.iter().cloned().chain([key.to_owned()]).collect(), *value));
            prop_oneof![1 => set, 2 => inner].boxed()
        }
        _ => set.boxed(),
    }
}

fn set_or_clear() -> impl Strategy<Value = KeyEdit> {
    prop_oneof![1 => Just(KeyEdit::Clear), 5 => free().prop_map(KeyEdit::Set)]
}

/// A value below a free key: numbers, booleans, words, nested lists and keys.
fn free() -> impl Strategy<Value = Node> {
    let token = || select(TOKENS.to_vec()).prop_map(|token| Node::Plain(token.to_owned()));
    let words =
        || select(vec!["B-9", "a: b # c", "1.10", "no", "two\nlines", "~", " ", "2026-03-02"]).prop_map(Node::text);
    let nested = select(vec![Node::text(""), Node::Empty, Node::List(vec![]), Node::Map(vec![])]);
    let inner = prop_oneof![6 => token(), 3 => words(), 1 => nested].prop_recursive(2, 8, 3, |inner| {
        let keys = Just(vec!["tracker", "version", "a b", "no", "1.10"]).prop_shuffle();
        let map = (keys, proptest::collection::vec(inner.clone(), 1..4))
            .prop_map(|(keys, values)| Node::Map(keys.into_iter().map(str::to_owned).zip(values).collect()));
        prop_oneof![proptest::collection::vec(inner, 1..4).prop_map(Node::List), map]
    });
    prop_oneof![2 => token(), 1 => words(), 3 => inner.prop_filter("a value says something", |node| !node.is_blank())]
}

/// A new value of a shape.
fn node(shape: Shape) -> BoxedStrategy<Node> {
    match shape {
        Shape::Text => words().prop_map(|words| if words.is_empty() { Node::Empty } else { Node::text(words) }).boxed(),
        Shape::Date => select(vec!["2026-04-01", ""]).prop_map(plain).boxed(),
        Shape::Rating | Shape::Count => select(vec!["1", "5", ""]).prop_map(plain).boxed(),
        Shape::Decimal => select(vec!["12.50", "-3", "1200", ""]).prop_map(plain).boxed(),
        Shape::Flag => select(vec!["true", "false", ""]).prop_map(plain).boxed(),
        Shape::Choice(choices) => select(choices.to_vec()).prop_map(Node::text).boxed(),
        Shape::Person => select(vec!["ana-ortiz", "cy-wu"]).prop_map(Node::text).boxed(),
        Shape::Reference => Just(Node::text("goals/find-a-report")).boxed(),
        Shape::List(item) => proptest::collection::vec(
            node(*item).prop_filter("an item says something", |node| *node != Node::Empty),
            0..3,
        )
        .prop_map(|items| if items.is_empty() { Node::Empty } else { Node::List(items) })
        .boxed(),
        Shape::Group(fields) => {
            let values: Vec<_> = fields.iter().map(|field| node(field.shape)).collect();
            let count = values.len();
            (values, 1..=count, any::<Index>())
                .prop_map(move |(values, kept, from)| {
                    let from = from.index(count);
                    let pairs = fields.iter().zip(values).skip(from).take(kept);
                    Node::Map(pairs.map(|(field, node)| (field.name.to_owned(), node)).collect())
                })
                .boxed()
        }
        Shape::Table(value) => {
            node(*value).prop_map(|node| if node == Node::Empty { node } else { mapping("ours", node) }).boxed()
        }
        Shape::Free => (select(vec!["tracker", "version"]), free()).prop_map(|(key, node)| mapping(key, node)).boxed(),
    }
}

fn mapping(key: &str, value: Node) -> Node {
    Node::Map(vec![(key.to_owned(), value)])
}

fn plain(words: &str) -> Node {
    if words.is_empty() { Node::Empty } else { Node::Plain(words.to_owned()) }
}
