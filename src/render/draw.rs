//! A Mermaid gantt, which git hosts display.
//!
//! Text in it is escaped for both the drawing and the markdown around it.

use crate::insight::durations::Stay;
use crate::render::prelude::*;

/// How the days of a gantt are read and shown.
const DAYS: [&str; 2] = ["dateFormat YYYY-MM-DD", "axisFormat %Y-%m-%d"];

/// Whether a Mermaid diagram is a gantt as it is written here, of which a page has a chart.
pub fn is_timeline(diagram: &str) -> bool {
    diagram.starts_with("gantt\n") && diagram.contains(&DAYS.join("\n"))
}

/// A Mermaid gantt of stays, line by line; empty with fewer than two. An open stay ends at `today`.
pub fn gantt(title: &str, stays: &[Stay], today: Option<Date>) -> Vec<String> {
    if stays.len() < 2 {
        return vec![];
    }
    let title = Some(label(title)).filter(|title| !title.is_empty()).map(|title| format!("title {title}"));
    let mut lines: Vec<_> = ["gantt".to_owned()].into_iter().chain(title).collect();
    lines.extend(DAYS.map(str::to_owned));
    for stays in stays.chunk_by(|stay, next| section(stay) == section(next)) {
        lines.push(format!("section {}", section(&stays[0])));
        lines.extend(stays.iter().map(|stay| task(stay, today)));
    }
    lines
}

/// The round of a stay, or the steps before and after the rounds.
fn section(stay: &Stay) -> String {
    match stay.in_round() {
        Some(round) => format!("round {round}"),
        None if stay.entry.step < Step::Dev => "steps 1 to 3".to_owned(),
        None => "steps 8 and 9".to_owned(),
    }
}

/// a stay that ended on its first day is a milestone: a bar without length is invisible
fn task(stay: &Stay, today: Option<Date>) -> String {
    let (name, from) = (stay.entry.step, &stay.from);
    match (stay.until, today) {
        (Some(until), _) if until > *from => format!("{name} :{from}, {until}"),
        (Some(_), _) => format!("{name} :milestone, {from}, 0d"),
        (None, Some(today)) if today > *from => format!("{name} :active, {from}, {today}"),
        (None, _) => format!("{name} :active, {from}, 1d"),
    }
}

/// The text reduced to letters, digits, spaces and harmless punctuation.
fn label(words: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-,'()".contains(c) { c } else { ' ' };
    let words: String = words.chars().map(plain).collect();
    words.trim_start_matches(['-', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(entry: &str, from: &str, until: &str) -> Stay {
        Stay { entry: entry.parse().unwrap(), round: 1, from: from.parse().unwrap(), until: until.parse().ok() }
    }

    #[test]
    fn a_gantt_has_its_sections_once_and_an_end_for_every_bar() {
        let stays = [
            stay("cycle-1/01-hypothesis", "2026-03-02", "2026-03-04"),
            stay("cycle-1/02-validate", "2026-03-04", "2026-03-04"),
            stay("cycle-1/03-dev", "2026-03-04", ""),
        ];
        let today = "2026-03-09".parse().ok();
        let head = "gantt\ntitle A walk\ndateFormat YYYY-MM-DD\naxisFormat %Y-%m-%d\n";
        let before = "section steps 1 to 3\nhypothesis :2026-03-02, 2026-03-04\nvalidate :milestone, 2026-03-04, 0d\n";
        let round = "section round 1\ndev :active, 2026-03-04, ";
        assert_eq!(gantt("A walk", &stays, today).join("\n"), format!("{head}{before}{round}2026-03-09"));
        assert_eq!(gantt("A walk", &stays, None).join("\n"), format!("{head}{before}{round}1d"));
        assert!(gantt("A walk", &stays[..1], today).is_empty());
    }

    #[test]
    fn no_title_breaks_the_diagram() {
        let hostile = "--> x; click a call b()\n```\n%%{init: {}}%% # <script>[y](z) \u{202e}{{ 7*7 }} Inês, \"q\"";
        assert_eq!(label(hostile), "x click a call b() init script y (z) 7 7 Inês, q");
    }
}
