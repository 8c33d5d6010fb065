//! The filters of a template: ours, and the engine's that could grow without end, bounded.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::markdown;

/// The longest text a filter makes, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Filters that a template has.
const FILTERS: &[&str] = &[
    "cell",
    "quote",
    "link",
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// Functions that a template has.
const FUNCTIONS: &[&str] = &["range", "throw"];

/// Tests that a template has.
const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// What there is of the kind that a message says is unknown.
pub fn known(message: &str) -> &'static [&'static str] {
    match message {
        _ if message.contains("filter") => FILTERS,
        _ if message.contains("function") => FUNCTIONS,
        _ if message.contains("test") => TESTS,
        _ => &[],
    }
}

/// Registers them.
pub fn register(tera: &mut Tera) {
    tera.register_filter("cell", |text: &str, _: Kwargs, _: &State| markdown::one_line(text));
    tera.register_filter("quote", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::quote(text)));
    tera.register_filter("link", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::link(text)));
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
}

#[expect(clippy::needless_pass_by_value, reason = "the engine calls it so")]
fn replace(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let (from, to): (String, String) = (kwargs.must_get("from")?, kwargs.must_get("to")?);
    bounded(text.len() + text.matches(from.as_str()).count() * to.len())?;
    Ok(text.replace(&from, &to))
}

#[expect(clippy::needless_pass_by_value, reason = "the engine calls it so")]
fn join(items: Vec<Value>, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let sep = kwargs.get::<String>("sep")?.unwrap_or_default();
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(&sep);
        }
        joined.push_str(&item.to_string());
        bounded(joined.len())?;
    }
    Ok(joined)
}

fn bounded(length: usize) -> TeraResult<()> {
    if length > LONGEST { Err(tera::Error::message("This text would be longer than 1 MiB")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_function_and_test_in_the_tables_is_there() {
        let mut tera = Tera::new();
        register(&mut tera);
        let uses = |names: &[&str], form: fn(&str) -> String| names.iter().map(|name| form(name)).collect::<String>();
        let template = uses(FILTERS, |name| format!("{{{{ x | {name} }}}}"))
            + &uses(FUNCTIONS, |name| format!("{{{{ {name}() }}}}"))
            + &uses(TESTS, |name| format!("{{% if x is {name} %}}{{% endif %}}"));
        tera.add_raw_template("t", &template).unwrap();
    }
}
