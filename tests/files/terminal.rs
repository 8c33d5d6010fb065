//! What a person at a terminal sees: a pseudo-terminal of util-linux's `script`, which every Debian has.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

use crate::scene::{ENGAGE, done, engage, program, wait_for, workspace};

/// A command in a pseudo-terminal.
struct Terminal {
    child: Child,
    shown: tempfile::NamedTempFile,
}

impl Terminal {
    /// Starts a line of a shell, in which `engage` is `$ENGAGE`, in a terminal of so many columns and 10 lines.
    fn new(root: &Path, columns: usize, line: &str) -> Self {
        let shown = tempfile::NamedTempFile::new().unwrap();
        let line = format!("stty cols {columns} rows 10; {line}");
        let mut command = program("script", root);
        command.args(["-qec", &line, "/dev/null"]).env("ENGAGE", ENGAGE).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
        let child = command.stdin(Stdio::piped()).stdout(shown.reopen().unwrap()).spawn().unwrap();
        Self { child, shown }
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.shown.path()).unwrap()).replace('\r', "")
    }

    /// Waits for words, then presses keys.
    fn answer(&mut self, words: &str, keys: &str) {
        wait_for(|| self.shown().contains(words));
        self.child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// All that was shown, and the exit code.
    fn end(mut self) -> (String, Option<i32>) {
        let code = self.child.wait().unwrap().code();
        (self.shown(), code)
    }
}

fn at(root: &Path, columns: usize, line: &str) -> (String, Option<i32>) {
    Terminal::new(root, columns, line).end()
}

/// A workspace with long words, wide characters, and characters joined of several.
fn words() -> TempDir {
    let folder = workspace();
    let long = format!("https://example.org/{}", "a-page-of-the-archive/".repeat(8));
    let joined = "👩\u{200d}👩\u{200d}👧 cafe\u{301} آب\u{200c}رسانی";
    let wide = "港湾の検査報告書をすべて検索できるようにする。そして現場で使えることを確かめる、毎日。";
    let prose = "an inspector finds the last report on a named fender, bollard or pile in ten seconds";
    let text = format!("{prose} {joined} {long} {wide} {prose}");
    for arguments in [
        &["set", &format!("belief={text}"), &format!("benefit={text}")][..],
        &["set", "--in", "engagement", &format!("mission={text}"), "pricing=fixed-price"],
        &["add", "goal", &text, "--criterion", &text, "--due", "2026-03-05", "--id", "find"],
        &["add", "requirement", &text, "--class", "user", "--id", "fast"],
        &["add", "feedback", &text, "--from", "ana-ortiz"],
        &["add", "action", &text, "--owner", "ana-ortiz", "--due", "2026-02-20"],
        &["add", "decision", &text, "--by", "ana-ortiz"],
        &["add", "lesson", &text, "--kind", "sustain"],
        &["new", "a-very-long-name-".repeat(4).trim_end_matches('-'), "--customer", &format!("{wide} {joined}")],
    ] {
        let output = engage(
            folder.path(),
            &[arguments, &["-e", "harbor-search"][..2 * usize::from(arguments[0] != "new")]].concat(),
        );
        assert!(output.status.success(), "{arguments:?}: {}", crate::scene::text(&output));
    }
    folder
}

#[test]
fn no_word_is_broken_and_no_line_is_wider_than_the_terminal() {
    let folder = words();
    for arguments in [
        "status harbor-search", "status", "show harbor-search", "show harbor-search --figures", "explain",
        "explain cadence-lapsed", "check", "list", "list --attention", "list --by step", "log harbor-search",
        "log harbor-search --agreed", "recall inspector", "assess harbor-search", "template list", "report --list",
    ] {
        let piped = engage(folder.path(), &arguments.split(' ').collect::<Vec<_>>());
        let piped = crate::scene::text(&piped);
        let words: Vec<_> = piped.split_whitespace().collect();
        for columns in [60, 80, 120] {
            let (shown, _) = at(folder.path(), columns, &format!("$ENGAGE {arguments} --no-pager"));
            assert!(shown.lines().count() > 1, "{shown}");
            for line in shown.lines() {
                let content = line.trim_start_matches(['#', ' ']).trim_start_matches("next: ");
                let is_whole = content.starts_with("engage ") || !content.contains(' ');
                assert!(line.width() <= columns || is_whole, "{arguments} at {columns}: {line}");
            }
            for word in shown.split_whitespace().filter(|word| !word.ends_with('…')) {
                let is_wide = word.chars().any(|character| character.to_string().width() == 2);
                let is_whole = words.contains(&word) || is_wide && piped.contains(word) || word == "#";
                assert!(is_whole, "{arguments} at {columns}: {word}");
            }
        }
    }
}

#[test]
fn output_longer_than_the_screen_goes_to_the_pager_and_nothing_else_does() {
    let folder = words();
    done(folder.path(), &["init"]);
    let first = |line: &str| {
        let (shown, code) = at(folder.path(), 80, line);
        (shown.lines().next().unwrap_or_default().trim_start_matches("\u{1b}[1m").to_owned(), code)
    };
    for (line, expected, code) in [
        ("PAGER='sed s/^/paged:/' $ENGAGE show harbor-search", "paged:harbor-search: ", 0),
        ("ENGAGE_PAGER='sed s/^/paged:/' PAGER=false $ENGAGE show harbor-search", "paged:harbor-search: ", 0),
        ("PAGER='sed s/^/paged:/ | cat' $ENGAGE show harbor-search", "paged:harbor-search: ", 0),
        // its exit code is that of the command, and an early end is no failure
        ("PAGER='sed s/^/paged:/' $ENGAGE check --fail-on warning", "paged:", 3),
        ("PAGER=true $ENGAGE show harbor-search", "", 0),
        // short, not wanted, not there, not to a terminal
        ("PAGER='sed s/^/paged:/' $ENGAGE list", "ID ", 0),
        ("PAGER='sed s/^/paged:/' $ENGAGE show harbor-search --no-pager", "harbor-search: ", 0),
        ("ENGAGE_PAGER= PAGER='sed s/^/paged:/' $ENGAGE show harbor-search", "harbor-search: ", 0),
        ("PAGER=cat $ENGAGE show harbor-search", "harbor-search: ", 0),
        ("PAGER=no-such-pager $ENGAGE show harbor-search", "harbor-search: ", 0),
        ("PAGER='sed s/^/paged:/' $ENGAGE show harbor-search | cat", "harbor-search: ", 0),
    ] {
        let (shown, ended) = first(line);
        assert!(shown.starts_with(expected) && (expected.is_empty() == shown.is_empty()), "{line}: {shown}");
        assert_eq!(ended, Some(code), "{line}");
    }
}

#[test]
fn colour_goes_to_a_terminal_and_through_the_pager_and_nowhere_else() {
    let folder = words();
    for (line, is_coloured) in [
        ("env -u NO_COLOR $ENGAGE list", true),
        ("env -u NO_COLOR PAGER='head -1' $ENGAGE show harbor-search", true),
        ("PAGER='head -1' $ENGAGE show harbor-search", false),
        ("env -u NO_COLOR PAGER='head -1' $ENGAGE show harbor-search --color never", false),
        ("env -u NO_COLOR $ENGAGE list | cat", false),
        ("env -u NO_COLOR CLICOLOR_FORCE=1 $ENGAGE list | cat", true),
        ("$ENGAGE list --color always | cat", true),
    ] {
        let (shown, _) = at(folder.path(), 80, line);
        assert_eq!(shown.contains("\u{1b}["), is_coloured, "{line}: {shown}");
    }
}

#[test]
fn new_and_add_ask_for_what_is_missing_only_in_a_terminal_and_ask_again_for_what_is_refused() {
    let folder = workspace();
    let mut new = Terminal::new(folder.path(), 80, "$ENGAGE new");
    new.answer("Name: ", "\nPump watch\n");
    new.answer("Customer: ", "Fen Water Board\n");
    let (shown, code) = new.end();
    assert_eq!(code, Some(0), "{shown}");
    let charter = fs::read_to_string(folder.path().join("engagements/pump-watch/engagement.yaml")).unwrap();
    assert!(charter.contains("title: Pump watch\ncustomer: Fen Water Board\n"), "{charter}");

    let mut add = Terminal::new(folder.path(), 80, "$ENGAGE add action -e harbor-search");
    add.answer(": ", "--send it\n");
    add.answer("Who does it: ", "Nobody\n");
    add.answer("Due date (optional): ", "fridya\n");
    add.answer("`Nobody`", "Ana\n");
    add.answer("`fridya`", "friday\n");
    let (shown, code) = add.end();
    assert!(code == Some(0) && shown.contains("actions/2026-03-02-send-it-"), "{shown}");

    let mut add = Terminal::new(folder.path(), 80, "$ENGAGE add feedback -e harbor-search");
    add.answer("(optional): ", "saves an hour\n");
    add.answer("Who said it: ", "Ana\n");
    let (shown, code) = add.end();
    assert!(code == Some(0) && shown.contains("feedback/2026-03-02-ana-ortiz-"), "{shown}");

    let mut add = Terminal::new(folder.path(), 80, "$ENGAGE add spend -e harbor-search");
    add.answer("What it was for: ", "taxi\n");
    add.answer("Amount (refunds negative): ", "abc\n");
    add.answer("`abc`", "12\n");
    add.answer("Currency, such as EUR: ", "EUR\n");
    let (shown, code) = add.end();
    assert!(code == Some(0) && shown.contains("spend/2026-03-02-taxi-"), "{shown}");

    for keys in ["\u{3}", "\u{4}"] {
        let mut cancelled = Terminal::new(folder.path(), 80, "$ENGAGE new");
        cancelled.answer("Name: ", "Night shift\n");
        cancelled.answer("Customer: ", keys);
        assert!(matches!(cancelled.end().1, Some(1 | 130)), "{keys:?}");
    }
    assert!(!folder.path().join("engagements/night-shift").exists());
    for line in ["$ENGAGE new < /dev/null", "$ENGAGE new | cat", "$ENGAGE new --json"] {
        let (shown, _) = at(folder.path(), 80, line);
        assert!(shown.contains("required arguments were not provided"), "{line}: {shown}");
    }
}

#[test]
fn edit_opens_again_at_a_mistake_until_it_is_fixed_or_saved_unchanged() {
    let folder = workspace();
    let record = folder.path().join("engagements/harbor-search/people/ana-ortiz.yaml");
    let draft = folder.path().join(".engage/drafts/harbor-search--people--ana-ortiz.yaml");
    fs::write(&record, "# engage: hers\nname: Ana Ortiz\nside: customer\n").unwrap();
    let editor = folder.path().join("editor.sh");
    let edit = |lines: &str| {
        fs::write(&editor, format!("echo opened; cat \"$1\"; {lines}\n")).unwrap();
        let (shown, code) = at(folder.path(), 120, "ENGAGE_EDITOR='sh ./editor.sh' $ENGAGE edit people/ana-ortiz");
        (shown.matches("opened\n").count(), shown, code)
    };
    // a mistake, fixed the second time
    let fix = "if grep -q ^sied \"$1\"; then sed -i s/^sied/side/ \"$1\"; else sed -i s/^side/sied/ \"$1\"; fi";
    let (times, shown, code) = edit(fix);
    assert_eq!((times, code), (2, Some(0)), "{shown}");
    let comments = "# engage: fix line 6 and save, or save it unchanged to stop and keep the draft\n# engage: hers\nname: Ana Ortiz\n";
    assert!(shown.contains(comments) && shown.contains("# engage: unknown key `sied`\n"), "{shown}");
    assert!(!draft.exists());
    // a mistake that stays
    let (times, shown, code) = edit("sed -i s/^side/sied/ \"$1\"");
    assert_eq!((times, code), (2, Some(3)), "{shown}");
    assert!(shown.contains(".engage/drafts/harbor-search--people--ana-ortiz.yaml:3:1: unknown key `sied`"), "{shown}");
    assert_eq!(fs::read_to_string(&draft).unwrap(), "# engage: hers\nname: Ana Ortiz\nsied: customer\n");
    assert_eq!(fs::read_to_string(&record).unwrap(), "# engage: hers\nname: Ana Ortiz\nside: customer\n");
    // the draft opens with its comments
    let (times, shown, code) = edit("sed -i 's/^sied: .*/side: partner/' \"$1\"");
    assert_eq!((times, code), (1, Some(0)), "{shown}");
    assert!(shown.contains("# engage: unknown key `sied`\n"), "{shown}");
    assert_eq!(fs::read_to_string(&record).unwrap(), "# engage: hers\nname: Ana Ortiz\nside: partner\n");
}
