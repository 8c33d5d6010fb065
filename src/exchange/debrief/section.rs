//! The headings of a debrief: their names, what is forgiven of them, and the form of their lines.

use super::{Known, Values, brought, decided, keep, owed, present, said, spent, tried};
use crate::model::record::{Brief, Kind, LessonKind};
use crate::model::text::one_line;
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
    /// What went wrong.
    Mistakes,
    /// Lessons that say themselves which they are.
    Lessons,
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

/// What a heading goes by.
struct Row {
    section: Section,
    /// Its name in the buffer, then what else is understood; small letters, a comma between.
    names: &'static str,
    /// The form of a line below it, by an example.
    form: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        section: Section::People,
        names: "people, new people, who was there, who took part, participants, attendees",
        form: "Jo Lund, sponsor, jo@port.example, +44 20 7946 0000; or Kim Berg, ours",
    },
    Row {
        section: Section::Said,
        names: "said, say, feedback, what they said, they said, voices, quotes",
        form: "Name: what they said, impression 4 enthusiasm 5 (or 4/5), valuable",
    },
    Row {
        section: Section::Decided,
        names: "decided, decisions, decision, agreed, what we decided, we decided",
        form: "what was decided (Name, Name) instead of what else because why",
    },
    Row {
        section: Section::Keep,
        names: "keep, keeps, kept, to keep, sustain, went well, what went well, wins",
        form: "what went well: why",
    },
    Row {
        section: Section::Change,
        names: "change, changes, to change, improve, to improve, improvements, went wrong, what went wrong, \
                went badly, what went badly, did not go well, what did not go well, issues",
        form: "what to change: what to do about it; or mistake: what went wrong: what to do about it",
    },
    Row { section: Section::Mistakes, names: "mistakes, mistake", form: "what went wrong: what to do about it" },
    Row {
        section: Section::Lessons,
        names: "lessons, lesson, lessons learned, learned",
        form: "keep: what went well; change: what: what to do about it; or mistake: what went wrong",
    },
    Row {
        section: Section::Tried,
        names: "tried, try, what we tried, approaches, approach",
        form: "what was tried: worked, partly, failed or abandoned, why",
    },
    Row {
        section: Section::Spent,
        names: "spent, spend, spending, costs, cost, expenses, expense, money",
        form: "taxi to the port, 45.50 EUR travel",
    },
    Row {
        section: Section::Brought,
        names: "brought home, brought, taken home, took home, artifacts, artifact, artefacts",
        form: "search log, data at vault/aldmouth cleared by Name",
    },
    Row {
        section: Section::Owed,
        names: "who does what by when, who does what, who what when, actions, action, action items, \
                todo, todos, to do, next steps",
        form: "Name: what they do by Friday",
    },
    Row {
        section: Section::Note,
        names: "note, notes, remarks, anything else",
        form: "a paragraph of at most 500 characters",
    },
];

impl Row {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(", ")
    }
}

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
        let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | ':' | '*' | '_'));
        let plain = one_line(bare).to_lowercase();
        ROWS.iter().find(|row| row.names().any(|name| name == plain)).map(|row| row.section)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        self.row().names().next().unwrap_or_default()
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
            Self::Keep => (Kind::Lesson, keep::read(text, Some(LessonKind::Sustain))?),
            Self::Change => (Kind::Lesson, keep::read(text, Some(LessonKind::Improve))?),
            Self::Mistakes => (Kind::Lesson, keep::read(text, Some(LessonKind::Mistake))?),
            Self::Lessons => (Kind::Lesson, keep::read(text, None)?),
            Self::Tried => (Kind::Approach, tried::read(text)?),
            Self::Spent => (Kind::Spend, spent::read(text, known.currency)?),
            Self::Brought => (Kind::Artifact, brought::read(text, known)?),
            Self::Owed => (Kind::Action, owed::read(text, known)?),
            Self::Note => {
                text.parse::<Brief>()?;
                (Kind::Note, vec![("text", text.to_owned())])
            }
        };
        Ok(Some((kind, values)))
    }
}

/// All headings, for a message.
pub(super) fn headings() -> String {
    let titles: Vec<_> = Section::ALL.iter().map(|section| format!("## {}", section.title())).collect();
    words::or_list(&titles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::{one, read, values};

    #[test]
    fn each_row_stands_at_its_heading_and_no_name_means_two() {
        let mut names: Vec<_> = ROWS.iter().flat_map(Row::names).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(row.section as usize, at, "{}", row.names);
            assert_eq!(Section::named(row.section.title()), Some(row.section));
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
        for words in ["To improve", "improvements:", "What went badly", "what did not go well", "Issues"] {
            assert_eq!(Section::named(words), Some(Section::Change), "{words}");
        }
        assert_eq!(Section::named("said what"), None);
        assert_eq!(Section::named("Improvments"), None);
    }

    #[test]
    fn a_note_is_a_paragraph_with_its_lines() {
        assert_eq!(one("note", "one\ntwo: three"), Ok(values(&[("text", "one\ntwo: three")])));
        assert_eq!(read("## notes\none\n\ntwo\n").facts.len(), 2);
        let why = "the note has 501 characters: keep it to 500, or split it";
        assert_eq!(one("note", &"x".repeat(501)), Err(why.into()));
    }
}
