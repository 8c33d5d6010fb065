//! Wraps or cuts text to the width of a terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::cmd::terminal::style::{COMMAND, unstyled};
use crate::model::text::{one_line, visible};

/// Text on one line, cut to a width with `…`, never inside a joined character.
pub fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let ends = words.char_indices().filter(|(at, character)| {
        character.width().unwrap_or(0) > 0 && !words[..*at].ends_with('\u{200d}') && !is_skin_tone(*character)
    });
    let ends = ends.map(|(at, _)| at).take_while(|at| words[..*at].width() < width);
    format!("{}…", words[..ends.last().unwrap_or(0)].trim_end())
}

fn is_skin_tone(character: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&character)
}

/// The text of a cell on one line, with control characters visible.
pub fn shown(words: &str) -> String {
    visible(&one_line(words)).into_owned()
}

/// Text in lines of at most a width; a longer word has its own line.
pub fn wrapped(words: &str, width: usize) -> Vec<String> {
    hanging(words, width, "", "")
}

/// The same with an indent for the first line and one for the others.
pub fn hanging(words: &str, width: usize, first: &str, indent: &str) -> Vec<String> {
    laid(&pieces(words, width.saturating_sub(indent.width())), width, first, indent)
}

/// Styled text with each long line continued below, indented if the line has an indent or a label.
///
/// A command stays on one line, whatever its length, so that it can be copied. Without a width nothing is wrapped.
pub fn fitted(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.map(|width| width.max(20)) else { return text.to_owned() };
    let mut fitted = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (content, end) = line.strip_suffix('\n').map_or((line, ""), |content| (content, "\n"));
        let is_short = content.len() <= width || width_of(content) <= width;
        fitted.push_str(&if is_short { content.to_owned() } else { continued(content, width).join("\n") });
        fitted.push_str(end);
    }
    fitted
}

fn continued(line: &str, width: usize) -> Vec<String> {
    let content = line.trim_start_matches(' ');
    let first = &line[..line.len() - content.len()];
    let word = content.split(' ').next().unwrap_or_default();
    let is_labelled = word.starts_with('\u{1b}') || word.ends_with(':') || word == "-";
    let more = if is_labelled || !first.is_empty() { "  " } else { "" };
    let indent = format!("{first}{more}");
    laid(&pieces(content, width.saturating_sub(indent.len())), width, first, &indent)
}

/// A part of a line that is not divided.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    is_command: bool,
    /// Whether it continues the word before it.
    is_joined: bool,
}

/// Pieces in lines; a note after a command begins a line unless all of it fits, and has its `#` on each line.
fn laid(pieces: &[Piece], width: usize, first: &str, indent: &str) -> Vec<String> {
    let (mut lines, mut used): (Vec<String>, usize) = (Vec::new(), 0);
    let (mut after_command, mut in_note) = (false, false);
    for (at, piece) in pieces.iter().enumerate() {
        let (blank, own) = (usize::from(!piece.is_joined), width_of(&piece.text));
        let is_note = after_command && piece.text == "#";
        let needed =
            if is_note { pieces[at..].iter().map(|piece| 1 + width_of(&piece.text)).sum() } else { blank + own };
        let fits = used + needed <= width;
        match lines.last_mut() {
            Some(line) if fits => {
                line.push_str(&" "[..blank]);
                line.push_str(&piece.text);
                used += blank + own;
            }
            Some(_) if piece.text.is_empty() => {}
            last => {
                let start = if last.is_some() { indent } else { first };
                let mark = if in_note { "# " } else { "" };
                used = start.width() + mark.len() + own;
                lines.push(format!("{start}{mark}{}", piece.text));
            }
        }
        in_note |= is_note;
        after_command = piece.is_command || (after_command && piece.text.is_empty());
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

/// The pieces of a line: commands, quotations that fit, words, and parts of long words of wide characters.
fn pieces(line: &str, room: usize) -> Vec<Piece> {
    let units = units(line).into_iter();
    let parts = units.flat_map(|unit| {
        if unit.is_command || width_of(&unit.text) <= room {
            return vec![unit];
        }
        unit.text.split(' ').flat_map(|word| if word.width() > room { narrow(word) } else { one(word) }).collect()
    });
    parts.collect()
}

fn one(word: &str) -> Vec<Piece> {
    vec![Piece { text: word.to_owned(), ..Piece::default() }]
}

/// The words of a line, those of a command or in back-ticks together.
fn units(line: &str) -> Vec<Piece> {
    let mut units: Vec<Piece> = Vec::new();
    let (mut in_ticks, mut in_quotes, mut in_command) = (false, false, false);
    let start = COMMAND.render().to_string();
    for word in line.split(' ') {
        let is_note = in_command && word == "#";
        if let Some(unit) = units.last_mut().filter(|_| (in_ticks || in_command) && !is_note) {
            unit.text.push_str(&format!(" {word}"));
        } else {
            in_command = !is_note && (word == "engage" || word.starts_with(&start));
            units.push(Piece { text: word.to_owned(), is_command: in_command, is_joined: false });
        }
        in_ticks ^= word.matches('`').count() % 2 == 1;
        in_quotes = in_command && (in_quotes ^ (word.matches('"').count() % 2 == 1));
        in_command &= !word.ends_with("\u{1b}[0m") && (in_quotes || !word.ends_with([',', ';', ':']));
    }
    units
}

/// A word without blanks divided between its wide characters, but not before closing punctuation.
fn narrow(word: &str) -> Vec<Piece> {
    let mut parts = one("");
    let (mut before, is_wide) = (' ', |character: char| character.width() == Some(2) && !is_skin_tone(character));
    for character in word.chars() {
        let is_closing = "、。，．！？：；）」』】〉》".contains(character);
        if is_wide(before) && is_wide(character) && !is_closing {
            parts.push(Piece { is_joined: true, ..Piece::default() });
        }
        if let Some(part) = parts.last_mut() {
            part.text.push(character);
        }
        before = character;
    }
    parts
}

/// The columns that styled text takes.
fn width_of(styled: &str) -> usize {
    if styled.contains('\u{1b}') { unstyled(styled).width() } else { styled.width() }
}

/// The number of lines that text takes in a terminal.
pub fn rows(text: &str, columns: usize) -> usize {
    text.lines().map(|line| width_of(line).div_ceil(columns.max(1)).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_steer_the_terminal() {
        assert_eq!(shown("a\u{1b}[2J\nb"), "a\\u{1b}[2J b");
    }

    #[test]
    fn joined_characters_are_not_cut() {
        let family = "👩\u{200d}👩\u{200d}👧";
        for (words, width, expected) in [
            ("harbor", 6, "harbor"),
            ("harbor", 5, "harb…"),
            ("ab 港湾検索", 6, "ab 港…"),
            (&format!("ab{family}cde"), 5, &format!("ab{family}…")),
            (&format!("ab{family}cde"), 4, "ab…"),
            ("abe\u{301}cde", 4, "abe\u{301}…"),
            ("آب\u{200c}رسانی", 5, "آب\u{200c}رس…"),
            ("ab👍🏽cd", 4, "ab…"),
        ] {
            assert_eq!(cut(words, width), expected, "{words} {width}");
        }
    }

    #[test]
    fn a_long_line_continues_below_its_words_and_no_word_or_command_is_divided() {
        let command =
            format!("    {COMMAND}engage set belief=\"WHAT THEY NEED\"   # then go on to the next{COMMAND:#}");
        let fits = |text: &str| unstyled(&fitted(text, Some(24)));
        for (text, expected) in [
            ("a line that is a little longer", "a line that is a little\nlonger"),
            ("  goal: a line that is longer\n", "  goal: a line that is\n    longer\n"),
            ("error: a line that is long", "error: a line that is\n  long"),
            ("a https://example.org/a/very/long/path b", "a\nhttps://example.org/a/very/long/path\nb"),
            ("港湾の検索システムを見直す。そして", "港湾の検索システムを見直\nす。そして"),
            ("now type `engage status` or so", "now type `engage status`\nor so"),
            ("hint: engage set a=\"b, c d e f\", or not", "hint:\n  engage set a=\"b, c d e f\",\n  or not"),
            ("engage a  # or: engage b c d e", "engage a\n# or: engage b c d e"),
            (&command, "    engage set belief=\"WHAT THEY NEED\"\n      # then go on to\n      # the next"),
        ] {
            assert_eq!(fits(text), expected);
            assert_eq!(fitted(text, None), text);
        }
    }
}
