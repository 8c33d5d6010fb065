//! People named in a command that writes; a new one is added to `people/`.

use super::Writer;
use crate::cmd::failure::{self, Failure};
use crate::cmd::guard;
use crate::cmd::person_lookup::{self, Named};
use crate::cmd::prelude_below::*;
use crate::model::reading::people;

impl Writer<'_> {
    /// Who is meant by words; a new name of two words or more is added to `people/` with a message.
    pub fn person(&mut self, key: &str, words: &str) -> Result<PersonId> {
        guard::refuse_words(key, words, self.force)?;
        if self.new_people.contains(&fold(words)) && self.index().whole(words).is_empty() {
            return self.add_person(key, words.trim());
        }
        match person_lookup::named(&self.names(), self.index(), key, words)? {
            Named::Known(id, echo) => {
                echo.filter(|echo| !self.messages.contains(echo)).into_iter().for_each(|echo| self.say(echo));
                Ok(id)
            }
            Named::New => self.add_person(key, words.trim()),
        }
    }

    /// The people of a list in one value or several: `Ana and Sam` is two.
    pub fn people(&mut self, key: &str, values: &[String]) -> Result<Vec<PersonId>> {
        let names: Vec<_> = values.iter().flat_map(|words| person_lookup::each(self.index(), words)).collect();
        let named = failure::all(names.iter().map(|name| self.person(key, name)))?;
        let mut ids = Vec::new();
        for id in named {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    fn add_person(&mut self, key: &str, name: &str) -> Result<PersonId> {
        let id = people::new_id(&self.engagement, name);
        let id = id.ok_or_else(|| Failure::usage(format!("`{key}`: `{name}` is not a name")))?;
        let side = people::likely_side(key);
        let pairs = [("name", Node::text(name)), ("side", Node::text(side))];
        self.create(Kind::Person, &pairs, Some(id.to_string()), false)?;
        let (whose, other) = match side {
            Side::Ours => ("on our side", Side::Customer),
            _ => ("on the customer's side", Side::Ours),
        };
        let advice = format!("engage set -e {} --in people/{id} side={other}", self.engagement.id);
        self.say(format!("Added {name} to people/ as {id}, {whose}; if that is wrong: {advice}"));
        Ok(id)
    }
}
