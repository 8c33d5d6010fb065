//! *decided*: `what was decided (Name, Name) instead of what else because why`.

use super::{Background, Values, who};
use crate::model::reading::people;

/// A decision; those who made it are in brackets after a part of it, or before a colon.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let (head, why) = parted(text, " because ", |why| !why.starts_with("of "));
    let (what, instead_of) = parted(head, " instead of ", |_| true);
    let (mut by, what) = begun_by(what, known);
    let [what, instead_of, why] = [what, instead_of, why].map(|part| bracketed(part, known));
    let [what, instead_of, why] = [what?, instead_of?, why?].map(|(part, people)| {
        by.extend(people);
        part
    });
    if what.is_empty() {
        return Err("the decision is missing".to_owned());
    }
    let values = [("what", what), ("why", why), ("instead_of", instead_of)].map(|(key, words)| (key, words.to_owned()));
    let mut named = std::collections::HashSet::new();
    by.retain(|person| named.insert(person.clone()));
    Ok(values.into_iter().chain(by.into_iter().map(|person| ("by", person))).collect())
}

/// The words before and after the first marker that counts.
fn parted<'a>(text: &'a str, mark: &str, counts: impl Fn(&str) -> bool) -> (&'a str, &'a str) {
    let plain = text.to_ascii_lowercase();
    let mut places = plain.match_indices(mark).map(|(at, mark)| (text[..at].trim_end_matches(','), at + mark.len()));
    let found = places.find(|(head, after)| !head.trim().is_empty() && counts(&plain[*after..]));
    found.map_or((text, ""), |(head, after)| (head, &text[after..]))
}

/// The people before a colon who decided it, if all of them are people; and the other words.
fn begun_by<'a>(text: &'a str, known: &Background) -> (Vec<String>, &'a str) {
    let Some((names, what)) = text.split_once(": ") else { return (vec![], text) };
    let people: Result<Vec<_>, _> = several(names).map(|name| who::read(name, known)).collect();
    people.ok().filter(|people| !people.is_empty()).map_or((vec![], text), |people| (people, what))
}

/// A part of the line and the people in brackets at its end; other brackets are part of the words.
fn bracketed<'a>(part: &'a str, known: &Background) -> Result<(&'a str, Vec<String>), String> {
    let part = part.trim();
    let Some((words, inner)) = last_bracket(part) else { return Ok((part, vec![])) };
    let read: Vec<_> = several(inner).map(|name| who::read(name, known)).collect();
    if !read.iter().any(Result::is_ok) && !several(inner).all(is_name) {
        return Ok((part, vec![]));
    }
    Ok((words.trim_end(), read.into_iter().collect::<Result<_, _>>()?))
}

/// The contents of the brackets at the end, and the words before them.
fn last_bracket(part: &str) -> Option<(&str, &str)> {
    let inner = part.trim_end_matches('.').strip_suffix(')')?;
    let mut depth = 1;
    let (open, _) = inner.rmatch_indices(['(', ')']).find(|(_, sign)| {
        depth += if *sign == ")" { 1 } else { -1 };
        depth == 0
    })?;
    Some((&inner[..open], &inner[open + 1..]))
}

/// The names of a list, which may begin with `by`.
fn several(names: &str) -> impl Iterator<Item = &str> {
    people::several(names.strip_prefix("by ").unwrap_or(names))
}

/// Whether words look like a name: a few capitalized words.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=4).contains(&count) && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn a_decision_has_people_what_it_replaces_and_a_reason() {
        let table = r"
            ## decided
            Search by berth (Ana Ortiz, Sam Lindqvist) instead of search by year because nobody knows the year => what=Search by berth; why=nobody knows the year; instead_of=search by year; by=ana-ortiz; by=sam-lindqvist
            - Search by berth, not by year, instead of search by year (Ana and Tomasz). => what=Search by berth, not by year; instead_of=search by year; by=ana-ortiz; by=tomasz-wrona
            Ana: search by berth => what=search by berth; by=ana-ortiz
            Search by berth (by Ana) => what=Search by berth; by=ana-ortiz
            Search by berth (Jo Lund (new)) => what=Search by berth; by=Jo Lund
            Search by berth (not by year) => what=Search by berth (not by year)
            Search: by berth => what=Search: by berth
            Stay at home because of the tide => what=Stay at home because of the tide
            Stay at home, because we want sleep instead of rain (Ana) => what=Stay at home; why=we want sleep instead of rain; by=ana-ortiz
        ";
        reads(table);
    }

    #[test]
    fn a_decision_by_an_unknown_person_or_without_words_is_asked_about() {
        let table = r"
            ## decided
            Search by berth (Anna Ortiz) => ? `Anna Ortiz` is not in people/; did you mean Ana Ortiz (ana-ortiz)? if new, write `Anna Ortiz (new)`
            Search by berth (Ana, the others) => ? `the others` is not in people/; if new, write `the others (new)`
            (Ana Ortiz) => ? the decision is missing
        ";
        reads(table);
    }
}
