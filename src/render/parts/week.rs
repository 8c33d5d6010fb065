//! The week of the update to the customer: its days, the open actions that the customer may see, the next demo.

use crate::render::parts::prelude::*;
use crate::render::subject::Subject;

view! {
    /// The week, and what is open at its end.
    pub struct Week {
        /// The first day, as YYYY-MM-DD.
        pub from_iso: Option<Date>,
        /// The last day, as YYYY-MM-DD.
        pub to_iso: Option<Date>,
        /// Whether it has seven days.
        pub is_seven_days: bool,
        /// The open actions of the customer's people.
        pub theirs: Vec<Task>,
        /// The other open actions that come from a goal, a requirement or the customer's feedback.
        pub ours: Vec<Task>,
        /// The actions of both that were done in the week.
        pub done: Vec<Task>,
        /// The days of all demos, as YYYY-MM-DD.
        pub demos_iso: Vec<Date>,
        /// The day of the next demo, as the lead expects it, as YYYY-MM-DD.
        pub next_demo_iso: Option<Date>,
    }

    /// An open action.
    pub struct Task {
        /// What it is, in words.
        pub what: String,
        /// Who does it.
        pub owner: String,
        /// By when, as YYYY-MM-DD.
        pub due_iso: Option<Date>,
        /// The goal that it comes from.
        pub goal: String,
    }
}

impl Week {
    /// Whether a day is in the week.
    pub fn has(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.from_iso <= Some(day) && Some(day) <= self.to_iso)
    }
}

/// The days from `since`, or seven, up to the last day in the record.
pub fn of(subject: &Subject) -> Week {
    let engagement = subject.engagement;
    let charter = engagement.charter.as_ref();
    let to = as_of::day(engagement);
    let is_theirs = |action: &Action| engagement.is_of(&action.owner, Side::Customer);
    let is_shown = |action: &&Action| is_theirs(action) || is_shared(engagement, action);
    let open = actions::open(engagement).into_iter().map(|(_, action)| action).filter(is_shown);
    let (theirs, ours): (Vec<_>, Vec<_>) = open.partition(|action| is_theirs(action));
    let tasks = |actions: Vec<&Action>| actions.into_iter().map(|action| task(engagement, action)).collect();
    let mut week = Week {
        from_iso: subject.since.or_else(|| to?.plus_days(-6)),
        to_iso: to,
        is_seven_days: subject.since.is_none_or(|since| to.is_some_and(|to| to.days_since(since) == 6)),
        theirs: tasks(theirs),
        ours: tasks(ours),
        done: vec![],
        demos_iso: engagement.entries.values().filter_map(demo).collect(),
        next_demo_iso: charter.and_then(|charter| charter.forecast.as_ref()?.next_demo),
    };
    let done = engagement.all::<Action>().map(|(_, action)| action).filter(is_shown);
    week.done = tasks(done.filter(|action| week.has(action.done)).collect());
    week
}

/// The day of a demo.
fn demo(entry: &Entry) -> Option<Date> {
    if let Answers::Demo(demo) = &entry.answers { demo.on } else { None }
}

/// Whether an action comes from a goal, a requirement or feedback of the customer.
fn is_shared(engagement: &Engagement, action: &Action) -> bool {
    action.from.as_ref().is_some_and(|from| match engagement.records.get(from) {
        Some(Record::Feedback(feedback)) => engagement.is_of(&feedback.from, Side::Customer),
        _ => matches!(from, Reference::Record(Kind::Goal | Kind::Requirement, _)),
    })
}

fn task(engagement: &Engagement, action: &Action) -> Task {
    let goal = action.from.as_ref().and_then(|from| match engagement.records.get(from) {
        Some(Record::Goal(goal)) => Some(&goal.statement),
        _ => None,
    });
    Task {
        what: action.what.one_line(),
        owner: engagement.name_of(&action.owner),
        due_iso: action.due,
        goal: line(goal),
    }
}
