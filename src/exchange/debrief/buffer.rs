//! The lines of a debrief: headings, comments, items. Items are interpreted elsewhere.
//!
//! An item begins at a line that is indented no deeper than the item before it, with or without a bullet, and continues
//! on the deeper lines below. Under *note*, where people write paragraphs, a blank line ends it.
//! The lines below an unknown heading, that is a short line without bullet and indentation, are held back:
//! they could be read as the wrong kind of item.

use super::Problem;
use super::section::{Section, headings};

/// The character that begins a comment.
pub(super) const COMMENT: char = '%';

/// An item: its words without bullet and indentation, and its line numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BufferItem {
    pub(super) lines: Vec<usize>,
    pub(super) text: String,
}

/// A part of the buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BufferPart {
    /// `day:` before the first heading, at a line.
    Day(usize, String),
    /// An item under a heading.
    Item(Section, BufferItem),
    /// Lines that are not read: an item without a heading, or an unknown heading with all lines below it.
    Not(Problem),
}

/// A single line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BufferLine<'a> {
    /// A blank line, a comment, or a rule.
    Blank,
    Heading(Section),
    /// An unknown heading.
    Strange(&'a str),
    /// Anything else, and its indentation.
    Words(usize, &'a str),
}

/// Whether a line is a comment.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(COMMENT)
}

pub(super) fn classify(line: &str) -> BufferLine<'_> {
    let is_rule = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '_' | '=' | '•' | '\u{feff}');
    if is_comment(line) || line.chars().all(is_rule) {
        return BufferLine::Blank;
    }
    let words = line.trim();
    let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let is_marked = words.starts_with('#');
    let spaced = words.trim_start_matches('#').starts_with(char::is_whitespace);
    match Section::named(words) {
        Some(section) if is_marked || indent == 0 && unbulleted(words) == words => BufferLine::Heading(section),
        None if is_marked && spaced => BufferLine::Strange(words),
        _ => BufferLine::Words(indent, words),
    }
}

/// The words of an item after `- `, `* `, `+ `, `• `, `1. ` or `1) `, and an empty checkbox.
fn unbulleted(words: &str) -> &str {
    let numbered = || words.strip_prefix(|c: char| c.is_ascii_digit())?.strip_prefix(['.', ')']);
    let rest = words.strip_prefix(['-', '*', '+', '•']).or_else(numbered);
    let rest = rest.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start);
    rest.map_or(words, |rest| rest.strip_prefix("[ ] ").map_or(rest, str::trim_start))
}

/// Splits a buffer into parts.
///
/// `is_name` tells whether words are a name: a line with only a name and a colon begins that person's items.
pub(super) fn parts(text: &str, is_name: impl Fn(&str) -> bool) -> Vec<BufferPart> {
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    let mut reader = Reader { parts: vec![], place: Place::Before, open: None, after_blank: false };
    for (at, line) in lines.iter().enumerate() {
        reader.line(at + 1, line, |reader, words| reader.may_be_heading(words, &lines[at + 1..], &is_name));
    }
    reader.parts
}

/// Whether words look like a heading: few words that end in a colon or are bold. `deeper_below`: the line may
/// begin an item.
fn is_doubtful(words: &str, section: Section, deeper_below: bool) -> bool {
    let is_short = words.split_whitespace().count() <= 5 && words.chars().count() <= 40;
    let takes_names = matches!(section, Section::People | Section::Feedback | Section::Actions);
    let ends = words.ends_with(':') && !(takes_names && deeper_below);
    is_short && (ends || words.starts_with("**") && words.ends_with("**"))
}

/// The position of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Under(Section),
    Astray,
}

/// The parts read so far: the last part is the item that may continue, and `open` is its indentation.
struct Reader {
    parts: Vec<BufferPart>,
    place: Place,
    open: Option<usize>,
    after_blank: bool,
}

impl Reader {
    /// Whether words under a heading may be an unknown heading themselves.
    fn may_be_heading(&self, words: &str, next: &[&str], is_name: impl Fn(&str) -> bool) -> bool {
        let Place::Under(section) = self.place else { return false };
        let is_first = !matches!(self.parts.last(), Some(BufferPart::Item(last, _)) if *last == section);
        let goes_on = section == Section::Note && !self.after_blank && !is_first;
        let is_item = goes_on || unbulleted(words) != words || words.strip_suffix(':').is_some_and(is_name);
        let below = next.iter().map(|line| classify(line)).find(|line| *line != BufferLine::Blank);
        !is_item && is_doubtful(words, section, matches!(below, Some(BufferLine::Words(1.., _))))
    }

    fn line(&mut self, number: usize, line: &str, may_be_heading: impl Fn(&Self, &str) -> bool) {
        match classify(line) {
            BufferLine::Blank => self.after_blank |= !is_comment(line),
            BufferLine::Heading(section) => (self.place, self.open) = (Place::Under(section), None),
            BufferLine::Strange(heading) => {
                self.goes_astray(number, format!("`{heading}` is not a heading of a debrief"), headings());
            }
            BufferLine::Words(0, words) if may_be_heading(self, words) => {
                let why = format!("`{words}` looks like a heading; the lines below it were not read");
                self.goes_astray(number, why, format!("{}; if it is not a heading, write `- {words}`", headings()));
                self.after_blank = false;
            }
            BufferLine::Words(indent, words) => {
                if self.is_day(number, words) {
                    self.open = None;
                } else if self.goes_on(indent, unbulleted(words) != words) {
                    self.go_on(number, words);
                } else {
                    self.begin(indent, BufferItem { lines: vec![number], text: unbulleted(words).to_owned() });
                }
                self.after_blank = false;
            }
        }
    }

    /// Holds back the lines below an unknown heading.
    fn goes_astray(&mut self, number: usize, why: String, form: String) {
        (self.place, self.open) = (Place::Astray, None);
        self.parts.push(BufferPart::Not(Problem::new(vec![number], why, form)));
    }

    /// Takes a line as the day of the debrief, if it is one.
    fn is_day(&mut self, number: usize, words: &str) -> bool {
        let Some((key, day)) = words.split_once(':').filter(|_| self.place == Place::Before) else { return false };
        let is_day = matches!(key.trim().to_lowercase().as_str(), "day" | "date");
        if is_day {
            self.parts.push(BufferPart::Day(number, day.trim().to_owned()));
        }
        is_day
    }

    fn goes_on(&self, indent: usize, bulleted: bool) -> bool {
        let is_deeper = self.open.is_some_and(|depth| indent > depth);
        match self.place {
            Place::Astray => true,
            Place::Under(Section::Note) => self.open.is_some() && !self.after_blank && (!bulleted || is_deeper),
            _ => is_deeper,
        }
    }

    fn begin(&mut self, indent: usize, item: BufferItem) {
        self.open = Some(indent);
        self.parts.push(match self.place {
            Place::Under(section) => BufferPart::Item(section, item),
            _ => BufferPart::Not(Problem::new(item.lines, "the line is not under a heading", headings())),
        });
    }

    fn go_on(&mut self, number: usize, words: &str) {
        match self.parts.last_mut() {
            Some(BufferPart::Item(section, item)) => {
                item.lines.push(number);
                let (join, words) = if section.keeps_lines() { ("\n", words) } else { (" ", unbulleted(words)) };
                item.text.extend([join, words]);
            }
            Some(BufferPart::Not(problem)) => problem.lines.push(number),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<BufferPart> {
        super::parts(text, |words| words.starts_with("Ana"))
    }

    /// The items as `its lines: its text`, in sequence.
    fn items(text: &str) -> String {
        let items = parts(text).into_iter().filter_map(|part| match part {
            BufferPart::Item(_, item) => Some(format!("{:?} {}", item.lines, item.text)),
            _ => None,
        });
        items.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn an_item_is_a_line_with_the_deeper_ones_below_and_a_note_a_paragraph() {
        for (text, expected) in [
            ("keep\none\n  and more\n\n   and more\ntwo\n", "[2, 3, 5] one and more and more; [6] two"),
            ("keep\n- three\n  - its part\n* four\n", "[2, 3] three its part; [4] four"),
            ("## keep\n\tone\n\ttwo\n", "[2] one; [3] two"),
            ("## note\none\ngoes on\n\n  two\n- three\n", "[2, 3] one\ngoes on; [5] two; [6] three"),
            ("## keep\nday: long\n", "[2] day: long"),
            ("said\nAna:\nJo Lund:\n  x\n", "[2] Ana:; [3, 4] Jo Lund:\nx"),
            ("keep\n* a\n1. b\n2) c\n- [ ] d\n", "[2] a; [3] b; [4] c; [5] d"),
            ("keep\n-5 degrees\n20. March\n#1 a\n", "[2] -5 degrees; [3] 20. March; [4] #1 a"),
            ("keep\n\na77\n\nb77\n", "[3] a77; [5] b77"),
            ("keep\n- a77\n\n- What hurts\n\n- b77:\n", "[2] a77; [4] What hurts; [6] b77:"),
        ] {
            assert_eq!(items(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_blanks_and_rules_are_not_read_and_the_day_comes_before_the_headings() {
        assert_eq!(parts("\u{feff}\n% help\n  %! why\n---\n-\n***\r\n"), []);
        assert_eq!(parts("Date: yesterday\n"), [BufferPart::Day(1, "yesterday".into())]);
    }

    #[test]
    fn a_line_under_no_heading_or_an_unknown_one_keeps_its_lines() {
        let not = |lines: Vec<usize>, why: &str| BufferPart::Not(Problem::new(lines, why, headings()));
        assert_eq!(parts("lost\n  and more\n"), [not(vec![1, 2], "the line is not under a heading")]);
        let why = "`## lunch` is not a heading of a debrief";
        assert_eq!(parts("## lunch\n\nsoup\n## keep\n"), [not(vec![1, 3], why)]);
    }

    #[test]
    fn a_line_that_may_be_a_heading_holds_back_the_lines_below_it() {
        let doubtful = |line: &str, lines: Vec<usize>| {
            let why = format!("`{line}` looks like a heading; the lines below it were not read");
            BufferPart::Not(Problem::new(
                lines,
                why,
                format!("{}; if it is not a heading, write `- {line}`", headings()),
            ))
        };
        assert_eq!(parts("said\nWhat hurts:\nx\n"), [doubtful("What hurts:", vec![2, 3])]);
        let text = "keep\na77\nActions next:\nb77\n## keep\nc\n";
        assert_eq!((items(text).as_str(), &parts(text)[1]), ("[2] a77; [6] c", &doubtful("Actions next:", vec![3, 4])));
        let is_doubtful = |words: &&str| super::is_doubtful(words, Section::Keep, false);
        assert!(["What hurts:", "Actions next:", "**What hurts**"].iter().all(is_doubtful));
        let plain =
            ["the plug", "the rehearsal: Ana had seen it", "it ran offline because we had tried it:", "OCR, 45"];
        assert!(!plain.iter().any(is_doubtful) && !super::is_doubtful("Jo Lund:", Section::Feedback, true));
    }
}
