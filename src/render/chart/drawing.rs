//! The elements of a chart. Widths are percentages of the page's and heights multiples of the type, so that a chart fits a
//! phone and a sheet of paper with type of the same size; colours are those of the page.

use std::fmt::Write as _;

use super::Chart;
use crate::render::prelude::*;

/// A colour of the page, with what it is where the page has none.
#[derive(Debug, Clone, Copy)]
pub enum Colour {
    /// Text, and marks that are read exactly.
    Ink,
    /// Text that explains.
    Muted,
    /// What is measured.
    Accent,
    /// What it is measured on.
    Line,
    /// What is over a limit.
    Bad,
}

impl Colour {
    const fn css(self) -> &'static str {
        match self {
            Self::Ink => "currentColor",
            Self::Muted => "var(--muted, #586069)",
            Self::Accent => "var(--accent, #1f4e79)",
            Self::Line => "var(--line, #d5dae0)",
            Self::Bad => "var(--bad, #b3261e)",
        }
    }
}

/// Which end of a text is at its place.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A chart under way.
#[derive(Debug, Default)]
pub struct Drawing {
    elements: String,
}

impl Drawing {
    /// A bar, with a text for who points at it.
    pub fn bar(&mut self, [x, width]: [f64; 2], [y, height]: [f64; 2], colour: Colour, opacity: f64, title: &str) {
        let (width, title) = (width.max(0.0), tooltip(title));
        let _ = writeln!(
            self.elements,
            "<rect x=\"{x:.2}%\" y=\"{y:.2}em\" width=\"{width:.2}%\" height=\"{height:.2}em\" rx=\"2\" \
             style=\"fill: {}; fill-opacity: {opacity}\">{title}</rect>",
            colour.css()
        );
    }

    /// A line from one place to another.
    pub fn line(&mut self, [x1, x2]: [f64; 2], [y1, y2]: [f64; 2], colour: Colour, [width, dash]: [f64; 2]) {
        let dash = if dash > 0.0 { format!("; stroke-dasharray: {dash}") } else { String::new() };
        let _ = writeln!(
            self.elements,
            "<line x1=\"{x1:.2}%\" y1=\"{y1:.2}em\" x2=\"{x2:.2}%\" y2=\"{y2:.2}em\" \
             style=\"stroke: {}; stroke-width: {width}{dash}\"/>",
            colour.css()
        );
    }

    /// A dot; hollow for a value that is past.
    pub fn dot(&mut self, x: f64, y: f64, is_hollow: bool) {
        let fill = if is_hollow { "var(--paper, #fff)" } else { Colour::Accent.css() };
        let _ = writeln!(
            self.elements,
            "<circle cx=\"{x:.2}%\" cy=\"{y:.2}em\" r=\"0.38em\" style=\"fill: {fill}; stroke: {}; stroke-width: 2\"/>",
            Colour::Accent.css()
        );
    }

    /// A short text.
    pub fn text(&mut self, x: f64, y: f64, anchor: Anchor, colour: Colour, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.elements,
            "<text x=\"{x:.2}%\" y=\"{y:.2}em\" text-anchor=\"{anchor}\" style=\"fill: {}\">{}</text>",
            colour.css(),
            escape(text)
        );
    }

    /// What someone wrote: its end is cut where the width has no room for it, and it is shown whole to who points at it.
    pub fn line_of_text(&mut self, width: f64, y: f64, colour: Colour, text: &str) {
        let text = escape(text);
        let _ = writeln!(
            self.elements,
            "<foreignObject x=\"0\" y=\"{:.2}em\" width=\"{width}%\" height=\"1.5em\"><div title=\"{text}\" dir=\"auto\" \
             style=\"line-height: 1.4; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; color: {}\">{text}\
             </div></foreignObject>",
            y - 1.02,
            colour.css(),
        );
    }

    /// The finished chart.
    pub fn chart(self, name: &'static str, height: f64, title: String, description: String) -> Chart {
        let svg = format!(
            "<svg role=\"img\" aria-labelledby=\"chart-{name}-title chart-{name}-description\" \
             width=\"100%\" height=\"{height:.2}em\" font-size=\"0.82em\" overflow=\"visible\">\n\
             <title id=\"chart-{name}-title\">{}</title>\n<desc id=\"chart-{name}-description\">{}</desc>\n{}</svg>",
            escape(&title),
            escape(&description),
            self.elements
        );
        Chart { name, title, description, svg }
    }
}

fn tooltip(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<title>{}</title>", escape(text)) }
}

/// An amount as a place on a scale.
pub fn number(amount: Amount) -> f64 {
    amount.plain().parse().unwrap_or_default()
}

/// The text with all HTML syntax escaped.
pub fn escape(text: &str) -> String {
    // `&` is first: the others bring their own
    let signs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    signs.iter().fold(visible(text).to_string(), |text, (sign, escaped)| text.replace(*sign, escaped))
}
