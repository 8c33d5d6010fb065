//! One name, one shape: a reader of all kinds at once finds the same in a column, whichever kind filled it.
//!
//! A list of words becomes a list of groups where another kind has groups under that name: the words are the
//! first field of each. Fields that still differ stand under a name of their own, with the kind before it.

use super::Sheet;
use crate::model::field::{Field, Shape};

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

/// Whether a list of groups can hold what a list of words does.
fn is_wider(groups: Shape, words: Shape) -> bool {
    let (Shape::List(Shape::Group([first, ..])), Shape::List(word)) = (groups, words) else { return false };
    is_text(first.shape) && is_text(*word)
}

fn is_text(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Choice(_) | Shape::Person | Shape::Reference)
}

/// Whether two fields hold the same type, and so does all that is in them.
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

    /// The names and shapes of a field `x` in two kinds, as they stand side by side.
    fn united(one: Shape, other: Shape) -> Vec<(String, Shape)> {
        let sheet = |kind, shape| Sheet { kind, fields: vec![field("x", shape)], prefixed: vec![] };
        let mut sheets = [sheet("goal", one), sheet("plan-next", other)];
        unite(&mut sheets);
        sheets.iter().map(|sheet| (sheet.key(&sheet.fields[0]), sheet.fields[0].shape)).collect()
    }

    #[test]
    fn words_become_groups_where_another_kind_has_groups() {
        let words = Shape::List(&Shape::Text);
        assert_eq!(united(words, PROOFS), [("x".into(), PROOFS), ("x".into(), PROOFS)]);
    }

    #[test]
    fn what_differs_stands_under_two_names() {
        for (one, other) in [
            (Shape::Text, Shape::Date),
            (Shape::Decimal, Shape::Count),
            (PROOFS, NOTES),
            (Shape::Text, Shape::List(&Shape::Text)),
            (Shape::Free, Shape::Text),
        ] {
            assert_eq!(united(one, other), [("goal_x".into(), one), ("plan_next_x".into(), other)]);
        }
        for (one, other) in [(Shape::Person, Shape::Text), (Shape::Rating, Shape::Count), (NOTES, NOTES)] {
            assert_eq!(united(one, other), [("x".into(), one), ("x".into(), other)]);
        }
    }
}
