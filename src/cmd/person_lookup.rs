//! Who is meant on a command line: the one reading of people, with `me`, and its refusals.

use super::acceptance;
use super::context::Context;
use super::failure::Failure;
use super::naming::Names;
use super::prelude_below::*;
use crate::model::reading::people::{self, Meant};

/// Somebody named on a command line.
pub enum Named {
    /// Somebody in `people/`, and the message that says who, unless the whole name was given.
    Known(PersonId, Option<String>),
    /// The full name of somebody new.
    New,
}

/// Who is meant by words at a key; nobody, several, or somebody of a side that the key does not allow is refused.
pub fn named(names: &Names, people: &People, key: &str, words: &str) -> Result<Named, Failure> {
    let named = found(names, people, key, words.trim())?;
    if let Named::Known(id, _) = &named {
        acceptance::check_side(names.engagement, key, id)?;
    }
    Ok(named)
}

fn found(names: &Names, people: &People, key: &str, words: &str) -> Result<Named, Failure> {
    let id = &names.engagement.id;
    if words.eq_ignore_ascii_case("me") && people.whole(words).is_empty() {
        return me(names.context, id, people, key);
    }
    let meant = people.find(words);
    match &meant {
        Meant::Nobody(near) if near.is_empty() && people::is_full_name(words) => Ok(Named::New),
        Meant::Part(someone) => known(&someone.key, Some(format!("`{words}` is {}", someone.name))),
        meant => match meant.one(words) {
            Ok(someone) => known(&someone.key, None),
            Err(why) => Err(refused(meant, &format!("`{key}`: {why}"), people, &add(id, key, words))),
        },
    }
}

fn known(key: &str, echo: Option<String>) -> Result<Named, Failure> {
    Ok(Named::Known(key.parse().map_err(Failure::usage)?, echo))
}

/// The user, if they are in `people/`.
fn me(context: &Context, id: &Slug, people: &People, key: &str) -> Result<Named, Failure> {
    let Some(name) = user(context, people) else {
        return Err(Failure::not_found(format!("`{key}`: git does not know who `me` is"))
            .hint("set ENGAGE_ME to your name, or git's user.name"));
    };
    if let Ok(someone) = people.find(&name).one(&name) {
        return known(&someone.key, Some(format!("`me` is {}", someone.name)));
    }
    let add = Remedy::engage(["add", "person", &name, "-e", id.as_str()]).flag("side", &"ours");
    Err(Failure::not_found(format!("`{key}`: `me` is {name}, who is not in people/")).hint(add))
}

/// The name or address of the user: one of somebody in `people/`, if there is one.
pub fn user(context: &Context, people: &People) -> Option<String> {
    let names = context.me();
    names.iter().find(|name| people.find(name).one(name).is_ok()).or(names.first()).cloned()
}

fn refused(meant: &Meant, message: &str, people: &People, new: &Remedy) -> Failure {
    match meant {
        Meant::Several(_) => Failure::not_found(message).hint("type more of the name, or the id"),
        Meant::List(_) => Failure::usage(message).hint("name one at a time"),
        Meant::Nobody(near) if near.is_empty() => {
            let some = people.some().map(|someone| format!("  {}", someone.in_words()));
            Failure::not_found(message)
                .details(some.collect())
                .hint(Remedy::from(format!("to add them: {new}")).or(new.clone()))
        }
        _ => Failure::not_found(message).hint(Remedy::from(format!("if this is someone new: {new}")).or(new.clone())),
    }
}

/// The command that adds a person who is new at a key, by their full name if the words are one.
pub fn add(id: &Slug, key: &str, words: &str) -> Remedy {
    let name = if people::is_full_name(words) { words } else { "NAME" };
    Remedy::engage(["add", "person", name, "-e", id.as_str()]).flag("side", &people::likely_side(key))
}

/// The names in a value of a list of people: `Ana and Sam` is two.
pub fn each(people: &People, words: &str) -> Vec<String> {
    match people.find(words) {
        Meant::List(names) => names,
        _ => vec![words.to_owned()],
    }
}
