//! Keys and tokens by the format of their issuer: a prefix, the characters after it, and the length.
//!
//! One table, based on the issuers' own documentation and gitleaks' public rules. Formats without a prefix
//! are recognized by their shape: JSON web tokens, Telegram bot tokens, Azure client secrets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::SecretPart;
use crate::model::field::choice;

choice! {
    /// The characters that follow a prefix.
    pub enum Letters {
        /// `A`–`Z` and `2`–`7`.
        Base32 = "base32",
        /// `0`–`9` and `a`–`f`, in either case.
        Hex = "hex",
        /// Letters and digits.
        Alnum = "alnum",
        /// Letters, digits, `-` and `_`.
        Word = "word",
        /// Those and `.`.
        Dotted = "dotted",
        /// Letters, digits, `+` and `/`.
        Base64 = "base64",
        /// Characters of a URL path: those of `Dotted`, `/` and `@`.
        Path = "path",
        /// Characters of a value in a URL: letters, digits, `%`, `-` and `_`.
        Query = "query",
    }
}

/// The kind, the possible prefixes, the characters that follow, and their least and greatest number.
type TokenForm = (&'static str, Vec<&'static str>, Letters, usize, usize);

/// The formats, a line each: the kind, the prefixes, the characters that follow and their least number, and unless it
/// is unlimited their greatest.
static FORMS: LazyLock<Vec<TokenForm>> = LazyLock::new(|| include_str!("forms.txt").lines().filter_map(form).collect());

fn form(line: &'static str) -> Option<TokenForm> {
    let (kind, rest) = line.split_once(" | ")?;
    let (begins, rest) = rest.split_once(" | ")?;
    let (letters, rest) = rest.split_once(' ')?;
    let letters = *Letters::ALL.iter().find(|known| known.word() == letters)?;
    let mut lengths = rest.split(' ').filter_map(|length| length.parse().ok());
    Some((kind, begins.split(' ').collect(), letters, lengths.next()?, lengths.next().unwrap_or(usize::MAX)))
}

/// Whether some format begins with a byte.
static FIRSTS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut firsts = [false; 256];
    let begins = FORMS.iter().flat_map(|(_, begins, ..)| begins);
    begins.for_each(|begins| firsts[usize::from(begins.as_bytes()[0])] = true);
    firsts
});

/// How many characters after a prefix are checked, so that a line of nothing but prefixes is read once.
const LOOKED_AT: usize = 512;

/// The fewest different characters of a key; stars and `xxx` have one.
const DIFFERENT: usize = 3;

/// The fewest changes from lower to upper case in a key of letters alone.
const JUMPS: usize = 3;

impl Letters {
    fn has(self, letter: u8) -> bool {
        match self {
            Self::Base32 => matches!(letter, b'A'..=b'Z' | b'2'..=b'7'),
            Self::Hex => letter.is_ascii_hexdigit(),
            Self::Alnum => letter.is_ascii_alphanumeric(),
            Self::Word => Self::Alnum.has(letter) || matches!(letter, b'-' | b'_'),
            Self::Dotted => Self::Word.has(letter) || letter == b'.',
            Self::Base64 => Self::Alnum.has(letter) || matches!(letter, b'+' | b'/'),
            Self::Path => Self::Dotted.has(letter) || matches!(letter, b'/' | b'@'),
            Self::Query => Self::Word.has(letter) || letter == b'%',
        }
    }
}

/// The keys and tokens of a known format in one word.
pub(super) fn of<'a>(word: &'a str, found: &mut Vec<SecretPart<'a>>) {
    let (mut read, firsts) = (0, &*FIRSTS);
    for (at, first) in word.bytes().enumerate() {
        if !firsts[usize::from(first)] || at < read || !starts(word, at) {
            continue;
        }
        if let Some((kind, length)) = FORMS.iter().find_map(|form| Some((form.0, length(form, &word[at..])?))) {
            found.push((kind, &word[at..at + length]));
            read = at + length;
        }
    }
    found.extend(web_token(word));
    found.extend(bot_token(word));
    found.extend(client_secret(word));
}

/// Whether a new word starts there.
fn starts(word: &str, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| word.as_bytes()[before]);
    before.is_none_or(|before| !Letters::Word.has(before)) && word.is_char_boundary(at)
}

/// The length of the key of a format at the start of a text.
fn length((_, begins, letters, least, most): &TokenForm, text: &str) -> Option<usize> {
    let begins = begins.iter().filter(|begins| begins.as_bytes()[0] == text.as_bytes()[0]);
    let (begins, rest) = begins.into_iter().find_map(|begins| Some((begins, text.strip_prefix(begins)?.as_bytes())))?;
    let seen = run(&rest[..rest.len().min(LOOKED_AT)], *letters);
    let digits = seen.iter().filter(|letter| letter.is_ascii_digit()).count();
    let is_mixed = digits > 0 && digits < seen.len() || jumps(seen) >= JUMPS;
    let may_be_prose = letters.has(b'-') || letters.has(b'/') || *begins == "sk-";
    if seen.len() < *least || different(seen) < DIFFERENT || (may_be_prose && !is_mixed) {
        return None;
    }
    let whole = run(rest, *letters).len();
    (whole <= *most).then_some(begins.len() + whole)
}

/// How often an upper-case letter follows a lower-case one, which is rare in prose.
fn jumps(letters: &[u8]) -> usize {
    letters.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count()
}

/// How many different characters there are, counted up to a limit.
fn different(letters: &[u8]) -> usize {
    letters.iter().collect::<BTreeSet<_>>().len()
}

/// The prefix made of these characters; a final full stop ends a sentence and is not part of a key.
fn run(text: &[u8], letters: Letters) -> &[u8] {
    let run = &text[..text.iter().position(|letter| !letters.has(*letter)).unwrap_or(text.len())];
    run.strip_suffix(b".").unwrap_or(run)
}

/// The position of a sign of ASCII; in a single word this is faster than a search made for long texts.
fn find(word: &str, sign: &str) -> Option<usize> {
    word.as_bytes().windows(sign.len()).position(|bytes| bytes == sign.as_bytes())
}

/// A JSON web token: three parts in base64, the first two of which begin like JSON.
fn web_token(word: &str) -> Option<SecretPart<'_>> {
    let at = find(word, "eyJ").filter(|at| starts(word, *at))?;
    let token = &word[at..at + run(&word.as_bytes()[at..], Letters::Dotted).len()];
    let parts: Vec<_> = token.splitn(4, '.').collect();
    let is_one = matches!(parts.as_slice(), [head, body, sign, ..]
        if head.len() >= 10 && body.starts_with("eyJ") && sign.len() >= 10);
    is_one.then_some(("a JSON web token", token))
}

/// `123456789:AA…`, of a Telegram bot.
fn bot_token(word: &str) -> Option<SecretPart<'_>> {
    let at = find(word, ":A")?;
    let id = word[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let begins = at - id;
    let key = run(&word.as_bytes()[at + 1..], Letters::Word);
    let is_one = (8..=16).contains(&id) && key.len() == 35 && key.iter().any(u8::is_ascii_digit);
    (is_one && starts(word, begins)).then(|| ("a Telegram token", &word[begins..=at + key.len()]))
}

/// An Azure client secret: three letters, a digit, `Q~` and 31 to 34 more.
fn client_secret(word: &str) -> Option<SecretPart<'_>> {
    let at = find(word, "Q~")?.checked_sub(4)?;
    let is_of = |letter: u8| Letters::Dotted.has(letter) || letter == b'~';
    let rest = word[at + 6..].bytes().take_while(|letter| is_of(*letter)).count();
    let begins = word.as_bytes()[at..at + 4].iter().all(|letter| is_of(*letter)) && word.is_char_boundary(at);
    let is_one = begins && word.as_bytes()[at + 3].is_ascii_digit() && (31..=34).contains(&rest);
    (is_one && starts(word, at)).then(|| ("an Azure client secret", &word[at..at + 6 + rest]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number of these characters, with a digit among them where the format allows one.
    fn letters(of: Letters, length: usize) -> String {
        let all: Vec<_> = (0_u8..128).filter(|letter| of.has(*letter)).map(char::from).collect();
        "2b3C4d".chars().chain(all.into_iter().cycle()).filter(|letter| of.has(*letter as u8)).take(length).collect()
    }

    fn found(text: &str) -> Vec<SecretPart<'_>> {
        let mut found = Vec::new();
        of(text, &mut found);
        found
    }

    #[test]
    fn a_key_of_letters_alone_is_one_and_words_joined_by_dashes_are_none() {
        for key in ["glpat-NqVwYSVPHbDXpPdkhxEp", "AIzaSyDaGmWKaYsXZwHrKjNbVcTfReLoPqUiEtY"] {
            assert_eq!(found(key).len(), 1, "{key}");
        }
        assert_eq!(found("glpat-the-token-of-the-runner-in-the-yard"), []);
    }

    #[test]
    fn every_form_is_known_at_its_shortest_and_no_shorter_and_hidden_by_no_earlier_one() {
        assert_eq!(FORMS.len(), include_str!("forms.txt").lines().count());
        let each = FORMS.iter().flat_map(|form| form.1.iter().map(move |begins| (form, *begins)));
        for ((kind, _, of, least, most), begins) in each {
            let [short, whole] = [least - 1, *least].map(|length| format!("{begins}{}", letters(*of, length)));
            assert_eq!(found(&whole), [(*kind, whole.as_str())], "{begins}");
            assert_eq!(found(&short), [], "{begins}");
            assert_eq!(found(&format!("x{whole}")), [], "{begins}");
            if *most < usize::MAX {
                let longer = format!("{begins}{}", letters(*of, most + 1));
                assert!(!found(&longer).iter().any(|(_, part)| *part == longer), "{begins}");
            }
            let first = FORMS.iter().find(|form| length(form, &whole).is_some());
            assert!(first.is_some_and(|(first, all, ..)| first == kind && all.contains(&begins)), "{begins}");
        }
    }
}
