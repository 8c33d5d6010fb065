//! Engagements for the tests of checks, read from JSON as a store would read them from files; and tables of
//! cases, each the example of a check with one change.

use serde::de::DeserializeSeed;
use serde_json::{Map, Value, json};

use super::page::File;
use super::{Check, Found, Scene, gates, open_items, some};
use crate::insight::elsewhere::{Elsewhere, Facts};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Common, Entry, Rest};
use crate::model::reference::{EntryId, Reference};
use crate::model::settings::Settings;
use crate::model::step::Step;

/// An engagement named `harbor-search`, opened on 1 March 2026, in its workspace, on 10 March 2026.
pub struct Case {
    pub engagement: Engagement,
    settings: Settings,
    today: Date,
    elsewhere: Elsewhere,
}

impl Case {
    /// The first cycle walked straight to a step, one step a day from 1 March; `files` adds records
    /// by their reference and answers to its entries.
    pub fn at(step: Step, files: Value) -> Self {
        Self::walked(&straight(1, step), files)
    }

    fn walked(entries: &[String], mut files: Value) -> Self {
        let mut from = Value::Null;
        for (day, name) in (1..).zip(entries) {
            let entered = json!({ "entered": format!("2026-03-{day:02}"), "from": from });
            let answers = std::mem::replace(&mut files[name], entered);
            merge(&mut files[name], answers);
            from = name.as_str().into();
        }
        Self::of(&files)
    }

    /// Exactly these files, and a charter.
    pub fn of(files: &Value) -> Self {
        let mut engagement = empty();
        for (name, value) in files.as_object().expect("files by name") {
            put(&mut engagement, &name.parse().expect("a reference"), value.clone());
        }
        engagement.walk = engagement.entries.keys().copied().collect();
        Self {
            engagement,
            settings: Settings::default(),
            today: "2026-03-10".parse().unwrap(),
            elsewhere: Elsewhere::default(),
        }
    }

    pub fn on(self, day: &str) -> Self {
        Self { today: day.parse().unwrap(), ..self }
    }

    pub fn set(self, settings: Value) -> Self {
        Self { settings: serde_json::from_value(settings).unwrap(), ..self }
    }

    /// Adds a record whose file exists but cannot be read.
    pub fn unreadable(mut self, name: &str) -> Self {
        let reference: Reference = name.parse().unwrap();
        match &reference {
            Reference::Entry(entry) => drop(self.engagement.entries.remove(entry)),
            other => self.engagement.unread.push(other.clone()),
        }
        self
    }

    pub fn gates(&self) -> Vec<Found> {
        gates(&self.scene())
    }

    pub fn open_items(&self) -> Vec<Found> {
        open_items(&self.scene())
    }

    /// The findings of all checks, formal ones too.
    pub fn all(&self) -> Vec<Found> {
        some(&self.scene(), |_| true)
    }

    /// The findings of a check that no record allows, as a gate or as an open item.
    pub fn found(&self, id: &str) -> Vec<Found> {
        let open = some(&self.scene(), |check| check.id == id).into_iter().filter(|found| found.allowed.is_none());
        self.gates().into_iter().filter(|found| found.check.id == id).chain(open).collect()
    }

    /// The same in words: place, sentence, and the remedy below.
    pub fn says(&self, id: &str) -> Vec<String> {
        self.found(id).iter().map(in_full).collect()
    }

    pub fn scene(&self) -> Scene<'_> {
        Scene { elsewhere: Some(&self.elsewhere), ..Scene::of(&self.engagement, &self.settings, self.today) }
    }
}

/// The entries of a cycle walked straight to a step.
fn straight(cycle: u32, step: Step) -> Vec<String> {
    let steps = &Step::ALL[..usize::from(step.number())];
    steps.iter().map(|step| format!("cycle-{cycle}/{:02}-{step}", step.number())).collect()
}

/// The example of a check that it fires on, with changes.
#[derive(Clone)]
pub struct Example {
    check: &'static Check,
    walk: Vec<String>,
    today: String,
    unreadable: Vec<String>,
    files: Map<String, Value>,
}

impl Example {
    pub fn of(check: &'static Check) -> Self {
        Self::on(check, check.fires())
    }

    /// One of the two cases of a check, by its files.
    pub fn on(check: &'static Check, files: Vec<File>) -> Self {
        let read = |(name, lines): (&str, String)| Some((name.to_owned(), yaml(&lines)?));
        let files = files.into_iter().filter_map(read).collect();
        Self { check, walk: straight(1, check.at()), today: check.today().to_owned(), unreadable: vec![], files }
    }

    /// With the files of a change in YAML: each replaces the keys that it names, and `~` takes a key or a file away.
    ///
    /// `at` and `again_at` are the step of the first and of the second cycle to which the walk goes straight, `walk`
    /// the entries themselves, one a day from 1 March; `unreadable` are files that cannot be read, and `today` is
    /// the day.
    pub fn with(mut self, change: &str) -> Self {
        let Some(Value::Object(mut change)) = yaml(&format!("{{{change}}}")) else { panic!("no files: {change}") };
        if let Some(walk) = walk(&mut change) {
            self.files.retain(|name, _| !is_entry(name) || walk.contains(name));
            self.walk = walk;
        }
        if let Some(today) = change.remove("today") {
            self.today = today.as_str().unwrap().to_owned();
        }
        self.unreadable.extend(change.remove("unreadable").iter().flat_map(words));
        change.into_iter().for_each(|(name, value)| replace(&mut self.files, name, value));
        self
    }

    pub fn today(&self) -> Date {
        self.today.parse().unwrap()
    }

    pub fn case(&self) -> Case {
        let own: Map<_, _> = self.files.clone().into_iter().filter(|(name, _)| !name.contains([':', '.'])).collect();
        let is_outside = |(name, entry): &(&String, &Value)| {
            is_entry(name) && !self.walk.contains(name) && entry["entered"].is_null()
        };
        assert_eq!(own.iter().find(is_outside), None, "the walk has no such entry");
        let settings = self.files.get("engage.yaml").cloned().unwrap_or(json!({}));
        let case = Case::walked(&self.walk, own.into()).on(&self.today).set(settings);
        let case = Case { elsewhere: Elsewhere::of(self.others().iter().map(Facts::of)), ..case };
        self.unreadable.iter().fold(case, |case, name| case.unreadable(name))
    }

    /// The other engagements, from files such as `quay:notes/a`.
    fn others(&self) -> Vec<Engagement> {
        let mut others = Map::new();
        for (name, value) in &self.files {
            if let Some((owner, name)) = name.split_once(':') {
                others.entry(owner).or_insert(json!({}))[name] = value.clone();
            }
        }
        let read =
            |(id, files): (&String, &Value)| Engagement { id: id.parse().unwrap(), ..Case::of(files).engagement };
        others.iter().map(read).collect()
    }

    fn says(&self) -> Vec<Found> {
        self.case().found(self.check.id)
    }

    /// The findings as rows of a table: the level where it differs from the check's own, and the remedy where it
    /// differs from the example's.
    pub fn lines(&self) -> Vec<String> {
        let known: Vec<_> = Self::of(self.check).says().iter().map(|found| found.finding.remedy.to_string()).collect();
        let line = |found: &Found| {
            let level = if found.level == self.check.level { String::new() } else { format!("{} ", found.level) };
            let all = format!("{level}{}", in_full(found));
            let remedy = found.finding.remedy.to_string();
            if known.contains(&remedy) { all.replace(&format!("\n{remedy}"), "") } else { all }
        };
        self.says().iter().map(line).collect()
    }

    /// Compares the check with a table. A row is a change on its own line, and below it, after `> `, the findings:
    /// none where the check is silent, `the same` where it finds what its page shows, and a remedy only where it
    /// differs from the one there.
    pub fn boundaries(&self, table: &str) {
        let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in table.lines().map(str::trim_start) {
            match (line.strip_prefix("> "), rows.last_mut()) {
                (Some(says), Some((_, lines))) => lines.push(says),
                _ => rows.push((line, vec![])),
            }
        }
        let page = Self::of(self.check).lines().join("\n");
        assert_ne!(page, "", "{}: its example is not that of a record", self.check.id);
        for (change, lines) in rows {
            let says = self.clone().with(change).lines().join("\n");
            let expected = if lines == ["the same"] { page.clone() } else { lines.join("\n") };
            assert_eq!(says, expected, "{}: {change}", self.check.id);
        }
    }
}

impl Check {
    /// Compares the check with a table of its boundaries: its example with one change in each row.
    pub fn boundaries(&'static self, table: &str) {
        Example::of(self).boundaries(table);
    }
}

/// The walk of a change, if it has one.
fn walk(change: &mut Map<String, Value>) -> Option<Vec<String>> {
    let mut step = |key| change.remove(key).map(|step| step.as_str().unwrap().parse().unwrap());
    match (step("at"), step("again_at")) {
        (Some(step), _) => Some(straight(1, step)),
        (_, Some(step)) => Some([straight(1, Step::PlanNext), straight(2, step)].concat()),
        _ => change.remove("walk").map(|entries| words(&entries)),
    }
}

fn is_entry(name: &str) -> bool {
    name.parse::<EntryId>().is_ok()
}

fn words(list: &Value) -> Vec<String> {
    serde_json::from_value(list.clone()).unwrap()
}

/// Puts a value at a name: merges keys into an existing mapping; `~` removes.
fn replace(into: &mut Map<String, Value>, name: String, value: Value) {
    match (into.get_mut(&name), value) {
        (_, Value::Null) => drop(into.remove(&name)),
        (Some(Value::Object(keys)), Value::Object(more)) => {
            more.into_iter().for_each(|(key, value)| replace(keys, key, value));
        }
        (_, value) => drop(into.insert(name, value)),
    }
}

/// The value of a text in YAML, each scalar as text; none if it cannot be read.
fn yaml(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok().map(as_text)
}

fn as_text(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(as_text).collect(),
        Value::Object(keys) => keys.into_iter().map(|(key, value)| (key, as_text(value))).collect(),
        Value::Number(number) => number.to_string().into(),
        Value::Bool(flag) => flag.to_string().into(),
        other => other,
    }
}

/// `cycle-1/06-demo:on: sentence`, and the remedy on the next line.
pub fn in_full(found: &Found) -> String {
    let finding = &found.finding;
    let key = finding.key.as_ref().map(|key| format!(":{key}")).unwrap_or_default();
    format!("{}{key}: {}\n{}", finding.record, finding.sentence, finding.remedy)
}

fn merge(into: &mut Value, more: Value) {
    if let Value::Object(more) = more {
        more.into_iter().for_each(|(key, value)| into[key] = value);
    }
}

fn empty() -> Engagement {
    let charter = json!({ "schema": "1", "title": "Search", "customer": "Harbor", "opened": "2026-03-01" });
    Engagement {
        charter: Some(serde_json::from_value(charter).unwrap()),
        ..Engagement::unread("harbor-search".parse().unwrap())
    }
}

fn put(engagement: &mut Engagement, name: &Reference, value: Value) {
    match name {
        Reference::Engagement => {
            let mut charter = serde_json::to_value(&engagement.charter).unwrap();
            charter["schema"] = "1".into();
            merge(&mut charter, value);
            engagement.charter = Some(serde_json::from_value(charter).unwrap());
        }
        Reference::Entry(id) => drop(engagement.entries.insert(*id, entry(*id, value))),
        Reference::Pace(cycle) => drop(engagement.paces.insert(*cycle, serde_json::from_value(value).unwrap())),
        Reference::Record(kind, _) => {
            drop(engagement.records.insert(name.clone(), kind.deserialize(value).unwrap()));
        }
        Reference::Outcome(number, kind) => {
            engagement.outcomes.insert((*number, *kind), serde_json::from_value(value).unwrap());
            engagement.last_outcome = Some((*number, *kind));
        }
    }
}

fn entry(id: EntryId, value: Value) -> Entry {
    let common: Common = serde_json::from_value(value.clone()).unwrap();
    let rest: Rest = serde_json::from_value(value.clone()).unwrap();
    Entry { id, common, rest, answers: id.step.deserialize(value).unwrap() }
}
