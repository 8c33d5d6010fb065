//! JSON, one record per line (NDJSON): its engagement, its kind, its name, then its answered fields.
//!
//! Amounts are numbers with the digits as written; nested values are JSON text.

use crate::model::inventory::{Item, Sheet, put, quote};
use crate::model::slug::Slug;

/// The beginning of every line, by which an earlier export is recognized.
pub const HEAD: &str = "{\"engagement\":";

/// The same with a source.
pub const HEAD_OF_SOURCE: &str = "{\"source\":";

/// The lines for an engagement's records of one kind.
pub fn lines(sheet: &Sheet, engagement: &Slug, items: &[Item]) -> String {
    let mut text = String::new();
    items.iter().filter(|item| item.kind == sheet.kind).for_each(|item| line(sheet, engagement, item, &mut text));
    text
}

fn line(sheet: &Sheet, engagement: &Slug, item: &Item, text: &mut String) {
    text.push('{');
    if let Some(source) = &sheet.source {
        text.push_str("\"source\":");
        quote(source, text);
        text.push(',');
    }
    text.push_str(&HEAD[1..]);
    quote(engagement.as_str(), text);
    for (key, word) in [("kind", item.kind), ("name", &item.name)] {
        text.extend([",\"", key, "\":"]);
        quote(word, text);
    }
    for field in &sheet.fields {
        if let Some(value) = item.answered.get(field.name).filter(|value| !value.is_null()) {
            text.extend([",\"", &sheet.key(field), "\":"]);
            put(field.shape, value, text);
        }
    }
    text.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inventory::{items, sheets};

    #[test]
    fn what_steers_a_terminal_is_escaped_as_json_does_it() {
        let mut text = String::new();
        quote("a\u{202e}b\u{7f}", &mut text);
        assert_eq!(text, "\"a\\u202eb\\u007f\"");
    }

    #[test]
    fn a_line_holds_what_is_answered_with_the_digits_as_written() {
        let engagement = crate::insight::fixture::engagement(
            r#"{"records": {"lessons/2026-04-14-a-7k2m": {"kind": "mistake", "issue": "a\nb\u001b"},
                "requirements/b": {"statement": "s", "raised": "2026-03-20", "priority": "1",
                "accepted": {"on": "2026-04-01", "by": "ana"}, "extra": {"k": [1, null]}},
                "spend/2026-03-20-a-7k2m": {"what": "=1", "amount": "-12.50"}}}"#,
        );
        let items = items(&engagement);
        let text: String = sheets().iter().map(|sheet| lines(sheet, &engagement.id, &items)).collect();
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                r#"{"engagement":"harbor-search","kind":"requirement","name":"b","statement":"s","class":"user","raised":"2026-03-20","priority":1,"accepted":{"on":"2026-04-01","by":"ana"},"extra":"{\"k\":[1,null]}"}"#,
                r#"{"engagement":"harbor-search","kind":"spend","name":"2026-03-20-a-7k2m","on":"2026-03-20","what":"=1","amount":-12.50,"currency":"EUR"}"#,
                r#"{"engagement":"harbor-search","kind":"lesson","name":"2026-04-14-a-7k2m","on":"2026-04-14","lesson_kind":"mistake","issue":"a\nb\u001b"}"#,
            ]
        );
        assert!(text.starts_with(HEAD));
    }
}
