//! Lists that both sides changed.
//!
//! | items | how |
//! |---|---|
//! | people, words of a choice, references | united: what either side added is kept, what either removed is dropped |
//! | texts (`needs`, `conditions`, `scope.in`, `passed`, …) | the same, unless both dropped an item and a side added another, which may replace it: a conflict |
//! | groups (`prep`, `evidence`, `partners`, `changes`, `switches`, `allow`, …) | items are matched by their required keys, and each is merged key by key; an item that one side removed and the other changed is a conflict, also if the change is in those keys, and so are items that cannot be distinguished. Items with a day are sorted by day |
//! | the order of common items | that of the side that changed it; a conflict if both changed it differently |
//! | anything else, such as a list under `extra` | a conflict |

use super::{Merger, Source, Three, same};
use crate::model::node::Node;
use crate::model::prelude::*;

impl Merger<'_> {
    /// The merge of a list; none if the two sides conflict.
    pub(super) fn list(&mut self, key: &str, item: Shape, three: Three) -> Option<Node> {
        let [base, ours, theirs] = three.map(items);
        let (base, ours, theirs) = (base?, ours?, theirs?);
        let merged = match item {
            Shape::Group(fields) => self.groups(key, fields, [base, ours, theirs])?,
            Shape::Person | Shape::Choice(_) | Shape::Reference => united(base, ours, theirs)?,
            Shape::Text if !is_gone_and_perhaps_changed(base, ours, theirs) => united(base, ours, theirs)?,
            _ => return None,
        };
        self.taken.push((key.to_owned(), Source::Both));
        Some(Node::List(merged))
    }

    fn groups(&mut self, key: &str, fields: &'static [Field], lists: [&[Node]; 3]) -> Option<Vec<Node>> {
        let [base, ours, theirs] = lists.map(|items| named(fields, items));
        let sides = [base?, ours?, theirs?];
        let [base, ours, theirs] = sides.each_ref().map(|side| side.iter().map(|(name, _)| name).collect::<Vec<_>>());
        if is_gone_and_perhaps_changed(&base, &ours, &theirs) {
            return None;
        }
        let mut merged = Vec::new();
        let more = sides[2].iter().filter(|(name, _)| !ours.contains(&name));
        for (index, (name, item)) in sides[1].iter().chain(more).enumerate() {
            match sides.each_ref().map(|side| find(side, name)) {
                [base, Some(ours), Some(theirs)] => {
                    let three = [base.unwrap_or(&Node::Empty), ours, theirs];
                    merged.push(self.value(&format!("{key}.{}", index + 1), Shape::Group(fields), three));
                }
                [Some(base), ..] if same(Shape::Group(fields), base, item) => {}
                [Some(_), ..] => return None,
                [None, ..] => merged.push((*item).clone()),
            }
        }
        if !in_order_of_days(fields, &mut merged) && order(&base, &ours, &theirs)? == Source::Theirs {
            let at = |item: &Node| theirs.iter().position(|name| **name == name_of(fields, item));
            merged.sort_by_key(|item| at(item).unwrap_or(usize::MAX));
        }
        Some(merged)
    }
}

/// Items of a list of groups, each with its identifying values.
type NamedItems<'n> = Vec<(Vec<Node>, &'n Node)>;

fn find<'n>(side: &NamedItems<'n>, name: &[Node]) -> Option<&'n Node> {
    side.iter().find(|(known, _)| known == name).map(|(_, item)| *item)
}

/// The items with their identifying values; none if a value is missing or not unique.
fn named<'n>(fields: &[Field], items: &'n [Node]) -> Option<NamedItems<'n>> {
    let named: NamedItems = items.iter().map(|item| (name_of(fields, item), item)).collect();
    let is_clear = |at: usize| !named[at].0.is_empty() && named[..at].iter().all(|(known, _)| *known != named[at].0);
    (0..named.len()).all(is_clear).then_some(named)
}

/// The values that identify an item: those of its required keys.
fn name_of(fields: &[Field], item: &Node) -> Vec<Node> {
    fields.iter().filter(|field| field.required).map(|field| item.at(field.name).clone()).collect()
}

/// Sorts items that have a day by day, keeping the order within a day; returns whether they have one.
fn in_order_of_days(fields: &[Field], items: &mut [Node]) -> bool {
    let Some(day) = fields.iter().find(|field| field.required && field.shape == Shape::Date) else { return false };
    items.sort_by_key(|item| if let Node::Plain(day) = item.at(day.name) { day.clone() } else { String::new() });
    true
}

/// The side whose order of common items applies; none if both changed it differently.
fn order<'l, T: PartialEq>(base: &'l [T], ours: &'l [T], theirs: &'l [T]) -> Option<Source> {
    let in_both = |list: &'l [T]| list.iter().filter(move |item| ours.contains(item) && theirs.contains(item));
    if in_both(theirs).eq(in_both(ours)) || in_both(theirs).eq(in_both(base)) {
        Some(Source::Ours)
    } else {
        in_both(ours).eq(in_both(base)).then_some(Source::Theirs)
    }
}

fn items(node: &Node) -> Option<&[Node]> {
    match node {
        Node::List(items) => Some(items),
        node if node.is_blank() => Some(&[]),
        _ => None,
    }
}

/// One side without what the other removed, and with what it added, in the chosen order.
fn united(base: &[Node], ours: &[Node], theirs: &[Node]) -> Option<Vec<Node>> {
    let (first, second) = if order(base, ours, theirs)? == Source::Ours { (ours, theirs) } else { (theirs, ours) };
    let stays = |item: &&Node| second.contains(item) || !base.contains(item);
    let is_new = |item: &&Node| !first.contains(item) && !base.contains(item);
    Some(first.iter().filter(stays).chain(second.iter().filter(is_new)).cloned().collect())
}

/// Whether both sides dropped an item while one of them added one, which may be the same item reworded.
fn is_gone_and_perhaps_changed<T: PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> bool {
    let gone_in_both = base.iter().any(|item| !ours.contains(item) && !theirs.contains(item));
    let has_new = |side: &[T], other: &[T]| side.iter().any(|item| !base.contains(item) && !other.contains(item));
    gone_in_both && (has_new(ours, theirs) || has_new(theirs, ours))
}
