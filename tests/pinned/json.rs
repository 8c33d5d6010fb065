//! Every JSON answer in every transcript is held against the schema of its kind in `docs/json/`, and every remedy in it names what
//! fills its slots.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::lists::{files, root};
use crate::scene;
use engage::model::placeholder::is_placeholder;

/// The schemas by the names of their files.
fn schemas() -> BTreeMap<String, Value> {
    let schema = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    };
    files(&root().join("docs/json")).iter().map(|path| schema(path)).collect()
}

/// The JSON answers in the transcripts, each with its file. A transcript shows `\` as `/`.
fn transcripts() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for path in files(&root().join("tests")).into_iter().filter(|path| path.extension().is_some_and(|is| is == "md")) {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(left_out(&text), Vec::<&str>::new(), "{}", path.display());
        for block in text.split("\n{\n").skip(1) {
            if block.starts_with("  \"schema_version\"") {
                let block = format!("{{\n{}\n}}", block.split("\n}\n").next().unwrap());
                let answer =
                    serde_json::from_str(&block).or_else(|_| serde_json::from_str(&block.replace("/\"", "\\\"")));
                found.push((
                    path.display().to_string(),
                    answer.unwrap_or_else(|error| panic!("{}: {error}", path.display())),
                ));
            }
        }
    }
    found
}

/// The commands in a transcript whose answer is left out.
fn left_out(text: &str) -> Vec<&str> {
    let commands = text.split("\n$ ").skip(1).filter(|ran| !ran.contains("\n{\n  \"schema_version\": 1,\n"));
    let lines = commands.map(|ran| ran.lines().next().unwrap_or_default());
    let prints = |line: &&str| line.starts_with("engage ") && line.contains(" --json") && !line.contains(['|', '>']);
    lines.filter(prints).filter(|line| !line.contains(" -V ")).collect()
}

/// Commands with every kind of answer, in a copy of the golden workspace.
const ANSWERS: &[&str] = &[
    "list --all",
    "status ticket-machines",
    "status",
    "status winter-berths",
    "agent context",
    "agent guide",
    "report hot-wash ticket-machines --context",
    "show ticket-machines",
    "show winter-berths",
    "show ticket-machines --figures",
    "show engagement -e ticket-machines",
    "log ticket-machines",
    "log ticket-machines --agreed",
    "assess ticket-machines",
    "assess winter-berths",
    "pace show ticket-machines",
    "recall ticket",
    "check",
    "explain",
    "explain action-overdue",
    "doctor",
    "completions fish",
    "help",
    "help add note",
    "config",
    "schema",
    "schema note",
    "commit --dry-run",
    "new quay --customer Sundet-Ferries --from ticket-machines --dry-run",
    "debrief ticket-machines --template",
    "export --format ndjson --kind note",
    "export --format csv -o elsewhere",
    "export --format ics",
    "publish site",
    "todo",
    "export --columns",
    "report brief ticket-machines -o -",
    "report brief ticket-machines -o elsewhere.md",
    "report --all ticket-machines",
    "report --check ticket-machines",
    "report --list",
    "publish pages",
    "template list",
    "template show brief",
    "template help",
    "template help brief",
    "set source=x -e ticket-machines --dry-run",
    "add note x -e ticket-machines",
    "undo --list",
    "rm notes/2025-06-02-x --dry-run -e ticket-machines",
    "rename winter-berths berths --dry-run",
    "advance ticket-machines --to select",
    "show nobody",
    "set colour=red -e ticket-machines",
];

/// Their answers.
fn answers() -> Vec<(String, Value)> {
    let copy = tempfile::tempdir().unwrap();
    scene::copy(&root().join("tests/golden/schema-1"), copy.path());
    assert!(scene::program("git", copy.path()).args(["init", "-q"]).status().unwrap().success());
    let answer = |command: &&str| {
        let mut engage = scene::command(copy.path());
        let ran = engage.env("ENGAGE_TODAY", "2025-06-02").args(command.split(' ')).arg("--json").output().unwrap();
        let answer = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{command}: {ran:?}"));
        ((*command).to_owned(), answer)
    };
    ANSWERS.iter().map(answer).collect()
}

/// The kinds of answer in the source.
fn kinds_in_source() -> BTreeSet<String> {
    let text: String = files(&root().join("src/cmd")).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let of = |group: &str| {
        let before = format!("\"{group}.");
        let named = text.split(&before).skip(1).map(|rest| rest.split('"').next().unwrap());
        named.filter(|kind| *kind != "yaml").map(|kind| format!("{group}.{kind}.json")).collect::<Vec<_>>()
    };
    let kinds = ["engagement", "workspace", "agent"].into_iter().flat_map(of);
    kinds.chain(["error.json".to_owned()]).collect()
}

/// All answers: of the transcripts, and of commands in a copy of the golden workspace.
fn all() -> Vec<(String, Value)> {
    transcripts().into_iter().chain(answers()).collect()
}

/// What in a value is not as a schema says: of the keywords, those that the schemas use.
fn errors(
    schemas: &BTreeMap<String, Value>,
    file: &str,
    schema: &Value,
    value: &Value,
    at: &str,
    found: &mut Vec<String>,
) {
    for (keyword, rule) in schema.as_object().unwrap() {
        let holds = match keyword.as_str() {
            "$ref" => {
                let (other, pointer) = rule.as_str().unwrap().split_once('#').unwrap();
                let other = if other.is_empty() { file } else { other };
                errors(schemas, other, schemas[other].pointer(pointer).unwrap(), value, at, found);
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut own = Vec::new();
                errors(schemas, file, one, value, at, &mut own);
                own.is_empty()
            }),
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => rule.as_array().unwrap_or(&vec![rule.clone()]).iter().any(|name| is_of(name, value)),
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|key| !value.is_object() || value.get(key.as_str().unwrap()).is_some()),
            "properties" => {
                for (key, inner) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        errors(schemas, file, inner, value, &format!("{at}.{key}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let mut others =
                    value.as_object().into_iter().flatten().filter(|(key, _)| schema["properties"].get(key).is_none());
                if rule.is_object() {
                    others.for_each(|(key, value)| errors(schemas, file, rule, value, &format!("{at}.{key}"), found));
                    true
                } else {
                    others.next().is_none()
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    errors(schemas, file, rule, item, &format!("{at}[{place}]"), found);
                }
                true
            }
            "$schema" | "title" | "description" | "$defs" => true,
            other => panic!("{file}: the test does not know `{other}`"),
        };
        if !holds {
            found.push(format!("{at}: {keyword}: {rule}, found {value}"));
        }
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type `{other}`"),
    }
}

#[test]
fn every_answer_is_as_the_schema_of_its_kind_says() {
    let schemas = schemas();
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for (from, answer) in all() {
        let file = format!("{}.json", answer["kind"].as_str().unwrap());
        let schema = schemas.get(&file).unwrap_or_else(|| panic!("{from}: docs/json/{file} is missing"));
        let mut found = Vec::new();
        errors(&schemas, &file, schema, &answer, "", &mut found);
        wrong.extend(found.into_iter().map(|error| format!("{from}: {file}: {error}")));
        seen.insert(file);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: BTreeSet<_> = schemas.into_keys().filter(|name| name != "common.json").collect();
    assert_eq!(seen, known, "each schema has an answer");
    assert_eq!(kinds_in_source(), known, "each kind has a schema");
    // the list of all checks, each as `engagement.explain` has it, is too long for a transcript
    let checks = ["engagement.checks.json".to_owned()];
    let shown = transcripts().into_iter().map(|(_, answer)| format!("{}.json", answer["kind"].as_str().unwrap()));
    assert_eq!(shown.chain(checks).collect::<BTreeSet<_>>(), known, "each kind has a transcript");
    let page = fs::read_to_string(root().join("docs/agents.md")).unwrap();
    assert_eq!(known.iter().find(|file| !page.contains(&format!("](json/{file})"))), None, "a kind is not on the page");
}

#[test]
fn an_answer_that_is_not_as_its_schema_says_is_found() {
    let schemas = schemas();
    let text = json!({ "schema_version": 1, "kind": "agent.guide", "data": { "text": "x" }, "warnings": [] });
    let problem = json!({ "path": "a", "line": "1", "column": null, "message": "b", "hint": null });
    for (pointer, value, expected) in [
        ("/data/text", json!(1), ".data.text: type: \"string\", found 1"),
        ("/data", json!({}), ".data: required: [\"text\"], found {}"),
        ("/kind", json!("agent"), ".kind: const: \"agent.guide\", found \"agent\""),
        ("/warnings", json!([problem]), ".warnings[0].line: type: [\"integer\",\"null\"], found \"1\""),
    ] {
        let mut answer = text.clone();
        *answer.pointer_mut(pointer).unwrap() = value;
        let mut found = Vec::new();
        errors(&schemas, "agent.guide.json", &schemas["agent.guide.json"], &answer, "", &mut found);
        assert_eq!(found, [expected]);
    }
    let mut answer = text;
    answer["data"]["more"] = json!(1);
    let mut found = Vec::new();
    errors(&schemas, "agent.guide.json", &schemas["agent.guide.json"], &answer, "", &mut found);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(left_out("\n$ engage list --json\n...\n\n$ engage list\n"), ["engage list --json"]);
}

#[test]
fn each_property_is_described_and_no_object_takes_others() {
    for (file, schema) in schemas() {
        described(&schema, &file);
        schema["$defs"].as_object().into_iter().flatten().for_each(|(name, part)| described(part, name));
    }
}

fn described(schema: &Value, at: &str) {
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let words = property["description"].as_str().unwrap_or_default();
        assert!(words.ends_with('.'), "{at}.{key}: {words}");
        described(property, &format!("{at}.{key}"));
    }
    assert!(schema.get("properties").is_none() || schema["additionalProperties"] == json!(false), "{at}");
    let inner = schema.get("items").into_iter().chain(schema["anyOf"].as_array().into_iter().flatten());
    inner.for_each(|inner| described(inner, at));
}

/// The remedies anywhere in a value.
fn remedies<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    if value.get("argv").is_some() {
        found.push(value);
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| remedies(one, found)),
        Value::Object(all) => all.values().for_each(|one| remedies(one, found)),
        _ => {}
    }
}

/// The slots of an argument: the whole value of a flag, an operand or a key.
fn slots(argument: &str) -> Vec<&str> {
    let inner = argument.trim_matches(['{', '}', '[', ']']);
    let parts = inner.split(['=', '/']).chain(inner.split(", ").filter_map(|pair| pair.rsplit(": ").next()));
    parts.map(|part| part.trim_matches(['"', '}', '{'])).filter(|part| is_placeholder(part)).collect()
}

#[test]
fn no_remedy_has_a_slot_that_nothing_fills() {
    let (mut count, mut wrong) = (0, BTreeSet::new());
    for (from, answer) in all() {
        let mut found = Vec::new();
        remedies(&answer, &mut found);
        for remedy in found {
            let fills = remedy["fill"].as_array().unwrap();
            let argv = remedy["argv"].as_array().unwrap();
            for slot in argv.iter().flat_map(|argument| slots(argument.as_str().unwrap())) {
                count += 1;
                let fill = fills.iter().find(|fill| fill["slot"] == slot);
                if fill.is_none_or(|fill| {
                    fill["key"] == "" || fill["asks"] == "" || fill["shape"] == "word" && fill["words"] == json!([])
                }) {
                    wrong.insert(format!("{from}: {slot} of {argv:?}"));
                }
            }
        }
    }
    assert!(count > 100 && wrong.is_empty(), "{count} slots\n{}", Vec::from_iter(wrong).join("\n"));
    assert_eq!(slots("belief=WHAT THEY NEED"), ["WHAT THEY NEED"]);
}
