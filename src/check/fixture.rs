//! Engagements for the tests of checks, read from JSON as a store would read them from files.

use serde::de::DeserializeSeed;
use serde_json::{Value, json};

use super::{Found, Scene, all, gates, owed};
use crate::insight::elsewhere::Elsewhere;
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
    elsewhere: Elsewhere<'static>,
}

impl Case {
    /// The first cycle walked straight to a step, one step a day from 1 March; `files` adds records
    /// by their reference and answers to its entries.
    pub fn at(step: Step, files: Value) -> Self {
        Self::walked(&Step::ALL[..usize::from(step.number())], files)
    }

    /// The first cycle walked whole, and the second straight to a step, one step a day from 10 March.
    pub fn again_at(step: Step, files: Value) -> Self {
        Self::walked(&[Step::ALL, &Step::ALL[..usize::from(step.number())]].concat(), files)
    }

    fn walked(steps: &[Step], mut files: Value) -> Self {
        let mut from = Value::Null;
        for (day, step) in (1..).zip(steps) {
            let cycle = 1 + (day - 1) / Step::ALL.len();
            let name = format!("cycle-{cycle}/{:02}-{step}", step.number());
            let entered = json!({ "entered": format!("2026-03-{day:02}"), "from": from });
            let answers = std::mem::replace(&mut files[&name], entered);
            merge(&mut files[&name], answers);
            from = name.into();
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

    /// In one workspace with others, which live as long as the test.
    pub fn beside(self, others: Vec<Self>) -> Self {
        let engagements: Vec<_> = others.into_iter().map(|other| other.engagement).collect();
        Self { elsewhere: Elsewhere::of(engagements.leak()), ..self }
    }

    /// Under another name.
    pub fn named(mut self, id: &str) -> Self {
        self.engagement.id = id.parse().unwrap();
        self
    }

    pub fn on(self, day: &str) -> Self {
        Self { today: day.parse().unwrap(), ..self }
    }

    pub fn set(self, settings: Value) -> Self {
        Self { settings: serde_json::from_value(settings).unwrap(), ..self }
    }

    /// With a record whose file is there and cannot be read.
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

    pub fn owed(&self) -> Vec<Found> {
        owed(&self.scene())
    }

    pub fn all(&self) -> Vec<Found> {
        all(&self.scene())
    }

    /// All that a check says here, as a gate or as owed: place, sentence, and the remedy below.
    pub fn says(&self, id: &str) -> Vec<String> {
        let all = self.gates().into_iter().chain(self.owed());
        all.filter(|found| found.check.id == id).map(|found| said(&found)).collect()
    }

    fn scene(&self) -> Scene<'_> {
        Scene { elsewhere: &self.elsewhere, ..Scene::of(&self.engagement, &self.settings, self.today) }
    }
}

/// `cycle-1/06-demo:on: sentence`, and the remedy on the next line.
pub fn said(found: &Found) -> String {
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
