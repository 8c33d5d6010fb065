//! Text to record, strictly: every error has its place and our own message.

use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed};
use serde_json::{Map, Value};

use super::Fault;
use super::bytes::readable;
use super::decode::pairs;
use super::explain::{explained, unknown};
use super::parse;
use super::tree::{Tree, TreeValue};
use crate::model::charter::{Charter, SCHEMA};
use crate::model::entry::{Answers, Common, Entry, Rest};
use crate::model::field::Fields;
use crate::model::inventory;
pub use crate::model::inventory::fields;
use crate::model::pace::Pace;
use crate::model::record::{Outcome, Record};
use crate::store::prelude::*;

/// A file of a struct with a table of fields: the charter, the settings, a PACE plan, an outcome.
pub fn file<T: Fields + for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Fault> {
    of(bytes, |root| root.read(PhantomData::<T>, T::FIELDS))
}

/// A settings file; an empty one has no settings.
pub fn optional_file<T: Fields + Default + for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Fault> {
    if is_empty(readable(bytes)?) { Ok(T::default()) } else { file(bytes) }
}

/// A record of a kind.
pub fn record(kind: Kind, bytes: &[u8]) -> Result<Record, Fault> {
    of(bytes, |root| root.read(kind, kind.row().fields))
}

/// An entry: each of its parts reads its own keys; other keys are rejected.
pub fn entry(id: EntryId, bytes: &[u8]) -> Result<Entry, Fault> {
    of(bytes, |root| root.entry(id))
}

/// The common part of an entry only, for lists: the answers must be YAML and are not validated.
pub fn entered(bytes: &[u8]) -> Result<Common, Fault> {
    of(bytes, |root| root.part(PhantomData::<Common>, Common::FIELDS))
}

/// A charter; one of a newer schema is rejected as such, whatever else is in it.
pub fn charter(bytes: &[u8]) -> Result<Charter, Fault> {
    of(bytes, known_charter)
}

/// Rejects a charter of a newer schema than this program supports; others are left to their reader. One that begins as
/// the program writes it has no second schema, and is not parsed.
pub fn known_schema(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(format!("schema: {SCHEMA}\n").as_bytes()) {
        return Ok(());
    }
    of(bytes, |root| Ok(root.known_schema())).unwrap_or(Ok(()))
}

/// A parsed text of keys and values.
fn of<T>(bytes: &[u8], read: impl FnOnce(Root) -> Result<T, Fault>) -> Result<T, Fault> {
    let text = readable(bytes)?;
    let tree = &parse::tree(text)?;
    match &tree.value {
        TreeValue::Map(..) => read(Root { text, tree }),
        _ if is_empty(text) => Err(Fault::new(1, 1, "the file is empty; a record has keys and values")
            .hint("delete the file, or restore it from git")),
        found => Err(Fault::at(text, tree.start, format!("expected keys and values, found {}", found.in_words()))),
    }
}

/// The keys and values of a file.
#[derive(Clone, Copy)]
struct Root<'a> {
    text: &'a str,
    tree: &'a Tree<'a>,
}

impl Root<'_> {
    /// Reads what the seed describes.
    fn read<V>(self, seed: impl for<'de> DeserializeSeed<'de, Value = V>, fields: &[Field]) -> Result<V, Fault> {
        seed.deserialize(self.tree)
            .map_err(|error| explained(self.text, self.tree, fields, names(fields, "extra"), error))
    }

    /// Reads what the seed describes from the keys of an entry that these fields name.
    fn part<V>(self, seed: impl for<'de> DeserializeSeed<'de, Value = V>, fields: &[Field]) -> Result<V, Fault> {
        let keys = pairs(self.tree.pairs().iter().filter(|pair| names(fields, &pair.key)));
        seed.deserialize(keys).map_err(|error| explained(self.text, self.tree, fields, true, error))
    }

    fn known_schema(self) -> Result<(), Fault> {
        let Some(pair) = self.tree.pair("schema") else { return Ok(()) };
        let TreeValue::Scalar(words, _) = &pair.value.value else { return Ok(()) };
        match words.parse::<u32>() {
            Ok(schema) if schema > SCHEMA => {
                let message = format!("schema {schema} is newer than this engage supports");
                Err(Fault::at(self.text, pair.start, message).of(ProblemKind::Newer).hint("update engage"))
            }
            _ => Ok(()),
        }
    }

    fn entry(self, id: EntryId) -> Result<Entry, Fault> {
        let parts = [Common::FIELDS, Answers::fields(id.step), Rest::FIELDS];
        let is_known = |key: &str| parts.iter().any(|fields| names(fields, key));
        if let Some(pair) = self.tree.pairs().iter().find(|pair| !is_known(&pair.key)) {
            let known: Vec<_> = parts.concat().iter().map(|field| field.name).collect();
            return Err(unknown(self.text, pair.start, &pair.key, &known, true));
        }
        Ok(Entry {
            id,
            common: self.part(PhantomData::<Common>, parts[0])?,
            answers: self.part(id.step, parts[1])?,
            rest: self.part(PhantomData::<Rest>, parts[2])?,
        })
    }
}

fn known_charter(root: Root) -> Result<Charter, Fault> {
    root.known_schema()?;
    root.read(PhantomData::<Charter>, Charter::FIELDS)
}

fn names(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.name == key)
}

/// Whether a text has nothing but comments.
pub fn is_empty(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

/// The answered keys of a record's file, as JSON; none if it is not valid.
pub fn answered(reference: &Reference, bytes: &[u8]) -> Option<Map<String, Value>> {
    let mut answered = match reference {
        Reference::Engagement => inventory::json(&charter(bytes).ok()?),
        Reference::Entry(id) => inventory::answers(&entry(*id, bytes).ok()?),
        Reference::Pace(_) => inventory::json(&file::<Pace>(bytes).ok()?),
        Reference::Record(kind, _) => inventory::json(&record(*kind, bytes).ok()?),
        Reference::Outcome(..) => inventory::json(&file::<Outcome>(bytes).ok()?),
    };
    answered.retain(|_, value| !value.is_null());
    Some(answered)
}

/// Whether the bytes are a valid record of that name.
pub fn check(reference: &Reference, bytes: &[u8]) -> Result<(), Fault> {
    of(bytes, |root| sound(reference, root.text, root.tree))
}

/// Whether a tree is a valid record of that name.
pub fn sound(reference: &Reference, text: &str, tree: &Tree) -> Result<(), Fault> {
    let tree = Root { text, tree };
    match reference {
        Reference::Engagement => known_charter(tree).map(drop),
        Reference::Entry(id) => tree.entry(*id).map(drop),
        Reference::Pace(_) => tree.read(PhantomData::<Pace>, Pace::FIELDS).map(drop),
        Reference::Record(kind, _) => tree.read(*kind, kind.row().fields).map(drop),
        Reference::Outcome(..) => tree.read(PhantomData::<Outcome>, Outcome::FIELDS).map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::Settings;

    fn fault(kind: Kind, text: &str) -> String {
        let fault = record(kind, text.as_bytes()).unwrap_err();
        let hint = fault.hint.map_or(String::new(), |hint| format!(" ({hint})"));
        format!("{}:{}: {}{hint}", fault.line, fault.column, fault.message)
    }

    #[test]
    fn each_mistake_has_its_own_message_and_place() {
        let goal = "statement: a\ncriterion: b\ncommitted: 2026-03-02\n";
        for (text, message) in [
            ("", "1:1: the file is empty; a record has keys and values (delete the file, or restore it from git)"),
            ("~", "1:1: expected keys and values, found nothing"),
            ("- a\n", "1:1: expected keys and values, found a list"),
            (
                "statement: a\n",
                "1:1: `criterion` is required (add a line `criterion: …` (how both sides will know that it is met))",
            ),
            ("statement:\n", "1:11: `statement` must not be empty (enter a value, or delete the line)"),
            ("statement: ~\n", "1:12: `statement` must not be empty (enter a value, or delete the line)"),
            (
                "statement: 'a\n",
                "1:12: not valid YAML: found unexpected end of stream (quote the value if it contains `: ` or ` #`, and check the indentation and quotes above this line)",
            ),
            ("statement: [a]\n", "1:12: expected text, found a list"),
            (
                &format!("{goal}statment: x\n"),
                "4:1: unknown key `statment` (did you mean `statement`? put your own keys under `extra`)",
            ),
            (
                &format!("{goal}statement: x\n"),
                "4:1: `statement` occurs on lines 1 and 4 (keep one of them; merging two branches can cause this)",
            ),
            (
                &format!("{goal}extra:\n  a:\n    b: 1\n    b: 2\n"),
                "7:5: `b` occurs on lines 6 and 7 (keep one of them; merging two branches can cause this)",
            ),
            (&format!("{goal}next: &x y\n"), "4:7: anchors are not supported; write the value out"),
            (&format!("{goal}due: 2026-02-30\n"), "4:6: `2026-02-30` is not a valid date; check the month and day"),
            (
                &format!("{goal}verdict: won\n"),
                "4:10: `won` is not a valid value; use `open`, `met`, `partly` or `missed`",
            ),
            (&format!("{goal}evidence:\n  - link: x\n"), "5:5: `what` is required (add a line `what: …`)"),
            (&format!("{goal}evidence:\n  -\n"), "5:4: `what` is required (add a line `what: …`)"),
        ] {
            assert_eq!(fault(Kind::Goal, text), message, "{text:?}");
        }
        assert_eq!(
            fault(Kind::Feedback, "on: 2026-03-02\nfrom: ana\nimpression: 6\n"),
            "3:13: `6` is not a rating; use a whole number from 1 (lowest) to 5 (highest)"
        );
    }

    #[test]
    fn a_message_is_one_line_and_no_longer_than_can_be_read() {
        let action = |owner: &str| fault(Kind::Action, &format!("what: x\nraised: 2026-03-02\nowner: {owner}\n"));
        // found by the fuzzer: an id in a block ends with a line end
        let message = "4:3: `ana-ortiz\\n` is not a person's id; use the name of a file in people/, such as ana-ortiz";
        assert_eq!(action("|\n  ana-ortiz"), message);
        assert!(action(&"x".repeat(100_000)).chars().count() < 1_100);
    }

    #[test]
    fn too_many_items_of_the_forms_that_we_write_are_refused_too() {
        let note = |items: usize| format!("on: 2026-03-02\ntext: x\nextra:\n  a:\n{}", "    - x\n".repeat(items));
        assert!(record(Kind::Note, note(1_000).as_bytes()).is_ok());
        assert!(fault(Kind::Note, &note(60_000)).contains("too many keys and items"));
    }

    #[test]
    fn an_empty_value_is_no_answer_where_the_field_is_optional() {
        let text = "on: 2026-03-02\nfrom: ana\nsaid:\nimpression: ''\nverdict: ~\nextra:\nallow:\n";
        let Record::Feedback(feedback) = record(Kind::Feedback, text.as_bytes()).unwrap() else { unreachable!() };
        assert_eq!((feedback.said, feedback.impression, feedback.verdict), (None, None, None));
    }

    #[test]
    fn text_is_kept_exactly() {
        for words in ["12.50", "no", "1e3", "007", "12:30", "null", "2026-01-02"] {
            let text = format!("schema: 1\ntitle: \"{words}\"\ncustomer: {words}x\nopened: 2026-01-02\n");
            let charter: Charter = file(text.as_bytes()).unwrap();
            assert_eq!(charter.title.as_str(), words);
        }
    }

    #[test]
    fn an_entry_refuses_keys_that_neither_part_has() {
        let id: EntryId = "cycle-1/07-adjust".parse().unwrap();
        let entry = |text: &str| super::entry(id, text.as_bytes());
        assert!(entry("entered: 2026-03-02\nfrom: cycle-1/06-demo\napproach: x\nextra: {a: 1}\n").is_ok());
        assert_eq!(entry("entered: 2026-03-02\nbelief: x\n").unwrap_err().line, 2);
        assert!(entry("entered: 2026-03-02\ndecision: maybe\n").unwrap_err().message.contains("`repeat` or `wrap-up`"));
        assert!(
            entry("entered: 2026-03-02\napproach: x\napproach: y\n").unwrap_err().message.contains("lines 2 and 3")
        );
    }

    #[test]
    fn a_list_reads_the_head_of_an_entry_whatever_the_order_of_its_keys() {
        let date = |text: &str| entered(text.as_bytes()).map(|common| common.entered.to_string());
        assert!(date("# c\nentered: 2026-03-02\nbelief: [\n").is_err(), "what is broken below the head is said");
        assert!(date("entered: 2026-03-02\nbelief: x\n  y: z\n").is_err());
        assert!(date("entered: 2026-03-02\nbelief: x\nentered: 2026-03-03\n").is_err());
        assert_eq!(date("belief: x\nentered: 2026-03-02\n"), Ok("2026-03-02".into()));
        assert_eq!(date("entered: 2026-02-30\n").unwrap_err().line, 1);
        assert!(date("entered: 2026-03-02\nentered: 2026-03-03\n").is_err());
        assert!(date("entered: 2026-03-02\nfrom: lunch\n").is_err());
        for text in
            ["entered: 2026-03-02\nfrom: cycle-1/01-hypothesis\n\n# c\n", "entered: 2026-03-02 # c\nskipped: [demo]\n"]
        {
            let whole: Common = serde_yaml::from_str(text).unwrap();
            assert_eq!(entered(text.as_bytes()), Ok(whole), "{text}");
        }
    }

    #[test]
    fn settings_may_be_empty() {
        assert!(optional_file::<Settings>(b"# nothing yet\n").is_ok());
    }

    #[test]
    fn settings_have_no_room_for_what_is_ones_own() {
        let hint = |text: &str| file::<Settings>(text.as_bytes()).unwrap_err().hint.unwrap();
        assert_eq!(hint("curency: EUR\n"), "did you mean `currency`?");
        assert_eq!(hint("extra: {a: b}\n"), "the valid keys are currency, cadence, brand, checks and adoption");
        assert_eq!(hint("checks: {not-rehearsed: {levl: off}}\n"), "did you mean `level`?");
    }

    #[test]
    fn a_newer_schema_is_refused_whatever_else_is_there_and_however_it_is_written() {
        let rest = "title: a\ncustomer: b\nopened: 2026-01-02\n";
        let newer = |text: &str| charter(text.as_bytes()).is_err_and(|fault| fault.kind == ProblemKind::Newer);
        for schema in [
            "schema: 2", "schema: 2 # soon", "\u{feff}# a\r\nschema: 3\r", "new: 5\nschema: 2", "schema: \"2\"",
            "'schema' : 2", "\"sch\\u0065ma\": 2", "? schema\n: 2",
        ] {
            assert!(newer(&format!("{schema}\n{rest}")), "{schema}");
        }
        assert!(newer("{schema: 2, title: a, customer: b, opened: 2026-01-02}\n"));
        assert!(!newer(&format!("schema: 1\n{rest}extra:\n  schema: 2\n")));
        for schema in ["0", "-1", "+1", "01", "one", "1.5"] {
            let fault = charter(format!("schema: {schema}\n{rest}").as_bytes()).unwrap_err();
            assert_eq!(
                fault.message,
                format!("schema `{schema}` is not supported; this engage supports schema {SCHEMA}")
            );
        }
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_are_read() {
        let text = "\u{feff}on: 2026-03-02\r\nfrom: ana\r\nsaid: |\r\n  two\r\n  lines\r\n";
        assert!(record(Kind::Feedback, text.as_bytes()).is_ok());
    }
}
