//! The headings of a debrief: their names, what is forgiven of them, and the form of their lines.

use super::{Known, Values, brought, decided, keep, note, owed, present, said, spent, tried};
use crate::model::record::{Kind, LessonKind};
use crate::model::words;

/// A heading, and so how the lines below it are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who takes part.
    People,
    /// What people said.
    Said,
    /// What was agreed.
    Decided,
    /// What went well.
    Keep,
    /// What to do better.
    Change,
    /// What was tried.
    Tried,
    /// Money.
    Spent,
    /// What was taken home.
    Brought,
    /// Actions.
    Owed,
    /// Anything else.
    Note,
}

/// What a heading goes by; the rows stand in the order of the headings.
struct Row {
    /// Its name in the buffer, then what else is understood; small letters.
    names: &'static [&'static str],
    /// The form of a line below it, by an example.
    form: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        names: &["people", "new people", "who was there", "who took part", "participants", "attendees"],
        form: "Jo Lund, sponsor, jo@port.example, +44 20 7946 0000; or Kim Berg, ours",
    },
    Row {
        names: &["said", "say", "feedback", "what they said", "they said", "voices", "quotes"],
        form: "Name: what they said, impression 4 enthusiasm 5 (or 4/5), valuable",
    },
    Row {
        names: &["decided", "decisions", "decision", "agreed", "what we decided", "we decided"],
        form: "what was decided (Name, Name) instead of what else because why",
    },
    Row {
        names: &["keep", "keeps", "kept", "to keep", "sustain", "went well", "what went well", "wins"],
        form: "what went well: why",
    },
    Row {
        names: &["change", "changes", "to change", "improve", "improvements", "what went wrong", "issues"],
        form: "what to change: what to do about it; or mistake: what went wrong: what to do about it",
    },
    Row {
        names: &["tried", "try", "what we tried", "approaches", "approach"],
        form: "what was tried: worked, partly, failed or abandoned, why",
    },
    Row {
        names: &["spent", "spend", "spending", "costs", "cost", "expenses", "expense", "money"],
        form: "taxi to the port, 45.50 EUR travel",
    },
    Row {
        names: &["brought home", "brought", "taken home", "took home", "artifacts", "artifact", "artefacts"],
        form: "search log, data at vault/aldmouth cleared by Name",
    },
    Row {
        names: &["who does what by when", "actions", "action items", "todo", "to do", "next steps"],
        form: "Name: what they do by Friday",
    },
    Row { names: &["note", "notes", "remarks", "anything else"], form: "a paragraph of at most 500 characters" },
];

impl Section {
    /// The headings that a fresh buffer has, in order.
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Said,
        Self::Decided,
        Self::Keep,
        Self::Change,
        Self::Tried,
        Self::Spent,
        Self::Brought,
        Self::Owed,
        Self::Note,
    ];

    /// The heading that words name, whatever their case, marks and a colon at the end aside.
    pub fn named(words: &str) -> Option<Self> {
        let plain = plain(words);
        Self::ALL.into_iter().find(|section| section.row().names.contains(&plain.as_str()))
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        self.row().names[0]
    }

    /// The form of a line below it.
    pub fn form(self) -> &'static str {
        self.row().form
    }

    /// Whether the lines of an item are kept apart: words that people said, and notes.
    pub(super) fn keeps_lines(self) -> bool {
        matches!(self, Self::Said | Self::Note)
    }

    /// One item as a record; none where it is only the start of one that was left blank.
    pub(super) fn read(self, text: &str, known: &Known) -> Result<Option<(Kind, Values)>, String> {
        let (kind, values) = match self {
            Self::People => (Kind::Person, present::read(text, known)?),
            Self::Said => match said::read(text, known)? {
                Some(values) => (Kind::Feedback, values),
                None => return Ok(None),
            },
            Self::Decided => (Kind::Decision, decided::read(text, known)?),
            Self::Keep => (Kind::Lesson, keep::read(text, LessonKind::Sustain)?),
            Self::Change => (Kind::Lesson, keep::read(text, LessonKind::Improve)?),
            Self::Tried => (Kind::Approach, tried::read(text)?),
            Self::Spent => (Kind::Spend, spent::read(text, known.currency)?),
            Self::Brought => (Kind::Artifact, brought::read(text, known)?),
            Self::Owed => (Kind::Action, owed::read(text, known)?),
            Self::Note => (Kind::Note, note::read(text)?),
        };
        Ok(Some((kind, values)))
    }
}

/// The words of a heading without what dresses it.
fn plain(words: &str) -> String {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | ':' | '*' | '_'));
    bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// All headings, for a message.
pub(super) fn headings() -> String {
    let titles: Vec<_> = Section::ALL.iter().map(|section| format!("## {}", section.title())).collect();
    words::or_list(&titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_stands_at_its_heading_and_no_name_means_two() {
        let mut names: Vec<_> = ROWS.iter().flat_map(|row| row.names).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert_eq!(ROWS.len(), Section::ALL.len());
        for (at, section) in Section::ALL.into_iter().enumerate() {
            assert_eq!(section as usize, at, "{}", section.title());
            assert_eq!(Section::named(section.title()), Some(section));
        }
    }

    #[test]
    fn a_heading_is_known_in_any_case_and_dress() {
        for words in ["## said", "SAID:", "# Said #", "**Said**", "##said", "  feedback :", "What  they said"] {
            assert_eq!(Section::named(words), Some(Section::Said), "{words}");
        }
        for words in ["Who does WHAT by when", "## Actions", "to do:", "next steps"] {
            assert_eq!(Section::named(words), Some(Section::Owed), "{words}");
        }
        for words in ["To change", "improvements:", "What went wrong", "Issues"] {
            assert_eq!(Section::named(words), Some(Section::Change), "{words}");
        }
        assert_eq!(Section::named("said what"), None);
        assert_eq!(Section::named("Improvments"), None);
    }
}
