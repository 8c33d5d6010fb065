//! What people type on a first day: short names, any case, spoken days and amounts, `-e` anywhere.
//!
//! Each row is one command in a fresh copy of one workspace. What has one meaning is recorded or shown; what has two
//! is refused with both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempfile::TempDir;

mod scene;

/// The commands that prepare the workspace, on Monday 2 March 2026.
const EARLIER: &str = r#"
init
new dock --customer "Port of Aldmouth" --title "Search at the berth"
new saint-malo --customer "Hafen Müller" --title Tides
pace set primary --plan boat -e saint-malo
new saint-nazaire --customer "Chantiers"
set --in engagement "budget={amount: 9000, currency: EUR}"
add person "Ana Ortiz" --side customer --role sponsor
add person "Zoë Müller-Lüdenscheidt" --side customer
add person "Yusuf Demir" --side customer --email yusuf@port.example
add person "Sam Lindqvist" --side ours
add person "Maria Berg" --side ours
add person "Mario Ruiz" --side customer
add person "Piet Vos" --side partner
add goal "find a report fast" --criterion "ten seconds, offline"
add goal "read the tides" --criterion "all of 1962"
add goal "read the depths" --criterion "all of 1962" --measure "{what: read, unit: '%'}"
add requirement "search works offline" --class technical
add goal "Read the depths" --criterion "on paper" --id paper
judge paper met --accepted-by Mario
add action "buy ten power banks" --owner sam-lindqvist
add action "sell old adapters" --owner sam-lindqvist
add action "order new adapters" --owner ana-ortiz
advance --to validate --because "known from before"
advance --to select --because "known from before"
add starting-point "the reports" --kind data --chosen
advance --to demo --because "known from before"
"#;

/// A command, and what it records or shows.
const CLEAR: &[(&str, &str)] = &[
    // people
    ("add action ring --owner Sam", "owner: sam-lindqvist"),
    ("add action ring --owner SAM", "`SAM` is Sam Lindqvist"),
    ("add action ring --owner lindqvist", "owner: sam-lindqvist"),
    ("add action ring --owner \"Sam L.\"", "owner: sam-lindqvist"),
    ("add action ring --owner me", "owner: sam-lindqvist"),
    ("add action ring --owner maria", "owner: maria-berg"),
    ("add action ring --owner yusuf@port.example", "owner: yusuf-demir"),
    ("add action ring --owner \"Jo Lund\"", "Added Jo Lund to people/ as jo-lund, on our side"),
    ("add goal x --criterion y --theirs ana", "theirs: ana-ortiz"),
    ("add goal x --criterion y --theirs \"Dr. Ortiz\"", "theirs: ana-ortiz"),
    ("add goal x --criterion y --responsible Maria --theirs Mario", "responsible: maria-berg"),
    ("add feedback \"too slow\" --from Ortiz", "from: ana-ortiz"),
    ("add feedback \"too slow\" --from zoe", "from: zoe-muller-ludenscheidt"),
    ("add feedback \"too slow\" --from \"ZOË MÜLLER-LÜDENSCHEIDT\"", "from: zoe-muller-ludenscheidt"),
    (
        "add feedback \"too slow\" --from \"Zoe\u{308} Mu\u{308}ller-Lu\u{308}denscheidt\"",
        "from: zoe-muller-ludenscheidt",
    ),
    ("add feedback \"too slow\" --from \"Ana\u{a0}Ortiz\"", "from: ana-ortiz"),
    ("add decision \"search by berth\" --by \"Ana and Sam\"", "by: - ana-ortiz - sam-lindqvist"),
    ("add decision \"search by berth\" --by ana --by Sam", "by: - ana-ortiz - sam-lindqvist"),
    ("sign-off scope Ana", "by: - ana-ortiz"),
    ("sign-off scope ana SAM", "by: - ana-ortiz - sam-lindqvist"),
    ("set --in validate with=yusuf", "with: - yusuf-demir"),
    ("set --in validate with+=Ana", "with: - ana-ortiz"),
    ("set --in validate \"with=Ana, Yusuf\"", "with: - ana-ortiz - yusuf-demir"),
    ("set \"to=[zoë, me]\"", "to: - zoe-muller-ludenscheidt - sam-lindqvist"),
    ("set --in goals/find responsible=Sam", "responsible: sam-lindqvist"),
    ("set --in people/sam backup=maria", "backup: maria-berg"),
    ("judge find-a met --accepted-by Ana", "accepted_by: ana-ortiz"),
    ("add person \"Dr. Ana Ortiz\" --side customer --again", "Added person to dock: people/dr-ana-ortiz"),
    ("add person \"Anna Ortiz\" --side customer", "Added person to dock: people/anna-ortiz"),
    ("judge paper met --accepted-by zoë", "Replaced the acceptance by Mario Ruiz"),
    ("judge paper met --accepted-by mario", "goals/paper of dock is already judged met; nothing changed"),
    ("set --in paper accepted_by=zoë", "Replaced the acceptance by Mario Ruiz"),
    ("set --in paper accepted_by=", "Cleared `accepted_by` in dock/goals/paper"),
    ("pace set primary --plan boat --owner Sam --needs fuel --leave-when storm", "owner: sam-lindqvist"),
    // records by a part of their names or words
    ("done \"power banks\"", "done: 2026-03-02"),
    ("done POWER", "Marked actions/2026-03-02-buy-ten-power-banks"),
    ("done sell", "Marked actions/2026-03-02-sell-old-adapters"),
    ("judge find-a met", "verdict: met"),
    ("judge read-the-depths met", "Judged goals/read-the-depths"),
    ("judge tide partly", "Judged goals/read-the-tides"),
    ("judge \"a report\" missed", "Judged goals/find-a-report-fast"),
    ("judge fast Met", "Judged goals/find-a-report-fast of dock: met"),
    ("set --in offline priority=1", "priority: 1"),
    ("set --in requirements/search fit=Full", "fit: full"),
    ("set --in \"the tides\" due=friday", "due: 2026-03-06"),
    ("set --in Demo \"shown=the search\"", "shown: the search"),
    ("set --in engagement \"mission=ships in and out\"", "mission: ships in and out"),
    ("add action ring --owner me --waits-for \"power banks\"", "waits_for: - actions/2026-03-02-buy-ten-power-banks"),
    // engagements, bare or as -e
    ("status", "dock: Search at the berth"),
    ("status DOCK", "dock: Search at the berth"),
    ("status -e dock", "dock: Search at the berth"),
    ("-e malo status", "saint-malo: Tides"),
    ("--engagement=malo add note rain", "Added note to saint-malo"),
    ("add note rain -e malo", "Added note to saint-malo"),
    ("status dock -e do", "dock: Search at the berth"),
    ("status malo", "saint-malo: Tides"),
    ("status muller", "saint-malo: Tides"),
    ("status tides", "saint-malo: Tides"),
    ("status Aldmouth", "dock: Search at the berth"),
    ("status engagements/saint-malo/", "saint-malo: Tides"),
    ("show -e malo", "saint-malo: Tides"),
    ("log -e dock", "demo"),
    ("show people/zoe", "name: Zoë Müller-Lüdenscheidt"),
    ("show the-tides", "statement: read the tides"),
    ("show Demo", "entered: 2026-03-02"),
    ("show malo", "saint-malo: Tides"),
    ("check -e malo --fail-on never", ""),
    ("assess -e malo", "saint-malo: Tides"),
    ("advance -e malo --because known", "Moved saint-malo to step 2 of 9: validate"),
    ("close -e malo", "kind: completed"),
    ("call-off -e malo --reason \"no budget\"", "reason: no budget"),
    ("pace show -e dock", "cycle 1 of dock has no PACE plan; start one: engage pace set primary -e dock"),
    ("export -e dock --format ndjson -o -", "\"kind\":\"goal\""),
    ("debrief -e dock --template", "Debrief of dock"),
    ("recall offline -e dock", "search works offline"),
    ("list --customer muller", "saint-malo"),
    ("list -e malo", "saint-malo"),
    ("list --customer \"MÜLLER\"", "saint-malo"),
    // steps
    ("advance --to 7 --because x", "Moved dock to step 7 of 9: adjust"),
    ("advance --to Adjust --because x", "adjust"),
    ("advance --to adj --because x", "adjust"),
    ("advance --to \"After Action\" --because x", "after-action"),
    ("list --step Demo", "dock"),
    ("list --step 1", "saint-malo"),
    // documents
    ("report sow -o -", "# Statement of work: Search at the berth"),
    ("report after -o -", "# After-action report: Search at the berth"),
    ("report -e dock -o -", "# After-action report: Search at the berth"),
    ("report sow malo -o -", "# Statement of work: Tides"),
    ("report MALO sow -o -", "# Statement of work: Tides"),
    ("report --cycle 1 -o -", "# After-action report: Search at the berth"),
    ("report brief --dry-run", "cycle-1-brief.md"),
    ("template show after", "The after-action report of one cycle"),
    ("template help poe", "proof-of-execution: "),
    ("report aar -o -", "# After-action report: Search at the berth"),
    // days
    ("add action ring --owner Sam --due friday", "due: 2026-03-06"),
    ("add action ring --owner Sam --due Friday", "due: 2026-03-06"),
    ("add action ring --owner Sam --due tomorrow", "due: 2026-03-03"),
    ("add action ring --owner Sam --due \"20 March\"", "due: 2026-03-20"),
    ("add action ring --owner Sam --due \"March 20\"", "due: 2026-03-20"),
    ("add action ring --owner Sam --due 20.3.2026", "due: 2026-03-20"),
    ("add action ring --owner Sam --due 2026-3-5", "due: 2026-03-05"),
    ("add action ring --owner Sam --due \"next tuesday\"", "due: 2026-03-"),
    ("add action ring --owner Sam --due +3d", "due: 2026-03-05"),
    ("add note \"rain\" --date yesterday", "\"on\": 2026-03-01"),
    ("add note \"rain\" --date \"last friday\"", "\"on\": 2026-02-27"),
    ("add note \"rain\" --date friday", "\"on\": 2026-02-27"),
    ("add note \"rain\" --date 1.3.2026", "\"on\": 2026-03-01"),
    ("add note \"rain\" --date \"3 days ago\"", "\"on\": 2026-02-27"),
    ("add action ring --owner Sam --due \"end of month\"", "due: 2026-03-31"),
    ("add action ring --owner Sam --due \"next fri\"", "Added action to dock: actions/2026-03-02-ring-"),
    ("add action ring --owner Sam --due \"next fri\"", ", due Friday 13 March 2026"),
    ("add action ring --owner Sam --due 24.12.", ", due Thursday 24 December 2026"),
    ("add action ring --owner Sam --due yesterday", "warning: the due date 1 March 2026 is in the past"),
    ("add feedback fast --from Ana --date 2026-05-01", "warning: the date 1 May 2026 is in the future"),
    ("sign-off scope Ana --date 1.5.2026", "warning: the date 1 May 2026 is in the future"),
    ("set --in validate met=friday", "Set `met` (Friday 27 February 2026) in dock/cycle-1/02-validate"),
    ("judge tide met --date yesterday", "Judged goals/read-the-tides of dock: met, on Sunday 1 March 2026"),
    ("set on=today", "\"on\": 2026-03-02"),
    ("set --in engagement contract.ends=31.12.2026", "ends: 2026-12-31"),
    // money
    ("add spend taxi --amount 300", "amount: 300"),
    ("add spend taxi --amount 300,50", "amount: 300.50"),
    ("add spend taxi --amount \"300,50 EUR\"", "amount: 300.50"),
    ("add spend taxi --amount €300", "currency: EUR"),
    ("add spend taxi --amount \"300 EUR\"", "amount: 300"),
    ("add spend taxi --amount \"300 gbp\"", "currency: GBP"),
    ("add spend taxi --amount 1.200,50", "amount: 1200.50"),
    ("add spend taxi --amount 1,200.50 --currency usd", "currency: USD"),
    ("add spend taxi --amount \"1.200,00 EUR\"", ", amount 1200.00 EUR"),
    ("set --in engagement budget.amount=€300,50", "Set `budget.amount` (300.50 EUR) and `budget.currency` in dock/eng"),
    ("add spend taxi --amount -12,50", "amount: -12.50"),
    ("set --in engagement \"budget.amount=300 usd\"", "amount: 300 currency: USD"),
    ("set their_hours=1,5", "their_hours: 1.5"),
    ("set --in engagement \"budget=48000 GBP\"", "budget: amount: 48000 currency: GBP"),
    ("set --in engagement budget=48000", "budget: amount: 48000 currency: EUR"),
    ("set -e malo --in engagement \"budget=48000 GBP\"", "budget: amount: 48000 currency: GBP"),
    // steps
    ("advance -e malo --to select --because x", "Waived hypothesis-unanswered\nSkipped validate"),
    (
        "add starting-point \"the reports\" --chosen --kind data --again",
        "Added starting-point to dock/cycle-1/03-select",
    ),
    ("add starting-point \"the reports\" --kind data", "Added starting-point to dock/cycle-1/03-select"),
    ("judge read-the-depths met --actual 85%", "actual: 85"),
    ("add spend evenings --hours 3,5 --amount 0", "hours: 3.5"),
    // flags
    ("set --in select starting_points.1.chosen=no", "chosen: false"),
    ("add starting-point maps --kind data --chosen=yes", "chosen: true"),
    // lists and lines
    ("set --in validate \"confirmed=fast, and offline\"", "confirmed: fast, and offline"),
    ("set --in people/zoë organization=x", "organization: x"),
    ("set --in sam \"roles=acr, csr\"", "roles: - ACR - CSR"),
    ("add person \"Jo Lund\" --side ours --role acr,csr", "roles: - ACR - CSR"),
    ("set --in offline statement+=everywhere", "search works offline everywhere"),
    ("set \"shown = the search\"", "shown: the search"),
    // words in any case, and those of the debrief
    ("add lesson \"ring first\" --kind Change", "kind: improve"),
    ("add lesson \"ring first\" --kind keep", "kind: sustain"),
    ("pace switch -e malo --to alternate --reason storm", "trigger: storm"),
    ("status -q", "dock: Search at the berth"),
    ("add person \"Jo Lund\" --side Ours --role sponsor", "side: ours"),
    ("add person \"Jo Lund\" --side Customer --role acr", "ACR"),
    ("add spend taxi --amount 3 --category Travel", "category: travel"),
    ("sign-off Scope Ana", "of: scope"),
];

/// A command that is refused, and how.
const REFUSED: &[(&str, &str)] = &[
    ("judge tide met --accepted-by Sam", "`Sam Lindqvist` is on our side; a verdict must be accepted by someone on"),
    ("set --in tide accepted_by=Piet", "`Piet Vos` is on a partner's side; a verdict must be accepted by someone on"),
    ("add starting-point \"the reports\" --chosen --kind data", "already recorded: engagements/dock/cycle-1/03"),
    ("add spend evenings --hours 3,5", "tip: for hours only, add `--amount 0`"),
    ("judge tide met --actual 85%", "`actual`: `85%` is in percent, but the goal's measure has no unit"),
    ("add spend taxi -e malo --amount \"1.200 EUR\"", "error: `amount`: `1.200` could be 1200 or 1.200;"),
    ("add spend taxi -e malo --amount $20", "error: `amount`: `$` could be USD, AUD,"),
    ("add spend taxi -e malo --amount \"1.2k EUR\"", "error: `amount`: `1.2k EUR` is not an amount;"),
    ("set -e malo --in engagement budget=48000", "`budget.currency` is required\nhint: write the amount as 48000 EUR"),
    ("pace switch --to alternate --trigger x", "cycle 1 of dock has no PACE plan\nhint: engage pace set primary"),
    (
        "set --in offline accepted.on=today accepted.by=me",
        "a requirement must be accepted by someone on the customer's side",
    ),
];

/// A command that means two things, and both.
const UNCLEAR: &[(&str, [&str; 2])] = &[
    ("add action ring --owner Mari", ["Maria Berg (maria-berg)", "Mario Ruiz (mario-ruiz)"]),
    ("add action ring --owner \"Sam Lindqvist and Ana Ortiz\"", ["`Sam Lindqvist`", "`Ana Ortiz`"]),
    ("add action ring --owner \"Sam, Ana\"", ["`Sam`", "`Ana`"]),
    ("add action ring --owner Anna", ["`Anna` is not in people/", "Ana Ortiz (ana-ortiz)"]),
    ("add action ring --owner Bob", ["Ana Ortiz (ana-ortiz)", "Sam Lindqvist (sam-lindqvist)"]),
    ("set --in validate with=mari", ["Maria Berg (maria-berg)", "Mario Ruiz (mario-ruiz)"]),
    ("sign-off scope Mari", ["Maria Berg (maria-berg)", "Mario Ruiz (mario-ruiz)"]),
    ("done adapters", ["sell old adapters", "order new adapters"]),
    ("set --in adapters done=today", ["sell old adapters", "order new adapters"]),
    ("done \"powr bansk\"", ["has no `actions/powr bansk`", "did you mean `actions/2026-03-02-buy-ten-power-banks"]),
    ("judge tidse met", ["has no `goals/tidse`", "did you mean `goals/read-the-tides`?"]),
    ("set --in ofline priority=1", ["no record `ofline`", "did you mean `requirements/search-works-offline`?"]),
    (
        "add person \"Ana Ortiz\" --side customer --role acr",
        ["already recorded", "engage set -e dock --in people/ana-ortiz roles+=ACR"],
    ),
    ("add note @/dev/null", ["the file `/dev/null` is empty", "give the text on the command line instead"]),
    ("set shown=@/dev/null", ["the file `/dev/null` is empty", "to clear the field: engage set shown="]),
    ("advance muler", ["`muler` not found", "did you mean `saint-malo`?"]),
    ("report afer-acton -o -", ["not found", "did you mean `after-action`?"]),
    ("pace switch --to alternate --reason storm", ["has no PACE plan", "engage pace set primary"]),
    ("debrief evening.md", ["file `evening.md` not found", "engage debrief ENGAGEMENT FILE"]),
    ("debrief", ["no editor is set", "engage debrief dock -"]),
    ("advance -e malo --to select --because REASON", ["`REASON` is a placeholder", "write the reason"]),
    ("judge read met", ["read the tides", "read the depths"]),
    ("status saint", ["saint-malo", "saint-nazaire"]),
    ("status SAINT", ["saint-malo", "saint-nazaire"]),
    ("status malo -e dock", ["`malo`", "`-e dock`"]),
    ("report malo -e dock -o -", ["`malo`", "`-e dock`"]),
    ("advance --to d", ["`dev`", "`demo`"]),
    ("list --step d", ["`dev`", "`demo`"]),
    ("report p -o -", ["`pace-card`", "`proof-of-execution`"]),
    ("template show p", ["`pace-card`", "`proof-of-execution`"]),
    ("add action ring --owner Sam --due 3/4", ["2026-03-04", "2026-04-03"]),
    ("add spend taxi --amount 1.000", ["1000", "1.00"]),
    ("add spend taxi --amount 1,000", ["1000", "1.00"]),
    ("add spend taxi --amount $300", ["USD", "AUD"]),
    ("add spend taxi --amount \"12 EUR and bus 3 EUR\"", ["12 EUR", "3 EUR"]),
    ("add spend taxi --amount \"300 EUR\" --currency GBP", ["EUR", "GBP"]),
];

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(character),
        }
    }
    words
}

/// Runs a command line as Sam, who works on dock: the exit code, what it says, and every file that it changed.
fn typed(folder: &Path, line: &str, before: &BTreeMap<PathBuf, Vec<u8>>) -> (Option<i32>, String) {
    let mut command = scene::command(folder);
    command.args(words(line)).env("ENGAGE_ENGAGEMENT", "dock").env("ENGAGE_ME", "Sam Lindqvist");
    let output = command.output().expect("engage runs");
    let changed = files(folder).into_iter().filter(|(path, text)| before.get(path) != Some(text));
    let changed: String = changed.map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).collect();
    (output.status.code(), scene::text(&output) + &changed.replace("\n  ", " "))
}

/// The records of a workspace and their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.join("engagements")];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(inside).into_iter().flatten() {
            let path = entry.expect("a name in it").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read(&path).expect("a record");
                files.insert(path.strip_prefix(folder).expect("a record of the workspace").to_owned(), text);
            }
        }
    }
    files
}

/// A folder, in memory where the system has one: the rows write often.
fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a temporary folder")
}

/// The workspace that each row gets a copy of.
fn base() -> &'static TempDir {
    static BASE: LazyLock<TempDir> = LazyLock::new(|| {
        let base = folder();
        for line in EARLIER.trim().lines() {
            let (code, said) = typed(base.path(), line, &BTreeMap::new());
            assert_eq!(code, Some(0), "{line}: {said}");
        }
        base
    });
    &BASE
}

/// Runs each row in a copy of the workspace, and reports those that did otherwise.
fn each<Row>(rows: &[(&str, Row)], is_so: impl Fn(Option<i32>, &str, &Row) -> bool) {
    let before = files(base().path());
    let otherwise = rows.iter().filter_map(|(line, row)| {
        let copy = folder();
        scene::copy(base().path(), copy.path());
        let (code, said) = typed(copy.path(), line, &before);
        (!is_so(code, &said, row)).then(|| format!("$ engage {line}\n{said}"))
    });
    let otherwise: Vec<_> = otherwise.collect();
    assert!(otherwise.is_empty(), "{}\n{} of {} rows", otherwise.join("\n"), otherwise.len(), rows.len());
}

#[test]
fn what_has_one_meaning_is_done() {
    assert!(CLEAR.len() >= 80, "{} rows", CLEAR.len());
    each(CLEAR, |code, said, expected: &&str| code == Some(0) && said.contains(expected));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    each(REFUSED, |code, said, expected: &&str| matches!(code, Some(2..=4)) && said.contains(expected));
}

#[test]
fn what_has_two_meanings_is_refused_with_both() {
    each(UNCLEAR, |code, said, both: &[&str; 2]| {
        matches!(code, Some(2..=4)) && both.iter().all(|meaning| said.contains(meaning))
    });
}
