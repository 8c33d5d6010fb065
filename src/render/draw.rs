//! A Mermaid gantt, which git hosts display.
//!
//! Text in it is escaped for both the drawing and the markdown around it.

use crate::model::date::Date;

/// One bar of a gantt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it belongs to; bars of one section follow each other.
    pub section: String,
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// The day it ended; none while it lasts.
    pub until: Option<Date>,
}

/// A Mermaid gantt, line by line; empty without bars. An open bar ends at `today`.
pub fn gantt(title: &str, bars: &[Bar], today: Option<Date>) -> Vec<String> {
    if bars.is_empty() {
        return vec![];
    }
    let title = Some(label(title)).filter(|title| !title.is_empty()).map(|title| format!("title {title}"));
    let mut lines: Vec<_> = ["gantt".to_owned()].into_iter().chain(title).collect();
    lines.extend(["dateFormat YYYY-MM-DD", "axisFormat %Y-%m-%d"].map(str::to_owned));
    for bars in bars.chunk_by(|bar, next| bar.section == next.section) {
        lines.push(format!("section {}", label(&bars[0].section)));
        lines.extend(bars.iter().map(|bar| task(bar, today)));
    }
    lines
}

/// a stay that ended on its first day is a milestone: a bar without length is invisible
fn task(bar: &Bar, today: Option<Date>) -> String {
    let Bar { from, .. } = bar;
    let name = label(&bar.name);
    match (bar.until, today) {
        (Some(until), _) if until > *from => format!("{name} :{from}, {until}"),
        (Some(_), _) => format!("{name} :milestone, {from}, 0d"),
        (None, Some(today)) if today > *from => format!("{name} :active, {from}, {today}"),
        (None, _) => format!("{name} :active, {from}, 1d"),
    }
}

/// The text reduced to letters, digits, spaces and harmless punctuation.
pub fn label(words: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-,'()".contains(c) { c } else { ' ' };
    let words: String = words.chars().map(plain).collect();
    words.trim_start_matches(['-', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars of `section/name from until` each, without `until` if it is open.
    fn bars(rows: &[(&str, &str, &str, &str)]) -> Vec<Bar> {
        let bar = |(section, name, from, until): &(&str, &str, &str, &str)| Bar {
            section: (*section).into(),
            name: (*name).into(),
            from: from.parse().unwrap(),
            until: until.parse().ok(),
        };
        rows.iter().map(bar).collect()
    }

    #[test]
    fn a_gantt_has_its_sections_once_and_an_end_for_every_bar() {
        let bars = bars(&[
            ("assess", "hypothesis", "2026-03-02", "2026-03-04"),
            ("assess", "validate", "2026-03-04", "2026-03-04"),
            ("round 1", "dev", "2026-03-04", ""),
        ]);
        let today = "2026-03-09".parse().ok();
        let head = "gantt\ntitle A walk\ndateFormat YYYY-MM-DD\naxisFormat %Y-%m-%d\n";
        let assess = "section assess\nhypothesis :2026-03-02, 2026-03-04\nvalidate :milestone, 2026-03-04, 0d\n";
        let round = "section round 1\ndev :active, 2026-03-04, ";
        assert_eq!(gantt("A walk", &bars, today).join("\n"), format!("{head}{assess}{round}2026-03-09"));
        assert_eq!(gantt("A walk", &bars, None).join("\n"), format!("{head}{assess}{round}1d"));
        assert!(gantt("A walk", &[], today).is_empty());
    }

    #[test]
    fn no_title_breaks_the_diagram() {
        let hostile = "--> x; click a call b()\n```\n%%{init: {}}%% # <script>[y](z) \u{202e}{{ 7*7 }} Inês, \"q\"";
        assert_eq!(label(hostile), "x click a call b() init script y (z) 7 7 Inês, q");
        let lines = gantt("!?", &bars(&[("a\nsection b", "c :d", "2026-03-02", "2026-03-04")]), None);
        assert_eq!(lines[1], "dateFormat YYYY-MM-DD");
        assert_eq!(lines[3..], ["section a section b", "c d :2026-03-02, 2026-03-04"]);
    }
}
