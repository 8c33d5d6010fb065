//! What a workspace gives its pages: a style, a header and a footer, of harmless HTML only.
//!
//! A browser takes much for HTML. This takes one strict form of it, so that both read the same.

use crate::render::page::safe::is_safe_address;

/// A workspace's own parts of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Rules of style, after the program's.
    pub style: String,
    /// What stands above the document.
    pub header: String,
    /// What stands below it.
    pub footer: String,
}

/// What is refused in a workspace's page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong; lower case, no full stop.
    pub message: String,
}

/// The elements of a header or a footer.
const ELEMENTS: &str = "a abbr address b br cite code div em hr i img li ol p s small span strong sub sup time ul";

/// Their attributes.
const ATTRIBUTES: &str = "alt aria-hidden aria-label class datetime dir height href id lang src title width";

/// Elements without an end.
const EMPTY: &[&str] = &["br", "hr", "img"];

/// A fault in a text: the byte, and the sentence.
type Fault = (usize, String);

impl Frame {
    /// The parts of a workspace's page.
    ///
    /// # Errors
    /// Returns an error for anything but the three parts, and for what could load, run or send something in them.
    pub fn of(text: &str) -> Result<Self, FrameError> {
        Self::parts(text).map_err(|(byte, message)| {
            let (before, _) = text.split_at(byte);
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            FrameError {
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message,
            }
        })
    }

    fn parts(text: &str) -> Result<Self, Fault> {
        let mut frame = Self::default();
        let mut at = 0;
        while let Some(found) = text[at..].find(|c: char| !c.is_whitespace()) {
            at += found;
            let rest = &text[at..];
            let parts = [("style", &mut frame.style), ("header", &mut frame.header), ("footer", &mut frame.footer)];
            let part =
                parts.into_iter().find_map(|(name, part)| Some((rest.strip_prefix(&format!("<{name}>"))?, name, part)));
            let Some((inner, name, part)) = part else { return Err((at, EXPECTED.to_owned())) };
            let from = text.len() - inner.len();
            let Some(length) = inner.find(&format!("</{name}>")) else {
                return Err((at, format!("`<{name}>` is not closed")));
            };
            if !part.is_empty() {
                return Err((at, format!("`<{name}>` is there twice")));
            }
            let inner = &inner[..length];
            let check = if name == "style" { style } else { markup };
            check(inner).map_err(|(byte, message)| (from + byte, message))?;
            inner.trim().clone_into(part);
            at = from + length + format!("</{name}>").len();
        }
        Ok(frame)
    }
}

const EXPECTED: &str = "expected `<style>`, `<header>` or `<footer>`; a page has nothing else of its own";

/// Refuses rules that load something or end the style.
fn style(text: &str) -> Result<(), Fault> {
    let lower = text.to_ascii_lowercase();
    for refused in ["@import", "<", "\\", "expression(", "image-set", "src("] {
        if let Some(byte) = lower.find(refused) {
            return Err((byte, format!("`{refused}` is not allowed in a page's style")));
        }
    }
    for (byte, call) in lower.match_indices("url(") {
        let address = lower[byte + call.len()..].trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
        if !address.starts_with("data:") {
            return Err((byte, "`url(` in a page's style must hold its file as `data:`".to_owned()));
        }
    }
    Ok(())
}

/// Refuses everything but a few elements with a few attributes, each closed.
fn markup(text: &str) -> Result<(), Fault> {
    let mut open: Vec<(usize, &str)> = vec![];
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let byte = at + found;
        let Some((name, is_end, end)) = tag(text, byte)? else {
            return Err((byte, "expected an element such as `<p class=\"x\">`".to_owned()));
        };
        match open.last() {
            _ if EMPTY.contains(&name) && !is_end => {}
            _ if !is_end => open.push((byte, name)),
            Some((_, last)) if *last == name => _ = open.pop(),
            _ => return Err((byte, format!("`</{name}>` closes no open element"))),
        }
        at = end;
    }
    match open.first() {
        Some((byte, name)) => Err((*byte, format!("`<{name}>` is not closed"))),
        None => Ok(()),
    }
}

/// The tag at a byte: its name, whether it is an end, and where it ends; none if it is not one.
fn tag(text: &str, byte: usize) -> Result<Option<(&str, bool, usize)>, Fault> {
    let rest = &text[byte + 1..];
    let is_end = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let (name, mut rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()));
    if name.is_empty() {
        return Ok(None);
    }
    if !ELEMENTS.split(' ').any(|known| known == name) {
        return Err((byte, format!("`<{name}>` is not allowed in a page's header or footer")));
    }
    loop {
        let from = text.len() - rest.len();
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix('>') {
            return Ok(Some((name, is_end, text.len() - after.len())));
        }
        let begins = trimmed.len() < rest.len() && !is_end;
        let Some((key, value, after)) = attribute(trimmed).filter(|_| begins) else { return Ok(None) };
        check(key, value).map_err(|message| (from + rest.len() - trimmed.len(), message))?;
        rest = after;
    }
}

/// The attribute that a text begins with, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (key, rest) = text.split_once("=\"")?;
    let (value, rest) = rest.split_once('"')?;
    let is_plain = key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    (is_plain && !key.is_empty() && !value.contains(['<', '>'])).then_some((key, value, rest))
}

/// Whether an attribute may be there.
fn check(key: &str, value: &str) -> Result<(), String> {
    let may = match key {
        "src" => ["png", "jpeg", "webp"].iter().any(|kind| value.starts_with(&format!("data:image/{kind};base64,"))),
        "href" => is_safe_address(value) && !value.contains('&'),
        _ => ATTRIBUTES.split(' ').any(|known| known == key),
    };
    match (may, key) {
        (true, _) => Ok(()),
        (false, "src") => Err("`src` must hold a picture: `data:image/png;base64,…`, jpeg or webp".to_owned()),
        (false, "href") => Err("`href` must lead to the web, a mail address or a file beside the page".to_owned()),
        (false, _) => Err(format!("`{key}` is not allowed in a page's header or footer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_gives_a_style_a_header_and_a_footer() {
        let text = "<style>\nh1 { color: #123; background: url(data:image/png;base64,AA); }\n</style>\n\
                    <header><p class=\"a\">Tern &amp; Co<br><a href=\"https://tern.example\">us</a></p></header>\n";
        let frame = Frame::of(text).unwrap();
        assert!(frame.style.starts_with("h1 {") && frame.header.ends_with("</a></p>") && frame.footer.is_empty());
        assert_eq!(Frame::of(" \n").unwrap(), Frame::default());
    }

    #[test]
    fn what_could_load_run_or_send_something_is_refused_with_its_place() {
        for (text, place, begins) in [
            ("<header>\n<script>x</script></header>", (2, 1), "`<script>` is not allowed"),
            ("<header><SCRIPT>x</header>", (1, 9), "`<SCRIPT>` is not allowed"),
            ("<header><meta charset=\"x\"></header>", (1, 9), "`<meta>` is not allowed"),
            ("<footer>é<base href=\"x\"></footer>", (1, 10), "`<base>` is not allowed"),
            ("<footer><link rel=\"x\"></footer>", (1, 9), "`<link>` is not allowed"),
            ("<header><p onclick=\"x\">a</p></header>", (1, 12), "`onclick` is not allowed"),
            ("<header><p/onclick=\"x\">a</p></header>", (1, 9), "expected an element"),
            ("<header><p class=x>a</p></header>", (1, 9), "expected an element"),
            ("<header><p class=\"a\"onclick=\"x\">a</p></header>", (1, 9), "expected an element"),
            ("<header><a href=\"javascript:x\">a</a></header>", (1, 12), "`href` must lead to the web"),
            ("<header><a href=\"java&Tab;script:x\">a</a></header>", (1, 12), "`href` must lead to the web"),
            ("<header><img src=\"https://a.b/c.png\"></header>", (1, 14), "`src` must hold a picture"),
            ("<header><!-- a --></header>", (1, 9), "expected an element"),
            ("<header><p>x<//p></header>", (1, 13), "expected an element"),
            ("<header></main></header>", (1, 9), "`<main>` is not allowed"),
            ("<header><p>a</header>", (1, 9), "`<p>` is not closed"),
            ("<header></p></header>", (1, 9), "`</p>` closes no open element"),
            ("<header>a", (1, 1), "`<header>` is not closed"),
            ("<footer>a</footer><footer>b</footer>", (1, 19), "`<footer>` is there twice"),
            ("<main>a</main>", (1, 1), "expected `<style>`, `<header>` or `<footer>`"),
            ("<style>@IMPORT \"a\";</style>", (1, 8), "`@import` is not allowed"),
            ("<style>a{b:URL( 'https://a.b')}</style>", (1, 12), "`url(` in a page's style"),
            ("<style>a{b:u\\72l(https://a.b)}</style>", (1, 13), "`\\` is not allowed"),
            ("<style>a{b:image-set('https://a.b' 1x)}</style>", (1, 12), "`image-set` is not allowed"),
            ("<style>a{b:SRC('https://a.b')}</style>", (1, 12), "`src(` is not allowed"),
            ("<style></STYLE><script></style>", (1, 8), "`<` is not allowed"),
        ] {
            let error = Frame::of(text).unwrap_err();
            assert_eq!((error.line, error.column), place, "{text}: {}", error.message);
            assert!(error.message.starts_with(begins), "{text}: {}", error.message);
        }
    }
}
