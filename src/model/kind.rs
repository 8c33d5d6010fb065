//! The kinds of record and of outcome: the word and the folder of each.

use super::field::choice;
use super::step::Step;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $word:literal in $folder:literal from $step:ident,)+) => {
        /// The kinds of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = $doc])+ $kind),+ }

        impl Kind {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];
            /// The word for one, as in `engage add WORD`.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }
            /// The folder it is kept in.
            pub const fn folder(self) -> &'static str {
                match self { $(Self::$kind => $folder),+ }
            }
            /// What it is, one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$kind => super::field::line(&[$($doc),+])),+ }
            }
            /// The first step in which such a record makes sense.
            pub const fn first_step(self) -> Step {
                match self { $(Self::$kind => Step::$step),+ }
            }
        }
    };
}

kinds! {
    /// A person who takes part.
    Person = "person" in "people" from Hypothesis,
    /// A requirement: what the customer needs from the solution.
    Requirement = "requirement" in "requirements" from Validate,
    /// A goal that both sides committed to.
    Goal = "goal" in "goals" from Select,
    /// A signature, with the promise as signed.
    Signoff = "signoff" in "signoffs" from Select,
    /// Feedback: what someone said, with impression and enthusiasm.
    Feedback = "feedback" in "feedback" from Demo,
    /// Money or hours spent; a refund is negative.
    Spend = "spend" in "spend" from Hypothesis,
    /// A lesson: sustain, improve or mistake.
    Lesson = "lesson" in "lessons" from Onsite,
    /// An action: who does what by when.
    Action = "action" in "actions" from Hypothesis,
    /// A decision: what was agreed, when and by whom.
    Decision = "decision" in "decisions" from Hypothesis,
    /// An artifact: material brought back from a site.
    Artifact = "artifact" in "artifacts" from Onsite,
    /// An approach: what was tried, and its result.
    Approach = "approach" in "approaches" from Dev,
    /// A short note, at most 500 characters.
    Note = "note" in "notes" from Hypothesis,
}

impl Kind {
    /// The kind kept in a folder.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.folder() == folder)
    }

    /// The kind with a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

choice! {
    /// What happened to the engagement.
    pub enum OutcomeKind {
        /// It was completed.
        Completed = "completed",
        /// It was called off.
        CalledOff = "called-off",
        /// It was reopened.
        Reopened = "reopened",
    }
}

impl OutcomeKind {
    /// Whether the engagement is open after it.
    pub fn is_open(self) -> bool {
        self == Self::Reopened
    }

    /// What happened, in words.
    pub fn in_words(self) -> &'static str {
        if self == Self::CalledOff { "called off" } else { self.word() }
    }
}
