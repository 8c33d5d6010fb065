//! The computed facts of an engagement on a day: where it is, what the checks find, and its figures.

use serde_json::Map;

use crate::check::Attention;
use crate::cmd::figures;
use crate::cmd::prelude::*;
use crate::insight::{cadence, spend};
use crate::model::inventory::Item;

/// The facts, in the order of their kinds.
pub fn of(engagement: &Engagement, settings: &Settings, today: Date) -> Vec<Item> {
    let attention = Attention::of(engagement, settings, today);
    let mut items = vec![status(engagement, settings, &attention, today)];
    let open = attention.open(engagement);
    let gates = attention.gates.iter().map(|found| (found, "gate"));
    let open = open.iter().map(|found| (found, if found.is_late() { "late" } else { "open" }));
    items.extend(gates.chain(open).map(|(found, state)| finding(found, state, today)));
    let mut figures = vec![];
    flatten(&figures::of(engagement, settings, today).data(), &mut vec![], &Map::new(), &mut figures);
    items.extend(figures.into_iter().map(|(name, answered)| fact("figure", name, Value::Object(answered), today)));
    items
}

/// A fact with its day.
fn fact(kind: &'static str, name: String, mut answered: Value, today: Date) -> Item {
    answered["day"] = json!(today);
    let answered = answered.as_object().cloned().unwrap_or_default();
    Item { kind, name, reference: Reference::Engagement, answered }
}

fn status(engagement: &Engagement, settings: &Settings, attention: &Attention, today: Date) -> Item {
    let (place, charter) = (engagement.place(), engagement.charter.as_ref());
    let forecast = charter.and_then(|charter| charter.forecast.as_ref());
    let budget = spend::against_budget(engagement, u32::MAX);
    let cadence = cadence::on(engagement, settings, today);
    let mut answered = json!({
        "title": engagement.title(),
        "customer": engagement.customer(),
        "opened": charter.map(|charter| charter.opened),
        "ended": engagement.ending().map(|(_, kind)| kind),
        "cycle": place.map(|place| place.cycle),
        "round": place.map(|place| engagement.round(place)),
        "step": place.map(|place| place.step),
        "days_in_step": engagement.current().map(|entry| today.days_since(entry.common.entered)),
        "days_without_result": cadence.since.filter(|_| engagement.is_open()),
        "cadence_days": cadence.agreed,
        "budget_amount": budget.as_ref().map(|against| against.budget.amount.plain()),
        "budget_currency": budget.as_ref().map(|against| &against.budget.currency),
        "budget_spent": budget.as_ref().map(|against| against.spent.plain()),
        "forecast_total": forecast.and_then(|forecast| forecast.total).map(Amount::plain),
        "forecast_ends": forecast.and_then(|forecast| forecast.ends),
    });
    attention.counts().into_iter().for_each(|(name, number)| answered[name] = json!(number));
    fact("status", engagement.id.to_string(), answered, today)
}

fn finding(found: &Found, state: &str, today: Date) -> Item {
    let Finding { record, key, sentence, .. } = &found.finding;
    let answered = json!({
        "check": found.check.id, "level": found.level, "state": state, "record": record, "key": key, "sentence": sentence,
    });
    fact("finding", found.check.id.to_owned(), answered, today)
}

/// What a number is about: the keys beside it, each with its column.
const ABOUT: [(&str, &str); 8] = [
    ("cycle", "cycle"),
    ("currency", "currency"),
    ("step", "of"),
    ("round", "of"),
    ("category", "of"),
    ("on", "of"),
    ("entry", "of"),
    ("from", "of"),
];

/// Each number in the figures by its name, with what it is about.
fn flatten<'v>(
    value: &'v Value,
    path: &mut Vec<&'v str>,
    about: &Map<String, Value>,
    found: &mut Vec<(String, Map<String, Value>)>,
) {
    match value {
        Value::Object(fields) => {
            let mut about = about.clone();
            let own = ABOUT.iter().filter_map(|(key, column)| Some((*column, fields.get(*key)?)));
            // of two days, or a step and its days, the first says what it is
            own.filter(|(_, value)| !value.is_null()).for_each(|(column, value)| {
                about.insert(
                    column.to_owned(),
                    if column == "of" {
                        json!(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                    } else {
                        value.clone()
                    },
                );
            });
            for (key, value) in fields.iter().filter(|(key, _)| ABOUT.iter().all(|(about, _)| about != key)) {
                path.push(key);
                flatten(value, path, &about, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            items.iter().filter(|item| item.is_object()).for_each(|item| flatten(item, path, about, found));
        }
        Value::Number(number) => {
            let name = path.join(".");
            let mut answered = about.clone();
            answered.insert("figure".to_owned(), json!(name));
            answered.insert("value".to_owned(), json!(number.to_string()));
            found.push((name, answered));
        }
        _ => {}
    }
}
