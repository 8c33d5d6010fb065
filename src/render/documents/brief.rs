//! The brief: what someone who joins today must know, on one page.

use crate::insight::ahead::{self, Upcoming};
use crate::insight::{actions as figures, participants};
use crate::model::audience::Audience;
use crate::model::engagement::Engagement;
use crate::model::record::{self, Action};
use crate::model::words;
use crate::render::parts::actions;
use crate::render::parts::approaches::{self, ApproachView};
use crate::render::parts::decisions::{self, DecisionView};
use crate::render::parts::goals::{self, GoalView};
use crate::render::parts::hypothesis::{self, HypothesisView};
use crate::render::parts::people::{self, PersonView};
use crate::render::subject::Subject;
use crate::render::view::view;
use crate::render::{progress, wording};

view! {
    /// Everything the template can place.
    pub struct View {
        /// The current status, or how the engagement ended.
        standing: String,
        /// The next day something is set for, and what that is.
        next_date: String,
        /// What we believe they need, and what they gain.
        hypothesis: HypothesisView,
        /// The cycle whose hypothesis still holds, where this one has none.
        earlier: Option<u32>,
        /// Those who take part, with their roles.
        people: Vec<PersonView>,
        /// Those without a number or mail in the record, in a row.
        unreachable: String,
        /// The goals, each with its criterion.
        goals: Vec<GoalView>,
        /// What was tried, and the result.
        approaches: Vec<ApproachView>,
        /// What was decided, when and by whom.
        decisions: Vec<DecisionView>,
        /// Who does what by when.
        actions: Vec<actions::ActionView>,
        /// That all recorded actions are done, where they are.
        done: String,
        /// What is left out because nothing of it is recorded, in one sentence.
        missing: String,
    }
}

/// The brief on an engagement, with the hypothesis of a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let people = participants::of_cycle(engagement, cycle).into_iter();
    let people = people.map(|someone| people::person(engagement, someone.person));
    let (people, others): (Vec<_>, Vec<_>) = people.partition(|person| !person.reach.is_empty());
    let (earlier, hypothesis) = belief(engagement, cycle);
    let open = figures::open(engagement).into_iter();
    let actions: Vec<_> = open.map(|(_, action)| actions::action(engagement, cycle, action)).collect();
    let recorded = engagement.all::<Action>().count();
    let mut view = View {
        standing: progress_line(engagement),
        next_date: next(engagement),
        hypothesis,
        earlier,
        people,
        unreachable: words::or_list(others.iter().map(|person| &person.in_full)),
        goals: goals::of_cycle(engagement, cycle, Audience::Internal),
        approaches: (1..=cycle).flat_map(|cycle| approaches::of_cycle(engagement, cycle)).collect(),
        decisions: (1..=cycle).flat_map(|cycle| decisions::of_cycle(engagement, cycle)).collect(),
        done: wording::all_done(if actions.is_empty() { recorded } else { 0 }),
        actions,
        missing: String::new(),
    };
    view.missing = wording::missing(&[
        ("the mission that this serves", engagement.mission().is_none()),
        ("the next date", view.next_date.is_empty() && engagement.is_open()),
        ("what we believe they need", !is_formed(&view.hypothesis)),
        ("the people", view.people.is_empty() && view.unreachable.is_empty()),
        ("the goals", engagement.all::<record::Goal>().next().is_none()),
        ("the approaches tried", view.approaches.is_empty()),
        ("the actions", recorded == 0),
    ]);
    view
}

/// The hypothesis of a cycle, else of the last earlier one that has one, with that cycle.
fn belief(engagement: &Engagement, cycle: u32) -> (Option<u32>, HypothesisView) {
    let found = (1..=cycle).rev().map(|cycle| (cycle, hypothesis::of_cycle(engagement, cycle)));
    let found = found.into_iter().find(|(_, belief)| is_formed(belief));
    found.map(|(of, belief)| (Some(of).filter(|of| *of != cycle), belief)).unwrap_or_default()
}

/// Whether the hypothesis is recorded.
fn is_formed(belief: &HypothesisView) -> bool {
    [&belief.today, &belief.belief, &belief.benefit].iter().any(|words| !words.is_empty())
}

/// The current step, and its purpose.
fn progress_line(engagement: &Engagement) -> String {
    let line = progress::of(engagement);
    let open = engagement.place().filter(|_| engagement.is_open());
    open.map_or(line.clone(), |place| format!("{line}: {}", place.step.purpose()))
}

/// The next day with something planned, with everything planned for it; empty if none is recorded.
fn next(engagement: &Engagement) -> String {
    let ahead = ahead::of(engagement);
    let Some((next, _)) = ahead.first().copied() else { return String::new() };
    let then: Vec<_> = ahead.into_iter().filter(|(day, _)| *day == next).map(|(_, what)| what).collect();
    format!("{}, when {}", words::date(next), words::and_list(in_words(&then)))
}

fn in_words(then: &[Upcoming]) -> Vec<String> {
    let due = |number, noun| match number {
        0 => None,
        1 => Some(format!("1 {noun} is due")),
        more => Some(format!("{more} {noun}s are due")),
    };
    let actions = then.iter().filter(|what| matches!(what, Upcoming::Action(_))).count();
    let goals = then.iter().filter(|what| matches!(what, Upcoming::Goal(_))).count();
    let events = then.iter().filter_map(|what| match what {
        Upcoming::Action(_) | Upcoming::Goal(_) => None,
        Upcoming::Trip(Some(site)) => Some(format!("the trip to {} begins", site.one_line())),
        Upcoming::Trip(None) => Some("the trip begins".to_owned()),
        Upcoming::Demo => Some("it is demonstrated".to_owned()),
        Upcoming::Cycle(cycle) => Some(format!("cycle {cycle} begins")),
        Upcoming::Contract => Some("the contract ends".to_owned()),
    });
    due(actions, "action").into_iter().chain(due(goals, "goal")).chain(events).collect()
}
