use super::*;
use crate::model::charter::Charter;
use crate::model::entry::Entry;
use crate::model::field::{Fields, Shape, shape_at};
use crate::model::record::Goal;
use crate::model::step::Step;

fn set(fields: &[Field], text: &str, path: &str, value: &str) -> Result<String, Refused> {
    let path: Vec<_> = path.split('.').collect();
    let node = Node::parse(shape_at(fields, &path).unwrap(), value).unwrap();
    let change = if node == Node::Empty { KeyEdit::Clear } else { KeyEdit::Set(node) };
    edit(text, fields, &[(path, &change)], &|_, _| Ok(()))
}

fn append(fields: &[Field], text: &str, path: &str, value: &str) -> Result<String, Refused> {
    let path: Vec<_> = path.split('.').collect();
    let item = match shape_at(fields, &path).unwrap() {
        Shape::List(item) => *item,
        shape => shape,
    };
    let change = KeyEdit::Append(Node::parse(item, value).unwrap());
    edit(text, fields, &[(path, &change)], &|_, _| Ok(()))
}

/// The lines to write by hand after a refusal.
fn lines(refused: Result<String, Refused>) -> String {
    match refused.unwrap_err() {
        Refused::TouchesMore(lines) => lines,
        other => panic!("{other:?}"),
    }
}

const GOAL: &str = "# the goal of the first trip\nstatement: \"find a report\"   # theirs\n\ncriterion: 'nine of ten'\ncommitted: 2026-03-02\n# judged on site\nverdict:\n";

#[test]
fn only_the_changed_line_changes() {
    assert_eq!(set(Goal::FIELDS, GOAL, "verdict", "met").unwrap(), GOAL.replace("verdict:\n", "verdict: met\n"));
    assert_eq!(
        set(Goal::FIELDS, GOAL, "statement", "find: a report").unwrap(),
        GOAL.replace("\"find a report\"   #", "\"find: a report\"   #")
    );
    let empty = "statement: a\ncriterion: b\nnext: | # c\nextra:\n  a: 1\n";
    assert_eq!(set(Goal::FIELDS, empty, "next", "x").unwrap(), empty.replace('|', "x"));
}

#[test]
fn what_is_there_already_is_not_written_again() {
    assert_eq!(set(Goal::FIELDS, GOAL, "criterion", "nine of ten").unwrap(), GOAL);
    assert_eq!(set(Goal::FIELDS, GOAL, "due", "").unwrap(), GOAL);
    let charter = "schema: 1\ntitle: a\ncustomer: b\nopened: 2026-01-02\nscope:\n";
    for path in ["scope.in", "contract.reference", "extra.a.b"] {
        assert_eq!(set(Charter::FIELDS, charter, path, "").unwrap(), charter, "{path} is not there to be cleared");
    }
    let charter = "schema: 1\ntitle: a\nscope: {in: [b]}\n";
    assert_eq!(set(Charter::FIELDS, charter, "budget.amount", "").unwrap(), charter);
    assert_eq!(set(Charter::FIELDS, charter, "scope.out", "").unwrap(), charter);
    assert!(set(Charter::FIELDS, charter, "scope.in.2", "").is_err());
}

#[test]
fn a_new_key_goes_where_the_order_of_fields_puts_it() {
    assert_eq!(
        set(Goal::FIELDS, GOAL, "due", "2026-04-01").unwrap(),
        GOAL.replace("2026-03-02\n", "2026-03-02\ndue: 2026-04-01\n")
    );
    let charter = "schema: 1\ntitle: a\ncustomer: b\nopened: 2026-01-02\ncadence: 7";
    assert_eq!(
        set(Charter::FIELDS, charter, "contract.ends", "2026-12-31").unwrap(),
        charter.replace("cadence", "contract:\n  ends: 2026-12-31\ncadence")
    );
}

#[test]
fn a_key_that_comes_before_all_others_goes_first() {
    let text = "# the plan\nprimary:\n  # no port network\n  needs: [power]\n";
    let pace = crate::model::pace::Pace::FIELDS;
    assert_eq!(
        set(pace, text, "primary.plan", "the van").unwrap(),
        text.replace("  needs", "  plan: the van\n  needs")
    );
}

#[test]
fn prose_becomes_a_block_and_a_block_becomes_a_line() {
    let long = set(Goal::FIELDS, GOAL, "next", "first\nsecond").unwrap();
    assert_eq!(long, format!("{GOAL}next: |-\n  first\n  second\n"));
    assert_eq!(set(Goal::FIELDS, &long, "next", "third").unwrap(), format!("{GOAL}next: third\n"));
    assert_eq!(set(Goal::FIELDS, &long, "next", "").unwrap(), format!("{GOAL}next:\n"));
}

#[test]
fn comments_and_line_ends_of_the_file_stay() {
    let text =
        "statement: |  # why a block\r\n  one\r\n  two\r\n\r\n# next\r\ncriterion: x # c\r\ncommitted: 2026-03-02\r\n";
    assert_eq!(
        set(Goal::FIELDS, text, "statement", "a\nb").unwrap(),
        text.replace("|  #", "|-  #").replace("one\r\n  two", "a\r\n  b")
    );
    let mixed = "statement: one\r\ncriterion: x\ncommitted: 2026-03-02\n";
    assert_eq!(set(Goal::FIELDS, mixed, "due", "2026-04-01").unwrap(), format!("{mixed}due: 2026-04-01\n"));
    assert_eq!(set(Goal::FIELDS, text, "criterion", "a\nb").unwrap(), text.replace("x # c", "|- # c\r\n  a\r\n  b"));
}

#[test]
fn lists_grow_in_their_own_style() {
    let fields = Entry::fields(Step::Dev);
    let text = "entered: 2026-03-02\nprep:\n  - task: a  # hard one\n    hard: true\n  # later\n\n# who\ntrip:\n  people: [ana, bo]\n";
    assert_eq!(
        append(&fields, text, "prep", "{task: b, done: true}").unwrap(),
        text.replace("hard: true\n", "hard: true\n  - task: b\n    done: true\n")
    );
    assert_eq!(append(&fields, text, "trip.people", "cy").unwrap(), text.replace("bo]", "bo, cy]"));
    assert_eq!(
        set(&fields, text, "prep.1.done", "true").unwrap(),
        text.replace("hard: true\n", "hard: true\n    done: true\n")
    );
    assert_eq!(
        set(&fields, text, "prep.1.hours", "6").unwrap(),
        text.replace("hard: true\n", "hard: true\n    hours: 6\n")
    );
    assert_eq!(
        set(&fields, text, "trip.site", "Dock 4").unwrap(),
        text.replace("  people", "  site: Dock 4\n  people")
    );
    assert_eq!(
        append(&fields, "entered: 2026-03-02\nprep:\n", "prep", "{task: b}").unwrap(),
        "entered: 2026-03-02\nprep:\n  - task: b\n"
    );
    assert_eq!(
        append(&fields, "entered: 2026-03-02\nprep: []\n", "prep", "{task: b}").unwrap(),
        "entered: 2026-03-02\nprep:\n  - task: b\n"
    );
    let results = Entry::fields(Step::Onsite);
    assert_eq!(append(&results, "results:\n- a\n- b", "results", "c").unwrap(), "results:\n- a\n- b\n- c");
    assert_eq!(set(&results, "results:\n- a # x\n- b\n", "results.1", "no").unwrap(), "results:\n- \"no\" # x\n- b\n");
    assert_eq!(set(&results, "results:\n- a\n- b\n", "results.2", "").unwrap(), "results:\n- a\n");
    assert_eq!(set(&results, "results:\n  - a\ninstalled: x\n", "results.1", "").unwrap(), "results:\ninstalled: x\n");
}

#[test]
fn a_comment_stays_where_a_whole_group_or_list_is_given_anew() {
    let text = "schema: 1\nscope:\n  in: [a]\n  # agreed by phone\n  out: [b]\n";
    assert_eq!(
        set(Charter::FIELDS, text, "scope", "{in: [c]}").unwrap(),
        text.replace("[a]", "[c]").replace("  out: [b]\n", "")
    );
    let text = "title: a\nscope:\n  in:\n    # agreed\n    - b\n  out: [c]\n";
    assert_eq!(set(Charter::FIELDS, text, "scope.in", "[d]").unwrap(), text.replace("- b", "- d"));
}

#[test]
fn an_edit_that_would_lose_a_comment_is_refused_with_the_lines_to_write() {
    let text = "schema: 1\nscope:\n  in:\n    - a # agreed by phone\n    - b\n";
    assert_eq!(lines(set(Charter::FIELDS, text, "scope.in.1", "")), "scope:\n  in:\n    - b\n");
}

#[test]
fn the_lines_to_write_by_hand_say_all_that_stands_below_their_key() {
    let fields = Entry::fields(Step::Dev);
    let text = "entered: 2026-03-02\nprep:\n  - task: a\n    hours:\n      # a guess\n      5\n  - task: b\n";
    assert_eq!(lines(set(&fields, text, "prep.1.hours", "7")), "prep:\n  - task: a\n    hours: 7\n  - task: b\n");
    assert_eq!(lines(set(&fields, text, "prep.1", "")), "prep:\n  - task: b\n");
    assert_eq!(set(Charter::FIELDS, "titel: b\n", "title", "a"), Err(Refused::Unread));
    assert_eq!(set(&fields, "entered: 2026-03-02\n", "prep.1.hours", "7"), Err(Refused::Nowhere(0)));
}

#[test]
fn a_byte_order_mark_and_a_missing_last_line_end_stay() {
    assert_eq!(set(Goal::FIELDS, "\u{feff}verdict: open", "verdict", "met").unwrap(), "\u{feff}verdict: met");
}

#[test]
fn the_guard_sees_a_value_that_is_not_the_one_wanted() {
    let old = Node::file(Goal::FIELDS, "next: one\n").unwrap();
    let target = changed(&old, Goal::FIELDS, &["next"], &KeyEdit::Set(Node::text("two"))).unwrap();
    let holds = |text: &str| Parsed::holding(Goal::FIELDS, text, &target).is_some();
    assert!(holds("next: two\n"));
    for text in ["next: one\n", "next: two\ndue: 2026-03-02\n", "next: [two]\n", "next: 'two\n"] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn a_number_is_its_digits_and_not_what_a_float_makes_of_them() {
    let budget = "budget:\n  amount: 12.5 # net\n  currency: EUR\n";
    assert_eq!(set(Charter::FIELDS, budget, "budget.amount", "12.50").unwrap(), budget.replace("12.5", "12.50"));
    let large = "budget: {amount: 10000000000000000.01, currency: EUR}\n";
    assert_eq!(
        set(Charter::FIELDS, large, "budget.amount", "10000000000000000.02").unwrap(),
        large.replace("00.01", "00.02")
    );
    let ticket = "title: a\nextra: {ticket: 123456789012345678901}\n";
    assert_eq!(set(Charter::FIELDS, ticket, "title", "b").unwrap(), ticket.replace(": a", ": b"));
    assert_eq!(
        set(Charter::FIELDS, "extra:\n  price: 1\n", "extra.price", "12.50").unwrap(),
        "extra:\n  price: 12.50\n"
    );
}

#[test]
fn what_is_set_below_extra_is_written_as_it_was_given() {
    let set = |text, path, value| set(Goal::FIELDS, text, path, value).unwrap();
    assert_eq!(
        set("due: 2026-03-02\n", "extra", "{version: 1.10, pi: 3.14159265358979323846, e: 1e3, h: 0x1F, o: 0o17}"),
        "due: 2026-03-02\nextra:\n  version: 1.10\n  pi: 3.14159265358979323846\n  e: 1e3\n  h: 0x1F\n  o: 0o17\n"
    );
    let extra = "extra:\n  v: 1.10 # theirs\n";
    assert_eq!(set(extra, "extra.v", "1.1"), extra.replace("1.10", "1.1"));
    assert_eq!(set(extra, "extra.v", "'1.10'"), extra.replace("1.10", "\"1.10\""));
    assert_eq!(set(extra, "extra.v", "1.10"), extra);
    assert_eq!(
        set(extra, "extra.v", "[1.10, 2.50]"),
        extra.replace(" 1.10 # theirs", " # theirs\n    - 1.10\n    - 2.50")
    );
    assert_eq!(set("extra: {v: 1.10}\n", "extra.w", "[yes, ~, 007, '']"), "extra: {v: 1.10, w: [yes, ~, 007, \"\"]}\n");
    assert_eq!(append(Goal::FIELDS, "extra: {v: [1.10]}\n", "extra.v", "1e3").unwrap(), "extra: {v: [1.10, 1e3]}\n");
}

#[test]
fn plain_words_that_brackets_would_break_are_refused_inside_them() {
    let text = "extra: {v: 1}\n";
    assert_eq!(lines(set(Goal::FIELDS, text, "extra.v", "-a, b")), "extra:\n  v: -a, b\n");
}

#[test]
fn a_comment_above_the_mark_of_the_document_is_in_no_way() {
    for head in ["# a licence\n---\n", "# a\n\n# b\n---   # c\n", "\n---\n", "\u{feff}# a\n---\n"] {
        for ends in ["\n", "\r\n"] {
            let text = format!("{head}{GOAL}").replace('\n', ends);
            let met = text.replace(&format!("verdict:{ends}"), &format!("verdict: met{ends}"));
            assert_eq!(set(Goal::FIELDS, &text, "verdict", "met").unwrap(), met);
            let due = text.replace("2026-03-02", &format!("2026-03-02{ends}due: 2026-04-01"));
            assert_eq!(set(Goal::FIELDS, &text, "due", "2026-04-01").unwrap(), due);
            let other = text.replace("\"find a report\"", "a map");
            assert_eq!(set(Goal::FIELDS, &text, "statement", "a map").unwrap(), other);
        }
        let text = format!("{head}criterion: ten\n");
        let first = format!("{head}statement: a map\ncriterion: ten\n");
        assert_eq!(set(Goal::FIELDS, &text, "statement", "a map").unwrap(), first);
    }
    assert!(set(Goal::FIELDS, "# a\n---\n# b\n---\nstatement: a\ncriterion: b\n", "verdict", "met").is_err());
}
