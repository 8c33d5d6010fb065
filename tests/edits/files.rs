//! Files as people write them, and changes of them: every style of YAML, comments everywhere.

use engage::model::engagement::Charter;
use engage::model::entry::Entry;
use engage::model::field::{Field, Fields as _, Shape};
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::settings::Settings;
use engage::model::step::Step;
use engage::store::edit::Change;
use engage::store::yaml::Node;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Words that trip readers of YAML, beside plain ones.
const WORDS: &[&str] = &[
    "find a report",
    "no",
    "1e3",
    "007",
    "12:30",
    "null",
    "~",
    "",
    "2026-01-02",
    "a: b",
    "# not a comment",
    "x # y",
    "- dash",
    "it's \"quoted\"",
    "back\\slash",
    "[a, b",
    "{a: b}",
    "*star &and !bang",
    "%percent",
    "@at `tick`",
    "two\nlines",
    "three\n\nlines\nwith # hash",
    "  indented\nmore",
    "ends in a line end\n",
    "tab\there",
    "\u{2028}line separator",
    "\u{85}next line",
    "emoji \u{1f6a2} ship",
    "carriage\rreturn",
    "a, b",
    "what? yes",
    "---",
    "| pipe",
    "> fold",
    "trailing ",
    "key:",
];

/// One key of a file: how its lines are written, `KEY` standing for the key.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The key.
    pub key: &'static str,
    /// Comments and blank lines before it.
    before: String,
    /// The key's own lines.
    pub lines: String,
}

impl Pair {
    fn parts(&self) -> [&str; 2] {
        [&self.before, &self.lines]
    }
}

/// A file: its pairs in some order, its line ends, and whether the last line has one.
#[derive(Debug, Clone)]
pub struct File {
    /// The table of what may stand in it.
    pub fields: Vec<Field>,
    /// What stands in it.
    pub pairs: Vec<Pair>,
    after: String,
    crlf: bool,
    last_end: bool,
    mark: bool,
}

impl File {
    /// Its text.
    pub fn text(&self) -> String {
        let body: String = self.pairs.iter().flat_map(Pair::parts).collect();
        self.ended(format!("{body}{}", self.after))
    }

    fn ended(&self, text: String) -> String {
        let text = if self.last_end { text } else { text.trim_end_matches('\n').to_owned() };
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.mark { format!("\u{feff}{text}") } else { text }
    }

    /// The lines before and after those of a key; none for a key that is not there.
    pub fn around(&self, key: &str) -> Option<(Vec<String>, Vec<String>)> {
        let at = self.pairs.iter().position(|pair| pair.key == key)?;
        let before: String = self.pairs[..at].iter().flat_map(Pair::parts).collect();
        let after: String = self.pairs[at + 1..].iter().flat_map(Pair::parts).collect();
        let before = format!("{before}{}", self.pairs[at].before);
        let lines = |text: String| {
            let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
            text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>()
        };
        let after = format!("{after}{}", self.after);
        let after = if self.last_end { after } else { after.trim_end_matches('\n').to_owned() };
        Some((lines(before), lines(after)))
    }
}

/// The tables of fields that files are made of.
fn tables() -> Vec<Vec<Field>> {
    let entries = Step::ALL.iter().map(|step| Entry::fields(*step));
    let records = ROWS.iter().map(|row| row.fields.to_vec());
    let others = [Charter::FIELDS, Pace::FIELDS, Outcome::FIELDS, Settings::FIELDS].map(<[Field]>::to_vec);
    entries.chain(records).chain(others).collect()
}

fn comment() -> impl Strategy<Value = String> {
    select(vec!["", "", "", "# why: as agreed\n", "\n", "\n# [x] {y} 'z\n", "# one\n# two\n\n", " # one column in\n"])
        .prop_map(str::to_owned)
}

fn trailing() -> impl Strategy<Value = &'static str> {
    select(vec!["", "", "", "   # theirs", " # key: value", "  # 'odd\" # one", " "])
}

fn words() -> impl Strategy<Value = &'static str> {
    select(WORDS.to_vec())
}

/// A scalar of a shape, as somebody might have written it, on the line of its key.
fn scalar(shape: Shape) -> BoxedStrategy<String> {
    match shape {
        Shape::Text => select(vec![
            "plain words",
            "\"double: quoted # no comment\"",
            "'single ''quoted'''",
            "\"\\u00e9scaped \\\"one\\\"\"",
            "-5 degrees",
            "https://example.org/#x",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        Shape::Date => select(vec!["2026-03-02", "\"2026-03-02\""]).prop_map(str::to_owned).boxed(),
        Shape::Rating | Shape::Count => select(vec!["4", "'4'"]).prop_map(str::to_owned).boxed(),
        Shape::Decimal => select(vec!["12.50", "\"7\""]).prop_map(str::to_owned).boxed(),
        Shape::Flag => select(vec!["true", "false"]).prop_map(str::to_owned).boxed(),
        Shape::Choice(choices) => select(choices.to_vec()).prop_map(str::to_owned).boxed(),
        Shape::Person => select(vec!["ana-ortiz", "'bo-tan'"]).prop_map(str::to_owned).boxed(),
        Shape::Reference => Just("cycle-1/06-demo".to_owned()).boxed(),
        _ => Just("{}".to_owned()).boxed(),
    }
}

/// A value inside `[…]` or `{…}`.
fn inline(shape: Shape) -> BoxedStrategy<String> {
    match shape {
        Shape::List(item) => (inline(*item), inline(*item))
            .prop_flat_map(|(a, b)| {
                select(vec![format!("[{a}, {b}]"), format!("[ {a} ]"), "[]".to_owned(), format!("[{a},{b} ]")])
            })
            .boxed(),
        Shape::Group(fields) => {
            let shapes: Vec<_> =
                fields.iter().map(|field| inline(field.shape).prop_map(|v| format!("{}: {v}", field.name))).collect();
            let count = shapes.len();
            (shapes, 1..=count.min(3), any::<bool>())
                .prop_map(|(pairs, kept, wide)| {
                    let pairs = pairs[..kept].join(", ");
                    if wide { format!("{{ {pairs} }}") } else { format!("{{{pairs}}}") }
                })
                .boxed()
        }
        Shape::Table(value) => inline(*value).prop_map(|value| format!("{{theirs: {value}}}")).boxed(),
        Shape::Free => Just("{theirs: [1, \"2\"], tracker: 'A-7'}".to_owned()).boxed(),
        Shape::Text => select(vec!["plain words", "\"a, b: c\"", "'it''s'"]).prop_map(str::to_owned).boxed(),
        scalar_shape => scalar(scalar_shape),
    }
}

/// `key: value` in one of the styles of YAML, at an indentation, with its line ends.
fn pair_text(name: &str, shape: Shape, indent: usize) -> BoxedStrategy<String> {
    let pad = " ".repeat(indent);
    let name = name.to_owned();
    let key = select(vec![name.clone(), name.clone(), name.clone(), format!("\"{name}\""), format!("'{name}'")]);
    let key = (key, select(vec![":", ":", ":", " :"])).prop_map(|(key, colon)| format!("{key}{colon}"));
    let empty = trailing().prop_map(|comment| comment.to_owned() + "\n").boxed();
    let on_line = (select(vec![" ", " ", "   "]), inline(shape), trailing())
        .prop_map(|(gap, value, comment)| format!("{gap}{value}{comment}\n"))
        .boxed();
    let body = match shape {
        Shape::Text => {
            let literal = (select(vec!["|", "|-", "|+", ">", ">-", "|2"]), trailing(), comment()).prop_map({
                let pad = pad.clone();
                move |(head, comment, _)| {
                    let comment = comment.trim_end();
                    format!(" {head}{comment}\n{pad}  first line\n\n{pad}  second # line\n")
                }
            });
            let plain = Just(format!(" plain words\n{pad}  over two lines\n")).boxed();
            let below = Just(format!("\n{pad}  \"quoted below its key\"\n")).boxed();
            let quoted = Just(format!(" \"quoted over\n{pad}  two lines\"   # theirs\n")).boxed();
            let scalar = (select(vec![" ", "  "]), scalar(shape), trailing())
                .prop_map(|(gap, value, comment)| format!("{gap}{value}{comment}\n"));
            prop_oneof![2 => empty, 4 => scalar, 3 => literal, 1 => plain, 1 => below, 1 => quoted].boxed()
        }
        Shape::List(item) => {
            let item = *item;
            let dash = select(vec![indent, indent + 2, indent + 4]);
            let block = dash
                .prop_flat_map(move |dash| {
                    (proptest::collection::vec(item_text(item, dash), 1..4), trailing())
                        .prop_map(|(items, comment)| format!("{comment}\n{}", items.concat()))
                })
                .boxed();
            prop_oneof![1 => empty, 2 => on_line, 4 => block].boxed()
        }
        Shape::Group(fields) => {
            let deeper = select(vec![indent + 2, indent + 4]);
            let block = deeper
                .prop_flat_map(move |deeper| {
                    let pairs: Vec<_> = fields.iter().map(|field| pair_text(field.name, field.shape, deeper)).collect();
                    let count = pairs.len();
                    (pairs, comment(), 1..=count, trailing()).prop_map(|(pairs, between, kept, comment)| {
                        format!("{comment}\n{}", pairs[..kept].join(&between))
                    })
                })
                .boxed();
            prop_oneof![1 => empty, 2 => on_line, 4 => block].boxed()
        }
        Shape::Table(value) => {
            let block = (pair_text("theirs", *value, indent + 2), trailing())
                .prop_map(|(pair, comment)| format!("{comment}\n{pair}"))
                .boxed();
            prop_oneof![1 => empty, 2 => on_line, 2 => block].boxed()
        }
        Shape::Free => {
            let block = (select(vec![2, 4]), trailing(), comment())
                .prop_map(move |(by, comment, between)| {
                    let (pad, deep) = (" ".repeat(indent + by), " ".repeat(indent + 2 * by));
                    format!(
                        "{comment}\n{pad}tracker: 'A-7'   # theirs\n{between}{pad}\"their list\":\n{deep}- 1\n{deep}- {{a: no}}\n\
                         {pad}deeper:\n{deep}extra: |\n{deep}  words # words\n\n{deep}more: ~\n"
                    )
                })
                .boxed();
            prop_oneof![1 => empty, 2 => on_line, 3 => block].boxed()
        }
        _ => prop_oneof![1 => empty, 4 => on_line].boxed(),
    };
    (key, body).prop_map(move |(key, body)| format!("{pad}{key}{body}")).boxed()
}

fn item_text(shape: Shape, dash: usize) -> BoxedStrategy<String> {
    let pad = " ".repeat(dash);
    match shape {
        Shape::Group(fields) => {
            let pairs: Vec<_> = fields.iter().map(|field| pair_text(field.name, field.shape, dash + 2)).collect();
            let count = pairs.len();
            (pairs, 1..=count)
                .prop_map(move |(pairs, kept)| {
                    let lines = pairs[..kept].concat();
                    format!("{pad}- {}", &lines[dash + 2..])
                })
                .boxed()
        }
        shape => (scalar(shape), trailing(), comment())
            .prop_map(move |(value, comment, before)| {
                let before = if before.trim().is_empty() { String::new() } else { format!("{pad}# {dash}\n") };
                format!("{before}{pad}- {value}{comment}\n")
            })
            .boxed(),
    }
}

/// Any file.
pub fn file() -> impl Strategy<Value = File> {
    select(tables()).prop_flat_map(|fields| {
        let count = fields.len();
        let pairs: Vec<_> = fields
            .iter()
            .map(|field| {
                let field = *field;
                (comment(), pair_text(field.name, field.shape, 0), prop::bool::weighted(0.75))
                    .prop_map(move |(before, lines, kept)| kept.then_some(Pair { key: field.name, before, lines }))
            })
            .collect();
        let swap = (0..count, 0..count);
        let look = (any::<bool>(), prop::bool::weighted(0.8), prop::bool::weighted(0.1), comment());
        (Just(fields), pairs, swap, look).prop_map(|(fields, mut pairs, (a, b), (crlf, last_end, mark, after))| {
            pairs.swap(a, b);
            let mut pairs: Vec<Pair> = pairs.into_iter().flatten().collect();
            if pairs.is_empty() {
                pairs.push(Pair { key: "extra", before: String::new(), lines: "extra: {a: 1}\n".into() });
            }
            File { fields, pairs, after, crlf, last_end, mark }
        })
    })
}

/// A path below a field, and what to do there.
pub fn change(fields: Vec<Field>) -> impl Strategy<Value = (Vec<String>, Change)> {
    select(fields).prop_flat_map(|field| below(vec![field.name.to_owned()], field.shape))
}

fn below(path: Vec<String>, shape: Shape) -> BoxedStrategy<(Vec<String>, Change)> {
    let set = {
        let path = path.clone();
        node(shape).prop_map(move |node| {
            let change = if node == Node::Empty { Change::Clear } else { Change::Set(node) };
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
                    .prop_map(move |node| (path.clone(), Change::Append(node)))
            };
            let mut first = path;
            first.push("1".into());
            let inner = below(first, *item);
            prop_oneof![1 => set, 3 => grow, 2 => inner].boxed()
        }
        Shape::Free => {
            // `extra` at every level: a key that is there in some files, one that is not, and ones inside others
            let inner =
                select(vec![&["tracker"][..], &["ours"], &["deeper", "extra"], &["deeper", "ours"], &["a", "b", "c"]]);
            let words = select(vec!["B-9", "a: b # c"]).prop_map(Node::text);
            let inner = (inner, words).prop_map(move |(keys, node)| {
                let keys = keys.iter().map(|key| (*key).to_owned());
                (path.iter().cloned().chain(keys).collect(), Change::Set(node))
            });
            prop_oneof![1 => set, 2 => inner].boxed()
        }
        Shape::Table(value) => {
            let inner = select(vec!["theirs", "ours"])
                .prop_flat_map(move |key| below(path.iter().cloned().chain([key.to_owned()]).collect(), *value));
            prop_oneof![1 => set, 2 => inner].boxed()
        }
        _ => set.boxed(),
    }
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
        Shape::Free => Just(mapping("tracker", Node::text("B-9"))).boxed(),
    }
}

fn mapping(key: &str, value: Node) -> Node {
    Node::Map(vec![(key.to_owned(), value)])
}

fn plain(words: &str) -> Node {
    if words.is_empty() { Node::Empty } else { Node::Plain(words.to_owned()) }
}
