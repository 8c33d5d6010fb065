//! KEY=VALUE, KEY+=VALUE and KEY= of a command line, as changes of a record.

use crate::cmd::prelude::*;
use crate::model::entry::Entry;
use crate::model::reading::money;

/// A key and the words given for it.
#[derive(Debug, Clone, Copy)]
pub struct Assignment<'w> {
    key: &'w str,
    /// Whether it is KEY+=VALUE.
    appends: bool,
    value: &'w str,
}

/// The assignments of a command line; one that has no `=` or repeats a key is an error.
///
/// `flags` are the other arguments, for the command that is suggested.
pub fn assignments<'w>(words: &'w [String], flags: &[&str]) -> Result<Vec<Assignment<'w>>, Failure> {
    let assignments = words.iter().map(|word| {
        let (key, value) = word.split_once('=').filter(|(key, _)| !key.is_empty()).ok_or_else(|| {
            let failure = Failure::usage(format!("`{word}` is not an assignment; use KEY=VALUE"));
            match joined(words) {
                Some(joined) => failure.hint(Remedy::engage(["set"]).with(flags).with(joined)),
                None => failure.hint("KEY+=VALUE adds to a list or a text, KEY= clears"),
            }
        })?;
        // `"belief = x"` in one word
        let (key, value) = if key.ends_with(' ') { (key.trim(), value.trim_start()) } else { (key, value) };
        let (key, appends) = key.strip_suffix('+').map_or((key, false), |key| (key, true));
        Ok(Assignment { key, appends, value })
    });
    let assignments = assignments.collect::<Result<Vec<_>, Failure>>()?;
    once(&assignments)?;
    Ok(assignments)
}

/// The words without spaces around `=`, and with those inside a value.
fn joined(words: &[String]) -> Option<Vec<String>> {
    let is_sign = |word: &String| word.starts_with('=') || word.starts_with("+=");
    let mut joined: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_key = words.get(at + 1).is_some_and(is_sign);
        match joined.last_mut() {
            Some(last) if is_sign(word) => last.push_str(word),
            Some(last) if !word.contains('=') && !is_key => {
                let between = if !last.contains('=') {
                    "="
                } else if last.ends_with('=') {
                    ""
                } else {
                    " "
                };
                *last += &format!("{between}{word}");
            }
            _ => joined.push(word.clone()),
        }
    }
    joined.iter().all(|one| one.contains('=') && !one.starts_with('=')).then_some(joined)
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
            format!("`{other}` and `{key}` are both given, and one is inside the other")
        };
        return Err(Failure::usage(message).hint("use one of them, or run `engage set` twice"));
    }
    Ok(())
}

impl Assignment<'_> {
    /// The failure of its value, with the way to clear the key where there is no text.
    pub fn explained(&self, error: anyhow::Error) -> anyhow::Error {
        match error.downcast::<Failure>() {
            Ok(failure) if self.value.starts_with(['-', '@']) && failure.message.ends_with(" is empty") => {
                failure.hint(format!("to clear the field: engage set {}=", self.key)).into()
            }
            Ok(failure) => failure.into(),
            Err(other) => other,
        }
    }

    /// The changes that it makes: one, or an item each of a list, or an amount with its currency.
    pub fn changes(&self, writer: &mut Writer, record: &Reference, fields: &[Field], all: &[Self]) -> Result<Changes> {
        let path: Vec<_> = self.key.split('.').collect();
        let shape = shape_at(fields, &path).map_err(|unknown| {
            let otherwise = match unknown.known.as_slice() {
                [] => format!("the value above `{}` has no keys", self.key),
                known => format!("known keys: {}", and_list(known)),
            };
            let near = nearest(&unknown.key, unknown.known.iter().copied());
            let failure = Failure::usage(format!("{record} has no key `{}`", unknown.key));
            match self.in_another_step(writer, record, &unknown.key) {
                Some(there) => failure.hint(there),
                None => failure.near(near, otherwise),
            }
        })?;
        if self.appends {
            return self.appended(writer, shape);
        }
        if shape == Shape::Decimal && path.last() == Some(&"amount") && !self.value.is_empty() {
            return self.money(writer, record, all);
        }
        if is_money(shape) && !self.value.trim().is_empty() && !self.value.trim_start().starts_with('{') {
            let amount = Assignment { key: &format!("{}.amount", self.key), ..*self };
            return amount.money(writer, record, all);
        }
        let node = writer.node(shape, self.key, self.value)?;
        Ok(vec![(self.key.to_owned(), if node.is_blank() { KeyEdit::Clear } else { KeyEdit::Set(node) })])
    }

    /// How to set a key that the current step does not have and another step has.
    fn in_another_step(&self, writer: &Writer, record: &Reference, key: &str) -> Option<Remedy> {
        let Reference::Entry(current) = record else { return None };
        let step = Step::ALL.iter().find(|step| Entry::fields(**step).iter().any(|field| field.name == key))?;
        let (id, note) = (writer.engagement.id.as_str(), format!("`{key}` is a question of {step}"));
        let has_step = |entry: &&EntryId| entry.cycle == current.cycle && entry.step == *step;
        let remedy = match writer.engagement.walk.iter().filter(has_step).max() {
            Some(entry) => Remedy::engage(["set", "-e", id, "--in", &entry.to_string(), &self.text()]),
            None => Remedy::engage(["advance", id, "--to", step.word()]),
        };
        Some(remedy.note(note))
    }

    /// The assignment as it is typed.
    fn text(&self) -> String {
        format!("{}{}={}", self.key, if self.appends { "+" } else { "" }, self.value)
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
        writer.echo.note_money(self.key, &words, &money, ours.as_ref());
        let mut changes = vec![(self.key.to_owned(), KeyEdit::Set(Node::Plain(money.amount.to_string())))];
        let is_first = writer.engagement.charter.as_ref().is_none_or(|charter| charter.budget.is_none());
        match (money.currency, given) {
            (Some(one), Some(other)) if one != other => bail!(values::contradiction(self.key, &one, &other)),
            (Some(currency), None) => changes.push((beside, KeyEdit::Set(Node::text(currency)))),
            (None, None) if beside == "budget.currency" && is_first => match ours {
                Some(ours) => changes.push((beside, KeyEdit::Set(Node::text(ours)))),
                None => bail!(Failure::usage(format!("`{beside}` is required")).hint("write the amount as 48000 EUR")),
            },
            _ => {}
        }
        Ok(changes)
    }
}

/// Whether a group is an amount with its currency.
fn is_money(shape: Shape) -> bool {
    let Shape::Group(fields) = shape else { return false };
    ["amount", "currency"].iter().all(|name| fields.iter().any(|field| field.name == *name))
}

/// The currency of a record's amount: its own, else the default.
fn currency(writer: &Writer, record: &Reference) -> Option<Currency> {
    match writer.engagement.records.get(record) {
        Some(Record::Spend(spend)) => Some(spend.currency.clone()),
        _ => writer.names().currency().cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_around_the_sign_and_in_the_value_are_joined() {
        let joined = |line: &str| {
            let words: Vec<_> = line.split(' ').map(str::to_owned).collect();
            joined(&words).map(|words| words.join("|")).unwrap_or_default()
        };
        for (line, words) in [
            ("belief = x", "belief=x"),
            ("belief= x", "belief=x"),
            ("belief =x", "belief=x"),
            ("belief x", "belief=x"),
            ("with += sam", "with+=sam"),
            ("belief=they lose reports", "belief=they lose reports"),
            ("title=A belief = x y verdict=met", "title=A|belief=x y|verdict=met"),
            ("belief", ""),
            ("= x", ""),
        ] {
            assert_eq!(joined(line), words, "{line}");
        }
    }
}
