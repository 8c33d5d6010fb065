//! Files as people write them: every style of YAML, comments everywhere.

use std::collections::BTreeMap;
use std::ops::Range;

use engage::model::charter::Charter;
use engage::model::entry::Entry;
use engage::model::field::{Field, Fields as _, Shape};
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::settings::Settings;
use engage::model::step::Step;
use proptest::prelude::*;
use proptest::sample::select;

use super::marks::{marked, spans, without};

/// One key of a file, and how its lines are written.
#[derive(Debug, Clone)]
pub struct EditedPair {
    /// The key.
    pub key: &'static str,
    /// Comments and blank lines before it.
    before: String,
    /// The key's own lines, with marks.
    pub lines: String,
}

impl EditedPair {
    fn parts(&self) -> [&str; 2] {
        [&self.before, &self.lines]
    }
}

/// A file: its pairs in some order, its line ends, and whether the last line has one.
#[derive(Debug, Clone)]
pub struct EditedFile {
    /// The table of its possible keys.
    pub fields: Vec<Field>,
    /// The text above its first key: mostly empty.
    head: &'static str,
    /// Its keys and values.
    pub pairs: Vec<EditedPair>,
    after: String,
    crlf: bool,
    last_end: bool,
    mark: bool,
}

impl EditedFile {
    /// Its text.
    pub fn text(&self) -> String {
        let body = without(&self.body());
        let body = if self.last_end { &body } else { body.trim_end_matches('\n') };
        let body = if self.crlf { body.replace('\n', "\r\n") } else { body.to_owned() };
        if self.mark { format!("\u{feff}{body}") } else { body }
    }

    fn body(&self) -> String {
        let body: String = self.pairs.iter().flat_map(EditedPair::parts).collect();
        format!("{}{body}{}", self.head, self.after)
    }

    /// The positions of the keys and items in its text, each with its value and without the comments above it.
    pub fn spans(&self) -> BTreeMap<Vec<String>, Range<usize>> {
        let (body, text) = (without(&self.body()), self.text());
        let moved = |at: usize| {
            let ends = if self.crlf { body[..at].matches('\n').count() } else { 0 };
            (at + ends + if self.mark { 3 } else { 0 }).min(text.len())
        };
        spans(&self.body()).into_iter().map(|(path, span)| (path, moved(span.start)..moved(span.end))).collect()
    }

    /// The file with the lines of a key replaced.
    pub fn with(&self, key: &str, lines: &str) -> Self {
        let mut file = self.clone();
        let key = self.fields.iter().find(|field| field.name == key).map_or("", |field| field.name);
        match file.pairs.iter_mut().find(|pair| pair.key == key) {
            Some(pair) => lines.clone_into(&mut pair.lines),
            // at the end they would terminate a block that has no final line end
            None => file.pairs.insert(0, EditedPair { key, before: String::new(), lines: lines.to_owned() }),
        }
        file
    }
}

/// The tables of fields for the files.
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

/// A scalar of a shape, as a person might write it, on the line of its key.
fn scalar(shape: Shape) -> BoxedStrategy<String> {
    match shape {
        Shape::Text => select(vec![
            "plain words", "\"double: quoted # no comment\"", "'single ''quoted'''", "\"\\u00e9scaped \\\"one\\\"\"",
            "-5 degrees", "https://example.org/#x",
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
            .prop_map(|(a, b)| (marked("-", &a), marked("-", &b)))
            .prop_flat_map(|(a, b)| {
                select(vec![format!("[{a}, {b}]"), format!("[ {a} ]"), "[]".to_owned(), format!("[{a},{b} ]")])
            })
            .boxed(),
        Shape::Group(fields) => {
            let shapes: Vec<_> = fields
                .iter()
                .map(|field| inline(field.shape).prop_map(|v| marked(field.name, &format!("{}: {v}", field.name))))
                .collect();
            let count = shapes.len();
            (shapes, 1..=count.min(3), any::<bool>())
                .prop_map(|(pairs, kept, wide)| {
                    let pairs = pairs[..kept].join(", ");
                    if wide { format!("{{ {pairs} }}") } else { format!("{{{pairs}}}") }
                })
                .boxed()
        }
        Shape::Table(value) => {
            inline(*value).prop_map(|value| format!("{{{}}}", marked("theirs", &format!("theirs: {value}")))).boxed()
        }
        Shape::Free => {
            let list = format!("theirs: [{}, {}]", marked("-", "1.10"), marked("-", "\"2\""));
            Just(format!("{{{}, {}}}", marked("theirs", &list), marked("tracker", "tracker: 'A-7'"))).boxed()
        }
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
                    let items = [format!("{deep}- 1.10\n"), format!("{deep}- {{{}}}\n", marked("a", "a: no"))];
                    let list = format!("{pad}\"their list\":\n{}", items.map(|item| marked("-", &item)).concat());
                    let words = marked("extra", &format!("{deep}extra: |\n{deep}  words # words\n"));
                    let more = marked("more", &format!("{deep}more: ~\n"));
                    let number = marked("number", &format!("{pad}number: 0x1F\n"));
                    format!(
                        "{comment}\n{}{between}{}{number}{}",
                        marked("tracker", &format!("{pad}tracker: 'A-7'   # theirs\n")),
                        marked("their list", &list),
                        marked("deeper", &format!("{pad}deeper:\n{words}\n{more}"))
                    )
                })
                .boxed();
            prop_oneof![1 => empty, 2 => on_line, 3 => block].boxed()
        }
        _ => prop_oneof![1 => empty, 4 => on_line].boxed(),
    };
    (key, body).prop_map(move |(key, body)| marked(&name, &format!("{pad}{key}{body}"))).boxed()
}

fn item_text(shape: Shape, dash: usize) -> BoxedStrategy<String> {
    let pad = " ".repeat(dash);
    match shape {
        Shape::Group(fields) => {
            let pairs: Vec<_> = fields.iter().map(|field| pair_text(field.name, field.shape, dash + 2)).collect();
            let count = pairs.len();
            (pairs, 1..=count)
                .prop_map(move |(pairs, kept)| {
                    // the dash replaces the indentation of the first key
                    marked("-", &pairs[..kept].concat().replacen(&format!("{pad}  "), &format!("{pad}- "), 1))
                })
                .boxed()
        }
        shape => (scalar(shape), trailing(), comment())
            .prop_map(move |(value, comment, before)| {
                let before = if before.trim().is_empty() { String::new() } else { format!("{pad}# {dash}\n") };
                before + &marked("-", &format!("{pad}- {value}{comment}\n"))
            })
            .boxed(),
    }
}

/// The document marker above the first key, and what a person may have written above it.
const HEADS: &[&str] = &["---\n", "# a licence\n---\n", "# a licence\n\n# of two parts\n--- # and more\n", "\n---\n"];

/// Any file.
pub fn file() -> impl Strategy<Value = EditedFile> {
    select(tables()).prop_flat_map(|fields| {
        let count = fields.len();
        let pairs: Vec<_> = fields
            .iter()
            .map(|field| {
                let field = *field;
                (comment(), pair_text(field.name, field.shape, 0), prop::bool::weighted(0.75)).prop_map(
                    move |(before, lines, kept)| kept.then_some(EditedPair { key: field.name, before, lines }),
                )
            })
            .collect();
        let swap = (0..count, 0..count);
        let head = prop_oneof![4 => Just(""), 1 => select(HEADS)];
        let look = (any::<bool>(), prop::bool::weighted(0.8), prop::bool::weighted(0.1), comment(), head);
        (Just(fields), pairs, swap, look).prop_map(
            |(fields, mut pairs, (a, b), (crlf, last_end, mark, after, head))| {
                pairs.swap(a, b);
                let mut pairs: Vec<EditedPair> = pairs.into_iter().flatten().collect();
                if pairs.is_empty() {
                    let key = fields[0].name;
                    pairs.push(EditedPair { key, before: String::new(), lines: marked(key, &format!("{key}:\n")) });
                }
                EditedFile { fields, head, pairs, after, crlf, last_end, mark }
            },
        )
    })
}
