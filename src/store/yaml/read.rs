//! Text to record, strictly: every mistake with its place, in our words.

use std::cell::OnceCell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::evident::{Evident, evident};
use super::explain::{duplicate, explained, unknown};
use super::node::Node;
use super::screen::{bounded, readable, screen};
use super::{Fault, MOST, ended};
use crate::model::charter::{Charter, SCHEMA};
use crate::model::entry::{Common, Entry, Rest};
use crate::model::field::{Field, Fields, Shape};
use crate::model::pace::Pace;
use crate::model::record::{Kind, Outcome, Record};
use crate::model::reference::{EntryId, Reference};
use crate::store::locate;

/// A file of a struct with a table of fields: the charter, the settings, a PACE plan, an outcome.
pub fn file<T: Fields + for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Fault> {
    Source::of(bytes)?.read(PhantomData::<T>, T::FIELDS)
}

/// A settings file, where nothing at all is as good as no setting.
pub fn optional_file<T: Fields + Default + for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Fault> {
    if is_empty(screen(bytes)?) { Ok(T::default()) } else { file(bytes) }
}

/// A record of a kind.
pub fn record(kind: Kind, bytes: &[u8]) -> Result<Record, Fault> {
    Source::of(bytes)?.read(kind, kind.row().fields)
}

/// An entry: read as the common part and as the step's answers; other keys are refused.
pub fn entry(id: EntryId, bytes: &[u8]) -> Result<Entry, Fault> {
    let source = Source::of(bytes)?;
    let fields = Entry::fields(id.step);
    known_keys(source.text, &fields, &source.read(PhantomData::<Keys>, &fields)?)?;
    Ok(Entry {
        id,
        common: source.read(PhantomData::<Common>, &fields)?,
        answers: source.read(id.step, &fields)?,
        rest: source.read(PhantomData::<Rest>, &fields)?,
    })
}

/// The common part of an entry alone, as a list needs it: the answers must parse, and are not judged.
pub fn entered(bytes: &[u8]) -> Result<Common, Fault> {
    Source::of(bytes)?.read(PhantomData::<Common>, Common::FIELDS)
}

/// The version of a charter's form where it is newer than this program knows, whether or not the rest can be
/// read: as it stands on its line, else as the parser reads it.
pub fn newer_schema(bytes: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let number = text.split(['\n', '\r']).find_map(on_its_line).or_else(|| as_it_reads(bytes));
    number.filter(|number| *number > SCHEMA)
}

/// The version on a line `schema: 2`.
fn on_its_line(line: &str) -> Option<u32> {
    let (key, value) = line.split_once(':')?;
    (key.trim_end().trim_matches(QUOTES) == "schema").then(|| version(value.split('#').next()?))?
}

/// The version that the parser reads, in whatever form the key is written.
fn as_it_reads(bytes: &[u8]) -> Option<u32> {
    let text = Source::of(bytes).ok()?.text;
    let may_have = text.contains("schema") || text.contains('\\');
    let Some(Ok(Node::Map(pairs))) = may_have.then(|| Node::parse(Shape::Free, text)) else { return None };
    match pairs.into_iter().find(|(key, _)| key == "schema")?.1 {
        Node::Plain(words) | Node::Text(words) => version(&words),
        _ => None,
    }
}

/// What stands around a word that is quoted.
const QUOTES: [char; 2] = ['"', '\''];

/// The whole number that a version begins with.
fn version(words: &str) -> Option<u32> {
    let whole = words.trim().trim_matches(QUOTES).split('.').next().filter(|digits| !digits.is_empty())?;
    let is_number = whole.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| whole.parse().unwrap_or(u32::MAX))
}

/// A text without the key that stands alone at the begin of a line, and what is below it; a comment holds each line's
/// place. None where the key stands in the midst of something.
pub fn without_key(bytes: &[u8], line: usize, column: usize) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let above = indent(lines.get(line.checked_sub(1)?)?);
    if above + 1 != column {
        return None;
    }
    let below = lines[line..].iter().take_while(|line| line.trim().is_empty() || indent(line) > above).count();
    lines[line - 1..=line - 1 + below].fill("#\n");
    Some(lines.concat().into_bytes())
}

/// A text within bounds that holds keys and values, and what is evident of it without a parser.
struct Source<'a> {
    text: &'a str,
    evident: Option<Evident<'a>>,
    /// The values as they are written, of a text with free keys; made once.
    written: OnceCell<Option<Node>>,
}

impl<'a> Source<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, Fault> {
        let text = readable(bytes)?;
        // a large one is counted first
        let evident = if text.len() > MOST { None } else { evident(text) };
        if evident.is_none() {
            bounded(text)?;
        }
        if is_empty(text) {
            let hint = "delete the file, or restore it from git";
            return Err(Fault::new(1, 1, "the file is empty, and a record holds keys and values").hint(hint));
        }
        if text.len() > MOST && !text.contains([':', '?', '{']) {
            // the parser would say so too, and take its time
            return Err(Fault::new(1, 1, "expected keys and values, and no key stands anywhere in the file"));
        }
        Ok(Self { text, evident, written: OnceCell::new() })
    }

    /// Reads what the seed asks for; where that is not evident, or not right, the parser has the word.
    fn read<V>(
        &self,
        seed: impl for<'de> DeserializeSeed<'de, Value = V> + Copy,
        fields: &[Field],
    ) -> Result<V, Fault> {
        if let Some(Ok(value)) = self.evident.as_ref().map(|evident| seed.deserialize(evident)) {
            return Ok(value);
        }
        let text = ended(self.text);
        let parser = serde_yaml::Deserializer::from_str(&text);
        let value = seed.deserialize(parser).map_err(|error| explained(self.text, fields, &error))?;
        let written = self.written(fields).and_then(|node| seed.deserialize(&Evident::from(node)).ok());
        Ok(written.unwrap_or(value))
    }

    /// The values as they are written: below a free key the parser makes `1.1` of `1.10`.
    fn written(&self, fields: &[Field]) -> Option<&Node> {
        let has_free_keys = self.text.contains("extra");
        self.written.get_or_init(|| has_free_keys.then(|| Node::file(fields, self.text))?).as_ref()
    }
}

/// Whether a text holds nothing but comments.
pub fn is_empty(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

/// Whether the bytes are a sound record of that name.
pub fn check(reference: &Reference, bytes: &[u8]) -> Result<(), Fault> {
    match reference {
        Reference::Engagement => file::<Charter>(bytes).map(drop),
        Reference::Entry(id) => entry(*id, bytes).map(drop),
        Reference::Pace(_) => file::<Pace>(bytes).map(drop),
        Reference::Record(kind, _) => record(*kind, bytes).map(drop),
        Reference::Outcome(..) => file::<Outcome>(bytes).map(drop),
    }
}

/// The keys that a record of that name may have, in their order.
pub fn fields(reference: &Reference) -> Vec<Field> {
    match reference {
        Reference::Engagement => Charter::FIELDS.to_vec(),
        Reference::Entry(id) => Entry::fields(id.step),
        Reference::Pace(_) => Pace::FIELDS.to_vec(),
        Reference::Record(kind, _) => kind.row().fields.to_vec(),
        Reference::Outcome(..) => Outcome::FIELDS.to_vec(),
    }
}

/// The keys of a mapping, in the order of the file.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Keys;
            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("struct Entry")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = map.next_entry::<String, _>()? {
                    names.push(name);
                }
                Ok(Keys(names))
            }
        }
        from.deserialize_map(Names)
    }
}

fn known_keys(text: &str, fields: &[Field], keys: &Keys) -> Result<(), Fault> {
    for (at, key) in keys.0.iter().enumerate() {
        if keys.0[..at].contains(key) {
            return Err(duplicate(text, key));
        }
        if !fields.iter().any(|field| field.name == key) {
            let (line, column) = locate::key(text, &[key]).unwrap_or((1, 1));
            let names: Vec<_> = fields.iter().map(|field| field.name).collect();
            return Err(unknown(line, column, key, &names));
        }
    }
    Ok(())
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
        for (text, said) in [
            (
                "",
                "1:1: the file is empty, and a record holds keys and values (delete the file, or restore it from git)",
            ),
            ("~", "1:1: expected keys and values, found nothing"),
            ("- a\n", "1:1: expected keys and values, found a list"),
            ("statement: a\n", "1:1: `criterion` is missing (add a line `criterion: …`: How both sides will know)"),
            ("statement:\n", "1:11: `statement` is empty, and cannot be (write a value, or delete the line)"),
            ("statement: ~\n", "1:12: `statement` is empty, and cannot be (write a value, or delete the line)"),
            (
                "statement: 'a\n",
                "1:14: not readable as YAML: found unexpected end of stream (quote the value if it holds `: ` or ` #`, and check the indentation and quotes above this line)",
            ),
            ("statement: [a]\n", "1:12: expected text, found a list"),
            (
                &format!("{goal}statment: x\n"),
                "4:1: unknown key `statment` (did you mean `statement`? what is your own goes under `extra`)",
            ),
            (
                &format!("{goal}statement: x\n"),
                "4:1: `statement` stands at lines 1 and 4 (keep one of them; a merge of two branches can bring both)",
            ),
            (
                &format!("{goal}extra:\n  a:\n    b: 1\n    b: 2\n"),
                "7:5: `b` stands at lines 6 and 7 (keep one of them; a merge of two branches can bring both)",
            ),
            (&format!("{goal}next: &x y\n"), "4:7: an anchor stands here: write the value out instead"),
            (&format!("{goal}due: 2026-02-30\n"), "4:6: `2026-02-30` is no date: write YYYY-MM-DD, a day that exists"),
            (&format!("{goal}verdict: won\n"), "4:10: `won` is none of `open`, `met`, `partly` or `missed`"),
            (&format!("{goal}evidence:\n  - link: x\n"), "5:5: `what` is missing (add a line `what: …`)"),
            (&format!("{goal}evidence:\n  -\n"), "5:4: `what` is missing (add a line `what: …`)"),
        ] {
            assert_eq!(fault(Kind::Goal, text), said, "{text:?}");
        }
        assert_eq!(
            fault(Kind::Feedback, "on: 2026-03-02\nfrom: ana\nimpression: 6\n"),
            "3:13: `6` is no rating: write a whole number from 1 (lowest) to 5 (highest)"
        );
    }

    #[test]
    fn a_message_is_one_line_and_no_longer_than_can_be_read() {
        let action = |owner: &str| fault(Kind::Action, &format!("what: x\nraised: 2026-03-02\nowner: {owner}\n"));
        // found by the fuzzer: an id in a block ends in a line end
        let said = "3:8: `ana-ortiz\\n` is no person's id: write the name of a file in people/, such as ana-ortiz";
        assert_eq!(action("|\n  ana-ortiz"), said);
        assert!(action(&"x".repeat(100_000)).chars().count() < 1_100);
    }

    #[test]
    fn too_many_items_of_the_forms_that_we_write_are_refused_too() {
        let note = |items: usize| format!("on: 2026-03-02\ntext: x\nextra:\n  a:\n{}", "    - x\n".repeat(items));
        assert!(record(Kind::Note, note(1_000).as_bytes()).is_ok());
        assert!(fault(Kind::Note, &note(30_000)).contains("too many keys and items"));
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
            let whole = Common::deserialize(serde_yaml::Deserializer::from_str(text)).unwrap();
            assert_eq!(entered(text.as_bytes()), Ok(whole), "{text}");
        }
    }

    #[test]
    fn settings_may_be_empty() {
        assert!(optional_file::<Settings>(b"# nothing yet\n").is_ok());
    }

    #[test]
    fn a_large_file_without_a_key_is_no_record_and_no_parser_is_asked() {
        let large = "a ".repeat(MOST);
        let fault = file::<Charter>(large.as_bytes()).unwrap_err();
        assert_eq!(fault.message, "expected keys and values, and no key stands anywhere in the file");
        assert!(file::<Charter>("a ".repeat(10).as_bytes()).unwrap_err().message.contains("found string"));
    }

    #[test]
    fn settings_have_no_room_for_what_is_ones_own() {
        let hint = |text: &str| file::<Settings>(text.as_bytes()).unwrap_err().hint.unwrap();
        assert_eq!(hint("curency: EUR\n"), "did you mean `currency`?");
        assert_eq!(hint("extra: {a: b}\n"), "the keys here are currency, cadence, brand, checks and adoption");
        assert_eq!(hint("checks: {not-rehearsed: {levl: off}}\n"), "did you mean `level`?");
    }

    #[test]
    fn a_newer_schema_is_known_even_where_the_rest_cannot_be_read() {
        let charter = |schema: &str| format!("schema: {schema}\ntitle: a\ncustomer: b\nopened: 2026-01-02\n");
        for schema in ["\"schema\": 2\n", "schema : 2\n", "'schema' : \"2\"\n", "schema: 2.0\n", "# a\nschema: 2.1.3\n"]
        {
            assert_eq!(newer_schema(schema.as_bytes()), Some(2), "{schema}");
        }
        assert_eq!(newer_schema(b"schema: 999999999999999\n"), Some(u32::MAX));
        assert_eq!(newer_schema(b"extra:\n  schema: 2\n"), None);
        for (schema, newer) in [("1", None), ("2", Some(2)), ("\"3\" # soon", Some(3))] {
            assert!(file::<Charter>(charter(schema).as_bytes()).is_ok(), "{schema}");
            assert_eq!(newer_schema(charter(schema).as_bytes()), newer, "{schema}");
        }
        let plain = "title: a, customer: b, opened: 2026-01-02";
        for schema in [
            &format!("{{schema: 2, {plain}}}\n"),
            &format!("{{{plain}, \"schema\": \"2\", new: 5}}\n"),
            "  schema: 2\n  title: a\n",
            "schema:\n  2\ntitle: a\n",
            "schema: >-\n  2\ntitle: a\n",
            "\"sch\\u0065ma\": 2\ntitle: a\n",
            "schema: 2\rtitle: a\r",
            "? schema\n: 2\n",
        ] {
            assert_eq!(newer_schema(schema.as_bytes()), Some(2), "{schema}");
        }
        assert_eq!(newer_schema(b"\xef\xbb\xbftitle: a\r\nschema: 2\r\ncolour: red\r\n"), Some(2));
        for schema in ["0", "-1", "+1", "01", "one", "1.5"] {
            let fault = file::<Charter>(charter(schema).as_bytes()).unwrap_err();
            assert_eq!(fault.message, format!("`{schema}` is no schema: this engage knows schema 1"));
        }
    }

    #[test]
    fn a_key_is_taken_out_with_all_that_is_below_it_and_no_other_line_moves() {
        let text = b"a: 1\nb:\n  - c: 2\n\n    d: 3\ne: {f: 4}\n";
        assert_eq!(without_key(text, 2, 1).unwrap(), b"a: 1\n#\n#\n#\n#\ne: {f: 4}\n");
        assert_eq!(without_key(text, 6, 5), None);
        assert_eq!(without_key(text, 9, 1), None);
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_are_read() {
        let text = "\u{feff}on: 2026-03-02\r\nfrom: ana\r\nsaid: |\r\n  two\r\n  lines\r\n";
        assert!(record(Kind::Feedback, text.as_bytes()).is_ok());
    }
}
