//! The headings of a debrief: their names, accepted variants, and the form of their lines.

use super::{Background, Values, actions, brought, decided, feedback, keep, present, spent, tried};
use crate::model::record::{Brief, Kind, LessonKind};
use crate::model::text::one_line;
use crate::model::words;

/// A heading, which decides how the lines below it are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// People who take part.
    People,
    /// Feedback.
    Feedback,
    /// Decisions.
    Decided,
    /// What went well.
    Keep,
    /// What to improve.
    Change,
    /// What went wrong.
    Mistakes,
    /// Lessons that name their own kind.
    Lessons,
    /// What was tried.
    Tried,
    /// Money.
    Spent,
    /// What was brought home.
    Brought,
    /// Actions.
    Actions,
    /// Anything else.
    Note,
}

impl Section {
    /// The headings of a new buffer, in order.
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Feedback,
        Self::Decided,
        Self::Keep,
        Self::Change,
        Self::Tried,
        Self::Spent,
        Self::Brought,
        Self::Actions,
        Self::Note,
    ];

    /// The heading with this name, ignoring case, marks and a final colon.
    pub fn named(words: &str) -> Option<Self> {
        let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | ':' | '*' | '_'));
        let plain = one_line(bare).to_lowercase();
        let mut all = Self::ALL.into_iter().chain([Self::Mistakes, Self::Lessons]);
        all.find(|section| section.names().any(|name| name == plain))
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        self.names().next().unwrap_or_default()
    }

    /// Its name in the buffer, then its variants, in lower case.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Self::People => "people, new people, who was there, who took part, participants, attendees",
            Self::Feedback => "said, say, feedback, what they said, they said, voices, quotes",
            Self::Decided => "decided, decisions, decision, agreed, what we decided, we decided",
            Self::Keep => "keep, keeps, kept, to keep, sustain, went well, what went well, wins",
            Self::Change => {
                "change, changes, to change, improve, to improve, improvements, went wrong, what went wrong, \
                 went badly, what went badly, did not go well, what did not go well, issues"
            }
            Self::Mistakes => "mistakes, mistake",
            Self::Lessons => "lessons, lesson, lessons learned, learned",
            Self::Tried => "tried, try, what we tried, approaches, approach",
            Self::Spent => "spent, spend, spending, costs, cost, expenses, expense, money",
            Self::Brought => {
                "brought home, brought back, brought, taken home, took home, artifacts, artifact, artefacts"
            }
            Self::Actions => {
                "who does what by when, who does what, who what when, actions, action, action items, \
                 todo, todos, to do, next steps"
            }
            Self::Note => "note, notes, remarks, anything else",
        };
        names.split(", ")
    }

    /// An example of a line below it.
    pub fn form(self) -> &'static str {
        match self {
            Self::People => "Jo Lund, sponsor, jo@port.example, +44 20 7946 0000; or Kim Berg, ours",
            Self::Feedback => "Name: what they said, impression 4 enthusiasm 5, valuable",
            Self::Decided => "what was decided (Name, Name) instead of what else because why",
            Self::Keep => "what went well: why",
            Self::Change => "what to change: what to do about it; or mistake: what went wrong: what to do about it",
            Self::Mistakes => "what went wrong: what to do about it",
            Self::Lessons => "keep: what went well; change: what: what to do about it; or mistake: what went wrong",
            Self::Tried => "what was tried: worked, partly, failed or abandoned, why",
            Self::Spent => "what was paid for, 45.50 EUR travel",
            Self::Brought => "search log, data at vault/aldmouth cleared by Name",
            Self::Actions => "Name: what they do by Friday",
            Self::Note => "a paragraph of at most 500 characters",
        }
    }

    /// Whether line breaks within an item are kept: in quotes and notes.
    pub(super) fn keeps_lines(self) -> bool {
        matches!(self, Self::Feedback | Self::Note)
    }

    /// One item as a record; without values if it is a prefilled line that was left blank.
    pub(super) fn read(self, text: &str, known: &Background) -> Result<(Kind, Values), String> {
        Ok(match self {
            Self::People => (Kind::Person, present::read(text, known)?),
            Self::Feedback => (Kind::Feedback, feedback::read(text, known)?),
            Self::Decided => (Kind::Decision, decided::read(text, known)?),
            Self::Keep => (Kind::Lesson, keep::read(text, Some(LessonKind::Sustain))?),
            Self::Change => (Kind::Lesson, keep::read(text, Some(LessonKind::Improve))?),
            Self::Mistakes => (Kind::Lesson, keep::read(text, Some(LessonKind::Mistake))?),
            Self::Lessons => (Kind::Lesson, keep::read(text, None)?),
            Self::Tried => (Kind::Approach, tried::read(text)?),
            Self::Spent => (Kind::Spend, spent::read(text, known.currency)?),
            Self::Brought => (Kind::Artifact, brought::read(text, known)?),
            Self::Actions => (Kind::Action, actions::read(text, known)?),
            Self::Note => text.parse::<Brief>().map(|_| (Kind::Note, vec![("text", text.to_owned())]))?,
        })
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
    use crate::exchange::debrief::fixture::{one, read};

    #[test]
    fn no_name_means_two_headings() {
        let all = || Section::ALL.into_iter().chain([Section::Mistakes, Section::Lessons]);
        let mut names: Vec<_> = all().flat_map(Section::names).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        for section in all() {
            assert_eq!(Section::named(section.title()), Some(section));
        }
    }

    #[test]
    fn a_heading_is_known_in_any_case_and_form() {
        for (section, all) in [
            (Some(Section::Feedback), "## said|SAID:|# Said #|**Said**|##said|  feedback :|What  they said"),
            (Some(Section::Actions), "Who does WHAT by when|## Actions|to do:|next steps"),
            (Some(Section::Change), "To improve|improvements:|What went badly|what did not go well|Issues"),
            (None, "said what|Improvments"),
        ] {
            for words in all.split('|') {
                assert_eq!(Section::named(words), section, "{words}");
            }
        }
    }

    #[test]
    fn a_note_is_a_paragraph_with_its_lines() {
        assert_eq!(one("note", "one\ntwo: three"), "text=one\ntwo: three");
        assert_eq!(read("## notes\none\n\ntwo\n").facts.len(), 2);
        let why = "? the note has 501 characters, more than the limit of 500; shorten it or split it";
        assert_eq!(one("note", &"x".repeat(501)), why);
    }
}
