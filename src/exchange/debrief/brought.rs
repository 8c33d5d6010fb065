//! *brought home*: `search log, data at vault/aldmouth cleared by Ana Ortiz`.

use super::{Background, Values, who};
use crate::model::record::ArtifactClass;

/// Words before the place where an artifact is kept.
const AT: [&str; 4] = [", kept at ", " kept at ", ", at ", " at "];

/// Words before the name of the person who cleared it.
const CLEARED: [&str; 3] = [", cleared by ", " cleared by ", "(cleared by "];

/// An artifact brought home; of class `other` unless given.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let (before, cleared) = last(text, &CLEARED);
    // the place may come after the name
    let (what, at, cleared) = match (last(before, &AT), cleared) {
        ((_, None), Some(cleared)) => {
            let (name, at) = last(cleared, &AT);
            (before, at, Some(name))
        }
        ((what, at), cleared) => (what, at, cleared),
    };
    let name = cleared.map(|name| name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | '.')));
    let cleared = name.map(|name| who::read(name, known)).transpose()?;
    let (what, class) = class(what.trim());
    if what.is_empty() {
        return Err("the name of the material is missing".to_owned());
    }
    let at = at.unwrap_or_default().trim().trim_end_matches([',', ';']);
    Ok(vec![
        ("what", what.to_owned()),
        ("class", class.unwrap_or(ArtifactClass::Other).word().to_owned()),
        ("kept_at", at.to_owned()),
        ("cleared_by", cleared.unwrap_or_default()),
    ])
}

/// The words before the last of some markers, and those after it.
fn last<'a>(words: &'a str, marks: &[&str]) -> (&'a str, Option<&'a str>) {
    let plain = words.to_ascii_lowercase();
    let found = marks.iter().filter_map(|mark| plain.rfind(mark).map(|at| (at + mark.len(), at)));
    // the longer of two markers that end together
    let found = found.max_by_key(|(after, at)| (*after, std::cmp::Reverse(*at)));
    let found = found.filter(|(after, _)| !words[*after..].trim().is_empty());
    found.map_or((words, None), |(after, at)| (&words[..at], Some(&words[after..])))
}

/// What it is, and its class if given at the end, separately or as the last word.
fn class(words: &str) -> (&str, Option<ArtifactClass>) {
    let words = words.trim_end_matches([',', ';', ' ']);
    let inner = words.strip_suffix([')', ']']).unwrap_or(words);
    let (what, word) = inner.rsplit_once([',', '(', '[', ';']).unwrap_or_default();
    match named(word) {
        Some(class) => (what.trim_end(), Some(class)),
        None => (words, words.rsplit(' ').next().and_then(named)),
    }
}

fn named(word: &str) -> Option<ArtifactClass> {
    word.trim().to_lowercase().parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn a_thing_has_a_class_a_place_and_the_person_who_cleared_it() {
        let table = r"
            ## brought home
            search log, data at vault/aldmouth cleared by Ana Ortiz => what=search log; class=data; kept_at=vault/aldmouth; cleared_by=ana-ortiz
            search log (data), cleared by ana, at vault/aldmouth => what=search log; class=data; kept_at=vault/aldmouth; cleared_by=ana-ortiz
            source of the index, code => what=source of the index; class=code
            our prototype => what=our prototype; class=prototype
            photographs => what=photographs; class=other
            photographs kept at the office => what=photographs; class=other; kept_at=the office
            the plan (cleared by Priya Nair (new)) => what=the plan; class=other; cleared_by=Priya Nair
            log cleared by Anna Ortiz => ? `Anna Ortiz` is not in people/; did you mean Ana Ortiz (ana-ortiz)? if new, write `Anna Ortiz (new)`
            , data at home => ? the name of the material is missing
        ";
        reads(table);
    }
}
