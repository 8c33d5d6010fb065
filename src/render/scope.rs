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

    fn follow(&self, path: &str, start: usize) -> Option<Missing> {
        let mut at = start;
        let mut inside = String::new();
        let mut value: Option<&Value> = None;
        for name in path.split('.') {
            let next = match value {
                None => self.named(name, start),
                Some(value) => field(value, name),
            };
            if next.is_none() && name != "loop" {
                let available = value.map_or_else(|| self.all(start), keys);
                return Some(Missing { at, name: name.to_owned(), inside, available });
            }
            value = Some(next?);
            path[..at - start + name.len()].clone_into(&mut inside);
            at += name.len() + 1;
        }
        None
    }

    fn all(&self, at: usize) -> Vec<String> {
        let loops = self.loops(at).into_iter().map(|(name, _)| name.to_owned());
        loops.chain(keys(self.view)).collect()
    }

    fn named(&self, name: &str, at: usize) -> Option<&'a Value> {
        let of_loop = self.loops(at).into_iter().rfind(|(bound, _)| *bound == name);
        match of_loop {
            Some((_, list)) => list,
            None => field(self.view, name),
        }
    }

    /// The names bound by the loops around a byte, each with the first thing its list holds.
    fn loops(&self, at: usize) -> Vec<(&'a str, Option<&'a Value>)> {
        let mut open: Vec<(&'a str, Option<&'a Value>)> = Vec::new();
        let blocks = self.tags.iter().filter(|tag| tag.kind == Kind::Block && tag.whole.end <= at);
        for tag in blocks {
            match tag.word(self.source) {
                "for" => open.push(self.bound(tag, &open).unwrap_or(("", None))),
                "endfor" => drop(open.pop()),
                _ => {}
            }
        }
        open
    }

    fn bound(&self, tag: &Tag, open: &[(&'a str, Option<&'a Value>)]) -> Option<(&'a str, Option<&'a Value>)> {
        let code = self.source[tag.inner.clone()].trim().strip_prefix("for")?;
        let (name, list) = code.split_once(" in ")?;
        let list = list.trim();
        let path = &list[..list.find(|c| !(is_name(c) || c == '.')).unwrap_or(list.len())];
        let mut path = path.split('.');
        let first = path.next()?;
        let outer = open.iter().rfind(|(bound, _)| *bound == first).map(|(_, value)| *value);
        let start = outer.unwrap_or_else(|| field(self.view, first));
        let value = path.try_fold(start?, |value, key| field(value, key));
        Some((name.trim(), value.and_then(Value::as_array).and_then(<[Value]>::first)))
    }
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
    }
}
