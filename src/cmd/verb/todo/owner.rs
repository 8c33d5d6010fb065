//! Whose items are listed: the one reading of people, in each engagement.

use std::collections::BTreeSet;

use crate::cmd::prelude::*;
use crate::model::reading::people::{Meant, People};
use crate::model::reference::PersonId;

/// The words for an owner, and the names that they mean: several for `me`.
pub struct Owner {
    words: String,
    names: Vec<String>,
}

/// Somebody in an engagement, by id and name; nobody if the words mean nobody there; or why it is not one person.
pub type Whose = Result<Option<(PersonId, String)>, String>;

impl Owner {
    /// Reads `me` as the user.
    pub fn of(words: &str, context: &Context) -> Result<Self, Failure> {
        let is_me = words.eq_ignore_ascii_case("me");
        let names = if is_me { context.me() } else { vec![words.to_owned()] };
        if names.is_empty() {
            let failure = Failure::not_found("git does not know who `me` is");
            return Err(failure.hint("set ENGAGE_ME to your name, or git's user.name"));
        }
        Ok(Self { words: words.to_owned(), names })
    }

    /// Who is meant in an engagement.
    pub fn whose(&self, engagement: &Engagement) -> Whose {
        let people = People::of(engagement);
        let meant: Vec<_> = self.names.iter().map(|name| (name, people.find(name))).collect();
        if let Some(someone) = meant.iter().find_map(|(name, meant)| meant.one(name).ok()) {
            return Ok(Some((someone.key.parse()?, someone.name.clone())));
        }
        let why = |(name, meant): &(&String, Meant)| match meant {
            Meant::Nobody(_) => None,
            Meant::Several(_) => Some(format!("{} in {}", meant.one(name).err()?, engagement.id)),
            _ => meant.one(name).err(),
        };
        meant.iter().find_map(why).map_or(Ok(None), Err)
    }

    /// Who was meant in all of them, in a message unless that is how they were named; words that mean nobody or
    /// several people are refused.
    pub fn echo(&self, whose: &[Whose]) -> Result<Option<String>, Failure> {
        if let Some(why) = whose.iter().find_map(|whose| whose.as_ref().err()) {
            return Err(Failure::not_found(why.clone()).hint("type more of the name, or the id"));
        }
        let found = whose.iter().flatten().flatten();
        let names: BTreeSet<_> = found.map(|(_, name)| name.as_str()).collect();
        if names.is_empty() {
            let is_me = if self.words == self.names[0] { "" } else { &format!(" ({})", self.names[0]) };
            let message = format!("`{}`{is_me} is not in people/ of any engagement listed", self.words);
            return Err(Failure::not_found(message).hint("engage show ENGAGEMENT lists its people"));
        }
        let is_exact = names.iter().all(|name| name.eq_ignore_ascii_case(&self.words));
        Ok((!is_exact).then(|| format!("`{}` is {}", self.words, and_list(&names))))
    }
}
