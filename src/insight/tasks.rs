//! What is still to do: open actions, goals and deliverables that are due, acceptance to sign, data to return.
//!
//! Actions and goals outlive a completed engagement; after calling off only data is still to return.

use crate::insight::prelude::*;
use crate::insight::{actions, returns};
use crate::model::field::choice;

choice! {
    /// What kind of task.
    pub enum TaskKind {
        /// Do an action.
        Action = "action",
        /// Judge a goal.
        Goal = "goal",
        /// Deliver something.
        Deliverable = "deliverable",
        /// Have something signed.
        SignOff = "sign-off",
        /// Return or delete data.
        Return = "return",
    }
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What kind it is.
    pub kind: TaskKind,
    /// What it is about, on one line.
    pub what: String,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// Who does it, if the record says so.
    pub owner: Option<PersonId>,
    /// The record that says so.
    pub record: Reference,
    /// The key of the day in that record.
    pub key: String,
    /// The day since when it is to be done.
    pub since: Date,
    /// The goal that a deliverable serves.
    pub goal: Option<Reference>,
}

impl Task {
    /// What to do, in words.
    pub fn in_words(&self) -> String {
        match self.kind {
            TaskKind::Action | TaskKind::SignOff => self.what.clone(),
            TaskKind::Goal => format!("judge: {}", self.what),
            TaskKind::Deliverable => format!("deliver: {}", self.what),
            TaskKind::Return => format!("return or delete: {}", self.what),
        }
    }
}

/// All of them, by kind; a goal or a deliverable only if it has a due date.
pub fn of(engagement: &Engagement) -> Vec<Task> {
    let is_called_off = engagement.ending().is_some_and(|(_, kind)| kind == OutcomeKind::CalledOff);
    let mut tasks = if is_called_off { vec![] } else { of_work(engagement) };
    tasks.extend(returns::unreturned(engagement).into_iter().map(|(name, artifact)| Task {
        due: artifact.return_by,
        ..task(TaskKind::Return, artifact.what.one_line(), name, "return_by", artifact.on)
    }));
    tasks
}

fn of_work(engagement: &Engagement) -> Vec<Task> {
    let actions = actions::open(engagement).into_iter().map(|(name, action)| Task {
        due: action.due,
        owner: Some(action.owner.clone()),
        ..task(TaskKind::Action, action.what.one_line(), name, "due", action.raised)
    });
    let goals = engagement.all::<Goal>().filter(|(_, goal)| goal.verdict() == Verdict::Open && goal.due.is_some());
    let goals = goals.map(|(name, goal)| Task {
        due: goal.due,
        owner: goal.responsible.clone(),
        ..task(TaskKind::Goal, goal.statement.one_line(), name, "due", goal.committed)
    });
    actions.chain(goals).chain(promised(engagement)).collect()
}

/// The deliverables that are due, and the days by which the customer accepts them, if that is agreed.
fn promised(engagement: &Engagement) -> Vec<Task> {
    let Some(charter) = engagement.charter.as_ref().filter(|_| engagement.is_open()) else { return vec![] };
    let task = |at: usize, one: &Deliverable| {
        let (what, key) = (one.what.one_line(), format!("deliverables.{at}.due"));
        task(TaskKind::Deliverable, what, &Reference::Engagement, &key, charter.opened)
    };
    let dated = (1..).zip(&charter.deliverables).filter_map(|(at, one)| Some((at, one, one.due?)));
    let open = dated.filter(|(.., due)| !is_accepted(engagement, *due));
    let tasks = open.flat_map(|(at, one, due)| {
        let goal = goal_of(engagement, one.goal.as_ref());
        let owner = goal.and_then(|goal| goal.responsible.clone());
        let is_met = goal.is_some_and(|goal| goal.verdict() == Verdict::Met);
        let deliver = (!is_met).then(|| Task { due: Some(due), owner, goal: one.goal.clone(), ..task(at, one) });
        let last = charter.acceptance_days.and_then(|days| due.plus_days(days.get().into()));
        let accept = last.map(|last| Task {
            kind: TaskKind::SignOff,
            what: format!("have the acceptance signed: {}", one.what.one_line()),
            due: Some(last),
            ..task(at, one)
        });
        [deliver, accept]
    });
    tasks.flatten().collect()
}

/// Whether the customer signed acceptance in the cycle of a due day, or in a later one.
fn is_accepted(engagement: &Engagement, due: Date) -> bool {
    let counts = |signoff: &Signoff| signoff.of == Of::Acceptance && signoff.is_accepted();
    let cycle = engagement.cycle_on(due);
    let mut signed = engagement.all::<Signoff>().filter(|(_, signoff)| counts(signoff));
    signed.any(|(_, signoff)| engagement.stay_of(signoff).is_some_and(|stay| stay.cycle >= cycle))
}

fn goal_of<'a>(engagement: &'a Engagement, name: Option<&Reference>) -> Option<&'a Goal> {
    if let Record::Goal(goal) = engagement.records.get(name?)? { Some(goal) } else { None }
}

/// A task without a day and an owner.
pub fn task(kind: TaskKind, what: String, record: &Reference, key: &str, since: Date) -> Task {
    Task { kind, what, due: None, owner: None, record: record.clone(), key: key.to_owned(), since, goal: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    /// The tasks of an engagement with these outcomes and more records, each with its day.
    fn lines(outcomes: &str, more: &str) -> Vec<String> {
        let engagement = fixture::engagement(&format!(
            r#"{{"charter": {{"acceptance_days": "10", "deliverables": [
                    {{"what": "report", "due": "2026-03-20"}},
                    {{"what": "search", "due": "2026-04-20", "goal": "goals/fast"}}, {{"what": "undated"}}]}},
                "entries": {{"cycle-1/01-hypothesis": "2026-03-02", "cycle-2/01-hypothesis": "2026-04-01"}},
                "outcomes": {outcomes}, "records": {{"people/bo": {{"side": "ours"}},
                "actions/2026-03-03-ship": {{"due": "2026-03-09", "owner": "bo"}}, "actions/2026-03-03-ask": {{}},
                "actions/2026-03-03-gone": {{"done": "2026-03-04"}}, "goals/undated": {{}},
                "goals/fast": {{"due": "2026-04-25", "responsible": "bo"}},
                "artifacts/2026-03-01-logs": {{"return_by": "2026-06-30"}}{more}}}}}"#
        ));
        let line = |task: &Task| {
            let due = task.due.map_or_else(|| "-".to_owned(), |due| due.to_string());
            format!("{due} {} {} ({})", task.kind, task.what, task.owner.as_ref().map_or("", |owner| owner.as_str()))
        };
        of(&engagement).iter().map(line).collect()
    }

    #[test]
    fn what_is_open_and_what_is_due_is_to_do_and_after_the_end_only_what_outlives_it() {
        let (actions, goal) = (["2026-03-09 action ship (bo)", "- action ask (bo)"], "2026-04-25 goal fast (bo)");
        let (logs, report) = ("2026-06-30 return logs ()", "2026-03-20 deliverable report ()");
        let search =
            ["2026-04-20 deliverable search (bo)", "2026-04-30 sign-off have the acceptance signed: search ()"];
        let accept = "2026-03-30 sign-off have the acceptance signed: report ()";
        let all = [&actions[..], &[goal, report, accept], &search, &[logs]].concat();
        assert_eq!(lines("{}", ""), all);
        let signed = r#", "signoffs/2026-03-25-acceptance": {"of": "acceptance", "by": ["ana"]}"#;
        assert_eq!(lines("{}", signed), [&actions[..], &[goal], &search, &[logs]].concat(), "not of the next cycle");
        let met = r#", "goals/fast": {"due": "2026-04-25", "verdict": "met"}"#;
        assert_eq!(lines("{}", met), [&actions[..], &[report, accept, search[1], logs]].concat());
        assert_eq!(
            lines(r#"{"1": {"on": "2026-05-01", "kind": "completed"}}"#, ""),
            [&actions[..], &[goal, logs]].concat()
        );
        assert_eq!(lines(r#"{"1": {"on": "2026-05-01", "kind": "called-off", "reason": "r"}}"#, ""), [logs]);
    }
}
