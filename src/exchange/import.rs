//! What the columns of a table hold: a field each, by its header or as a person maps it.

use crate::model::field::{Field, Shape};
use crate::model::inventory::FIRST;
use crate::model::reading::fold::fold;
use crate::model::record::Kind;
use crate::model::words::{and_list, nearest, or_list};

/// The column of the name of a record's file.
pub const ID: &str = "id";

/// The column of the engagement that a row of an export belongs to.
pub const ENGAGEMENT: &str = "engagement";

/// Other names of a key, as they are compared; a kind that has several of the keys takes the first.
const SYNONYMS: [(&[&str], &[&str]); 9] = [
    (&["date", "day"], &["on"]),
    (&["task", "todo", "item", "description"], &["what", "statement"]),
    (&["requirement", "need"], &["statement"]),
    (&["who", "assignee", "assignedto", "responsible"], &["owner"]),
    (&["deadline", "duedate", "until", "bywhen"], &["due"]),
    (&["cost", "price", "sum", "total"], &["amount"]),
    (&["company", "organisation"], &["organization"]),
    (&["mail", "emailaddress"], &["email"]),
    (&["telephone", "phonenumber", "mobile"], &["phone"]),
];

/// What each column of a table of a kind holds: a key such as `owner` or `accepted.on`, [`ID`], or nothing that is
/// imported; `maps` are headers with the fields they stand for.
///
/// # Errors
/// A header is not known, or a required field has no column: a sentence, and what to do.
pub fn columns(kind: Kind, header: &[String], maps: &[(String, String)]) -> Result<Columns, (String, String)> {
    let keys = keys(kind);
    for (name, _) in maps {
        if !header.iter().any(|known| compared(known) == compared(name)) {
            let columns = and_list(header.iter().map(|name| format!("`{name}`")));
            return Err((format!("the file has no column `{name}`"), format!("its columns are {columns}")));
        }
    }
    let is_export = header.iter().take(FIRST.len()).eq(FIRST);
    let (mut columns, mut unknown) = (Vec::new(), Vec::new());
    for (at, name) in header.iter().enumerate() {
        let mapped = maps.iter().find(|(other, _)| compared(other) == compared(name));
        columns.push(match mapped.map(|(_, field)| field.as_str()) {
            Some("") => None,
            Some(field) => Some(meant(kind, &keys, field).ok_or_else(|| no_field(field, &keys))?),
            None if name.is_empty() || is_export && at == 1 => None,
            None if is_export && at == 0 => Some(ENGAGEMENT.to_owned()),
            None if is_export && at == 2 => Some(ID.to_owned()),
            None => {
                let key = meant(kind, &keys, name);
                unknown.extend(key.is_none().then_some(name));
                key
            }
        });
    }
    if let Some(first) = unknown.first() {
        let names = or_list(unknown.iter().map(|name| format!("`{name}`")));
        let why = format!("no field of {} is named {names}; the fields are {}", kind.folder(), listed(&keys));
        let hint = format!("name the field with `--map \"{first}=FIELD\"`, or leave it out: `--map \"{first}=\"`");
        return Err((why, hint));
    }
    once_each(header, &columns)?;
    all_required(kind, &columns)?;
    Ok(columns)
}

/// What each column holds.
pub type Columns = Vec<Option<String>>;

/// The keys that a column may hold: a group has one for each of its fields.
fn keys(kind: Kind) -> Vec<String> {
    let keys = kind.row().fields.iter().flat_map(|field| match field.shape {
        Shape::Group(inner) => inner.iter().map(|inner| format!("{}.{}", field.name, inner.name)).collect(),
        _ => vec![field.name.to_owned()],
    });
    keys.collect()
}

/// The field of a name: case, blanks and signs do not count, nor an `s` at the end, nor the kind before it.
fn meant(kind: Kind, keys: &[String], name: &str) -> Option<String> {
    let name = compared(name);
    let is_named = |key: &&String| {
        let key = compared(key);
        name == key || key.strip_suffix('s') == Some(&name) || name.strip_prefix(kind.word()) == Some(&key)
    };
    if name == ID && kind.row().day.is_none() {
        return Some(name);
    }
    let synonyms = SYNONYMS.iter().filter(|(names, _)| names.contains(&name.as_str())).flat_map(|(_, keys)| *keys);
    let by_synonym = || synonyms.copied().find_map(|meant| keys.iter().find(|key| *key == meant));
    keys.iter().find(is_named).or_else(by_synonym).cloned()
}

/// A name as it is compared; one of signs only, such as `#`, as it is.
fn compared(name: &str) -> String {
    let folded = fold(name).replace(' ', "");
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}

fn no_field(field: &str, keys: &[String]) -> (String, String) {
    let near = nearest(field, keys.iter().map(String::as_str));
    let hint =
        near.map_or_else(|| format!("the fields are {}", listed(keys)), |near| format!("did you mean `{near}`?"));
    (format!("`{field}` is not a field"), hint)
}

/// The fields that people fill in a table, in words.
fn listed(keys: &[String]) -> String {
    and_list(keys.iter().filter(|key| !["extra", "allow"].contains(&key.as_str())).map(|key| format!("`{key}`")))
}

/// Fails if two columns hold the same.
fn once_each(header: &[String], columns: &Columns) -> Result<(), (String, String)> {
    for (at, column) in columns.iter().enumerate() {
        let Some(key) = column else { continue };
        if let Some(first) = columns[..at].iter().position(|other| other == column) {
            let (first, second) = (&header[first], &header[at]);
            if compared(first) == compared(second) {
                let hint = "rename one of them in the file".to_owned();
                return Err((format!("two columns are named `{first}`"), hint));
            }
            let hint = format!("leave one of them out: `--map \"{second}=\"`");
            return Err((format!("the columns `{first}` and `{second}` are both `{key}`"), hint));
        }
    }
    Ok(())
}

/// Fails if a required field without a default has no column.
fn all_required(kind: Kind, columns: &Columns) -> Result<(), (String, String)> {
    let has_default = |field: &&Field| field.shape == Shape::Date || field.name == "currency";
    let has_column = |field: &&Field| columns.iter().flatten().any(|key| key == field.name);
    let required = kind.row().fields.iter().filter(|field| field.required && !has_default(field));
    let missing: Vec<_> = required.filter(|field| !has_column(field)).map(|field| field.name).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let names = and_list(missing.iter().map(|name| format!("`{name}`")));
    let hint = format!("add a column, or name the one that holds it: `--map \"HEADER={first}\"`");
    let (noun, verb) = if missing.len() == 1 { ("column", "is") } else { ("columns", "are") };
    Err((format!("{noun} {names} {verb} required"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of the columns of a header, or the sentence why not.
    fn read(kind: Kind, header: &str, maps: &[(&str, &str)]) -> String {
        let header: Vec<_> = header.split('|').map(str::to_owned).collect();
        let maps: Vec<_> = maps.iter().map(|(name, key)| ((*name).to_owned(), (*key).to_owned())).collect();
        match columns(kind, &header, &maps) {
            Ok(columns) => columns.into_iter().map(|key| key.unwrap_or("-".to_owned())).collect::<Vec<_>>().join(" "),
            Err((why, hint)) => format!("{why}: {hint}"),
        }
    }

    #[test]
    fn a_header_is_a_field_by_its_name_a_common_one_or_a_map() {
        for (kind, header, found) in [
            (Kind::Person, "Name|SIDE|Role|E-Mail|Organisation|id|", "name side roles email organization id -"),
            (Kind::Action, "Task|Who|Due date|waits-for", "what owner due waits_for"),
            (Kind::Spend, "Date|What|Who|Charge to|price", "on what who charge_to amount"),
            (Kind::Requirement, "Need|Class|Asked by|Accepted On", "statement class asked_by accepted.on"),
            (Kind::Person, "engagement|kind|name|person_name|side", "engagement - id name side"),
            (Kind::Spend, "engagement|kind|name|what|amount", "engagement - id what amount"),
        ] {
            assert_eq!(read(kind, header, &[]), found);
        }
        let maps = [("note", ""), ("Wer", "owner")];
        assert_eq!(
            read(Kind::Action, "What|WER|Note|Owner's", &maps[..1]).split(';').next(),
            Some("no field of actions is named `WER` or `Owner's`")
        );
        assert_eq!(read(Kind::Action, "What|WER|Note", &maps), "what owner -");
    }

    #[test]
    fn a_header_that_does_not_fit_says_what_to_do() {
        for (header, maps, why) in [
            (
                "What|Owner|Due|Deadline",
                &[][..],
                "the columns `Due` and `Deadline` are both `due`: leave one of them out: `--map \"Deadline=\"`",
            ),
            (
                "What",
                &[],
                "column `owner` is required: add a column, or name the one that holds it: `--map \"HEADER=owner\"`",
            ),
            ("What|Owner|Owner", &[], "two columns are named `Owner`: rename one of them in the file"),
            ("What|Wer", &[("Wer", "ownr")], "`ownr` is not a field: did you mean `owner`?"),
            ("What|Wer", &[("Wen", "owner")], "the file has no column `Wen`: its columns are `What` and `Wer`"),
        ] {
            assert_eq!(read(Kind::Action, header, maps), why);
        }
    }
}
