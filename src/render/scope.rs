//! Which names there are at a place in a template: the view's, and those of the loops around it.

use tera::Value;

use super::prepare::names;
use super::tags::{Kind, Tag, is_name, tags, without_strings};

/// A name that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Where it stands, in bytes.
    pub at: usize,
    /// The name.
    pub name: String,
    /// What it was looked for in; empty for the view itself.
    pub inside: String,
    /// The names there are.
    pub available: Vec<String>,
}

/// A template and the values it is given.
pub struct Scope<'a> {
    source: &'a str,
    tags: Vec<Tag>,
    view: &'a Value,
}

impl<'a> Scope<'a> {
    /// The scope of a template's text.
    pub fn new(source: &'a str, view: &'a Value) -> Self {
        Self { source, tags: tags(source), view }
    }

    /// The first place where a name stands in a tag, not as a part of another.
    pub fn first_use(&self, name: &str) -> Option<usize> {
        self.tags.iter().filter(|tag| matches!(tag.kind, Kind::Print | Kind::Block)).find_map(|tag| {
            let code = without_strings(&self.source[tag.inner.clone()]);
            let own = |at: usize| !code[..at].trim_end().ends_with('.');
            let found = names(&code).find(|(at, found)| *found == name && own(*at)).map(|(at, _)| at);
            found.map(|at| tag.inner.start + at)
        })
    }

    /// What is missing of the dotted path that stands at a byte, if anything is.
    pub fn missing(&self, at: usize) -> Option<Missing> {
        let part = |c: char| is_name(c) || c == '.';
        let before = self.source.get(..at)?;
        let start = before.trim_end_matches(part).len();
        let rest = &self.source[start..];
        let path = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        self.follow(path, start)
    }

    /// The first dotted path that names something its value does not have.
    pub fn first_missing(&self) -> Option<Missing> {
        let code = self.tags.iter().filter(|tag| matches!(tag.kind, Kind::Print | Kind::Block));
        code.map(|tag| (tag, without_strings(&self.source[tag.inner.clone()]))).find_map(|(tag, code)| {
            let paths = names(&code).filter(|(at, name)| {
                let begins =
                    !code[..*at].ends_with(['.', ']', ')', '"']) && !name.starts_with(|c: char| c.is_numeric());
                begins && code[at + name.len()..].starts_with('.')
            });
            paths.map(|(at, _)| tag.inner.start + at).find_map(|at| self.missing(at))
        })
    }

    fn follow(&self, path: &str, start: usize) -> Option<Missing> {
        let mut at = start;
        let mut inside = String::new();
        let mut value: Option<&Value> = None;
        for name in path.split('.').take_while(|name| !name.is_empty()) {
            let next = match value {
                None => self.named(name, start),
                Some(value) => field(value, name).map_or(Named::Absent, Named::Value),
            };
            match next {
                Named::Value(next) => value = Some(next),
                Named::Untold => return None,
                Named::Absent => {
                    let available = value.map_or_else(|| self.all(start), keys);
                    return Some(Missing { at, name: name.to_owned(), inside, available });
                }
            }
            path[..at - start + name.len()].clone_into(&mut inside);
            at += name.len() + 1;
        }
        None
    }

    fn all(&self, at: usize) -> Vec<String> {
        let loops = self.loops(at).into_iter().flat_map(|around| around.names).map(str::to_owned);
        loops.chain(keys(self.view)).collect()
    }

    fn named(&self, name: &str, at: usize) -> Named<'a> {
        match self.loops(at).into_iter().rfind(|around| around.names.contains(&name)) {
            Some(around) => around.first.map_or(Named::Untold, Named::Value),
            None if name == "loop" => Named::Untold,
            None => field(self.view, name).map_or(Named::Absent, Named::Value),
        }
    }

    /// The loops around a byte, the outermost first.
    fn loops(&self, at: usize) -> Vec<Loop<'a>> {
        let mut open = Vec::new();
        for tag in self.tags.iter().filter(|tag| tag.kind == Kind::Block && tag.whole.end <= at) {
            match tag.word(self.source) {
                "for" => open.push(self.bound(tag, &open)),
                "endfor" => drop(open.pop()),
                _ => {}
            }
        }
        open
    }

    fn bound(&self, tag: &Tag, open: &[Loop<'a>]) -> Loop<'a> {
        let code = self.source[tag.inner.clone()].trim().trim_start_matches("for");
        let (bound, list) = code.split_once(" in ").unwrap_or((code, ""));
        let names: Vec<_> = bound.split(',').map(str::trim).collect();
        let first = if names.len() == 1 { self.first_of(list.trim(), open) } else { None };
        Loop { names, first }
    }

    /// The first thing in the list a plain path names.
    fn first_of(&self, list: &str, open: &[Loop<'a>]) -> Option<&'a Value> {
        let mut path = list.split('.');
        let name = path.next()?;
        let around = open.iter().rfind(|around| around.names.contains(&name));
        let start = around.map_or_else(|| field(self.view, name), |around| around.first)?;
        path.try_fold(start, field)?.as_array()?.first()
    }
}

/// A loop: the names it binds, and what the first one stands for where that can be told.
struct Loop<'a> {
    names: Vec<&'a str>,
    first: Option<&'a Value>,
}

/// What a name stands for.
enum Named<'a> {
    Value(&'a Value),
    /// It is there, and its value cannot be told before rendering.
    Untold,
    Absent,
}

fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
}

fn keys(value: &Value) -> Vec<String> {
    let keys = value.as_map().into_iter().flat_map(|map| map.keys());
    keys.filter_map(|key| key.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> Value {
        let goals = serde_json::json!([{ "words": "find", "proofs": [{ "what": "log" }] }]);
        Value::from_serializable(&serde_json::json!({ "title": "T", "customer": { "name": "C" }, "goals": goals }))
    }

    fn missing(source: &str, at: &str) -> Missing {
        Scope::new(source, &view()).missing(source.find(at).unwrap()).unwrap()
    }

    #[test]
    fn a_name_is_looked_for_in_the_view() {
        let found = missing("{{ titel }}", "titel");
        assert_eq!((found.at, found.inside.as_str()), (3, ""));
        assert_eq!(found.available, ["title", "customer", "goals"]);
    }

    #[test]
    fn a_field_is_looked_for_in_what_holds_it() {
        let found = missing("{{ customer.nam | upper }}", "nam");
        assert_eq!((found.at, found.name.as_str(), found.inside.as_str()), (12, "nam", "customer"));
        assert_eq!(found.available, ["name"]);
    }

    #[test]
    fn a_loop_binds_a_name_to_what_its_list_holds() {
        let source =
            "{% for g in goals %}{% for p in g.proofs %}{{ p.waht }}{% endfor %}{{ g.word }}{% endfor %}{{ g }}.";
        assert_eq!(missing(source, "waht").available, ["what"]);
        assert_eq!(missing(source, "word }").available, ["words", "proofs"]);
        assert_eq!(missing(source, "g }}.").name, "g");
    }

    #[test]
    fn what_is_there_is_not_missing() {
        let source = "{% for g in goals %}{{ g.words }}{{ loop.index }}{% endfor %}";
        let view = view();
        let scope = Scope::new(source, &view);
        assert_eq!(scope.missing(source.find("words").unwrap()), None);
        assert_eq!(scope.missing(source.find("loop").unwrap()), None);
        assert_eq!(scope.first_use("goals"), Some(12));
        assert_eq!(scope.first_use("words"), None);
        assert_eq!(scope.first_missing(), None);
    }

    #[test]
    fn a_misspelt_field_is_found_even_in_a_condition() {
        let view = view();
        let first = |source| Scope::new(source, &view).first_missing().map(|missing| (missing.at, missing.name));
        let source = "{% for g in goals %}{% if g.wrods %}{% endif %}{% endfor %}";
        assert_eq!(first(source), Some((28, "wrods".to_owned())));
        assert_eq!(first("{{ 1.5 }}{{ title | join(sep=\"a.b\") }}{{ customer[\"x\"].y }}"), None);
        assert_eq!(first("{% for x in title.z %}{% endfor %}").unwrap().1, "z");
    }

    #[test]
    fn what_an_empty_list_would_hold_cannot_be_told() {
        let view = Value::from_serializable(&serde_json::json!({ "goals": [] }));
        let source = "{% for g in goals %}{% for p in g.proofs %}{{ p.what }}{% endfor %}{{ g.words }}{% endfor %}";
        assert_eq!(Scope::new(source, &view).first_missing(), None);
        let others = "{% for g in goals | reverse %}{{ g.x }}{% endfor %}{% for k, v in title %}{{ v.x }}{% endfor %}";
        assert_eq!(Scope::new(others, &self::view()).first_missing(), None);
    }
}
