//! KEY=VALUE, KEY+=VALUE and KEY= of a command line, as changes of a record.

use crate::cmd::prelude::*;
use crate::cmd::values;
use crate::model::field::shape_at;
use crate::model::number::Currency;
use crate::model::reading::money;
use crate::model::words::nearest;

/// A key and the words given for it.
#[derive(Debug, Clone, Copy)]
pub struct Assignment<'w> {
    key: &'w str,
    /// Whether it is KEY+=VALUE.
    appends: bool,
    value: &'w str,
}

/// The assignments of a command line; one that has no `=` or repeats a key is an error.
pub fn assignments(words: &[String]) -> Result<Vec<Assignment<'_>>, Failure> {
    let assignments = words.iter().enumerate().map(|(at, word)| {
        let (key, value) = word.split_once('=').filter(|(key, _)| !key.is_empty()).ok_or_else(|| stray(words, at))?;
        // `"belief = x"` in one word
        let (key, value) = if key.ends_with(' ') { (key.trim(), value.trim_start()) } else { (key, value) };
        let (key, appends) = key.strip_suffix('+').map_or((key, false), |key| (key, true));
        Ok(Assignment { key, appends, value })
    });
    let assignments = assignments.collect::<Result<Vec<_>, Failure>>()?;
    once(&assignments)?;
    Ok(assignments)
}

/// The failure that a word is no assignment; one with spaces around its `=` is shown in the right form.
fn stray(words: &[String], at: usize) -> Failure {
    let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
    let next = |distance: usize| words.get(at + distance).map_or("", String::as_str);
    let word = &words[at];
    let joined = match (word.as_str(), next(1)) {
        (key, "=" | "+=") => Some(format!("{key}{}{}", next(1), next(2))),
        (key, value) if value.starts_with('=') || value.starts_with("+=") => Some(format!("{key}{value}")),
        _ if before.ends_with('=') && !before.starts_with('=') => Some(format!("{before}{word}")),
        (key, value) if !value.is_empty() && !value.contains('=') => Some(format!("{key}={value}")),
        _ => None,
    };
    let failure = Failure::usage(format!("`{word}` is not an assignment; use KEY=VALUE"));
    match joined {
        Some(joined) => failure.hint(Remedy::engage(["set", &joined])),
        None => failure.hint("KEY+=VALUE adds to a list or a text, KEY= clears"),
    }
}

/// Rejects a key that is given twice, or together with one below it; a list may be appended to more than once.
fn once(assignments: &[Assignment]) -> Result<(), Failure> {
    let is_below = |key: &str, outer: &str| key.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    for (at, one) in assignments.iter().enumerate() {
        let key = one.key;
        let earlier = assignments[..at].iter().find(|other| {
            (other.key == key && !(one.appends && other.appends))
                || is_below(key, other.key)
                || is_below(other.key, key)
        });
        let Some(other) = earlier.map(|other| other.key) else { continue };
        let message = if other == key {
            format!("`{key}` is given twice")
        } else {
            format!("`{other}` and `{key}` are both given, and one is below the other")
        };
        return Err(Failure::usage(message).hint("give one of them, or run `engage set` once for each"));
    }
    Ok(())
}

impl Assignment<'_> {
    /// The changes that it makes: one, or an item each of a list, or an amount with its currency.
    pub fn changes(&self, writer: &mut Writer, record: &Reference, fields: &[Field], all: &[Self]) -> Result<Changes> {
        let path: Vec<_> = self.key.split('.').collect();
        let shape = shape_at(fields, &path).map_err(|unknown| {
            let otherwise = match unknown.known.as_slice() {
                [] => format!("`{}` goes below a value that has no keys", self.key),
                known => format!("the keys there are {}", and_list(known)),
            };
            let near = nearest(&unknown.key, unknown.known.iter().copied());
            Failure::usage(format!("{record} has no key `{}`", unknown.key)).near(near, otherwise)
        })?;
        if self.appends {
            return self.appended(writer, shape);
        }
        if shape == Shape::Decimal && path.last() == Some(&"amount") && !self.value.is_empty() {
            return self.money(writer, record, all);
        }
        let node = writer.node(shape, self.key, self.value)?;
        Ok(vec![(self.key.to_owned(), if node.is_blank() { KeyEdit::Clear } else { KeyEdit::Set(node) })])
    }

    fn appended(&self, writer: &mut Writer, shape: Shape) -> Result<Changes> {
        let node = match shape {
            Shape::List(item) if *item == Shape::Text => writer.node(*item, self.key, self.value)?,
            Shape::List(_) | Shape::Text => writer.node(shape, self.key, self.value)?,
            Shape::Free => Node::List(vec![writer.node(shape, self.key, self.value)?]),
            _ => bail!(
                Failure::usage(format!("`{}` is not a list or a text", self.key))
                    .hint(Remedy::engage(["set", &format!("{}={}", self.key, self.value)]))
            ),
        };
        let items = if let Node::List(items) = node { items } else { vec![node] };
        if items.iter().all(Node::is_blank) {
            bail!(Failure::usage(format!("`{}+=` needs a value to add", self.key)));
        }
        Ok(items.into_iter().map(|item| (self.key.to_owned(), KeyEdit::Append(item))).collect())
    }

    /// An amount, and its currency where the words name one.
    fn money(&self, writer: &mut Writer, record: &Reference, all: &[Self]) -> Result<Changes> {
        let beside = format!("{}currency", self.key.trim_end_matches("amount"));
        let given = all.iter().find(|other| other.key == beside).map(|other| money::code(other.value));
        let given = given.transpose().map_err(|error| Failure::usage(error).at(&beside))?;
        let words = writer.context.words(self.value)?;
        let ours = given.clone().or_else(|| currency(writer, record));
        let money = values::amount(self.key, &words, ours.as_ref())?;
        let mut changes = vec![(self.key.to_owned(), KeyEdit::Set(Node::Plain(money.amount.to_string())))];
        match (money.currency, given) {
            (Some(one), Some(other)) if one != other => bail!(values::contradiction(self.key, &one, &other)),
            (Some(currency), None) => changes.push((beside, KeyEdit::Set(Node::text(currency)))),
            _ => {}
        }
        Ok(changes)
    }
}

/// The currency of a record's amount: its own, else the default.
fn currency(writer: &Writer, record: &Reference) -> Option<Currency> {
    match writer.engagement.records.get(record) {
        Some(Record::Spend(spend)) => Some(spend.currency.clone()),
        _ => writer.names().currency().cloned(),
    }
}
