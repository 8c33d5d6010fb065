//! The hostile files: bombs, binary data, structures that no record allows, files cut short or half merged.

/// The message for too many keys and items.
const MANY: &str = "too many keys and items";

/// A hostile file.
pub struct HostileInput {
    /// Its name in this test.
    pub name: String,
    /// The file of the engagement that it replaces.
    pub place: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Words of the error message; none if it is only unusual, and is read.
    pub says: Option<&'static str>,
}

const NOTE: &str = "notes/2026-05-04-a-note-7k2m.yaml";
const HEAD: &str = "on: 2026-05-04\ntext: a note\n";

/// The size limit of a record.
const MOST: usize = 1024 * 1024;

fn note(name: &str, bytes: impl Into<Vec<u8>>, says: impl Into<Option<&'static str>>) -> HostileInput {
    HostileInput { name: name.to_owned(), place: NOTE, bytes: bytes.into(), says: says.into() }
}

/// A note whose `extra` holds this.
fn extra(name: &str, value: &str, says: impl Into<Option<&'static str>>) -> HostileInput {
    note(name, format!("{HEAD}extra: {value}\n"), says)
}

/// All of them.
pub fn inputs() -> Vec<HostileInput> {
    let mut all = bombs();
    all.extend(secrets());
    all.extend(bytes());
    all.extend(structure());
    all.extend(cut());
    all.extend(words());
    all.extend(values());
    all
}

/// A file at the size limit, made of one thing repeated.
fn full(of: &str) -> String {
    of.repeat((MOST - HEAD.len() - 32) / of.len())
}

fn bombs() -> Vec<HostileInput> {
    let deep = "too deep";
    let steps = |by: usize, most: usize| (0..most).map(|at| format!("{}k:\n", " ".repeat(at * by))).collect::<String>();
    let laughs: String =
        (1..9).map(|at| format!("  l{at}: &l{at} [{}]\n", vec![format!("*l{}", at - 1); 9].join(", "))).collect();
    let keys: String = (0..60_000).map(|at| format!("  key-{at}: v\n")).collect();
    let items: String = full("  - x\n");
    vec![
        extra("`[` × 200,000", &"[".repeat(200_000), deep),
        extra("`[` × 200,000, closed", &format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)), deep),
        extra("`{` × 200,000", &"{".repeat(200_000), deep),
        extra("`{a: ` × 100,000", &"{a: ".repeat(100_000), deep),
        extra("`[{` × 100,000", &"[{".repeat(100_000), deep),
        note("`[` × 200,000 alone", "[".repeat(200_000), deep),
        note("`- ` × 200,000", "- ".repeat(200_000), deep),
        note("`? ` × 200,000", "? ".repeat(200_000), deep),
        note("`: ` × 200,000", ": ".repeat(200_000), "expected a key: a word"),
        extra("`- - ` below a key × 100,000", &format!("\n  {}x", "- ".repeat(100_000)), deep),
        note("a thousand steps down", format!("{HEAD}extra:\n{}", steps(1, 1_000)), deep),
        note("thirty-three steps down", format!("{HEAD}extra:\n {}", steps(1, 33).replace('\n', "\n ")), deep),
        note("brackets after tabs", format!("{HEAD}extra:\t{}", "[".repeat(200_000)), deep),
        note("a billion laughs", format!("{HEAD}extra:\n  l0: &l0 [lol]\n{laughs}"), "anchor"),
        note("more than a record", "x".repeat(MOST + 1), "too large"),
        note("ten times a record", "x".repeat(MOST * 10), "too large"),
        note("a full record of quotes", full("\""), "not valid YAML"),
        note("a full record of apostrophes", full("'"), "expected keys and values"),
        note("a full record of colons", full(":"), "not valid YAML"),
        note("a full record of dashes", full("-"), "expected keys and values"),
        note("a full record of letters", full("a"), "expected keys and values"),
        note("a full record of words", full("a "), "expected keys and values"),
        note("a full record of line ends", full("\n"), "the file is empty"),
        note("a full record of comments", full("# x\n"), "the file is empty"),
        note("a full record of tabs", full("\t"), "indented with a tab"),
        note("a full record of carriage returns", full("\r"), "a carriage return without"),
        note("a full record of commas in a list", format!("{HEAD}extra: {{a: [{}]}}", full(",")), "not valid YAML"),
        note("a full record of escapes", format!("{HEAD}extra: {{a: \"{}\"}}\n", full("\\n")), None),
        note("a full record of wrong escapes", format!("{HEAD}extra: {{a: \"{}\"}}\n", full("\\q")), "not valid YAML"),
        note("a full record of one block", format!("{HEAD}extra:\n  a: |\n{}", full("    x\n")), None),
        note("a full record of one folded block", format!("{HEAD}extra:\n  a: >\n{}", full("    x y\n")), None),
        note("a full record of a list", format!("{HEAD}extra:\n  a:\n{items}"), MANY),
        note("a full record of a flow list", format!("{HEAD}extra: {{a: [{}]}}\n", full("x,")), MANY),
        note("a full record of keys, twice", format!("{HEAD}extra:\n{keys}  key-7: w\n"), MANY),
        note("a full record of keys", format!("{HEAD}extra:\n{keys}"), MANY),
        note("60,000 unknown keys", format!("{HEAD}{}", keys.replace("  key", "key")), MANY),
        note("a key of 900,000 letters", format!("{HEAD}{}: 1\n", "k".repeat(900_000)), "not valid YAML"),
        note("a key of 1,000 letters", format!("{HEAD}{}: 1\n", "k".repeat(1_000)), "unknown key"),
        note("a number of 900,000 digits", format!("{HEAD}extra: {{n: {}}}\n", "9".repeat(900_000)), None),
        note(
            "a text of 900,000 letters",
            format!("on: 2026-05-04\ntext: {}\n", "x".repeat(900_000)),
            "the limit of 500",
        ),
        note("900,000 conflict marks", full("=======\n"), "git conflict markers"),
        note("alternating quotes", full("\"'"), ""),
        note("alternating blocks", full("a: |\n"), MANY),
    ]
}

/// Difficult inputs for the search for secrets.
fn secrets() -> Vec<HostileInput> {
    let block = |line: &str| format!("{HEAD}extra:\n  a: |\n{}", full(&format!("    {line}\n")));
    let text = |of: &str| format!("{HEAD}extra: {{a: \"{}\"}}\n", full(of));
    vec![
        note("a full record of passwords", block("password: hunter22"), None),
        note("a full record of access keys", block("AKIAABCDEFGHIJKLMNO1"), None),
        note("a full record of private keys", block("-----BEGIN PRIVATE KEY-----"), None),
        note("a full record of addresses", block("https://a:bcd12345@example.com/x"), None),
        note("a full record of `password`", text("password "), None),
        note("a full record of `password=`", text("password="), None),
        note("a full record of `token:`", text("token:"), None),
        note("a full record of passwords on a line", text("password: hunter22 "), None),
        note("a full record of passwords in comments", format!("{HEAD}{}", full("# password: hunter22\n")), None),
        note("a full record of passwords in a comment", format!("{HEAD}# {}\n", full("password: hunter22 ")), None),
    ]
}

fn bytes() -> Vec<HostileInput> {
    let utf16 = |mark: [u8; 2], little: bool| {
        let units = HEAD.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let with = |inside: &[u8]| [b"on: 2026-05-04\ntext: a", inside, b"b\n"].concat();
    vec![
        note("NUL", with(b"\0"), "it contains a NUL byte"),
        note("a full record of NUL", vec![0; MOST], "it contains a NUL byte"),
        note("UTF-16, little", utf16([0xff, 0xfe], true), "the file is UTF-16"),
        note("UTF-16, big", utf16([0xfe, 0xff], false), "the file is UTF-16"),
        note("UTF-16 without its mark", utf16([b'o', 0], true), "it contains a NUL byte"),
        note("Latin-1", with(b"\xe9"), "the file is not UTF-8"),
        note("an overlong slash", with(b"\xc0\xaf"), "the file is not UTF-8"),
        note("half a surrogate", with(b"\xed\xa0\x80"), "the file is not UTF-8"),
        note("beyond Unicode", with(b"\xf5\x80\x80\x80"), "the file is not UTF-8"),
        note("cut in a letter", with(b"\xe2\x82"), "the file is not UTF-8"),
        note("a full record of 0xff", vec![0xff; MOST], "the file is not UTF-8"),
        note("two byte order marks", format!("\u{feff}\u{feff}{HEAD}"), "found a byte order mark"),
        note("a byte order mark", format!("\u{feff}{HEAD}"), None),
        note("a byte order mark alone", "\u{feff}", "the file is empty"),
        note("a byte order mark inside", format!("{HEAD}\u{feff}extra: {{}}\n"), "found a byte order mark"),
        note("an ELF file", b"\x7fELF\x02\x01\x01\0\0\0".to_vec(), "it contains a NUL byte"),
        note("a gzip file", b"\x1f\x8b\x08\0\0\0".to_vec(), "the file is not UTF-8"),
        note("ESC", with(b"\x1b[2J"), "found a control character"),
        note("DEL", with(b"\x7f"), "found a control character"),
        note("a bell", with(b"\x07"), "found a control character"),
    ]
}

fn structure() -> Vec<HostileInput> {
    let head = |rest: &str| format!("{HEAD}{rest}");
    vec![
        note("an anchor", head("extra: &a {b: 1}\n"), "anchor"),
        note("an alias", head("extra: *a\n"), "alias"),
        note("a merge key", head("extra:\n  <<: {a: 1}\n"), "merge key"),
        note("a merge key of an alias", head("<<: *a\n"), "merge key"),
        note("a tag", head("extra: !!map {}\n"), "tag"),
        note("a tag that would run something", head("extra: !!python/object/apply:os.system [id]\n"), "tag"),
        note("a binary tag", head("extra: {a: !!binary aGVsbG8=}\n"), "tag"),
        note("two documents", head("---\non: 2026-05-05\n"), "second document"),
        note("the end of a document", head("...\nextra: {}\n"), "document end"),
        note("a directive", format!("%YAML 1.1\n---\n{HEAD}"), "directive"),
        note("a tag directive", format!("%TAG ! tag:x,2026:\n---\n{HEAD}"), "directive"),
        note("tabs for blanks", head("extra:\n\ta: 1\n"), "tab"),
        note("a tab after a dash", head("allow:\n  -\tcheck: x\n"), "tab"),
        note("a key twice", head("text: another\n"), "occurs on lines 2 and 3"),
        note("a key twice, quoted otherwise", head("\"text\": another\n"), "occurs on lines 2 and 3"),
        note("a key twice, escaped", head("\"t\\x65xt\": another\n"), "occurs on lines 2 and 3"),
        note("a key twice deep down", head("extra:\n  a:\n    b: 1\n    b: 2\n"), "occurs on lines 5 and 6"),
        note("a key twice in flow", head("extra: {a: 1, a: 2}\n"), "`a` occurs more than once"),
        note("a list for a key", head("extra:\n  ? [a]\n  : b\n"), "expected"),
        note("an unknown key", head("txet: b\n"), "did you mean `text`?"),
        note("git's marks", format!("<<<<<<< HEAD\n{HEAD}=======\n{HEAD}>>>>>>> theirs\n"), "git conflict markers"),
        note("git's marks in CRLF", "<<<<<<< HEAD\r\na: 1\r\n=======\r\n>>>>>>> b\r\n", "git conflict markers"),
        note("half of git's marks", head(">>>>>>> theirs\n"), "git conflict markers"),
        note("git's marks of three ways", head("||||||| base\n"), "git conflict markers"),
        note("a list at the root", "- on: 2026-05-04\n", "expected keys and values, found a list"),
        note("words at the root", "just words\n", "expected keys and values"),
        note("a number at the root", "42\n", "expected keys and values"),
        note("JSON in a line", "{\"on\": \"2026-05-04\", \"text\": \"a note\"}", None),
        note("HTML", "<html><body>\n<p>Not found</p>\n", "expected keys and values"),
        note("a git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", ""),
    ]
}

fn cut() -> Vec<HostileInput> {
    let text = "on: 2026-05-04\ntext: \"a note: and more\"\nextra: {a: [1, {b: 'c'}]}\n";
    let mut all = vec![
        note("empty", "", "the file is empty"),
        note("a blank", " ", "the file is empty"),
        note("a tilde", "~", "found nothing"),
        note("null", "null\n", "found nothing"),
        note("three dashes", "---\n", "found nothing"),
        note("braces alone", "{}", "`on` is required"),
        note("a comment alone", "# nothing\n", "the file is empty"),
        note("a key alone", "on", "expected keys and values"),
        note("cut in a block's head", "on: 2026-05-04\ntext: |", "must not be empty"),
    ];
    // cut before each structural character
    for (at, sign) in text.char_indices().filter(|(_, sign)| "\"{[]}'".contains(*sign)) {
        let cut = &text[..=at];
        let says =
            if at + 2 >= text.len() || cut.matches('"').count() == 2 && !cut.contains('{') { None } else { Some("") };
        all.push(note(&format!("cut after the `{sign}` at {at}"), cut, says));
    }
    all
}

fn words() -> Vec<HostileInput> {
    let charter = |title: &str| format!("schema: 1\ntitle: {title}\ncustomer: Port\nopened: 2026-05-04\n");
    let titles = [
        ("ESC, escaped", "\"\\e[31mred\\e[0m\""),
        ("a title of the terminal", "\"\\e]0;owned\\a\""),
        ("C1", "\"\\u009b31m\""),
        ("bidi", "\"\\u202egnp.exe\\u2066x\""),
        ("zero width", "\"a\\u200bb\\u200d\\ufeffc\""),
        ("a carriage return", "\"a note\\rerror: nothing\""),
        ("backspaces", "\"good\\b\\b\\b\\bevil\""),
        ("a line end", "\"one\\nerror: two\""),
        ("NEL and line separator", "\"a\\Nb\\Lc\\Pd\""),
        ("NUL, escaped", "\"a\\0b\""),
        ("markup", "'| `x` # <script>alert(1)</script> [x](javascript:alert(1)) @all'"),
        ("a template's braces", "'{{ 7*7 }} {% for x in range(end=9) %}{% endfor %}'"),
        ("a formula", "'=1+1'"),
        ("a format of print", "'%s%n{}{0}'"),
        ("a shell", "'$(touch owned) `touch owned` ; touch owned'"),
        ("right to left", "'مرحبا بكم'"),
        ("a stack of accents", "\"e\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\""),
        ("private letters", "\"\\ue000\\U000f0000\""),
        ("no letter at all", "\"\\uffff\""),
        ("an emoji of seven", "'👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿'"),
        ("a path", "'../../../../etc/passwd'"),
        ("a device", "CON"),
    ];
    let mut all: Vec<HostileInput> = Vec::new();
    for (name, title) in titles {
        all.push(HostileInput {
            name: format!("{name} as a title"),
            place: "engagement.yaml",
            bytes: charter(title).into(),
            says: None,
        });
        all.push(HostileInput {
            name: format!("{name} as an unknown key"),
            place: "engagement.yaml",
            bytes: format!("{}? {title}\n: 1\n", charter("a")).into(),
            says: Some("unknown key"),
        });
        all.push(HostileInput {
            name: format!("{name} as a date"),
            place: "engagement.yaml",
            bytes: charter("a").replace("2026-05-04", title).into(),
            says: Some("is not a valid date"),
        });
    }
    all
}

fn values() -> Vec<HostileInput> {
    let charter = |line: &str| HostileInput {
        name: line.trim_end().to_owned(),
        place: "engagement.yaml",
        bytes: format!("schema: 1\ntitle: a\ncustomer: b\nopened: 2026-05-04\n{line}").into(),
        says: Some("/engagement.yaml:5:"),
    };
    let entry = |text: &str, says| HostileInput {
        name: text.trim_end().to_owned(),
        place: "cycle-1/01-hypothesis.yaml",
        bytes: text.into(),
        says: Some(says),
    };
    vec![
        charter("sale: sideways\n"),
        charter("cadence: -1\n"),
        charter("cadence: 99999999999999999999\n"),
        charter("cadence: 1.5\n"),
        charter("cadence: 0x10\n"),
        charter("show_pricing: yes please\n"),
        charter("budget: {amount: .inf, currency: EUR}\n"),
        charter("budget: {amount: .nan, currency: EUR}\n"),
        charter("budget: {amount: 1e400, currency: EUR}\n"),
        charter("budget: {amount: 1_000, currency: EUR}\n"),
        charter("budget: {amount: 0b1, currency: EUR}\n"),
        charter("budget: {amount: 10, currency: euros}\n"),
        charter("budget: {amount: 99999999999999999999999999999999999999, currency: EUR}\n"),
        charter("contract: {ends: 2026-02-30}\n"),
        charter("contract: {ends: 0000-00-00}\n"),
        charter("contract: {ends: 99999-01-01}\n"),
        charter("contract: {ends: 2026-05-04T10:00:00Z}\n"),
        charter("scope: [in, out]\n"),
        charter("scope: {in: x}\n"),
        charter("conditions: {a: b}\n"),
        charter("conditions: [[a]]\n"),
        charter("conditions: [~]\n"),
        charter("partners: [{role: none}]\n"),
        entry("entered: 2026-02-29\n", "is not a valid date"),
        entry("entered: 2026-05-04\nfrom: ../../../etc/passwd\n", "01-hypothesis.yaml:2:7"),
        entry("entered: 2026-05-04\nfrom: cycle-0/00-lunch\n", "01-hypothesis.yaml:2:7"),
        entry("entered: 2026-05-04\nfrom: cycle-99999999999/01-hypothesis\n", "01-hypothesis.yaml:2:7"),
        entry("entered: 2026-05-04\nskipped: [lunch]\n", "01-hypothesis.yaml:2:11"),
    ]
}
