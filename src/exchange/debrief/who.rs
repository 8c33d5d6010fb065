//! Who is meant in a debrief: someone of the engagement by name, first name or id, or somebody new.

use super::Known;
use crate::model::engagement::Engagement;
use crate::model::people::{self, Meant};
use crate::model::record::Person;
use crate::model::reference::{PersonId, Reference};
use crate::model::words::{and_list, or_list};

/// Words before and after the colon that ends a name; the longest name that somebody has counts first.
pub(super) fn split<'a>(text: &'a str, engagement: &Engagement) -> Option<(&'a str, &'a str)> {
    let named = engagement.all::<Person>().filter_map(|(_, person)| after_name(text, &person.name.one_line()));
    let named = named.max_by_key(|rest| text.len() - rest.len());
    match named {
        Some(rest) => {
            let head = text[..text.len() - rest.len()].trim_end();
            Some((head.trim_end_matches(|c: char| c.is_whitespace() || ENDS.contains(&c)), rest))
        }
        None => text.split_once(':'),
    }
}

/// What ends a name; a dash only behind the whole name of somebody known.
const ENDS: [char; 4] = [':', '-', '–', '—'];

/// What follows a name and its colon or dash.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = text.get(name.len()..)?;
    let same = text[..name.len()].to_lowercase() == name.to_lowercase();
    let dashed = || rest.trim_start().strip_prefix(&ENDS[1..]).filter(|behind| behind.starts_with(char::is_whitespace));
    let dashed = || dashed().filter(|_| rest.starts_with(char::is_whitespace));
    rest.trim_start().strip_prefix(':').or_else(dashed).filter(|_| same)
}

/// The person that words mean: an id, or the name of somebody new.
///
/// A first name will do where only one has it. A new name is a whole one, or stands before `(new)`.
pub(super) fn read(words: &str, known: &Known) -> Result<String, String> {
    let words = words.trim();
    let said_new = words.to_lowercase().strip_suffix("(new)").map(str::len);
    let name = said_new.map_or(words, |length| words.get(..length).unwrap_or(words).trim());
    match people::find(known.engagement, name) {
        Meant::Known(id) => Ok(id.to_string()),
        Meant::New(..) if said_new.is_none() && !begun(name, known.engagement).is_empty() => {
            let begun = begun(name, known.engagement);
            if let [one] = begun.as_slice() { Ok(one.clone()) } else { Err(nobody(name, &begun, known)) }
        }
        Meant::New(..) if is_whole_name(name) || said_new.is_some() && is_one(name) => Ok(name.to_owned()),
        Meant::New(..) if !is_one(name) && looks_like_several(name) => {
            Err(format!("`{name}` is more than one person: write a line for each"))
        }
        Meant::New(..) => Err(match slip(name, known.engagement) {
            Some(near) => format!("`{name}` is nobody here: did you mean {near}? somebody new is `{name} (new)`"),
            None => format!("`{}` is nobody here: write the whole name, or `{0} (new)`", short(name)),
        }),
        Meant::Nobody(near) => only_one(name, known.engagement).ok_or_else(|| nobody(name, &near, known)),
    }
}

/// The only one whose name has these words as a part: the first name, mostly.
fn only_one(words: &str, engagement: &Engagement) -> Option<String> {
    let words = words.to_lowercase();
    let has = |person: &Person| person.name.one_line().to_lowercase().split(' ').any(|part| part == words);
    let mut found = engagement.all::<Person>().filter(|(_, person)| has(person));
    match (found.next(), found.next()) {
        (Some((Reference::Record(_, id), _)), None) => Some(id.clone()),
        _ => None,
    }
}

/// Those whose names words begin: `Sam L` and `Sam L.` are Sam Lindqvist.
fn begun(words: &str, engagement: &Engagement) -> Vec<String> {
    let words = words.to_lowercase();
    let words = words.trim_end_matches('.');
    let begins = |person: &Person| words.len() > 2 && person.name.one_line().to_lowercase().starts_with(words);
    let found = engagement.all::<Person>().filter(|(_, person)| begins(person));
    let ids = found.filter_map(|(reference, _)| match reference {
        Reference::Record(_, id) => Some(id.clone()),
        _ => None,
    });
    ids.collect()
}

/// Someone with a name as a part of which one slip makes these words.
fn slip(words: &str, engagement: &Engagement) -> Option<String> {
    let words = words.to_lowercase();
    let mut names = engagement.all::<Person>().map(|(_, person)| person.name.one_line());
    names.find(|name| name.to_lowercase().split(' ').any(|part| strsim::osa_distance(part, &words) == 1))
}

fn nobody(words: &str, near: &[String], known: &Known) -> String {
    let names: Vec<_> =
        near.iter().map(|id| id.parse().map_or(id.clone(), |id| known.engagement.name_of(&id))).collect();
    match names.as_slice() {
        [] => format!("`{}` is nobody here: somebody new is written with the whole name", short(words)),
        [one] => format!("`{words}` is nobody here: did you mean {one}?"),
        several if several.len() <= 4 => format!("`{words}` could be {}: write the whole name", or_list(several)),
        several => format!("`{words}` could be several, such as {}", and_list(&several[..3])),
    }
}

/// Whether words are one name, and no sentence: letters, few words.
fn is_one(name: &str) -> bool {
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'));
    let words: Vec<_> = name.split_whitespace().collect();
    (1..=5).contains(&words.len()) && words.iter().all(|word| letters(word) && !matches!(*word, "and" | "or"))
}

/// A first and a last name, each with a capital where its script has such.
fn is_whole_name(name: &str) -> bool {
    let capital = |word: &&str| word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let words: Vec<_> = name.split_whitespace().collect();
    is_one(name) && words.len() > 1 && words.first().is_some_and(capital) && words.last().is_some_and(capital)
}

fn looks_like_several(words: &str) -> bool {
    words.contains([',', '/', '&', '+']) || words.contains(" and ")
}

/// The beginning of words, for a message.
pub(super) fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 40 { line } else { format!("{}…", line.chars().take(39).collect::<String>()) }
}

/// What someone is called in a buffer: the name, or the id where the name would read as something else.
pub(super) fn callable(id: &PersonId, name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | ','));
    if plain && name.starts_with(char::is_alphanumeric) { name.to_owned() } else { id.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::{engagement, known};

    fn meant(words: &str) -> Result<String, String> {
        read(words, &known(&engagement()))
    }

    #[test]
    fn people_are_known_by_name_first_name_or_id() {
        for words in ["Ana Ortiz", "ana ortiz", "ana-ortiz", " Ana ", "Ortiz", "ortiz"] {
            assert_eq!(meant(words).as_deref(), Ok("ana-ortiz"), "{words}");
        }
        for words in ["Sam L", "Sam L.", "sam lind"] {
            assert_eq!(meant(words).as_deref(), Ok("sam-lindqvist"), "{words}");
        }
    }

    #[test]
    fn somebody_new_has_a_whole_name_or_is_said_to_be_new() {
        for (words, name) in [
            ("Priya Nair", "Priya Nair"),
            ("Juan de la Cruz", "Juan de la Cruz"),
            ("李 伟", "李 伟"),
            ("Suharto (new)", "Suharto"),
            ("Zoë O’Hara-Lind", "Zoë O’Hara-Lind"),
        ] {
            assert_eq!(meant(words).as_deref(), Ok(name), "{words}");
        }
    }

    #[test]
    fn anybody_else_is_nobody_and_it_is_said_why() {
        for (words, why) in [
            ("Anna Ortiz", "`Anna Ortiz` is nobody here: did you mean Ana Ortiz?"),
            ("Sam", "`Sam` could be Sam Berg or Sam Lindqvist: write the whole name"),
            ("Anna", "`Anna` is nobody here: did you mean Ana Ortiz? somebody new is `Anna (new)`"),
            ("Suharto", "`Suharto` is nobody here: write the whole name, or `Suharto (new)`"),
            ("and then", "`and then` is nobody here: write the whole name, or `and then (new)`"),
            ("Ana and Tomasz", "`Ana and Tomasz` is more than one person: write a line for each"),
            ("ana-ortis", "`ana-ortis` is nobody here: did you mean Ana Ortiz?"),
        ] {
            assert_eq!(meant(words), Err(why.to_owned()), "{words}");
        }
    }

    #[test]
    fn a_name_ends_at_its_colon_even_where_it_holds_one() {
        let mut engagement = engagement();
        let odd = serde_json::json!({ "name": "Port: IT", "side": "customer" });
        let id: PersonId = "port-it".parse().unwrap();
        engagement
            .records
            .insert(id.reference(), crate::model::record::Record::Person(serde_json::from_value(odd).unwrap()));
        assert_eq!(split("Port: IT: too slow: really", &engagement), Some(("Port: IT", " too slow: really")));
        assert_eq!(split("ANA ORTIZ :fine", &engagement), Some(("ANA ORTIZ", "fine")));
        assert_eq!(split("Ana Ortiz - fine: really", &engagement), Some(("Ana Ortiz", " fine: really")));
        assert_eq!(split("Ana Ortiz-Vega: fine", &engagement), Some(("Ana Ortiz-Vega", " fine")));
        assert_eq!(split("no colon", &engagement), None);
        assert_eq!(callable(&id, "Port: IT"), "port-it");
    }
}
