//! A random engagement: its walk and facts, in files as the commands write them.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::dice::Dice;

/// The folder of its workspace.
pub const ID: &str = "harbor-search";

const STEPS: [&str; 9] =
    ["hypothesis", "validate", "select", "dev", "onsite", "demo", "adjust", "after-action", "plan-next"];
const ROLES: [&str; 8] =
    ["sponsor", "decider", "user", "operations", "product-owner", "SME", "CSR", "security-architect"];
pub const WORDS: [&str; 7] = [
    "the quay is closed",
    "search works without a network",
    "ten of ten, timed on site",
    "nobody had asked for the screen's model",
    "the export came three days late",
    "two shifts use it",
    "names stay out of the index",
];

/// An engagement in progress.
pub struct ClosedStory {
    pub dice: Dice,
    /// The files by the name of their record.
    pub files: BTreeMap<String, Value>,
    /// How often each kind of fact happened.
    pub facts: BTreeMap<&'static str, usize>,
    /// The current day, counted from the first.
    pub day: u64,
    /// The first day of the current cycle.
    pub(super) began: u64,
    /// The days between two steps are fewer than this.
    pub(super) pace: u64,
    pub(super) cycle: u32,
    pub(super) visits: u32,
    /// The current entry.
    pub(super) place: String,
    pub(super) serial: usize,
}

pub fn date(day: u64) -> String {
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    (first + Days::new(day)).to_string()
}

impl ClosedStory {
    /// A finished first cycle: walked to its end, with facts at every step, and with the second one opened.
    pub fn of_one_cycle(case: u64) -> Self {
        let mut dice = Dice::of(case);
        let pace = dice.one(&[1, 1, 3, 8]);
        let mut story = Self {
            dice,
            files: BTreeMap::new(),
            facts: BTreeMap::new(),
            day: 0,
            began: 0,
            pace,
            cycle: 1,
            visits: 0,
            place: String::new(),
            serial: 0,
        };
        for (id, side) in
            [("ana", "customer"), ("bo", "customer"), ("kim", "ours"), ("sam", "ours"), ("pat", "partner")]
        {
            story.person(id, side);
        }
        story.walk_to_the_end();
        story.charter();
        story.enter("hypothesis");
        story
    }

    /// Continues for a cycle: all facts from here on are later than the first cycle's last day.
    pub fn go_on(&mut self) {
        self.day += 1;
        self.some_facts();
        self.walk("validate");
        self.enter("hypothesis");
        self.some_facts();
        if self.dice.once_in(2) {
            self.outcome("completed");
        }
    }

    /// Records facts of the last day of the first cycle late.
    pub fn remember(&mut self) {
        let mut entries = self.names("cycle-1/").into_iter().filter(|name| !name.ends_with("/pace"));
        self.place = entries.next_back().unwrap();
        self.pace = 1;
        for _ in 0..3 {
            self.some_facts();
        }
    }

    fn walk_to_the_end(&mut self) {
        self.enter("hypothesis");
        self.some_facts();
        self.walk("validate");
    }

    /// Walks from a step to the last one of the cycle, repeating and skipping some.
    fn walk(&mut self, from: &str) {
        let mut at = STEPS.iter().position(|step| *step == from).unwrap();
        let mut backs = 2;
        while at < STEPS.len() {
            self.day += self.dice.below(self.pace);
            self.enter(STEPS[at]);
            self.some_facts();
            let goes_back = backs > 0 && matches!(STEPS[at], "adjust" | "onsite") && self.dice.once_in(3);
            backs -= usize::from(goes_back);
            let leaves_out = !goes_back && STEPS[at] != "after-action" && at + 2 < STEPS.len() && self.dice.once_in(8);
            at = if goes_back { 3 } else { at + 1 + usize::from(leaves_out) };
        }
        self.day += self.dice.below(self.pace);
    }

    /// Enters a step; hypothesis begins the next cycle, if there was one before.
    fn enter(&mut self, step: &str) {
        if step == "hypothesis" && !self.place.is_empty() {
            (self.cycle, self.visits, self.began) = (self.cycle + 1, 0, self.day);
        }
        self.visits += 1;
        let mut entry = self.answers(step);
        entry["entered"] = json!(date(self.day));
        if !self.place.is_empty() {
            entry["from"] = json!(self.place);
        }
        if self.dice.once_in(6) {
            entry["because"] = json!("the review is on Thursday");
            entry["passed"] = json!(["no-feedback"]);
        }
        self.place = format!("cycle-{}/{:02}-{step}", self.cycle, self.visits);
        self.files.insert(self.place.clone(), entry);
        if step == "dev" {
            self.plan();
        }
    }

    fn answers(&mut self, step: &str) -> Value {
        let (today, theirs, ours) = (date(self.day), self.someone("customer"), self.someone("ours"));
        let words = self.dice.one(&WORDS);
        match step {
            "hypothesis" => json!({ "today": words, "belief": words, "benefit": "minutes", "evidence": [words] }),
            "validate" => json!({ "met": today, "with": [theirs], "confirmed": words, "verdict": "adjusted",
                "adjusted": words, "adoption": self.dice.one(&["curious", "exploring", "proving"]),
                "it_maturity": self.dice.one(&["1", "3"]), "their_hours": "2.5" }),
            "select" => json!({ "starting_points": [{ "what": words, "kind": "data", "chosen": "true" }] }),
            "dev" => json!({ "prototype": words, "built": words, "rehearsed": today,
                "trip": { "site": "hall 3", "from": today, "to": date(self.day + 2), "people": [ours] },
                "prep": [{ "task": words, "hard": "true", "hours": "3", "done": "true" }] }),
            "onsite" => json!({ "installed": words, "data": words, "results": [words], "their_hours": "4" }),
            "demo" => json!({ "on": today, "to": [theirs], "shown": words, "their_hours": "1" }),
            "adjust" => json!({ "approach": words, "decision": self.dice.one(&["repeat", "wrap-up"]) }),
            "after-action" => json!({ "with": [theirs, ours], "summary": words, "why": words, "spend": "none",
                "reported": { "on": today, "to": "management" } }),
            _ => {
                json!({ "decision": "continue", "next": date(self.day + 9), "aim": words, "kind": "pilot of two berths",
                "opportunities": [words], "ask": words })
            }
        }
    }

    fn plan(&mut self) {
        let (owner, other) = (self.someone("ours"), self.someone("ours"));
        let tier = |owner: &str| json!({ "plan": "x", "owner": owner, "needs": ["y"], "leave_when": "z" });
        let plan = json!({ "primary": tier(&owner), "alternate": tier(&other), "contingency": tier(&owner) });
        self.files.entry(format!("cycle-{}/pace", self.cycle)).or_insert(plan);
    }

    fn charter(&mut self) {
        let goals = self.names("goals/");
        let charter = json!({
            "schema": "1", "title": "Search at the berth", "customer": "Port of Aldmouth", "opened": date(0),
            "mission": "ships leave on time", "pricing": self.dice.one(&["fixed-price", "time-and-materials"]),
            "show_pricing": self.dice.one(&["true", "false"]),
            "budget": { "amount": "900", "currency": "EUR", "tolerance": "10" },
            "contract": { "reference": "FW-7", "ends": date(200) }, "cadence": self.dice.one(&["3", "14"]),
            "scope": { "in": ["search"], "out": ["scanning"] }, "conditions": ["a desk in hall 3"],
            "deliverables": [{ "what": "the index", "due": date(30), "goal": self.dice.some(&goals) }],
            "training": { "owed": ["an hour"], "given": ["an hour"] }, "final_state": self.dice.some(&["it stays"]),
            "forecast": { "on": date(self.dice.below(self.day + 1)), "total": "1200", "ends": date(90) },
        });
        self.files.insert("engagement".to_owned(), charter);
    }

    pub(super) fn outcome(&mut self, kind: &str) {
        let number = 1 + self.names("outcomes/").len();
        let outcome = json!({ "on": date(self.day), "kind": kind, "reason": "their budget", "worth": "an hour a day" });
        self.files.insert(format!("outcomes/{number:02}-{kind}"), outcome);
    }

    pub fn names(&self, folder: &str) -> Vec<String> {
        self.files.keys().filter(|name| name.starts_with(folder)).cloned().collect()
    }

    /// Someone on a side.
    pub(super) fn someone(&mut self, side: &str) -> String {
        let of_side = self.files.iter().filter(|(name, file)| name.starts_with("people/") && file["side"] == side);
        let people: Vec<_> = of_side.map(|(name, _)| name["people/".len()..].to_owned()).collect();
        self.dice.one(&people)
    }

    pub(super) fn person(&mut self, id: &str, side: &str) {
        let roles: Vec<_> = self.dice.some(&ROLES).into_iter().chain(self.dice.some(&ROLES[..2])).collect();
        let roles: std::collections::BTreeSet<_> = roles.into_iter().collect();
        let backup = self.dice.some(&self.names("people/")).map(|name| name["people/".len()..].to_owned());
        let person = json!({ "name": format!("{id} of the {side}"), "side": side, "roles": roles, "backup": backup });
        self.files.insert(format!("people/{id}"), person);
    }

    /// Writes all files into a workspace.
    pub fn write(&self, root: &Path) {
        std::fs::write(root.join("engage.yaml"), "currency: EUR\n").unwrap();
        for (name, file) in &self.files {
            let path = root.join("engagements").join(ID).join(format!("{name}.yaml"));
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text(file)).unwrap();
        }
    }
}

/// The text of a file, without unanswered keys.
pub(super) fn text(file: &Value) -> String {
    let pairs = file.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
    serde_yaml::to_string(&pairs.collect::<BTreeMap<_, _>>()).unwrap()
}
