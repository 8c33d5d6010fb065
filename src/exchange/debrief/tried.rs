//! *tried*: `what was tried: worked, partly, failed or abandoned, why`.

use super::Values;
use crate::model::record::Tried;

/// What people say for a result.
const RESULTS: [(&str, Tried); 10] = [
    ("worked", Tried::Worked),
    ("works", Tried::Worked),
    ("partly", Tried::Partly),
    ("partially", Tried::Partly),
    ("failed", Tried::Failed),
    ("did not work", Tried::Failed),
    ("didn't work", Tried::Failed),
    ("abandoned", Tried::Abandoned),
    ("given up", Tried::Abandoned),
    ("gave up", Tried::Abandoned),
];

/// What may stand between what was tried and its result.
const JOINTS: [&str; 5] = [":", ", ", " - ", " – ", " — "];

/// Something tried and what came of it.
pub(super) fn read(text: &str) -> Result<Values, String> {
    let mut places: Vec<_> =
        JOINTS.iter().flat_map(|joint| text.match_indices(joint).map(|(at, joint)| (at, at + joint.len()))).collect();
    places.sort_unstable();
    let found = places.into_iter().find_map(|(at, after)| {
        let (result, why) = result(text[after..].trim_start())?;
        Some((text[..at].trim(), result, why))
    });
    match found {
        Some(("", ..)) => Err("it does not say what was tried".to_owned()),
        Some((what, result, why)) => {
            Ok(vec![("what", what.to_owned()), ("result", result.word().to_owned()), ("why", why.to_owned())])
        }
        None => Err("it does not say what came of it: worked, partly, failed or abandoned".to_owned()),
    }
}

/// The result that words begin with, and why it came out so.
fn result(words: &str) -> Option<(Tried, &str)> {
    RESULTS.iter().find_map(|(name, result)| {
        let head = words.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
        Some((*result, why(&words[head.len()..])?))
    })
}

/// What follows a result, without what joins it; none where the word goes on.
fn why(rest: &str) -> Option<&str> {
    let bare = rest.trim_start();
    let joined = bare.trim_start_matches([',', ';', ':', '.', '!', '-', '–', '—']).trim_start();
    let because = joined.strip_prefix("because ").filter(|why| !why.starts_with("of "));
    if let Some(inner) = bare.strip_prefix('(').and_then(|bare| bare.strip_suffix(')')) {
        return Some(inner.trim());
    }
    let parted = bare.is_empty() || joined.len() < bare.len() || joined.starts_with("because ");
    parted.then(|| because.unwrap_or(joined).trim())
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{one, values};

    #[test]
    fn what_came_of_it_is_said_in_many_ways() {
        for (line, what, result, why) in [
            ("OCR on grey scans: failed, too little contrast", "OCR on grey scans", "failed", "too little contrast"),
            ("OCR: grey scans: Partly", "OCR: grey scans", "partly", ""),
            ("index in parts, worked", "index in parts", "worked", ""),
            ("index in parts - works (below 4 GB)", "index in parts", "worked", "below 4 GB"),
            ("vectors: did not work because too slow", "vectors", "failed", "too slow"),
            ("vectors: failed because of the memory", "vectors", "failed", "because of the memory"),
            ("handwriting – gave up; too few pages", "handwriting", "abandoned", "too few pages"),
            ("OCR: Worked!", "OCR", "worked", ""),
            ("handwriting:partially: half the pages", "handwriting", "partly", "half the pages"),
        ] {
            let mut want = values(&[("what", what), ("result", result), ("why", why)]);
            want.retain(|(_, value)| !value.is_empty());
            assert_eq!(one("tried", line), Ok(want), "{line}");
        }
    }

    #[test]
    fn a_long_line_of_what_may_be_results_is_looked_through_once() {
        // minutes, were the word that each begins read to its end
        for word in [":workedx", ": worked x", ", failed"] {
            let what = word.repeat(500_000 / word.len());
            assert!(one("tried", &format!("OCR{what}: partly")).is_ok(), "{word}");
        }
    }

    #[test]
    fn without_a_result_it_is_not_understood() {
        let why = "it does not say what came of it: worked, partly, failed or abandoned";
        for line in [
            "OCR on grey scans",
            "OCR: good",
            "OCR: worked well",
            "a8 worked",
            "a2 (worked)",
            "OCR: workedish",
            "OCR: worked on half the pages",
            "a9: worked / failed",
            "OCR has not worked",
            "nearly worked",
        ] {
            assert_eq!(one("tried", line), Err(why.into()), "{line}");
        }
        assert_eq!(one("tried", ": failed"), Err("it does not say what was tried".into()));
    }
}
