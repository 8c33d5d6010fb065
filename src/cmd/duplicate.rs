//! A record that exists already, and the command that changes it to what was given.

use super::failure::Failure;
use super::prelude_below::*;

/// The failure that a record exists, with the fields in which the given values differ from it; its days stay.
pub fn refusal(workspace: &Workspace, id: &Slug, record: &Reference, given: &[(&str, Node)]) -> Failure {
    let shown = workspace.shown(&layout::record(&workspace.root, id, record));
    let failure = Failure::refused(format!("already recorded: {shown}"));
    let fields = read::fields(record);
    let is_day = |key: &str| fields.iter().any(|field| field.name == key && field.shape == Shape::Date);
    let given: Vec<_> = given.iter().filter(|(key, _)| !is_day(key) && *key != "during").cloned().collect();
    match change(workspace, id, record, &given) {
        Some(change) => failure.hint(change),
        None => failure.hint("to record it again, use `--again`"),
    }
}

/// The command that sets the fields in which a record differs from the given values, if there are any.
pub fn change(workspace: &Workspace, id: &Slug, record: &Reference, given: &[(&str, Node)]) -> Option<Remedy> {
    let differ = differ(workspace, id, record, given);
    let set = || Remedy::engage(["set", "-e", id.as_str(), "--in", &record.to_string()]);
    (!differ.is_empty()).then(|| set().with(differ))
}

/// The assignments for what is given and not recorded.
fn differ(workspace: &Workspace, id: &Slug, record: &Reference, given: &[(&str, Node)]) -> Vec<String> {
    let fields = read::fields(record);
    let bytes = save::read(workspace, id, record).map(|(_, bytes)| bytes).unwrap_or_default();
    let recorded = std::str::from_utf8(&bytes).ok().and_then(|text| Node::file(&fields, text)).unwrap_or(Node::Empty);
    let new = given.iter().filter(|(_, node)| !node.is_blank());
    new.flat_map(|(key, node)| match (node, recorded.at(key)) {
        (Node::List(items), old) => {
            let has = |item: &Node| matches!(old, Node::List(old) if old.contains(item));
            items.iter().filter(|item| !has(item)).filter_map(|item| Some(format!("{key}+={}", word(item)?))).collect()
        }
        (node, old) if node != old => word(node).map(|word| format!("{key}={word}")).into_iter().collect(),
        _ => vec![],
    })
    .collect()
}

fn word(node: &Node) -> Option<&str> {
    match node {
        Node::Plain(word) | Node::Text(word) => Some(word),
        _ => None,
    }
}
