//! The filters of a template: ours, and the engine's that could grow without end, bounded.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::fuel::Fuel;
use super::load::size;
use super::markdown;

/// The longest text a filter makes, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Filters that a template has.
pub const FILTERS: &[&str] = &[
    "cell",
    "quote",
    "link",
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

/// Functions that a template has.
pub const FUNCTIONS: &[&str] = &["range", "throw"];

/// Tests that a template has.
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
pub fn register(tera: &mut Tera, fuel: &Arc<Fuel>) {
    tera.register_filter("cell", |text: &str, _: Kwargs, _: &State| markdown::one_line(text));
    tera.register_filter("quote", move |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::quote(text)));
    tera.register_filter("link", move |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::link(text)));
    let with = Arc::clone(fuel);
    tera.register_filter("replace", move |text: &str, kwargs: Kwargs, _: &State| replace(text, &kwargs, &with));
    let with = Arc::clone(fuel);
    tera.register_filter("join", move |items: Vec<Value>, kwargs: Kwargs, _: &State| join(&items, &kwargs, &with));
    let with = Arc::clone(fuel);
    tera.register_filter("indent", move |text: &str, kwargs: Kwargs, _: &State| indent(text, &kwargs, &with));
    let with = Arc::clone(fuel);
    tera.register_filter("split", move |text: &str, kwargs: Kwargs, _: &State| split(text, &kwargs, &with));
    let with = Arc::clone(fuel);
    tera.register_filter("unique", move |items: Vec<Value>, _: Kwargs, _: &State| unique(items, &with));
    let with = Arc::clone(fuel);
    tera.register_function("range", move |kwargs: Kwargs, _: &State| range(&kwargs, &with));
}

fn replace(text: &str, kwargs: &Kwargs, fuel: &Fuel) -> TeraResult<String> {
    let (from, to): (String, String) = (kwargs.must_get("from")?, kwargs.must_get("to")?);
    bounded(text.len() + text.matches(from.as_str()).count() * to.len(), fuel)?;
    Ok(text.replace(&from, &to))
}

fn join(items: &[Value], kwargs: &Kwargs, fuel: &Fuel) -> TeraResult<String> {
    let sep = kwargs.get::<String>("sep")?.unwrap_or_default();
    fuel.work(items.len().saturating_mul(ITEM))?;
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(&sep);
        }
        joined.push_str(&item.to_string());
        within(joined.len())?;
    }
    bounded(joined.len(), fuel)?;
    Ok(joined)
}

/// Every line but the first, and no blank one, `width` blanks further in.
fn indent(text: &str, kwargs: &Kwargs, fuel: &Fuel) -> TeraResult<String> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(80);
    bounded(text.len() + text.lines().count() * width, fuel)?;
    let pad = " ".repeat(width);
    let further = |(at, line): (usize, &str)| {
        if at == 0 || line.is_empty() { line.to_owned() } else { format!("{pad}{line}") }
    };
    Ok(text.lines().enumerate().map(further).collect::<Vec<_>>().join("\n"))
}

fn split(text: &str, kwargs: &Kwargs, fuel: &Fuel) -> TeraResult<Vec<Value>> {
    let pat = kwargs.must_get::<String>("pat")?;
    fuel.work(text.matches(pat.as_str()).count() * ITEM)?;
    Ok(text.split(pat.as_str()).map(Value::from).collect())
}

/// Each item once; all are compared with all.
fn unique(items: Vec<Value>, fuel: &Fuel) -> TeraResult<Vec<Value>> {
    let all: usize = items.iter().map(size).sum();
    fuel.work(items.len().saturating_mul(all.max(items.len() * ITEM)))?;
    let mut once: Vec<Value> = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    Ok(once)
}

/// The numbers from `start`, or 0, to before `end`, by `step_by`, or 1.
fn range(kwargs: &Kwargs, fuel: &Fuel) -> TeraResult<Vec<i128>> {
    let (start, end) = (kwargs.get::<i64>("start")?.unwrap_or_default(), kwargs.must_get::<i64>("end")?);
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    let (from, to, by) = (i128::from(start), i128::from(end), i128::from(step));
    let numbers = if by == 0 { 0 } else { ((to - from + by - by.signum()) / by).max(0) };
    if by == 0 || numbers > 100_000 {
        return Err(tera::Error::message("A range has a step other than 0, and at most 100,000 numbers"));
    }
    fuel.work(usize::try_from(numbers).unwrap_or(usize::MAX).saturating_mul(ITEM))?;
    Ok((0..numbers).map(|at| from + at * by).collect())
}

/// What an item of a list takes, in bytes.
const ITEM: usize = 64;

fn bounded(length: usize, fuel: &Fuel) -> TeraResult<()> {
    within(length)?;
    fuel.work(length)
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
        register(&mut tera, &Arc::default());
        let uses = |names: &[&str], form: fn(&str) -> String| names.iter().map(|name| form(name)).collect::<String>();
        let template = uses(FILTERS, |name| format!("{{{{ x | {name} }}}}"))
            + &uses(FUNCTIONS, |name| format!("{{{{ {name}() }}}}"))
            + &uses(TESTS, |name| format!("{{% if x is {name} %}}{{% endif %}}"));
        tera.add_raw_template("t", &template).unwrap();
    }
}
