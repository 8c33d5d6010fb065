//! A text contains characters that control a terminal, change the reading direction or are invisible.

use crate::check::prelude::*;
use crate::insight::texts::KeyText;
use crate::model::text::hidden as hidden_in;

pub const CHECK: Check = Check { run: Each(find), ..row!("hidden-characters", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let texts = scene.texts.of(scene.engagement).iter();
    texts.filter_map(|(name, texts)| hidden(scene, name, texts)).collect()
}

fn hidden(scene: &Scene, name: &Reference, texts: &[KeyText]) -> Option<Finding> {
    let hides = |field: &&KeyText| [&field.key, &field.text].into_iter().any(|text| hidden_in(text).next().is_some());
    let found = texts.iter().filter(hides);
    let found: Vec<_> = found.map(|field| (field, [of(&field.key), of(&field.text)].concat())).collect();
    let (first, _) = found.first()?;
    let sentences: Vec<_> =
        found.iter().map(|(field, found)| format!("`{}` contains {}", field.key, words::and_list(found))).collect();
    let remedy = scene.to_edit(name).note("and retype these words");
    Some(Finding::on(name, words::and_list(&sentences), remedy).at(&first.key))
}

/// The hidden characters of a text, each once, by name.
fn of(text: &str) -> Vec<String> {
    let mut found: Vec<char> = Vec::new();
    for (_, letter) in hidden_in(text) {
        if !found.contains(&letter) {
            found.push(letter);
        }
    }
    found.into_iter().map(name).collect()
}

fn name(letter: char) -> String {
    let word = match letter {
        '\u{1b}' => "escape",
        '\r' => "carriage return",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark",
        '\u{202d}' | '\u{202e}' => "text direction override",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => {
            "text direction mark"
        }
        '\u{2028}' | '\u{2029}' => "line separator",
        letter if letter.is_control() => "control character",
        _ => "invisible character",
    };
    format!("U+{:04X} ({word})", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings on a note with this text and this key in YAML.
    fn says(text: &str, key: &str) -> Vec<String> {
        let note = format!("notes/2026-03-02-keys-aaaa: {{text: \"{text}\", extra: {{\"{key}\": [\"{text}\"]}}}}");
        Example::of(&CHECK).with(&note).lines()
    }

    #[test]
    fn each_character_is_named_at_its_keys() {
        for (text, names) in [
            (r"a\u001B[31mb\u200Bc\u001B", "U+001B (escape) and U+200B (zero-width space)"),
            (r"a\u0085b", "U+0085 (control character)"),
            (r"a\u2066b", "U+2066 (text direction mark)"),
            (r"a\u200Db", "U+200D (zero-width joiner)"),
            (r"آب\u200C رسانی", "U+200C (zero-width non-joiner)"),
            (r"a\uFEFFb", "U+FEFF (byte order mark)"),
        ] {
            let place = "notes/2026-03-02-keys-aaaa:text";
            assert_eq!(
                says(text, "more"),
                [format!("{place}: `text` contains {names} and `extra.more.1` contains {names}")]
            );
        }
        let own =
            "notes/2026-03-02-keys-aaaa:extra.b\u{200b}c.1: `extra.b\u{200b}c.1` contains U+200B (zero-width space)";
        assert_eq!(says("d", r"b\u200Bc"), [own]);
    }

    #[test]
    fn letters_of_the_world_line_ends_and_tabs_are_fine() {
        for text in [r"líne\n\tok 😀", "👨\u{200d}👩\u{200d}👧", "می\u{200c}خواهم", "क\u{200d}ष"] {
            assert!(says(text, "more").is_empty(), "{text}");
        }
    }
}
