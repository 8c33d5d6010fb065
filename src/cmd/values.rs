//! Command-line values as files store them: days parsed, people and references resolved.

use super::failure::Failure;
use super::naming::{self, Names};
use super::person_lookup::{self, Named};
use super::prelude_below::*;
use crate::model::number::{Count, Flag, Rating};
use crate::model::reading::days;
use crate::model::reading::money;
use crate::model::words::{none_of, one_of};

/// How the text of a key, day, person or record is stored in a file.
pub type LookUp<'l> = dyn FnMut(Shape, &str, &str) -> Result<Node> + 'l;

/// A value of a shape with its days, people and records resolved.
pub fn checked(shape: Shape, key: &str, node: Node, look_up: &mut LookUp) -> Result<Node> {
    Ok(match (shape, node) {
        (Shape::Date | Shape::Decimal, Node::Plain(words)) | (Shape::Person | Shape::Reference, Node::Text(words)) => {
            look_up(shape, key, &words)?
        }
        (Shape::Choice(_), Node::Text(words)) => Node::text(scalar(shape, &words).map_err(|error| error.at(key))?),
        (Shape::Rating | Shape::Count | Shape::Flag, Node::Plain(words)) => {
            Node::Plain(scalar(shape, &words).map_err(|error| error.at(key))?)
        }
        (Shape::Text, Node::Text(words)) if is_currency(key) => look_up(shape, key, &words)?,
        (Shape::List(Shape::Person), Node::List(items)) => {
            let people = items.into_iter().map(|node| match node {
                Node::Text(words) => look_up(shape, key, &words),
                node => Ok(Node::List(vec![node])),
            });
            let people = people.collect::<Result<Vec<_>>>()?.into_iter().flat_map(|node| match node {
                Node::List(items) => items,
                node => vec![node],
            });
            Node::List(people.collect())
        }
        (Shape::List(item), Node::List(items)) => {
            Node::List(items.into_iter().map(|node| checked(*item, key, node, look_up)).collect::<Result<_>>()?)
        }
        (Shape::Group(fields), Node::Map(pairs)) => {
            let given = |field: &&Field| pairs.iter().any(|(name, node)| name == field.name && !node.is_blank());
            if let Some(missing) = fields.iter().find(|field| field.required && !given(field)) {
                let failure = Failure::usage(format!("`{key}`: `{}` is missing", missing.name));
                bail!(failure.hint(format!("write {}", shape.in_words())));
            }
            let of_group = pairs.into_iter().map(|(name, node)| {
                let node = checked(shape.inner(&name), &format!("{key}.{name}"), node, look_up)?;
                Ok((name, node))
            });
            Node::Map(of_group.collect::<Result<_>>()?)
        }
        (_, node) => node,
    })
}

/// A rating, count, flag or one of several words, in any case.
fn scalar(shape: Shape, words: &str) -> Result<String, Failure> {
    let small = words.trim().to_lowercase();
    let small = match (shape, small.as_str()) {
        (Shape::Flag, "yes") => "true".to_owned(),
        (Shape::Flag, "no") => "false".to_owned(),
        _ => small,
    };
    let valid = match shape {
        Shape::Rating => small.parse::<Rating>().map(drop),
        Shape::Count => small.parse::<Count>().map(drop),
        Shape::Flag => small.parse::<Flag>().map(drop),
        Shape::Choice(known) => {
            let found = one_of(&small, known).map(str::to_owned);
            return found.ok_or_else(|| Failure::usage(none_of(words, known)));
        }
        _ => Ok(()),
    };
    valid.map(|()| small).map_err(Failure::usage)
}

/// Whether a key holds a currency.
fn is_currency(key: &str) -> bool {
    key == "currency" || key.ends_with(".currency")
}

impl<'a> Names<'a> {
    /// The default currency of an amount: the budget's, else the workspace's.
    pub fn currency(&self) -> Option<&'a Currency> {
        let budget = self.engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
        budget.map(|budget| &budget.currency).or(self.workspace.settings.currency.as_ref())
    }

    /// An amount of money, with the currency that it or `named` names.
    pub fn money(&self, words: &str, named: Option<&str>) -> Result<Money, Failure> {
        let named = named.map(|words| money::code(words).map_err(|error| Failure::usage(error).at("currency")));
        let named = named.transpose()?;
        let money = amount("amount", words, named.as_ref().or(self.currency()))?;
        match (&money.currency, named) {
            (Some(one), Some(other)) if *one != other => Err(contradiction("amount", one, &other)),
            (None, named) => Ok(Money { currency: named, ..money }),
            _ => Ok(money),
        }
    }

    /// A day, a number, or an existing record, as a file stores it.
    pub fn looked_up(&self, shape: Shape, key: &str, words: &str) -> Result<Node> {
        match shape {
            Shape::Date => {
                let day = days::read(words, self.context.today, days::look(key));
                Ok(Node::Plain(day.map_err(|error| Failure::usage(format!("`{key}`: {error}")))?.to_string()))
            }
            Shape::Decimal => Ok(Node::Plain(decimal(key, words, self.currency())?.to_string())),
            Shape::Text => Ok(Node::text(money::code(words).map_err(|error| Failure::usage(error).at(key))?)),
            _ => Ok(Node::text(self.reference(key, words)?)),
        }
    }

    /// A value typed into a file, as the file stores it; people who were named by a part of the name are named in `messages`.
    pub fn read(&self, shape: Shape, key: &str, node: Node, messages: &mut Vec<String>) -> Result<Node> {
        let people = People::of(self.engagement);
        let mut person = |words: &str| self.person(&people, key, words, messages).map(Node::text);
        checked(shape, key, node, &mut |shape, key, words| match shape {
            Shape::Person => Ok(person(words)?),
            Shape::List(Shape::Person) => {
                let ids = person_lookup::each(&people, words).iter().map(|name| person(name)).collect::<Result<_, _>>();
                Ok(Node::List(ids?))
            }
            _ => self.looked_up(shape, key, words),
        })
    }

    /// Somebody in `people/`.
    fn person(&self, people: &People, key: &str, words: &str, messages: &mut Vec<String>) -> Result<PersonId, Failure> {
        let id = &self.engagement.id;
        match person_lookup::named(self, people, key, words)? {
            Named::Known(id, echo) => {
                messages.extend(echo);
                Ok(id)
            }
            Named::New => Err(Failure::not_found(format!("`{key}`: `{words}` is not in people/"))
                .hint(format!("to add them: {}", person_lookup::add(id, key, words)))),
        }
    }

    /// An existing record that a key refers to; if the key allows one kind only, a part of its name suffices.
    fn reference(&self, key: &str, words: &str) -> Result<Reference, Failure> {
        let Some(expected) = kind_at(key) else {
            return self.record(words).map_err(|failure| failure.at(key));
        };
        let is_path = System::here().slashed(words).contains('/');
        let found = if is_path { self.record(words) } else { naming::of_kind(self.engagement, expected, words) };
        match found.map_err(|failure| failure.at(key))? {
            reference @ Reference::Record(kind, _) if kind == expected => Ok(reference),
            other => Err(Failure::usage(format!("`{key}`: `{other}` is not in {}/", expected.folder()))),
        }
    }
}

/// A number; an amount of money must not name its currency, which has a key of its own.
fn decimal(key: &str, words: &str, ours: Option<&Currency>) -> Result<Amount, Failure> {
    if !money::is_money(key) {
        return money::number(words).map_err(|error| Failure::usage(error).at(key));
    }
    let Money { amount, currency } = amount(key, words, ours)?;
    match currency {
        Some(_) => Err(Failure::usage(format!("`{words}` names a currency; use {amount}")).at(key)),
        None => Ok(amount),
    }
}

/// An amount of money, with its currency if the words name one.
pub fn amount(key: &str, words: &str, ours: Option<&Currency>) -> Result<Money, Failure> {
    money::read(words, ours).map_err(|error| Failure::usage(error).at(key))
}

/// The failure that an amount and its currency contradict each other.
pub fn contradiction(key: &str, amount: &Currency, currency: &Currency) -> Failure {
    Failure::usage(format!("`{key}` is in {amount}, but the currency given is {currency}")).hint("use one of them")
}

/// The kind of records that a key refers to, if there is only one.
fn kind_at(key: &str) -> Option<Kind> {
    match key.rsplit('.').next() {
        Some("waits_for") => Some(Kind::Action),
        Some("goal") => Some(Kind::Goal),
        _ => None,
    }
}

/// The errors in given values, each under its key.
pub fn refused(fields: &[Field], text: &str, fault: &Fault, changes: &[(String, KeyEdit)]) -> Failure {
    if let Some(missing) = missing_beside(fields, fault, changes) {
        return Failure::usage(format!("`{missing}` is missing")).hint(format!("set it as well: {missing}=VALUE"));
    }
    let of_line = text.lines().nth(fault.line.saturating_sub(1)).and_then(|line| line.split(':').next());
    let key = match changes {
        [(key, _)] => key,
        _ => of_line.map_or("", |key| key.trim_matches([' ', '-', '"'])),
    };
    let message = &fault.message;
    let named =
        message.contains(&format!("`{key}`")) || matches!(fault.kind, ProblemKind::MissingKey(_)) && changes.len() != 1;
    Failure::usage(if key.is_empty() || named { message.clone() } else { format!("`{key}`: {message}") })
}

/// The missing key of a group of which only others are set: `measure.what` if `measure.target` is set.
fn missing_beside(fields: &[Field], fault: &Fault, changes: &[(String, KeyEdit)]) -> Option<String> {
    let ProblemKind::MissingKey(name) = &fault.kind else { return None };
    changes.iter().find_map(|(key, _)| {
        let (group, _) = key.rsplit_once('.')?;
        let Ok(Shape::Group(inner)) = shape_at(fields, &group.split('.').collect::<Vec<_>>()) else { return None };
        inner.iter().any(|field| field.required && field.name == name.as_str()).then(|| format!("{group}.{name}"))
    })
}
