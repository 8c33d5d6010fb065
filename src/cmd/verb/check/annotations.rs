//! Findings as code hosts show them next to the changed lines: GitHub's workflow commands and GitLab's Code Quality
//! report. Both require paths relative to the root of the repository.

use crate::cmd::findings::PlacedFinding;
use crate::cmd::output::in_json;
use crate::cmd::prelude::*;
use crate::model::digest;

/// The length of a fingerprint in characters: 160 bits in base32.
const FINGERPRINT: usize = 32;

/// An annotation for GitHub: `::LEVEL file=…,line=…,col=…,title=CHECK::WORDS`.
pub fn github(placed: &PlacedFinding) -> String {
    let Found { check, level, finding, .. } = &placed.found;
    let (word, _) = words(*level);
    let (path, line, column) = &placed.place;
    let at = if *line == 0 { String::new() } else { format!(",line={line},col={column}") };
    let words = format!("{}\n{}", visible(&finding.sentence), visible(&finding.remedy.to_string()));
    format!("::{word} file={}{at},title={}::{}\n", property(path), property(check.id), escaped(words.trim_end()))
}

/// A level as GitHub and as GitLab call it.
fn words(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Error => ("error", "major"),
        Level::Warning => ("warning", "minor"),
        _ => ("notice", "info"),
    }
}

/// Escapes text for a workflow command of GitHub.
fn escaped(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(words: &str) -> String {
    escaped(&visible(words)).replace(':', "%3A").replace(',', "%2C")
}

/// The Code Quality report of GitLab: a list of all findings, `[]` if there are none.
pub fn gitlab(placed: &[&PlacedFinding]) -> String {
    let mut seen = BTreeMap::new();
    let all: Vec<_> = placed.iter().map(|placed| violation(placed, &mut seen)).collect();
    in_json(&Value::from(all))
}

/// One finding; `seen` counts findings that differ only in their text.
fn violation(placed: &PlacedFinding, seen: &mut BTreeMap<String, usize>) -> Value {
    let Found { check, level, finding, .. } = &placed.found;
    let (_, severity) = words(*level);
    let (path, line, _) = &placed.place;
    json!({
        "description": description(&finding.sentence, &finding.remedy.to_string()),
        "check_name": check.id,
        "fingerprint": fingerprint(placed, seen),
        "severity": severity,
        "location": { "path": path, "lines": { "begin": line.max(&1) } },
    })
}

/// The sentence and its remedy, on one line.
fn description(sentence: &str, remedy: &str) -> String {
    let parts: Vec<_> = std::iter::once(sentence).chain(remedy.lines()).map(visible).collect();
    parts.join("; ")
}

/// Stays the same while the finding does, even if lines move or day counts change: made from the check, the file, the
/// key and the number among equal ones.
fn fingerprint(placed: &PlacedFinding, seen: &mut BTreeMap<String, usize>) -> String {
    let Found { check, finding, .. } = &placed.found;
    let (path, key) = (&placed.place.0, finding.key.as_deref().unwrap_or_default());
    let identity = format!("{}\0{path}\0{key}", check.id);
    let nth = seen.entry(identity.clone()).or_default();
    *nth += 1;
    digest::base32(format!("{identity}\0{nth}").as_bytes(), FINGERPRINT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CHECKS;
    use crate::model::finding::Finding;
    use crate::model::reference::Reference;

    fn placed(sentence: &str, remedy: &str, place: (&str, usize, usize), level: Level) -> PlacedFinding {
        let finding = Finding::on(Reference::Engagement, sentence, remedy).at("title");
        let found = Found { check: &CHECKS[0], level, allowed: None, finding, confirm: None };
        PlacedFinding { engagement: None, found, place: (place.0.to_owned(), place.1, place.2) }
    }

    #[test]
    fn a_workflow_command_has_a_level_of_github_a_place_and_nothing_that_steers_it() {
        let id = CHECKS[0].id;
        let one = placed("94 % of it: a, b\u{1b}", "first\nsecond", ("a%b:c,d\ne.yaml", 3, 7), Level::Warning);
        let words = "94 %25 of it: a, b\\u{1b}%0Afirst%0Asecond";
        assert_eq!(github(&one), format!("::warning file=a%25b%3Ac%2Cd%0Ae.yaml,line=3,col=7,title={id}::{words}\n"));
        for (level, word) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Advice, "notice")] {
            assert_eq!(github(&placed("x", "", ("a", 0, 0), level)), format!("::{word} file=a,title={id}::x\n"));
        }
    }

    #[test]
    fn a_fingerprint_outlasts_another_line_and_another_day_and_no_two_findings_share_one() {
        let fingerprints = |placed: &[&PlacedFinding]| -> Vec<String> {
            let all: Value = serde_json::from_str(&gitlab(placed)).unwrap();
            all.as_array().unwrap().iter().map(|one| one["fingerprint"].to_string()).collect()
        };
        let today = placed("9 days ago", "", ("a", 3, 1), Level::Advice);
        let tomorrow = placed("10 days ago", "x", ("a", 4, 1), Level::Error);
        assert_eq!(fingerprints(&[&today]), fingerprints(&[&tomorrow]));
        let (one, other) = (placed("x", "", ("a", 1, 1), Level::Error), placed("x", "", ("b", 1, 1), Level::Error));
        let all = fingerprints(&[&one, &one, &other, &other, &one]);
        assert_eq!(std::collections::BTreeSet::from_iter(all).len(), 5);
    }

    #[test]
    fn a_violation_has_what_gitlab_asks_for() {
        let whole = placed("x", "", ("a", 0, 0), Level::Advice);
        let line = placed("x", "one\ntwo", ("b", 7, 3), Level::Error);
        let mut all: Value = serde_json::from_str(&gitlab(&[&whole, &line])).unwrap();
        all.as_array_mut().unwrap().iter_mut().for_each(|one| one["fingerprint"] = json!("f"));
        let of = |description, severity, path, begin| {
            json!({ "description": description, "check_name": CHECKS[0].id, "fingerprint": "f", "severity": severity,
                "location": { "path": path, "lines": { "begin": begin } } })
        };
        assert_eq!(all, json!([of("x", "info", "a", 1), of("x; one; two", "major", "b", 7)]));
        assert_eq!(gitlab(&[]), "[]\n");
    }
}
