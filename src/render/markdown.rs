//! Escapes text for markdown, so that no field produces markup.

pub use crate::model::text::one_line;
use crate::model::text::{is_hidden, visible};

/// The text with all markdown syntax escaped, including GitHub's tables and autolinks.
///
/// Line breaks are kept; blanks around them are trimmed, and several empty lines become one.
pub fn escape(text: &str) -> String {
    let unix = text.replace("\r\n", "\n");
    let mut lines: Vec<_> = visible(&unix).trim().lines().map(|line| escape_line(line.trim())).collect();
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n")
}

/// The text as a block quote, word for word; line breaks are kept.
pub fn quote(text: &str) -> String {
    let quoted = escape(text);
    let lines: Vec<_> = quoted.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}

/// A web or mail address as a link, anything else as text.
pub fn link(text: &str) -> String {
    let address = one_line(text);
    if is_address(&address) { format!("<{address}>") } else { escape(&address) }
}

/// Whether a text is a web or mail address and nothing else.
pub fn is_address(text: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    scheme && !text.chars().any(|c| c.is_whitespace() || is_hidden(c) || "<>|`\\".contains(c))
}

fn escape_line(line: &str) -> String {
    let line = &line.replace('\t', " ");
    let mut escaped = String::with_capacity(line.len() + line.len() / 8);
    let first = opener(line);
    let (mut before, mut past) = (None, 0);
    for (at, character) in line.char_indices() {
        if at < past {
            continue;
        }
        if let Some(address) = mail_address(before, &line[at..]) {
            escaped.push_str(&format!("<{address}>"));
            (before, past) = (Some('>'), at + address.len());
            continue;
        }
        let after = &line[at + character.len_utf8()..];
        if character == '@' && calls(before, after) {
            escaped.push_str(NO_MENTION);
        } else {
            if Some(at) == first || is_markup(before, character, after) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        before = Some(character);
    }
    escaped
}

/// An `@` that mentions nobody: GitHub and GitLab look for mentions in the rendered text, where a backslash is gone,
/// but a zero-width character between `@` and name prevents them.
const NO_MENTION: &str = "@&#8203;";

/// Whether an `@` between these characters would mention somebody.
fn calls(before: Option<char>, after: &str) -> bool {
    !before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

/// The mail address that begins here and becomes a link: letters, digits and `.`, `_`, `+`, `-`, and after the `@` at
/// least two labels of letters, digits and dashes.
fn mail_address(before: Option<char>, line: &str) -> Option<&str> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    if before.is_some_and(|before| of_name(before) || before == '@') {
        return None;
    }
    let (name, after) = line.split_at(line.find(|c| !of_name(c))?);
    let after = after.strip_prefix('@')?;
    let of_domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let domain = after.split(|c| !of_domain(c)).next()?.trim_end_matches(['.', '-']);
    let labels: Vec<_> = domain.split('.').collect();
    let sound = name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && labels.len() > 1
        && labels
            .iter()
            .all(|label| label.len() < 64 && label.starts_with(|first: char| first.is_ascii_alphanumeric()));
    sound.then(|| &line[..name.len() + 1 + domain.len()])
}

/// The position of the character that gives a line a meaning: a list item, a heading, a rule.
fn opener(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let ruler = line.chars().all(|c| matches!(c, '-' | '=' | ':' | '+' | ' '));
    let marker = matches!(first, '-' | '+') && line[1..].chars().next().is_none_or(|next| next == ' ');
    if matches!(first, '#' | '>') || ruler || marker {
        return Some(0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = line[digits..].chars();
    let numbered = (1..10).contains(&digits)
        && matches!(rest.next(), Some('.' | ')'))
        && rest.next().is_none_or(|next| next == ' ');
    numbered.then_some(digits)
}

fn is_markup(before: Option<char>, character: char, after: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '@' => true,
        '_' => {
            let word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
            !(word(before) && word(after.chars().next()))
        }
        '&' => is_entity(after),
        '#' => after.is_empty(),
        ':' => after.starts_with("//"),
        '.' => matches!(before, Some('w' | 'W')) && after.chars().next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

fn is_entity(after: &str) -> bool {
    // stop at the end of the name: a text may have a million `&` and no semicolon
    let name = after.trim_start_matches('#');
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < name.len() && rest.starts_with(';')
}

/// The final form of a document: no trailing blanks, no double empty lines, one line end at the end.
pub fn tidy(document: &str) -> String {
    let lines = document.lines().map(str::trim_end).skip_while(|line| line.is_empty());
    let mut lines: Vec<_> = lines.chain([""]).collect();
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_field_is_text_and_a_line_opens_nothing() {
        for (field, shown) in [
            ("a | b", r"a \| b"),
            ("`rm -rf`", r"\`rm -rf\`"),
            ("*now* and _then_", r"\*now\* and \_then\_"),
            ("snake_case_name", "snake_case_name"),
            ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
            ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
            ("@ana sees https://x.y and www.x.y", r"@&#8203;ana sees https\://x.y and www\.x.y"),
            ("mail ana_o@port.example.", "mail <ana_o@port.example>."),
            ("(a.b@c.de), a@b or a@@b.de", r"(<a.b@c.de>), a\@b or a\@@&#8203;b.de"),
            ("ana@port.example@x.de", r"<ana@port.example>@&#8203;x.de"),
            ("-ana@port.example, @ana@x.de", r"-ana\@port.example, @&#8203;ana\@x.de"),
            ("&lt; & AT&T;", r"\&lt; & AT\&T;"),
            ("&#38; &; &#; &#x-1; &a b;", r"\&#38; &; &#; &#x-1; &a b;"),
            (r"C:\dir", r"C:\\dir"),
            ("{{ 7*7 }}", r"{{ 7\*7 }}"),
            ("~~gone~~", r"\~\~gone\~\~"),
            ("closing #", r"closing \#"),
            ("# one", r"\# one"),
            ("- one", r"\- one"),
            ("+ one", r"\+ one"),
            ("> one", r"\> one"),
            ("12. one", r"12\. one"),
            ("3) one", r"3\) one"),
            ("1.\tone", r"1\. one"),
            ("text\n---", "text\n\\---"),
            ("text\n===", "text\n\\==="),
            ("-1,200", "-1,200"),
            ("12.50", "12.50"),
            ("5 > 3", "5 > 3"),
            ("a\u{202e}b\u{1b}[31m", r"a\\u{202e}b\\u{1b}\[31m"),
            ("  one  \r\n\n\n\n\tcode\n", "one\n\ncode"),
        ] {
            assert_eq!(escape(field), shown);
        }
        assert_eq!(quote("One.\n\n# Two\n"), "> One.\n>\n> \\# Two");
        assert_eq!(tidy("\n\na  \r\n\n\n\nb\n\n"), "a\n\nb\n");
    }

    #[test]
    fn a_long_line_of_one_sign_is_read_once() {
        // it would take minutes if the rest of the line were searched at each sign
        for sign in ["&", "&a"] {
            let line = sign.repeat(2_000_000 / sign.len());
            assert!(escape(&line) == line, "{sign}");
        }
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert_eq!(link("https://example.com/a_b"), "<https://example.com/a_b>");
        assert_eq!(link("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(link("https://x/a b"), r"https\://x/a b");
        assert_eq!(link("https://x/<b>"), r"https\://x/\<b>");
        assert_eq!(link("https://x/\u{202e}b"), r"https\://x/\\u{202e}b");
    }
}
