//! `engage config`.

use serde::Serialize;

use crate::cmd::context::{EDITORS, set};
use crate::cmd::prelude::*;
use crate::cmd::terminal::{editor, pager};
use crate::insight::cadence;
use crate::store::places::setting_place;

/// Show the settings in effect and where each comes from.
///
/// A setting comes from the environment, from git, from engage.yaml with its line, or is the default. The terms of an
/// engagement, such as its own `cadence`, come before them: see `engage show engagement`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Setting or group, such as `cadence` or `checks` [default: all settings].
    key: Option<String>,
}

/// A setting: its value and where it comes from, with the line of a file.
#[derive(Serialize)]
struct Setting {
    key: String,
    value: Value,
    source: String,
}

impl Setting {
    fn new(key: impl Into<String>, value: impl Into<Value>, source: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into(), source: source.into() }
    }

    /// From the first of these variables that is set and not blank, else as it is otherwise.
    fn of(key: &str, variables: &[&'static str], otherwise: impl FnOnce() -> (Value, &'static str)) -> Self {
        let named = set(variables).find(|(_, value)| !value.trim().is_empty());
        let (value, source) = named.map_or_else(otherwise, |(name, value)| (value.into(), name));
        Self::new(key, value, source)
    }
}

impl ConfigArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.root()?.map(|_| context.workspace()).transpose()?;
        let mut all = of_user(context, workspace.as_ref());
        all.extend(workspace.iter().flat_map(of_file));
        if let Some(key) = &self.key {
            let names: Vec<_> = all.iter().map(|setting| setting.key.clone()).collect();
            all.retain(|setting| setting.key == *key || setting.key.starts_with(&format!("{key}.")));
            if all.is_empty() {
                let near = words::nearest(key, names.iter().map(String::as_str));
                let failure = Failure::not_found(format!("setting `{}` not found", visible(key)));
                bail!(failure.near(near, "engage config lists all settings"));
            }
        }
        let row = |one: &Setting| vec![one.key.clone(), in_words(&one.value), one.source.clone()];
        let rows: Vec<_> = all.iter().map(row).collect();
        let text = table(&["SETTING", "VALUE", "SOURCE"], &rows, &[], context.width);
        Ok(Reply { text, messages: vec![], kind: "engagement.config", data: json!(all) })
    }
}

/// The settings of the user: from the command line, the environment, git and the current directory.
fn of_user(context: &Context, workspace: Option<&Workspace>) -> Vec<Setting> {
    let found = match (context.named_by, workspace) {
        (Some(by), _) => by,
        (None, None) => "not in a workspace",
        (None, Some(workspace)) if workspace.root == context.here => "current directory",
        (None, Some(_)) => "parent directory",
    };
    let root = workspace.map(|workspace| layout::one_line(&workspace.root.to_string_lossy()));
    let today = if context.is_clock_fixed() { "ENGAGE_TODAY" } else { "clock" };
    let me = || match context.me() {
        none if none.is_empty() => (Value::Null, "not set"),
        names => (names.into(), "git"),
    };
    let editor = || {
        git::editor(&context.here)
            .map_or_else(|| (editor::default(None, System::here()).into(), "default"), |editor| (editor.into(), "git"))
    };
    let pager = set(&pager::VARIABLES).next().unwrap_or(("default", pager::USUAL.to_owned()));
    let pager_of = if ["", "cat"].contains(&pager.1.trim()) { Value::Null } else { pager.1.into() };
    let mut settings = vec![Setting::new("workspace", root, found)];
    settings.extend(workspace.map(|workspace| engagement(context, workspace)));
    settings.extend([
        Setting::of("me", &["ENGAGE_ME"], me),
        Setting::new("today", context.today.to_string(), today),
        Setting::of("editor", &EDITORS, editor),
        Setting::new("pager", pager_of, pager.0),
        colour(),
    ]);
    settings
}

/// The engagement of a command that names none.
fn engagement(context: &Context, workspace: &Workspace) -> Setting {
    let source = match (context.inside(workspace), set(&["ENGAGE_ENGAGEMENT"]).find(|(_, value)| !value.is_empty())) {
        (Some(_), _) => "current directory",
        (None, Some((name, _))) => name,
        (None, None) => "the only open one",
    };
    match context.id(workspace, None) {
        Ok(id) => Setting::new("engagement", id.to_string(), source),
        Err(error) => Setting::new("engagement", Value::Null, error.to_string()),
    }
}

/// When to colour without `--color`.
fn colour() -> Setting {
    let is_set = |(name, value): &(&str, String)| match *name {
        "NO_COLOR" => !value.is_empty(),
        "CLICOLOR_FORCE" => value != "0",
        _ => value == "0",
    };
    let found = set(&["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"]).find(is_set).map(|(name, _)| name);
    let when = found.map_or("auto", |name| if name == "CLICOLOR_FORCE" { "always" } else { "never" });
    Setting::new("color", when, found.unwrap_or("default"))
}

/// The settings of `engage.yaml`; the defaults if it does not have them.
fn of_file(workspace: &Workspace) -> Vec<Setting> {
    let all = serde_json::to_value(&workspace.settings).unwrap_or_default();
    let default = if workspace.unread.is_some() { "default; engage.yaml cannot be read" } else { "default" };
    let one = |(key, value): (String, &Value)| match value {
        Value::Null if key == "cadence" => Setting::new(key, cadence::USUAL, default),
        Value::Null => Setting::new(key, Value::Null, default),
        value => Setting::new(key.as_str(), value.clone(), setting_place(workspace, &key)),
    };
    answers(Settings::FIELDS, &all, "").into_iter().map(one).collect()
}

/// The values of a table of fields by their keys, those of groups and tables one by one.
fn answers<'a>(fields: &[Field], all: &'a Value, above: &str) -> Vec<(String, &'a Value)> {
    let of = |field: &Field| match (field.shape, &all[field.name], format!("{above}{}", field.name)) {
        (Shape::Group(inner), value, key) => answers(inner, value, &format!("{key}.")),
        (Shape::Table(_), Value::Object(values), key) => {
            values.iter().map(|(inner, value)| (format!("{key}.{inner}"), value)).collect()
        }
        (_, value, key) => vec![(key, value)],
    };
    fields.iter().flat_map(of).collect()
}

/// A value on one line; of a check, its level.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(words) => words.clone(),
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::Object(keys) => keys.values().next().map(in_words).unwrap_or_default(),
        other => other.to_string(),
    }
}
