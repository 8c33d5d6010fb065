//! Looks up people by id or by name.

use crate::model::engagement::Engagement;
use crate::model::record::{Person, Side};
use crate::model::reference::PersonId;
use crate::model::slug::Slug;
use crate::model::words::nearest;

/// The result of looking up a person named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Someone in `people/`.
    Known(PersonId),
    /// A new person, with the id and name to add.
    New(PersonId, String),
    /// Words that match nobody, and the ids of similar names.
    Nobody(Vec<String>),
}

/// Finds the person that `words` mean: an exact id, or a name in any case.
///
/// An id is lower-case letters, digits and dashes; anything else is a name in words.
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

/// Like [`find`], for a name that is marked as new: a nearly identical name is another person.
pub fn find_or_new(engagement: &Engagement, words: &str) -> Meant {
    let new = Slug::from_words(words).map(PersonId::from).filter(|id| !engagement.unread.contains(&id.reference()));
    match (find(engagement, words), new) {
        (Meant::Nobody(_), Some(id)) => free(engagement, id, words.trim()),
        (meant, _) => meant,
    }
}

/// The ids of people whose lower-case name satisfies a condition.
pub fn whose(engagement: &Engagement, is: impl Fn(&str) -> bool) -> Vec<String> {
    let matching = engagement.all::<Person>().filter(|(_, person)| is(&person.name.one_line().to_lowercase()));
    matching.map(|(reference, _)| reference.to_string().trim_start_matches("people/").to_owned()).collect()
}

/// The ids of people whose name contains these words: the first name, mostly.
pub fn with_part(engagement: &Engagement, words: &str) -> Vec<String> {
    let words = words.to_lowercase();
    whose(engagement, |name| name.split(' ').any(|part| part == words))
}

/// People whose name contains this one word, else someone whose name is nearly these words.
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

/// The id of a new person: from the name, with a number if it is taken.
fn free(engagement: &Engagement, id: PersonId, name: &str) -> Meant {
    let numbered = (2..).map(|number| format!("{id}-{number}").parse());
    let candidates = std::iter::once(Ok(id.clone())).chain(numbered).flatten();
    let id = candidates.into_iter().find(|id: &PersonId| !engagement.has(&id.reference())).unwrap_or(id);
    Meant::New(id, name.to_owned())
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
