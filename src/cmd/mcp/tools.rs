//! The tools of the server: a command each, its arguments as a JSON Schema, and a call as its command line.

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use serde_json::Map;

use crate::cmd::arguments::repeats;
use crate::cmd::prelude_below::*;

/// A tool: a command, and which of its arguments a client may give.
pub struct Tool<'c> {
    /// The name of the command.
    pub name: &'static str,
    command: &'c Command,
    arguments: Vec<(&'static str, &'c Arg)>,
}

/// The commands with the properties of a call. Those with `dry_run` write.
pub const TOOLS: [(&str, &str); 10] = [
    ("status", "engagement"),
    ("show", "record engagement figures"),
    ("recall", "words engagement kind limit"),
    ("check", "engagement all only except"),
    ("report", "document engagement cycle date since language"),
    ("set", "changes in engagement date dry_run"),
    ("add", "engagement date dry_run"),
    ("debrief", "notes engagement source date dry_run"),
    ("advance", "engagement to because again date dry_run"),
    ("judge", "goal verdict actual result evidence what accepted_by next engagement date dry_run"),
];

/// All tools of the program, whose command line is built.
pub fn all(program: &Command) -> Vec<Tool<'_>> {
    let tool = |&(name, properties): &(&'static str, &'static str)| {
        let command = program.find_subcommand(name)?;
        // the flags that all kinds of `add` have
        let of = if name == "add" { command.find_subcommand("note")? } else { command };
        let argument = |property| Some((property, of.get_arguments().find(|arg| is(arg, property))?));
        Some(Tool { name, command, arguments: properties.split(' ').filter_map(argument).collect() })
    };
    TOOLS.iter().filter_map(tool).collect()
}

/// Whether an argument has the name of a property: that of its flag, or of the operand.
fn is(arg: &Arg, property: &str) -> bool {
    let operand = match arg.get_id().as_str() {
        "bare" => "record",
        "operands" => "document",
        id => id,
    };
    arg.get_long().map_or(operand == property, |long| long.replace('-', "_") == property)
}

impl Tool<'_> {
    /// The tool as the protocol lists it.
    pub fn data(&self) -> Value {
        let mut properties: Map<_, _> =
            self.arguments.iter().map(|(name, arg)| ((*name).to_owned(), schema(arg))).collect();
        let required = self.arguments.iter().filter(|(_, arg)| arg.is_required_set()).map(|(name, _)| *name);
        let mut required: Vec<_> = required.collect();
        if self.name == "add" {
            properties.extend(self.of_add());
            required.push("kind");
        }
        let about = self.command.get_about().map(ToString::to_string);
        json!({
            "name": self.name,
            "description": about,
            "inputSchema": {
                "type": "object", "properties": properties, "required": required, "additionalProperties": false,
            },
            "annotations": { "readOnlyHint": !properties.contains_key("dry_run"), "openWorldHint": false },
        })
    }

    /// The properties that `add` has besides flags.
    fn of_add(&self) -> [(String, Value); 3] {
        let kinds: Vec<_> = self.command.get_subcommands().collect();
        let names: Vec<_> = kinds.iter().map(|kind| kind.get_name()).collect();
        let flags = |kind: &&Command| {
            let shown = |arg: &&Arg| !arg.is_hide_set() && !self.arguments.iter().any(|(name, _)| is(arg, name));
            let flag = |arg: &Arg| {
                let mark = if arg.is_required_set() { " (required)" } else { "" };
                arg.get_long().map(|long| format!("{}{mark}", long.replace('-', "_")))
            };
            let flags: Vec<_> =
                kind.get_arguments().filter(shown).filter(|arg| !is_global(arg)).filter_map(flag).collect();
            format!("{}: {}", kind.get_name(), flags.join(", "))
        };
        let fields = format!("Fields by kind. {}", kinds.iter().map(flags).collect::<Vec<_>>().join(". "));
        let value = json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
        [
            ("kind".to_owned(), json!({ "type": "string", "enum": names, "description": "Kind of fact" })),
            (
                "text".to_owned(),
                json!({ "type": "string", "description": "Its text: what happened, was said or is to do; the name of a person" }),
            ),
            ("fields".to_owned(), json!({ "type": "object", "additionalProperties": value, "description": fields })),
        ]
    }

    /// The command line of a call; why it cannot be made.
    pub fn line(&self, given: &Value) -> Result<Vec<String>, String> {
        let none = Map::new();
        let given = given.as_object().unwrap_or(&none);
        let mut line = vec![self.name.to_owned()];
        let mut operands: Vec<(usize, Vec<String>)> = vec![];
        for (name, value) in given {
            match (self.name, name.as_str()) {
                ("add", "kind") => line.insert(1, words(name, value)?.concat()),
                ("add", "text") => operands.push((1, words(name, value)?)),
                ("add", "fields") => {
                    for (field, value) in value.as_object().ok_or("`fields` must be an object")? {
                        let flag = field.replace('_', "-");
                        line.extend(words(field, value)?.into_iter().map(|value| format!("--{flag}={value}")));
                    }
                }
                _ => {
                    let known = self.arguments.iter().find(|(known, _)| known == name);
                    let (_, arg) = known.ok_or_else(|| self.unknown(name))?;
                    match (arg.get_long(), value) {
                        (Some(long), Value::Bool(is_set)) if !arg.get_action().takes_values() => {
                            line.extend(is_set.then(|| format!("--{long}")));
                        }
                        (Some(long), _) if arg.get_action().takes_values() => {
                            line.extend(words(name, value)?.into_iter().map(|value| format!("--{long}={value}")));
                        }
                        (Some(_), _) => return Err(format!("`{name}` must be true or false")),
                        (None, _) => operands.push((arg.get_index().unwrap_or(usize::MAX), words(name, value)?)),
                    }
                }
            }
        }
        line.extend((self.name == "report").then(|| "--output=-".to_owned()));
        if !operands.is_empty() {
            operands.sort_unstable();
            line.push("--".to_owned());
            line.extend(operands.into_iter().flat_map(|(_, words)| words));
        }
        Ok(line)
    }

    fn unknown(&self, name: &str) -> String {
        let add: &[&str] = if self.name == "add" { &["kind", "text", "fields"] } else { &[] };
        let known = self.arguments.iter().map(|(known, _)| *known).chain(add.iter().copied());
        format!("unknown argument `{name}`; {} takes {}", self.name, and_list(known))
    }
}

/// Whether every command has it.
fn is_global(arg: &Arg) -> bool {
    arg.is_global_set() || ["help", "quiet", "force"].iter().any(|id| arg.get_id() == *id)
}

fn schema(arg: &Arg) -> Value {
    let help = arg.get_help().map(ToString::to_string);
    if !arg.get_action().takes_values() {
        return json!({ "type": "boolean", "description": help });
    }
    let values = arg.get_possible_values();
    let mut one = json!({ "type": "string" });
    if !values.is_empty() {
        one["enum"] = values.iter().map(PossibleValue::get_name).collect();
    }
    let mut schema = if repeats(arg) { json!({ "type": "array", "items": one }) } else { one };
    let names = arg.get_value_names().unwrap_or_default();
    let form = names.first().filter(|name| ["KEY=VALUE", "DAY"].contains(&name.as_str()));
    schema["description"] =
        json!(form.map_or(help.clone(), |form| Some(format!("{} ({form})", help.unwrap_or_default()))));
    schema
}

/// The texts of a value. Standard input is the protocol's.
fn words(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let texts = match value {
        Value::Array(all) => all.iter().map(one).collect(),
        one_value => one(one_value).map(|one| vec![one]),
    };
    let texts = texts.ok_or_else(|| format!("`{name}` must be text or a list of texts"))?;
    let reads = texts.iter().find(|text| text.as_str() == "-" || text.ends_with("=-"));
    let refused = reads.map(|text| format!("`{name}`: `{text}` would read standard input; give the text itself"));
    refused.map_or(Ok(texts), Err)
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
