//! Keys, tokens and passwords in a text: what kind and how long, never the secret itself.
//!
//! Known forms first, each with the letters and the length it has; of a password only what follows the
//! word for one (`labelled`). A digest has no such form.

mod labelled;

use std::collections::BTreeMap;
use std::ops::Range;

use labelled::{after_a_label, bare, is_placeholder, labelled, mixed};

use crate::model::words::count;

/// Something that opens a door.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret {
    /// What it looks like, with its article: `a password`.
    pub kind: &'static str,
    /// How many characters it has.
    pub length: usize,
}

/// A part of a text that looks like a secret, and as what.
type Part<'a> = (&'static str, &'a str);

/// A form with a fixed beginning: what it is, how it begins, how many letters follow at least.
struct Form {
    kind: &'static str,
    begins: &'static str,
    least: usize,
}

const FORMS: &[Form] = &[
    Form { kind: "an AWS access key", begins: "AKIA", least: 16 },
    Form { kind: "an AWS access key", begins: "ASIA", least: 16 },
    Form { kind: "a GitHub token", begins: "ghp_", least: 30 },
    Form { kind: "a GitHub token", begins: "gho_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghu_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghs_", least: 30 },
    Form { kind: "a GitHub token", begins: "ghr_", least: 30 },
    Form { kind: "a GitHub token", begins: "github_pat_", least: 22 },
    Form { kind: "a GitLab token", begins: "glpat-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxb-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxp-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxa-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxr-", least: 20 },
    Form { kind: "a Slack token", begins: "xoxs-", least: 20 },
    Form { kind: "a Slack token", begins: "xapp-", least: 20 },
    Form { kind: "a Hugging Face token", begins: "hf_", least: 30 },
    Form { kind: "a Google API key", begins: "AIza", least: 35 },
    Form { kind: "a Stripe key", begins: "sk_live_", least: 20 },
    Form { kind: "an npm token", begins: "npm_", least: 36 },
    Form { kind: "an API key", begins: "sk-", least: 32 },
];

/// The fewest letters of anything with a form: what is shorter is not looked at closely.
const SHORTEST: usize = 16;

/// The secrets in what stands at a key; the key's own last word counts as the word before it.
pub fn of(key: &str, text: &str) -> Vec<Secret> {
    within(key, text).into_iter().map(|(_, secret)| secret).collect()
}

/// The same with the bytes of the text that they take, in their order.
pub fn within(key: &str, text: &str) -> Vec<(Range<usize>, Secret)> {
    some_within(key, text, usize::MAX)
}

/// As many as are looked for where nothing of the text is shown; it is known then that there are that many.
pub const MANY: usize = 1_000;

/// Some of them: no more than are asked for.
pub fn some_within(key: &str, text: &str, most: usize) -> Vec<(Range<usize>, Secret)> {
    let mut found: BTreeMap<usize, (usize, Secret)> = BTreeMap::new();
    let label = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
    let first = || text.lines().next().and_then(|line| after_a_label(label, line));
    for (kind, part) in with_a_form(text, most).into_iter().chain(labelled(text)).chain(first()) {
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

/// A text in which each secret is told and not shown: `[a password of 12 characters]`.
pub fn masked(text: &str) -> String {
    replaced(text, Secret::in_words)
}

/// A text with a space in the place of each secret: for what a name is made of.
pub fn without(text: &str) -> String {
    replaced(text, |_| " ".to_owned())
}

fn replaced(text: &str, told: impl Fn(&Secret) -> String) -> String {
    let (mut said, mut from) = (String::new(), 0);
    for (at, secret) in within("", text) {
        said.push_str(&text[from..at.start]);
        said.push_str(&told(&secret));
        from = at.end;
    }
    said + &text[from..]
}

impl Secret {
    /// `a password (12 characters)`, in a sentence about it.
    pub fn told(&self) -> String {
        match self.length {
            0 => self.kind.to_owned(),
            length => format!("{} ({})", self.kind, count(length, "character")),
        }
    }

    /// `[a password of 12 characters]`, for where it stood.
    pub fn in_words(&self) -> String {
        match self.length {
            0 => format!("[{}]", self.kind),
            length => format!("[{} of {}]", self.kind, count(length, "character")),
        }
    }
}

/// `3 more such secrets`, of a number that may have been counted no further.
pub fn more(number: usize) -> String {
    let least = if number >= MANY / 2 { "at least " } else { "" };
    format!("{least}{number} more such secret{}", if number == 1 { "" } else { "s" })
}

/// What is known by how it begins.
fn with_a_form(text: &str, most: usize) -> Vec<Part<'_>> {
    if text.len() < SHORTEST {
        return vec![];
    }
    let mut found: Vec<_> = text.split("-----BEGIN ").skip(1).filter_map(private_key).take(most).collect();
    for word in text.split_whitespace().filter(|word| word.len() >= SHORTEST) {
        if found.len() >= most {
            break;
        }
        formed(word, &mut found);
    }
    found.extend(bearers(text).take(most));
    found
}

/// One by what follows its `-----BEGIN `.
fn private_key(begun: &str) -> Option<Part<'_>> {
    let (title, key) = begun.split_once("-----")?;
    let inner = key.split_once("-----END").map_or(key, |(inner, _)| inner);
    let is_one = ["PRIVATE KEY", "PRIVATE KEY BLOCK"].iter().any(|end| title.ends_with(end));
    is_one.then(|| ("a private key", inner.trim()))
}

/// Tokens of a known form, or a password in an address, inside one word.
fn formed<'a>(word: &'a str, found: &mut Vec<Part<'a>>) {
    let forms = if word.bytes().any(|byte| byte.is_ascii_digit()) { FORMS } else { &[] };
    for form in forms {
        let begins = word.match_indices(form.begins).filter(|(at, _)| starts(word, *at));
        found.extend(begins.filter_map(|(at, _)| {
            let (token, least) = (&word[at..], form.begins.len() + form.least);
            let token = &token[..token.find(|c| !is_of_token(c)).unwrap_or(token.len())];
            let rest = token.get(form.begins.len()..)?;
            let mixed = rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().any(|c| c.is_ascii_alphabetic());
            (token.len() >= least && mixed).then_some((form.kind, token))
        }));
    }
    found.extend(web_token(word).or_else(|| in_address(word)));
}

/// Whether a word of its own starts there.
fn starts(word: &str, at: usize) -> bool {
    word[..at]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_ascii_alphanumeric() && before != '-' && before != '_')
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// A JSON web token: three parts in base64, the first two of which begin as JSON does.
fn web_token(word: &str) -> Option<Part<'_>> {
    let at = word.find("eyJ").filter(|at| starts(word, *at))?;
    let token = &word[at..];
    let token = &token[..token.find(|c| !is_of_token(c) && c != '.').unwrap_or(token.len())];
    let parts: Vec<_> = token.split('.').collect();
    let is_one = matches!(parts.as_slice(), [head, body, sign, ..]
        if head.len() >= 10 && body.starts_with("eyJ") && sign.len() >= 10);
    is_one.then_some(("a JSON web token", token))
}

/// `postgres://user:password@host`.
fn in_address(word: &str) -> Option<Part<'_>> {
    let (_, rest) = word.split_once("://")?;
    let user = rest.split(['/', '?', '#']).next().filter(|user| user.contains('@')).unwrap_or(rest);
    let (_, password) = user.rsplit_once('@')?.0.split_once(':')?;
    (password.len() >= 4 && !is_placeholder(password)).then_some(("a password in an address", password))
}

fn bearers(text: &str) -> impl Iterator<Item = Part<'_>> {
    const BEARER: &str = "bearer";
    let mut words = text.split_whitespace();
    let tokens = std::iter::from_fn(move || {
        words.by_ref().find(|word| word.len() >= BEARER.len() && bare(word).eq_ignore_ascii_case(BEARER))?;
        words.next().map(bare)
    });
    let is_one = |token: &str| token.len() >= 20 && mixed(token);
    let is_of_bearer = |c: char| is_of_token(c) || "._~+/=".contains(c);
    tokens.filter(move |token| is_one(token) && token.chars().all(is_of_bearer)).map(|token| ("a bearer token", token))
}

#[cfg(test)]
mod tests;
