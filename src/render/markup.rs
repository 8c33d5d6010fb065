//! Where a field may stand in a template of HTML: in text, and in quoted attributes that only say something.
//!
//! An address, a style or an event that a field fills could act on its reader; whatever stands outside quotes
//! could bring an attribute of its own.

use super::error::TemplateError;
use super::prepare::names;
use super::tags::{Kind, tags, without_strings};

/// Attributes that fetch, lead somewhere or run.
const ACTING: [&str; 17] = [
    "action",
    "archive",
    "background",
    "cite",
    "code",
    "codebase",
    "content",
    "data",
    "formaction",
    "href",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "style",
];

/// Elements whose text is no text.
const CODE: [&str; 3] = ["script", "style", "iframe"];

/// Refuses a field where it could act.
pub fn check(shown: &str, source: &str) -> Result<(), TemplateError> {
    let mut place = Place::Text;
    let mut at = 0;
    for tag in tags(source) {
        place = place.after(&source[at..tag.whole.start]);
        at = tag.whole.end;
        if tag.kind == Kind::Raw {
            place = place.after(&source[tag.whole.clone()]);
        }
        if tag.kind != Kind::Print {
            continue;
        }
        let code = without_strings(&source[tag.inner.clone()]);
        let link = filtered(&code);
        if let Some(message) = place.refusal(link) {
            return Err(TemplateError::at(shown, source, tag.word_at(source), message).hint(
                "for an address write `{{ field | link }}` in the text, which makes the whole link where that is allowed",
            ));
        }
    }
    Ok(())
}

/// Whether code passes a value through `link`.
fn filtered(code: &str) -> bool {
    code.split('|').skip(1).any(|filter| names(filter).next().is_some_and(|(_, name)| name == "link"))
}

/// Where in a page something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Text,
    /// In a tag, with its name and the attribute read so far.
    Tag {
        element: String,
        attribute: String,
        value: bool,
    },
    /// In quotes, in a tag.
    Quoted {
        element: String,
        attribute: String,
        quote: char,
    },
    Comment,
    /// In an element whose text is no text.
    Code(String),
}

impl Place {
    /// Where one is after some more text.
    fn after(self, text: &str) -> Self {
        let mut place = self;
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let (then, taken) = place.step(rest, next);
            place = then;
            rest = &rest[taken..];
        }
        place
    }

    fn step(self, rest: &str, next: char) -> (Self, usize) {
        let one = next.len_utf8();
        match self {
            Self::Text if rest.starts_with("<!--") => (Self::Comment, 4),
            Self::Text if next == '<' && (rest.len() == 1 || rest[1..].starts_with(begins_tag)) => {
                let end = rest[1..].find(|c: char| c.is_whitespace() || c == '>').map_or(rest.len(), |end| end + 1);
                let element = rest[1..end].trim_end_matches('/').to_ascii_lowercase();
                (Self::Tag { element, attribute: String::new(), value: false }, end)
            }
            Self::Comment if rest.starts_with("-->") => (Self::Text, 3),
            Self::Code(name) if closes(rest, &name) => (Self::Text, 1),
            Self::Tag { element, .. } if next == '>' => {
                (if CODE.contains(&element.as_str()) { Self::Code(element) } else { Self::Text }, one)
            }
            Self::Tag { element, attribute, value } => (in_tag(element, attribute, value, next), one),
            Self::Quoted { element, quote, .. } if next == quote => {
                (Self::Tag { element, attribute: String::new(), value: false }, one)
            }
            other => (other, one),
        }
    }

    /// Why no field may stand here.
    fn refusal(&self, link: bool) -> Option<String> {
        match self {
            Self::Code(name) => Some(format!("no field stands in `<{name}>`, where it could act")),
            Self::Tag { .. } => Some("a field in a tag stands in quotes, as the value of an attribute".to_owned()),
            Self::Quoted { attribute, .. } if acts(attribute) => {
                Some(format!("no field stands in the attribute `{attribute}`, where it could act"))
            }
            Self::Quoted { attribute, .. } if link => Some(format!("no link stands in the attribute `{attribute}`")),
            Self::Quoted { .. } | Self::Text | Self::Comment => None,
        }
    }
}

fn begins_tag(character: char) -> bool {
    character.is_ascii_alphabetic() || "/!?".contains(character)
}

fn closes(rest: &str, name: &str) -> bool {
    let after = rest.strip_prefix("</").and_then(|after| after.get(..name.len()));
    after.is_some_and(|after| after.eq_ignore_ascii_case(name))
}

/// Where one is after one more character of a tag, outside quotes.
fn in_tag(element: String, mut attribute: String, value: bool, next: char) -> Place {
    match next {
        '"' | '\'' if value => return Place::Quoted { element, attribute, quote: next },
        '=' => return Place::Tag { element, attribute, value: true },
        _ if next.is_whitespace() || next == '/' => {
            if !value {
                attribute.push(' ');
            }
        }
        _ if value => return Place::Tag { element, attribute: String::new(), value: false },
        _ => {
            if attribute.ends_with(' ') {
                attribute.clear();
            }
            attribute.extend(next.to_lowercase());
        }
    }
    Place::Tag { element, attribute, value }
}

/// Whether an attribute fetches, leads somewhere or runs.
fn acts(attribute: &str) -> bool {
    let name = attribute.trim();
    let name = name.rsplit(':').next().unwrap_or(name);
    name.starts_with("on") || ACTING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: &str) -> Option<String> {
        check("t.html", source).err().map(|error| error.to_string())
    }

    #[test]
    fn text_and_quoted_words_are_free() {
        for fit in [
            "<p>{{ a }}</p> 1 < 2 {{ a }} <!-- \"> {{ a }} -->",
            "<a href=\"https://a.b\" title='x {{ a | upper }}'>{{ a | link }}</a>",
            "<td class = \"{{ a }}\" {% if b %}hidden{% endif %}>{{ a }}",
            "<script>if (a<b) {}</script>{{ a }}<style>a{}</style>{{ a }}",
            "<br/>{{ a }}<img src=x.png>{{ a }}",
        ] {
            assert_eq!(said(fit), None, "{fit}");
        }
    }

    #[test]
    fn each_attribute_and_element_that_could_act_takes_no_field() {
        for attribute in [
            "action",
            "archive",
            "background",
            "cite",
            "code",
            "codebase",
            "content",
            "data",
            "formaction",
            "href",
            "manifest",
            "onclick",
            "ping",
            "poster",
            "src",
            "srcdoc",
            "srcset",
            "style",
        ] {
            assert!(said(&format!("<a {attribute}=\"{{{{ a }}}}\">")).is_some(), "{attribute}");
        }
        for element in ["script", "style", "iframe"] {
            assert!(said(&format!("<{element}>{{{{ a }}}}</{element}>")).is_some(), "{element}");
        }
    }

    #[test]
    fn what_could_act_is_refused_with_its_place() {
        let link = said("<p>\n<a href=\"{{ e.link }}\">x</a>").unwrap();
        assert!(
            link.starts_with("t.html:2:13: no field stands in the attribute `href`, where it could act\n"),
            "{link}"
        );
        assert!(link.contains("{{ field | link }}"), "{link}");
        for unfit in [
            "<a href={{ a }}>",
            "<a href='https://a.b/{{ a }}'>",
            "<a title={{ a }}>",
            "<a {{ a }}=\"x\">",
            "<a title=\"x\" onClick = \"{{ a }}\">",
            "<p style=\"{{ a }}\">",
            "<use xlink:href=\"{{ a }}\">",
            "<{{ a }}>",
            "<script>{{ a }}</script>",
            "{% raw %}<script>{% endraw %}{{ a }}</script>",
            "<a title=\"{{ a | link }}\">",
            "<a title=x href=\"{{ a }}\">",
            "<a{% if b %} href=\"{% endif %}{{ a }}\">",
        ] {
            assert!(said(unfit).is_some(), "{unfit}");
        }
    }
}
