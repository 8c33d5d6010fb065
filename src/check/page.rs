//! The page of a check, a text file beside it: what `engage explain` says, and the two cases.
//!
//! First its texts, a line each: `summary` (what it finds), `why` that matters, the `remedy` in general, the `source` of
//! the rule; and for the cases the current step `at` and the day `today`, unless they are the first step of the check
//! and 10 March 2026. Then, after an empty line each, the files of the cases: `both`, `fires` or `silent`, the name of
//! the file, and its lines.
//!
//! The cases are two records that differ in what the check looks at, each on a straight walk to the same step, one step
//! a day from 1 March 2026. Files by the name of their record, as people write them: the lines of an entry come after
//! its `entered` and `from`, and a second time the same file adds lines to the first. A name with a dot is a file's path
//! inside the engagement, and one with a colon belongs to another engagement; `engage.yaml` is the workspace's.

use super::Check;
use crate::model::step::Step;

/// A file of a case: its name, and its lines.
pub type File = (&'static str, String);

impl Check {
    /// What it finds, one line.
    pub fn summary(&self) -> &'static str {
        self.line("summary").unwrap_or_default()
    }

    /// Why that matters.
    pub fn why(&self) -> &'static str {
        self.line("why").unwrap_or_default()
    }

    /// What to do about it, in general.
    pub fn remedy(&self) -> &'static str {
        self.line("remedy").unwrap_or_default()
    }

    /// Where the rule comes from.
    pub fn source(&self) -> &'static str {
        self.line("source").unwrap_or_default()
    }

    /// The current step of its two cases.
    pub fn at(&self) -> Step {
        self.line("at").and_then(|step| step.parse().ok()).unwrap_or(self.from)
    }

    /// The current day in them.
    pub fn today(&self) -> &'static str {
        self.line("today").unwrap_or("2026-03-10")
    }

    fn line(&self, key: &str) -> Option<&'static str> {
        self.page.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
    }

    /// The files of the case that it fires on.
    pub fn fires(&self) -> Vec<File> {
        self.case("fires")
    }

    /// The files of the case that it does not fire on.
    pub fn silent(&self) -> Vec<File> {
        self.case("silent")
    }

    fn case(&self, case: &str) -> Vec<File> {
        let of = |part| self.page.split("\n\n").filter_map(move |file| file.strip_prefix(part)?.strip_prefix(' '));
        let mut files: Vec<File> = Vec::new();
        for (name, lines) in of("both").chain(of(case)).filter_map(|file| file.split_once('\n')) {
            let lines: String = lines.lines().map(|line| format!("{}\n", line.get(2..).unwrap_or_default())).collect();
            match files.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.push_str(&lines),
                None => files.push((name, lines)),
            }
        }
        files
    }
}
