//! The one fold by which words are compared: without case, accents and punctuation.

use unicode_normalization::UnicodeNormalization as _;

/// Words in lower-case ASCII letters and digits, separated by single blanks; an apostrophe joins its word.
///
/// Composed and decomposed forms, any kind of blank and any apostrophe give the same.
pub fn fold(words: &str) -> String {
    if words.is_ascii() {
        return plain(words);
    }
    let composed: String = words.nfc().collect();
    plain(&deunicode::deunicode_with_tofu(&composed, " "))
}

/// The same of ASCII.
fn plain(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for character in words.bytes().map(char::from) {
        if character.is_ascii_alphanumeric() {
            folded.push(character.to_ascii_lowercase());
        } else if !matches!(character, '\'' | '`') && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_blanks_and_apostrophes_do_not_count() {
        for (folded, all) in [
            ("zoe muller", "Zoë Müller|zoe\u{308} mu\u{308}ller|ZOË\u{a0}  MÜLLER|Zoë\u{202f}Müller|zoe-muller"),
            (
                "zoe ohara lind",
                "Zoë O'Hara-Lind|zoë o’hara lind|ZOE OʼHARA–LIND|Zoe O‘Hara Lind|Zoe O`Hara Lind|Zoe O´Hara Lind",
            ),
            ("li wei", "李伟|Li Wei"),
            ("", "?!|\u{a0}"),
        ] {
            for words in all.split('|') {
                assert_eq!(fold(words), folded, "{words}");
            }
        }
    }
}
