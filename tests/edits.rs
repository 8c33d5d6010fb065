//! Thousands of edits of files as people write them: the record read back is the one wanted and
//! every line outside the key is there to the byte, or the edit is refused. Never anything else.
//!
//! The files come from a fixed seed. What is wanted is said here by the text of the file with the
//! value left out, not by the code under test: the lines of other keys must be untouched.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own file cannot go on")]

mod edits {
    pub mod files;
}

use engage::store::edit::{Change, edit};
use engage::store::yaml::Node;
use proptest::strategy::{Just, Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_yaml::Value;

use edits::files::{File, change, file};

/// How many edits are made in every run.
const CASES: usize = 2_000;

/// How the comments of the files begin; no value holds any of these.
const COMMENTS: [&str; 7] = ["# theirs", "# key: value", "# 'odd", "# why", "# [x]", "# one", "# two"];

/// What a value reads as, said apart from the code under test.
fn read_as(node: &Node) -> Value {
    match node {
        Node::Empty => Value::Null,
        Node::Text(words) => Value::String(words.clone()),
        Node::Plain(words) => serde_yaml::from_str(words).unwrap(),
        Node::List(items) => Value::Sequence(items.iter().map(read_as).collect()),
        Node::Map(pairs) => {
            Value::Mapping(pairs.iter().map(|(key, node)| (Value::String(key.clone()), read_as(node))).collect())
        }
    }
}

/// The value at a path, null where there is none.
fn at<'a>(value: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(value, |value, key| match value {
        Value::Sequence(items) => key.parse::<usize>().ok().and_then(|n| items.get(n - 1)).unwrap_or(&Value::Null),
        other => other.get(key).unwrap_or(&Value::Null),
    })
}

/// Why an edit is wrong; none where it is right.
fn wrong(file: &File, path: &[String], change: &Change, old: &str, new: &str) -> Option<String> {
    let read = |text: &str| serde_yaml::from_str::<Value>(text.trim_start_matches('\u{feff}'));
    let Ok(after) = read(new) else { return Some("it cannot be read".into()) };
    let before = read(old).unwrap();
    let (was, is) = (at(&before, path), at(&after, path));
    let right = match change {
        Change::Set(node) => *is == read_as(node),
        Change::Clear if was.is_null() => is.is_null(),
        Change::Clear => is.is_null() || at(&before, &path[..path.len() - 1]).is_sequence(),
        Change::Append(node) => {
            let mut items = was.as_sequence().cloned().unwrap_or_default();
            items.push(read_as(node));
            *is == Value::Sequence(items)
        }
    };
    if !right {
        return Some(format!("it reads {is:?}"));
    }
    let others = |value: &Value| {
        let pairs = value.as_mapping().unwrap().iter();
        pairs.filter(|(key, _)| key.as_str() != Some(&path[0])).map(|(k, v)| (k.clone(), v.clone())).collect::<Vec<_>>()
    };
    if others(&before) != others(&after) {
        return Some("another key reads otherwise".into());
    }
    let lost = COMMENTS.iter().find(|comment| old.matches(*comment).count() != new.matches(*comment).count());
    if let Some(comment) = lost {
        return Some(format!("a comment `{comment}` is gone"));
    }
    outside(file, &path[0], old, new)
}

/// Whether lines outside those of the key changed.
fn outside(file: &File, key: &str, old: &str, new: &str) -> Option<String> {
    let (old, new) = (old.trim_start_matches('\u{feff}'), new.trim_start_matches('\u{feff}'));
    let lines: Vec<&str> = new.split_inclusive('\n').collect();
    let Some((before, after)) = file.around(key) else { return inserted(old, new) };
    let starts = lines.len() >= before.len() + after.len() && lines.iter().zip(&before).all(|(a, b)| a == b);
    // where the key was the last thing and had no line end, what comes after is nothing
    let ends = lines.iter().rev().zip(after.iter().rev()).all(|(a, b)| a == b);
    (!starts || !ends).then(|| "a line outside the key changed".into())
}

/// A key that was not there: the old lines in order, with some new ones together among them.
fn inserted(old: &str, new: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    (head + tail < old.len()).then(|| "a line of another key changed".into())
}

/// Whether there is no place for the change, or comments stand inside the value that would go.
fn must_refuse(file: &File, path: &[String], change: &Change, old: &str) -> bool {
    let old: Value = serde_yaml::from_str(old.trim_start_matches('\u{feff}')).unwrap();
    let nowhere = (1..path.len()).any(|depth| path[depth] == "1" && at(&old, &path[..=depth]).is_null());
    let was = at(&old, path);
    let own = file.pairs.iter().find(|pair| pair.key == path[0]).map_or("", |pair| &pair.lines);
    let commented = own.contains('#') && (was.is_sequence() || was.is_mapping());
    nowhere || (commented && !matches!(change, Change::Append(_)))
}

/// What became of the edits that were tried.
#[derive(Default)]
struct Counts {
    done: usize,
    already: usize,
    rightly: usize,
    refused: Vec<String>,
    wrong: Vec<String>,
    no_yaml: usize,
}

impl Counts {
    fn tried(&self) -> usize {
        self.done + self.already + self.rightly + self.refused.len() + self.wrong.len()
    }

    fn in_words(&self) -> String {
        format!(
            "{} edits tried: done {}, already so {}, refused {} as they must be and {} beside, wrong {}; not YAML {}",
            self.tried(),
            self.done,
            self.already,
            self.rightly,
            self.refused.len(),
            self.wrong.len(),
            self.no_yaml
        )
    }

    /// One edit of one file.
    fn take(&mut self, file: &File, path: &[String], change: &Change) {
        let old = file.text();
        if serde_yaml::from_str::<Value>(old.trim_start_matches('\u{feff}')).map_or(true, |read| !read.is_mapping()) {
            self.no_yaml += 1;
            return;
        }
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        match edit(&old, &file.fields, &keys, change) {
            Ok(new) if new == old => self.already += 1,
            Ok(new) => match wrong(file, path, change, &old, &new) {
                None => self.done += 1,
                Some(why) => self.wrong.push(format!("{why}\n{path:?} {change:?}\n--- old\n{old}\n--- new\n{new}")),
            },
            Err(_) if must_refuse(file, path, change, &old) => self.rightly += 1,
            Err(_) => self.refused.push(format!("{path:?} {change:?}\n--- old\n{old}")),
        }
    }
}

/// Tries that many edits, always the same of one seed.
fn tried(cases: usize, seed: &[u8; 32]) -> Counts {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    let files = file().prop_flat_map(|file| (change(file.fields.clone()), Just(file)));
    let mut counts = Counts::default();
    while counts.tried() < cases {
        let ((path, change), file) = files.new_tree(&mut runner).unwrap().current();
        counts.take(&file, &path, &change);
    }
    let said = counts.in_words();
    println!("{said}");
    for case in counts.refused.iter().take(8) {
        println!("refused: {case}\n=====");
    }
    let mistakes: Vec<_> = counts.wrong.iter().take(7).cloned().collect();
    assert!(mistakes.is_empty(), "{said}\n{}", mistakes.join("\n=====\n"));
    assert!(counts.refused.len() * 50 < cases, "{said}");
    assert!(counts.no_yaml * 20 < cases, "{said}: the files are not what people write");
    counts
}

#[test]
fn an_edit_is_as_wanted_or_it_is_refused() {
    tried(CASES, b"engage edits only what one asked");
}

/// `cargo test --test edits -- --ignored --nocapture` says the counts.
#[test]
#[ignore = "the longer run: a minute or two"]
fn twenty_thousand_edits_are_as_wanted_or_refused() {
    tried(20_000, b"and goes on asking for a long wh");
}

/// What the longer run is made of is what people write.
#[test]
fn the_files_are_of_every_kind_that_people_write() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"engage edits only what one asked");
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    let files = file();
    let texts: Vec<String> = (0..200).map(|_| files.new_tree(&mut runner).unwrap().current().text()).collect();
    for style in [
        "\n#",
        " # ",
        ": [",
        ": {",
        ":\n- ",
        ":\n  - ",
        "\r\n",
        ": |",
        ": |-",
        ": |+",
        ": |2",
        ": >",
        ": >-",
        "\n\"",
        "\n'",
        "\nextra: {",
        "\nextra:\n",
        "\nextra:\r\n",
        "\u{feff}",
        " :",
        "\n\n",
        "\nallow:",
    ] {
        assert!(texts.iter().any(|text| text.contains(style)), "no file has {style:?}");
    }
    assert!(texts.iter().any(|text| !text.ends_with('\n')), "no file without a last line end");
}
