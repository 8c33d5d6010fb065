//! Whose items are listed: the one reading of people, in each engagement.

use super::item::Item;
use crate::cmd::prelude::*;
use crate::model::reading::people::{Meant, Someone};

/// The words for an owner, and the names that they mean: several for `me`.
pub struct Owner {
    words: String,
    names: Vec<String>,
}

/// Who is meant in an engagement, if anybody is, and how many items there have no owner.
pub type Owned = (Option<String>, usize);

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

    /// Keeps only the items of the owner; words that mean several people are refused.
    pub fn keep(&self, engagement: &Engagement, items: &mut Vec<Item>) -> Result<Owned, Failure> {
        let unowned = items.iter().filter(|item| item.task.owner.is_none()).count();
        let people = People::of(engagement);
        let whose = self.whose(&people, &engagement.id)?;
        let key = whose.map(|someone| someone.key.as_str());
        items.retain(|item| key.is_some() && item.task.owner.as_ref().map(PersonId::as_str) == key);
        Ok((whose.map(|someone| someone.name.clone()), unowned))
    }

    /// Who is meant in an engagement, if anybody is.
    fn whose<'p>(&self, people: &'p People, id: &Slug) -> Result<Option<&'p Someone>, Failure> {
        let meant: Vec<_> = self.names.iter().map(|name| (name, people.find(name))).collect();
        let found = meant.iter().find_map(|(name, meant)| meant.one(name).ok());
        let why = meant.iter().find_map(|(name, meant)| match meant {
            Meant::Nobody(_) => None,
            Meant::Several(_) => Some(format!("{} in {id}", meant.one(name).err()?)),
            _ => meant.one(name).err(),
        });
        match why {
            Some(why) if found.is_none() => Err(Failure::not_found(why).hint("type more of the name, or the id")),
            _ => Ok(found),
        }
    }

    /// Who was meant in all engagements, in a message unless that is how they were named; words that mean nobody are
    /// refused.
    pub fn echo(&self, names: &BTreeSet<&str>) -> Result<Option<String>, Failure> {
        if names.is_empty() {
            let is_me = if self.words == self.names[0] { "" } else { &format!(" ({})", self.names[0]) };
            let message = format!("`{}`{is_me} is not in people/ of any engagement listed", self.words);
            return Err(Failure::not_found(message).hint("engage show ENGAGEMENT lists its people"));
        }
        let is_exact = names.iter().all(|name| name.eq_ignore_ascii_case(&self.words));
        Ok((!is_exact).then(|| format!("`{}` is {}", self.words, and_list(names))))
    }
}
