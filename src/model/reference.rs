//! How one record refers to another: `goals/find-a-report`, `cycle-1/06-demo`, `cycle-1/pace`.
//!
//! Spelling only; `store::layout` alone joins a reference to a path.

use std::fmt;

use super::field::{Shape, scalar};
use super::kind::{Kind, OutcomeKind};
use super::slug::Slug;
use super::step::Step;

/// One visit to a step: `cycle-1/06-demo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The pass through the nine steps, from 1.
    pub cycle: u32,
    /// The order of entries in the cycle, from 1.
    pub number: u32,
    /// The step visited.
    pub step: Step,
}

scalar!(EntryId, Shape::Reference, text, links, read);

impl EntryId {
    /// Its reference.
    pub fn reference(self) -> Reference {
        Reference::Entry(self)
    }

    /// The name inside its cycle: `06-demo`.
    pub fn name(self) -> String {
        format!("{:02}-{}", self.number, self.step)
    }

    /// The entry that `06-demo` names in a cycle; `006-demo` is not a valid name.
    pub fn in_cycle(cycle: u32, name: &str) -> Option<Self> {
        let (number, step) = numbered(name)?;
        Some(Self { cycle, number, step: step.parse().ok()? })
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        text.split_once('/')
            .and_then(|(folder, name)| Self::in_cycle(cycle_number(folder)?, name))
            .ok_or_else(|| format!("`{text}` is not the path of a step; use one such as cycle-1/06-demo"))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.pad(&format!("cycle-{}/{}", self.cycle, self.name()))
    }
}

/// The number in `cycle-12`; none in `cycle-012`.
pub fn cycle_number(folder: &str) -> Option<u32> {
    counting(folder.strip_prefix("cycle-")?, 1)
}

/// The number and the kind of `01-called-off`.
pub fn outcome_name(name: &str) -> Option<(u32, OutcomeKind)> {
    let (number, kind) = numbered(name)?;
    Some((number, kind.parse().ok()?))
}

/// The entry of `05-dev` or of its copy `05-dev-2` in a cycle's `forks/`.
pub fn entry_in_forks(cycle: u32, name: &str) -> Option<EntryId> {
    let copied = || {
        let (name, copy) = name.rsplit_once('-')?;
        counting(copy, 1).filter(|copy| *copy > 1).and_then(|_| EntryId::in_cycle(cycle, name))
    };
    EntryId::in_cycle(cycle, name).or_else(copied)
}

/// The highest number of a cycle, an entry or an outcome, which leaves room to count on.
const HIGHEST: u32 = 9_999;

/// The number and the rest of `06-demo`.
fn numbered(name: &str) -> Option<(u32, &str)> {
    let (digits, rest) = name.split_once('-')?;
    Some((counting(digits, 2)?, rest))
}

/// A number as `engage` writes it, in exactly one form: `06`, but neither `6` nor `006` at a width of 2.
fn counting(digits: &str, width: usize) -> Option<u32> {
    let number = digits.parse().ok().filter(|number| (1..=HIGHEST).contains(number))?;
    (format!("{number:0width$}") == digits).then_some(number)
}

/// Any record of an engagement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// `engagement`.
    Engagement,
    /// `cycle-1/06-demo`.
    Entry(EntryId),
    /// `cycle-1/pace`.
    Pace(u32),
    /// `goals/find-a-report`: kind and name.
    Record(Kind, String),
    /// `outcomes/01-called-off`.
    Outcome(u32, OutcomeKind),
}

scalar!(Reference, Shape::Reference, text, links, read);

impl From<EntryId> for Reference {
    fn from(entry: EntryId) -> Self {
        Self::Entry(entry)
    }
}

impl From<&Reference> for Reference {
    fn from(name: &Reference) -> Self {
        name.clone()
    }
}

impl Reference {
    /// The word of its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Engagement => "engagement",
            Self::Entry(entry) => entry.step.word(),
            Self::Pace(_) => "pace",
            Self::Record(kind, _) => kind.word(),
            Self::Outcome(..) => "outcome",
        }
    }

    /// Itself, like every scalar that names a record.
    fn reference(&self) -> Self {
        self.clone()
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        parse(text)
            .ok_or_else(|| format!("`{text}` is not a record; use its path, such as goals/NAME or cycle-1/06-demo"))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Engagement => out.pad("engagement"),
            Self::Entry(entry) => entry.fmt(out),
            Self::Pace(cycle) => out.pad(&format!("cycle-{cycle}/pace")),
            Self::Record(kind, name) => out.pad(&format!("{}/{name}", kind.folder())),
            Self::Outcome(number, kind) => out.pad(&format!("outcomes/{number:02}-{kind}")),
        }
    }
}

fn parse(text: &str) -> Option<Reference> {
    if text == "engagement" {
        return Some(Reference::Engagement);
    }
    let (folder, name) = text.split_once('/')?;
    if let Some(cycle) = cycle_number(folder) {
        return match name {
            "pace" => Some(Reference::Pace(cycle)),
            _ => EntryId::in_cycle(cycle, name).map(Reference::Entry),
        };
    }
    if folder == "outcomes" {
        return outcome_name(name).map(|(number, kind)| Reference::Outcome(number, kind));
    }
    name.parse::<Slug>().ok()?;
    Some(Reference::Record(Kind::of_folder(folder)?, name.to_owned()))
}

/// Someone in `people/`, by file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(Slug);

scalar!(PersonId, Shape::Person, plain, links, shown, read);

impl PersonId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The person's record.
    pub fn reference(&self) -> Reference {
        Reference::Record(Kind::Person, self.0.to_string())
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_: String| {
            format!("`{text}` is not a person's id; use the name of a file in people/, such as ana-ortiz")
        })
    }
}

impl From<Slug> for PersonId {
    fn from(slug: Slug) -> Self {
        Self(slug)
    }
}

/// A reference inside a record: its key and its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The dotted path of the key, list items from 1.
    pub key: String,
    /// The record it names.
    pub target: Reference,
}

/// Why an id cannot name an engagement: the name is already used for something else.
pub fn taken(id: &Slug, documents: &[&str]) -> Option<&'static str> {
    match id.as_str() {
        "outcomes" | "documents" | "engagement" | "pace" => Some("a kind of record"),
        id if Kind::ALL.iter().any(|kind| kind.folder() == id || kind.word() == id) => Some("a kind of record"),
        id if cycle_number(id).is_some() => Some("a cycle"),
        id => documents.contains(&id).then_some("a document"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_as_it_is_written_and_a_path_that_no_record_has_is_none() {
        for text in "engagement cycle-1/06-demo cycle-12/pace goals/find-a-report outcomes/01-called-off".split(' ') {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        let others = " goals goals/../x cycle-0/01-dev cycle-1/1-dev cycle-1/01-lunch /etc/passwd cycle-+1/pace \
                      cycle-01/pace cycle-1/006-demo outcomes/001-called-off cycle-10000/pace cycle-1/10000-dev \
                      cycle-4294967295/pace";
        for text in others.split(' ') {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_entry_in_forks_is_known_in_its_copies_too() {
        let dev = "cycle-1/05-dev".parse().ok();
        for name in ["05-dev", "05-dev-2", "05-dev-100"] {
            assert_eq!(entry_in_forks(1, name), dev, "{name}");
        }
        for name in ["05-dev-1", "05-dev-02", "05-dev-x", "05-dev-2-2", "005-dev-2"] {
            assert_eq!(entry_in_forks(1, name), None, "{name}");
        }
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        let entry = |text: &str| text.parse::<EntryId>().unwrap();
        assert!(entry("cycle-1/100-dev") > entry("cycle-1/99-demo"));
        assert!(entry("cycle-10/01-hypothesis") > entry("cycle-9/09-plan-next"));
    }

    #[test]
    fn a_name_that_means_something_else_is_taken() {
        for name in ["goals", "goal", "cycle-2", "after-action", "outcomes"] {
            assert!(taken(&name.parse().unwrap(), &["after-action"]).is_some(), "{name}");
        }
        assert_eq!(taken(&"harbor-search".parse().unwrap(), &["after-action"]), None);
    }
}
