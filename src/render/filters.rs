//! The filters of templates: our own, and limited versions of engine filters that could grow without bound.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::markdown;
use crate::model::words;

/// The longest text that a filter returns, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The available filters.
pub const FILTERS: &[&str] = &[
    "cell",
    "quote",
    "link",
    "sentence",
    "clause",
    "short",
    "safe",
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

/// The available functions.
pub const FUNCTIONS: &[&str] = &["range", "throw"];

/// The available tests.
pub const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// The available names of the kind that a message calls unknown.
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
    tera.register_filter("sentence", |text: &str, _: Kwargs, _: &State| words::sentence(text));
    tera.register_filter("clause", |text: &str, _: Kwargs, _: &State| words::clause(text).to_owned());
    tera.register_filter("short", |day: Value, _: Kwargs, state: &State| short(&day, state));
    tera.register_filter("replace", |text: &str, kwargs: Kwargs, _: &State| replace(text, &kwargs));
    tera.register_filter("join", |items: Vec<Value>, kwargs: Kwargs, _: &State| join(&items, &kwargs));
    tera.register_filter("indent", |text: &str, kwargs: Kwargs, _: &State| indent(text, &kwargs));
    tera.register_function("range", |kwargs: Kwargs, _: &State| range(&kwargs));
}

/// `8 May` of a day as YYYY-MM-DD, with its year if the document's day is in another; empty where there is no day.
fn short(day: &Value, state: &State) -> TeraResult<String> {
    let parsed = |value: &Value| value.as_str().and_then(|text| text.parse().ok());
    let within = state.get::<Value>("as_of_iso")?.and_then(|value| parsed(&value));
    Ok(parsed(day).map(|day| words::short_date(day, within)).unwrap_or_default())
}

fn replace(text: &str, kwargs: &Kwargs) -> TeraResult<String> {
    let (from, to): (String, String) = (kwargs.must_get("from")?, kwargs.must_get("to")?);
    within(text.len() + text.matches(from.as_str()).count() * to.len())?;
    Ok(text.replace(&from, &to))
}

fn join(items: &[Value], kwargs: &Kwargs) -> TeraResult<String> {
    let sep = kwargs.get::<String>("sep")?.unwrap_or_default();
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(&sep);
        }
        joined.push_str(&item.to_string());
        within(joined.len())?;
    }
    Ok(joined)
}

/// Indents every line but the first and blank ones by `width` spaces.
fn indent(text: &str, kwargs: &Kwargs) -> TeraResult<String> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(80);
    within(text.len() + text.lines().count() * width)?;
    let pad = " ".repeat(width);
    let further = |(at, line): (usize, &str)| {
        if at == 0 || line.is_empty() { line.to_owned() } else { format!("{pad}{line}") }
    };
    Ok(text.lines().enumerate().map(further).collect::<Vec<_>>().join("\n"))
}

/// The numbers from `start` (default 0) up to but not including `end`, by `step_by` (default 1).
fn range(kwargs: &Kwargs) -> TeraResult<Vec<i128>> {
    let (start, end) = (kwargs.get::<i64>("start")?.unwrap_or_default(), kwargs.must_get::<i64>("end")?);
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    let (from, to, by) = (i128::from(start), i128::from(end), i128::from(step));
    let numbers = if by == 0 { 0 } else { ((to - from + by - by.signum()) / by).max(0) };
    if by == 0 || numbers > 100_000 {
        return Err(tera::Error::message("A range needs a step other than 0, and can have at most 100,000 numbers"));
    }
    Ok((0..numbers).map(|at| from + at * by).collect())
}

fn within(length: usize) -> TeraResult<()> {
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
