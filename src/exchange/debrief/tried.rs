//! *tried*: `what was tried: worked, partly, failed or abandoned, why`.

use super::{Values, marks, meant};
use crate::model::record::Tried;

/// The words for each result; longer ones before shorter ones that are part of them.
const RESULTS: [(Tried, &str); 4] = [
    (
        Tried::Partly,
        "worked in part, worked partly, works in part, works partly, partly worked, partially worked, \
         partly, partially, partial, in part",
    ),
    (Tried::Worked, "worked, works"),
    (Tried::Failed, "failed, fails, did not work, didn't work, didn’t work, does not work, doesn't work, not working"),
    (Tried::Abandoned, "abandoned, given up, gave up"),
];

fn results() -> impl Iterator<Item = (Tried, &'static str)> {
    RESULTS.into_iter().flat_map(|(result, names)| names.split(", ").map(move |name| (result, name)))
}

/// Separators between what was tried and its result.
const JOINTS: [&str; 8] = [": ", ":", ", ", " - ", " – ", " — ", " -> ", " = "];

/// An approach and its result.
pub(super) fn read(text: &str) -> Result<Values, String> {
    let mut places: Vec<_> =
        JOINTS.iter().flat_map(|joint| text.match_indices(joint).map(|(at, joint)| (at, at + joint.len()))).collect();
    places.sort_unstable();
    let found = places.into_iter().find_map(|(at, after)| {
        let words = text[after..].trim_start();
        let (result, why) = result(words.strip_prefix("it ").unwrap_or(words))?;
        Some((text[..at].trim(), result, why))
    });
    let none = "the result is missing; add worked, partly, failed or abandoned";
    let (what, result, why) = found.or_else(|| at_end(text)).ok_or(none)?;
    if what.is_empty() {
        return Err("the approach is missing".to_owned());
    }
    Ok(vec![("what", what.to_owned()), ("result", result.word().to_owned()), ("why", why.to_owned())])
}

/// A result at the end of the line, in brackets or not: `index in parts (worked)`, `index in parts worked`.
fn at_end(text: &str) -> Option<(&str, Tried, &str)> {
    if let Some((what, inner)) = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        return result(inner.trim()).map(|(result, why)| (what.trim(), result, why));
    }
    let text = text.trim_end_matches(['.', '!', ' ']);
    results().filter(|(_, name)| !UNCLEAR_AT_END.contains(name)).find_map(|(result, name)| {
        let what = marks::strip_end(text, name)?.strip_suffix(' ')?.trim_end();
        let last = what.rsplit(' ').next()?.to_lowercase();
        let turns = ["n't", "n’t", "ly"].iter().any(|end| last.ends_with(end)) || TURNING.contains(&last.as_str());
        (!turns && what != "it").then_some((what, result, ""))
    })
}

/// Results that may also be ordinary words at the end of a line.
const UNCLEAR_AT_END: [&str; 6] = ["works", "partial", "in part", "fails", "worked in part", "works in part"];

/// Words before a result that change its meaning.
const TURNING: [&str; 16] = [
    "not", "never", "almost", "half", "nothing", "none", "what", "has", "have", "had", "was", "is", "or", "and", "/",
    "it",
];

/// Words after a result that only make it stronger.
const STRONGER: [(Tried, &str); 2] =
    [(Tried::Worked, "well, fine, great, perfectly, nicely"), (Tried::Failed, "miserably, badly, completely")];

/// The result at the beginning of words, and the reason.
fn result(words: &str) -> Option<(Tried, &str)> {
    results().find_map(|(result, name)| {
        let rest =
            words.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name)).map(|_| &words[name.len()..])?;
        let word = if rest.starts_with(' ') { rest.split_whitespace().next().unwrap_or_default() } else { "" };
        let word = word.trim_end_matches([',', '.', '!', ';', ':']);
        let is_stronger = meant(&word.to_lowercase(), &STRONGER) == Some(result);
        let behind = rest.trim_start().strip_prefix(word).unwrap_or_default();
        match why(rest) {
            None if is_stronger && why(behind).is_some() => Some((result, rest.trim().trim_end_matches(['.', '!']))),
            why => Some((result, why?)),
        }
    })
}

/// The text after a result, without the separator; none if the word continues.
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
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn a_result_is_said_in_many_ways() {
        let table = r"
            ## tried
            OCR on grey scans: failed, too little contrast => what=OCR on grey scans; result=failed; why=too little contrast
            OCR: grey scans: Partly => what=OCR: grey scans; result=partly
            index in parts - works (below 4 GB) => what=index in parts; result=worked; why=below 4 GB
            vectors: it failed => what=vectors; result=failed
            vectors: did not work because too slow => what=vectors; result=failed; why=too slow
            vectors: failed because of the memory => what=vectors; result=failed; why=because of the memory
            handwriting – gave up; too few pages => what=handwriting; result=abandoned; why=too few pages
            OCR: worked well => what=OCR; result=worked; why=well
            a2 (worked) => what=a2; result=worked
            a2 (failed, too slow) => what=a2; result=failed; why=too slow
            a8 did not work. => what=a8; result=failed
            a5: failed miserably => what=a5; result=failed; why=miserably
            handwriting:partially worked: half the pages => what=handwriting; result=partly; why=half the pages
        ";
        reads(table);
    }

    #[test]
    fn without_a_result_it_is_not_understood() {
        let table = r"
            ## tried
            OCR on grey scans => ? the result is missing; add worked, partly, failed or abandoned
            OCR: workedish => ? the result is missing; add worked, partly, failed or abandoned
            OCR: worked on half the pages => ? the result is missing; add worked, partly, failed or abandoned
            OCR has not worked => ? the result is missing; add worked, partly, failed or abandoned
            nearly worked => ? the result is missing; add worked, partly, failed or abandoned
            : failed => ? the approach is missing
        ";
        reads(table);
    }
}
