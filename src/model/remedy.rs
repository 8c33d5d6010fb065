//! The fix of a finding, as data: a command, the commands before it, a note, and alternatives.
//!
//! The values to fill in are derived from the command: its slots are the placeholders that `set` and `add` reject.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};

use super::inventory::sheets;
use super::placeholder::{is_placeholder, is_words};
use super::shell::for_shell;
use crate::model::prelude::*;

/// A command that fixes something.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remedy {
    /// The commands to run before, in this order.
    pub first: Vec<Self>,
    /// The program and its arguments, with slots to fill in; empty if it is done by hand.
    pub argv: Vec<String>,
    /// A note on the command, or what to do by hand.
    pub note: String,
    /// Alternatives.
    pub or: Vec<Self>,
}

impl Remedy {
    /// A command of this program.
    pub fn engage<T: ToString>(arguments: impl IntoIterator<Item = T>) -> Self {
        Self { argv: vec!["engage".to_owned()], ..Self::default() }.with(arguments)
    }

    /// Opens an engagement where there is none.
    pub fn first_engagement() -> Self {
        Self::engage(["new", "NAME", "--customer", "CUSTOMER"])
    }

    /// Opens a record of an engagement in the editor.
    pub fn edit(record: &Reference, engagement: &Slug) -> Self {
        Self::engage(["edit", &record.to_string(), "-e", engagement.as_str()])
    }

    /// With more arguments.
    pub fn with<T: ToString>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.argv.extend(arguments.into_iter().map(|argument| argument.to_string()));
        self
    }

    /// With a flag and its value.
    pub fn flag(self, name: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.with([format!("--{name}"), value.to_string()])
    }

    /// With a note on what it does, or on which other values are allowed.
    pub fn note(self, words: impl Into<String>) -> Self {
        Self { note: words.into(), ..self }
    }

    /// After another command.
    pub fn after(mut self, first: impl IntoIterator<Item = Self>) -> Self {
        self.first.splice(0..0, first);
        self
    }

    /// With an alternative.
    pub fn or(mut self, other: Self) -> Self {
        self.or.push(other);
        self
    }

    /// Several remedies in sequence.
    pub fn all(remedies: impl IntoIterator<Item = Self>) -> Self {
        let mut first: Vec<_> = remedies.into_iter().collect();
        let last = first.pop().unwrap_or_default();
        last.after(first)
    }

    /// The very first command.
    pub fn start(&self) -> &Self {
        self.first.first().map_or(self, Self::start)
    }

    /// Replaces words in all of its arguments.
    pub fn replace(&mut self, words: &str, other: &str) {
        let own = self.argv.iter_mut().chain([&mut self.note]).filter(|own| own.contains(words));
        own.for_each(|own| *own = own.replace(words, other));
        self.first.iter_mut().chain(&mut self.or).for_each(|remedy| remedy.replace(words, other));
    }

    /// The slots of the command, for a finding about a record.
    pub fn fill(&self, record: &Reference) -> Vec<Fill> {
        let sheet = self.sheet(record);
        let before = [""].into_iter().chain(self.argv.iter().map(String::as_str));
        let keyed = before.zip(&self.argv).flat_map(|(before, argument)| keyed(before, argument));
        let slots = keyed.filter(|(_, value)| is_placeholder(value));
        slots.map(|(key, slot)| Fill::of(sheet, key, slot)).collect()
    }

    /// The commands as `--json` data, the recommended one first, for a finding about a record.
    pub fn ways(&self, record: &Reference) -> Vec<Value> {
        let all = std::iter::once(self).chain(&self.or);
        all.filter(|remedy| !remedy.argv.is_empty()).map(|remedy| remedy.data(record)).collect()
    }

    /// The command as `--json` data.
    pub fn data(&self, record: &Reference) -> Value {
        let first: Vec<_> = self.first.iter().map(|first| first.data(record)).collect();
        json!({ "argv": self.argv, "fill": self.fill(record), "first": first, "note": self.note })
    }

    /// The kind that the command writes, the group of its fields if it is not the whole record, and the key of an operand.
    fn sheet(&self, record: &Reference) -> (&'static str, &str, &str) {
        let argument = |at: usize| self.argv.get(at).map_or("", String::as_str);
        let within = self.argv.iter().position(|argument| argument == "--in").map(|at| argument(at + 1));
        match argument(1) {
            "set" => (within.map_or(Some(record.word()), kind_of).unwrap_or_default(), "", ""),
            "add" if argument(2) == "starting-point" => ("select", "starting_points", "what"),
            "add" => Kind::named(argument(2)).map_or(("", "", ""), |kind| (kind.word(), "", kind.row().text)),
            "judge" => ("goal", "", "verdict"),
            "call-off" | "close" | "reopen" => ("outcome", "", ""),
            "sign-off" => ("signoff", "", "by"),
            "new" => ("engagement", "", "title"),
            "advance" => (Step::Hypothesis.word(), "", ""),
            "pace" => ("pace", argument(3), ""),
            _ => ("", "", ""),
        }
    }
}

/// The kind of a record by its name, whose last part may be a slot.
fn kind_of(name: &str) -> Option<&'static str> {
    let of_folder = || Kind::of_folder(name.split_once('/')?.0).map(Kind::word);
    name.parse::<Reference>().ok().map(|reference| reference.word()).or_else(of_folder)
}

/// The values in an argument, each with its key; the key of an operand is empty.
fn keyed<'a>(before: &'a str, argument: &'a str) -> Vec<(String, &'a str)> {
    if let Some(flag) = before.strip_prefix("--") {
        return vec![(flag.replace('-', "_"), argument.rsplit_once('/').map_or(argument, |(_, name)| name))];
    }
    let Some((key, value)) = argument.split_once('=') else { return vec![(String::new(), argument)] };
    let key = key.trim_end_matches('+');
    let Some(group) = value.strip_prefix('{').and_then(|group| group.strip_suffix('}')) else {
        return vec![(key.to_owned(), value)];
    };
    let pairs = group.split(", ").filter_map(|pair| pair.split_once(": "));
    pairs.map(|(own, value)| (format!("{key}.{own}"), value.trim_matches('"'))).collect()
}

/// A place in a command for a user's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fill {
    /// The words to replace, within one argument.
    pub slot: String,
    /// The key of the value; empty if it names a record.
    pub key: String,
    /// The type of the value: `text`, `day`, `decimal`, `number`, `person`, `record`, `word`.
    pub shape: &'static str,
    /// The words to choose from.
    pub words: Vec<&'static str>,
    /// The question it answers.
    pub asks: &'static str,
}

impl Fill {
    fn of((kind, group, operand): (&'static str, &str, &str), key: String, slot: &str) -> Self {
        let fields = sheets().iter().find(|sheet| sheet.kind == kind).map_or(&[][..], |sheet| &sheet.fields);
        let key = if key.is_empty() { operand.to_owned() } else { key };
        let path = [group, &key].join(".");
        let path: Vec<_> = path.split('.').filter(|part| !part.is_empty() && part.parse::<usize>().is_err()).collect();
        let field = field(fields, &path);
        let other = if key == "in" { "record" } else { "text" };
        let (shape, words) = field.map_or((other, &[][..]), |field| in_words(field.shape));
        let asks = field.map_or("", |field| field.question);
        Self { slot: slot.to_owned(), key, shape, words: words.to_vec(), asks }
    }
}

/// The field at a path, through lists too. A flag of a list takes the name of one item.
fn field<'a>(fields: &'a [Field], path: &[&str]) -> Option<&'a Field> {
    let (first, rest) = path.split_first()?;
    let field = fields.iter().find(|field| field.name == *first || field.name.strip_suffix('s') == Some(first))?;
    match field.shape {
        _ if rest.is_empty() => Some(field),
        Shape::Group(fields) => self::field(fields, rest),
        Shape::List(Shape::Group(fields)) => self::field(fields, rest),
        _ => None,
    }
}

/// The name of a shape, or of its items if it is a list, and the words to choose from.
pub fn in_words(shape: Shape) -> (&'static str, &'static [&'static str]) {
    match shape {
        Shape::Date => ("day", &[]),
        Shape::Decimal => ("decimal", &[]),
        Shape::Count => ("number", &[]),
        Shape::Person => ("person", &[]),
        Shape::Reference => ("record", &[]),
        Shape::Rating => ("word", &["1", "2", "3", "4", "5"]),
        Shape::Flag => ("word", &["true", "false"]),
        Shape::Choice(words) => ("word", words),
        Shape::List(item) => in_words(*item),
        Shape::Text | Shape::Group(_) | Shape::Table(_) | Shape::Free => ("text", &[]),
    }
}

impl<T: Into<String>> From<T> for Remedy {
    /// A note on something done by hand.
    fn from(words: T) -> Self {
        Self::default().note(words)
    }
}

impl fmt::Display for Remedy {
    /// The commands, one per line, quoted for a shell; notes and alternatives behind `#`.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        self.first.iter().try_for_each(|first| writeln!(out, "{first}"))?;
        if self.argv.is_empty() {
            return out.write_str(&self.note);
        }
        let words: Vec<_> = self.argv.iter().map(|argument| quoted(argument)).collect();
        out.write_str(&words.join(" "))?;
        let note = Some(self.note.clone()).filter(|note| !note.is_empty());
        let notes: Vec<_> = note.into_iter().chain(self.or.iter().map(|other| format!("or: {other}"))).collect();
        if notes.is_empty() { Ok(()) } else { write!(out, "   # {}", notes.join("; ")) }
    }
}

/// An argument quoted for a shell; a slot for words is quoted, so that its replacement is too.
fn quoted(argument: &str) -> Cow<'_, str> {
    let is_plain = |flag: &str| flag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let (key, value) = argument.split_at(argument.find('=').map_or(0, |at| at + 1));
    match argument {
        _ if is_words(value) => format!("{key}\"{value}\"").into(),
        flag if flag.strip_prefix('-').is_some_and(is_plain) => flag.into(),
        other => for_shell(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remedy_is_printed_as_a_shell_takes_it() {
        let set = Remedy::engage(["set", "-e", "x", "belief=WHAT THEY NEED", "by=WHO", "roles=[ACR, it's]"]);
        let add = Remedy::engage(["add", "person", "NAME", "--side", "ours"]);
        let other = Remedy::engage(["call-off", "x"]).flag("reason", "WHY");
        let printed = set.after([add]).note("1 first").or(other).to_string();
        let first = "engage add person \"NAME\" --side ours\n";
        let then = r#"engage set -e x belief="WHAT THEY NEED" by=WHO 'roles=[ACR, it'\''s]'"#;
        assert_eq!(printed, format!("{first}{then}   # 1 first; or: engage call-off x --reason \"WHY\""));
        assert_eq!(Remedy::from("by hand").to_string(), "by hand");
        assert_eq!(Remedy::engage(["-e", "-x; ls"]).to_string(), "engage -e './-x; ls'");
    }

    #[test]
    fn each_slot_is_told_with_its_key_and_what_may_stand_there() {
        let group = "changes+={on: DATE, what: \"WHAT CHANGED\", asked_by: ana}";
        for (argv, expected) in [
            (&["set", "-e", "x", "met=DATE", "with+=NAME"][..], "DATE met day; NAME with person"),
            (
                &["set", "--in", "requirements/WHICH", group],
                "WHICH in record; DATE changes.on day; WHAT CHANGED changes.what text",
            ),
            (
                &["add", "spend", "WHAT FOR", "--amount", "AMOUNT", "--currency", "EUR"],
                "WHAT FOR what text; AMOUNT amount decimal",
            ),
            (&["pace", "set", "primary", "--needs", "WHAT IT DEPENDS ON"], "WHAT IT DEPENDS ON needs text"),
        ] {
            let fills = Remedy::engage(argv).fill(&"cycle-1/02-validate".parse().unwrap());
            let fills: Vec<_> = fills.iter().map(|fill| format!("{} {} {}", fill.slot, fill.key, fill.shape)).collect();
            assert_eq!(fills.join("; "), expected);
        }
        let level = Remedy::engage(["set", "adoption=LEVEL"]).fill(&"cycle-1/02-validate".parse().unwrap());
        assert_eq!((level[0].words[0], level[0].asks.is_empty()), ("curious", false));
    }
}
