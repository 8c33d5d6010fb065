//! What a template makes: markdown or a page of HTML, and how a field becomes text in it.

use super::markdown;
use crate::model::text::visible;

/// What a template makes; its file's last suffix says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// HTML, where every field is escaped.
    Html,
}

impl Form {
    /// The form of a file's name.
    pub fn of(file: &str) -> Self {
        if file.ends_with(".html") { Self::Html } else { Self::Markdown }
    }

    /// The engine's name for a template of this form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "document.md",
            Self::Html => "document.html",
        }
    }

    /// What makes a field text and nothing else.
    pub fn escape(self) -> tera::EscapeFn {
        match self {
            Self::Markdown => |text, out| out.write_all(markdown::escape(text).as_bytes()),
            Self::Html => |text, out| out.write_all(escape(text).as_bytes()),
        }
    }

    /// The document as it is written.
    pub fn tidy(self, document: &str) -> String {
        match self {
            Self::Markdown => markdown::tidy(document),
            Self::Html => format!("{}\n", document.trim_start_matches(['\n', '\r', ' ']).trim_end()),
        }
    }
}

/// The text with everything escaped that HTML would act on, in text and in quoted attributes.
pub fn escape(text: &str) -> String {
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

/// The text as a block quote, its lines kept.
pub fn quote(text: &str) -> String {
    let lines: Vec<_> = text.trim().lines().map(|line| escape(line.trim())).collect();
    format!("<blockquote>{}</blockquote>", lines.join("<br>\n"))
}

/// A web or mail address as a link, anything else as text.
pub fn link(text: &str) -> String {
    let address = markdown::one_line(text);
    let shown = escape(&address);
    if markdown::is_address(&address) { format!("<a href=\"{shown}\">{shown}</a>") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_holds_is_text_in_html() {
        assert_eq!(escape("<b a=\"1\" c='2'>&\u{202e}"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\\u{202e}");
        assert_eq!(quote("one <b>\ntwo\n"), "<blockquote>one &lt;b&gt;<br>\ntwo</blockquote>");
    }

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert_eq!(link("https://a.b/?c&d"), "<a href=\"https://a.b/?c&amp;d\">https://a.b/?c&amp;d</a>");
        for text in ["javascript:alert(1)", "data:text/html,x", "https://a.b/\"onclick=x y"] {
            assert!(!link(text).contains("<a"), "{text}");
        }
    }
}
