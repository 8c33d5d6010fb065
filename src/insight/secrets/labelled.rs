//! Passwords and tokens by the word before them: `password: …`, `SECRET_KEY=…`, `the password is …`.
//!
//! The less stands between the word and what follows, the more that must look like a secret: prose speaks
//! of passwords all the time, and seldom tells one.

use super::Part;

/// What a word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// What follows is one unless it is prose.
    Password,
    /// What follows is one only if it looks like one.
    Token,
}

/// The words, or their ends, in small letters.
const LABELS: &[(&str, Label)] = &[
    ("password", Label::Password),
    ("passwd", Label::Password),
    ("passphrase", Label::Password),
    ("passwort", Label::Password),
    ("kennwort", Label::Password),
    ("pwd", Label::Password),
    ("pw", Label::Password),
    ("secret", Label::Token),
    ("secret_key", Label::Token),
    ("secret-key", Label::Token),
    ("secret key", Label::Token),
    ("secretkey", Label::Token),
    ("token", Label::Token),
    ("api_key", Label::Token),
    ("api-key", Label::Token),
    ("api key", Label::Token),
    ("apikey", Label::Token),
    ("access_key", Label::Token),
    ("access-key", Label::Token),
    ("access key", Label::Token),
    ("accesskey", Label::Token),
    ("account_key", Label::Token),
    ("accountkey", Label::Token),
    ("private_key", Label::Token),
    ("privatekey", Label::Token),
];

/// What people write where a password would stand.
const NONE: &[&str] = &[
    "1password",
    "available",
    "bitwarden",
    "changed",
    "changeme",
    "confidential",
    "elsewhere",
    "encrypted",
    "expired",
    "forgotten",
    "given",
    "hidden",
    "keepass",
    "known",
    "lastpass",
    "missing",
    "monthly",
    "needed",
    "optional",
    "password",
    "pending",
    "personal",
    "protected",
    "redacted",
    "removed",
    "renewed",
    "required",
    "rotated",
    "secret",
    "separately",
    "shared",
    "stored",
    "unbekannt",
    "unchanged",
    "unknown",
    "verbally",
    "weekly",
];

/// All of them in a text, in their order.
pub(super) fn labelled(text: &str) -> impl Iterator<Item = Part<'_>> {
    labels(text).filter_map(|(end, label)| {
        let rest = text[end..].split('\n').next()?;
        let rest = rest.trim_start_matches(['"', '\'', '`', ')', '*']);
        let next = rest.trim_start_matches([' ', '\t']);
        match next.strip_prefix([':', '=']) {
            Some(value) => after_a_sign(label, value),
            None if next.len() < rest.len() => after_a_space(label, next),
            None => None,
        }
    })
}

/// What stands on the line of a key that ends in such a word.
pub(super) fn after_a_label<'a>(key: &str, line: &'a str) -> Option<Part<'a>> {
    let (_, label) = labels(key).find(|(end, _)| *end == key.len())?;
    after_a_sign(label, line)
}

/// Where such words end in a text.
fn labels(text: &str) -> impl Iterator<Item = (usize, Label)> + '_ {
    let bytes = text.as_bytes();
    let begins = |pair: &[u8]| {
        let pair = [pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase()];
        matches!(&pair, b"pa" | b"pw" | b"pr" | b"ke" | b"se" | b"to" | b"ap" | b"ac")
    };
    let starts = bytes.windows(2).enumerate().filter(move |(_, pair)| begins(pair));
    starts.filter_map(move |(start, _)| {
        let at =
            |word: &str| bytes.get(start..start + word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes()));
        let ends = |word: &str| !bytes.get(start + word.len()).is_some_and(|byte| is_inside(*byte));
        let is_short = |word: &str| word.len() < 3;
        let alone = || start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        let (word, label) = LABELS.iter().find(|(word, _)| at(word) && ends(word) && (!is_short(word) || alone()))?;
        Some((start + word.len(), *label))
    })
}

/// Whether a word goes on with that byte.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

/// After a colon or an equals sign.
fn after_a_sign(label: Label, after: &str) -> Option<Part<'_>> {
    let (value, rest) = value(after.trim_start_matches(['=', '>', ':']))?;
    let is_last = rest.trim().is_empty();
    match label {
        Label::Password => {
            let is_one = value.len() >= 6 && !is_placeholder(value) && (is_last || mixed(value));
            is_one.then_some(("a password", value))
        }
        Label::Token => {
            let is_one = value.len() >= 12 && mixed(value) && !is_placeholder(value);
            is_one.then_some(("a token", value))
        }
    }
}

/// After nothing but a space, or a word such as `is`.
fn after_a_space(label: Label, after: &str) -> Option<Part<'_>> {
    let (first, rest) = after.split_once([' ', '\t']).unwrap_or((after, ""));
    let is_said = ["is", "was", "ist", "war", "lautet"].contains(&first.trim_end_matches(':'));
    let (value, _) = value(if is_said { rest } else { after })?;
    let is_quoted = after.starts_with(['"', '\'', '`']);
    if is_placeholder(value) {
        return None;
    }
    match label {
        Label::Token => is_random(value).then_some(("a token", value)),
        Label::Password => {
            let has_digit = value.chars().any(|c| c.is_ascii_digit()) && value.chars().any(char::is_alphabetic);
            let is_one = if is_said || is_quoted {
                value.len() >= 6 && has_digit && !is_compound(value)
            } else {
                value.len() >= 8
                    && has_digit
                    && value.chars().any(is_sign)
                    && !value.contains(['(', '[', '/', '<', '`'])
            };
            is_one.then_some(("a password", value))
        }
    }
}

/// The first word without its quotes, or what is quoted there as one; and what comes after it.
fn value(after: &str) -> Option<(&str, &str)> {
    let after = after.trim_start();
    let word = after.split_whitespace().next()?;
    let rest = &after[word.len()..];
    let quote = word.chars().next().filter(|first| "\"'`".contains(*first));
    if let Some((value, _)) = quote.and_then(|quote| word[1..].split_once(quote)) {
        return Some((value, rest));
    }
    // `Password=…;Server=…`, as a connection's settings are written
    let word = word.split_once(';').filter(|(_, next)| next.contains('=')).map_or(word, |(value, _)| value);
    Some((bare(word), rest))
}

/// A word without the quotes and stops around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| "\"'`,;()[]{}".contains(character)).trim_end_matches('.')
}

/// Letters and, among them, a digit or a sign, as prose has them nowhere.
pub(super) fn mixed(word: &str) -> bool {
    let inner = word.trim_end_matches(['!', '?']);
    let marked = |c: char| c.is_ascii_digit() || is_sign(c);
    word.chars().any(char::is_alphabetic) && inner.chars().any(marked)
}

fn is_sign(character: char) -> bool {
    "!$%&#+=^~".contains(character)
}

/// `ISO27001-compliant`: a word of prose that has a digit.
fn is_compound(word: &str) -> bool {
    let last = word.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| ["ed", "ant", "ent", "able", "free", "long", "only"].iter().any(|end| last.ends_with(end)))
}

/// As keys are made: long, and of digits and letters without a word among them.
fn is_random(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let has = |is: fn(&char) -> bool| word.chars().any(|c| is(&c));
    if word.len() >= 32 && digits > 2 && word.chars().all(|c| c.is_ascii_hexdigit()) {
        return has(char::is_ascii_alphabetic);
    }
    let is_of_base64 = word.chars().all(|c| c.is_ascii_alphanumeric() || "+/=_".contains(c));
    let enough = if word.len() >= 32 { digits > 0 } else { word.len() >= 16 && digits > 1 };
    is_of_base64
        && enough
        && has(char::is_ascii_lowercase)
        && has(char::is_ascii_uppercase)
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// What stands where a secret would: a variable, stars, a place to look it up, a word for none.
pub(super) fn is_placeholder(value: &str) -> bool {
    let begins = ["${", "$(", "{{", "<", "%", "[", "vault:", "op://", "http://", "https://", "env:", "sha256"];
    let mut letters = value.chars();
    let first = letters.next();
    begins.iter().any(|begin| value.starts_with(begin))
        || value.starts_with('$') && value.chars().skip(1).all(|c| c.is_ascii_uppercase() || c == '_')
        || letters.all(|letter| Some(letter) == first)
        || NONE.contains(&value.trim_end_matches(['!', '?', '.']).to_lowercase().as_str())
}
