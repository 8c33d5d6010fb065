//! Passwords and tokens by the label before them: `password: …`, `SECRET_KEY=…`, `the password is …`.
//!
//! The weaker the separator after the label, the more the value must look like a secret: prose often mentions
//! passwords and seldom contains one.

use super::SecretPart;

/// The kind of value that a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Any value unless it is prose.
    Password,
    /// Only a value that looks like a token.
    Token,
}

/// The labels of passwords, or their endings, in lower case.
pub(super) const PASSWORDS: [&str; 7] = ["password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "pw"];

/// The labels of tokens, or their endings; a longer one before the shorter one that ends at the same place.
pub(super) const TOKENS: [&str; 18] = [
    "secret key", "secret", "secret_key", "secret-key", "secretkey", "token", "api_key", "api-key", "api key",
    "apikey", "access_key", "access-key", "access key", "accesskey", "account_key", "accountkey", "private_key",
    "privatekey",
];

/// Words that people write in place of a password.
const NONE: &str = "\
    1password available bitwarden changed changeme confidential elsewhere encrypted expired forgotten given hidden \
    keepass known lastpass missing monthly needed optional password pending personal protected redacted removed \
    renewed required rotated secret separately shared stored unbekannt unchanged unknown verbally weekly";

/// How many bytes of a word are checked: a line of nothing but such words is read once, not
/// once per word.
const LOOKED_AT: usize = 128;

/// The shortest line with a secret: `pw:` and six more.
const SHORTEST: usize = 9;

/// All labelled secrets in a text, in order.
pub(super) fn labelled(text: &str) -> impl Iterator<Item = SecretPart<'_>> {
    let lines = text.split('\n').filter(|line| line.len() >= SHORTEST);
    lines.flat_map(|line| on_a_line(line.trim_end()))
}

fn on_a_line(line: &str) -> impl Iterator<Item = SecretPart<'_>> {
    let mut known_up_to = 0;
    let offset = |part: &str| part.as_ptr().addr() - line.as_ptr().addr();
    labels(line).filter_map(move |(end, label)| {
        let rest = line.get(end..).filter(|_| end >= known_up_to)?;
        let rest = rest.trim_start_matches(['"', '\'', '`', ')', '*']);
        let next = rest.trim_start_matches([' ', '\t']);
        let part = match next.strip_prefix([':', '=']) {
            Some(value) if is_long_prose(value) => {
                known_up_to = offset(value) + LOOKED_AT / 2;
                None
            }
            Some(value) => after_a_sign(label, value),
            None if next.len() < rest.len() => after_a_space(label, next),
            None => None,
        }?;
        known_up_to = offset(part.1) + part.1.len();
        Some(part)
    })
}

/// Whether the word is longer than the checked part, which has no digit or punctuation: it is not a secret, and no
/// label in its first half has one.
fn is_long_prose(after: &str) -> bool {
    let near = after.as_bytes().get(..LOOKED_AT);
    let is_prose = |byte: &u8| !byte.is_ascii_whitespace() && !byte.is_ascii_digit() && !is_sign((*byte).into());
    near.is_some_and(|near| near.iter().all(is_prose))
}

/// The value on the line of a key that ends in a label.
pub(super) fn after_a_label<'a>(key: &str, line: &'a str) -> Option<SecretPart<'a>> {
    let (_, label) = labels(key).find(|(end, _)| *end == key.len())?;
    after_a_sign(label, line)
}

/// Whether a text may have a label: something in it begins like one.
pub(super) fn may_have_label(text: &str) -> bool {
    let [first, second, third] = &BEGINNINGS;
    let two = |a: u8, b: u8| first[usize::from(a)] & second[usize::from(b)];
    let is_one = |letters: &[u8]| matches!(letters, &[a, b, c] if two(a, b) & third[usize::from(c)] != 0);
    text.as_bytes().windows(3).any(is_one) || matches!(text.as_bytes(), &[.., a, b] if two(a, b) != 0)
}

/// The positions in a text where a label ends.
fn labels(text: &str) -> impl Iterator<Item = (usize, Label)> + '_ {
    let bytes = text.as_bytes();
    // the first letters rule most positions out
    let starts = (0..bytes.len().saturating_sub(1)).filter(|at| {
        let third = bytes.get(at + 2).map_or(u8::MAX, |third| BEGINNINGS[2][usize::from(*third)]);
        BEGINNINGS[0][usize::from(bytes[*at])] & BEGINNINGS[1][usize::from(bytes[at + 1])] & third != 0
    });
    starts.filter_map(move |start| {
        let at = |word: &str| {
            let candidate = bytes.get(start..start + word.len());
            candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(word.as_bytes()))
        };
        let ends = |word: &str| !bytes.get(start + word.len()).is_some_and(|byte| is_inside(*byte));
        let is_short = |word: &str| word.len() < 3;
        let alone = || start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        let is_one = |word: &&&str| at(word) && ends(word) && (!is_short(word) || alone());
        let password = PASSWORDS.iter().find(is_one).map(|word| (start + word.len(), Label::Password));
        password.or_else(|| TOKENS.iter().find(is_one).map(|word| (start + word.len(), Label::Token)))
    })
}

/// The first three letters of the labels, one bit for each beginning; after `pw` comes anything.
const BEGINNINGS: [[u8; 256]; 3] = {
    const WORDS: [&[u8; 3]; 8] = [b"pw*", b"pas", b"ken", b"sec", b"tok", b"api", b"acc", b"pri"];
    let mut letters = [[0; 256], [0; 256], [1; 256]];
    let (mut bit, mut at) = (0, 0);
    while bit < WORDS.len() {
        let letter = WORDS[bit][at];
        letters[at][letter as usize] |= 1 << bit;
        letters[at][letter.to_ascii_uppercase() as usize] |= 1 << bit;
        (bit, at) = if at == 2 { (bit + 1, 0) } else { (bit, at + 1) };
    }
    letters
};

/// Whether a word continues with that byte.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

/// A value after a colon or an equals sign.
fn after_a_sign(label: Label, after: &str) -> Option<SecretPart<'_>> {
    let value = value(after.trim_start_matches(['=', '>', ':']))?;
    let seen = value.seen;
    match label {
        Label::Password => {
            let is_one =
                seen.len() >= 6 && !is_placeholder(seen) && (value.rest.trim_start().is_empty() || mixed(seen));
            is_one.then(|| ("a password", value.whole()))
        }
        Label::Token => {
            let is_one = seen.len() >= 12 && mixed(seen) && !is_placeholder(seen);
            is_one.then(|| ("a token", value.whole()))
        }
    }
}

/// A value after nothing but a space, or a word such as `is`.
fn after_a_space(label: Label, after: &str) -> Option<SecretPart<'_>> {
    let (first, rest) = after.split_once([' ', '\t']).unwrap_or((after, ""));
    let has_verb = ["is", "was", "ist", "war", "lautet"].contains(&first.trim_end_matches(':'));
    let has_a_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if !has_verb && !has_a_digit(first) {
        return None;
    }
    let value = value(if has_verb { rest } else { after })?;
    let seen = value.seen;
    let is_quoted = after.starts_with(['"', '\'', '`']);
    if is_placeholder(seen) {
        return None;
    }
    match label {
        Label::Token => is_random(seen).then(|| ("a token", value.whole())),
        Label::Password => {
            let has_digit = has_a_digit(seen) && seen.chars().any(char::is_alphabetic);
            let is_one = if has_verb || is_quoted {
                seen.len() >= 6 && has_digit && !is_compound(seen)
            } else {
                seen.len() >= 8 && has_digit && seen.chars().any(is_sign) && !seen.contains(['(', '[', '/', '<', '`'])
            };
            is_one.then(|| ("a password", value.whole()))
        }
    }
}

/// A possible secret after a label.
struct LabelledValue<'a> {
    /// The checked part of it.
    seen: &'a str,
    /// The line from it on.
    line: &'a str,
    /// The line after the checked part.
    rest: &'a str,
    /// Whether the word continues after the checked part.
    goes_on: bool,
}

impl<'a> LabelledValue<'a> {
    fn whole(&self) -> &'a str {
        let more = || self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        if self.goes_on { &self.line[..self.line.len() - self.rest.len() + more()] } else { self.seen }
    }
}

/// The first word without its quotes, or the quoted text as one.
fn value(after: &str) -> Option<LabelledValue<'_>> {
    let line = after.trim_start();
    let near = (LOOKED_AT - 3..=LOOKED_AT).rev().find_map(|end| line.get(..end)).unwrap_or(line);
    let word = near.split_whitespace().next()?;
    let rest = &line[word.len()..];
    let is = |seen, goes_on| Some(LabelledValue { seen, line, rest, goes_on });
    let quote = word.chars().next().filter(|first| "\"'`".contains(*first));
    if let Some((value, _)) = quote.and_then(|quote| word[1..].split_once(quote)) {
        return is(value, false);
    }
    // `Password=…;Server=…`, as in a connection string
    if let Some((value, _)) = word.split_once(';').filter(|(_, next)| next.contains('=')) {
        return is(bare(value), false);
    }
    let goes_on = word.len() == near.len() && near.len() < line.len();
    is(if goes_on { word } else { bare(word) }, goes_on)
}

/// A word without the quotes and stops around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| "\"'`,;()[]{}".contains(character)).trim_end_matches('.')
}

/// A mix of letters with digits or punctuation that does not occur in prose.
pub(super) fn mixed(word: &str) -> bool {
    let inner = word.trim_end_matches(['!', '?']);
    let marked = |byte: u8| byte.is_ascii_digit() || is_sign(byte.into());
    word.chars().any(char::is_alphabetic) && inner.bytes().any(marked)
}

fn is_sign(character: char) -> bool {
    matches!(character, '!' | '$' | '%' | '&' | '#' | '+' | '=' | '^' | '~')
}

/// `ISO27001-compliant`: a word of prose with a digit.
fn is_compound(word: &str) -> bool {
    let last = word.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| ["ed", "ant", "ent", "able", "free", "long", "only"].iter().any(|end| last.ends_with(end)))
}

/// Looks generated: long, and of digits and letters without a word among them.
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

/// A stand-in for a secret: a variable, stars, a place to look it up, a word for none.
pub(super) fn is_placeholder(value: &str) -> bool {
    let begins = ["${", "$(", "{{", "<", "%", "[", "vault:", "op://", "http://", "https://", "env:", "sha256"];
    let mut letters = value.chars();
    let first = letters.next();
    begins.iter().any(|begin| value.starts_with(begin))
        || value.starts_with('$') && value.chars().skip(1).all(|c| c.is_ascii_uppercase() || c == '_')
        || letters.all(|letter| Some(letter) == first)
        || NONE.split(' ').any(|none| none == value.trim_end_matches(['!', '?', '.']).to_lowercase())
}
