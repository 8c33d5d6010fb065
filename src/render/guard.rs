//! Limits what a workspace's own template may use: permitted tags and names, and how much of each.
//!
//! The engine has no limits of its own. Values cannot grow from one tag to the next, filters and output are limited,
//! and the deadline stops anything else that takes too long.

use super::tags::{Tag, TagKind, is_name, names, tags, without_strings};
use super::template::{Template, TemplateError};
use crate::model::front::LONGEST;

/// The maximum number of values that one tag may pass on or join, by operator.
const IN_ONE_TAG: [(char, usize, &str); 2] =
    [('|', 16, "a tag can have at most 16 filters"), ('~', 64, "a tag can join at most 64 values")];

/// The permitted block tags.
const WORDS: [&str; 6] = ["for", "if", "elif", "else", "break", "continue"];

/// Rejects a template that uses anything else.
pub fn permit(template: &Template) -> Result<(), TemplateError> {
    if template.text.len() > LONGEST {
        return Err(template.mistake(0, "the template is longer than 128 KiB"));
    }
    let tags = tags(&template.text);
    tags.iter().try_for_each(|tag| permit_tag(template, tag))?;
    closed(template, &tags)
}

/// Rejects a `for` or `if` without its end, and an end without its start.
fn closed(template: &Template, tags: &[Tag]) -> Result<(), TemplateError> {
    let mut open: Vec<&Tag> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.kind == TagKind::Block) {
        let word = tag.word(&template.text);
        match word.strip_prefix("end") {
            None if ["for", "if"].contains(&word) => open.push(tag),
            Some(ended @ ("for" | "if")) => match open.pop() {
                Some(begun) if begun.word(&template.text) == ended => {}
                Some(begun) if open.iter().any(|outer| outer.word(&template.text) == ended) => {
                    return Err(unclosed(template, begun));
                }
                _ => {
                    let message = format!("`{word}` without an open `{ended}`");
                    return Err(template.mistake(tag.word_at(&template.text), message));
                }
            },
            _ => {}
        }
    }
    open.last().map_or(Ok(()), |tag| Err(unclosed(template, tag)))
}

fn unclosed(template: &Template, tag: &Tag) -> TemplateError {
    let word = tag.word(&template.text);
    let error = template.mistake(tag.whole.start, format!("`{{% {word} %}}` is not closed"));
    error.hint(if word == "for" { "close it with `{% endfor %}`" } else { "close it with `{% endif %}`" })
}

/// Rejects forbidden code.
fn permit_tag(template: &Template, tag: &Tag) -> Result<(), TemplateError> {
    if matches!(tag.kind, TagKind::Comment | TagKind::Raw) {
        return Ok(());
    }
    let code = without_strings(&template.text[tag.inner.clone()]);
    let word = if tag.kind == TagKind::Block { tag.word(&template.text) } else { "" };
    if let Some(why) = refusal(word) {
        let error = template.mistake(tag.word_at(&template.text), format!("`{word}` is not allowed in a document"));
        return Err(error.instead_of(word, WORDS.map(String::from)).hint(why));
    }
    if let Some((at, name)) = names(&code).find(|(_, name)| name.starts_with("__")) {
        let message = format!("`{name}` is not defined here");
        let error = template.mistake(tag.inner.start + at, message);
        return Err(error.hint("use the names of fields; none starts with `__`"));
    }
    let own = usize::from(word == "for");
    if let Some(at) = names(&code).filter(|(_, name)| *name == "for").nth(own).map(|(at, _)| at) {
        let error = template.mistake(tag.inner.start + at, "a loop is not allowed inside an expression");
        return Err(error.hint("use `{% for item in list %} … {% endfor %}`"));
    }
    if let Some((sign, _, message)) = IN_ONE_TAG.iter().find(|(sign, most, _)| code.matches(*sign).count() > *most) {
        let at = tag.inner.start + code.find(*sign).unwrap_or_default();
        return Err(template.mistake(at, *message).hint("use several tags, one after the other"));
    }
    match grows(&code).filter(|_| word == "for") {
        Some(at) => {
            let error = template.mistake(tag.inner.start + at, "a loop must be over a list of the record");
            Err(error.hint("for example `{% for goal in goals.all %}`"))
        }
        None => Ok(()),
    }
}

fn refusal(word: &str) -> Option<&'static str> {
    match word {
        "include" | "extends" | "import" | "block" => {
            Some("a document is one template and cannot include other files; write the text here")
        }
        "set" | "set_global" => Some("values come from the record; print them directly"),
        "filter" => Some("apply the filter to the value: `{{ value | upper }}`"),
        "component" | "macro" => Some("a document is one template; write the text here"),
        _ => None,
    }
}

/// Where code builds a value instead of naming one.
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

    #[test]
    fn what_a_document_may_not_do_or_does_not_close_is_refused_where_it_stands() {
        for (source, mistake) in [
            ("a\n{% include \"/etc/passwd\" %}", "2:4: `include` is not allowed in a document"),
            ("{%- set x = 1 %}", "1:5: `set` is not allowed"),
            ("{{ [x for x in y] }}", "1:7: a loop is not allowed inside"),
            ("{% for x in [y ~ y] %}{% endfor %}", "1:13: a loop must be over a list"),
            ("{{ (__tera_context ~ \"\") | length }}", "1:5: `__tera_context` is not"),
            ("a\n{% for x in y %}\n  {% if x %}\n{% endfor %}\n", "3:3: `{% if %}` is not closed"),
            ("a\n{% for x in y %}", "2:1: `{% for %}` is not closed"),
            ("a {% endif %}", "1:6: `endif` without an open `if`"),
            (&"x".repeat(LONGEST + 1), "1:1: the template is longer than 128 KiB"),
        ] {
            let refused =
                permit(&Template { shown: "t.md".into(), text: source.to_owned().into(), ..Template::default() })
                    .unwrap_err();
            assert!(refused.to_string().starts_with(&format!("t.md:{mistake}")), "{refused}");
        }
        let strings = "{% for x in y[\"[~\"] %}{% endfor %}";
        assert_eq!(permit(&Template { shown: "t.md".into(), text: strings.into(), ..Template::default() }), Ok(()));
    }
}
