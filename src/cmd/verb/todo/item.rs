//! What is to do in an engagement: its tasks, and what the checks say is to be signed.

use crate::cmd::prelude::*;
use crate::insight::tasks::{self, Task, TaskKind};

/// The checks that say what is to be signed.
const UNSIGNED: [&str; 5] =
    ["scope-unsigned", "scope-creep", "design-not-handed-over", "handover-missing", "handover-rejected"];

/// The columns of the list.
pub const HEADER: [&str; 5] = ["DUE", "OVERDUE", "OWNER", "ENGAGEMENT", "WHAT"];

/// Something to do.
pub struct Item {
    pub engagement: Slug,
    pub task: Task,
    /// The owner's name.
    name: Option<String>,
    remedy: Remedy,
}

/// All of an engagement.
pub fn items(engagement: &Engagement, settings: &Settings, today: Date) -> Vec<Item> {
    let item = |task: Task, remedy| {
        let name = task.owner.as_ref().map(|owner| engagement.name_of(owner));
        Item { engagement: engagement.id.clone(), task, name, remedy }
    };
    let tasks = tasks::of(engagement).into_iter().map(|task| (remedy(&engagement.id, &task), task));
    let unsigned = unsigned(engagement, settings, today);
    tasks.chain(unsigned).map(|(remedy, task)| item(task, remedy)).collect()
}

/// The command that finishes it, or else moves its day.
fn remedy(id: &Slug, task: &Task) -> Remedy {
    let record = task.record.to_string();
    let set = |change: String| Remedy::engage(["set", "-e", id.as_str(), "--in", &record]).with([change]);
    let judge = |goal: &str| {
        let judge = Remedy::engage(["judge", name_in(goal), "VERDICT", "-e", id.as_str()]);
        judge.note("met, partly or missed")
    };
    let finish = match (task.kind, &task.goal) {
        (TaskKind::Action, _) => Remedy::engage(["done", name_in(&record), "-e", id.as_str()]),
        (TaskKind::Goal, _) => judge(&record),
        (TaskKind::Deliverable, Some(goal)) => judge(&goal.to_string()),
        (TaskKind::Deliverable | TaskKind::SignOff, _) => {
            Remedy::engage(["sign-off", "acceptance", "WHO", "-e", id.as_str()])
        }
        (TaskKind::Return, _) => set("returned=today".to_owned()),
    };
    finish.or(set(format!("{}=DATE", task.key)))
}

/// The name of a record inside its folder.
fn name_in(record: &str) -> &str {
    record.split_once('/').map_or(record, |(_, name)| name)
}

/// What the checks say is to be signed, with the command for it.
fn unsigned(engagement: &Engagement, settings: &Settings, today: Date) -> Vec<(Remedy, Task)> {
    if engagement.ending().is_some_and(|(_, kind)| kind == OutcomeKind::CalledOff) {
        return vec![];
    }
    let scene = Scene::of(engagement, settings, today);
    let mut found = check::gates(&scene);
    found.retain(|found| UNSIGNED.contains(&found.check.id));
    found.extend(check::some(&scene, |check| UNSIGNED.contains(&check.id) && check.applies(&scene)));
    let is_signing = |remedy: &Remedy| remedy.argv.get(1).is_some_and(|verb| verb == "sign-off");
    let open = found.into_iter().filter(|found| found.allowed.is_none() && is_signing(&found.finding.remedy));
    let task = |finding: &Finding| {
        let key = finding.key.as_deref().unwrap_or_default();
        let what = format!("have the {} signed", finding.remedy.argv[2]);
        tasks::task(TaskKind::SignOff, what, &finding.record, key, today)
    };
    open.map(|Found { finding, .. }| (finding.remedy.clone(), task(&finding))).collect()
}

impl Item {
    /// The sort key: soonest first, those without a day last.
    pub fn order(&self) -> (bool, Option<Date>, &Slug) {
        (self.task.due.is_none(), self.task.due, &self.engagement)
    }

    /// How many days it is overdue, if it is.
    pub fn days_late(&self, today: Date) -> Option<i64> {
        Some(today.days_since(self.task.due?)).filter(|days| *days > 0)
    }

    /// The cells of [`HEADER`].
    pub fn row(self, today: Date) -> Vec<String> {
        let (due, late) = (self.task.due.map(words::date), self.days_late(today).map(words::days));
        let [due, late, name] = [due, late, self.name].map(|cell| cell.unwrap_or_else(|| "-".to_owned()));
        vec![due, late, name, self.engagement.to_string(), self.task.in_words()]
    }

    /// As `--json` data.
    pub fn data(&self, today: Date) -> Value {
        let Task { due, kind, what, owner, record, key, .. } = &self.task;
        json!({
            "due": due,
            "days_overdue": self.days_late(today),
            "kind": kind,
            "what": what,
            "owner": owner,
            "engagement": self.engagement,
            "record": record,
            "key": Some(key).filter(|key| !key.is_empty()),
            "do": self.remedy.ways(record),
        })
    }
}
