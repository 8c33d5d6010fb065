//! An agent that knows nothing but `engage agent context`, `engage status --json` and the commands in `do` walks engagements to
//! their end, and no command is refused. It fills the slots of a command from a table of answers by key.

#![expect(clippy::unwrap_used, reason = "an answer that is not as agreed ends the walk")]

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

mod scene;

/// What the agent was told, by the key of a slot or a question; where words may be chosen, the first that is one of them.
const ANSWERS: &[(&str, &[&str])] = &[
    ("title", &["Berth search"]),
    ("customer", &["Port of Aldmouth"]),
    ("today", &["They look in three shoeboxes"]),
    ("belief", &["Inspectors lose an hour a day looking for reports"]),
    ("benefit", &["A report in ten seconds, at the berth"]),
    ("met", &["2026-03-02"]),
    ("with", &["Ana Ortiz"]),
    ("name", &["Sam Lindqvist"]),
    ("side", &["customer"]),
    ("verdict", &["confirmed", "met", "valuable"]),
    ("statement", &["An inspector finds a report in ten seconds"]),
    ("criterion", &["Nine of ten searches, timed by Ana"]),
    ("plan", &["Demonstrate on our tablet"]),
    ("owner", &["Sam Lindqvist"]),
    ("needs", &["Two charged tablets"]),
    ("leave_when", &["The tablet does not start"]),
    ("said", &["This saves me an hour a day"]),
    ("from", &["Ana Ortiz"]),
    ("decision", &["wrap-up", "close"]),
    ("kind", &["improve"]),
    ("reason", &["They bought another search"]),
    ("by", &["Sam Lindqvist"]),
    ("issue", &["We brought one charger for two tablets"]),
    ("what", &["Train tickets"]),
    ("amount", &["120.50"]),
    ("currency", &["EUR"]),
];

/// The most commands of one walk.
const MOST: usize = 80;

/// An agent in a workspace.
struct Agent {
    folder: TempDir,
    id: Option<String>,
    answers: Vec<(&'static str, &'static [&'static str])>,
    commands: Vec<String>,
    steps: Vec<String>,
}

impl Agent {
    /// In an empty workspace, with answers that come before those of the table.
    fn new(own: &[(&'static str, &'static [&'static str])]) -> Self {
        let agent = Self {
            folder: tempfile::tempdir().unwrap(),
            id: None,
            answers: own.iter().chain(ANSWERS).copied().collect(),
            commands: vec![],
            steps: vec![],
        };
        scene::engage(agent.folder.path(), &["init"]);
        agent
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command, which must not be refused.
    fn run(&mut self, argv: &[String]) -> String {
        let line: Vec<_> = argv[1..].iter().map(String::as_str).collect();
        let output = scene::engage(self.path(), &line);
        let (before, why) = (self.commands.join("\n"), scene::stderr(&output));
        assert!(output.status.success(), "{before}\nrefused: {}\n{why}", argv.join(" "));
        self.commands.push(argv.join(" "));
        assert!(self.commands.len() <= MOST, "no end: {before}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn status(&mut self) -> Value {
        let context = scene::engage(self.path(), &["agent", "context"]);
        assert!(context.status.success() && context.stdout.len() <= 4096, "{}", scene::stderr(&context));
        let arguments: Vec<_> = ["status", "--json"].into_iter().chain(self.id.as_deref()).collect();
        let output = scene::engage(self.path(), &arguments);
        let status: Value = serde_json::from_slice(&output.stdout).unwrap();
        self.id = status["data"]["engagement"].as_str().map(ToOwned::to_owned);
        status["data"].clone()
    }

    /// Runs a remedy with what comes before it.
    fn follow(&mut self, remedy: &Value) {
        for first in remedy["first"].as_array().unwrap() {
            self.follow(first);
        }
        let mut argv: Vec<String> = serde_json::from_value(remedy["argv"].clone()).unwrap();
        for fill in remedy["fill"].as_array().unwrap() {
            let (slot, value) = (fill["slot"].as_str().unwrap(), self.answer(fill));
            // each fill is for one place, in their order
            let at = argv.iter().position(|argument| argument.contains(slot)).unwrap();
            argv[at] = argv[at].replacen(slot, &value, 1);
        }
        self.run(&argv);
    }

    fn answer(&self, fill: &Value) -> String {
        let key = fill["key"].as_str().unwrap();
        let words: Vec<String> = serde_json::from_value(fill["words"].clone()).unwrap();
        let last = key.rsplit('.').next().unwrap();
        let known = self.answers.iter().filter(|(known, _)| *known == key || *known == last);
        let mut told = known.flat_map(|(_, told)| told.iter());
        let told = told.find(|told| words.is_empty() || words.iter().any(|word| word == *told));
        told.unwrap_or_else(|| panic!("{}\nnothing is known of {fill:#}", self.commands.join("\n"))).to_string()
    }

    /// Goes on until the engagement has ended, with something done before each command; returns its last status.
    fn walk(&mut self, mut on_the_way: impl FnMut(&mut Self, &Value)) -> Value {
        loop {
            let status = self.status();
            on_the_way(self, &status);
            let status = self.status();
            if let Some(step) = status["step"].as_str()
                && self.steps.last().is_none_or(|last| last != step)
            {
                self.steps.push(step.to_owned());
            }
            if !status["ended"].is_null() {
                return status;
            }
            let gate = status["gates"].as_array().and_then(|gates| gates.first());
            let remedy = gate.map_or(&status["next"], |gate| &gate["do"][0]).clone();
            self.follow(&remedy);
        }
    }
}

/// The steps of one cycle, in order.
const NINE: &str = "hypothesis validate select dev onsite demo adjust after-action plan-next";

#[test]
fn a_new_engagement_goes_through_all_nine_steps() {
    let mut agent = Agent::new(&[]);
    let last = agent.walk(|_, _| {});
    assert_eq!(agent.steps.join(" "), NINE);
    assert_eq!(last["ended"], "completed");
    println!("{} commands, none refused", agent.commands.len());
}

#[test]
fn the_questions_of_each_step_are_answered_on_the_way() {
    let mut agent = Agent::new(&[("their_hours", &["2.5"]), ("summary", &["They found what they looked for"])]);
    let last = agent.walk(|agent, status| {
        let step = status["step"].as_str().unwrap_or_default();
        for question in status["questions"].as_array().into_iter().flatten() {
            let key = question["key"].as_str().unwrap();
            let is_free = question["shape"] == "text" || question["shape"] == "decimal";
            let told = agent.answers.iter().find(|(known, _)| *known == key && is_free);
            if let (Some((_, [told, ..])), false) = (told, question["answered"] == true) {
                let argv = ["engage", "set", &format!("{key}={told}")].map(ToOwned::to_owned);
                agent.run(&argv);
            }
        }
        assert!(!step.is_empty() || status["engagements"] == serde_json::json!([]));
    });
    assert_eq!(last["ended"], "completed");
    let record = scene::done(agent.path(), &["show", "berth-search", "--json"]);
    for told in ["They look in three shoeboxes", "2.5", "They found what they looked for"] {
        assert!(record.contains(told), "{told}");
    }
}

#[test]
fn a_fixed_price_is_signed_and_a_round_repeated() {
    let mut agent = Agent::new(&[("decision", &["repeat", "close"])]);
    let last = agent.walk(|agent, status| {
        if status["step"] == "hypothesis" && agent.commands.len() == 1 {
            let terms = ["engage", "set", "--in", "engagement", "pricing=fixed-price"].map(ToOwned::to_owned);
            agent.run(&terms);
        }
        if status["round"] == 2 {
            agent.answers.insert(0, ("decision", &["wrap-up", "close"]));
        }
    });
    let again = "hypothesis validate select dev onsite demo adjust dev onsite demo adjust after-action plan-next";
    assert_eq!(agent.steps.join(" "), again);
    assert_eq!(last["ended"], "completed");
    assert!(agent.commands.iter().any(|command| command.starts_with("engage sign-off scope")), "{:?}", agent.commands);
}

#[test]
fn a_need_that_the_customer_does_not_have_is_called_off() {
    let mut agent = Agent::new(&[("verdict", &["rejected"])]);
    let last = agent.walk(|_, _| {});
    assert_eq!(agent.steps.join(" "), "hypothesis validate");
    assert_eq!(last["ended"], "called-off");
    assert_eq!(last["next"]["argv"], serde_json::json!(["engage", "report", "close-out", "berth-search"]));
}

#[test]
fn a_client_of_the_protocol_records_what_the_command_line_shows() {
    let folder = scene::workspace();
    let call = |id: u8, name: &str, arguments: Value| {
        let params = serde_json::json!({ "name": name, "arguments": arguments });
        serde_json::json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params }).to_string()
    };
    let notes = "## said\nAna: it saves me an hour a day\n\n## keep\n- the chart on the wall\n";
    let requests = [
        call(1, "debrief", serde_json::json!({ "notes": notes, "source": "agent", "dry_run": true })),
        call(2, "show", serde_json::json!({})),
        call(3, "debrief", serde_json::json!({ "notes": notes, "source": "agent" })),
        call(4, "advance", serde_json::json!({})),
        call(5, "report", serde_json::json!({ "document": "brief" })),
    ];
    let output = scene::piped(scene::command(folder.path()).args(["agent", "mcp"]), &(requests.join("\n") + "\n"));
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let data = |at: usize| &answers[at]["result"]["structuredContent"]["data"];
    let kinds = |data: &Value| {
        let kinds =
            data["records"].as_array().unwrap().iter().map(|record| record["kind"].as_str().unwrap().to_owned());
        kinds.collect::<Vec<_>>().join(" ")
    };
    assert_eq!((kinds(data(0)), kinds(data(1))), ("feedback lesson".into(), "engagement hypothesis person".into()));
    assert_eq!((kinds(data(2)), data(2)["dry_run"].clone()), ("feedback lesson".into(), Value::Bool(false)));
    assert_eq!((answers[3]["result"]["isError"].clone(), data(3)["exit"].clone()), (Value::Bool(true), 3.into()));
    assert!(data(4)["text"].as_str().unwrap().starts_with("# Brief: Harbor search"), "{}", data(4));
    assert!(scene::done(folder.path(), &["log"]).contains("it saves me an hour a day [source: agent]"));
}
