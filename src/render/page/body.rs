//! The parts of a document as HTML: its header, headings that can be linked to, tables, pictures.

use std::collections::BTreeMap;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{Alignment, Event, HeadingLevel, Tag, TagEnd};

use super::safe::{IMAGE, words};
use super::{escape, notes};
use crate::render::chart;

/// A document as HTML.
#[derive(Debug, Default)]
pub struct Body {
    /// Its first heading and the paragraph that says what it is about, if it begins with them.
    pub header: String,
    /// The text of its first heading.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What follows the header.
    pub rest: String,
    /// How often each id is used.
    ids: BTreeMap<String, usize>,
    /// The text of the last heading, and the number of tables below it.
    above: (String, usize),
}

/// A section of a document.
#[derive(Debug)]
pub struct Section {
    /// The id of its heading.
    pub id: String,
    /// The text of its heading.
    pub title: String,
}

type Events<'e, 'a> = &'e mut std::vec::IntoIter<Event<'a>>;

impl Body {
    /// The HTML of a document; a table below no heading is named by a word.
    pub fn of(events: Vec<Event>, table: &str) -> Self {
        let mut body = Self { above: (table.to_owned(), 0), ..Self::default() };
        let (events, notes) = notes::apart(events);
        let mut events = events.into_iter();
        if matches!(events.as_slice().first(), Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))) {
            events.next();
            let title = until(&mut events, TagEnd::Heading(HeadingLevel::H1));
            body.header = body.first_heading(title);
            if matches!(events.as_slice(), [Event::Start(Tag::Paragraph), Event::Start(Tag::Strong), ..]) {
                events.next();
                body.header.push_str(&paragraph(until(&mut events, TagEnd::Paragraph)));
            }
        }
        body.rest = body.parts(events);
        let item = |(number, note): (usize, Vec<Event>)| {
            format!("<li id=\"note_{}\">\n{}</li>\n", number + 1, body.parts(note.into_iter()))
        };
        let items: String = notes.into_iter().enumerate().map(item).collect();
        if !items.is_empty() {
            body.rest.push_str(&format!("<ol class=\"notes\">\n{items}</ol>\n"));
        }
        body
    }

    fn parts(&mut self, mut events: std::vec::IntoIter<Event>) -> String {
        let mut html = String::new();
        while let Some(event) = events.next() {
            html.push_str(&self.part(event, &mut events));
        }
        html
    }

    fn part<'a>(&mut self, event: Event<'a>, events: Events<'_, 'a>) -> String {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level, until(events, TagEnd::Heading(level))),
            Event::Start(Tag::Paragraph) => paragraph(until(events, TagEnd::Paragraph)),
            Event::Start(Tag::Table(alignments)) => self.table(&alignments, until(events, TagEnd::Table)),
            Event::Start(Tag::Item) => "<li dir=\"auto\">".to_owned(),
            Event::HardBreak => "<br>\n".to_owned(),
            Event::Rule => "<hr>\n".to_owned(),
            other => html(vec![other]),
        }
    }

    /// The first heading; the name of the document is apart from the title.
    fn first_heading(&mut self, inside: Vec<Event>) -> String {
        self.title = words(&inside);
        let id = self.id(&self.title.clone());
        let inside = html(inside);
        let inside = match inside.split_once(": ").filter(|(name, _)| !name.contains('<')) {
            Some((name, title)) => format!("<span class=\"kind\">{name}<span class=\"hidden\">:</span></span> {title}"),
            None => inside,
        };
        self.above.0.clone_from(&self.title);
        format!("<h1 id=\"{id}\" dir=\"auto\">{inside}</h1>\n")
    }

    fn heading(&mut self, level: HeadingLevel, inside: Vec<Event>) -> String {
        let title = words(&inside);
        let id = self.id(&title);
        let class = if level == HeadingLevel::H2 && title.starts_with("Annex") { " class=\"annex\"" } else { "" };
        let anchor = format!("<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>");
        let heading = format!("<{level} id=\"{id}\"{class} dir=\"auto\">{}{anchor}</{level}>\n", html(inside));
        if level == HeadingLevel::H2 {
            self.sections.push(Section { id, title: title.clone() });
        }
        self.above = (title, 0);
        heading
    }

    /// A new id: the letters and digits of a title.
    fn id(&mut self, title: &str) -> String {
        let plain: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let plain = plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
        let plain = if plain.is_empty() { "section".to_owned() } else { plain };
        let used = self.ids.entry(plain.clone()).or_default();
        *used += 1;
        // `_` keeps it apart from the id of a title such as `Goals 2`, which is `goals-2`
        if *used == 1 { plain } else { format!("{plain}_{used}") }
    }

    /// A table, which scrolls on its own where it is wider than the page.
    fn table(&mut self, alignments: &[Alignment], inside: Vec<Event>) -> String {
        self.above.1 += 1;
        let number = if self.above.1 == 1 { String::new() } else { format!(" ({})", self.above.1) };
        let label = format!("{}{number}", escape(&self.above.0));
        let mut table = format!(
            "<section class=\"table\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n<caption>{label}</caption>\n"
        );
        let mut events = inside.into_iter();
        let (mut column, mut in_head, mut heads) = (0, false, Vec::new());
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                _ => {}
            }
            let html = match event {
                Event::Start(Tag::TableHead) => "<thead><tr>",
                Event::End(TagEnd::TableHead) => "</tr></thead>\n<tbody>\n",
                Event::Start(Tag::TableRow) => "<tr>",
                Event::End(TagEnd::TableRow) => "</tr>\n",
                Event::Start(Tag::TableCell) => {
                    let alignment = alignments.get(column).copied().unwrap_or(Alignment::None);
                    column += 1;
                    let mut inside = until(&mut events, TagEnd::TableCell);
                    let head = heads.get(column - 1).cloned();
                    if in_head {
                        heads.push(words(&inside));
                    } else if head.as_deref() == Some("Budget") {
                        inside.extend(bar(&words(&inside)));
                    }
                    table.push_str(&cell(&inside, (column, head), alignment));
                    continue;
                }
                _ => continue,
            };
            column = 0;
            table.push_str(html);
        }
        table + "</tbody>\n</table>\n</section>\n"
    }
}

/// A small bar after a percentage, so that the bars of a column begin below each other.
fn bar(percent: &str) -> Option<Event<'static>> {
    let percent = percent.strip_suffix('%')?.parse().ok()?;
    Some(Event::InlineHtml(format!(" {}", chart::bar(percent)).into()))
}

/// The most characters of a cell that is not broken into lines, such as a day.
const SHORT: usize = 13;

/// A cell: a header where it has no head above it or names its row; a phone shows it with its head, if it says something.
fn cell(inside: &[Event], (column, head): (usize, Option<String>), alignment: Alignment) -> String {
    let words = words(inside);
    let class = match alignment {
        Alignment::Right => " class=\"number\"",
        Alignment::Center => " class=\"centre\"",
        _ if words.starts_with("___") => " class=\"sign\"",
        Alignment::Left | Alignment::None if words.chars().count() <= SHORT => " class=\"short\"",
        Alignment::Left | Alignment::None => "",
    };
    let names_row = column == 1 && alignment != Alignment::Right;
    let (name, scope) = match &head {
        _ if words.is_empty() => ("td", ""),
        None => ("th", " scope=\"col\""),
        Some(_) if names_row => ("th", " scope=\"row\""),
        Some(_) => ("td", ""),
    };
    let label = head.filter(|_| name == "td" && !matches!(&*words, "" | "–"));
    let label = label.map(|head| format!(" data-label=\"{}\"", escape(&head))).unwrap_or_default();
    format!("<{name}{scope}{class}{label} dir=\"auto\">{}</{name}>", html(inside.to_vec()))
}

/// A paragraph; a picture on its own is a figure with its text as caption.
fn paragraph(inside: Vec<Event>) -> String {
    if let [Event::InlineHtml(image)] = inside.as_slice()
        && let Some((_, caption)) = image.strip_prefix(IMAGE).and_then(|image| image.rsplit_once(" alt=\""))
    {
        let caption = caption.trim_end_matches("\">");
        return format!("<figure>\n{image}\n<figcaption dir=\"auto\">{caption}</figcaption>\n</figure>\n");
    }
    format!("<p dir=\"auto\">{}</p>\n", html(inside))
}

/// The parts up to the end of the one that has begun.
fn until<'a>(events: Events<'_, 'a>, end: TagEnd) -> Vec<Event<'a>> {
    events.take_while(|event| !matches!(event, Event::End(tag) if *tag == end)).collect()
}

/// Parts as HTML, as they are.
fn html(events: Vec<Event>) -> String {
    let mut html = String::new();
    let events = events.into_iter().map(|event| match event {
        Event::HardBreak => Event::InlineHtml("<br>\n".into()),
        other => other,
    });
    push_html(&mut html, events);
    html
}
