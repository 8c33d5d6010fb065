//! Who is meant in a debrief: names end at a colon, stand beside a remark, or are marked as new.

use super::Background;
use crate::model::engagement::Engagement;
use crate::model::reading::fold::fold;
use crate::model::reading::people::{Meant, Someone};
use crate::model::record::{Role, Side};
use crate::model::text::one_line;

/// The words before and after the colon or dash that ends a name; the longest known name wins.
pub(super) fn split<'a>(text: &'a str, known: &Background) -> Option<(&'a str, &'a str)> {
    let ends = [":", " - ", " – ", " — "];
    let places = |end| text.match_indices(end).take_while(|(at, _)| *at < LONGEST);
    let parts = ends.iter().flat_map(|end| places(*end)).map(|(at, end)| (&text[..at], &text[at + end.len()..]));
    let is_known = |(name, _): &(&str, &str)| !known.people.whole(name).is_empty();
    let named = parts.filter(is_known).max_by_key(|(name, _)| name.len());
    named.or_else(|| dashed(text, known)).or_else(|| text.split_once(':'))
}

/// The words before and after a dash, if no colon comes before it and they are somebody by a part of the name.
fn dashed<'a>(text: &'a str, known: &Background) -> Option<(&'a str, &'a str)> {
    let ends = [" - ", " – ", " — "];
    let (name, rest) = ends.iter().filter_map(|end| text.split_once(end)).min_by_key(|(name, _)| name.len())?;
    (!name.contains(':') && read(name, known).is_ok()).then_some((name, rest))
}

/// The most bytes of a line in which a name ends.
const LONGEST: usize = 200;

/// Who is meant: an id, or the name of somebody new.
///
/// Somebody new is marked with `(new)`, there or elsewhere in the buffer.
pub(super) fn read(words: &str, known: &Background) -> Result<String, String> {
    let words = words.trim().trim_start_matches('@');
    // brackets around the whole may have taken the last one
    let lower = words.to_lowercase();
    let new = lower.strip_suffix(NEW).or_else(|| lower.strip_suffix("(new")).map(str::len);
    let name = new.map_or(words, |length| words.get(..length).unwrap_or(words).trim());
    let name = known.me.filter(|_| name.eq_ignore_ascii_case("me")).unwrap_or(name);
    match known.people.find(name) {
        Meant::Nobody(_) if new.is_some() && is_one(name) => Ok(name.to_owned()),
        Meant::Part(_) if is_short(name, known) => Err(nobody(name)),
        Meant::List(_) | Meant::Nobody(_) => remarked(name, known).unwrap_or_else(|| Err(refused(name, known))),
        meant => meant.one(name).map(|someone| someone.key.clone()),
    }
}

/// Whether words are a name, and not that of a known person.
pub(super) fn is_new(name: &str, known: &Background) -> bool {
    is_one(name) && known.people.find(name) == Meant::Nobody(vec![])
}

/// Whether words are no name, nor a word of one, and too short to begin one: `To: …`, `it - …`.
fn is_short(words: &str, known: &Background) -> bool {
    let is_word = |someone: &Someone| someone.name.split_whitespace().any(|word| fold(word) == fold(words));
    fold(words).len() < 3 && !known.people.find(words).one(words).is_ok_and(is_word)
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
    text.lines().filter_map(name).filter(|name| is_one(name)).collect()
}

/// Somebody known with a remark: `Ana Ortiz (sponsor)`, `Ana Ortiz, sponsor`.
fn remarked(name: &str, known: &Background) -> Option<Result<String, String>> {
    let bracketed = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let (before, remark) = bracketed.or_else(|| name.split_once(','))?;
    let (before, remark) = (before.trim(), remark.trim());
    if known.people.find(remark).one(remark).is_ok() {
        return None;
    }
    let id = known.people.find(before).one(before).ok()?.key.clone();
    let why = || format!("`{}` beside the name {before} is not a role; write it after the colon", short(remark));
    Some(if is_of(remark, &id, known.engagement) { Ok(id) } else { Err(why()) })
}

/// Whether words describe a person: a role, the side, or where they work.
fn is_of(remark: &str, id: &str, engagement: &Engagement) -> bool {
    let person = id.parse().ok().and_then(|id| engagement.person(&id));
    let place = person.and_then(|person| person.organization.as_ref());
    let is_place = place.is_some_and(|place| fold(place.as_str()) == fold(remark));
    let remark = remark.to_lowercase();
    let is_role = remark.replace(' ', "-").parse::<Role>().is_ok() || remark.to_uppercase().parse::<Role>().is_ok();
    is_role || is_place || remark.parse::<Side>().is_ok()
}

/// Why words are nobody known, or more than one person.
fn refused(name: &str, known: &Background) -> String {
    let meant = known.people.find(name);
    let why = meant.one(name).err().unwrap_or_default();
    match meant {
        Meant::List(_) => format!("{why}; write a line for each"),
        Meant::Nobody(near) if !near.is_empty() => format!("{why} if new, write {}", as_new(name)),
        _ => nobody(name),
    }
}

fn nobody(name: &str) -> String {
    format!("`{}` is not in people/; if new, write {}", short(name), as_new(name))
}

/// How somebody new is written; a name with a bracket of its own is not repeated.
fn as_new(name: &str) -> String {
    if name.contains('(') { "`(new)` after the name".to_owned() } else { format!("`{} (new)`", short(name)) }
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
    fn a_name_has_a_mark_or_a_remark_beside_it() {
        for (id, all) in [
            ("ana-ortiz", "Ana|@Ana|@ana-ortiz|Mr Ortiz|Ana Ortiz (sponsor)|Ana\u{a0}Ortiz, sponsor|Ana (customer)"),
            ("sam-berg", "S. Berg|me"),
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
    fn anybody_else_is_refused_with_the_candidates() {
        for (words, why) in [
            ("Anna", "`Anna` is not in people/; did you mean Ana Ortiz (ana-ortiz)? if new, write `Anna (new)`"),
            ("Sam", "`Sam` could be Sam Berg (sam-berg) or Sam Lindqvist (sam-lindqvist)"),
            ("Ana (in the rain)", "`in the rain` beside the name Ana is not a role; write it after the colon"),
            ("Ana, Tomasz", "`Ana, Tomasz` is more than one person: `Ana` and `Tomasz`; write a line for each"),
            ("Ana and Tomasz", "`Ana and Tomasz` is more than one person: `Ana` and `Tomasz`; write a line for each"),
        ] {
            assert_eq!(meant(words), Err(why.to_owned()), "{words}");
        }
        for name in ["Suharto", "Good News", "Port IT", "To", "B. Ortiz"] {
            assert_eq!(meant(name), Err(format!("`{name}` is not in people/; if new, write `{name} (new)`")));
        }
    }

    #[test]
    fn somebody_is_said_to_be_new_once_for_the_whole_buffer() {
        let names = introduced("- Jo Lund (new): fine\nlog, data cleared by Priya Nair (NEW)\n(new)\nnothing");
        assert_eq!(names, ["Jo Lund", "Priya Nair"]);
        let text = "## said\nJo Lund (new): fine\nJo Lind (new): slow\njo lund: 4/3\nLind: 3/2\nJo: well\njo lud: x\n";
        let reading = crate::exchange::debrief::fixture::read(text);
        let from: Vec<_> = reading.facts.iter().map(|fact| fact.value("from").unwrap()).collect();
        assert_eq!(from, ["Jo Lund", "Jo Lind", "Jo Lund", "Jo Lind"]);
        let why: Vec<_> = reading.problems.iter().map(|problem| problem.why.as_str()).collect();
        let near = "`jo lud` is not in people/; did you mean Jo Lund? if new, write `jo lud (new)`";
        assert_eq!(why, ["`Jo` could be Jo Lund or Jo Lind", near]);
    }

    #[test]
    fn a_name_ends_at_its_colon_even_where_it_holds_one() {
        let mut engagement = engagement();
        engagement
            .records
            .extend(fixture::engagement(r#"{"records": {"people/port-it": {"name": "Port: IT"}}}"#).records);
        for (line, parts) in [
            ("Port: IT: too slow: really", Some(("Port: IT", " too slow: really"))),
            ("ANA ORTIZ :fine", Some(("ANA ORTIZ ", "fine"))),
            ("Ana Ortiz - fine: really", Some(("Ana Ortiz", "fine: really"))),
            ("Ana Ortiz-Vega: fine", Some(("Ana Ortiz-Vega", " fine"))),
            ("ana - liked it, enthusiasm: 5", Some(("ana", "liked it, enthusiasm: 5"))),
            ("the plug - it is: red", Some(("the plug - it is", " red"))),
            ("no colon", None),
        ] {
            assert_eq!(split(line, &known(&engagement)), parts, "{line}");
        }
        assert_eq!(callable("port-it", "Port: IT"), "port-it");
    }
}
