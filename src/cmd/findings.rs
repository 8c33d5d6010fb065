//! Formats findings: the check, the sentence, and the command that fixes it.

use anstyle::Style;

use super::output::{ALARM, COMMAND, STRONG, WARN, styled};
use super::prelude_below::*;
use crate::store::places::Places;

/// How many open items are listed unasked.
pub const MOST: usize = 3;

/// Lines for findings: check and sentence, with each remedy below.
pub fn lines<'f>(found: impl IntoIterator<Item = &'f Found>) -> Vec<String> {
    found.into_iter().flat_map(|found| of_one(found, &found.finding.remedy)).collect()
}

/// Lines for the first few findings, each with only its first command; then the number of all open items.
pub fn in_brief<'f>(found: impl IntoIterator<Item = &'f Found>, all: usize, engagement: &Slug) -> Vec<String> {
    let listed = found.into_iter().take(MOST).flat_map(|found| of_one(found, found.finding.remedy.start()));
    let check = styled(COMMAND, &format!("engage check {engagement}"));
    let counted = (all > 0).then(|| format!("{}: {check}", count(all, "open item")));
    listed.chain(counted).collect()
}

fn of_one(found: &Found, remedy: &Remedy) -> Vec<String> {
    let head = format!("  {}: {}", styled(style(found.level), found.check.id), visible(&found.finding.sentence));
    let remedy = remedy.to_string();
    let remedies = remedy.lines().map(|line| format!("    {}", styled(COMMAND, line)));
    std::iter::once(head).chain(remedies).collect()
}

/// A finding with its place in a file.
#[derive(Debug)]
pub struct PlacedFinding {
    /// The engagement; `None` if it is about the workspace.
    pub engagement: Option<Slug>,
    /// The finding.
    pub found: Found,
    /// The display path of the file, the line and the column, both from 1; line 0 is the whole file.
    pub place: (String, usize, usize),
}

impl PlacedFinding {
    /// A finding of an engagement with its place, looked up in the file.
    pub fn of(places: &mut Places, found: Found) -> Self {
        let finding = &found.finding;
        let place = || places.place(&finding.record, finding.key.as_deref());
        let place = finding.file.clone().unwrap_or_else(place);
        Self { engagement: Some(places.id.clone()), found, place }
    }

    /// `PATH:LINE:COLUMN: level: sentence [check]`, and the remedy below.
    pub fn text(&self) -> String {
        let [before, after] = self.around();
        format!("{before}{}{after}", visible(&self.found.finding.sentence))
    }

    /// The same, before and after the sentence.
    pub fn around(&self) -> [String; 2] {
        let Found { check, level, finding, .. } = &self.found;
        let place = match &self.place {
            (path, 0, _) => path.clone(),
            (path, line, column) => format!("{path}:{line}:{column}"),
        };
        let before = format!("{}: {}: ", visible(&place), styled(style(*level), level.word()));
        let mut after = format!(" [{}]\n", check.id);
        after.extend(finding.remedy.to_string().lines().map(|remedy| format!("    {}\n", styled(COMMAND, remedy))));
        [before, after]
    }

    /// As `--json` data.
    pub fn data(&self) -> Value {
        let (path, line, column) = &self.place;
        let mut data = data(&self.found);
        data["engagement"] = json!(self.engagement);
        data["path"] = json!(path);
        data["line"] = json!((*line > 0).then_some(line));
        data["column"] = json!((*line > 0).then_some(column));
        data["allowed"] = json!(self.found.allowed);
        data
    }
}

fn style(level: Level) -> Style {
    match level {
        Level::Error => ALARM,
        Level::Warning => WARN,
        _ => STRONG,
    }
}

/// A finding as `--json` data.
pub fn data(found: &Found) -> Value {
    json!({
        "check": found.check.id,
        "level": found.level,
        "record": found.finding.record,
        "key": found.finding.key,
        "sentence": found.finding.sentence,
        "remedy": found.finding.remedy.to_string(),
        "do": found.finding.remedy.ways(&found.finding.record),
    })
}

/// Sentences about the forks, for commands that show the progress on one line.
pub fn forks(engagement: &Engagement) -> Vec<String> {
    let forks = check::forks(engagement).into_iter();
    forks.map(|fork| format!("fork: {}; {}", fork.sentence, styled(COMMAND, &fork.remedy.to_string()))).collect()
}
