use proptest::prelude::*;

use super::*;
use crate::store::yaml::tree::{Style, TreeValue};
use crate::store::yaml::{Node, write};

/// Fragments of YAML.
const SCRAPS: &[&str] = &[
    "a", "b", ":", ": ", "-", "- ", "?", "&", "&a", "*", "*a", "!", "[", "]", "{", "}", ",", "#", " # c", "|", ">",
    "'", "\"", "\n", "\n", "\n ", "\n  ", " ", "  ", "\t", "\r", "\r\n", "---", "<<", "\\", "2", "é", "\u{85}",
    "\u{2028}", "\u{feff}", "a: ", "...", "%",
];

/// Text from random fragments, lines similar to what we write, or a written record with fragments in it.
fn text() -> impl Strategy<Value = String> {
    let scrap = || prop::sample::select(SCRAPS);
    let strewn = prop::collection::vec((any::<prop::sample::Index>(), scrap()), 0..4);
    let line = "( |  |   |    |      )?(- )?((a|b|c_d|a/b|e|\"on\"|no): ?)?(\\||\\|-|# x|-|\\[[a,: ]{0,4}\\]|[a-c1~:# |\\[\"'ä-]{0,5}|'[a #:]{0,4}'|\"[a #:]{0,4}\")";
    prop_oneof![
        prop::collection::vec(scrap(), 0..30).prop_map(|scraps| scraps.concat()),
        prop::collection::vec(line, 0..9).prop_map(|lines| lines.join("\n") + "\n"),
        (node(), strewn).prop_map(|(value, strewn)| {
            let mut text = write::pair("key", &value, 0);
            for (place, scrap) in strewn {
                let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
                text.insert_str(*place.get(&places), scrap);
            }
            text
        }),
    ]
}

/// A value of scalars, lists and mappings.
fn node() -> impl Strategy<Value = Node> {
    let words = prop_oneof!["(?s).{0,20}", "[-ab:?&*!\\[\\]{},#|>'\" \n\t\r<.%@]{0,20}", "[a-c ]{1,9}\n[a-c ]{1,9}\n"];
    words.prop_map(|words| Node::text(&words)).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            prop::collection::btree_map("[-a-c:&*!# ]{1,6}", inner, 0..4)
                .prop_map(|pairs| Node::Map(pairs.into_iter().collect())),
        ]
    })
}

/// A tree without positions, keys in order.
fn shown(tree: &Tree) -> String {
    match &tree.value {
        TreeValue::Nothing => "nothing".to_owned(),
        TreeValue::Scalar(words, style) => format!("{words:?} {}", *style == Style::Plain),
        TreeValue::List(items, _) => format!("{:?}", items.iter().map(shown).collect::<Vec<_>>()),
        TreeValue::Map(pairs, _) => {
            format!("{:?}", pairs.iter().map(|pair| (&pair.key, shown(&pair.value))).collect::<Vec<_>>())
        }
    }
}

/// Whether positions are right: a key or plain scalar equals its bytes, a quoted one is between quotes, and parts are
/// in order within their parent.
fn is_in_place(text: &str, tree: &Tree) -> bool {
    let is_within = |inner: &Tree| tree.start <= inner.start && inner.end <= tree.end;
    match &tree.value {
        TreeValue::Nothing => tree.start == tree.end,
        TreeValue::Scalar(words, Style::Plain) => {
            words.split_whitespace().all(|word| text[tree.start..tree.end].contains(word))
        }
        TreeValue::Scalar(_, Style::Quoted) => {
            let quoted = &text[tree.start..tree.end];
            quoted.len() > 1 && ['"', '\''].iter().any(|quote| quoted.starts_with(*quote) && quoted.ends_with(*quote))
        }
        TreeValue::Scalar(..) => tree.start <= tree.end,
        TreeValue::List(items, _) => {
            items.is_sorted_by_key(|item| item.start)
                && items.iter().all(|item| is_within(item) && is_in_place(text, item))
        }
        TreeValue::Map(pairs, _) => pairs.iter().all(|pair| {
            pair.start <= pair.end
                && pair.end <= pair.value.start
                && is_within(&pair.value)
                && is_in_place(text, &pair.value)
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases.max(2000), ..Default::default() })]

    #[test]
    fn both_builders_make_the_same_tree(text in text()) {
        if let (Some(plain), Ok(())) = (plain::tree(&text), bounded(&text)) {
            prop_assert_eq!(events::tree(&text), Ok(plain), "{:?}", text);
        }
    }

    #[test]
    fn each_part_is_where_it_says(text in text()) {
        if let Ok(read) = tree(&text) {
            prop_assert!(is_in_place(&text, &read), "{text:?}\n{read:?}");
        }
    }

    #[test]
    fn a_last_line_without_an_end_and_windows_line_ends_read_the_same(text in text()) {
        let Ok(read) = tree(&text) else { return Ok(()) };
        let cut = text.strip_suffix('\n').filter(|cut| !cut.ends_with(['\n', ' ', '\r']));
        if let Some(Ok(other)) = cut.map(tree) {
            prop_assert_eq!(shown(&other), shown(&read), "{:?}", text);
        }
        if !text.contains('\r') {
            let windows = text.replace('\n', "\r\n");
            let other = tree(&windows).map(|other| shown(&other));
            prop_assert_eq!(other, Ok(shown(&read)), "{:?}", text);
        }
    }

    #[test]
    fn what_is_written_comes_back(value in node()) {
        for text in [write::pair("key", &value, 0), format!("key: {}\n", write::flow(&value))] {
            let read = tree(&text).map_err(|fault| TestCaseError::fail(format!("{text:?} {fault:?}")))?;
            let read = Node::of(crate::model::field::Shape::Free, &read.pair("key").expect("it is there").value);
            prop_assert!(read.as_ref().is_ok_and(|read| read.says(&value) || (read.is_blank() && value.is_blank())), "{text:?} {read:?}");
        }
    }
}

#[test]
fn a_block_without_words_is_where_its_sign_is() {
    for (text, sign) in [
        ("a: |\n", "|"),
        ("a: |\nb: 1\n", "|"),
        ("a: >2- # x|y\n\n\n# z\nb: 1\n", ">2-"),
        ("a: |+\r\n\r\n\r\nb: 1\r\n", "|+"),
        ("\"a|\": |\nb: 1\n", "|"),
    ] {
        let read = tree(text).unwrap();
        let value = &read.pairs()[0].value;
        assert_eq!((&text[value.start..value.end], value.start), (sign, text.find(": ").unwrap() + 2), "{text:?}");
    }
    let read = tree("- - >\n  - b\n").unwrap();
    let value = &read.items()[0].items()[0];
    assert_eq!((value.start, value.end), (4, 5));
}

#[test]
fn a_pair_without_brackets_of_its_own_ends_with_its_value() {
    // found by generated files: the end of the scalar was mistaken for a bracket
    let text = "k: [? a : [é, b], c]\n";
    let read = tree(text).unwrap();
    let pair = &read.pairs()[0].value.items()[0];
    assert_eq!(&text[pair.start..pair.end], "? a : [é, b]");
}

#[test]
fn what_other_readers_take_otherwise_is_refused_with_its_place() {
    let word = |sign: char| format!("a word starts with `{sign}`; put it in quotes");
    let (blanks, tab) = ("the text below a `|` or `>` ends with spaces; delete them", crate::store::yaml::strict::TAB);
    for (text, place, message) in [
        ("a: {b: c, | d: e}\n", (1, 11), word('|')),
        ("a: {b: c, >}\n", (1, 11), word('>')),
        ("a: {b: c, ?}\n", (1, 11), word('?')),
        ("a: [?b]\n", (1, 5), word('?')),
        ("a:\n- 'b\n\t\n  c'\n", (3, 1), tab.to_owned()),
        ("a:\n  - \"b\n  \t\n    c\"\n", (3, 3), tab.to_owned()),
        ("a: |1\n\n   \nb: c\n", (3, 2), blanks.to_owned()),
        ("a: >1\n  b\n  \nc: d\n", (2, 2), blanks.to_owned()),
    ] {
        let fault = tree(text).map(|tree| shown(&tree)).unwrap_err();
        assert_eq!(((fault.line, fault.column), fault.message), (place, message), "{text:?}");
    }
    for text in ["a: 'b\n  \t\n  c'\n", "a: |1\n  b\n   \nc: d\n", "a: |\n  b\n     \nc: d\n", "?a: b?\n", "? a\n: b\n"]
    {
        assert!(tree(text).is_ok(), "{text:?}: {:?}", tree(text));
    }
}
