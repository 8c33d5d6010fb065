use super::*;
use crate::model::charter::Charter;
use crate::model::entry::Entry;
use crate::model::field::Fields as _;
use crate::model::pace::Pace;
use crate::model::record::Kind;
use crate::model::step::Step;

fn decided(fields: &[Field], texts: [&str; 3], choices: &[(&str, Choice)]) -> MergedFile {
    let keys = choices.iter().map(|(key, choice)| ((*key).to_owned(), choice.clone())).collect();
    merge(fields, texts, &keys).unwrap()
}

fn merged(fields: &[Field], texts: [&str; 3]) -> MergedFile {
    decided(fields, texts, &[])
}

/// The result of a merge: the text, the source of each value, the undecided keys.
fn outcome(merged: &MergedFile) -> (String, String, String) {
    let text = merged.file.as_ref().map_or_else(|| "refused".to_owned(), |file| file.text.clone());
    let taken: Vec<_> = merged.taken.iter().map(|(key, from)| format!("{key} {from:?}")).collect();
    let open: Vec<_> = merged.open.iter().map(|open| open.key.as_str()).collect();
    (text, taken.join(", "), open.join(", "))
}

fn goal() -> &'static [Field] {
    Kind::Goal.row().fields
}

const GOAL: &str = "statement: find a report\ncriterion: nine of ten\ncommitted: 2026-03-02\n";

#[test]
fn what_one_side_changed_is_taken_and_what_both_changed_alike_stands() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let theirs = format!("{GOAL}due: 2026-04-01\n");
    let (text, taken, open) = outcome(&merged(goal(), [GOAL, &ours, &theirs]));
    assert_eq!(text, format!("{ours}due: 2026-04-01\n"));
    assert_eq!((taken.as_str(), open.as_str()), ("criterion Ours, due Theirs", ""));
    let (text, taken, open) = outcome(&merged(goal(), [GOAL, &ours, &ours]));
    assert_eq!((text.as_str(), taken.as_str(), open.as_str()), (ours.as_str(), "", ""));
}

#[test]
fn files_below_a_licence_and_the_mark_of_the_document_merge_as_others_do() {
    let base = format!("# a licence\n---\n{GOAL}");
    let ours = base.replace("nine of ten", "ten of ten");
    let theirs = format!("{base}# agreed on site\ndue: 2026-04-01  # or May\n");
    let (text, taken, open) = outcome(&merged(goal(), [&base, &ours, &theirs]));
    assert_eq!(text, theirs.replace("nine of ten", "ten of ten"));
    assert_eq!((taken.as_str(), open.as_str()), ("criterion Ours, due Theirs", ""));
    // and where only one side has them
    let (text, _, open) = outcome(&merged(goal(), [GOAL, &ours, &theirs]));
    assert_eq!((text, open.as_str()), (theirs.replace("nine of ten", "ten of ten"), ""));
}

#[test]
fn what_disagrees_is_left_open_until_somebody_decides() {
    let ours = GOAL.replace("nine of ten", "ten of ten");
    let theirs = GOAL.replace("nine of ten", "all of them  # they insist");
    let texts = [GOAL, ours.as_str(), theirs.as_str()];
    let open = merged(goal(), texts).open;
    assert_eq!(open.len(), 1);
    let words = [&open[0].base, &open[0].ours, &open[0].theirs].map(|node| format!("{node:?}"));
    assert_eq!(words, ["Text(\"nine of ten\")", "Text(\"ten of ten\")", "Text(\"all of them\")"]);
    for (choice, text) in [
        (Choice::Side(Source::Ours), ours.clone()),
        (Choice::Side(Source::Theirs), theirs.clone()),
        (Choice::Value(Node::text("eight")), GOAL.replace("nine of ten", "eight")),
    ] {
        let done = decided(goal(), texts, &[("criterion", choice)]);
        assert_eq!(done.open, []);
        assert_eq!(done.file.unwrap().text, text);
    }
}

#[test]
fn cleared_here_and_changed_there_disagrees() {
    let base = format!("{GOAL}due: 2026-04-01\n");
    let ours = format!("{GOAL}due:\n");
    let theirs = format!("{GOAL}due: 2026-05-01\n");
    assert_eq!(outcome(&merged(goal(), [&base, &ours, &theirs])).2, "due");
    let (text, taken, open) = outcome(&merged(goal(), [&base, &ours, &base]));
    assert_eq!((text.as_str(), taken.as_str(), open.as_str()), (ours.as_str(), "due Ours", ""));
    assert_eq!(outcome(&merged(goal(), [&base, &base, GOAL])).0, ours);
}

#[test]
fn people_and_roles_are_united() {
    let fields = Kind::Person.row().fields;
    let base = "name: Ana Ortiz\nside: customer\nroles: [SME, user]\n";
    let ours = "name: Ana Ortiz\nside: customer\nroles: [SME, user, sponsor]\n";
    let theirs = "name: Ana Ortiz\nside: customer\nroles: [SME, decider]\n";
    let (text, taken, open) = outcome(&merged(fields, [base, ours, theirs]));
    assert_eq!(text, "name: Ana Ortiz\nside: customer\nroles: [SME, sponsor, decider]\n");
    assert_eq!((taken.as_str(), open.as_str()), ("roles Both", ""));
}

#[test]
fn texts_of_a_list_are_united_unless_both_rewrite_one() {
    let with = |needs: &str| format!("primary:\n  plan: server\n  needs: {needs}\n");
    let union = merged(Pace::FIELDS, [&with("[a]"), &with("[a, b]"), &with("[a, c]")]);
    assert_eq!(outcome(&union), (with("[a, b, c]"), "primary.needs Both".into(), String::new()));
    let rewritten = merged(Pace::FIELDS, [&with("[a]"), &with("[a one]"), &with("[a two]")]);
    assert_eq!(outcome(&rewritten).2, "primary.needs");
    for sides in [["[a, b]", "[a, c]", "[a]"], ["[a, b]", "[a]", "[a, c]"]] {
        let perhaps_changed = merged(Pace::FIELDS, sides.map(&with).each_ref().map(String::as_str));
        assert_eq!(outcome(&perhaps_changed).2, "primary.needs", "taken out by one, perhaps rewritten by the other");
    }
}

#[test]
fn items_with_a_name_are_merged_one_by_one() {
    let fields = Entry::fields(Step::Dev);
    let base = "entered: 2026-03-02\nprep:\n  - task: pack\n    hours: 2\n  - task: index\n";
    let ours = "entered: 2026-03-02\nprep:\n  - task: pack\n    hours: 2\n    done: true\n  - task: index\n";
    let theirs = "entered: 2026-03-02\nprep:\n  - task: pack\n    hours: 3\n  - task: index\n  - task: ship\n";
    let (text, taken, open) = outcome(&merged(&fields, [base, ours, theirs]));
    assert_eq!(open, "");
    assert_eq!(taken, "prep.1.hours Theirs, prep.1.done Ours, prep Both");
    assert!(text.contains("hours: 3") && text.contains("done: true") && text.contains("- task: ship"), "{text}");
    let dropped = "entered: 2026-03-02\nprep:\n  - task: index\n";
    assert_eq!(outcome(&merged(&fields, [base, ours, dropped])).2, "prep", "taken out there, changed here");
    assert_eq!(outcome(&merged(&fields, [base, dropped, ours])).2, "prep", "taken out here, changed there");
    let (text, _, open) = outcome(&merged(&fields, [base, &format!("{base}built: it\n"), dropped]));
    assert_eq!((text, open), (format!("{dropped}built: it\n"), String::new()));
}

#[test]
fn switches_of_both_stand_in_the_order_of_their_days() {
    let switch =
        |day: &str, to: &str| format!("  - on: {day}\n    from: primary\n    to: {to}\n    trigger: no login\n");
    let ours = format!("switches:\n{}", switch("2026-03-09", "alternate"));
    let theirs = format!("switches:\n{}", switch("2026-03-07", "contingency"));
    let (text, _, open) = outcome(&merged(Pace::FIELDS, ["", &ours, &theirs]));
    assert_eq!(open, "");
    assert!(text.find("contingency") < text.find("alternate"), "{text}");
    let (gone, other) = ("switches: []\n", ours.replace("no login", "no disk"));
    assert_eq!(outcome(&merged(Pace::FIELDS, [&ours, &other, gone])).2, "switches", "changed here, taken out there");
    assert_eq!(outcome(&merged(Pace::FIELDS, [&ours, gone, &other])).2, "switches");
    let one = switch("2026-03-09", "alternate");
    let (more, twice) =
        (format!("{ours}{}", switch("2026-03-11", "primary")), format!("{ours}{one}    result: slower\n"));
    for sides in [["", &more, &twice], ["", &twice, &more]] {
        assert_eq!(outcome(&merged(Pace::FIELDS, sides)).2, "switches", "two of one name are not told apart");
    }
}

#[test]
fn what_stands_below_extra_is_taken_and_compared_to_the_letter() {
    let extra = |lines: &str| format!("{GOAL}extra:\n{lines}");
    let digits = "123456789012345678901234567890123456789012345";
    let theirs = extra(&format!("  a: 1\n  version: 1.10\n  exp: 1e3\n  more: [{digits}, yes, ~]\n"));
    let (text, ..) = outcome(&merged(goal(), [&extra("  a: 1\n"), &extra("  a: 2\n"), &theirs]));
    assert_eq!(text, theirs.replace("a: 1", "a: 2"));
    let (.., open) = outcome(&merged(goal(), [GOAL, &extra("  v: 1.10\n"), &extra("  v: 1.1\n")]));
    assert_eq!(open, "extra.v");
}

#[test]
fn groups_and_extra_are_merged_key_by_key() {
    let base = "schema: 1\ntitle: a\ncustomer: b\nopened: 2026-01-02\nextra: {theirs: {a: 1}}\n";
    let ours = base.replace("{a: 1}", "{a: 1, b: 2}").replace("title: a", "title: a\n# told by phone");
    let theirs = base.replace("{a: 1}", "{a: 3}") + "budget: {amount: 10, currency: EUR}\n";
    let (text, _, open) = outcome(&merged(Charter::FIELDS, [base, &ours, &theirs]));
    assert_eq!(open, "");
    assert!(text.contains("theirs: {a: 3, b: 2}") && text.contains("# told by phone"), "{text}");
    assert!(text.contains("amount: 10"), "{text}");
}

#[test]
fn both_made_the_file_and_what_only_one_says_is_there() {
    let ours = "entered: 2026-03-06\nfrom: cycle-1/04-dev\nbecause: the boat leaves\n";
    let theirs = "entered: 2026-03-07\nfrom: cycle-1/04-dev\ninstalled: on the server\n";
    let (_, taken, open) = outcome(&merged(&Entry::fields(Step::Onsite), ["", ours, theirs]));
    assert_eq!((taken.as_str(), open.as_str()), ("because Ours, installed Theirs", "entered"));
}

#[test]
fn comments_of_both_are_kept_or_named() {
    let base = "# the goal\nstatement: find a report\ncriterion: nine of ten\ncommitted: 2026-03-02\n";
    let ours = base.replace("criterion: nine of ten", "# asked twice\ncriterion: ten of ten  # ours");
    let theirs = "# the goal\n# agreed in the canteen\nstatement: find a report  # by berth\ncriterion: nine of ten # gone with its value\ncommitted: 2026-03-02\ndue: 2026-04-01\n# the end\n";
    let merged = merged(goal(), [base, &ours, theirs]);
    let file = merged.file.unwrap();
    assert_eq!(
        file.text,
        "# the goal\n# agreed in the canteen\nstatement: find a report  # by berth\n# asked twice\ncriterion: ten of ten  # ours\ncommitted: 2026-03-02\ndue: 2026-04-01\n# the end\n"
    );
    assert_eq!(file.left, ["# gone with its value"]);
}

#[test]
fn a_comment_goes_to_its_key_and_not_to_words_that_look_like_it() {
    let base = format!("{GOAL}extra:\n  a: 1\n");
    let ours = format!("{GOAL}next: |\n  a: 1\nextra:\n  a: 2\n");
    let theirs = base.replace("  a: 1", "  # why\n  a: 1");
    let file = merged(goal(), [&base, &ours, &theirs]).file.unwrap();
    assert_eq!((file.text, file.left), (ours.replace("  a: 2", "  # why\n  a: 2"), vec![]));
}

#[test]
fn carriage_returns_and_the_byte_order_mark_of_ours_stay() {
    let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let ours = crlf(&GOAL.replace("nine", "ten"));
    let theirs = format!("{GOAL}due: 2026-04-01\n");
    let (text, _, _) = outcome(&merged(goal(), [GOAL, &ours, &theirs]));
    assert_eq!(text, format!("{ours}due: 2026-04-01\r\n"));
}

#[test]
fn what_looks_blank_below_extra_is_kept_and_told() {
    let theirs = format!("{GOAL}extra:\n  sep: ' '\n  todo:\n  none: {{}}\n");
    for base in [GOAL.to_owned(), format!("{GOAL}extra:\n  a: 1\n")] {
        let theirs = theirs.replace("extra:\n", if base == GOAL { "extra:\n" } else { "extra:\n  a: 1\n" });
        let ours = base.replace("nine", "ten");
        let (text, taken, open) = outcome(&merged(goal(), [&base, &ours, &theirs]));
        assert!(text.contains("  sep: ' '\n  todo:\n  none: {}\n"), "{text}");
        assert!(taken.starts_with("criterion Ours, extra") && open.is_empty(), "{taken}");
    }
    let (base, more) = (format!("{GOAL}extra:\n  a: 1\n"), "  sep: ''\n  todo:\n  none: {}\n");
    let (text, taken, _) = outcome(&merged(goal(), [&base, &base.replace("a: 1", "a: 2"), &format!("{base}{more}")]));
    assert!(text.ends_with("  a: 2\n  sep: ''\n  todo:\n  none: {}\n"), "{text}");
    assert_eq!(taken, "extra.a Ours, extra.sep Theirs, extra.todo Theirs, extra.none Theirs");
    let base = format!("{GOAL}extra: {{a: '', b: }}\n");
    let (text, taken, _) = outcome(&merged(goal(), [&base, &base, &format!("{GOAL}extra: {{a: ' ', b: 2}}\n")]));
    assert!(taken == "extra Theirs" && text.contains("b: 2"), "{taken} {text}");
}

#[test]
fn a_key_below_extra_that_one_side_took_out_is_gone_and_its_comment_is_not() {
    let base = format!("{GOAL}extra:\n  a: 1\n  b: 2 # two\n  c: [3]\n");
    let ours = base.replace("  a: 1\n", "  a: 4\n");
    let theirs = base.replace("  b: 2 # two\n", "");
    let (text, taken, open) = outcome(&merged(goal(), [&base, &ours, &theirs]));
    assert_eq!(text, format!("{GOAL}extra:\n  a: 4\n  # two\n  c: [3]\n"));
    assert_eq!((taken.as_str(), open.as_str()), ("extra.a Ours, extra.b Theirs", ""));
    let flow = format!("{GOAL}extra: {{a: 1, b: 2, c: [3]}}\n");
    for (from, to) in [("a: 1, ", ""), (", b: 2", ""), (", c: [3]", "")] {
        let (ours, theirs) = (flow.replace("nine", "ten"), flow.replace(from, to));
        let (text, _, _) = outcome(&merged(goal(), [&flow, &ours, &theirs]));
        assert_eq!(text, theirs.replace("nine", "ten"));
    }
}

#[test]
fn a_comment_within_brackets_is_not_lost_with_the_key_beside_it() {
    let extra = "extra: {a: 1, b: 2,\n  c: 3}\n";
    let goal_of = |words: &str, day: &str| {
        let texts = ["statement", "criterion", "responsible", "theirs", "delimitation", "next"];
        let texts: String = texts.iter().map(|key| format!("{key}: {words}\n")).collect();
        format!("{texts}committed: {day}\ndue: {day}\n{extra}")
    };
    // a few changes are spliced one by one, more are grouped by the part that they touch
    for (base, theirs) in
        [(format!("{GOAL}{extra}"), format!("{GOAL}{extra}")), (goal_of("a", "2026-03-02"), goal_of("b", "2026-03-03"))]
    {
        let ours = base.replace("2,\n", "2, # why\n");
        for gone in ["a: 1, ", "b: 2,\n  ", ",\n  c: 3"] {
            let merged = merged(goal(), [&base, &ours, &theirs.replace(gone, "")]);
            let kept = merged.file.as_ref().is_none_or(|file| file.text.contains("# why") || file.left == ["# why"]);
            assert!(kept, "{gone}: {:?}", merged.file);
        }
    }
}

#[test]
fn what_ours_alone_changed_stands_to_the_byte_though_there_were_only_comments() {
    // found by the fuzzer: the comments of a file without a key were not known, and came back
    let (base, ours) = ("# Step 1 of 9, hypoth\n", "# Step 1 of 9, hypothesis\nentered: 2026-05-04\n");
    let fields = Entry::fields(Step::Hypothesis);
    assert_eq!(outcome(&merged(&fields, [base, ours, base])).0, ours);
}

/// A goal with many keys below `extra`, each a block, a line or a group, with a comment here and there.
fn many(number: usize, value: &str) -> String {
    let one = |at: usize| match at % 4 {
        0 => format!("  k{at}: {value} {at}  # beside {at}\n"),
        1 => format!("  # above {at}\n  k{at}: |\n    {value}\n    {at}\n"),
        2 => format!("  k{at}:\n    inner: {{deep: {value}, at: {at}}}\n    last: {value}\n"),
        _ => format!("  k{at}:\n    - one: {value}\n    - more: {value}\n      # in a list\n      other: {at}\n"),
    };
    format!("{GOAL}extra:\n{}", (0..number).map(one).collect::<String>())
}

#[test]
fn many_changes_are_made_in_their_parts_and_every_other_byte_stays() {
    let (base, theirs) = (many(40, "a"), many(40, "b"));
    let ours = base.replace("nine of ten", "ten of ten   # by hand").replace("  k8: a 8  # beside 8\n", "");
    let (text, _, open) =
        outcome(&decided(goal(), [&base, &ours, &theirs], &[("extra.k8", Choice::Side(Source::Theirs))]));
    let expected = theirs.replace("nine of ten", "ten of ten   # by hand").replace("  k8: b 8  # beside 8\n", "");
    assert_eq!(open, "");
    assert_eq!(text, format!("{expected}  k8: b 8  # beside 8\n"));
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let (text, _, _) = outcome(&merged(goal(), [&base, &crlf(&base), &crlf(&theirs)]));
    assert_eq!(text, crlf(&theirs));
}

#[test]
fn a_thousand_keys_and_comments_are_merged_in_one_go() {
    let (base, theirs) = (many(1000, "a"), many(1000, "b"));
    let ours = base.replace("nine", "ten");
    let (text, _, open) = outcome(&merged(goal(), [&base, &ours, &theirs]));
    assert!(open.is_empty() && text == theirs.replace("nine", "ten"));
    let comments: String = (0..1000).map(|at| format!("# {at}\n  a{at}: 1\n")).collect();
    let theirs = format!("{GOAL}extra:\n{comments}");
    let base = theirs.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect::<String>();
    let (text, _, _) = outcome(&merged(goal(), [&base, &base.replace("nine", "ten"), &theirs]));
    assert_eq!(text, theirs.replace("nine", "ten"));
}

#[test]
fn the_order_of_the_side_that_changed_it_stands_and_two_orders_disagree() {
    let fields = Entry::fields(Step::Dev);
    let list = |items: &[&str]| format!("entered: 2026-03-02\nprep:\n{}", items.concat());
    let [pack, index, ship] = ["  - task: pack # p\n", "  - task: index\n", "  - task: ship\n"];
    let base = list(&[pack, index, ship]);
    let done = "  - task: index\n    done: true\n";
    let (ours, theirs) = (list(&[pack, done, ship]), list(&[ship, pack, index]));
    let (text, taken, open) = outcome(&merged(&fields, [&base, &ours, &theirs]));
    assert_eq!(text, list(&[ship, pack, done]));
    assert_eq!((taken.as_str(), open.as_str()), ("prep.2 Ours, prep Both", ""));
    let (text, _, _) = outcome(&merged(&fields, [&base, &theirs, &ours]));
    assert_eq!(text, list(&[ship, pack, done]));
    let (_, _, open) = outcome(&merged(&fields, [&base, &list(&[done, pack, ship]), &theirs]));
    assert_eq!(open, "prep");
    let with = |needs: &str| format!("primary:\n  plan: server\n  needs: {needs}\n");
    let needs = |ours, theirs| outcome(&merged(Pace::FIELDS, [&with("[a, b]"), &with(ours), &with(theirs)]));
    assert_eq!(needs("[a, b, c]", "[b, a]").0, with("[b, a, c]"));
    assert_eq!(needs("[b, a, c]", "[a, b, d]").0, with("[b, a, c, d]"));
}
