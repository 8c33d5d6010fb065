//! Finds keys, tokens, passwords and card numbers in a text: their kind and length, never the secret itself.
//!
//! Known formats first (`forms`), each with its characters and length, then cards (`cards`); passwords
//! only after a label such as `password:` (`labelled`). A digest has no such format.

mod cards;
mod forms;
mod labelled;

use std::collections::BTreeMap;
use std::ops::Range;

use labelled::{after_a_label, bare, is_placeholder, labelled, may_have_label, mixed};

use crate::model::words::count;

/// A credential.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret {
    /// What it looks like, with its article: `a password`.
    pub kind: &'static str,
    /// How many characters it has.
    pub length: usize,
}

/// A part of a text that looks like a secret, and its kind.
type SecretPart<'a> = (&'static str, &'a str);

/// The shortest secret with a known format: shorter texts are skipped.
const SHORTEST: usize = 14;

/// The secrets in the value of a key; the last word of the key may be their label.
pub fn of(key: &str, text: &str) -> Vec<Secret> {
    within(key, text).into_iter().map(|(_, secret)| secret).collect()
}

/// The same, with the byte ranges in the text, in order.
pub fn within(key: &str, text: &str) -> Vec<(Range<usize>, Secret)> {
    some_within(key, text, usize::MAX)
}

/// The most secrets to look for if nothing of the text is shown; from there on the count is "at least".
pub const MANY: usize = 1_000;

/// The first secrets, at most this many.
pub fn some_within(key: &str, text: &str, most: usize) -> Vec<(Range<usize>, Secret)> {
    let with_a_form = with_a_form(text, most);
    if with_a_form.is_empty() && !may_have_label(text) && !may_have_label(key) {
        return vec![];
    }
    let mut found: BTreeMap<usize, (usize, Secret)> = BTreeMap::new();
    let label = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
    let first = || text.lines().next().and_then(|line| after_a_label(label, line));
    for (kind, part) in with_a_form.into_iter().chain(labelled(text)).chain(first()) {
        if found.len() == most {
            break;
        }
        let start = part.as_ptr().addr() - text.as_ptr().addr();
        let end = start + part.len();
        let before = found.range(..end).next_back();
        if before.is_none_or(|(_, (other_end, _))| *other_end <= start) {
            found.entry(start).or_insert_with(|| (end, Secret { kind, length: part.chars().count() }));
        }
    }
    found.into_iter().map(|(start, (end, secret))| (start..end, secret)).collect()
}

/// A text with each secret replaced by a description: `[a password of 12 characters]`.
pub fn masked(text: &str) -> String {
    replaced(text, Secret::in_words)
}

/// A text with each secret replaced by a space, for making a name from it.
pub fn without(text: &str) -> String {
    replaced(text, |_| " ".to_owned())
}

fn replaced(text: &str, in_place: impl Fn(&Secret) -> String) -> String {
    let (mut result, mut from) = (String::new(), 0);
    for (at, secret) in within("", text) {
        result.push_str(&text[from..at.start]);
        result.push_str(&in_place(&secret));
        from = at.end;
    }
    result + &text[from..]
}

impl Secret {
    /// `a password (12 characters)`, in a sentence about it.
    pub fn described(&self) -> String {
        match self.length {
            0 => self.kind.to_owned(),
            length => format!("{} ({})", self.kind, count(length, "character")),
        }
    }

    /// `[a password of 12 characters]`, in place of the secret.
    pub fn in_words(&self) -> String {
        match self.length {
            0 => format!("[{}]", self.kind),
            length => format!("[{} of {}]", self.kind, count(length, "character")),
        }
    }
}

/// `3 more secrets`, for a count that may have stopped early.
pub fn more(number: usize) -> String {
    let least = if number >= MANY / 2 { "at least " } else { "" };
    format!("{least}{number} more secret{}", if number == 1 { "" } else { "s" })
}

/// Secrets with a known prefix.
fn with_a_form(text: &str, most: usize) -> Vec<SecretPart<'_>> {
    if !may_have_form(text.as_bytes()) {
        return vec![];
    }
    let seen = Glance::at(text);
    let mut found = vec![];
    if seen.dashes >= 2 * DASHES.len() {
        found.extend(text.split("-----BEGIN ").skip(1).filter_map(private_key).take(most));
    }
    if seen.longest >= SHORTEST {
        for word in text.split_whitespace().filter(|word| word.len() >= SHORTEST) {
            if found.len() >= most {
                break;
            }
            forms::of(word, &mut found);
            found.extend(in_address(word));
        }
    }
    if seen.longest >= BEARER_TOKEN {
        found.extend(bearers(text).take(most));
    }
    if seen.digits >= cards::SHORTEST {
        found.extend(cards::of(text).take(most));
    }
    found
}

/// Whether a text may have one: a long word, the dashes of a private key or the digits of a card. Most have none, and
/// only a few of their bytes are read to see that.
fn may_have_form(bytes: &[u8]) -> bool {
    let every_fifth = || bytes.iter().skip(DASHES.len() - 1).step_by(DASHES.len());
    let digits = || bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    has_word(bytes) || every_fifth().any(|byte| *byte == b'-') || digits() >= cards::SHORTEST
}

/// Whether some word is as long as the shortest secret.
fn has_word(bytes: &[u8]) -> bool {
    let mut start = 0;
    while let Some(next) = bytes.get(start..start + SHORTEST) {
        match next.iter().rposition(u8::is_ascii_whitespace) {
            Some(blank) => start += blank + 1,
            None => return true,
        }
    }
    false
}

/// The features of a text that secrets need; most texts lack them, which one pass shows.
struct Glance {
    /// The length of the longest word in bytes.
    longest: usize,
    digits: usize,
    dashes: usize,
}

impl Glance {
    fn at(text: &str) -> Self {
        let (mut seen, mut word) = (Self { longest: 0, digits: 0, dashes: 0 }, 0);
        for byte in text.bytes() {
            word = if byte.is_ascii_whitespace() { 0 } else { word + 1 };
            seen.longest = seen.longest.max(word);
            seen.digits += usize::from(byte.is_ascii_digit());
            seen.dashes += usize::from(byte == b'-');
        }
        seen
    }
}

/// The dashes before and after the title of a private key.
const DASHES: &str = "-----";

/// A private key, given the text after its `-----BEGIN `.
fn private_key(begun: &str) -> Option<SecretPart<'_>> {
    let (title, key) = begun.split_once(DASHES)?;
    let inner = key.split_once("-----END").map_or(key, |(inner, _)| inner);
    let is_one = ["PRIVATE KEY", "PRIVATE KEY BLOCK"].iter().any(|end| title.ends_with(end));
    is_one.then(|| ("a private key", inner.trim()))
}

/// `postgres://user:password@host`.
fn in_address(word: &str) -> Option<SecretPart<'_>> {
    let (_, rest) = word.split_once("://")?;
    let user = rest.split(['/', '?', '#']).next().filter(|user| user.contains('@')).unwrap_or(rest);
    let (_, password) = user.rsplit_once('@')?.0.split_once(':')?;
    (password.len() >= 4 && !is_placeholder(password)).then_some(("a password in an address", password))
}

/// The shortest bearer token.
const BEARER_TOKEN: usize = 20;

fn bearers(text: &str) -> impl Iterator<Item = SecretPart<'_>> {
    const BEARER: &str = "bearer";
    // hardly any text has the word, and searching for it is faster than checking each word
    let has_one = text.as_bytes().windows(BEARER.len()).any(|word| word.eq_ignore_ascii_case(BEARER.as_bytes()));
    let mut words = if has_one { text } else { "" }.split_whitespace();
    let tokens = std::iter::from_fn(move || {
        words.by_ref().find(|word| word.len() >= BEARER.len() && bare(word).eq_ignore_ascii_case(BEARER))?;
        words.next().map(bare)
    });
    let is_one = |token: &str| token.len() >= BEARER_TOKEN && mixed(token);
    let is_of_bearer = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
    tokens.filter(move |token| is_one(token) && token.chars().all(is_of_bearer)).map(|token| ("a bearer token", token))
}

#[cfg(test)]
mod tests;
