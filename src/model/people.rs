//! Who is meant: by id, or in words.

use super::engagement::Engagement;
use super::record::{Person, Side};
use super::reference::{PersonId, Reference};
use super::slug::Slug;
use super::words::nearest;

/// Whom a person named on the command line turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Someone in `people/`.
    Known(PersonId),
    /// Someone new, with the id and name to be added.
    New(PersonId, String),
    /// An id that nobody has, and the nearest that somebody has.
    Nobody(Option<String>),
}

/// Finds whom `words` mean: an id as it is, a name by its letters whatever their case.
///
/// An id is small letters, digits and dashes; anything else is a name in words.
pub fn find(engagement: &Engagement, words: &str) -> Meant {
    let words = words.trim();
    let by_name =
        engagement.all::<Person>().find(|(_, person)| person.name.one_line().to_lowercase() == words.to_lowercase());
    if let Some((Reference::Record(_, id), _)) = by_name {
        return id.parse().map_or(Meant::Nobody(None), Meant::Known);
    }
    match words.parse::<PersonId>() {
        Ok(id) if engagement.has(&id.reference()) => Meant::Known(id),
        Ok(id) => Meant::Nobody(nearest(id.as_str(), ids(engagement)).map(ToOwned::to_owned)),
        Err(_) => match Slug::from_words(words).map(PersonId::from) {
            Some(id) => free(engagement, id, words),
            None => Meant::Nobody(None),
        },
    }
}

/// The id of a new person: that of the name, or the name with a number where somebody else has it.
fn free(engagement: &Engagement, id: PersonId, name: &str) -> Meant {
    let numbered = (2..).map(|number| format!("{id}-{number}").parse());
    let candidates = std::iter::once(Ok(id.clone())).chain(numbered).flatten();
    let id = candidates.into_iter().find(|id: &PersonId| !engagement.has(&id.reference())).unwrap_or(id);
    Meant::New(id, name.to_owned())
}

fn ids(engagement: &Engagement) -> impl Iterator<Item = &str> {
    engagement.all::<Person>().filter_map(|(name, _)| match name {
        Reference::Record(_, id) => Some(id.as_str()),
        _ => None,
    })
}

/// The side of someone first named at a key: the keys that name our own people, else the customer's.
pub fn likely_side(key: &str) -> Side {
    const OURS: [&str; 5] = ["owner", "who", "responsible", "people", "switched_by"];
    let last = key.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(key);
    if OURS.contains(&last) { Side::Ours } else { Side::Customer }
}
