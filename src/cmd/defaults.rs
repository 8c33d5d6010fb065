//! Defaults of a new record: the day, the currency, the entry.

use crate::cmd::prelude::*;
use crate::model::record::Row;

/// The default of a missing field; `pairs` are the fields before it.
pub fn of(writer: &Writer, row: &Row, field: &Field, pairs: &[(&str, Node)]) -> Result<Node> {
    match field.name {
        "currency" => Ok(Node::text(writer.names().currency().ok_or_else(|| {
            Failure::usage("`currency` is required; neither the budget nor engage.yaml has one")
                .hint("write it with the amount, such as `12 EUR`, or write `currency: EUR` in engage.yaml")
        })?)),
        "during" => {
            let own = pairs.iter().find(|(key, _)| Some(*key) == row.day).and_then(|(_, node)| match node {
                Node::Plain(day) => day.parse().ok(),
                _ => None,
            });
            Ok(during(writer, row.kind, own.unwrap_or(writer.day)).map_or(Node::Empty, Node::text))
        }
        _ if field.required && field.shape == Shape::Date => Ok(Node::Plain(writer.day.to_string())),
        _ => Ok(Node::Empty),
    }
}

/// The entry of a new record: the current one from the day it was entered, before that the one of its day.
pub fn during(writer: &Writer, kind: Kind, day: Date) -> Option<EntryId> {
    let current = writer.engagement.current().filter(|entry| entry.common.entered <= day);
    current.map(|entry| entry.id).or_else(|| writer.engagement.entry_for(kind, day))
}
