//! The facts of a random engagement, each as its command writes it.

use std::collections::BTreeMap;

use engage::model::promise;
use engage::model::reference::Reference;
use engage::store::yaml::read;
use serde_json::{Value, json};

use super::story::{ClosedStory, WORDS, date, text};

const VERDICTS: [&str; 3] = ["met", "partly", "missed"];

impl ClosedStory {
    /// A few things happen at this step.
    pub(super) fn some_facts(&mut self) {
        for _ in 0..=self.dice.below(6) {
            self.fact();
            self.day += self.dice.below(self.pace).min(1);
        }
    }

    /// One thing happens today.
    fn fact(&mut self) {
        type Happens = fn(&mut ClosedStory) -> bool;
        const FACTS: [(&str, Happens); 19] = [
            ("goal", ClosedStory::goal),
            ("requirement", ClosedStory::requirement),
            ("action", ClosedStory::action),
            ("feedback", ClosedStory::feedback),
            ("feedback", ClosedStory::feedback),
            ("lesson", ClosedStory::lesson),
            ("spend", ClosedStory::spend),
            ("artifact", ClosedStory::artifact),
            ("approach", ClosedStory::approach),
            ("decision", ClosedStory::decision),
            ("note", ClosedStory::note),
            ("newcomer", ClosedStory::newcomer),
            ("sign-off", ClosedStory::sign_off),
            ("judge", ClosedStory::judge),
            ("judge", ClosedStory::judge),
            ("done", ClosedStory::done),
            ("returned", ClosedStory::returned),
            ("change", ClosedStory::change),
            ("switch", ClosedStory::switch),
        ];
        let (name, happens) = self.dice.one(&FACTS);
        if happens(self) {
            *self.facts.entry(name).or_default() += 1;
        }
        if self.dice.once_in(90) {
            self.outcome("called-off");
            self.outcome("reopened");
        }
    }

    /// Adds a record of this day, mostly with its step, as `add` writes it.
    fn add(&mut self, folder: &str, mut record: Value) -> bool {
        self.serial += 1;
        if !self.dice.once_in(4) {
            record["during"] = json!(self.place);
        }
        let is_thing = ["goals", "requirements"].contains(&folder);
        let name = if is_thing { String::new() } else { format!("{}-", date(self.day)) };
        self.files.insert(format!("{folder}/{name}n{}", self.serial), record);
        true
    }

    fn goal(&mut self) -> bool {
        let (what, due) = (self.dice.one(&WORDS), self.dice.some(&[self.day + 3, self.day + 40]).map(date));
        let measure = json!({ "what": "seconds", "unit": "s", "baseline": "300", "target": "10" });
        let goal = json!({ "statement": what, "criterion": "9 of 10 within 10 s", "committed": date(self.day),
            "responsible": self.someone("ours"), "theirs": self.someone("customer"), "due": due,
            "measure": self.dice.some(&[measure]) });
        self.add("goals", goal)
    }

    fn requirement(&mut self) -> bool {
        let (class, status) =
            (self.dice.one(&["user", "security"]), self.dice.one(&["proposed", "agreed", "delivered"]));
        let requirement = json!({ "statement": self.dice.one(&WORDS), "class": class, "raised": date(self.day),
            "asked_by": self.someone("customer"), "priority": self.dice.some(&["1", "2"]), "status": status,
            "fit": self.dice.some(&["full", "partial", "none"]), "delta": self.dice.some(&WORDS) });
        self.add("requirements", requirement)
    }

    fn action(&mut self) -> bool {
        let side = self.dice.one(&["ours", "customer"]);
        let from = self.names("lessons/").into_iter().chain(self.names("goals/")).chain(self.names("feedback/"));
        let from: Vec<_> = from.collect();
        let action = json!({ "what": self.dice.one(&WORDS), "owner": self.someone(side), "raised": date(self.day),
            "due": self.dice.some(&[self.day, self.day + 12]).map(date), "from": self.dice.some(&from),
            "waits_for": self.dice.some(&self.names("actions/")).into_iter().collect::<Vec<_>>() });
        self.add("actions", action)
    }

    fn feedback(&mut self) -> bool {
        let numbers = ["1", "3", "4", "5"];
        let feedback = json!({ "on": date(self.day), "from": self.someone("customer"), "said": self.dice.one(&WORDS),
            "impression": self.dice.some(&numbers), "enthusiasm": self.dice.some(&numbers), "rated_by": "them",
            "verdict": self.dice.some(&["valuable", "not-valuable"]) });
        self.add("feedback", feedback)
    }

    fn lesson(&mut self) -> bool {
        let kind = self.dice.one(&["sustain", "improve", "mistake"]);
        let lesson = json!({ "on": date(self.day), "kind": kind, "issue": self.dice.one(&WORDS),
            "recommendation": self.dice.some(&WORDS), "element": self.dice.some(&["planning", "equipment"]) });
        self.add("lessons", lesson)
    }

    fn spend(&mut self) -> bool {
        let amount = self.dice.one(&["120.50", "300", "-20"]);
        let spend = json!({ "on": date(self.day), "what": "flights", "amount": amount, "currency": "EUR",
            "category": "travel", "who": self.someone("ours"), "hours": self.dice.some(&["2"]) });
        self.add("spend", spend)
    }

    fn artifact(&mut self) -> bool {
        let class = self.dice.one(&["data", "prototype"]);
        let artifact = json!({ "what": self.dice.one(&WORDS), "class": class, "on": date(self.day), "kept_at": "vault",
            "cleared_by": self.someone("customer"), "return_by": self.dice.some(&[self.day + 20]).map(date) });
        self.add("artifacts", artifact)
    }

    fn approach(&mut self) -> bool {
        let result = self.dice.one(&["worked", "partly", "failed", "abandoned"]);
        let approach = json!({ "what": self.dice.one(&WORDS), "tried": date(self.day), "result": result, "why": "so" });
        self.add("approaches", approach)
    }

    fn decision(&mut self) -> bool {
        let by = [self.someone("customer"), self.someone("ours")];
        let decision = json!({ "on": date(self.day), "what": self.dice.one(&WORDS), "by": by,
            "from": self.dice.some(&self.names("feedback/")) });
        self.add("decisions", decision)
    }

    fn note(&mut self) -> bool {
        let note = json!({ "on": date(self.day), "text": self.dice.one(&WORDS), "who": self.someone("customer") });
        self.add("notes", note)
    }

    /// Adds a person whom nothing names yet.
    fn newcomer(&mut self) -> bool {
        self.serial += 1;
        let side = self.dice.one(&["customer", "ours", "partner"]);
        self.person(&format!("p{}", self.serial), side);
        true
    }

    fn sign_off(&mut self) -> bool {
        let of = self.dice.one(&["scope", "scope", "design", "handover", "acceptance"]);
        let promises = self.names("goals/").into_iter().chain(self.names("requirements/"));
        let covers: BTreeMap<_, _> = promises.filter_map(|name| Some((name.clone(), self.covered(&name)?))).collect();
        let signoff = json!({ "on": date(self.day), "of": of, "by": [self.someone("customer"), self.someone("ours")],
            "covers": covers, "verdict": self.dice.one(&["accepted", "accepted", "rejected"]), "note": "read aloud" });
        self.add("signoffs", signoff)
    }

    fn covered(&self, name: &str) -> Option<Value> {
        let reference: Reference = name.parse().unwrap();
        let Reference::Record(kind, _) = &reference else { return None };
        let record = read::record(*kind, text(&self.files[name]).as_bytes()).unwrap();
        let promise = promise::in_record(&reference, &record)?;
        Some(json!({ "hash": promise.hash(), "wording": promise.wording }))
    }

    /// Judges a goal as `judge` does: a verdict that changes, or is given in a later cycle, moves the previous one to
    /// the history.
    fn judge(&mut self) -> bool {
        let Some(name) = self.dice.some(&self.names("goals/")) else { return false };
        let (verdict, accepts) = (self.dice.one(&VERDICTS), self.someone("customer"));
        let by = self.dice.some(&[accepts]);
        let (actual, today) = (self.dice.some(&["8", "12.5"]), date(self.day));
        let proof = json!([{ "what": "timing", "link": format!("https://example.org/{}", self.serial) }]);
        let began = date(self.began);
        let goal = self.files.get_mut(&name).unwrap();
        let judged = goal["judged"].as_str().map(str::to_owned);
        let is_earlier = |judged: &String| *judged < today && self.cycle > 1 && *judged <= began;
        if judged.is_some() && goal["verdict"] == verdict && !judged.as_ref().is_some_and(is_earlier) {
            goal["accepted_by"] = json!(by);
            return true;
        }
        if judged.is_some() {
            let keys = ["verdict", "judged", "actual", "result", "accepted_by", "evidence", "next"];
            let before: Value = keys.iter().map(|key| ((*key).to_owned(), goal[*key].take())).collect();
            if goal["history"].is_null() {
                goal["history"] = json!([]);
            }
            goal["history"].as_array_mut().unwrap().push(before);
        }
        let next = (verdict != "met").then_some("the same again, in spring");
        for (key, value) in [("verdict", json!(verdict)), ("judged", json!(today)), ("actual", json!(actual))] {
            goal[key] = value;
        }
        for (key, value) in [("accepted_by", json!(by)), ("evidence", proof), ("next", json!(next))] {
            goal[key] = value;
        }
        true
    }

    fn done(&mut self) -> bool {
        self.once("actions/", "done", &[("result", "as asked")])
    }

    fn returned(&mut self) -> bool {
        self.once("artifacts/", "returned", &[])
    }

    /// Sets a missing day of one record of a folder, with other values beside it.
    fn once(&mut self, folder: &str, key: &str, beside: &[(&str, &str)]) -> bool {
        let open: Vec<_> = self.names(folder).into_iter().filter(|name| self.files[name][key].is_null()).collect();
        let Some(name) = self.dice.some(&open) else { return false };
        let record = self.files.get_mut(&name).unwrap();
        record[key] = json!(date(self.day));
        for (key, words) in beside {
            record[*key] = json!(words);
        }
        true
    }

    /// Changes a requirement, or accepts its test.
    fn change(&mut self) -> bool {
        let Some(name) = self.dice.some(&self.names("requirements/")) else { return false };
        let (by, words, today) = (self.someone("customer"), self.dice.one(&WORDS), date(self.day));
        let is_change = self.dice.once_in(2);
        let requirement = self.files.get_mut(&name).unwrap();
        if is_change {
            let changes = requirement["changes"].as_array().cloned().unwrap_or_default();
            let change = json!({ "on": today, "what": words, "asked_by": by });
            requirement["changes"] = changes.into_iter().chain([change]).collect();
        } else if requirement["accepted"].is_null() {
            requirement["accepted"] = json!({ "on": today, "by": by, "result": words });
        }
        true
    }

    /// Switches the tier of this cycle's plan, or records a switch of an earlier one late.
    fn switch(&mut self) -> bool {
        let plans: Vec<_> = self.files.keys().filter(|name| name.ends_with("/pace")).cloned().collect();
        let Some(name) = self.dice.some(&plans) else { return false };
        let plan = self.files.get_mut(&name).unwrap();
        let switches = plan["switches"].as_array().cloned().unwrap_or_default();
        let switch = json!({ "on": date(self.day), "from": "primary", "to": "alternate", "trigger": "no power" });
        plan["switches"] = switches.into_iter().chain([switch]).collect();
        true
    }
}
