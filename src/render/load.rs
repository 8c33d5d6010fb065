//! How much one turn of a loop works through: every filter, every joined and every compared value is
//! charged with the whole of what its tag names.

use std::collections::BTreeMap;

use tera::Value;

use super::scope::Scope;
use super::tags::{Kind, Tag, names, without_strings};

/// The bytes that one turn of each loop works through, by the byte of its tag; what an inner loop does at
/// its turns is its own.
pub fn loads(source: &str, tags: &[Tag], view: &Value) -> BTreeMap<usize, usize> {
    let scope = Scope::new(source, std::slice::from_ref(view));
    let mut loads = BTreeMap::<usize, usize>::new();
    let mut open = Vec::new();
    for tag in tags.iter().filter(|tag| matches!(tag.kind, Kind::Print | Kind::Block)) {
        let word = if tag.kind == Kind::Block { tag.word(source) } else { "" };
        if word == "endfor" {
            open.pop();
        }
        if let Some(load) = open.last().and_then(|at| loads.get_mut(at)) {
            *load = load.saturating_add(weight(source, tag, &scope));
        }
        if word == "for" {
            open.push(tag.whole.start);
            loads.insert(tag.whole.start, 0);
        }
    }
    loads
}

/// What a tag works through: its own text once, and with what it names once for each thing it does.
fn weight(source: &str, tag: &Tag, scope: &Scope) -> usize {
    let code = without_strings(&source[tag.inner.clone()]);
    let acts = code.matches(['|', '~', '<', '>', '=', '!', ':']).count();
    let acts = acts + names(&code).filter(|(_, name)| ["in", "is"].contains(name)).count();
    if acts == 0 {
        return code.len();
    }
    let paths = names(&code).filter(|(at, name)| !code[..*at].trim_end().ends_with('.') && begins(name));
    let named: usize = paths.map(|(at, _)| scope.size_at(tag.inner.start + at, size)).fold(0, usize::saturating_add);
    code.len().saturating_add(named).saturating_mul(acts + 1)
}

fn begins(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_numeric())
}

/// The bytes of a value with all that is in it; each item counts as 16 more.
pub fn size(value: &Value) -> usize {
    if let Some(text) = value.as_str() {
        return text.len() + 16;
    }
    if let Some(items) = value.as_array() {
        return items.iter().map(size).sum::<usize>() + 16;
    }
    let table = value.as_map().into_iter().flatten();
    table.map(|(key, value)| key.as_str().map_or(8, str::len) + size(value)).sum::<usize>() + 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tag_names_is_charged_for_each_thing_it_does() {
        let view = serde_json::json!({ "a": ["x".repeat(100), "y"], "b": { "c": 1 } });
        let view = Value::from_serializable(&view);
        assert_eq!(size(&view), 16 + (1 + 16 + 116 + 17) + (1 + 16 + 1 + 16));
        let load = |body: &str| {
            let source = format!("{{% for i in a %}}{body}{{% endfor %}}");
            loads(&source, &super::super::tags::tags(&source), &view)[&0]
        };
        assert_eq!(load("{{ a }}"), 3);
        assert_eq!(load("{{ i | upper }}"), (11 + 116) * 2);
        assert_eq!(load("{{ a ~ a }}"), (7 + 2 * 149) * 2);
        assert_eq!(load("{% if a == a %}{% endif %}"), (11 + 2 * 149) * 3 + 7);
        assert_eq!(load("{% for j in a %}{{ j | upper }}{% endfor %}"), (12 + 149) * 2 + 8);
    }
}
