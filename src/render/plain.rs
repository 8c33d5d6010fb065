//! A markdown document as plain text, to paste into mail: one line for each line of the document.

use super::markdown::is_address;

/// The text without the marks of headings and emphasis, escapes and brackets around links.
pub fn plain(markdown: &str) -> String {
    let line = |line: &str| words(line.trim_start_matches('#').trim_start_matches("> ").trim_end_matches('\\'));
    markdown
        .lines()
        .map(|text| {
            let content = text.trim_start();
            format!("{}{}\n", &text[..text.len() - content.len()], line(content).trim())
        })
        .collect()
}

fn words(line: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(first) = rest.chars().next() {
        let link = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
        if let Some((address, after)) = link.filter(|(inner, _)| is_address(inner) || inner.contains('@')) {
            text.push_str(address);
            rest = after;
        } else if let Some(after) = ["**", "&#8203;"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = after;
        } else {
            let escaped =
                rest[first.len_utf8()..].chars().next().filter(|next| first == '\\' && next.is_ascii_punctuation());
            let shown = escaped.unwrap_or(first);
            text.push(shown);
            rest = &rest[shown.len_utf8() + usize::from(escaped.is_some())..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_escapes_and_brackets_go_and_words_stay() {
        for (markdown, text) in [
            ("# Weekly update: A \\| B\n", "Weekly update: A | B\n"),
            ("**Shown:** demo\n\n- a\\*b\\*\n  - <https://a.b>\n", "Shown: demo\n\n- a*b*\n  - https://a.b\n"),
            ("<ana@port.example> and @&#8203;ana\n", "ana@port.example and @ana\n"),
            ("one\\\ntwo \\\\ é\n", "one\ntwo \\ é\n"),
            ("a \\<b> <c\n", "a <b> <c\n"),
        ] {
            assert_eq!(plain(markdown), text);
        }
    }
}
