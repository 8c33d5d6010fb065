//! Whole debriefs, and the invariant that nothing typed is dropped.

use proptest::prelude::*;

use super::buffer::{BufferLine, classify};
use super::fixture::{engagement, known, one, read};
use super::*;

const EVENING: &str = "\
Date: yesterday

ACTIONS:
* Sam Lindqvist: rescan the masters by friday
* Jo Lund: ring Colm by end of month

said
Ana Ortiz: saves me an hour (4/3)
Tomasz Wrona:
Jo Lund (new): what does it cost, impression 3

# What went well
- the rehearsal: Ana had seen it before

## costs
1. taxi, 45
2. taxi back, 45
";

#[test]
fn headings_come_in_any_order_case_and_dress() {
    let reading = read(EVENING);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.day.to_string(), "2026-03-19");
    let kinds: Vec<_> = reading.facts.iter().map(|fact| (fact.kind.word(), fact.lines.clone())).collect();
    let want =
        [("feedback", 8), ("feedback", 10), ("lesson", 13), ("spend", 16), ("spend", 17), ("action", 4), ("action", 5)];
    assert_eq!(kinds, want.map(|(kind, line)| (kind, vec![line])));
    // Friday is resolved from the debrief's own day, a Thursday
    assert_eq!(reading.facts[5].value("due"), Some("2026-03-20"));
}

#[test]
fn a_day_said_outside_outranks_the_buffers_own() {
    let engagement = engagement();
    let date = Some("2026-03-16".parse().unwrap());
    let reading = super::read(EVENING, &Background { date, ..known(&engagement) });
    assert_eq!(reading.day.to_string(), "2026-03-16");
    assert_eq!(reading.facts[6].value("due"), Some("2026-03-31"));
}

#[test]
fn a_day_that_is_unclear_or_to_come_is_asked_about_at_its_line() {
    for (day, why) in [
        ("someday", "`someday` is not a valid date; use YYYY-MM-DD"),
        ("2062-05-20", "`2062-05-20` is in the future"),
        ("2026-03-22", "`2026-03-22` is in the future"),
    ] {
        let reading = read(&format!("\nday: {day}\n## keep\nthe plug\n"));
        assert_eq!((reading.problems[0].line(), reading.problems[0].why.as_str()), (2, why));
        assert_eq!((reading.is_dated, reading.day.to_string().as_str()), (false, "2026-03-20"));
    }
    // today is 20 March here, and 21 March further east
    assert!(read("day: today\n").is_dated && read("day: 2026-03-21\n").is_dated);
    assert!(read("day:\n").is_empty());
}

#[test]
fn the_same_line_twice_is_asked_about() {
    let reading = read("## spent\ntaxi, 45\n- taxi: 45 EUR\n");
    assert_eq!((reading.facts.len(), reading.problems[0].lines.as_slice()), (1, &[3][..]));
    assert_eq!(reading.problems[0].why, "this is already recorded; add what is different, or remove the line");
}

#[test]
fn hostile_words_are_words() {
    let text = "## keep\n| <script> [x](javascript:1) {{7*7}} \u{1b}[31m\n@/etc/passwd\n=1+1\n";
    let issues: Vec<_> = read(text).facts.iter().map(|fact| fact.value("issue").unwrap().to_owned()).collect();
    assert_eq!(issues, ["| <script> [x](javascript:1) {{7*7}} \u{1b}[31m", "@/etc/passwd", "=1+1"]);
}

/// A line as tired people might write it, or random text.
fn line() -> impl Strategy<Value = String> {
    let pieces = "Ana Ortiz|ana|Jo Lund|Sam|: |:|, |; |- |* |1. |  |\t|(|)|4/5|4/3|impression 4|enthusiasm|9|valuable|\
                  not valuable|mistake|keep|because|worked|failed|1,200.50|1.200|EUR|€|travel|at | by |friday|frday|\
                  20 March|cleared by |data|%|%!|## |#|said|note|day|é|\u{a0}|\u{2028}|\"|—|…|\u{feff}| ";
    let pieces = prop::sample::select(pieces.split('|').collect::<Vec<_>>());
    let built = prop::collection::vec(pieces, 0..7).prop_map(|pieces| pieces.concat());
    let headings = prop::sample::select(Section::ALL.to_vec()).prop_map(|section| format!("## {}", section.title()));
    prop_oneof![6 => built, 3 => headings, 1 => ".*"]
}

/// The lines that must be accounted for: not blank, no comment, no heading, not the day, no prefilled name.
fn lines_to_account_for(text: &str) -> Vec<usize> {
    let is_name = |line: &str| line.trim().trim_start_matches(['-', '*', ' ']).trim_end_matches([':', ' ']).len() < 14;
    let is_day = |line: &str| {
        let key = line.split(':').next().unwrap_or_default().trim().to_lowercase();
        key == "day" || key == "date"
    };
    let must_be_accounted = |line: &str| {
        let is_blank_name = line.trim_end().ends_with(':') && is_name(line);
        !(matches!(classify(line), BufferLine::Blank | BufferLine::Heading(_)) || is_day(line) || is_blank_name)
    };
    let lines = text.trim_start_matches('\u{feff}').lines().zip(1..);
    lines.filter(|(line, _)| must_be_accounted(line)).map(|(_, at)| at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_dropped(lines in prop::collection::vec(line(), 0..14)) {
        let text = lines.join("\n");
        let reading = read(&text);
        let accounted: Vec<usize> = reading.facts.iter().flat_map(|fact| fact.lines.clone())
            .chain(reading.problems.iter().flat_map(|problem| problem.lines.clone())).collect();
        for line in lines_to_account_for(&text) {
            prop_assert!(accounted.contains(&line), "line {line} of {text:?}: {reading:?}");
        }
        let mut once = accounted.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), accounted.len(), "a line stands in two facts: {:?}", text);
    }

    #[test]
    fn no_letter_of_a_lesson_or_a_note_is_dropped(words in "[A-Za-z0-9é:,.()/ -]{1,60}") {
        for (heading, keys) in [("keep", &["issue", "why"][..]), ("note", &["text"])] {
            let text = format!("## {heading}\nx{words}\n");
            let reading = read(&text);
            let Some(fact) = reading.facts.first() else { continue };
            let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let kept: String = keys.iter().filter_map(|key| fact.value(key)).map(letters).collect();
            prop_assert_eq!(kept.replace("because", ""), letters(&format!("x{words}")).replace("because", ""));
        }
    }

    #[test]
    fn what_comes_back_holds_every_line_that_was_not_understood(lines in prop::collection::vec(line(), 0..14)) {
        let text = lines.join("\n");
        let reading = read(&text);
        let back = rest(&text, &reading);
        for line in reading.problems.iter().flat_map(|problem| &problem.lines) {
            let typed = text.trim_start_matches('\u{feff}').lines().nth(line - 1).unwrap();
            let typed = typed.trim_end_matches('\r');
            prop_assert!(back.lines().any(|line| line.trim_end_matches('\r') == typed), "{typed:?} of {text:?}");
        }
        let whole = annotated(&text, &reading.problems);
        for typed in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with("%!")) {
            let typed = typed.trim_end_matches('\r');
            prop_assert!(whole.lines().any(|line| line.trim_end_matches('\r') == typed), "{typed:?} of {text:?}");
        }
    }
}

#[test]
fn many_lines_and_long_ones_are_each_read_once() {
    // this would take minutes if each fact were compared with all before it, or a line were read again at each word
    let lines: String = (0..40_000).map(|number| format!("- {}\n", number % 20_000)).collect();
    let text = format!("## note\n{lines}");
    let reading = read(&text);
    assert_eq!((reading.facts.len(), reading.problems.len()), (20_000, 20_000));
    assert_eq!(rest(&text, &reading).lines().filter(|line| line.starts_with('-')).count(), 20_000);
    assert_eq!(annotated(&text, &reading.problems).lines().count(), 2 + 1 + 40_000 + 20_000 + 1);
    for (heading, begin, word, end) in [
        ("actions", "Ana: ", "x by ", "the report by Friday"),
        ("actions", "Ana: ", ", ", "the report by Friday"),
        ("actions", "Ana: ", "due on ", "the report by Friday"),
        ("tried", "OCR", ":workedx", ": partly"),
        ("tried", "OCR", ": worked x", ": partly"),
        ("tried", "OCR", ", failed", ": partly"),
    ] {
        let line = format!("{begin}{}{end}", word.repeat(200_000 / word.len()));
        assert!(!one(heading, &line).starts_with('?'), "{word}");
    }
}

#[test]
fn many_new_people_are_each_compared_once() {
    // this would take minutes if each name were compared with all others
    let line = |number: usize| {
        let letters = number.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>();
        format!("A{letters} B{letters} (new): fine {number}\n")
    };
    let reading = read(&format!("## said\n{}", (0..20_000).map(line).collect::<String>()));
    assert_eq!((reading.facts.len(), reading.problems.len()), (20_000, 0));
}
