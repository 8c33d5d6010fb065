//! Words that WORDS.md retired: none in what a user reads.

use std::fs;

use super::assert_none;
use super::source::{SourceFile, read_below, root, sources};

/// Words and phrases in lower case, each with what to write instead.
const RETIRED: &[(&str, &str)] = &[
    ("unless told", "[default: …]"),
    ("unless named", "[default: …]"),
    ("is no", "is not a …; there is no …"),
    ("is none of", "must be A or B"),
    ("there is no telling", "it is unknown"),
    ("that there is not", "an unknown …"),
    ("nobody here", "not in people/"),
    ("owed", "open"),
    ("mend", "fix"),
    ("settle", "resolve"),
    ("settles", "resolves"),
    ("settled", "resolved"),
    ("stood", "was"),
    ("stands", "is"),
    ("come of", "result, follow-up"),
    ("comes of", "result, follow-up"),
    ("came of", "result, follow-up"),
    ("became of", "result, follow-up"),
    ("whom it is with", "customer"),
    ("gone over", "checked"),
    ("git over", "git"),
    ("take in", "record"),
    ("takes in", "records"),
    ("held against", "compared with"),
    ("hold against", "compare with"),
    ("pass a gate", "waive a gate"),
    ("passes a gate", "waives a gate"),
    ("passed a gate", "waived a gate"),
    ("the walk", "the current step, progress, timeline"),
    ("entry", "step"),
    ("entries", "steps"),
    ("so it is", "a question"),
    ("shall", "should, will"),
    ("of theirs", "on the customer's side"),
    ("of the customer's side", "on the customer's side"),
    ("nobody said", "is not recorded"),
    ("nothing says", "is not recorded"),
    ("nobody wrote", "is not recorded"),
    ("tried out", "rehearsed"),
    ("our reading", "our estimate"),
    ("account responsible", "account manager"),
    ("solution responsible", "solution lead"),
    ("fulfilment responsible", "delivery lead"),
    ("the day of it", "date it happened"),
    ("the beginning of it", "a unique prefix"),
    ("plain file", "regular file"),
    ("a link is not followed", "links are not followed"),
    ("upwards", "in a parent directory"),
    (": say which", "; name one"),
    ("sets nothing", "is not an assignment"),
    ("instead of words", "print JSON"),
    ("there is to do", "problems"),
    ("take back", "undo, reopen"),
    ("takes back", "undoes, reopens"),
    ("takes it back", "undoes it"),
    ("the fields of the step", "questions"),
    ("allowed finding", "accepted exception"),
    ("allowed findings", "accepted exceptions"),
    ("pass the gate", "waive the gate"),
    ("passes the gate", "waives the gate"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("all the same", "anyway"),
    ("a place for records", "for records"),
    ("takes no more", "cannot be written"),
    ("gate does not hold", "gate is not met"),
    ("gates do not hold", "gates are not met"),
];

/// What no sentence of a document has, in lower case, each with what to write instead: WORDS.md, "Documents".
const RETIRED_IN_DOCUMENTS: &[(&str, &str)] = &[
    ("wrong with how the record is kept", "leave it out"),
    ("what held", "What we confirmed"),
    ("what meeting them made of it", "Result of the first meeting"),
    ("what we learned that changed it", "What changed our view"),
    ("what we believed they need", "What we believed they needed"),
    ("left when", "Switch when"),
    ("leave it when", "Switch when"),
    ("it works when", "How we check it works"),
    ("what was skipped or passed", "Steps skipped and gates waived"),
    ("in the wording first signed", "As first signed"),
    ("fit of what we have", "Product fit"),
    ("what that lacks", "Gap and plan"),
    ("worth another look", "Revisit if"),
    ("hours we took", "Customer time used"),
    ("brought home", "Materials we hold"),
    ("findings that were allowed", "Accepted exceptions"),
    ("grade people", "This report does not assess individuals"),
    ("what worries", "Risks and concerns"),
    ("how both sides will know", "Acceptance criterion"),
    ("belong to it", "Out of scope"),
    ("belongs to it", "In scope"),
    ("where it ends", "Not included"),
    ("shown by", "Acceptance test"),
    ("up by", "+1.3"),
    ("down by", "-1.3"),
    ("heard before", "asked both times"),
    ("which may be passed by", "10% tolerance"),
    ("whom to ring", "Contacts"),
    ("whom to call", "Contacts"),
    ("acr", "account manager"),
    ("csr", "solution lead"),
    ("cfr", "delivery lead"),
    ("hot wash", "end-of-day summary (hot wash)"),
    ("voices", "people"),
    ("tier", "primary plan, alternate plan, contingency, emergency"),
    ("tiers", "plans"),
    ("phase", "nothing: nine steps suffice"),
    ("section assess", "nothing: nine steps suffice"),
    ("1·1", "cycle 1, round 1"),
    ("weigh less", "lower-priority items are not shown"),
    ("something that you can judge", "We will show you a result at least every 21 days"),
    ("percent", "%"),
];

/// Retired words that a file still accepts as input, as people type them.
const ACCEPTED: &[(&str, &str)] = &[
    ("src/exchange/debrief/marks.rs", "our reading"),
    ("src/exchange/debrief/present.rs", "account responsible"),
    ("src/exchange/debrief/present.rs", "solution responsible"),
    ("src/exchange/debrief/present.rs", "fulfilment responsible"),
];

/// Where users read.
enum Place {
    /// The literals of the code in a folder or file of `src`.
    Literals(&'static str),
    /// The lines of a page, or of all pages in a folder.
    Pages(&'static str),
    /// The sentences of the documents or templates in a folder.
    Sentences(&'static str),
}

use Place::{Literals, Pages, Sentences};

/// The places that hold no retired word. `docs/` is generated: `commands.md` from the help, `files.md` from the questions.
const PLAIN: &[Place] = &[
    Literals("src/check"),
    Literals("src/model"),
    Literals("src/store"),
    Literals("src/insight"),
    Pages("docs/checks.md"),
    Pages("tests/cmd/check"),
    Pages("docs/files.md"),
    Pages("tests/cmd/errors"),
    Pages("docs/commands.md"),
    Pages("docs/phone.md"),
    Literals("src/cmd"),
    Literals("src/exchange"),
    Pages("README.md"),
];

/// Where sentences of documents are: their templates, the code beside them, expected ones, and those of the samples.
const DOCUMENTS: &[Place] = &[Sentences("templates"), Literals("src/render"), Sentences("src/render/testdata")];

/// A text that a user reads, and its place.
type Shown = (String, String);

impl Place {
    fn texts(&self) -> Vec<Shown> {
        match self {
            Literals(folder) => {
                let files = sources();
                let files = files.values().filter(|file| file.path.starts_with(folder));
                // a single word is a key or a name
                files.flat_map(literals).filter(|(_, text)| text.contains(' ')).collect()
            }
            Pages(page) => pages(page).iter().flat_map(|(path, text)| numbered(path, text)).collect(),
            Sentences(page) => pages(page).iter().flat_map(|(path, text)| numbered(path, &sentences(text))).collect(),
        }
    }

    /// The words of a list in it, each with its place and what to write instead.
    fn retired(&self, words: &[(&str, &str)]) -> Vec<String> {
        let found = self.texts().into_iter().flat_map(|(place, text)| {
            let text = prose(&text);
            let is_input =
                |words: &str| ACCEPTED.iter().any(|(file, input)| place.starts_with(file) && *input == words);
            let found: Vec<_> = words.iter().filter(|(words, _)| holds(&text, words) && !is_input(words)).collect();
            found.into_iter().map(move |(words, instead)| format!("{place}: `{words}` is retired: {instead}"))
        });
        found.collect()
    }
}

fn pages(page: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let path = root().join(page);
    match fs::read_to_string(&path) {
        Ok(text) => pages.push((page.to_owned(), text)),
        Err(_) => read_below(&path, "md", &mut pages),
    }
    pages
}

fn numbered(path: &str, text: &str) -> Vec<Shown> {
    (1..).zip(text.lines()).map(|(number, line)| (format!("{path}:{number}"), line.to_owned())).collect()
}

/// A document or template line by line, without tags (but with the words quoted in them) and without what people said.
fn sentences(page: &str) -> String {
    let marked = ["{{", "{%"].iter().fold(page.to_owned(), |text, open| text.replace(open, "\u{2}"));
    let marked = marked.replace("{#", "\u{2}#").replace("%}", "}}").replace("#}", "}}");
    let pieces = marked.split("}}").map(|piece| {
        let (text, tag) = piece.split_once('\u{2}').unwrap_or((piece, ""));
        let words = if tag.starts_with('#') { vec![] } else { tag.split('"').skip(1).step_by(2).collect() };
        format!("{text}{}{}", words.join(" | "), "\n".repeat(tag.matches('\n').count()))
    });
    let text = pieces.collect::<String>();
    let said = |line: &str| if line.starts_with('>') { String::new() } else { line.split('"').step_by(2).collect() };
    text.lines().map(said).collect::<Vec<_>>().join("\n")
}

/// The string literals of a file, each with the line on which it starts; one over several lines is joined.
fn literals(file: &SourceFile) -> Vec<Shown> {
    let (mut literals, mut open): (Vec<Shown>, Option<Shown>) = (Vec::new(), None);
    for (number, line) in &file.code {
        let line = line.replace("'\"'", "' '").replace("\\\"", "\u{1}");
        let line = if open.is_some() { line.trim_start() } else { &line };
        for (at, part) in line.split('"').enumerate() {
            match open.take() {
                literal if at > 0 => match literal {
                    Some(done) => literals.push(done),
                    None => open = Some((format!("{}:{number}", file.path), part.to_owned())),
                },
                Some((place, text)) => open = Some((place, format!("{}{part}", text.trim_end_matches('\\')))),
                None => {}
            }
        }
    }
    literals
}

/// A text in lower case without what is in back-ticks: keys, names and values keep their words.
fn prose(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("`").to_lowercase()
}

/// Whether a text has these words, whole, and not as a key such as `training.owed`, `owed:`, `{owed}` or `visits: entry,`.
fn holds(text: &str, words: &str) -> bool {
    let is_inside = |letter: char| letter.is_alphanumeric() || "_-.".contains(letter);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let is_key = after.starts_with([':', '=', '}']) || before.ends_with(is_inside) || before.ends_with("visits: ");
        let is_longer = after.starts_with(|letter: char| letter.is_alphanumeric() || "_-".contains(letter));
        let is_fine = words == "is no" && (before.ends_with("there ") || after.starts_with(" longer"))
            || words == "hot wash" && before.ends_with('(')
            || words == "percent" && after.starts_with(" choice join_and"); // names of filters
        !is_key && !is_longer && !is_fine
    })
}

#[test]
fn no_retired_word_is_left_where_users_read() {
    assert_none(&PLAIN.iter().flat_map(|place| place.retired(RETIRED)).collect::<Vec<_>>());
}

#[test]
fn no_sentence_of_a_document_has_a_retired_word() {
    let words = [RETIRED, RETIRED_IN_DOCUMENTS].concat();
    let wrong = DOCUMENTS.iter().flat_map(|place| place.retired(&words));
    // the words of the samples' people are their own
    assert_none(&wrong.chain(Sentences("engagements").retired(RETIRED_IN_DOCUMENTS)).collect::<Vec<_>>());
}

#[test]
fn a_retired_word_is_found_and_a_key_is_not() {
    let code = "fn f() {\n    say(\"it is \\\n        no date\");\n    key('\"', \"training.owed\");\n    ask(\"`owed`\");\n}\n";
    let texts = literals(&SourceFile::new("src/model/a.rs", code));
    assert_eq!(texts[0], ("src/model/a.rs:2".to_owned(), "it is no date".to_owned()));
    let found = texts.iter().map(|(_, text)| RETIRED.iter().any(|(words, _)| holds(&prose(text), words)));
    assert_eq!(found.collect::<Vec<_>>(), [true, false, false]);
    let page = "{# the walk\n #}The {{ walk }}{% if x %}\n{{ \"walk\" }}s \"the walk\" on\n> the walk\n";
    assert_eq!(sentences(page), "\nThe \nwalks  on\n");
    assert!(!holds("there is no goal yet", "is no") && !holds("spend", "mend") && !holds("  owed:", "owed"));
}
