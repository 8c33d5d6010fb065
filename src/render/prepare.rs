//! A template made ready for the engine: what a document may not do is refused, a line that holds
//! a tag and nothing else leaves no line, and every loop counts its turns.
//!
//! The engine has no limit of its own. With loops counted and their work weighed, values that cannot grow from one tag to
//! the next, and filters and output that are bounded, every template comes to an end.

use tera::Value;

use super::error::TemplateError;
use super::load::loads;
use super::tags::{Kind, Tag, is_name, names, tags, without_strings};
use crate::model::front::LONGEST;

/// How many values one tag passes on or puts together, by the sign that does it.
const IN_ONE_TAG: [(char, usize, &str); 2] =
    [('|', 16, "a tag has at most 16 filters"), ('~', 64, "a tag puts together at most 64 values")];

/// The function that each loop calls at each turn, with the place of its tag.
pub const TURN: &str = "__turn";

/// What a document's template may say in `{% %}`.
const WORDS: [&str; 6] = ["for", "if", "elif", "else", "break", "continue"];

/// A template's text as the engine gets it, and the way back from its bytes to the original's.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The text for the engine.
    pub text: String,
    /// Runs of text: where each begins here, and where in the original.
    runs: Vec<(usize, usize)>,
    /// Where the original ends.
    end: usize,
}

impl Prepared {
    fn copy(&mut self, original: &str, from: usize, to: usize) {
        if from < to {
            self.runs.push((self.text.len(), from));
            self.text.push_str(&original[from..to]);
        }
    }

    fn insert(&mut self, code: &str, at: usize) {
        for (offset, _) in code.char_indices() {
            self.runs.push((self.text.len() + offset, at));
        }
        self.text.push_str(code);
    }

    /// The byte of the original that a byte of the text stands for.
    pub fn original(&self, byte: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= byte).checked_sub(1);
        let (start, from) = run.and_then(|run| self.runs.get(run)).copied().unwrap_or_default();
        (from + byte - start.min(byte)).min(self.end)
    }

    /// The byte at a line and a column, both as the engine counts them: from 1, and from 0.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &self.text[start.min(self.text.len())..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    }
}

/// Makes a template ready.
pub fn prepare(shown: &str, source: &str, view: &Value) -> Result<Prepared, TemplateError> {
    if source.len() > LONGEST {
        return Err(TemplateError::at(shown, source, 0, "the template is longer than 128 KiB"));
    }
    let mut prepared = Prepared { end: source.len(), ..Prepared::default() };
    let mut at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let tags = tags(source);
    tags.iter().try_for_each(|tag| permit(shown, source, tag))?;
    closed(shown, source, &tags)?;
    let loads = loads(source, &tags, view);
    for tag in tags {
        let (from, to) = if alone(source, &tag, at) { line_of(source, &tag) } else { (tag.whole.start, tag.whole.end) };
        prepared.copy(source, at, from);
        prepared.copy(source, tag.whole.start, tag.whole.end);
        if tag.kind == Kind::Block && tag.word(source) == "for" {
            let load = loads.get(&tag.whole.start).copied().unwrap_or_default();
            prepared.insert(&turn(source, &tag, load), tag.whole.start);
        }
        at = to;
    }
    prepared.copy(source, at, source.len());
    Ok(prepared)
}

fn turn(source: &str, tag: &Tag, load: usize) -> String {
    let dash = if tag.trims_after(source) { "-" } else { "" };
    format!("{{%{dash} set {TURN}s = {TURN}(at={}, load={load}) {dash}%}}", tag.whole.start)
}

fn count(code: &str, character: char) -> usize {
    code.matches(character).count()
}

/// Refuses a `for` or `if` without its end, and an end without its beginning.
fn closed(shown: &str, source: &str, tags: &[Tag]) -> Result<(), TemplateError> {
    let mut open: Vec<&Tag> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.kind == Kind::Block) {
        let word = tag.word(source);
        match word.strip_prefix("end") {
            None if ["for", "if"].contains(&word) => open.push(tag),
            Some(ended @ ("for" | "if")) => match open.pop() {
                Some(begun) if begun.word(source) == ended => {}
                Some(begun) if open.iter().any(|outer| outer.word(source) == ended) => {
                    return Err(unclosed(shown, source, begun));
                }
                _ => {
                    let message = format!("`{word}` closes nothing: there is no `{ended}` open here");
                    return Err(TemplateError::at(shown, source, tag.word_at(source), message));
                }
            },
            _ => {}
        }
    }
    open.last().map_or(Ok(()), |tag| Err(unclosed(shown, source, tag)))
}

fn unclosed(shown: &str, source: &str, tag: &Tag) -> TemplateError {
    let word = tag.word(source);
    let error = TemplateError::at(shown, source, tag.whole.start, format!("`{{% {word} %}}` is not closed"));
    error.hint(if word == "for" { "write `{% endfor %}` where it ends" } else { "write `{% endif %}` where it ends" })
}

fn alone(source: &str, tag: &Tag, after: usize) -> bool {
    let (from, to) = line_of(source, tag);
    matches!(tag.kind, Kind::Block | Kind::Comment)
        && from >= after
        && (from == 0 || source[..from].ends_with('\n'))
        && (to == source.len() || source[..to].ends_with('\n'))
}

/// The tag with the blanks around it, and the line end.
fn line_of(source: &str, tag: &Tag) -> (usize, usize) {
    let from = source[..tag.whole.start].trim_end_matches([' ', '\t']).len();
    let rest = source[tag.whole.end..].trim_start_matches([' ', '\t']);
    let line_end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
    (from, source.len() - line_end.len())
}

/// Refuses what a document may not do.
fn permit(shown: &str, source: &str, tag: &Tag) -> Result<(), TemplateError> {
    if matches!(tag.kind, Kind::Comment | Kind::Raw) {
        return Ok(());
    }
    let code = without_strings(&source[tag.inner.clone()]);
    let word = if tag.kind == Kind::Block { tag.word(source) } else { "" };
    if let Some(why) = refusal(word) {
        let error =
            TemplateError::at(shown, source, tag.word_at(source), format!("there is no `{word}` in a document"));
        return Err(error.instead_of(word, WORDS.map(String::from)).hint(why));
    }
    if let Some((at, name)) = names(&code).find(|(_, name)| name.starts_with("__")) {
        let message = format!("`{name}` is not defined here");
        let error = TemplateError::at(shown, source, tag.inner.start + at, message);
        return Err(error.hint("no field begins with `__`: say which fields you mean"));
    }
    let own = usize::from(word == "for");
    if let Some(at) = names(&code).filter(|(_, name)| *name == "for").nth(own).map(|(at, _)| at) {
        let error = TemplateError::at(shown, source, tag.inner.start + at, "there is no loop inside an expression");
        return Err(error.hint("write `{% for item in list %} … {% endfor %}`"));
    }
    if let Some((sign, _, message)) = IN_ONE_TAG.iter().find(|(sign, most, _)| count(&code, *sign) > *most) {
        let at = tag.inner.start + code.find(*sign).unwrap_or_default();
        return Err(TemplateError::at(shown, source, at, *message).hint("write several tags, one after the other"));
    }
    match grows(&code).filter(|_| word == "for") {
        Some(at) => {
            let error = TemplateError::at(shown, source, tag.inner.start + at, "a loop makes no values of its own");
            Err(error.hint("go over a list of the record, such as `{% for goal in goals %}`"))
        }
        None => Ok(()),
    }
}

fn refusal(word: &str) -> Option<&'static str> {
    match word {
        "include" | "extends" | "import" | "block" => {
            Some("a document is one template and reads no other file: write it out here")
        }
        "set" | "set_global" => Some("values come ready from the record: print them where they belong"),
        "filter" => Some("pass the value itself through the filter: `{{ value | upper }}`"),
        "component" | "macro" => Some("a document is one template: write it out here"),
        _ => None,
    }
}

/// Where code builds a value rather than naming one.
fn grows(code: &str) -> Option<usize> {
    let bytes = code.as_bytes();
    let builds = |at: usize| match bytes[at] {
        b'~' | b'{' => true,
        b'.' => bytes[at..].starts_with(b"..."),
        b'[' => !bytes[..at].last().is_some_and(|before| is_name(char::from(*before)) || b"])".contains(before)),
        _ => false,
    };
    (0..bytes.len()).find(|at| builds(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(source: &str) -> Result<Prepared, TemplateError> {
        prepare("t.md", source, &Value::from_serializable(&serde_json::json!({ "y": [1] })))
    }

    fn ready(source: &str) -> String {
        prepared(source).unwrap().text
    }

    fn refused(source: &str) -> String {
        prepared(source).unwrap_err().to_string()
    }

    #[test]
    fn a_line_with_only_a_tag_leaves_no_line() {
        assert_eq!(ready("a\n  {% if x %}  \nb\n{% endif %}\r\nc"), "a\n{% if x %}b\n{% endif %}c");
        assert_eq!(ready("a {% if x %}\nb{# c #}{% endif %}.\n"), "a {% if x %}\nb{# c #}{% endif %}.\n");
        assert_eq!(ready("{{ x }}\n"), "{{ x }}\n");
    }

    #[test]
    fn a_loop_counts_and_every_byte_is_found_again() {
        let source = "{% for x in y %}\nab{{ z }}{% endfor %}";
        let prepared = prepared(source).unwrap();
        assert!(prepared.text.starts_with("{% for x in y %}{% set __turns = __turn(at=0, load=3) %}ab{{ z }}"));
        let here = prepared.text.find('z').unwrap();
        assert_eq!(prepared.original(here), source.find('z').unwrap());
        assert_eq!(prepared.original(20), 0);
        assert_eq!(prepared.original(9999), source.len());
        assert_eq!(prepared.byte(1, here), here);
    }

    #[test]
    fn what_a_document_may_not_do_is_refused_where_it_stands() {
        assert!(
            refused("a\n{% include \"/etc/passwd\" %}").starts_with("t.md:2:4: there is no `include` in a document")
        );
        assert!(refused("{%- set x = 1 %}").starts_with("t.md:1:5: there is no `set`"));
        assert!(refused("{{ [x for x in y] }}").starts_with("t.md:1:7: there is no loop inside"));
        assert!(refused("{% for x in [y ~ y] %}{% endfor %}").starts_with("t.md:1:13: a loop makes no values"));
        assert_eq!(ready("{% for x in y[\"[~\"] %}{% endfor %}").matches("for").count(), 2);
        assert!(refused(&"x".repeat(LONGEST + 1)).contains("128 KiB"));
        assert!(refused("{{ (__tera_context ~ \"\") | length }}").starts_with("t.md:1:5: `__tera_context` is not"));
    }

    #[test]
    fn what_is_not_closed_is_said_where_it_begins() {
        let source = "a\n{% for x in y %}\n  {% if x %}\n{% endfor %}\n";
        assert!(refused(source).starts_with("t.md:3:3: `{% if %}` is not closed\nhint: write `{% endif %}`"));
        assert!(refused("a\n{% for x in y %}").starts_with("t.md:2:1: `{% for %}` is not closed"));
        assert!(refused("a {% endif %}").starts_with("t.md:1:6: `endif` closes nothing"));
    }
}
