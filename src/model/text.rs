//! People's words, kept exactly, and how they are shown in a terminal.

use std::borrow::Cow;
use std::str::FromStr;

use super::field::{Shape, scalar};

/// Text that is not empty. Kept as written; a final line end, as in `|` blocks, is not shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

scalar!(Text, Shape::Text, plain, shown);

impl Text {
    /// The words, without trailing line ends.
    pub fn as_str(&self) -> &str {
        self.0.trim_end_matches(['\n', '\r'])
    }

    /// The words on one line.
    pub fn one_line(&self) -> String {
        one_line(&self.0)
    }
}

impl FromStr for Text {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().is_empty() { Err(super::field::EMPTY) } else { Ok(Self(text.to_owned())) }
    }
}

/// Words on one line, separated by single spaces.
pub fn one_line(words: &str) -> String {
    if is_one_line(words) {
        return words.to_owned();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words are on one line already; text that is not ASCII counts as unknown.
fn is_one_line(words: &str) -> bool {
    let (mut last, mut bytes) = (b' ', words.bytes());
    bytes.all(|byte| matches!(byte, b' '..=b'~') && (byte, std::mem::replace(&mut last, byte)) != (b' ', b' '))
        && last != b' '
}

/// The text with every character that could control a terminal or is invisible spelled out: `\u{202e}`.
///
/// Line ends and tabs stay. Covered are C0 and C1 controls, bidi controls (Unicode TR9), the byte order mark and
/// what is displayed as nothing (`Default_Ignorable_Code_Point`), except marks that choose the look of an emoji and
/// joiners that the script needs.
pub fn visible(text: &str) -> Cow<'_, str> {
    spelled(text, |character, shown| shown.extend(character.escape_unicode()))
}

/// JSON in which each such character is escaped as in JSON (`\u202e`): it parses to the same value.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    spelled(json, |character, shown| {
        shown.extend(character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
    })
}

fn spelled(text: &str, spell: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !hides(text) {
        return text.into();
    }
    let (mut shown, mut from) = (String::with_capacity(text.len() + 8), 0);
    for (at, character) in hidden(text) {
        shown.push_str(&text[from..at]);
        spell(character, &mut shown);
        from = at + character.len_utf8();
    }
    shown.push_str(&text[from..]);
    shown.into()
}

/// Whether all of a text is visible ASCII and line ends; the loop has no early exit, which is much faster.
pub fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~' | b'\n'))
}

/// Whether a text contains such a character.
pub fn hides(text: &str) -> bool {
    hidden(text).next().is_some()
}

/// The characters of a text that could control a terminal or are invisible, each with its position.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let text = if is_plain(text) { "" } else { text };
    text.char_indices().filter(move |(at, character)| is_hidden(*character) && !joins(text, *at, *character))
}

/// Whether it is a joiner (U+200C, U+200D) that the script needs: between two letters of a script that joins, as in
/// Persian and Hindi, after a virama (RFC 5892, appendix A), or between two parts of an emoji.
fn joins(text: &str, at: usize, character: char) -> bool {
    if !matches!(character, '\u{200c}' | '\u{200d}') {
        return false;
    }
    let (before, after) = (text[..at].chars().next_back(), text[at + character.len_utf8()..].chars().next());
    let between = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    before.is_some_and(is_virama) || between(is_of_joining_script) || between(is_of_emoji)
}

/// Whether a character belongs to a script with joiners: from Arabic to Myanmar, Philippine scripts to Vedic, and their
/// later blocks; not spaces and Latin punctuation.
fn is_of_joining_script(character: char) -> bool {
    matches!(
        character,
        '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{1c4f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}'
    )
}

/// Whether a character is part of an emoji: a picture, a skin tone, or the mark that chooses the look.
fn is_of_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a sign removes the vowel of the Indic letter before it, whose form a joiner then chooses.
fn is_virama(character: char) -> bool {
    let code = u32::from(character);
    let indic = (0x900..0xd80).contains(&code) && code % 0x80 == 0x4d;
    indic || matches!(character, '\u{dca}' | '\u{1039}' | '\u{103a}' | '\u{17d2}' | '\u{1b44}')
}

/// Whether a character could control the terminal or is invisible, wherever it is.
pub fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{61c}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{180b}'..='\u{180f}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_control(),
    }
}

/// Text that a person typed or piped in: trailing spaces and final line ends are removed.
pub fn tidy(prose: &str) -> String {
    let lines: Vec<_> = prose.lines().map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
    lines.join("\n").trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_text_is_no_text_and_tidying_drops_only_what_nobody_meant() {
        assert!(" \n".parse::<Text>().is_err());
        assert_eq!("two\nlines\n".parse::<Text>().unwrap().as_str(), "two\nlines");
        assert_eq!((tidy("a  \nb\t\n\n").as_str(), tidy("  a").as_str()), ("a\nb", "  a"));
    }

    #[test]
    fn each_character_that_steers_or_hides_is_spelled_out() {
        let ranges = "0-8 b-1f 7f-9f ad-ad 34f-34f 61c-61c 115f-1160 17b4-17b5 180b-180f 200b-200f 2028-202e 2060-206f \
                      3164-3164 feff-feff ffa0-ffa0 fff0-fffb 1bca0-1bca3 1d173-1d17a e0000-e0fff";
        let code = |digits| u32::from_str_radix(digits, 16).unwrap();
        let ranges = ranges.split(' ').map(|range| range.split_once('-').unwrap());
        for character in ranges.flat_map(|(first, last)| code(first)..=code(last)).filter_map(char::from_u32) {
            assert_eq!(visible(&character.to_string()), character.escape_unicode().to_string());
        }
        assert_eq!(visible("a\u{1b}[31m"), "a\\u{1b}[31m");
        assert_eq!(visible("líne\n\tok 😀 ☀\u{fe0f}"), "líne\n\tok 😀 ☀\u{fe0f}");
    }

    #[test]
    fn joiners_stay_where_the_writing_needs_them() {
        let needed = "آب\u{200c}رسانی|می\u{200c}خواهم|क\u{200d}ष|क्\u{200d}ष|ශ්\u{200d}රී|അവന്\u{200d} വന്നു|\
                      👨\u{200d}👩\u{200d}👧|👩🏽\u{200d}🔧|🏳\u{fe0f}\u{200d}🌈|❤\u{fe0f}\u{200d}🔥";
        for text in needed.split('|') {
            assert!(visible(text) == text && visible_json(text) == text && !hides(text), "{text}");
        }
        let hidden = "a\u{200d}b|آب\u{200c} رسانی|\u{200c}آب|آب\u{200d}|ا\u{200c}x|é\u{200c}é|👩\u{200d}|ب\u{200d}👩";
        for text in hidden.split('|') {
            assert!(hides(text) && visible(text).contains("\\u{200"), "{}", text.escape_unicode());
            assert!(visible_json(text).contains("\\u200"));
        }
        assert_eq!(visible("آب\u{200c}\u{200c}رسانی\u{202e}"), "آب\\u{200c}\\u{200c}رسانی\\u{202e}");
    }

    #[test]
    fn json_that_steers_a_terminal_is_escaped_and_reads_as_the_same() {
        let words = "a\u{7f}\u{9b}2J\u{202e}\u{e0041}\n\"b";
        let json = serde_json::Value::from(words).to_string();
        let json = visible_json(&json);
        assert_eq!(json, "\"a\\u007f\\u009b2J\\u202e\\udb40\\udc41\\n\\\"b\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
    }
}
