//! Who is meant: by id, or in words.

use super::engagement::Engagement;
use super::record::{Person, Side};
use super::reference::PersonId;
use super::slug::Slug;
use super::words::nearest;

/// Whom a person named on the command line turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Someone in `people/`.
    Known(PersonId),
    /// Someone new, with the id and name to be added.
    New(PersonId, String),
    /// Words that name nobody, and the ids of those who could be meant.
    Nobody(Vec<String>),
}

/// Finds whom `words` mean: an id as it is, a name by its letters whatever their case.
///
/// An id is small letters, digits and dashes; anything else is a name in words.
pub fn find(engagement: &Engagement, words: &str) -> Meant {
    let words = words.trim();
    let small = words.to_lowercase();
    let named = whose(engagement, |name| name == small);
    match named.as_slice() {
        [] => {}
        [one] => return one.parse().map_or(Meant::Nobody(vec![]), Meant::Known),
        _ => return Meant::Nobody(named),
    }
    let near = near_names(engagement, words);
    if !near.is_empty() {
        return Meant::Nobody(near);
    }
    match words.parse::<PersonId>() {
        Ok(id) if engagement.has(&id.reference()) => Meant::Known(id),
        Ok(id) => {
            let ids = whose(engagement, |_| true);
            let near = nearest(id.as_str(), ids.iter().map(String::as_str));
            Meant::Nobody(near.map(str::to_owned).into_iter().collect())
        }
        Err(_) => match Slug::from_words(words).map(PersonId::from) {
            Some(id) if engagement.unread.contains(&id.reference()) => Meant::Nobody(vec![id.to_string()]),
            Some(id) => free(engagement, id, words),
            None => Meant::Nobody(vec![]),
        },
    }
}

/// As [`find`] of a name that is said to be new: someone whose name is nearly the same is somebody else.
pub fn find_or_new(engagement: &Engagement, words: &str) -> Meant {
    let new = Slug::from_words(words).map(PersonId::from).filter(|id| !engagement.unread.contains(&id.reference()));
    match (find(engagement, words), new) {
        (Meant::Nobody(_), Some(id)) => free(engagement, id, words.trim()),
        (meant, _) => meant,
    }
}

/// The ids of those whose name, in small letters, is as wanted.
pub fn whose(engagement: &Engagement, is: impl Fn(&str) -> bool) -> Vec<String> {
    let matching = engagement.all::<Person>().filter(|(_, person)| is(&person.name.one_line().to_lowercase()));
    matching.map(|(reference, _)| reference.to_string().trim_start_matches("people/").to_owned()).collect()
}

/// The ids of those whose name has these words as a part: the first name, mostly.
pub fn with_part(engagement: &Engagement, words: &str) -> Vec<String> {
    let words = words.to_lowercase();
    whose(engagement, |name| name.split(' ').any(|part| part == words))
}

/// Those whose name has this one word in it, else someone whose name these words nearly are.
fn near_names(engagement: &Engagement, words: &str) -> Vec<String> {
    if words.parse::<PersonId>().is_ok() {
        return vec![];
    }
    let mut near = with_part(engagement, words);
    if near.is_empty() {
        let words = words.to_lowercase();
        near = whose(engagement, |name| strsim::osa_distance(name, &words) <= 1);
        near.truncate(1);
    }
    near
}

/// The id of a new person: that of the name, or the name with a number where somebody else has it.
fn free(engagement: &Engagement, id: PersonId, name: &str) -> Meant {
    let numbered = (2..).map(|number| format!("{id}-{number}").parse());
    let candidates = std::iter::once(Ok(id.clone())).chain(numbered).flatten();
    let id = candidates.into_iter().find(|id: &PersonId| !engagement.has(&id.reference())).unwrap_or(id);
    Meant::New(id, name.to_owned())
}

/// The side of someone first named at a key: the keys that name our own people, else the customer's.
pub fn likely_side(key: &str) -> Side {
    const OURS: [&str; 5] = ["owner", "who", "responsible", "people", "switched_by"];
    let last = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
    if OURS.contains(&last) || key == "forecast.by" { Side::Ours } else { Side::Customer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn meant(words: &str) -> Meant {
        let engagement = fixture::engagement(
            r#"{"records": {"people/ana-ortiz": {"name": "Ana Ortiz"}, "people/tomasz-wrona": {"name": "Tomasz Wrona"},
                "people/sam-lind": {"name": "Sam Lind"}, "people/sam-berg": {"name": "Sam Berg"}}}"#,
        );
        find(&engagement, words)
    }

    #[test]
    fn an_id_or_a_name_means_who_has_it_a_new_name_somebody_new_and_a_slip_nobody() {
        for words in ["ana-ortiz", "Ana Ortiz", " ana ortiz "] {
            assert_eq!(meant(words), Meant::Known("ana-ortiz".parse().unwrap()), "{words}");
        }
        assert_eq!(meant("Priya Nair"), Meant::New("priya-nair".parse().unwrap(), "Priya Nair".into()));
        for (words, near) in [
            ("Tomas Wrona", &["tomasz-wrona"][..]),
            ("Ana", &["ana-ortiz"]),
            ("anna-ortiz", &["ana-ortiz"]),
            ("Sam", &["sam-berg", "sam-lind"]),
        ] {
            assert_eq!(meant(words), Meant::Nobody(near.iter().map(|near| (*near).into()).collect()), "{words}");
        }
    }

    #[test]
    fn who_is_first_named_as_owner_is_ours() {
        let sides = ["owner", "trip.people.2", "forecast.by", "with", "by"].map(likely_side);
        assert_eq!(sides, [Side::Ours, Side::Ours, Side::Ours, Side::Customer, Side::Customer]);
    }
}
