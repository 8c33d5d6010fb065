//! *brought home*: `search log, data at vault/aldmouth cleared by Ana Ortiz`.

use super::{Background, Values, who};
use crate::model::record::ArtifactClass;

/// What begins the place where a thing is kept.
const AT: [&str; 4] = [", kept at ", " kept at ", ", at ", " at "];

/// What begins the name of who allowed it to leave.
const CLEARED: [&str; 3] = [", cleared by ", " cleared by ", "(cleared by "];

/// Something brought home; of class `other` unless it says one.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let (before, cleared) = last(text, &CLEARED);
    // the place may stand behind the name
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
        return Err("it does not say what was brought home".to_owned());
    }
    let at = at.unwrap_or_default().trim().trim_end_matches([',', ';']);
    Ok(vec![
        ("what", what.to_owned()),
        ("class", class.unwrap_or(ArtifactClass::Other).word().to_owned()),
        ("kept_at", at.to_owned()),
        ("cleared_by", cleared.unwrap_or_default()),
    ])
}

/// Words before the last of some marks, and those behind it.
fn last<'a>(words: &'a str, marks: &[&str]) -> (&'a str, Option<&'a str>) {
    let plain = words.to_ascii_lowercase();
    let found = marks.iter().filter_map(|mark| plain.rfind(mark).map(|at| (at + mark.len(), at)));
    // the longer of two marks that end together
    let found = found.max_by_key(|(after, at)| (*after, std::cmp::Reverse(*at)));
    let found = found.filter(|(after, _)| !words[*after..].trim().is_empty());
    found.map_or((words, None), |(after, at)| (&words[..at], Some(&words[after..])))
}

/// What a thing is, and its class where that stands apart at the end, or is the last word.
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
            log cleared by Anna Ortiz => ? `Anna Ortiz` is nobody here: did you mean Ana Ortiz?
            , data at home => ? it does not say what was brought home
        ";
        reads(table);
    }
}
