//! Finds the tags of a template. It knows just enough syntax to tell them from text; the engine parses what is inside.

use std::ops::Range;

/// The kind of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}`.
    Print,
    /// `{% … %}`.
    Block,
    /// `{# … #}`.
    Comment,
    /// `{% raw %} … {% endraw %}`, including the content.
    Raw,
}

/// One tag of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its kind.
    pub kind: TagKind,
    /// Its range, including delimiters.
    pub whole: Range<usize>,
    /// The range between the delimiters and their dashes.
    pub inner: Range<usize>,
}

impl Tag {
    /// The first word of a block tag.
    pub fn word<'a>(&self, source: &'a str) -> &'a str {
        let inner = source[self.inner.clone()].trim_start();
        let end = inner.find(|c: char| !is_name(c)).unwrap_or(inner.len());
        &inner[..end]
    }

    /// The position of that word.
    pub fn word_at(&self, source: &str) -> usize {
        let inner = &source[self.inner.clone()];
        self.inner.start + inner.len() - inner.trim_start().len()
    }

    /// The tag with the blanks around it and the line end, if it is alone on its line.
    fn line(&self, source: &str) -> Option<Range<usize>> {
        let from = source[..self.whole.start].trim_end_matches([' ', '\t']).len();
        let rest = source[self.whole.end..].trim_start_matches([' ', '\t']);
        let line_end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
        let to = source.len() - line_end.len();
        let ends = to == source.len() || source[..to].ends_with('\n');
        let is_alone = ends && (from == 0 || source[..from].ends_with('\n'));
        (is_alone && matches!(self.kind, TagKind::Block | TagKind::Comment)).then_some(from..to)
    }
}

/// Whether a character can be part of a name.
pub fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The names in code without strings, with their positions.
pub fn names(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.split(|c| !is_name(c)).filter(|name| !name.is_empty()).map(|name| (offset(code, name), name))
}

/// The position of a part in its text.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The tags of a template, in order; the text after an unclosed one is left to the engine.
pub fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(tag) = next(source, at) {
        at = tag.whole.end;
        tags.push(tag);
    }
    tags
}

/// The text in which a line with only a tag becomes part of that tag, so that it leaves no line in the document. The
/// content of a tag keeps its position.
pub fn without_tag_lines(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for tag in tags(source) {
        let line = tag.line(source).filter(|line| line.start >= at).unwrap_or_else(|| tag.whole.clone());
        let Tag { whole, inner, .. } = tag;
        let parts = [at..line.start, whole.start..inner.start, line.start..whole.start, inner.clone()];
        let parts = parts.into_iter().chain([whole.end..line.end, inner.end..whole.end]);
        text.extend(parts.map(|part| &source[part]));
        at = line.end;
    }
    text.push_str(&source[at..]);
    text
}

fn next(source: &str, from: usize) -> Option<Tag> {
    let mut braces = source[from..].match_indices('{').map(|(at, _)| from + at);
    let (start, (close, kind)) = braces.find_map(|at| Some((at, opened(*source.as_bytes().get(at + 1)?)?)))?;
    let inner_start = start + 2 + usize::from(source[start + 2..].starts_with('-'));
    let end = match kind {
        TagKind::Comment => inner_start + source[inner_start..].find(close)?,
        _ => closed(source, inner_start, close)?,
    };
    let inner_end = if source[inner_start..end].ends_with('-') { end - 1 } else { end };
    let tag = Tag { kind, whole: start..end + 2, inner: inner_start..inner_end };
    if tag.kind == TagKind::Block && tag.word(source) == "raw" { raw(source, tag) } else { Some(tag) }
}

/// The closing delimiter and kind of a tag, by the byte after its brace.
fn opened(byte: u8) -> Option<(&'static str, TagKind)> {
    match byte {
        b'{' => Some(("}}", TagKind::Print)),
        b'%' => Some(("%}", TagKind::Block)),
        b'#' => Some(("#}", TagKind::Comment)),
        _ => None,
    }
}

fn raw(source: &str, opening: Tag) -> Option<Tag> {
    let mut at = opening.whole.end;
    loop {
        let start = at + source[at..].find("{%")?;
        let end = start + source[start..].find("%}")? + 2;
        if source[start + 2..end].trim_start_matches('-').trim_start().starts_with("endraw") {
            return Some(Tag { kind: TagKind::Raw, whole: opening.whole.start..end, inner: opening.inner });
        }
        at = start + 2;
    }
}

/// The position of the closing delimiter outside of strings.
fn closed(source: &str, from: usize, close: &str) -> Option<usize> {
    let mut code = blanked(&source[from..]).enumerate().zip(blanked(&source[from..]).skip(1));
    code.find(|((_, first), second)| close.chars().eq([*first, *second])).map(|((at, _), _)| from + at)
}

/// The code of a tag with its strings blanked out, of the same length.
pub fn without_strings(code: &str) -> String {
    blanked(code).collect()
}

fn blanked(code: &str) -> impl Iterator<Item = char> {
    let mut quoted = None;
    let mut escaped = false;
    code.bytes().map(move |byte| match quoted {
        Some(quote) => {
            if escaped {
                escaped = false;
            } else if byte == b'\\' {
                escaped = true;
            } else if byte == quote {
                quoted = None;
            }
            ' '
        }
        None if matches!(byte, b'"' | b'\'' | b'`') => {
            quoted = Some(byte);
            '"'
        }
        None if byte.is_ascii() => char::from(byte),
        None => '?',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text_and_strings() {
        let raw = "{% raw %}{{ x }}{%- endraw %}";
        for (source, found) in [
            (
                "a {{ x | f(a=\"}}\") }} {#- c -#}{% if y -%} { % }",
                &[
                    (TagKind::Print, "{{ x | f(a=\"}}\") }}"),
                    (TagKind::Comment, "{#- c -#}"),
                    (TagKind::Block, "{% if y -%}"),
                ][..],
            ),
            (raw, &[(TagKind::Raw, raw)]),
            ("{{ x", &[]),
        ] {
            let tags: Vec<_> = tags(source).into_iter().map(|tag| (tag.kind, &source[tag.whole])).collect();
            assert_eq!(tags, found);
        }
        let source = "{%- for x in y -%}";
        let tag = &tags(source)[0];
        assert_eq!((tag.word(source), tag.word_at(source)), ("for", 4));
    }

    #[test]
    fn a_line_with_only_a_tag_goes_into_the_tag() {
        let text = without_tag_lines("a\n  {% if x %}  \nb\n{%- endif -%}\r\nc");
        assert_eq!(text, "a\n{%   if x   \n%}b\n{%- endif \r\n-%}c");
        for same in ["a {% if x %}\nb{# c #}{% endif %}.\n", "{{ x }}\n", "{% raw %}\n{% endraw %}\n"] {
            assert_eq!(without_tag_lines(same), same);
        }
    }

    #[test]
    fn strings_are_blanked_to_the_byte() {
        let code = "a ~ \"é~\" | x";
        let blanked = without_strings(code);
        assert_eq!((blanked.len(), blanked.matches('~').count()), (code.len(), 1));
    }
}
