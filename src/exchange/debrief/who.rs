//! Resolves people in a debrief: a person of the engagement by name, first name or id, or a new person.

use super::Background;
use crate::model::engagement::Engagement;
use crate::model::reading::people::{self, Meant};
use crate::model::record::{Person, Role, Side};
use crate::model::text::one_line;
use crate::model::words::{and_list, or_list};

/// The words before and after the colon that ends a name; the longest known name wins.
pub(super) fn split<'a>(text: &'a str, engagement: &Engagement) -> Option<(&'a str, &'a str)> {
    let named = engagement.all::<Person>().filter_map(|(_, person)| after_name(text, &person.name.one_line()));
    let named = named.max_by_key(|rest| text.len() - rest.len());
    match named {
        Some(rest) => {
            let head = text[..text.len() - rest.len()].trim_end();
            Some((head.trim_end_matches(|c: char| c.is_whitespace() || ENDS.contains(&c)), rest))
        }
        None => dashed(text, engagement).or_else(|| text.split_once(':')),
    }
}

/// The words before and after a dash, if no colon comes before it and somebody has that name, or part of it.
fn dashed<'a>(text: &'a str, engagement: &Engagement) -> Option<(&'a str, &'a str)> {
    let ends = [" - ", " – ", " — "];
    let (name, rest) = ends.iter().filter_map(|end| text.split_once(end)).min_by_key(|(name, _)| name.len())?;
    (!name.contains(':') && known_as(name.trim(), engagement).is_some()).then_some((name, rest))
}

/// Characters that end a name; a dash only after the whole name of a known person.
const ENDS: [char; 4] = [':', '-', '–', '—'];

/// The text after a name and its colon or dash.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = text.get(name.len()..)?;
    let same = text[..name.len()].to_lowercase() == name.to_lowercase();
    let is_apart = |words: &str| words.starts_with(char::is_whitespace);
    let dashed = || rest.trim_start().strip_prefix(&ENDS[1..]).filter(|behind| is_apart(rest) && is_apart(behind));
    rest.trim_start().strip_prefix(':').or_else(dashed).filter(|_| same)
}

/// The person that words mean: an id, or the name of a new person.
///
/// A first name is enough if only one person has it, and so is a title or an initial with a last name. A new
/// name is followed by `(new)`, there or elsewhere in the buffer.
pub(super) fn read(words: &str, known: &Background) -> Result<String, String> {
    let words = words.trim().trim_start_matches('@');
    // brackets around the whole may have taken the last one
    let lower = words.to_lowercase();
    let name_length = lower.strip_suffix(NEW).or_else(|| lower.strip_suffix("(new")).map(str::len);
    let name = name_length.map_or(words, |length| words.get(..length).unwrap_or(words).trim());
    match people::find(known.engagement, name) {
        Meant::Known(id) => Ok(id.to_string()),
        Meant::New(..) if name_length.is_some() && is_one(name) => Ok(name.to_owned()),
        Meant::New(..) => found(name, known).unwrap_or_else(|| Err(somebody_else(name, known))),
        Meant::Nobody(near) => {
            let found = only(people::with_part(known.engagement, name)).or_else(|| among_new(name, known));
            found.ok_or_else(|| nobody(name, &near, known))
        }
    }
}

/// Whether words are a name, and not that of a known person.
pub(super) fn is_new(name: &str, known: &Background) -> bool {
    let meant = people::find(known.engagement, name);
    let is_nobody = || found(name, known).is_none() && slip(name, known.engagement).is_none();
    is_one(name) && matches!(meant, Meant::New(..)) && is_nobody()
}

/// A person that the buffer marks as new: by the whole name, or a part that only one of them has.
fn among_new(name: &str, known: &Background) -> Option<String> {
    let name = name.to_lowercase();
    let whole = known.new.iter().find(|new| new.to_lowercase() == name);
    let mut parts = known.new.iter().filter(|new| new.to_lowercase().split_whitespace().any(|part| part == name));
    let part = parts.next().filter(|one| parts.all(|other| other.to_lowercase() == one.to_lowercase()));
    whole.or(part).cloned()
}

/// Marks a person as new.
const NEW: &str = "(new)";

/// The names that a buffer marks as new.
pub fn introduced(text: &str) -> Vec<String> {
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

/// The person that words mean if they are not a whole name, or a person marked as new elsewhere.
fn found(name: &str, known: &Background) -> Option<Result<String, String>> {
    if let Some(new) = among_new(name, known) {
        return Some(Ok(new));
    }
    // `Sam L` and `Sam L.` are Sam Lindqvist
    let begins = name.to_lowercase();
    let begins = begins.trim_end_matches('.');
    let begun = people::whose(known.engagement, |name| begins.len() > 2 && name.starts_with(begins));
    for few in [begun, titled(name, known.engagement)] {
        match few.as_slice() {
            [] => {}
            [one] => return Some(Ok(one.clone())),
            several => return Some(Err(nobody(name, several, known))),
        }
    }
    // `Ana Ortiz (sponsor)`, `Ana Ortiz, sponsor`
    let bracketed = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let (before, remark) = bracketed.or_else(|| name.split_once(','))?;
    let (before, remark) = (before.trim(), remark.trim());
    let id = known_as(before, known.engagement)?;
    let why = || format!("`{}` beside the name {before} is no role: write it after the colon", short(remark));
    Some(if is_of(remark, &id, known.engagement) { Ok(id) } else { Err(why()) })
}

/// A known person by an id, a whole name, or a part that only one has.
fn known_as(words: &str, engagement: &Engagement) -> Option<String> {
    match people::find(engagement, words) {
        Meant::Known(id) => Some(id.to_string()),
        _ => only(people::with_part(engagement, words)).or_else(|| only(titled(words, engagement))),
    }
}

/// The single id, if there is exactly one.
fn only(ids: Vec<String>) -> Option<String> {
    <[String; 1]>::try_from(ids).ok().map(|[id]| id)
}

/// Whether words describe a person: a role, the side, or where they work.
fn is_of(remark: &str, id: &str, engagement: &Engagement) -> bool {
    let remark = remark.to_lowercase();
    let person = id.parse().ok().and_then(|id| engagement.person(&id));
    let place = person.and_then(|person| person.organization.as_ref()).map(|place| place.one_line().to_lowercase());
    let is_role = remark.replace(' ', "-").parse::<Role>().is_ok() || remark.to_uppercase().parse::<Role>().is_ok();
    is_role || remark.parse::<Side>().is_ok() || place.is_some_and(|place| place == remark)
}

/// Titles before a last name.
const TITLES: [&str; 12] = ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "captain", "capt", "señor"];

/// People whose last name ends the words, after a title, an initial or both: `Mr Hurley`, `A. Ortiz`.
fn titled(words: &str, engagement: &Engagement) -> Vec<String> {
    let words = words.to_lowercase();
    let mut parts: Vec<_> = words.split_whitespace().map(|part| part.trim_end_matches('.')).collect();
    let is_titled = parts.first().is_some_and(|part| TITLES.contains(part));
    parts.drain(..usize::from(is_titled));
    let (initial, last) = match parts.as_slice() {
        [last] if is_titled => ("", *last),
        [initial, last] if initial.chars().count() == 1 || is_titled => (*initial, *last),
        _ => return vec![],
    };
    people::whose(engagement, |name| name.starts_with(initial) && name.split(' ').next_back() == Some(last))
}

/// Why the words match no known person.
fn somebody_else(name: &str, known: &Background) -> String {
    if !is_one(name) && (name.contains([',', '/', '&', '+']) || name.contains(" and ")) {
        return format!("`{}` is more than one person, or none: write a line for each", short(name));
    }
    let near = slip(name, known.engagement).map_or(String::new(), |near| format!(" did you mean {near}?"));
    format!("`{}` is nobody here:{near} somebody new? write `{0} (new)`", short(name))
}

/// A person whose name has a part that differs from these words by one typo.
fn slip(words: &str, engagement: &Engagement) -> Option<String> {
    let words = words.to_lowercase();
    let mut names = engagement.all::<Person>().map(|(_, person)| person.name.one_line());
    names.find(|name| name.to_lowercase().split(' ').any(|part| strsim::osa_distance(part, &words) == 1))
}

fn nobody(words: &str, near: &[String], known: &Background) -> String {
    let names: Vec<_> =
        near.iter().map(|id| id.parse().map_or(id.clone(), |id| known.engagement.name_of(&id))).collect();
    match names.as_slice() {
        [] => format!("`{}` is nobody here: somebody new? write `{0} (new)`", short(words)),
        [one] => format!("`{words}` is nobody here: did you mean {one}?"),
        several if several.len() <= 4 => format!("`{words}` could be {}: write the whole name", or_list(several)),
        several => format!("`{words}` could be several, such as {}", and_list(&several[..3])),
    }
}

/// Whether words are one name, and not a sentence: letters, few words.
fn is_one(name: &str) -> bool {
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'));
    let words: Vec<_> = name.split_whitespace().collect();
    (1..=5).contains(&words.len()) && words.iter().all(|word| letters(word) && !matches!(*word, "and" | "or"))
}

/// The beginning of words, for a message.
pub(super) fn short(words: &str) -> String {
    let line = one_line(words);
    if line.chars().count() <= 40 { line } else { format!("{}…", line.chars().take(39).collect::<String>()) }
}

/// A person's name in a buffer: the name, or the id if the name would be read as something else.
pub(super) fn callable<'a>(id: &'a str, name: &'a str) -> &'a str {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | ','));
    if plain && name.starts_with(char::is_alphanumeric) { name } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::{engagement, known};
    use crate::insight::fixture;

    fn meant(words: &str) -> Result<String, String> {
        read(words, &known(&engagement()))
    }

    #[test]
    fn people_are_known_by_name_id_title_initial_or_what_they_are() {
        for (id, all) in [
            (
                "ana-ortiz",
                "Ana Ortiz|ana ortiz|ana-ortiz| Ana |Ortiz|ortiz|@Ana|@ana-ortiz|Mr Ana Ortiz|Mr Ortiz|Ms. Ortiz",
            ),
            (
                "ana-ortiz",
                "Dr. A. Ortiz|A. Ortiz|A Ortiz|Frau Ortiz|Ana Ortiz (sponsor)|Ana Ortiz, sponsor|Ana (customer)",
            ),
            ("sam-lindqvist", "Sam L|Sam L.|sam lind"),
            ("sam-berg", "S. Berg"),
        ] {
            for words in all.split('|') {
                assert_eq!(meant(words).as_deref(), Ok(id), "{words}");
            }
        }
    }

    #[test]
    fn somebody_new_is_said_to_be_new() {
        for name in ["Priya Nair", "Juan de la Cruz", "李 伟", "Suharto", "Zoë O’Hara-Lind"] {
            assert_eq!(meant(&format!("{name} (new)")).as_deref(), Ok(name));
        }
    }

    #[test]
    fn anybody_else_is_nobody_and_it_is_said_why() {
        for (words, why) in [
            ("Anna Ortiz", "`Anna Ortiz` is nobody here: did you mean Ana Ortiz?"),
            ("Sam", "`Sam` could be Sam Berg or Sam Lindqvist: write the whole name"),
            ("Anna", "`Anna` is nobody here: did you mean Ana Ortiz? somebody new? write `Anna (new)`"),
            ("Ana (in the rain)", "`in the rain` beside the name Ana is no role: write it after the colon"),
            ("Ana and Tomasz", "`Ana and Tomasz` is more than one person, or none: write a line for each"),
            ("ana-ortis", "`ana-ortis` is nobody here: did you mean Ana Ortiz?"),
        ] {
            assert_eq!(meant(words), Err(why.to_owned()), "{words}");
        }
        for name in ["Suharto", "Good News", "Port IT", "Harbour Master", "Mr Hurley", "B. Ortiz"] {
            let why = format!("`{name}` is nobody here: somebody new? write `{name} (new)`");
            assert_eq!(meant(name), Err(why), "{name}");
        }
    }

    #[test]
    fn somebody_is_said_to_be_new_once_for_the_whole_buffer() {
        let names = introduced("- Jo Lund (new): fine\nlog, data cleared by Priya Nair (NEW)\n(new)\nnothing");
        assert_eq!(names, ["Jo Lund", "Priya Nair"]);
        let engagement = engagement();
        let known = Background { new: &names, ..known(&engagement) };
        assert_eq!(read("jo lund", &known).as_deref(), Ok("Jo Lund"));
        assert!(read("jo lind", &known).is_err());
    }

    #[test]
    fn a_name_ends_at_its_colon_even_where_it_holds_one() {
        let mut engagement = engagement();
        engagement
            .records
            .extend(fixture::engagement(r#"{"records": {"people/port-it": {"name": "Port: IT"}}}"#).records);
        for (line, parts) in [
            ("Port: IT: too slow: really", Some(("Port: IT", " too slow: really"))),
            ("ANA ORTIZ :fine", Some(("ANA ORTIZ", "fine"))),
            ("Ana Ortiz - fine: really", Some(("Ana Ortiz", " fine: really"))),
            ("Ana Ortiz-Vega: fine", Some(("Ana Ortiz-Vega", " fine"))),
            ("ana - liked it, enthusiasm: 5", Some(("ana", "liked it, enthusiasm: 5"))),
            ("the plug - it is: red", Some(("the plug - it is", " red"))),
            ("no colon", None),
        ] {
            assert_eq!(split(line, &engagement), parts, "{line}");
        }
        assert_eq!(callable("port-it", "Port: IT"), "port-it");
    }
}
