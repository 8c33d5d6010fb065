//! For tests: an engagement with a unique word in every field, made from the tables of fields.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::insight::fixture;
use crate::model::charter::Charter;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Common, Rest};
use crate::model::field::{Field, Fields as _, Shape};
use crate::model::number::Amount;
use crate::model::pace::Pace;
use crate::model::record::{Outcome, ROWS};
use crate::model::step::Step;

/// The fields for a day in the future.
const PLANNED: [&str; 8] = [".due", ".next", ".ends", ".return_by", ".next_demo", "trip.from", "trip.to", ".start"];

/// An engagement with a canary in every field, and the canaries.
pub struct CanaryFixture {
    /// The index of the word taken from each word list.
    turn: usize,
    /// The canary words and figures, by the path of their field.
    pub canaries: BTreeMap<String, BTreeSet<String>>,
    next: i64,
    /// The text to use instead of canaries in free-text fields.
    instead: Option<&'static str>,
    /// The seed of the days, if they are in random order.
    dice: Option<u64>,
}

impl CanaryFixture {
    /// Uses the `turn`th word of every word list.
    pub fn new(turn: usize) -> Self {
        Self { turn, canaries: BTreeMap::new(), next: 700_000, instead: None, dice: None }
    }

    /// The same with this text in every free-text field.
    pub fn with(turn: usize, words: &'static str) -> Self {
        Self { instead: Some(words), ..Self::new(turn) }
    }

    /// The same with a different day in every date field, in random but reproducible order.
    pub fn scattered(turn: usize, seed: u64) -> Self {
        Self { dice: Some(seed), ..Self::new(turn) }
    }

    /// A day of 2026 for past events, or of 2031 for planned ones.
    fn day(&mut self, path: &str) -> String {
        let Some(dice) = &mut self.dice else { return "2026-03-05".to_owned() };
        let mut below = |most: u64| {
            *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*dice >> 33) % most
        };
        let year = if PLANNED.iter().any(|key| path.ends_with(key)) { 2031 } else { 2026 };
        format!("{year}-{:02}-{:02}", 1 + below(8), 1 + below(28))
    }

    fn group(&mut self, above: &str, fields: &[Field]) -> Map<String, Value> {
        let field =
            |field: &Field| (field.name.to_owned(), self.value(&format!("{above}.{}", field.name), field.shape));
        fields.iter().map(field).collect()
    }

    fn value(&mut self, path: &str, shape: Shape) -> Value {
        match shape {
            Shape::Text | Shape::Free | Shape::Table(_) => self.words(path, shape),
            Shape::Date => json!(self.day(path)),
            Shape::Rating | Shape::Count => json!("1"),
            Shape::Flag => json!("true"),
            Shape::Decimal => self.amount(path),
            Shape::Choice(words) => json!(words[self.turn % words.len()]),
            Shape::Person => json!("ana"),
            Shape::Reference => json!("cycle-1/01-hypothesis"),
            Shape::List(item) => json!([self.value(path, *item)]),
            Shape::Group(fields) => Value::Object(self.group(path, fields)),
        }
    }

    /// A word of letters only, which no template escapes.
    fn words(&mut self, path: &str, shape: Shape) -> Value {
        let letters: String = path.split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>().join("Q");
        let canary = format!("Canary{letters}Q");
        self.canaries.entry(path.to_owned()).or_default().insert(canary.clone());
        match shape {
            Shape::Text if path == "charter.budget.currency" => json!("EUR"),
            Shape::Free => json!({ canary.clone(): canary }),
            Shape::Table(_) => {
                json!({ "goals/goal-1": { "hash": "00", "wording": format!("statement: {canary}\ncriterion: x") } })
            }
            _ => json!(self.instead.unwrap_or(&canary)),
        }
    }

    fn amount(&mut self, path: &str) -> Value {
        self.next += 1;
        let amount: Amount = format!("{}.25", self.next).parse().unwrap();
        let canaries = self.canaries.entry(path.to_owned()).or_default();
        canaries.extend([amount.to_string(), amount.grouped()]);
        json!(amount.to_string())
    }

    /// Two whole cycles with at least one record of each kind, full of canaries.
    pub fn engagement(&mut self, shows_price: bool) -> Engagement {
        let mut charter = self.group("charter", Charter::FIELDS);
        charter.insert("schema".into(), json!("1"));
        charter.insert("show_pricing".into(), json!(if shows_price { "true" } else { "false" }));
        charter["budget"]["currency"] = json!("EUR");
        let mut records = Map::new();
        for row in ROWS {
            for number in 1..=2 {
                let mut record = self.group(row.kind.word(), row.fields);
                self.complete(row.kind.word(), number, &mut record);
                // with scattered days, a record belongs to the cycle of its day
                record.retain(|key, _| key != "during" || self.dice.is_none());
                let name = if row.day.is_some() {
                    format!("2026-03-05-{}-aaa{number}", row.kind.word())
                } else {
                    format!("{}-{number}", row.kind.word())
                };
                let name = if (row.kind.word(), number) == ("person", 1) { "ana".to_owned() } else { name };
                records.insert(format!("{}/{name}", row.kind.folder()), Value::Object(record));
            }
        }
        let outcome = self.group("outcome", Outcome::FIELDS);
        fixture::from(&json!({
            "charter": charter,
            "entries": self.entries(),
            "paces": { "cycle-1": self.group("pace", Pace::FIELDS), "cycle-2": self.group("pace", Pace::FIELDS) },
            "records": records,
            "outcomes": { "1": outcome },
        }))
    }

    fn entries(&mut self) -> Map<String, Value> {
        let mut entries = Map::new();
        for cycle in 1..=2 {
            for step in Step::ALL {
                let mut entry = self.group("entry", Common::FIELDS);
                entry.extend(self.group("entry", Rest::FIELDS));
                entry.extend(self.group(step.word(), Answers::fields(*step)));
                entry.insert("entered".into(), json!(format!("2026-0{}-0{}", 2 + cycle, step.number())));
                entries.insert(format!("cycle-{cycle}/{:02}-{step}", step.number()), Value::Object(entry));
            }
        }
        entries
    }

    /// Fixes what generated values alone get wrong: a currency, and both sides.
    fn complete(&self, kind: &str, number: usize, record: &mut Map<String, Value>) {
        match kind {
            "spend" => drop(record.insert("currency".into(), json!("EUR"))),
            // a delivered requirement has nothing missing; what is missing is shown only for open ones
            "requirement" if number == 2 => {
                record.remove("accepted");
                record.insert("status".into(), json!("agreed"));
            }
            "person" if number == 1 => drop(record.insert("side".into(), json!("customer"))),
            "signoff" if number == 2 => {
                record.insert("of".into(), json!(["handover", "acceptance", "scope"][self.turn % 3]));
                record.insert("verdict".into(), json!("rejected"));
            }
            "signoff" => drop(record.insert("verdict".into(), json!("accepted"))),
            _ => {}
        }
    }
}
