//! The filters of templates: our own, and limited versions of engine filters that could grow without bound.

use std::str::FromStr;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::language::Language;
use super::markdown;
use crate::render::prelude::*;

/// The longest text that a filter returns, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The names of the available filters.
pub const FILTERS: &str = "\
    cell quote link sentence clause date day_short dates period number money percent choice join_and safe upper \
    lower wordcount pluralize trim trim_start trim_end replace capitalize title truncate indent str int float \
    length reverse split abs round first last nth join sort unique get values keys pairs group_by";

/// Those of functions.
pub const FUNCTIONS: &str = "range throw";

/// Those of tests.
pub const TESTS: &str = "\
    string number map bool array integer float none iterable odd even divisible_by starting_with ending_with \
    containing";

/// The available names of the kind that a message calls unknown.
pub fn known(message: &str) -> impl Iterator<Item = &'static str> {
    let names = match message {
        _ if message.contains("filter") => FILTERS,
        _ if message.contains("function") => FUNCTIONS,
        _ if message.contains("test") => TESTS,
        _ => "",
    };
    names.split_whitespace()
}

/// Registers them; those for dates, figures and choices use the language.
pub fn register(tera: &mut Tera, language: &Language) {
    of_language(tera, &Arc::new(language.clone()));
    tera.register_filter("cell", |text: &str, _: Kwargs, _: &State| markdown::one_line(text));
    tera.register_filter("quote", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::quote(text)));
    tera.register_filter("link", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::link(text)));
    tera.register_filter("sentence", |text: &str, _: Kwargs, _: &State| words::sentence(text));
    tera.register_filter("clause", |text: &str, _: Kwargs, _: &State| words::clause(text).to_owned());
    tera.register_filter("replace", |text: &str, kwargs: Kwargs, _: &State| replace(text, &kwargs));
    tera.register_filter("join", |items: Vec<Value>, kwargs: Kwargs, _: &State| join(&items, &kwargs));
    tera.register_filter("indent", |text: &str, kwargs: Kwargs, _: &State| indent(text, &kwargs));
    tera.register_function("range", |kwargs: Kwargs, _: &State| range(&kwargs));
}

/// The filters over raw values: days as YYYY-MM-DD, decimals, keys of choices. A value that is not set stays empty.
fn of_language(tera: &mut Tera, language: &Arc<Language>) {
    type Shown = fn(&Language, &Value, &Kwargs, &State) -> TeraResult<String>;
    let filters: [(&'static str, Shown); 8] = [
        ("date", |language, value, _, _| Ok(day(value)?.map(|day| language.date(day)).unwrap_or_default())),
        ("day_short", |language, value, _, state| {
            let about = state.get::<Value>("as_of_iso")?.map(|value| day(&value)).transpose()?.flatten();
            Ok(day(value)?.map(|day| language.short_day(day, about)).unwrap_or_default())
        }),
        ("dates", |language, value, _, _| {
            let days: TeraResult<Vec<_>> = value.as_array().unwrap_or_default().iter().map(day).collect();
            Ok(language.dates(&days?.into_iter().flatten().collect::<Vec<_>>()))
        }),
        ("period", |language, value, kwargs, _| {
            let to = kwargs.get::<Value>("to")?.map(|to| day(&to)).transpose()?.flatten();
            Ok(language.period(day(value)?, to))
        }),
        ("number", |language, value, _, _| Ok(figure(value, |amount| language.number(amount)))),
        ("money", |language, value, kwargs, _| {
            let currency = kwargs.must_get::<String>("currency")?;
            Ok(figure(value, |amount| language.money(amount, &currency)))
        }),
        ("percent", |language, value, _, _| Ok(figure(value, |amount| language.percent(amount)))),
        ("join_and", |language, value, _, _| {
            Ok(language.list(&value.as_array().unwrap_or_default().iter().map(text).collect::<Vec<_>>()))
        }),
    ];
    for (name, shown) in filters {
        let language = Arc::clone(language);
        // not escaped: `9. April` at the start of a line would be a list, but a day never starts a line
        let is_day = ["date", "day_short", "dates", "period"].contains(&name);
        tera.register_filter(name, move |value: &Value, kwargs: Kwargs, state: &State| -> TeraResult<Value> {
            let text = shown(&language, value, &kwargs, state)?;
            Ok(if is_day { Value::safe_string(&text) } else { Value::from(text) })
        });
    }
    let language = Arc::clone(language);
    let choice = move |value: &Value, _: Kwargs, _: &State| match value.as_array() {
        Some(keys) => keys.iter().map(|key| Value::from(language.choice(&text(key)))).collect::<Vec<_>>().into(),
        None => Value::from(language.choice(&text(value))),
    };
    tera.register_filter("choice", choice);
}

/// A value as text; empty if it is not set.
fn text(value: &Value) -> String {
    if value.is_none() { String::new() } else { value.to_string() }
}

/// The day of a raw value, if it is set.
fn day(value: &Value) -> TeraResult<Option<Date>> {
    let text = text(value);
    let day = || {
        Date::from_str(&text).map(Some).map_err(|_| {
            tera::Error::message(format!(
                "`{text}` is not a day as YYYY-MM-DD; use the field whose name ends in `_iso`"
            ))
        })
    };
    if text.is_empty() { Ok(None) } else { day() }
}

/// A number as the language writes it; words stay as they are.
fn figure(value: &Value, shown: impl Fn(Amount) -> String) -> String {
    let text = text(value);
    Amount::from_str(&text).map_or(text, shown)
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
        register(&mut tera, &Language::english());
        let uses = |names: &str, form: fn(&str) -> String| names.split(' ').map(form).collect::<String>();
        let template = uses(FILTERS, |name| format!("{{{{ x | {name} }}}}"))
            + &uses(FUNCTIONS, |name| format!("{{{{ {name}() }}}}"))
            + &uses(TESTS, |name| format!("{{% if x is {name} %}}{{% endif %}}"));
        tera.add_raw_template("t", &template).unwrap();
    }
    #[test]
    fn raw_values_are_shown_in_the_language_of_the_template() {
        let view = r#"{"as_of_iso": "2026-04-09", "on": "2026-05-08", "none": null, "days": ["2026-03-18", "2026-03-20"],
            "amount": "42755.00", "words": "about 25 min", "keys": ["sponsor", "operations"], "share": 89}"#;
        let view: serde_json::Value = serde_json::from_str(view).unwrap();
        let shown = |code: &str, source: &str| {
            let mut tera = Tera::new();
            register(&mut tera, &Language::named(code));
            tera.render_str(source, &tera::Context::from_serialize(&view).unwrap(), false)
        };
        for (source, english, german) in [
            ("{{ on | date }}{{ none | date }}", "8 May 2026", "8. Mai 2026"),
            ("{{ on | day_short }}", "8 May", "8. Mai"),
            ("{{ days | dates }}", "18 and 20 March 2026", "18. und 20. März 2026"),
            ("{{ days[0] | period(to=days[1]) }}", "18 to 20 March 2026", "18. bis 20. März 2026"),
            ("{{ amount | number }}, {{ words | number }}", "42,755, about 25 min", "42.755, about 25 min"),
            ("{{ amount | money(currency=\"EUR\") }}{{ none | money(currency=\"EUR\") }}", "EUR 42,755", "42.755 EUR"),
            ("{{ share | percent }}", "89%", "89 %"),
            ("{{ keys | choice | join_and }}", "sponsor and operations", "Auftraggeber/-in und Betrieb"),
            ("{{ \"partly\" | choice }}", "partly met", "teilweise erreicht"),
        ] {
            assert_eq!([shown("en", source), shown("de", source)].map(Result::unwrap), [english, german], "{source}");
        }
        let wrong = shown("en", "{{ words | date }}").unwrap_err().to_string();
        assert!(wrong.contains("`about 25 min` is not a day as YYYY-MM-DD"), "{wrong}");
    }
}
