//! Who is meant in a debrief: someone of the engagement by name, first name or id, or somebody new.

use super::Known;
use crate::model::engagement::Engagement;
use crate::model::people::{self, Meant};
use crate::model::record::Person;
use crate::model::reference::{PersonId, Reference};
use crate::model::words::{and_list, or_list, short};

/// Words before and after the colon that ends a name; the longest name that somebody has counts first.
pub(super) fn split<'a>(text: &'a str, engagement: &Engagement) -> Option<(&'a str, &'a str)> {
    let named = engagement.all::<Person>().filter_map(|(_, person)| after_name(text, &person.name.one_line()));
    named.max_by_key(|(name, _)| name.len()).or_else(|| text.split_once(':'))
}

/// A name that begins words, and what follows its colon.
fn after_name<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let (head, rest) = text.split_at_checked(name.len())?;
    let rest = rest.trim_start().strip_prefix(':')?;
    (head.to_lowercase() == name.to_lowercase()).then_some((head, rest))
}

/// The person that words mean: an id, or the name of somebody new.
///
/// A part of the name will do where only one has it, with a title or without. A new name stands before
/// `(new)`, there or elsewhere in the buffer.
pub(super) fn read(words: &str, known: &Known) -> Result<String, String> {
    let words = words.trim();
    // a bracket around it all may have taken the last one
    let lower = words.to_lowercase();
    let said_new = lower.strip_suffix(NEW).or_else(|| lower.strip_suffix("(new")).map(str::len);
    let name = said_new.map_or(words, |length| words.get(..length).unwrap_or(words).trim());
    let plain = untitled(name);
    let near = match people::find(known.engagement, plain) {
        Meant::Known(id) => return Ok(id.to_string()),
        Meant::New(..) if said_new.is_some() && is_one(name) => return Ok(name.to_owned()),
        Meant::New(..) => vec![],
        Meant::Nobody(near) => near,
    };
    if let Some(one) = only_one(plain, known.engagement).or_else(|| among_new(plain, known)) {
        return Ok(one);
    }
    match begun(plain, known.engagement).as_slice() {
        [] => Err(nobody(name, &near, known)),
        [one] => Ok(one.clone()),
        several => Err(nobody(name, several, known)),
    }
}

/// Titles before a name.
const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "dr", "prof"];

/// A name without its title.
fn untitled(name: &str) -> &str {
    let titled = name.split_once(' ').filter(|(title, _)| {
        let title = title.trim_end_matches('.').to_lowercase();
        TITLES.contains(&title.as_str())
    });
    titled.map_or(name, |(_, name)| name.trim_start())
}

/// Whether words are a name, and that of nobody known.
pub(super) fn is_new(name: &str, known: &Known) -> bool {
    let engagement = known.engagement;
    is_one(name)
        && matches!(people::find(engagement, untitled(name)), Meant::New(..))
        && begun(untitled(name), engagement).is_empty()
        && slip(name, engagement).is_none()
}

/// Somebody that the buffer says to be new: by the whole name, or a part that only one of them has.
fn among_new(name: &str, known: &Known) -> Option<String> {
    let name = name.to_lowercase();
    let whole = known.new.iter().find(|new| new.to_lowercase() == name);
    let mut parts = known.new.iter().filter(|new| new.to_lowercase().split_whitespace().any(|part| part == name));
    let part = parts.next().filter(|one| parts.all(|other| other.to_lowercase() == one.to_lowercase()));
    whole.or(part).cloned()
}

/// Whether a line is nothing but the name of somebody known or said to be new, and its colon.
pub(super) fn is_line(line: &str, known: &Known) -> bool {
    line.strip_suffix(':').is_some_and(|name| read(name, known).is_ok())
}

/// What says that somebody is new.
const NEW: &str = "(new)";

/// The names that a buffer says to be new.
pub fn said_new(text: &str) -> Vec<String> {
    let name = |line: &str| {
        let at = line.to_ascii_lowercase().find(NEW)?;
        let before = line[..at].rsplit([':', ',', '(']).next()?;
        let words: Vec<_> = before.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
        // `cleared by Jo Lund (new)`
        let from = words.iter().rposition(|word| *word == "by").map_or(0, |at| at + 1);
        Some(words[from..].join(" "))
    };
    text.lines().filter_map(name).filter(|name| !name.is_empty()).collect()
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
    let people = engagement.all::<Person>().filter(|(_, person)| begins(person));
    let ids = people.filter_map(|(reference, _)| match reference {
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

/// Why words mean nobody who is known.
fn nobody(words: &str, near: &[String], known: &Known) -> String {
    let names: Vec<_> =
        near.iter().map(|id| id.parse().map_or(id.clone(), |id| known.engagement.name_of(&id))).collect();
    match names.as_slice() {
        [] if !is_one(words) => {
            format!("`{}` is not the name of one person: write the name alone, a line for each", short(words, 40))
        }
        [] => {
            let near = slip(words, known.engagement).map_or(":".to_owned(), |near| format!(": did you mean {near}?"));
            format!("`{}` is nobody here{near} somebody new? write `{0} (new)`", short(words, 40))
        }
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
        for words in ["Sam L", "Sam L.", "sam lind", "Sam Lind"] {
            assert_eq!(meant(words).as_deref(), Ok("sam-lindqvist"), "{words}");
        }
    }

    #[test]
    fn people_are_known_with_a_title_too() {
        for words in ["Mr Ortiz", "Ms. Ortiz", "Dr. Ana Ortiz", "Mr Ana Ortiz"] {
            assert_eq!(meant(words).as_deref(), Ok("ana-ortiz"), "{words}");
        }
    }

    #[test]
    fn somebody_new_is_said_to_be_new() {
        for (words, name) in [
            ("Priya Nair (new)", "Priya Nair"),
            ("Juan de la Cruz (new)", "Juan de la Cruz"),
            ("李 伟 (new)", "李 伟"),
            ("Suharto (new)", "Suharto"),
            ("Zoë O’Hara-Lind (new)", "Zoë O’Hara-Lind"),
        ] {
            assert_eq!(meant(words).as_deref(), Ok(name), "{words}");
        }
    }

    #[test]
    fn anybody_else_is_nobody_and_it_is_said_why() {
        for (words, why) in [
            ("Anna Ortiz", "`Anna Ortiz` is nobody here: did you mean Ana Ortiz?"),
            ("Sam", "`Sam` could be Sam Berg or Sam Lindqvist: write the whole name"),
            ("Anna", "`Anna` is nobody here: did you mean Ana Ortiz? somebody new? write `Anna (new)`"),
            ("Suharto", "`Suharto` is nobody here: somebody new? write `Suharto (new)`"),
            ("Good News", "`Good News` is nobody here: somebody new? write `Good News (new)`"),
            ("Next Time", "`Next Time` is nobody here: somebody new? write `Next Time (new)`"),
            ("Port IT", "`Port IT` is nobody here: somebody new? write `Port IT (new)`"),
            ("Harbour Master", "`Harbour Master` is nobody here: somebody new? write `Harbour Master (new)`"),
            ("Mr Hurley", "`Mr Hurley` is nobody here: somebody new? write `Mr Hurley (new)`"),
            ("B. Ortiz", "`B. Ortiz` is nobody here: somebody new? write `B. Ortiz (new)`"),
            ("ana-ortis", "`ana-ortis` is nobody here: did you mean Ana Ortiz?"),
        ] {
            assert_eq!(meant(words), Err(why.to_owned()), "{words}");
        }
        for words in ["Ana (sponsor)", "Ana Ortiz, sponsor", "Ana and Tomasz", "@Ana"] {
            let why = format!("`{words}` is not the name of one person: write the name alone, a line for each");
            assert_eq!(meant(words), Err(why));
        }
    }

    #[test]
    fn somebody_is_said_to_be_new_once_for_the_whole_buffer() {
        let names = said_new("- Jo Lund (new): fine\nlog, data cleared by Priya Nair (NEW)\n(new)\nnothing");
        assert_eq!(names, ["Jo Lund", "Priya Nair"]);
        let engagement = engagement();
        let known = Known { new: &names, ..known(&engagement) };
        assert_eq!(read("jo lund", &known).as_deref(), Ok("Jo Lund"));
        assert!(read("jo lind", &known).is_err());
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
        assert_eq!(split("Ana Ortiz-Vega: fine", &engagement), Some(("Ana Ortiz-Vega", " fine")));
        assert_eq!(split("the plug - it is: red", &engagement), Some(("the plug - it is", " red")));
        assert_eq!(split("no colon", &engagement), None);
        assert_eq!(callable(&id, "Port: IT"), "port-it");
    }
}
