//! New records of a command that writes, and their names; people named in it, who are added if they are new.

use std::cell::OnceCell;

use super::{RecordPairs, Writer};
use crate::cmd::duplicate::refusal;
use crate::cmd::failure::{self, Failure};
use crate::cmd::guard;
use crate::cmd::person_lookup::{self, Named};
use crate::cmd::prelude_below::*;
use crate::cmd::values;
use crate::model::reading::people::{self, Meant, Someone};
use crate::model::text::one_line;
use crate::store::save::Already;

impl Writer<'_> {
    /// Plans a new record; returns its reference.
    ///
    /// A thing is named by `name` or its text, a dated record by its day, text and digest. An existing record is
    /// refused unless it is to be recorded again.
    pub fn create(&mut self, kind: Kind, pairs: &RecordPairs, name: Option<String>, again: bool) -> Result<Reference> {
        let created = self.create_unless_known(kind, pairs, name, again)?;
        Ok(created.map_err(|known| refusal(&self.workspace, &self.engagement.id, &known, pairs))?)
    }

    /// The same, or the dated record that is this fact.
    pub fn create_unless_known(
        &mut self,
        kind: Kind,
        pairs: &RecordPairs,
        name: Option<String>,
        again: bool,
    ) -> Result<Result<Reference, Reference>> {
        let pairs = &self.with_source(pairs);
        self.guard(pairs)?;
        let row = kind.row();
        if kind == Kind::Person {
            self.note_part(text_of(pairs, "name").unwrap_or_default());
        }
        let text = scaffold::record(pairs);
        let record = read::record(kind, text.as_bytes());
        let record = record.map_err(|fault| values::refused(row.fields, &text, &fault, &[]))?;
        let reference = match record.date().filter(|_| row.day.is_some()) {
            Some(day) => {
                let slug = slug(kind, pairs, name.as_deref())?;
                let planned = |name: &Reference| self.engagement.records.get(name).map(|known| *known == record);
                let id = &self.engagement.id;
                match save::dated(&self.workspace, id, kind, day, &slug, &text, again, planned)? {
                    Ok(reference) => reference,
                    Err(Already(known)) => return Ok(Err(known)),
                }
            }
            None => self.thing(kind, pairs, name, again)?,
        };
        self.plan.create(self.path(&reference), text);
        self.made.push(reference.clone());
        if let (Record::Person(person), Reference::Record(_, id), Some(index)) =
            (&record, &reference, self.index.get_mut())
        {
            index.add(id, &person.name.one_line());
        }
        self.engagement.records.insert(reference.clone(), record);
        Ok(Ok(reference))
    }

    /// The pairs, with the source of all new records where they have none.
    fn with_source<'k>(&self, pairs: &RecordPairs<'k>) -> Vec<(&'k str, Node)> {
        let mut pairs = pairs.to_vec();
        let Some(source) = self.source.as_ref().map(Node::text) else { return pairs };
        match pairs.iter_mut().find(|(key, _)| *key == "source") {
            Some((_, own)) if own.is_blank() => *own = source,
            Some(_) => {}
            None => pairs.push(("source", source)),
        }
        pairs
    }

    /// Makes known who is added later, so that values before that may name them.
    pub fn expect_person(&mut self, id: &str, name: &str) {
        self.note_part(name);
        if let Some(index) = self.index.get_mut() {
            index.add(id, name);
        }
    }

    /// Warns that the name of somebody new is a part of a known one.
    fn note_part(&mut self, name: &str) {
        let alike = match self.index().find(name) {
            Meant::Part(one) => Meant::Several(vec![one]),
            alike @ Meant::Several(_) => alike,
            _ => return,
        };
        if let Err(why) = alike.one(name) {
            self.say(format!("warning: {why}, but is added as someone else"));
        }
    }

    /// Plans several new records; if one is refused, none of them stays in the plan.
    pub fn together<T>(&mut self, create: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (planned, made, messages) = (self.plan.0.len(), self.made.len(), self.messages.len());
        let created = create(self);
        if created.is_err() {
            self.plan.0.truncate(planned);
            self.messages.truncate(messages);
            let mut has_person = false;
            for reference in self.made.drain(made..) {
                has_person |= matches!(reference, Reference::Record(Kind::Person, _));
                self.engagement.records.remove(&reference);
            }
            if has_person {
                self.index = OnceCell::new();
            }
        }
        created
    }

    fn thing(&self, kind: Kind, pairs: &RecordPairs, name: Option<String>, again: bool) -> Result<Reference> {
        let words = text_of(pairs, kind.row().slug).unwrap_or_default();
        let is_named_so = kind == Kind::Person && name.is_none() && !again;
        if let Some(known) = is_named_so.then(|| self.index().titled_otherwise(words)).flatten() {
            bail!(self.titled_otherwise(known, words));
        }
        let name = match name {
            Some(name) => name.parse::<Slug>().map_err(Failure::usage)?,
            None => Slug::from_words(&secrets::without(words)).ok_or_else(|| {
                Failure::usage(format!("cannot make a name from `{}`; use `--id`", secrets::masked(words)))
            })?,
        };
        let reference = Reference::Record(kind, name.to_string());
        if !self.engagement.has(&reference) {
            return Ok(reference);
        }
        if !again {
            let existing = self.engagement.records.get(&reference).and_then(Record::text).map(Text::one_line);
            let words = text_of(pairs, kind.row().text).map(one_line);
            let differ = existing.is_some_and(|existing| words.is_some_and(|words| words != existing));
            let id = &self.engagement.id;
            bail!(if differ { self.taken(&reference) } else { refusal(&self.workspace, id, &reference, pairs) });
        }
        let copies = (2..).map(|copy| Reference::Record(kind, format!("{name}-{copy}")));
        Ok(copies.into_iter().find(|copy| !self.engagement.has(copy)).unwrap_or(reference))
    }

    /// The failure that somebody is known under the same name with other titles.
    fn titled_otherwise(&self, known: &Someone, name: &str) -> Failure {
        let record = format!("people/{}", known.key);
        let rename =
            Remedy::engage(["set", "-e", self.engagement.id.as_str(), "--in", &record, &format!("name={name}")]);
        Failure::refused(format!("`{name}` is already in people/: {}", known.in_words()))
            .hint(Remedy::from(format!("to change the name: {rename}; to add someone else, use `--again`")).or(rename))
    }

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

    fn taken(&self, reference: &Reference) -> Failure {
        let shown = self.workspace.shown(&self.path(reference));
        Failure::refused(format!("{shown} already exists")).hint("choose another name with `--id NAME`")
    }
}

/// The slug of a dated record: from its text, or from the kind's name if that has no letters.
fn slug(kind: Kind, pairs: &RecordPairs, name: Option<&str>) -> Result<Slug, Failure> {
    let row = kind.row();
    let words = name.or_else(|| text_of(pairs, row.slug)).or_else(|| text_of(pairs, row.text));
    let slug = words.and_then(|words| Slug::brief(&secrets::without(words)));
    slug.or_else(|| Slug::brief(kind.word())).ok_or_else(|| Failure::usage("cannot make a name from the text"))
}

fn text_of<'n>(pairs: &'n RecordPairs, key: &str) -> Option<&'n str> {
    pairs.iter().find(|(name, _)| *name == key).and_then(|(_, node)| match node {
        Node::Text(words) => Some(words.as_str()),
        _ => None,
    })
}
