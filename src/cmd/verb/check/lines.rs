//! The findings of `check` as they are kept until all engagements were read, and printed by topic.

use serde::Serialize;

use crate::check::{Check, Confirm};
use crate::cmd::findings::PlacedFinding;
use crate::cmd::output::unstyled;
use crate::cmd::prelude::*;
use crate::insight::elsewhere::Elsewhere;

/// A finding.
pub struct Line {
    check: &'static Check,
    pub level: Level,
    is_allowed: bool,
    content: LineContent,
}

/// What is kept of a finding.
enum LineContent {
    /// What is printed of it.
    Text(Box<str>),
    /// The same without its sentence, which is to be at that byte once other engagements confirm it.
    Unconfirmed(Box<str>, usize, Confirm),
    /// All of it.
    Whole(Box<PlacedFinding>),
}

impl Line {
    /// A finding; if only its text is needed, only that is kept: in colour only if it is printed so.
    pub fn of(placed: PlacedFinding, is_text: bool, is_coloured: bool) -> Self {
        let printed = |text: String| if is_coloured { text } else { unstyled(&text) };
        let Found { check, level, ref allowed, ref confirm, .. } = placed.found;
        let is_allowed = allowed.is_some();
        let content = match confirm {
            Some(confirm) if is_text => {
                let [before, after] = placed.around().map(printed);
                LineContent::Unconfirmed(format!("{before}{after}").into(), before.len(), confirm.clone())
            }
            None if is_text && is_allowed => LineContent::Text("".into()),
            None if is_text => LineContent::Text(printed(placed.text()).into()),
            _ => LineContent::Whole(Box::new(placed)),
        };
        Self { check, level, is_allowed, content }
    }

    /// The same, now that the other engagements are read; none if they do not confirm it.
    fn confirmed(self, elsewhere: &Elsewhere) -> Option<Self> {
        let content = match self.content {
            LineContent::Text(text) => LineContent::Text(text),
            LineContent::Unconfirmed(text, at, confirm) => {
                let sentence = confirm.sentence(elsewhere)?;
                LineContent::Text([&text[..at], &visible(&sentence), &text[at..]].concat().into())
            }
            LineContent::Whole(placed) => {
                let found = placed.found.confirmed(elsewhere)?;
                LineContent::Whole(Box::new(PlacedFinding { found, ..*placed }))
            }
        };
        Some(Self { content, ..self })
    }

    fn text(&self) -> &str {
        if let LineContent::Text(text) = &self.content { text } else { "" }
    }
}

/// The findings on one engagement, or beside the engagements.
pub struct Group {
    engagement: Option<Slug>,
    /// In the order of the checks' findings.
    lines: Vec<Line>,
    /// How many were left out as formal.
    left_out: usize,
}

impl Group {
    pub fn of(engagement: Option<Slug>, mut lines: Vec<Line>, left_out: usize) -> Self {
        // a list made of a longer one keeps its room
        lines.shrink_to_fit();
        Self { engagement, lines, left_out }
    }

    /// Decides what other engagements decide.
    pub fn confirm(&mut self, elsewhere: &Elsewhere) {
        let lines = std::mem::take(&mut self.lines).into_iter();
        self.lines = lines.filter_map(|line| line.confirmed(elsewhere)).collect();
    }

    /// The findings that no record allows.
    pub fn open(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.is_allowed)
    }

    /// The findings themselves.
    pub fn placed(&self) -> impl Iterator<Item = &PlacedFinding> {
        self.lines.iter().filter_map(|line| match &line.content {
            LineContent::Whole(placed) => Some(&**placed),
            _ => None,
        })
    }
}

/// The findings of each engagement under the headings of their topics, one engagement at a time.
pub fn by_topic(groups: Vec<Group>) -> impl Iterator<Item = String> {
    let names_engagement = groups.iter().filter(|group| group.open().next().is_some()).count() > 1;
    groups.into_iter().map(move |Group { engagement, mut lines, .. }| {
        let engagement = engagement.filter(|_| names_engagement).map_or(String::new(), |id| format!("{id}: "));
        lines.retain(|line| !line.is_allowed);
        lines.sort_by_key(|line| line.check.topic);
        let mut text = String::new();
        for lines in lines.chunk_by(|one, other| one.check.topic == other.check.topic) {
            text.extend([&styled(STRONG, &format!("{engagement}{}", lines[0].check.topic)), "\n"]);
            text.extend(lines.iter().map(Line::text));
            text.push('\n');
        }
        text
    })
}

/// How many findings there are.
#[derive(Serialize)]
pub struct Counts {
    error: usize,
    warning: usize,
    advice: usize,
    allowed: usize,
    more_with_all: usize,
}

impl Counts {
    pub fn of(groups: &[Group]) -> Self {
        let of = |level| groups.iter().flat_map(Group::open).filter(|line| line.level == level).count();
        let allowed = groups.iter().flat_map(|group| &group.lines).filter(|line| line.is_allowed).count();
        let [error, warning, advice] = [Level::Error, Level::Warning, Level::Advice].map(of);
        Self { error, warning, advice, allowed, more_with_all: groups.iter().map(|group| group.left_out).sum() }
    }

    /// `2 errors, 1 warning, 3 advice; 1 accepted exception; 7 more with --all`; none if there are no findings.
    pub fn summary(&self) -> Option<String> {
        let open = [(self.error, "error"), (self.warning, "warning"), (self.advice, "advice|advice")];
        let others = [(self.allowed, "accepted exception"), (self.more_with_all, "more with --all|more with --all")];
        let counted = |counts: &[(usize, &str)]| {
            let some = counts.iter().filter(|(number, _)| *number > 0);
            some.map(|(number, noun)| count(*number, noun)).collect::<Vec<_>>()
        };
        let open = Some(counted(&open)).filter(|open| !open.is_empty())?.join(", ");
        Some([vec![open], counted(&others)].concat().join("; "))
    }
}
