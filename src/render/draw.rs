//! What is drawn where looking beats reading: bars of text, and a Mermaid gantt, which git hosts show.
//!
//! Whatever words go into a drawing, they make no syntax in it and none in the markdown around it.

use crate::model::date::Date;

/// How many cells a bar has.
const CELLS: usize = 10;

/// A bar for so many percent: `███░░░░░░░`. What is below nothing is empty, what is over the whole full,
/// and something is never drawn as nothing.
pub fn bar(percent: i64) -> String {
    let percent = usize::try_from(percent.clamp(0, 100)).unwrap_or_default();
    let full = ((percent * CELLS + 50) / 100).max(usize::from(percent > 0));
    format!("{}{}", "█".repeat(full), "░".repeat(CELLS - full))
}

/// One bar of a gantt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What it belongs to; bars of one section follow each other.
    pub section: String,
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// The day it ended; none while it lasts.
    pub until: Option<Date>,
}

/// A Mermaid gantt, line by line; nothing where there is no bar. What lasts goes up to `today`.
pub fn gantt(title: &str, bars: &[Stretch], today: Option<Date>) -> Vec<String> {
    if bars.is_empty() {
        return vec![];
    }
    let title = Some(label(title)).filter(|title| !title.is_empty()).map(|title| format!("title {title}"));
    let mut lines: Vec<_> = ["gantt".to_owned()].into_iter().chain(title).collect();
    lines.extend(["dateFormat YYYY-MM-DD", "axisFormat %d.%m."].map(str::to_owned));
    for (at, bar) in bars.iter().enumerate() {
        if at == 0 || bars[at - 1].section != bar.section {
            lines.push(format!("section {}", label(&bar.section)));
        }
        lines.push(task(bar, today));
    }
    lines
}

/// What was left on the day it was entered is a milestone: a bar without length is not seen.
fn task(bar: &Stretch, today: Option<Date>) -> String {
    let Stretch { from, .. } = bar;
    let name = label(&bar.name);
    match (bar.until, today) {
        (Some(until), _) if until > *from => format!("{name} :{from}, {until}"),
        (Some(_), _) => format!("{name} :milestone, {from}, 0d"),
        (None, Some(today)) if today > *from => format!("{name} :active, {from}, {today}"),
        (None, _) => format!("{name} :active, {from}, 1d"),
    }
}

/// The words with nothing but letters, digits, blanks and a little punctuation that means nothing.
pub fn label(words: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-,'()".contains(c) { c } else { ' ' };
    let words: String = words.chars().map(plain).collect();
    words.trim_start_matches(['-', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(section: &str, name: &str, from: &str, until: Option<&str>) -> Stretch {
        let day = |day: &str| day.parse().unwrap();
        Stretch { section: section.into(), name: name.into(), from: day(from), until: until.map(day) }
    }

    #[test]
    fn a_bar_is_full_at_the_whole_and_never_longer() {
        assert_eq!(bar(0), "░░░░░░░░░░");
        assert_eq!(bar(1), "█░░░░░░░░░");
        assert_eq!(bar(34), "███░░░░░░░");
        assert_eq!(bar(35), "████░░░░░░");
        assert_eq!(bar(100), "██████████");
        assert_eq!(bar(250), "██████████");
        assert_eq!(bar(-5), "░░░░░░░░░░");
    }

    #[test]
    fn a_gantt_has_its_sections_once_and_an_end_for_every_bar() {
        let bars = [
            stretch("assess", "hypothesis", "2026-03-02", Some("2026-03-04")),
            stretch("assess", "validate", "2026-03-04", Some("2026-03-04")),
            stretch("round 1", "dev", "2026-03-04", None),
        ];
        let today = Some("2026-03-09".parse().unwrap());
        let lines = [
            "gantt",
            "title A walk",
            "dateFormat YYYY-MM-DD",
            "axisFormat %d.%m.",
            "section assess",
            "hypothesis :2026-03-02, 2026-03-04",
            "validate :milestone, 2026-03-04, 0d",
            "section round 1",
            "dev :active, 2026-03-04, 2026-03-09",
        ];
        assert_eq!(gantt("A walk", &bars, today), lines);
        assert_eq!(gantt("A walk", &bars, None)[8], "dev :active, 2026-03-04, 1d");
        assert!(gantt("A walk", &[], today).is_empty());
    }

    #[test]
    fn no_title_breaks_the_diagram() {
        let hostile = "--> x; click a call b()\n```\n%%{init: {}}%% # <script>[y](z) \u{202e}{{ 7*7 }} Inês, \"q\"";
        assert_eq!(label(hostile), "x click a call b() init script y (z) 7 7 Inês, q");
        let bars = [stretch("a\nsection b", "c :d", "2026-03-02", Some("2026-03-04"))];
        let lines = gantt("!?", &bars, None);
        assert_eq!(lines[1], "dateFormat YYYY-MM-DD");
        assert_eq!(lines[3..], ["section a section b", "c d :2026-03-02, 2026-03-04"]);
    }
}
