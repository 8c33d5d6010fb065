//! Reads who is meant: by id, full name, e-mail address, or a unique part of the name.

use std::collections::HashMap;

use super::fold::fold;
use crate::model::engagement::Engagement;
use crate::model::prelude::*;
use crate::model::record::{Person, Side};
use crate::model::words::{and_list, or_list};

/// The people that words can mean.
#[derive(Debug, Clone, Default)]
pub struct People {
    all: Vec<Someone>,
    /// Positions in `all`, by the fold of the name, of the id and of the address.
    whole: HashMap<String, Vec<usize>>,
    /// The same by the fold of the name without titles.
    bare: HashMap<String, Vec<usize>>,
}

/// Somebody that words can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone {
    /// The id in `people/`; the name of somebody who is not there yet.
    pub key: String,
    /// The full name.
    pub name: String,
    /// The folds of the name and of the id.
    folds: [String; 2],
}

/// Who is meant by words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<'p> {
    /// Somebody, by the id, the full name or the address.
    Known(&'p Someone),
    /// Somebody, by a part of the name that nobody else has.
    Part(&'p Someone),
    /// A part of several names.
    Several(Vec<&'p Someone>),
    /// More than one name, such as `Ana and Sam`.
    List(Vec<String>),
    /// Nobody, and whose name is a typo away.
    Nobody(Vec<&'p Someone>),
}

/// The most people that a message names.
const MOST: usize = 8;

/// Titles before a name.
const TITLES: [&str; 13] =
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "herr", "frau", "captain", "capt", "senor"];

impl People {
    /// The people of an engagement; those whose file cannot be read by their ids.
    pub fn of(engagement: &Engagement) -> Self {
        let mut people = Self::default();
        for (reference, person) in engagement.all::<Person>() {
            if let Reference::Record(_, id) = reference {
                if let Some(address) = &person.email {
                    people.whole.entry(fold(&address.one_line())).or_default().push(people.all.len());
                }
                people.add(id, &person.name.one_line());
            }
        }
        for reference in &engagement.unread {
            if let Reference::Record(Kind::Person, id) = reference {
                people.add(id, id);
            }
        }
        people
    }

    /// Adds somebody who is not there yet; a key that is not an id is the name of somebody new.
    pub fn add(&mut self, key: &str, name: &str) {
        if self.whole(key).iter().any(|someone| someone.key == key) {
            return;
        }
        let folds = [fold(name), fold(key)];
        self.bare.entry(titled(&folds[0]).1.to_owned()).or_default().push(self.all.len());
        for (at, folded) in folds.iter().enumerate() {
            if at == 0 || folds[0] != *folded {
                self.whole.entry(folded.clone()).or_default().push(self.all.len());
            }
        }
        self.all.push(Someone { key: key.to_owned(), name: name.to_owned(), folds });
    }

    /// Who is meant by words; case, accents, blanks and titles do not count.
    pub fn find(&self, words: &str) -> Meant<'_> {
        let folded = fold(words);
        let whole = self.whole(words);
        if !whole.is_empty() {
            return one_of(whole, Meant::Known);
        }
        let names: Vec<_> = several(words).map(ToOwned::to_owned).collect();
        if names.len() > 1 {
            return self.same(&names).map_or(Meant::List(names), Meant::Part);
        }
        let (titles, bare) = titled(&folded);
        let parts: Vec<_> = bare.split_whitespace().collect();
        for is_like in [|part: &str, word: &str| part == word, |part: &str, word: &str| word.starts_with(part)] {
            let like: Vec<_> = self.all.iter().filter(|someone| someone.has(&parts, is_like)).collect();
            let is_titled = |someone: &&&Someone| !titles.is_empty() && titled(&someone.folds[0]).0 == titles;
            return match (like.as_slice(), like.iter().filter(is_titled).collect::<Vec<_>>().as_slice()) {
                ([], _) => continue,
                ([_, _, ..], [one]) => Meant::Part(one),
                _ => one_of(like, Meant::Part),
            };
        }
        Meant::Nobody(self.all.iter().filter(|someone| someone.is_a_typo_from(bare)).take(MOST).collect())
    }

    /// Somebody whose name differs in titles only: `Dr. Ana Ortiz`.
    pub fn titled_otherwise(&self, name: &str) -> Option<&Someone> {
        let folded = fold(name);
        let (titles, bare) = titled(&folded);
        let alike = self.bare.get(bare).filter(|_| !bare.is_empty())?;
        alike.iter().map(|at| &self.all[*at]).find(|someone| titled(&someone.folds[0]).0 != titles)
    }

    /// The one person whom all these words mean: `Ortiz, Ana`.
    fn same(&self, names: &[String]) -> Option<&Someone> {
        let mut people = names.iter().map(|name| self.find(name).one(name).ok());
        let first = people.next()??;
        people.all(|other| other == Some(first)).then_some(first)
    }

    /// The people with exactly this id, name or address; among several of that fold, those spelled like it.
    pub fn whole(&self, words: &str) -> Vec<&Someone> {
        let folded = fold(words);
        let alike = self.whole.get(&folded).filter(|_| !folded.is_empty()).map_or(&[][..], Vec::as_slice);
        let alike: Vec<_> = alike.iter().map(|at| &self.all[*at]).collect();
        let is_spelled: [fn(&Someone, &str) -> bool; 2] =
            [|someone, words| someone.key == words, |someone, words| someone.name == words];
        let spelled = is_spelled.iter().map(|is| alike.iter().copied().filter(|one| is(one, words.trim())).collect());
        spelled.into_iter().find(|spelled: &Vec<_>| spelled.len() == 1).unwrap_or(alike)
    }

    /// The first people, for a message.
    pub fn some(&self) -> impl Iterator<Item = &Someone> {
        self.all.iter().take(MOST)
    }
}

fn one_of<'p>(people: Vec<&'p Someone>, one: fn(&'p Someone) -> Meant<'p>) -> Meant<'p> {
    match people.as_slice() {
        [someone] => one(someone),
        _ => Meant::Several(people),
    }
}

impl Someone {
    /// Whether parts are words of the name or of the id, in this order.
    fn has(&self, parts: &[&str], is_like: fn(&str, &str) -> bool) -> bool {
        // a single letter is an initial, beside a name
        let longest = parts.iter().map(|part| part.len()).max().unwrap_or(0);
        let in_order = |folded: &String| {
            let mut words = folded.split(' ');
            parts.iter().all(|part| words.any(|word| is_like(part, word)))
        };
        longest > 1 && self.folds.iter().any(in_order)
    }

    /// Whether the name, the id or a word of the name differs by one letter, or by two if it is long.
    fn is_a_typo_from(&self, bare: &str) -> bool {
        let most = if bare.len() > 8 { 2 } else { 1 };
        let is_near =
            |known: &str| known.len().abs_diff(bare.len()) <= most && strsim::osa_distance(known, bare) <= most;
        let mut names = self.folds.iter().map(|known| titled(known).1).chain(self.folds[0].split(' '));
        bare.len() > 2 && names.any(is_near)
    }

    /// The name with the id, for a message: `Ana Ortiz (ana-ortiz)`.
    pub fn in_words(&self) -> String {
        if self.key == self.name { self.name.clone() } else { format!("{} ({})", self.name, self.key) }
    }
}

impl<'p> Meant<'p> {
    /// Who it is, if it is one person; else why not, with the candidates.
    pub fn one(&self, words: &str) -> Result<&'p Someone, String> {
        let names = |people: &[&Someone]| {
            let more = people.len().saturating_sub(MOST);
            let some = people.iter().take(MOST).map(|someone| someone.in_words());
            or_list(some.chain((more > 0).then(|| format!("{more} others"))).collect::<Vec<_>>())
        };
        Err(match self {
            Self::Known(someone) | Self::Part(someone) => return Ok(someone),
            Self::Several(people) => format!("`{words}` could be {}", names(people)),
            Self::List(list) => {
                let list: Vec<_> = list.iter().map(|name| format!("`{name}`")).collect();
                format!("`{words}` is more than one person: {}", and_list(&list))
            }
            Self::Nobody(near) if near.is_empty() => format!("`{words}` is not in people/"),
            Self::Nobody(near) => format!("`{words}` is not in people/; did you mean {}?", names(near)),
        })
    }
}

/// The titles at the beginning of a folded name, and the rest.
fn titled(folded: &str) -> (&str, &str) {
    let words = folded.split_inclusive(' ').take_while(|word| TITLES.contains(&word.trim_end()));
    folded.split_at(words.map(str::len).sum())
}

/// The names in a list: `Ana Ortiz, Sam Lindqvist and Bo Li`.
pub fn several(names: &str) -> impl Iterator<Item = &str> {
    let names = names.split([',', ';', '&', '+', '/']).flat_map(|names| names.split(" and ")).map(str::trim);
    names.map(|name| name.strip_prefix("and ").unwrap_or(name)).filter(|name| !name.is_empty())
}

/// Whether words can be the full name of somebody new.
pub fn is_full_name(words: &str) -> bool {
    let is_word = |word: &str| word.chars().any(char::is_alphabetic);
    words.split_whitespace().filter(|word| is_word(word)).count() > 1
}

/// The id of somebody new, made from the name, with a number if it is taken; none if no letter is left.
pub fn new_id(engagement: &Engagement, name: &str) -> Option<PersonId> {
    let id = PersonId::from(Slug::from_words(name)?);
    let numbered = (2..).map(|number| format!("{id}-{number}").parse());
    let candidates = std::iter::once(Ok(id.clone())).chain(numbered).flatten();
    candidates.into_iter().find(|id: &PersonId| !engagement.has(&id.reference()))
}

/// The likely side of someone first named at a key: ours for keys that name our own people, else the customer's.
pub fn likely_side(key: &str) -> Side {
    const OURS: [&str; 5] = ["owner", "who", "responsible", "people", "switched_by"];
    let last = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
    if OURS.contains(&last) || key == "forecast.by" { Side::Ours } else { Side::Customer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn people() -> People {
        People::of(&fixture::engagement(
            r#"{"records": {"people/ana-ortiz": {"name": "Ana Ortiz", "email": "ana@port.example"},
                "people/zoe-muller": {"name": "Zoë Müller"}, "people/o-hara": {"name": "Aoife O’Hara-Lind"},
                "people/sam-lindqvist": {"name": "Sam Lindqvist"}, "people/sam-berg": {"name": "Sam Berg"},
                "people/anastasia": {"name": "Anastasia Dr\u00e4ger"}, "people/bo-li": {"name": "Bo Li"},
                "people/bo-li-2": {"name": "Bo Li"}, "people/lefevre": {"name": "Dr. Élodie Lefèvre"},
                "people/jorg-maier": {"name": "Dr. Jörg Maier"}, "people/jan-maier": {"name": "Jan Maier"}, "people/port-it": {"name": "Port: IT & Cables"}}}"#,
        ))
    }

    #[test]
    fn one_person_is_meant_by_id_name_address_or_a_unique_part() {
        for (id, all) in [
            ("ana-ortiz", "ana-ortiz|ANA-ORTIZ|Ana Ortiz| ana  ortiz |Ana\u{a0}Ortiz|ana@port.example|Dr. Ana Ortiz"),
            ("ana-ortiz", "Ana|ortiz|Ort|Ortiz, Ana|Mr Ortiz|Ms. Ortiz|Frau Ortiz|A. Ortiz|Dr. A. Ortiz|Ana O."),
            ("zoe-muller", "Zoë|zoe|Zoe\u{308} Mu\u{308}ller|Muller|MÜLL|zo"),
            ("o-hara", "O'Hara|ohara|Aoife O‘Hara Lind|Lind"),
            ("sam-lindqvist", "Sam L|Sam L.|sam lind|S. Lindqvist"),
            ("anastasia", "Anastasia|Anas|Dräger|A. Dräger"),
            ("bo-li", "bo-li"),
            ("bo-li-2", "bo-li-2"),
            ("lefevre", "Élodie|Lefevre|Elodie Lefèvre|Prof. Lefèvre"),
            ("jorg-maier", "Dr. Maier|dr maier|Jörg Maier"),
            ("port-it", "port: IT & cables|Cables"),
        ] {
            for words in all.split('|') {
                let people = people();
                assert_eq!(people.find(words).one(words).map(|one| one.key.as_str()), Ok(id), "{words}");
            }
        }
    }

    #[test]
    fn anything_else_is_refused_with_the_candidates() {
        for (words, why) in [
            ("Sam", "could be Sam Berg (sam-berg) or Sam Lindqvist (sam-lindqvist)"),
            ("Bo Li", "could be Bo Li (bo-li) or Bo Li (bo-li-2)"),
            ("an", "could be Ana Ortiz (ana-ortiz) or Anastasia Dräger (anastasia)"),
            ("Anna Ortiz", "is not in people/; did you mean Ana Ortiz (ana-ortiz)?"),
            ("ana-ortis", "is not in people/; did you mean Ana Ortiz (ana-ortiz)?"),
            ("Lindqvits", "is not in people/; did you mean Sam Lindqvist (sam-lindqvist)?"),
            ("Sam Lindqvist and Ana", "is more than one person: `Sam Lindqvist` and `Ana`"),
            ("Ana, Sam & Jo Lund", "is more than one person: `Ana`, `Sam` and `Jo Lund`"),
            ("Maier", "could be Jan Maier (jan-maier) or Dr. Jörg Maier (jorg-maier)"),
            ("Frau Maier", "could be Jan Maier (jan-maier) or Dr. Jörg Maier (jorg-maier)"),
            ("Elodie Lefebvre", "is not in people/; did you mean Dr. Élodie Lefèvre (lefevre)?"),
            ("Sam Linquist", "is not in people/; did you mean Sam Lindqvist (sam-lindqvist)?"),
            ("Bo Lund", "is not in people/"),
            ("Priya Nair", "is not in people/"),
            ("B. Ortiz", "is not in people/"),
            ("Mr", "is not in people/"),
            ("a", "is not in people/"),
            ("?", "is not in people/"),
        ] {
            let people = people();
            assert_eq!(people.find(words).one(words), Err(format!("`{words}` {why}")));
        }
    }

    #[test]
    fn somebody_new_has_a_name_of_two_words_and_a_free_id() {
        let names = ["Jo Lund", "Juan de la Cruz", "李 伟", "Bob", "jo-lund", "Unit 7", "-"].map(is_full_name);
        assert_eq!(names, [true, true, true, false, false, false, false]);
        let engagement = fixture::engagement(r#"{"records": {"people/bo-li": {"name": "Bo Li"}}}"#);
        let ids = ["Bo Li", "Jo Lund", "?"].map(|name| new_id(&engagement, name).map(|id| id.to_string()));
        assert_eq!(ids, [Some("bo-li-2".into()), Some("jo-lund".into()), None]);
    }

    #[test]
    fn who_is_first_named_as_owner_is_ours() {
        let sides = ["owner", "trip.people.2", "forecast.by", "with", "by"].map(likely_side);
        assert_eq!(sides, [Side::Ours, Side::Ours, Side::Ours, Side::Customer, Side::Customer]);
    }
}
