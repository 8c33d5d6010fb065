//! The lines of a debrief: headings, comments, items. What an item means is not asked here.
//!
//! An item begins at a line that stands no deeper than the item before it, bulleted or not, and goes
//! on in the deeper lines below. Under *note*, where people write paragraphs, a blank line ends it.
//! A short line without bullet and indentation that may be a heading and is none of ours holds back the lines below
//! it: they would be read as another thing.

use super::Problem;
use super::section::{Section, headings};

/// What begins a comment.
pub(super) const COMMENT: char = '%';

/// An item: its words without bullet and indentation, and the lines they stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) lines: Vec<usize>,
    pub(super) text: String,
}

/// A part of the buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// `day:` before the first heading, at a line.
    Day(usize, String),
    /// An item under a heading.
    Item(Section, Item),
    /// Lines that are not read: an item under no heading, or a heading that is none of ours with all below it.
    Not(Problem),
}

/// One line by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Nothing, a comment, or a rule.
    Blank,
    Heading(Section),
    /// A heading that is none of ours.
    Strange(&'a str),
    /// Anything else, and how deep it stands.
    Words(usize, &'a str),
}

/// Whether a line is a comment.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(COMMENT)
}

pub(super) fn classify(line: &str) -> Line<'_> {
    let is_rule = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '_' | '=' | '•' | '\u{feff}');
    if is_comment(line) || line.chars().all(is_rule) {
        return Line::Blank;
    }
    let words = line.trim();
    let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let is_marked = words.starts_with('#');
    let spaced = words.trim_start_matches('#').starts_with(char::is_whitespace);
    match Section::named(words) {
        Some(section) if is_marked || indent == 0 && unbulleted(words) == words => Line::Heading(section),
        None if is_marked && spaced => Line::Strange(words),
        _ => Line::Words(indent, words),
    }
}

/// The words of an item after `- `, `* `, `+ `, `• `, `1. ` or `1) `, and an empty box.
fn unbulleted(words: &str) -> &str {
    let numbered = || words.strip_prefix(|c: char| c.is_ascii_digit())?.strip_prefix(['.', ')']);
    let rest = words.strip_prefix(['-', '*', '+', '•']).or_else(numbered);
    let rest = rest.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start);
    rest.map_or(words, |rest| rest.strip_prefix("[ ] ").map_or(rest, str::trim_start))
}

/// Takes a buffer apart.
///
/// `is_name` says whether words are a name: a line of nothing but one and a colon begins what that person said or does.
pub(super) fn parts(text: &str, is_name: impl Fn(&str) -> bool) -> Vec<Part> {
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    let mut reader = Reader { parts: vec![], place: Place::Before, open: None, after_blank: false };
    for (at, line) in lines.iter().enumerate() {
        reader.line(at + 1, line, |reader, words| reader.may_be_heading(words, &lines[at + 1..], &is_name));
    }
    reader.parts
}

/// Whether words look like a heading: they are few, and end in a colon or are bold. `deeper_below`: the line may
/// begin an item.
fn is_doubtful(words: &str, section: Section, deeper_below: bool) -> bool {
    let is_short = words.split_whitespace().count() <= 5 && words.chars().count() <= 40;
    let takes_names = matches!(section, Section::People | Section::Said | Section::Owed);
    let ends = words.ends_with(':') && !(takes_names && deeper_below);
    is_short && (ends || words.starts_with("**") && words.ends_with("**"))
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Under(Section),
    Astray,
}

/// What is read so far: the last part is the item that may go on, where `open` says how deep it stands.
struct Reader {
    parts: Vec<Part>,
    place: Place,
    open: Option<usize>,
    after_blank: bool,
}

impl Reader {
    /// Whether words under a heading may be one themselves, and are none of ours.
    fn may_be_heading(&self, words: &str, next: &[&str], is_name: impl Fn(&str) -> bool) -> bool {
        let Place::Under(section) = self.place else { return false };
        let is_first = !matches!(self.parts.last(), Some(Part::Item(last, _)) if *last == section);
        let goes_on = section == Section::Note && !self.after_blank && !is_first;
        let is_item = goes_on || unbulleted(words) != words || words.strip_suffix(':').is_some_and(is_name);
        let below = next.iter().map(|line| classify(line)).find(|line| *line != Line::Blank);
        !is_item && is_doubtful(words, section, matches!(below, Some(Line::Words(1.., _))))
    }

    fn line(&mut self, number: usize, line: &str, may_be_heading: impl Fn(&Self, &str) -> bool) {
        match classify(line) {
            Line::Blank => self.after_blank |= !is_comment(line),
            Line::Heading(section) => (self.place, self.open) = (Place::Under(section), None),
            Line::Strange(heading) => {
                self.goes_astray(number, format!("`{heading}` is not a heading of a debrief"), headings());
            }
            Line::Words(0, words) if may_be_heading(self, words) => {
                let why = format!("is `{words}` a heading? with the lines below it, it was not read");
                self.goes_astray(number, why, format!("{}; `- {words}` where it is none", headings()));
                self.after_blank = false;
            }
            Line::Words(indent, words) => {
                if self.is_day(number, words) {
                    self.open = None;
                } else if self.goes_on(indent, unbulleted(words) != words) {
                    self.go_on(number, words);
                } else {
                    self.begin(indent, Item { lines: vec![number], text: unbulleted(words).to_owned() });
                }
                self.after_blank = false;
            }
        }
    }

    /// Holds back what stands below a heading that is none of ours.
    fn goes_astray(&mut self, number: usize, why: String, form: String) {
        (self.place, self.open) = (Place::Astray, None);
        self.parts.push(Part::Not(Problem::new(vec![number], why, form)));
    }

    /// Takes a line as the day of the debrief, where it is that.
    fn is_day(&mut self, number: usize, words: &str) -> bool {
        let Some((key, day)) = words.split_once(':').filter(|_| self.place == Place::Before) else { return false };
        let is_day = matches!(key.trim().to_lowercase().as_str(), "day" | "date");
        if is_day {
            self.parts.push(Part::Day(number, day.trim().to_owned()));
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

    fn begin(&mut self, indent: usize, item: Item) {
        self.open = Some(indent);
        self.parts.push(match self.place {
            Place::Under(section) => Part::Item(section, item),
            _ => Part::Not(Problem::new(item.lines, "it stands under no heading", headings())),
        });
    }

    fn go_on(&mut self, number: usize, words: &str) {
        match self.parts.last_mut() {
            Some(Part::Item(section, item)) => {
                item.lines.push(number);
                let (join, words) = if section.keeps_lines() { ("\n", words) } else { (" ", unbulleted(words)) };
                item.text.extend([join, words]);
            }
            Some(Part::Not(problem)) => problem.lines.push(number),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Part> {
        super::parts(text, |words| words.starts_with("Ana"))
    }

    fn items(text: &str) -> Vec<(Vec<usize>, String)> {
        let parts = parts(text).into_iter();
        parts
            .filter_map(|part| match part {
                Part::Item(_, item) => Some((item.lines, item.text)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn an_item_goes_on_in_deeper_lines_and_ends_at_the_next_that_is_none() {
        let text = "keep\none\n  and more\n\n   and more\ntwo\n- three\n  - its part\n* four\n";
        let want: [(&[usize], &str); 4] =
            [(&[2, 3, 5], "one and more and more"), (&[6], "two"), (&[7, 8], "three its part"), (&[9], "four")];
        assert_eq!(items(text), want.map(|(lines, text)| (lines.to_vec(), text.to_owned())));
    }

    #[test]
    fn a_block_that_is_indented_as_a_whole_is_a_list_all_the_same() {
        let want = [(vec![2], "one".to_owned()), (vec![3], "two".to_owned())];
        assert_eq!(items("## keep\n\tone\n\ttwo\n"), want);
    }

    #[test]
    fn a_note_is_a_paragraph() {
        let text = "## note\none\ngoes on\n\n  two\n- three\n";
        let want = [(vec![2, 3], "one\ngoes on"), (vec![5], "two"), (vec![6], "three")];
        assert_eq!(items(text), want.map(|(lines, text)| (lines, text.to_owned())));
    }

    #[test]
    fn comments_blanks_and_rules_are_not_read() {
        assert_eq!(parts("\u{feff}\n% help\n  %! why\n---\n-\n***\r\n"), []);
    }

    #[test]
    fn the_day_stands_before_the_headings_only() {
        assert_eq!(parts("Date: yesterday\n"), [Part::Day(1, "yesterday".into())]);
        assert_eq!(items("## keep\nday: long\n"), [(vec![2], "day: long".to_owned())]);
    }

    #[test]
    fn what_stands_under_no_heading_or_a_strange_one_keeps_its_lines() {
        let not = |lines: Vec<usize>, why: &str| Part::Not(Problem::new(lines, why, headings()));
        assert_eq!(parts("lost\n  and more\n"), [not(vec![1, 2], "it stands under no heading")]);
        let why = "`## lunch` is not a heading of a debrief";
        assert_eq!(parts("## lunch\n\nsoup\n## keep\n"), [not(vec![1, 3], why)]);
    }

    #[test]
    fn a_line_that_may_be_a_heading_holds_back_what_is_below_it() {
        let doubtful = |line: &str, lines: Vec<usize>| {
            let why = format!("is `{line}` a heading? with the lines below it, it was not read");
            Part::Not(Problem::new(lines, why, format!("{}; `- {line}` where it is none", headings())))
        };
        let item = |line: usize, text: &str| Part::Item(Section::Keep, Item { lines: vec![line], text: text.into() });
        for (text, want) in [
            (
                "keep\na77\nActions next:\nb77\n## keep\nc\n",
                vec![item(2, "a77"), doubtful("Actions next:", vec![3, 4]), item(6, "c")],
            ),
            ("keep\n\na77\n\nb77\n", vec![item(3, "a77"), item(5, "b77")]),
            ("keep\n- a77\n\n- What hurts\n\n- b77:\n", vec![item(2, "a77"), item(4, "What hurts"), item(6, "b77:")]),
        ] {
            assert_eq!(parts(text), want, "{text}");
        }
        assert_eq!(parts("said\nWhat hurts:\nx\n"), [doubtful("What hurts:", vec![2, 3])]);
        assert_eq!(
            items("said\nAna:\nJo Lund:\n  x\n"),
            [(vec![2], "Ana:".into()), (vec![3, 4], "Jo Lund:\nx".into())]
        );
    }

    #[test]
    fn a_short_line_that_looks_like_a_heading_is_doubtful() {
        for words in ["What hurts:", "Actions next:", "**What hurts**"] {
            assert!(is_doubtful(words, Section::Keep, false), "{words}");
        }
        for words in
            ["the plug", "the rehearsal: Ana had seen it", "it ran offline because we had tried it:", "OCR, 45"]
        {
            assert!(!is_doubtful(words, Section::Keep, false), "{words}");
        }
        assert!(!is_doubtful("Jo Lund:", Section::Said, true));
    }

    #[test]
    fn bullets_and_boxes_are_no_words_but_a_number_or_a_dash_in_words_is() {
        for (line, bare) in [
            ("- a", "a"),
            ("* a", "a"),
            ("1. a", "a"),
            ("2) a", "a"),
            ("- [ ] a", "a"),
            ("-5 degrees", "-5 degrees"),
            ("20. March", "20. March"),
            ("#1 a", "#1 a"),
        ] {
            assert_eq!(items(&format!("## keep\n{line}\n")), [(vec![2], bare.to_owned())], "{line}");
        }
    }
}
