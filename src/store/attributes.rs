//! `.gitattributes`: the lines that make git keep records, evidence and documents unchanged.

use super::save::FilePlan;
use crate::store::prelude_above::*;

/// Patterns and their attributes: records have LF on every machine, documents in conflict are rendered again instead of
/// merged, and evidence keeps the bytes its digest was computed from.
const LINES: [(&str, &str); 3] = [
    ("engagements/**/*.yaml", "text eol=lf"),
    ("engagements/*/documents/**", "-merge"),
    ("engagements/**/evidence/**", EVIDENCE),
];

/// Git converts no line ends.
const EVIDENCE: &str = "-text";

/// All lines, for a user who adds them by hand.
pub fn all() -> String {
    LINES.map(|(pattern, words)| format!("{pattern} {words}")).join("; ")
}

/// Whether the workspace's own `.gitattributes` has every line.
pub fn exists(root: &Path) -> bool {
    bytes(&root.join(layout::ATTRIBUTES))
        .is_ok_and(|text| LINES.iter().all(|(pattern, words)| says(&text, pattern, words)))
}

/// Plans to append the missing lines, plus one for each evidence file in another place, and returns them. The rest of
/// the file is unchanged; outside a git repository nothing is planned.
///
/// # Errors
/// Returns why the lines cannot be added.
pub fn plan(root: &Path, evidence: &[String], plan: &mut FilePlan) -> Result<Vec<String>, String> {
    if layout::repository(&layout::normal(root)).is_none() {
        return Ok(vec![]);
    }
    let path = root.join(layout::ATTRIBUTES);
    let old = existing(bytes(&path)).map_err(|error| error.to_string())?;
    if old.as_ref().is_some_and(|text| text.len() > LARGEST) {
        return Err("it is too large".to_owned());
    }
    let text = old.clone().unwrap_or_default();
    let elsewhere = evidence.iter().filter(|path| !layout::is_in_evidence(Path::new(path)));
    let elsewhere: Vec<_> = elsewhere.map(|path| pattern(path)).collect();
    let lines = LINES.iter().copied().chain(elsewhere.iter().map(|pattern| (pattern.as_str(), EVIDENCE)));
    let missing = lines.filter(|(pattern, words)| !says(&text, pattern, words));
    let missing: Vec<_> = missing.map(|(pattern, words)| format!("{pattern} {words}")).collect();
    match old {
        _ if missing.is_empty() => {}
        Some(old) => plan.replace(path, old, added(&text, &missing)),
        None => plan.create(path, added(&text, &missing)),
    }
    Ok(missing)
}

/// The git pattern that matches exactly one path.
fn pattern(path: &str) -> String {
    let is_special = |sign: char| "*?[\\".contains(sign);
    let plain: String =
        path.chars().flat_map(|sign| is_special(sign).then_some('\\').into_iter().chain([sign])).collect();
    if plain.contains([' ', '"']) {
        return format!("\"/{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""));
    }
    format!("/{plain}")
}

/// The text with lines appended, in the text's own line ends.
fn added(text: &[u8], lines: &[String]) -> Vec<u8> {
    let end: &[u8] = if text.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let open = !text.is_empty() && !text.ends_with(b"\n");
    let lines = lines.iter().flat_map(|line| [line.as_bytes(), end]);
    [text, if open { end } else { b"" }].into_iter().chain(lines).collect::<Vec<_>>().concat()
}

/// Whether a line sets these attributes for a pattern; later lines that override it are ignored.
fn says(text: &[u8], pattern: &str, words: &str) -> bool {
    String::from_utf8_lossy(text).lines().any(|line| {
        let rest = line.trim_start().strip_prefix(pattern).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.is_some_and(|rest| words.split(' ').all(|word| rest.split_whitespace().any(|attribute| attribute == word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_at_the_end_and_every_byte_before_them_stays() {
        let lines = ["a b".to_owned(), "c d".to_owned()];
        for (before, after) in [
            (&b""[..], "a b\nc d\n"),
            (b"*.png binary\n", "*.png binary\na b\nc d\n"),
            (b"*.png binary", "*.png binary\na b\nc d\n"),
            (b"*.png binary\r\n", "*.png binary\r\na b\r\nc d\r\n"),
            (b"x y\r\n*.png binary", "x y\r\n*.png binary\r\na b\r\nc d\r\n"),
        ] {
            assert_eq!(added(before, &lines), after.as_bytes(), "{before:?}");
        }
        let strange = b"# \xff\n";
        assert!(added(strange, &lines).starts_with(strange));
    }

    #[test]
    fn a_line_that_says_it_in_other_spacing_is_there_already() {
        let (pattern, words) = LINES[0];
        assert!(says(b"*.png binary\r\nengagements/**/*.yaml  eol=lf  text\r\n", pattern, words));
        assert!(!says(b"# engagements/**/*.yaml text eol=lf\n", pattern, words));
        assert!(!says(b"engagements/**/*.yaml text\n", pattern, words));
        assert!(!says(b"", pattern, words));
    }

    #[test]
    fn a_path_is_a_pattern_for_itself_alone() {
        assert_eq!(pattern("a/times.csv"), "/a/times.csv");
        assert_eq!(pattern("a/[b]*.csv"), "/a/\\[b]\\*.csv");
        assert_eq!(pattern("a/the \"times\" [b].csv"), r#""/a/the \"times\" \\[b].csv""#);
    }
}
