//! A template's text, and errors in it: the place, the message, and suggestions.

use std::borrow::Cow;
use std::fmt;

use super::language::Language;

/// A template's text, and its display path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Its path in messages: `templates/after-action.md`.
    pub shown: String,
    /// The text.
    pub text: Cow<'static, str>,
    /// The language it is written in.
    pub language: Language,
}

/// The maximum number of available names in a message.
const SHOWN: usize = 12;

/// An error in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The display path: `templates/after-action.md`.
    pub shown: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// The available names if one is unknown, the closest first.
    pub available: Vec<String>,
    /// What to do instead, if known.
    pub hint: Option<Box<str>>,
    /// The line of the template.
    pub excerpt: String,
}

impl Template {
    /// An error at a byte of the text.
    pub fn mistake(&self, byte: usize, message: impl Into<String>) -> TemplateError {
        let text = &self.text;
        let byte = (0..=byte.min(text.len())).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let line_start = text[..byte].rfind('\n').map_or(0, |end| end + 1);
        TemplateError {
            shown: self.shown.clone(),
            line: from_one(text[..byte].matches('\n').count()),
            column: from_one(text[line_start..byte].chars().count()),
            message: message.into(),
            available: vec![],
            hint: None,
            excerpt: text[line_start..].lines().next().unwrap_or_default().to_owned(),
        }
    }
}

impl TemplateError {
    /// Adds the available names, the closest to `word` first.
    pub fn instead_of(mut self, word: &str, available: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<_> = available.into_iter().map(|name| (strsim::jaro_winkler(word, &name), name)).collect();
        names.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        self.available = names.into_iter().map(|(_, name)| name).collect();
        self
    }

    /// Adds what to do instead.
    pub fn hint(self, hint: impl Into<Box<str>>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

fn from_one(from_zero: usize) -> u32 {
    u32::try_from(from_zero + 1).unwrap_or(u32::MAX)
}

impl fmt::Display for TemplateError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.shown, self.line, self.column, self.message)?;
        if !self.available.is_empty() {
            let names =
                self.available.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let more = if self.available.len() > SHOWN { ", …" } else { "" };
            write!(out, "; available: {names}{more}")?;
        }
        Ok(())
    }
}

impl std::error::Error for TemplateError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &'static str) -> Template {
        Template { shown: "t.md".into(), text: text.into(), ..Template::default() }
    }

    #[test]
    fn a_place_is_counted_from_one_in_characters() {
        let error = template("one\né {{ x }}\n").mistake(10, "wrong");
        assert_eq!((error.line, error.column, error.excerpt.as_str()), (2, 6, "é {{ x }}"));
        assert_eq!(error.to_string(), "t.md:2:6: wrong");
    }

    #[test]
    fn the_nearest_name_comes_first_and_a_hint_last() {
        let names = ["title", "customer", "cycle"].map(String::from);
        let error = template("").mistake(0, "`custmer` is not defined here");
        let error = error.instead_of("custmer", names).hint("write it out");
        let message = "t.md:1:1: `custmer` is not defined here; available: `customer`, ";
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!(error.hint.as_deref(), Some("write it out"));
    }
}
