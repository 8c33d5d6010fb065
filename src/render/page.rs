//! A markdown document as one self-contained page: no scripts, and nothing is loaded from elsewhere.
//!
//! Raw HTML becomes text, an image its alternative text, and a link is kept only if it leads to the web, a mail address
//! or a file beside the page.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::model::text::{is_hidden, visible};

/// The style of the page, on a screen and on paper: the page size is the printer's.
const STYLE: &str = include_str!("page.css");

/// The content security policy: nothing is loaded, run or sent.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/// A markdown document as a page.
pub fn page(markdown: &str) -> String {
    let events = harmless(markdown);
    let title = escape(&title(&events));
    let mut body = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut body, events.into_iter());
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// The document's parts, with active content turned into text.
fn harmless(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut links = Vec::new();
    let mut kept = Vec::new();
    let mut drawn = false;
    for event in TextMergeStream::new(Parser::new_ext(markdown, options)) {
        drawn = drawn || is_drawing(&event);
        match event {
            _ if drawn => drawn = !matches!(event, Event::End(TagEnd::CodeBlock)),
            Event::Start(Tag::Link { link_type, ref dest_url, .. }) => {
                let may = link_type == LinkType::Email || leads_somewhere_fit(dest_url);
                links.push(may);
                if may {
                    kept.push(event);
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop().unwrap_or(false) {
                    kept.push(event);
                }
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::HtmlBlock) => kept.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => kept.push(Event::End(TagEnd::Paragraph)),
            Event::Html(raw) | Event::InlineHtml(raw) => kept.push(Event::Text(shown(&raw))),
            // the zero-width character after an `@` prevents a mention in markdown; a page has no mentions
            Event::Text(text) => kept.extend(breakable(&shown(&text.replace("@\u{200b}", "@")))),
            Event::Code(text) => kept.push(Event::Code(shown(&text))),
            other => kept.push(other),
        }
    }
    kept
}

/// Whether a diagram begins here: it is unreadable as text, and the table beside it has the same data.
fn is_drawing(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &**language == "mermaid")
}

/// The longest unbroken part of a word in characters: a table column is as wide as its longest word.
const LONGEST: usize = 20;

/// The text with each long word in a `span`, which the style breaks at the end of its column.
fn breakable(text: &str) -> Vec<Event<'static>> {
    let mut parts = vec![String::new()];
    for word in text.split_inclusive(char::is_whitespace) {
        let is_long = word.trim_end().chars().count() > LONGEST;
        // every second part is a long word
        if is_long {
            parts.extend([word.to_owned(), String::new()]);
        } else if let Some(last) = parts.last_mut() {
            last.push_str(word);
        }
    }
    let events = parts.into_iter().enumerate().flat_map(|(at, part)| {
        let text = Event::Text(CowStr::from(part));
        let span = |tag: &'static str| Event::InlineHtml(CowStr::Borrowed(tag));
        if at % 2 == 0 { vec![text] } else { vec![span("<span>"), text, span("</span>")] }
    });
    events.collect()
}

/// The text with hidden characters made visible.
fn shown<'a>(text: &str) -> CowStr<'a> {
    CowStr::from(visible(text).into_owned())
}

/// Whether an address is a web address, a mail address, or a file beside the page.
fn leads_somewhere_fit(address: &str) -> bool {
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace() || is_hidden(c) || c == '\\');
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    let fit = match before.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => !address.starts_with("//"),
    };
    plain && fit
}

/// The text with all HTML syntax escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in visible(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The text of the first heading.
fn title(events: &[Event]) -> String {
    let begins = |event: &&Event| !matches!(event, Event::Start(Tag::Heading { .. }));
    let inside = events.iter().skip_while(begins).take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let words: String = inside
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            Event::SoftBreak | Event::HardBreak => Some(" "),
            _ => None,
        })
        .collect();
    if words.trim().is_empty() { "Document".to_owned() } else { words.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> String {
        let page = page(markdown);
        let body = page.split_once("<body>\n<main>\n").unwrap().1;
        body.strip_suffix("</main>\n</body>\n</html>\n").unwrap().to_owned()
    }

    #[test]
    fn a_page_stands_alone_and_prints() {
        let page = page("# One & `two`\n\ntext\n\n# Three\n");
        for part in [
            "<!DOCTYPE html>\n<html lang=\"en\">",
            "<title>One &amp; two</title>",
            "@page",
            "@media print",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             img-src data:; form-action 'none'; base-uri 'none'\">",
        ] {
            assert!(page.contains(part), "{part}");
        }
        for fetched in ["<script", "<link", "src=", "@import", "url(", "<img"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
        assert!(self::page("text").contains("<title>Document</title>"));
    }

    #[test]
    fn tables_lists_and_code_are_kept_and_raw_html_images_and_hidden_characters_are_words() {
        for (markdown, html) in [
            (
                "| a | b |\n| --- | ---: |\n| 1 | 2 |\n",
                "<table><thead><tr><th>a</th><th style=\"text-align: right\">b</th></tr></thead><tbody>\n\
                 <tr><td>1</td><td style=\"text-align: right\">2</td></tr>\n</tbody></table>\n",
            ),
            (
                "```text\ngantt\n  a <b>\n```\n",
                "<pre><code class=\"language-text\">gantt\n  a &lt;b&gt;\n</code></pre>\n",
            ),
            ("a\n\n```mermaid\ngantt\n```\n\nb\n", "<p>a</p>\n<p>b</p>\n"),
            ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("a <b onclick=\"x\">c</b>\n", "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>\n"),
            ("<script>\nalert(1)\n</script>\n", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</p>\n"),
            ("<img src=x onerror=alert(1)>\n", "<p>&lt;img src=x onerror=alert(1)&gt;\n</p>\n"),
            ("<!-- c --> x\n", "<p>&lt;!-- c --&gt; x\n</p>\n"),
            ("@&#8203;ana\n", "<p>@ana</p>\n"),
            ("![a *b*](https://c.d/e.png)", "<p>a <em>b</em></p>\n"),
            ("a\u{202e}b `c\u{1b}`", "<p>a\\u{202e}b <code>c\\u{1b}</code></p>\n"),
        ] {
            assert_eq!(body(markdown), html);
        }
    }

    #[test]
    fn a_long_word_breaks_where_its_column_ends_and_takes_no_other_column_away() {
        let word = "Donau\\_".repeat(22);
        let html = body(&format!("| a | b |\n| --- | --- |\n| one {word} two | c |\n"));
        let plain = "Donau_".repeat(22);
        assert!(html.contains(&format!("<td>one <span>{plain} </span>two</td>")), "{html}");
        assert!(!body("an ordinary internationalisation\n").contains("<span>"));
        assert!(page("x").contains("\nspan, code { overflow-wrap: anywhere; }\n"));
        assert!(page("x").contains("(max-width: 46rem) { table { display: block; overflow-x: auto; } }"));
    }

    #[test]
    fn links_lead_to_the_web_to_mail_and_beside_the_page_only() {
        for (markdown, html) in [
            ("<https://a.b/c?d&e>", "<a href=\"https://a.b/c?d&amp;e\">https://a.b/c?d&amp;e</a>"),
            ("<ana@port.example>", "<a href=\"mailto:ana@port.example\">ana@port.example</a>"),
            ("[x](HTTPS://a.b)", "<a href=\"HTTPS://a.b\">x</a>"),
            ("[x](../photos/one.jpg#a:b)", "<a href=\"../photos/one.jpg#a:b\">x</a>"),
            ("[x](#goals)", "<a href=\"#goals\">x</a>"),
            ("a [x](javascript:b) c", "a x c"),
            ("<javascript:alert(1)>", "javascript:alert(1)"),
            ("[a ![b](https://c/d.png) e](javascript:f) g", "a b e g"),
            ("[x][r]\n\n[r]: javascript:alert(1)\n", "x"),
        ] {
            assert_eq!(body(markdown), format!("<p>{html}</p>\n"), "{markdown}");
        }
        let others = "javascript:alert(1)|JaVaScRiPt:alert(1)|java&#115;cript:alert(1)|java&Tab;script:alert(1)|\
                      <java\tscript:alert(1)>|&#1;javascript:alert(1)|data:text/html;base64,PHNjcmlwdD4=|vbscript:x|\
                      file:///etc/passwd|//evil.example|\\\\\\\\evil.example|ftp://a.b";
        for address in others.split('|') {
            assert!(!body(&format!("a [x]({address}) b")).contains("<a"), "{address}");
        }
    }

    #[test]
    fn deep_nests_come_to_an_end() {
        for deep in [">".repeat(20_000), "[".repeat(50_000), "*a _b ".repeat(20_000), "- ".repeat(5_000)] {
            assert!(page(&deep).ends_with("</html>\n"));
        }
    }
}
