//! Thousands of edits of realistic files: the record read back is the expected one and
//! every byte outside the key is unchanged, or the edit is refused and the suggested lines give
//! the expected record. There is no third result.
//!
//! The files come from a fixed seed. The positions of their keys are given by the marks that they are generated
//! with, not by the code under test: on every level, what is beside the innermost existing key
//! must be unchanged.

mod changes;
mod files;
mod marks;
mod reading;

use engage::model::field::{Field, Shape, shape_at};
use engage::store::edit::{KeyEdit, Refused, edit};
use engage::store::yaml::{Node, write};
use proptest::strategy::{Just, Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_yaml::Value;

use changes::change;
use files::{EditedFile, file};
use reading::{at, by_hand_otherwise, read, reads_otherwise, tokens};

/// How many edits are made in every run.
const CASES: usize = 2_000;

/// How the comments of the files begin; no value contains any of these.
const COMMENTS: [&str; 7] = ["# theirs", "# key: value", "# 'odd", "# why", "# [x]", "# one", "# two"];

/// A change as a command builds it from its arguments: a free value is given as YAML.
fn as_given(fields: &[Field], path: &[&str], change: &KeyEdit) -> KeyEdit {
    let given = |node: &Node| match shape_at(fields, path) {
        Ok(Shape::Free) => Node::parse(Shape::Free, &write::flow(node)).unwrap(),
        _ => node.clone(),
    };
    match change {
        KeyEdit::Set(node) => KeyEdit::Set(given(node)),
        KeyEdit::Append(node) => KeyEdit::Append(given(node)),
        KeyEdit::Clear => KeyEdit::Clear,
    }
}

/// Why an edit is wrong; none if it is correct.
fn wrong(file: &EditedFile, path: &[String], change: &KeyEdit, old: &str, new: &str) -> Option<String> {
    let lost = COMMENTS.iter().find(|comment| old.matches(*comment).count() != new.matches(*comment).count());
    if let Some(comment) = lost {
        return Some(format!("a comment `{comment}` is gone"));
    }
    reads(path, change, old, new).or_else(|| outside(file, path, change, old, new))
}

/// Why a text does not parse to the other one with the change.
fn reads(path: &[String], change: &KeyEdit, old: &str, new: &str) -> Option<String> {
    let Some(after) = read(new) else { return Some("it cannot be read".into()) };
    reads_otherwise(path, change, &read(old).unwrap(), &after)
}

/// Whether a byte changed outside of the innermost existing key, or the inserted text is not exact.
fn outside(file: &EditedFile, path: &[String], change: &KeyEdit, old: &str, new: &str) -> Option<String> {
    let spans = file.spans();
    let depth = (1..=path.len()).rev().find(|depth| spans.contains_key(&path[..*depth])).unwrap_or(0);
    // the only item of a list is removed with its brackets
    let is_only = |item: &String| item == "1" && !spans.contains_key(&[&path[..depth - 1], &["2".to_owned()]].concat());
    let takes_list = *change == KeyEdit::Clear && depth == path.len() && path.last().is_some_and(is_only);
    let depth = if takes_list { depth - 1 } else { depth };
    let span = spans.get(&path[..depth]).cloned().unwrap_or(0..old.len());
    // the blank lines that a `|+` keeps belong to its key
    let blank = old[span.end..].len() - old[span.end..].trim_start_matches(['\n', '\r']).len();
    let span = span.start..span.end + if old[span.clone()].contains("|+") { blank } else { 0 };
    let (before, after) = (&old[..span.start], &old[span.end..]);
    if new.len() < before.len() + after.len() || !new.starts_with(before) || !new.ends_with(after) {
        return Some(format!("a byte outside of {:?} changed", &path[..depth]));
    }
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let was = read(old).unwrap();
    let grows = match at(&was, &path[..depth]) {
        Value::Mapping(pairs) => depth < path.len() && !pairs.is_empty(),
        Value::Sequence(items) => matches!(change, KeyEdit::Append(_)) && !items.is_empty(),
        _ => false,
    };
    if grows && head + tail < old.len() {
        return Some(format!("something in {:?} gave way to what is new", &path[..depth]));
    }
    let is = if grows {
        let end = new.len() - tail.min(old.len() - head);
        let start = new.as_bytes()[..head].iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
        &new[start..new[end..].find('\n').map_or(new.len(), |length| end + length)]
    } else {
        &new[before.len()..new.len() - after.len()]
    };
    let (KeyEdit::Set(node) | KeyEdit::Append(node)) = change else { return None };
    let mut rest = is;
    let lost = tokens(node).into_iter().find(|token| !take_token(&mut rest, token));
    lost.map(|token| format!("`{token}` is not there as it was given"))
}

/// Takes a token that stands alone in a text, and advances behind it.
fn take_token(rest: &mut &str, token: &str) -> bool {
    let text = *rest;
    let stands = |at: usize| {
        let (before, after) = (&text[..at], &text[at + token.len()..]);
        before.ends_with([' ', '[']) && (after.is_empty() || after.starts_with([',', ']', '}', ' ', '\r', '\n']))
    };
    let found = text.match_indices(token).map(|(at, _)| at).find(|at| stands(*at));
    *rest = found.map_or("", |at| &text[at + token.len()..]);
    found.is_some()
}

/// Whether the file has no place for the change.
fn is_nowhere(path: &[String], old: &str) -> bool {
    let old = read(old).unwrap();
    (1..path.len()).any(|depth| path[depth] == "1" && at(&old, &path[..=depth]).is_null())
}

/// Whether the removed value contains comments.
fn would_lose_comments(file: &EditedFile, path: &[String], change: &KeyEdit, old: &str) -> bool {
    let own = file.spans().get(path).map_or("", |span| &old[span.clone()]);
    let old = read(old).unwrap();
    let was = at(&old, path);
    own.contains('#') && (was.is_sequence() || was.is_mapping()) && !matches!(change, KeyEdit::Append(_))
}

/// Why the suggested lines are wrong: in place of the key they must give the expected value.
fn wrong_by_hand(file: &EditedFile, path: &[String], change: &KeyEdit, old: &str, lines: &str) -> Option<String> {
    let why = if lines.is_empty() {
        Some("there are none".to_owned())
    } else {
        let after = read(&file.with(&path[0], lines).text());
        match after {
            None => Some("it cannot be read".to_owned()),
            Some(after) => by_hand_otherwise(&file.fields, path, change, [&read(old).unwrap(), &after]),
        }
    };
    why.map(|why| format!("the lines to write by hand: {why}\n{path:?} {change:?}\n--- old\n{old}\n--- lines\n{lines}"))
}

/// The results of the attempted edits.
#[derive(Default)]
struct EditCounts {
    done: usize,
    already: usize,
    rightly: usize,
    refused: Vec<String>,
    wrong: Vec<String>,
    no_yaml: usize,
}

impl EditCounts {
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
    fn take(&mut self, file: &EditedFile, path: &[String], change: &KeyEdit) {
        let old = file.text();
        if read(&old).is_none() {
            self.no_yaml += 1;
            return;
        }
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        match edit(&old, &file.fields, &[(keys.clone(), &as_given(&file.fields, &keys, change))], &|_, _| Ok(())) {
            Ok(new) if new == old => self.already += 1,
            Ok(new) => match wrong(file, path, change, &old, &new) {
                None => self.done += 1,
                Some(why) => self.wrong.push(format!("{why}\n{path:?} {change:?}\n--- old\n{old}\n--- new\n{new}")),
            },
            Err(refused) => self.take_refused(
                file,
                path,
                change,
                &old,
                if let Refused::TouchesMore(lines) = &refused { lines } else { "" },
            ),
        }
    }

    fn take_refused(&mut self, file: &EditedFile, path: &[String], change: &KeyEdit, old: &str, lines: &str) {
        if is_nowhere(path, old) && lines.is_empty() {
            self.rightly += 1;
        } else if let Some(why) = wrong_by_hand(file, path, change, old, lines) {
            self.wrong.push(why);
        } else if would_lose_comments(file, path, change, old) {
            self.rightly += 1;
        } else {
            self.refused.push(format!("{path:?} {change:?}\n--- old\n{old}"));
        }
    }
}

/// Tries this many edits, reproducible from a seed.
fn tried(cases: usize, seed: &[u8; 32]) -> EditCounts {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    let files = file().prop_flat_map(|file| (change(file.fields.clone()), Just(file)));
    let mut counts = EditCounts::default();
    while counts.tried() < cases {
        let ((path, change), file) = files.new_tree(&mut runner).unwrap().current();
        counts.take(&file, &path, &change);
    }
    let summary = counts.in_words();
    println!("{summary}");
    for case in counts.refused.iter().take(8) {
        println!("refused: {case}\n=====");
    }
    let mistakes: Vec<_> = counts.wrong.iter().take(7).cloned().collect();
    assert!(mistakes.is_empty(), "{summary}\n{}", mistakes.join("\n=====\n"));
    assert!(counts.refused.len() * 50 < cases, "{summary}");
    assert!(counts.no_yaml * 20 < cases, "{summary}: the files are not what people write");
    counts
}

#[test]
fn an_edit_is_as_wanted_or_it_is_refused() {
    tried(CASES, b"engage edits only what one asked");
}

/// `cargo test --test files edits -- --ignored --nocapture` prints the counts.
#[test]
#[ignore = "the longer run: a minute or two"]
fn twenty_thousand_edits_are_as_wanted_or_refused() {
    tried(20_000, b"and goes on asking for a long wh");
}

/// The longer run covers what people write.
#[test]
fn the_files_are_of_every_kind_that_people_write() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"engage edits only what one asked");
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    let files = file();
    let texts: Vec<String> = (0..200).map(|_| files.new_tree(&mut runner).unwrap().current().text()).collect();
    for style in [
        "\n#", " # ", ": [", ": {", ":\n- ", ":\n  - ", "\r\n", ": |", ": |-", ": |+", ": |2", ": >", ": >-", "\n\"",
        "\n'", "\nextra: {", "\nextra:\n", "\nextra:\r\n", "\u{feff}", " :", "\n\n", "\nallow:",
    ] {
        assert!(texts.iter().any(|text| text.contains(style)), "no file has {style:?}");
    }
    assert!(texts.iter().any(|text| !text.ends_with('\n')), "no file without a last line end");
}
