//! The parts of a document without active content.
//!
//! Raw HTML becomes text, a picture is shown only if it is given, and a link is kept only if it leads to the web, a mail
//! address or a file beside the page.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{Sheet, escape};
use crate::model::text::{is_hidden, visible};
use crate::render::chart::{self, Chart};
use crate::render::draw;

/// The markdown that documents are written in.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// The document's parts, with active content turned into text, and charts and pictures put in their places.
pub fn harmless<'a>(markdown: &'a str, sheet: &Sheet) -> Vec<Event<'a>> {
    let mut links = Vec::new();
    let mut kept = Vec::new();
    let mut charts: Vec<_> = sheet.charts.iter().collect();
    let mut events = TextMergeStream::new(Parser::new_ext(markdown, OPTIONS));
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(ref language))) if &**language == "mermaid" => {
                let inside: Vec<_> =
                    events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock))).collect();
                let text = words(&inside);
                if draw::is_timeline(&text) {
                    kept.extend(figure(&mut charts, "timeline"));
                } else {
                    kept.extend([event, Event::Text(shown(&text)), Event::End(TagEnd::CodeBlock)]);
                }
            }
            Event::Start(Tag::Link { link_type, ref dest_url, .. }) => {
                let may = link_type == LinkType::Email || is_safe_address(dest_url);
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
            Event::Start(Tag::Image { ref dest_url, .. }) => {
                if let Some(picture) = sheet.pictures.get(&**dest_url) {
                    let text = alternative(&mut events);
                    let text = escape(&text);
                    kept.push(Event::InlineHtml(format!("{IMAGE}\"{}\" alt=\"{text}\">", picture.address()).into()));
                }
            }
            Event::End(TagEnd::Image) => {}
            Event::Start(Tag::HtmlBlock) => {
                let raw: String = (events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::HtmlBlock))))
                    .filter_map(|event| if let Event::Html(raw) = event { Some(raw.to_string()) } else { None })
                    .collect();
                if let Some(name) = chart::place(&raw) {
                    kept.extend(figure(&mut charts, name));
                } else {
                    let text = Event::Text(shown(&raw));
                    kept.extend([Event::Start(Tag::Paragraph), text, Event::End(TagEnd::Paragraph)]);
                }
            }
            Event::InlineHtml(raw) => kept.push(Event::Text(shown(&raw))),
            // the zero-width character after an `@` prevents a mention in markdown; a page has no mentions
            Event::Text(text) => kept.extend(breakable(&shown(&text.replace("@\u{200b}", "@")))),
            Event::Code(text) => kept.push(Event::Code(shown(&text))),
            other => kept.push(other),
        }
    }
    kept
}

/// How a picture's element begins.
pub const IMAGE: &str = "<img src=";

/// The text of a picture whose beginning was read, up to its end.
fn alternative<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let mut depth = 1;
    let mut inside = vec![];
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        inside.push(event);
    }
    words(&inside)
}

/// The text of parts, without markup.
pub fn words(events: &[Event]) -> String {
    let words: String = events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            Event::SoftBreak | Event::HardBreak => Some(" "),
            _ => None,
        })
        .collect();
    words.trim().to_owned()
}

/// The chart of a name as a figure, once; nothing if there is none.
fn figure(charts: &mut Vec<&Chart>, name: &str) -> Option<Event<'static>> {
    let at = charts.iter().position(|chart| chart.name == name)?;
    let Chart { svg, title, .. } = charts.remove(at);
    let caption = escape(title);
    Some(Event::Html(
        format!("<figure class=\"chart\">\n{svg}\n<figcaption>{caption}</figcaption>\n</figure>\n").into(),
    ))
}

/// The longest unbroken part of a word in characters: a table column is as wide as its longest word.
const LONGEST: usize = 20;

/// The text with each long word in a `span`, which the style breaks at the end of its column.
fn breakable(text: &str) -> Vec<Event<'static>> {
    let mut parts = vec![String::new()];
    for word in text.split_inclusive(char::is_whitespace) {
        let is_long = word.trim_end().chars().count() > LONGEST;
        // parts at odd places are the long words
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
pub fn is_safe_address(address: &str) -> bool {
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace() || is_hidden(c) || c == '\\');
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    let fit = match before.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => !address.starts_with("//"),
    };
    plain && fit
}
