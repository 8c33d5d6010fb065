//! One name, one shape: a reader of all kinds at once finds the same type in a column, whichever kind filled it.
//!
//! A list of words becomes a list of groups if another kind has groups under that name: the words become the
//! first field of each. Fields that still differ get a name of their own, with the kind before it.

use super::Sheet;
use crate::model::prelude::*;

/// Gives the fields of all kinds one shape for each name.
pub(super) fn unite(sheets: &mut [Sheet]) {
    let all = fields(sheets);
    for field in sheets.iter_mut().flat_map(|sheet| &mut sheet.fields) {
        let grouped = named(&all, field.name).find(|other| is_wider(other.shape, field.shape));
        field.shape = grouped.map_or(field.shape, |other| other.shape);
    }
    let all = fields(sheets);
    for sheet in sheets {
        let differs = |field: &&Field| named(&all, field.name).any(|other| !is_same(other.shape, field.shape));
        sheet.prefixed = sheet.fields.iter().filter(differs).map(|field| field.name).collect();
    }
}

fn fields(sheets: &[Sheet]) -> Vec<Field> {
    sheets.iter().flat_map(|sheet| sheet.fields.iter().copied()).collect()
}

fn named<'a>(fields: &'a [Field], name: &'a str) -> impl Iterator<Item = &'a Field> {
    fields.iter().filter(move |field| field.name == name)
}

/// Whether a list of groups can hold the items of a list of words.
fn is_wider(groups: Shape, words: Shape) -> bool {
    let (Shape::List(Shape::Group([first, ..])), Shape::List(word)) = (groups, words) else { return false };
    is_text(first.shape) && is_text(*word)
}

fn is_text(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Choice(_) | Shape::Person | Shape::Reference)
}

/// Whether two fields have the same type, including everything nested in them.
pub(super) fn is_same(a: Shape, b: Shape) -> bool {
    match (a, b) {
        (Shape::List(a), Shape::List(b)) => is_same(*a, *b),
        (Shape::Group(a), Shape::Group(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && is_same(a.shape, b.shape))
        }
        (Shape::Table(_) | Shape::Free, Shape::Table(_) | Shape::Free)
        | (Shape::Rating | Shape::Count, Shape::Rating | Shape::Count)
        | (Shape::Date, Shape::Date)
        | (Shape::Decimal, Shape::Decimal)
        | (Shape::Flag, Shape::Flag) => true,
        (a, b) => is_text(a) && is_text(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn field(name: &'static str, shape: Shape) -> Field {
        Field { name, question: "", shape, required: false }
    }

    const PROOFS: Shape = Shape::List(&Shape::Group(&[field("what", Shape::Text), field("link", Shape::Text)]));
    const NOTES: Shape = Shape::List(&Shape::Group(&[field("what", Shape::Text), field("on", Shape::Date)]));

    #[test]
    fn what_differs_stands_under_two_names_and_words_become_groups_beside_groups() {
        for (one, other, united) in [
            (Shape::Text, Shape::Date, [("goal_x", Shape::Text), ("plan_next_x", Shape::Date)]),
            (Shape::Decimal, Shape::Count, [("goal_x", Shape::Decimal), ("plan_next_x", Shape::Count)]),
            (PROOFS, NOTES, [("goal_x", PROOFS), ("plan_next_x", NOTES)]),
            (Shape::Free, Shape::Text, [("goal_x", Shape::Free), ("plan_next_x", Shape::Text)]),
            (Shape::Person, Shape::Text, [("x", Shape::Person), ("x", Shape::Text)]),
            (Shape::Rating, Shape::Count, [("x", Shape::Rating), ("x", Shape::Count)]),
            (NOTES, NOTES, [("x", NOTES), ("x", NOTES)]),
            (Shape::List(&Shape::Text), PROOFS, [("x", PROOFS), ("x", PROOFS)]),
        ] {
            let sheet = |kind, shape| Sheet { kind, fields: vec![field("x", shape)], prefixed: vec![], source: None };
            let mut sheets = [sheet("goal", one), sheet("plan-next", other)];
            unite(&mut sheets);
            let names = sheets.each_ref().map(|sheet| (sheet.key(&sheet.fields[0]), sheet.fields[0].shape));
            assert_eq!(names, united.map(|(name, shape)| (name.to_owned(), shape)));
        }
    }
}
