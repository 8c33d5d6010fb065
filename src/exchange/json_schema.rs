//! JSON Schemas of files, from the table of their fields: for editors and validators.
//!
//! Draft 7, which every version of yaml-language-server supports. A schema accepts what `engage` reads: a scalar may be
//! quoted or plain, and a key that is not required may be empty. `patternErrorMessage` is an extension that editors show.

use serde_json::{Map, Value, json};

use crate::model::field::{Field, Shape};

/// The draft of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// An empty text, which counts as no answer.
const BLANK: &str = r"^\s*$";

/// The schema of a kind of file.
pub fn schema(kind: &str, summary: &str, fields: &[Field]) -> Value {
    merged(json!({ "$schema": DRAFT, "title": kind, "description": summary }), group(fields, false))
}

fn group(fields: &[Field], may_be_empty: bool) -> Value {
    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties: Map<_, _> = fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let mut group = typed(&["object"], may_be_empty);
    group["additionalProperties"] = json!(false);
    if !required.is_empty() {
        group["required"] = json!(required);
    }
    group["properties"] = properties.into();
    group
}

fn property(field: &Field) -> Value {
    let value = match field.name {
        "schema" => one_of(&json!([1]), Some("^1$"), false),
        "currency" => matching(&["string"], "^[A-Z]{3}$", "Use an ISO 4217 code such as EUR.", !field.required),
        "colour" => matching(&["string"], "^#([0-9a-fA-F]{3}){1,2}$", "Use #rrggbb or #rgb.", !field.required),
        _ => value(field.shape, !field.required),
    };
    let of_one = if let Shape::List(item) = field.shape { *item } else { field.shape };
    let advice = scalar(of_one).map_or(String::new(), |(.., advice)| format!("\n\n{advice}"));
    merged(json!({ "description": format!("{}{advice}", field.question) }), value)
}

/// The schema of a value; an item of a list and a value of a table must not be empty.
fn value(shape: Shape, may_be_empty: bool) -> Value {
    match shape {
        Shape::Text if may_be_empty => typed(&["string", "number", "boolean"], true),
        Shape::Text => matching(&["string", "number", "boolean"], r"\S", "Must not be empty.", false),
        Shape::Choice(words) => one_of(&json!(words), None, may_be_empty),
        Shape::Rating => one_of(&json!([1, 2, 3, 4, 5]), Some("^[1-5]$"), may_be_empty),
        Shape::List(item) => merged(typed(&["array"], true), json!({ "items": value(*item, false) })),
        Shape::Table(inner) => {
            merged(typed(&["object"], true), json!({ "additionalProperties": value(*inner, false) }))
        }
        Shape::Group(fields) => group(fields, may_be_empty || fields.iter().all(|field| !field.required)),
        Shape::Free => typed(&["object"], true),
        Shape::Date | Shape::Decimal | Shape::Count | Shape::Flag | Shape::Person | Shape::Reference => {
            let (types, pattern, advice) = scalar(shape).unwrap_or_default();
            let mut scalar = matching(types, pattern, advice, may_be_empty);
            if shape == Shape::Count {
                scalar["minimum"] = json!(0);
            }
            scalar
        }
    }
}

/// A scalar of a form of its own: its types to a reader of YAML, its text where it is quoted, and how to write it.
fn scalar(shape: Shape) -> Option<(&'static [&'static str], &'static str, &'static str)> {
    Some(match shape {
        Shape::Date => (
            &["string"],
            r"^(19|[2-9]\d)\d\d-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$",
            "Use YYYY-MM-DD.",
        ),
        Shape::Decimal => {
            (&["number", "string"], r"^-?(0|[1-9]\d{0,17})(\.\d{1,8})?$", "Use digits and a point, such as 1200.50.")
        }
        Shape::Count => (&["integer", "string"], r"^(0|[1-9]\d{0,9})$", "Use a whole number."),
        Shape::Flag => (&["boolean", "string"], "^(true|false)$", "Use true or false."),
        Shape::Person => {
            (&["string"], r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use the name of a file in people/, such as ana-ortiz.")
        }
        Shape::Reference => (
            &["string"],
            r"^(engagement|[a-z0-9-]+/[a-z0-9-]+)$",
            "Use the path of a record, such as goals/NAME or cycle-1/06-demo.",
        ),
        _ => return None,
    })
}

/// One of some values, of their texts where they are quoted, or nothing.
fn one_of(values: &Value, quoted: Option<&str>, may_be_empty: bool) -> Value {
    let patterns: Vec<_> = quoted.into_iter().chain(may_be_empty.then_some(BLANK)).collect();
    let known = json!({ "enum": values });
    if patterns.is_empty() {
        return known;
    }
    let text = merged(typed(&["string"], may_be_empty), json!({ "pattern": patterns.join("|") }));
    json!({ "anyOf": [known, text] })
}

/// A scalar of these types whose text matches a pattern, or an empty one.
fn matching(types: &[&str], pattern: &str, message: &str, may_be_empty: bool) -> Value {
    let pattern = if may_be_empty { format!("{pattern}|{BLANK}") } else { pattern.to_owned() };
    merged(typed(types, may_be_empty), json!({ "pattern": pattern, "patternErrorMessage": message }))
}

fn typed(types: &[&str], may_be_empty: bool) -> Value {
    let null = may_be_empty.then_some("null");
    match (types, null) {
        ([one], None) => json!({ "type": one }),
        _ => json!({ "type": types.iter().copied().chain(null).collect::<Vec<_>>() }),
    }
}

/// An object with the keys of another after its own.
fn merged(mut first: Value, second: Value) -> Value {
    if let (Value::Object(all), Value::Object(more)) = (&mut first, second) {
        all.extend(more);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Fields as _;
    use crate::model::inventory::{fields, kinds};
    use crate::model::record::{Goal, ROWS};
    use crate::model::settings::Settings;
    use crate::model::step::Step;

    /// The keys of a table and of the groups in it that the schema does not have as the table says.
    fn unlike(fields: &[Field], schema: &Value, path: &str) -> Vec<String> {
        let required = |name: &str| schema["required"].as_array().is_some_and(|all| all.contains(&json!(name)));
        let closed = schema["additionalProperties"] == json!(false);
        let mut unlike: Vec<_> = (!closed).then(|| format!("{path} is open")).into_iter().collect();
        for field in fields {
            let (path, of_key) = (format!("{path}.{}", field.name), &schema["properties"][field.name]);
            let is_said = of_key["description"].as_str().is_some_and(|words| words.starts_with(field.question));
            if !is_said || required(field.name) != field.required {
                unlike.push(path.clone());
            }
            unlike.extend(match field.shape {
                Shape::Group(inner) => super::tests::unlike(inner, of_key, &path),
                Shape::List(Shape::Group(inner)) => super::tests::unlike(inner, &of_key["items"], &path),
                Shape::Table(Shape::Group(inner)) => {
                    super::tests::unlike(inner, &of_key["additionalProperties"], &path)
                }
                _ => vec![],
            });
        }
        unlike
    }

    #[test]
    fn a_schema_has_every_key_of_its_table_and_no_other() {
        let mut tables = vec![("settings", Settings::FIELDS.to_vec())];
        let names =
            ["engagement".to_owned(), "cycle-1/pace".to_owned(), "outcomes/01-called-off".to_owned()].into_iter();
        let names = names.chain(Step::ALL.iter().map(|step| format!("cycle-1/01-{step}")));
        let names = names.chain(ROWS.iter().map(|row| format!("{}/x", row.kind.folder())));
        tables.extend(names.map(|name| ("record", fields(&name.parse().unwrap()))));
        assert_eq!(tables.len(), kinds().count() + 1);
        for (kind, table) in tables {
            assert_eq!(unlike(&table, &schema(kind, "", &table), kind), Vec::<String>::new());
        }
    }

    #[test]
    fn a_value_may_be_empty_unless_it_is_required_and_quoted_where_it_is_a_number() {
        let goal = schema("goal", "", Goal::FIELDS);
        let property = |name: &str| {
            let mut property = goal["properties"][name].clone();
            property.as_object_mut().unwrap().remove("description");
            property
        };
        for (name, expected) in [
            (
                "criterion",
                r#"{"type":["string","number","boolean"],"pattern":"\\S","patternErrorMessage":"Must not be empty."}"#,
            ),
            ("result", r#"{"type":["string","number","boolean","null"]}"#),
            (
                "verdict",
                r#"{"anyOf":[{"enum":["open","met","partly","missed"]},{"type":["string","null"],"pattern":"^\\s*$"}]}"#,
            ),
        ] {
            assert_eq!(property(name), serde_json::from_str::<Value>(expected).unwrap(), "{name}");
        }
        assert_eq!(property("actual")["type"], json!(["number", "string", "null"]));
    }
}
