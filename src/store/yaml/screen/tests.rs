use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_yaml::{Deserializer, Value};

use super::*;
use crate::store::yaml::{DEEPEST, Node, write};

fn message(text: &str) -> (usize, usize, String) {
    let fault = screen(text.as_bytes()).unwrap_err();
    (fault.line, fault.column, fault.message)
}

#[test]
fn what_no_record_may_hold_is_refused_with_its_place() {
    for (text, line, column, words) in [
        ("a: &x 1\n", 1, 4, "anchor"),
        ("a: 1\nb: *x\n", 2, 4, "alias"),
        ("a: [*x]\n", 1, 5, "alias"),
        ("a: !!str 1\n", 1, 4, "tag"),
        ("a:\n  <<: {}\n", 2, 3, "merge key"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "directive"),
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a: [\n\tb]\n", 2, 1, "tab"),
        ("a: b\n\tc\n", 2, 1, "tab"),
        ("a: |\n\tb\n", 2, 1, "tab"),
        ("a: |\n \tb\n", 2, 2, "tab"),
        ("a: 1\n...\n", 2, 1, "document ends"),
        ("? <<\n: x\n", 1, 3, "merge key"),
        ("<< : x\n", 1, 1, "merge key"),
        ("{<<, a: 1}\n", 1, 2, "merge key"),
        ("a: \0\n", 1, 4, "NUL"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "lines 2, 4 and 6"),
        ("a: 1\n<<<<<<<<< HEAD\nb: 1\n=========\nb: 2\n>>>>>>>>> x\n", 2, 1, "lines 2, 4 and 6"),
    ] {
        let (at_line, at_column, said) = message(text);
        assert!(said.contains(words), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
}

#[test]
fn words_that_look_like_structure_are_left_alone() {
    for text in [
        "a: R&D, fast *and* good! [x] {y}\n",
        "a: |\n  &not an anchor\n  *not* !this <<: either\n  ---\n\n  \tindented\nb: 1\n",
        "- a: |\n    &x\n  b: 1\n",
        "a: \"&x: *y\n  !z\"\nb: '*it''s*'\n",
        "a: plain\n  *goes on*\n  &here\nb: 2 # &comment\n",
        "# &comment\n---\na: 1\n",
        "\"quoted key\": [a, 'b, c', {d: e}]\n",
        "a: x=======\n",
    ] {
        assert_eq!(screen(text.as_bytes()).map(str::len), Ok(text.len()), "{text:?}");
    }
}

#[test]
fn a_block_ends_where_its_key_is_left() {
    assert!(message("- a: |\n    x\n  b: &y 1\n").2.contains("anchor"));
    assert!(message("a: |\n  x\nb: *y\n").2.contains("alias"));
}

#[test]
fn a_bomb_is_refused_by_its_depth() {
    assert!(message(&"[".repeat(200_000)).2.contains("too deep"));
    assert!(message(&"- ".repeat(200_000)).2.contains("too deep"));
    let steps: String = (0..500).map(|at| format!("{}k:\n", " ".repeat(at))).collect();
    assert!(message(&steps).2.contains("too deep"));
}

#[test]
fn too_many_keys_and_items_are_refused_before_a_parser_works_on_them() {
    for (head, item) in [("a:\n", "  - x\n"), ("a: [", "x,"), ("a: {", "x: y, "), ("", "a: |\n"), ("[", "[],")] {
        assert!(message(&format!("{head}{}", item.repeat(60_000))).2.contains("too many"), "{item:?}");
    }
    let fine: String = (0..10_000).map(|at| format!("key-{at}: [a]\n")).take(7_000).collect();
    assert!(screen(fine.as_bytes()).is_ok());
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert!(screen(b"\xff\xfea\0").unwrap_err().message.contains("UTF-16"));
    assert!(screen(b"\xfe\xff\0a").unwrap_err().message.contains("UTF-16"));
    let fault = screen(b"a: 1\nb: \xe9\n").unwrap_err();
    assert_eq!((fault.line, fault.column), (2, 4));
    assert!(screen(&vec![b'a'; LARGEST + 1]).unwrap_err().message.contains("at most"));
    assert_eq!(screen("\u{feff}a: 1".as_bytes()), Ok("a: 1"));
}

#[test]
fn a_tab_is_a_blank_where_the_parser_takes_it_for_one() {
    for (text, column, words) in [
        ("a:\t&x 1\n", 4, "anchor"),
        ("b:\t*x\n", 4, "alias"),
        ("a: \t!!str 1\n", 5, "tag"),
        ("-\t&x\n", 2, "tab"),
        ("[a,\t*x]\n", 5, "alias"),
        ("---\t&x\n", 5, "anchor"),
        ("<<\t: x\n", 1, "merge key"),
    ] {
        let (line, at, said) = message(text);
        assert!(said.contains(words), "{text:?}: {said}");
        assert_eq!((line, at), (1, column), "{text:?}");
    }
    assert!(message(&format!("a:\t{}", "[".repeat(200_000))).2.contains("too deep"));
    assert_accepted(&["a: 1\t# &x\n", "a:\t1\n", "a: |\t# &x\n  *b*\n", "a: [\t1,\t2 ]\n"]);
}

#[test]
fn what_follows_the_mark_of_a_document_is_looked_at() {
    for (text, line, column, words) in [
        ("---\n  a: &x 1\n", 2, 6, "anchor"),
        ("--- &x\n", 1, 5, "anchor"),
        ("--- !!map\na: 1\n", 1, 5, "tag"),
        ("---\n---\na: 1\n", 2, 1, "second document"),
        ("--- # first\na: 1\n--- # second\n", 3, 1, "second document"),
        ("--- |\n  x\n---\n", 3, 1, "second document"),
    ] {
        let (at_line, at_column, said) = message(text);
        assert!(said.contains(words), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
    assert!(message(&format!("--- {}", "[".repeat(200_000))).2.contains("too deep"));
    assert_accepted(&["---\na: 1\n", "# x\n--- # y\na: 1\n", "--- |\n *x*\n", "---\r\na: 1\r\n", "---x: 1\n"]);
}

#[test]
fn what_ends_a_line_for_some_readers_only_is_refused_raw_and_kept_escaped() {
    for (raw, name, escaped) in [
        ("\u{85}", "U+0085", "\\u0085"),
        ("\u{2028}", "U+2028", "\\u2028"),
        ("\u{2029}", "U+2029", "\\u2029"),
        ("\r", "carriage return", "\\r"),
    ] {
        for (text, line, column) in [
            (format!("a: b # agreed{raw}c: d\n"), 1, 14),
            (format!("a: 1\nb: \"x{raw}y\"\n"), 2, 6),
            (format!("a: |\n  x{raw}  y\n"), 2, 4),
            (format!("a: 1\n# é{raw}"), 2, 4),
        ] {
            let fault = screen(text.as_bytes()).unwrap_err();
            assert_eq!((fault.line, fault.column), (line, column), "{text:?}");
            assert!(fault.message.contains(name) && fault.hint.is_some_and(|hint| hint.ends_with(escaped)), "{text:?}");
        }
        let read: Value = serde_yaml::from_str(&format!("a: \"x{escaped}y\"\n")).unwrap();
        assert_eq!(read["a"], format!("x{raw}y"));
    }
}

#[test]
fn lines_end_where_they_end_for_the_parser() {
    assert_eq!(message("a: 1\r\nb: &x 1\r\n").0, 2);
    assert_accepted(&["a: |\r\n  *x*\r\n\r\n  &y\r\nb: 1\r\n", "a: \"x\\\r\n  *y\"\r\n"]);
}

#[test]
fn in_flow_a_colon_needs_no_blank() {
    for (text, column, words) in
        [("{'a' :*x}\n", 7, "alias"), ("{'a':*x}\n", 6, "alias"), ("[a, :&x 1]\n", 6, "anchor")]
    {
        let (line, at, said) = message(text);
        assert!(said.contains(words), "{text:?}: {said}");
        assert_eq!((line, at), (1, column), "{text:?}");
    }
    assert_accepted(&["[a:&x, b?*y, http://x/*]\n", ":*x\n", "?*x\n", "a: ?*x\n"]);
}

#[test]
fn what_yaml_1_2_reads_otherwise_than_our_parser_is_refused() {
    for (text, line, column, words) in [
        ("a: [b, ?c]\n", 1, 8, "begins with `?`"),
        ("a: {? b: c}\n", 1, 5, "`?` is here without words"),
        ("a: [b, -]\n", 1, 8, "`-` is here without words"),
        ("a: 'b\nc'\n", 2, 1, "not indented"),
        ("a: \"b\\\nc\"\n", 2, 1, "not indented"),
        ("- [a,\nb]\n", 2, 1, "not indented"),
        ("a:\n  b: [c d\n  e]\n", 3, 3, "not indented"),
        ("a: [\n b ] #c\n  # d\ne: [f]#g\n", 4, 7, "before this `#`"),
        ("a: |# b\n  c\n", 1, 5, "before this `#`"),
        ("a: 'b\n\t\n  c'\n", 2, 1, "tab"),
        ("a:\n  - [\n  \tb]\n", 3, 3, "tab"),
        ("a: \"b\\\n\n  c\"\n", 3, 3, "an empty line comes after"),
        ("a: |\n  b\n    \nc: d\n", 3, 3, "nothing but blanks"),
        ("a: >\n    \n  b\n", 3, 3, "more blanks"),
        ("a: |+\n  ", 2, 3, "ends with blanks"),
    ] {
        let (at_line, at_column, said) = message(text);
        assert!(said.contains(words), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
    assert_accepted(&[
        "a: [\n  b,\n]\n",
        "a:\n- 'b\n  c'\n",
        "a: [-b, b?, b - c]\n",
        "a: |\n  b\n \n\nc: d\n",
        "'a\nb'\n",
    ]);
}

#[test]
fn words_go_on_where_they_go_on_for_the_parser() {
    assert_accepted(&[
        "\"on\" : |\n  *bold*\n",
        "a:\n  |\n  *x*\n",
        "a: |2\n   *x*\n  &y\nb: 1\n",
        "a:\n  - >-\n    *x*\n\n    !y\n  - 1\n",
        "[x\n *y*, z]\n",
        "a: [x\n  *y*,\n  z]\n",
        "é: |\n  *x*\n",
        "? |\n  *x*\n: >\n  &y\n",
        "a: <<\nb: [<<]\n\"<<\": 1\n? a: <<\n: 2\n",
        "",
        "\u{feff}\u{feff}a: 1\n",
    ]);
    assert!(message("é: |\n *x*\n&b c: 1\n").2.contains("anchor"));
    assert!(message("\u{feff}\u{feff}---\na: *x\n").2.contains("alias"));
}

#[test]
fn any_record_of_any_length_takes_one_pass() {
    for text in ["\"".repeat(LARGEST), "a ".repeat(LARGEST / 2), "\t".repeat(LARGEST), "a\n".repeat(LARGEST / 2)] {
        let _ = screen(text.as_bytes());
    }
}

fn assert_accepted(texts: &[&str]) {
    for text in texts {
        assert!(screen(text.as_bytes()).is_ok(), "{text:?}: {:?}", screen(text.as_bytes()));
        assert!(is_read(text), "{text:?} should be YAML");
    }
}

/// Whether the parser takes a text for one document, all of its aliases known.
fn is_read(text: &str) -> bool {
    text.is_empty() || IgnoredAny::deserialize(Deserializer::from_str(text)).is_ok()
}

/// Whether the parser sees an anchor, alias or tag in a text it reads. Where one of their signs is only
/// a word or a comment, another may stand for it; where it is not, an unknown alias is an error.
fn holds_one(text: &str) -> bool {
    let signs = text.char_indices().filter(|(_, sign)| matches!(sign, '&' | '*' | '!'));
    let unknown = |at: usize| format!("{}*{}", &text[..at], &text[at + 1..]);
    signs.into_iter().any(|(at, _)| !is_read(&unknown(at)))
}

fn has_merge_key(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(has_merge_key),
        Value::Mapping(pairs) => {
            pairs.iter().any(|(key, value)| key.as_str() == Some("<<") || has_merge_key(key) || has_merge_key(value))
        }
        _ => false,
    }
}

/// What YAML is made of.
const SCRAPS: &[&str] = &[
    "a", "b", ":", ": ", "-", "- ", "?", "&", "&a", "*", "*a", "!", "[", "]", "{", "}", ",", "#", "|", ">", "'", "\"",
    "\n", "\n", "\n ", "\n  ", " ", "  ", "\t", "\r", "\r\n", "---", "<<", "\\", "2", "é", "\u{85}", "\u{2028}",
    "\u{feff}", "a: ", "...", "%",
];

/// Text out of scraps alone, or a written record with scraps in it.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = || prop::sample::select(SCRAPS);
    let strewn = prop::collection::vec((any::<prop::sample::Index>(), scrap()), 1..4);
    prop_oneof![
        prop::collection::vec(scrap(), 0..30).prop_map(|scraps| scraps.concat()),
        (node(), strewn).prop_map(|(value, strewn)| {
            let mut text = String::new();
            write::pair("key", &value, 0, &mut text);
            for (place, scrap) in strewn {
                let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
                text.insert_str(*place.get(&places), scrap);
            }
            text
        }),
    ]
}

/// A value of words, lists and mappings.
fn node() -> impl Strategy<Value = Node> {
    let words = prop_oneof!["(?s).{0,20}", "[-ab:?&*!\\[\\]{},#|>'\" \n\t\r<.%@]{0,20}"];
    words.prop_map(|words| Node::text(&words)).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            prop::collection::vec(("[-a-c:&*!# ]{1,6}", inner), 0..4).prop_map(Node::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_screen_and_the_parser_see_the_same(text in scraps()) {
        let seen = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if !is_read(seen) {
            return Ok(());
        }
        let holds = |signs: &[char]| seen.contains(signs);
        let brackets = holds(&['[', '{']);
        let value: Option<Value> = serde_yaml::from_str(seen).ok();
        let merges = value.as_ref().is_some_and(has_merge_key);
        match screen(text.as_bytes()) {
            Ok(passed) => {
                prop_assert_eq!(passed, seen);
                prop_assert!(!holds_one(seen));
                prop_assert!(!merges || holds(&['"', '\'', '|', '>']));
            }
            Err(fault) if fault.message.contains("disagree") => {
                prop_assert!(seen.contains(SEPARATORS) || seen.contains('\r'), "no such character");
            }
            Err(fault) if fault.message.contains("inside brackets") => prop_assert!(brackets),
            Err(fault) if fault.message.contains("not indented") => prop_assert!(brackets || holds(&['"', '\''])),
            Err(fault) if fault.message.contains("blanks") => prop_assert!(holds(&['|', '>'])),
            Err(fault) if fault.message.contains("before this `#`") => prop_assert!(holds(&['#'])),
            Err(fault) if fault.message.contains("empty line comes") => prop_assert!(holds(&['\\'])),
            Err(fault) if fault.message.contains("merge") => prop_assert!(merges || value.is_none()),
            Err(fault) if fault.message.contains("tab") => prop_assert!(brackets),
            Err(fault) if fault.message.contains("document ends") => prop_assert!(seen.contains("...")),
            Err(fault) if fault.message.contains("conflict") => prop_assert!(seen.contains("<<<<<<<")),
            Err(fault) if fault.message.contains("directive") => prop_assert!(seen.contains('%')),
            Err(fault) if fault.message.contains("too deep") => prop_assert!(text.len() > DEEPEST),
            Err(_) => prop_assert!(holds_one(seen)),
        }
    }

    #[test]
    fn what_is_written_passes(value in node()) {
        let mut block = String::new();
        write::pair("key", &value, 0, &mut block);
        prop_assert_eq!(screen(block.as_bytes()), Ok(block.as_str()));
        let flow = write::flow(&value);
        prop_assert_eq!(screen(flow.as_bytes()), Ok(flow.trim_start_matches('\u{feff}')));
    }
}
