//! The names in scope at a place in a template: the view's, and those of the enclosing loops.

use super::tags::{Tag, TagKind, is_name, names, tags, without_strings};
use super::view::{Key, ViewShape};

/// An unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its position in bytes.
    pub at: usize,
    /// The name.
    pub name: String,
    /// Where it was looked up; empty for the view itself.
    pub inside: String,
    /// The available names.
    pub available: Vec<String>,
}

/// A template and the fields of its view.
pub struct TemplateScope<'a> {
    source: &'a str,
    tags: Vec<Tag>,
    keys: &'a [Key],
    loops: Vec<Loop<'a>>,
    /// The innermost loop around each tag.
    around: Vec<Option<usize>>,
}

impl<'a> TemplateScope<'a> {
    /// The scope of a template's text.
    pub fn new(source: &'a str, keys: &'a [Key]) -> Self {
        let mut scope = Self { source, tags: tags(source), keys, loops: vec![], around: vec![] };
        let (mut open, mut around) = (Vec::new(), None);
        for tag in scope.tags.clone() {
            scope.around.push(around);
            match if tag.kind == TagKind::Block { tag.word(source) } else { "" } {
                "if" => open.push(None),
                "for" => {
                    open.push(Some(around));
                    scope.loops.push(scope.bound(&tag, around));
                    around = Some(scope.loops.len() - 1);
                }
                "else" => around = open.last().copied().flatten().unwrap_or(around),
                "endif" | "endfor" => around = open.pop().flatten().unwrap_or(around),
                _ => {}
            }
        }
        scope
    }

    /// The first name in the text that the view does not have.
    pub fn first_use(&self, name: &str) -> Option<Missing> {
        self.code().find_map(|(tag, code)| {
            let uses = names(&code).filter(|(at, found)| *found == name && is_value(&code, *at, name));
            let bound = if tag.word(self.source) == "for" { code.find(" in ").unwrap_or(0) } else { 0 };
            uses.filter(|(at, _)| *at >= bound).find_map(|(at, _)| self.missing(tag.inner.start + at))
        })
    }

    /// The unknown part of the path at a byte, if there is one.
    pub fn missing(&self, at: usize) -> Option<Missing> {
        let start = self.start(at)?;
        match self.follow(start, self.around(start)).0 {
            PathTarget::Absent(missing) => Some(missing),
            _ => None,
        }
    }

    /// The first path with a name that its value does not have.
    pub fn first_missing(&self) -> Option<Missing> {
        self.code().find_map(|(tag, code)| {
            let paths = names(&code).filter(|(at, name)| {
                let begins =
                    !code[..*at].ends_with(['.', ']', ')', '"']) && !name.starts_with(|c: char| c.is_numeric());
                begins && code[at + name.len()..].starts_with(['.', '['])
            });
            paths.map(|(at, _)| tag.inner.start + at).find_map(|at| self.missing(at))
        })
    }

    /// The tags that contain code, with their strings blanked out.
    fn code(&self) -> impl Iterator<Item = (&Tag, String)> {
        let code = self.tags.iter().filter(|tag| matches!(tag.kind, TagKind::Print | TagKind::Block));
        code.map(|tag| (tag, without_strings(&self.source[tag.inner.clone()])))
    }

    /// The start of the path around a byte.
    fn start(&self, at: usize) -> Option<usize> {
        Some(self.source.get(..at)?.trim_end_matches(|c| is_name(c) || c == '.').len())
    }

    /// The innermost loop around a byte.
    fn around(&self, at: usize) -> Option<usize> {
        let tag = self.tags.partition_point(|tag| tag.whole.start <= at).checked_sub(1)?;
        self.around.get(tag).copied().flatten()
    }

    /// The value of the path at a byte, and where the path ends.
    fn follow(&self, start: usize, around: Option<usize>) -> (PathTarget, usize) {
        let rest = &self.source[start..];
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        let mut end = start + name.len();
        let mut named = self.named(name, start, around);
        while let Some((part, after)) = part(self.source, end) {
            named = match named {
                PathTarget::Of(shape) => within(shape, &part, &self.source[start..end]),
                other => other,
            };
            end = after;
        }
        (named, end)
    }

    fn named(&self, name: &str, at: usize, around: Option<usize>) -> PathTarget {
        let mut next = around;
        let mut bound = Vec::new();
        while let Some(around) = next.and_then(|next| self.loops.get(next)) {
            if around.names.contains(&name) {
                let is_last = around.names.last() == Some(&name);
                return around.item.filter(|_| is_last).map_or(PathTarget::Untold, PathTarget::Of);
            }
            bound.splice(0..0, around.names.iter().map(|name| (*name).to_owned()));
            next = around.around;
        }
        match self.keys.iter().find(|key| key.name == name) {
            _ if name == "loop" => PathTarget::Untold,
            Some(key) => PathTarget::Of(key.shape),
            None => {
                bound.extend(self.keys.iter().map(|key| key.name.to_owned()));
                PathTarget::Absent(Missing { at, name: name.to_owned(), inside: String::new(), available: bound })
            }
        }
    }

    fn bound(&self, tag: &Tag, around: Option<usize>) -> Loop<'a> {
        let code = &self.source[tag.inner.clone()];
        let Some((bound, list)) = code.split_once(" in ") else { return Loop { names: vec![], item: None, around } };
        let names: Vec<_> = bound.trim().trim_start_matches("for").split(',').map(str::trim).collect();
        let at = tag.inner.start + bound.len() + " in ".len() + list.len() - list.trim_start().len();
        let (named, end) = self.follow(at, around);
        let same = keeps_items(&self.source[end.min(tag.inner.end)..tag.inner.end]);
        let item = match named {
            PathTarget::Of(ViewShape::List(item)) if same && names.len() == 1 => Some(*item),
            _ => None,
        };
        Loop { names, item, around }
    }
}

/// Whether a name in code is a value, not a field, a filter or an argument.
fn is_value(code: &str, at: usize, name: &str) -> bool {
    let after = code[at + name.len()..].trim_start();
    !code[..at].trim_end().ends_with(['.', '|']) && (!after.starts_with('=') || after.starts_with("=="))
}

/// Whether filters keep the items of a list.
fn keeps_items(filters: &str) -> bool {
    let kept = |filter: &str| {
        let name = filter.trim_start();
        ["reverse", "sort", "unique"].contains(&&name[..name.find(|c| !is_name(c)).unwrap_or(name.len())])
    };
    let mut parts = filters.split('|');
    parts.next().is_some_and(|before| before.trim().is_empty()) && parts.all(kept)
}

/// A loop: the names it binds, the value of its item if known, and the enclosing loop.
struct Loop<'a> {
    names: Vec<&'a str>,
    item: Option<ViewShape>,
    around: Option<usize>,
}

/// The value of a path.
enum PathTarget {
    /// A field of the view.
    Of(ViewShape),
    /// It exists, and its value is known only when rendering.
    Untold,
    Absent(Missing),
}

/// A step of a path.
enum Part<'a> {
    /// `.name` or `["name"]`, with its place.
    Field(&'a str, usize),
    /// `[0]`.
    Item,
    /// `[1:]`.
    Slice,
}

/// The step of a path at a byte, and where it ends.
fn part(source: &str, at: usize) -> Option<(Part<'_>, usize)> {
    let rest = &source[at..];
    if let Some(field) = rest.strip_prefix('.') {
        let name = &field[..field.find(|c| !is_name(c)).unwrap_or(field.len())];
        return (!name.is_empty()).then(|| (Part::Field(name, at + 1), at + 1 + name.len()));
    }
    let inner = rest.strip_prefix('[')?;
    let blanked = without_strings(inner.lines().next()?);
    let inner = &inner[..blanked.find(']')?];
    let end = at + inner.len() + 2;
    let quoted = ['"', '\'', '`'].iter().find_map(|quote| inner.trim().strip_prefix(*quote)?.strip_suffix(*quote));
    Some(match quoted {
        Some(name) => (Part::Field(name, at + 2 + inner.len() - inner.trim_start().len()), end),
        None if blanked[..inner.len()].contains(':') => (Part::Slice, end),
        None => (Part::Item, end),
    })
}

/// The value of a step inside a path's value.
fn within(shape: ViewShape, part: &Part, inside: &str) -> PathTarget {
    let keys = if let ViewShape::Group(keys) = shape { keys } else { &[] };
    match (part, shape) {
        (Part::Slice, shape) => PathTarget::Of(shape),
        (Part::Item, ViewShape::List(item)) => PathTarget::Of(*item),
        (Part::Item, _) => PathTarget::Untold,
        (Part::Field(name, at), _) => match keys.iter().find(|key| key.name == *name) {
            Some(key) => PathTarget::Of(key.shape),
            None => PathTarget::Absent(Missing {
                at: *at,
                name: (*name).to_owned(),
                inside: inside.to_owned(),
                available: keys.iter().map(|key| key.name.to_owned()).collect(),
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::Sample;

    #[test]
    fn a_name_is_looked_for_in_what_holds_it() {
        let loops =
            "{% for g in goals %}{% for p in g.proofs %}{{ p.waht }}{% endfor %}{{ g.word }}{% endfor %}{{ g }}.";
        for (source, at, name, inside, available) in [
            ("{{ titel }}", "titel", "titel", "", "title customer cycle goals"),
            ("{{ customer.nam | upper }}", "nam |", "nam", "customer", "name"),
            (loops, "waht", "waht", "p", "what"),
            (loops, "word }", "word", "g", "words proofs"),
            (loops, "g }}.", "g", "", "title customer cycle goals"),
        ] {
            let at = source.find(at).unwrap();
            let found = TemplateScope::new(source, Sample::KEYS).missing(at).unwrap();
            let found = (found.at, found.name.as_str(), found.inside.as_str(), found.available.join(" "));
            assert_eq!(found, (at, name, inside, available.to_owned()), "{source}");
        }
        let source = "{% for g in goals %}{{ g.words }}{{ loop.index }}{% endfor %}";
        let scope = TemplateScope::new(source, Sample::KEYS);
        for name in ["words", "loop"] {
            assert_eq!(scope.missing(source.find(name).unwrap()), None);
        }
        assert_eq!((scope.first_use("goals"), scope.first_missing()), (None, None));
    }

    #[test]
    fn a_misspelt_field_is_found_by_every_road() {
        let found =
            |source: &str| TemplateScope::new(source, Sample::KEYS).first_missing().map(|found| (found.at, found.name));
        for misspelt in [
            "{% for g in goals %}{{ g.nope }}{% endfor %}",
            "{% for g in goals %}{% if g.nope %}{% endif %}{% endfor %}",
            "{% for g in goals | reverse %}{% if g.nope %}{% endif %}{% endfor %}",
            "{% for g in goals | sort(attribute=\"words\") | reverse %}{{ g[\"nope\"] }}{% endfor %}",
            "{% for g in goals[1:] %}{{ g.nope }}{% endfor %}",
            "{% for x in title.nope %}{% endfor %}",
            "{{ customer['nope'] }}",
            "{{ goals[0].nope }}",
        ] {
            assert_eq!(found(misspelt), Some((misspelt.find("nope").unwrap(), "nope".to_owned())), "{misspelt}");
        }
        for other in [
            "{{ 1.5 }}{{ title | join(sep=\"a.b\") }}{{ customer[\"name\"] }}",
            // a value known only when rendering is not missing
            "{% for g in goals | group_by(attribute=\"a\") %}{{ g.x }}{% endfor %}{% for k, v in title %}{{ v.x }}{% endfor %}",
        ] {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
