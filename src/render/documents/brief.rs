//! The brief: what someone who joins today must know.

use crate::insight::actions as figures;
use crate::insight::ahead::{self, Upcoming};
use crate::model::record;
use crate::render::documents::prelude::*;
use crate::render::parts::terms::PartnerView;
use crate::render::parts::{actions, approaches, decisions, goals, hypothesis, pace, people, terms};
use crate::render::progress;

view! {
    /// Everything the template can place.
    pub struct View {
        /// The current status, or how the engagement ended.
        standing: String,
        /// The next day something is planned for, and what that is.
        next_date: String,
        /// What we believe they need, and what they gain.
        hypothesis: HypothesisView,
        /// The cycle that recorded the hypothesis, where it is an earlier one.
        earlier: Option<u32>,
        /// What could go wrong.
        risks: Risks,
        /// Where the code is, and materials that are code.
        code: Vec<String>,
        /// Those who take part and can be reached, with their roles.
        people: Vec<PersonView>,
        /// Those without a recorded phone number or mail address, in a row.
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
        /// What is not recorded, in one sentence.
        missing: String,
    }

    /// What could go wrong, beside what we assume; empty where nothing is recorded.
    pub struct Risks {
        /// The partners with a risk.
        partners: Vec<PartnerView>,
        /// The plans for the trip without a recorded rehearsal.
        unproved: String,
        /// The hard preparation for the trip that is not done.
        preparation: Vec<String>,
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
        risks: risks(engagement, cycle),
        code: code(engagement, cycle),
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
        ("mission", engagement.mission().is_none()),
        ("next date", view.next_date.is_empty() && engagement.is_open()),
        ("what they need", !is_formed(&view.hypothesis)),
        ("people", view.people.is_empty() && view.unreachable.is_empty()),
        ("goals", engagement.all::<record::Goal>().next().is_none()),
        ("approaches", view.approaches.is_empty()),
        ("code", view.code.is_empty()),
        ("actions", recorded == 0),
    ]);
    view
}

/// What could go wrong in a cycle, as far as it is recorded.
fn risks(engagement: &Engagement, cycle: u32) -> Risks {
    let partners = terms::of(engagement, cycle).partners.into_iter().filter(|partner| !partner.risk.is_empty());
    let is_past = engagement.place().is_none_or(|place| (place.cycle, place.step) > (cycle, Step::Demo));
    let dev = engagement.last_answers::<Dev>(cycle).filter(|_| !is_past);
    let is = |flag: Option<Flag>| flag == Some(Flag(true));
    let open = dev.into_iter().flat_map(|dev| &dev.prep).filter(|prep| is(prep.hard) && !is(prep.done));
    let plans = pace::tiers(engagement, cycle).into_iter().filter(|plan| !is_past && plan.exercised_iso.is_none());
    Risks {
        partners: partners.collect(),
        unproved: words::and_list(plans.map(|plan| plan.name)),
        preparation: open.map(|prep| prep.task.one_line()).collect(),
    }
}

/// Where the code is: by the last entry that says so, then materials that are code, each with its place.
fn code(engagement: &Engagement, cycle: u32) -> Vec<String> {
    let mut answers = engagement.at::<Dev>().filter_map(|(_, dev)| dev.code.as_ref());
    let answer = answers.next_back().map(Text::one_line);
    let artifacts = (1..=cycle).flat_map(|cycle| engagement.in_cycle::<Artifact>(cycle));
    let code = artifacts.filter(|(_, artifact)| artifact.class == ArtifactClass::Code).filter_map(|(_, artifact)| {
        let place = artifact.kept_at.as_ref().map(Text::one_line);
        let is_told = place.as_ref().zip(answer.as_ref()).is_some_and(|(place, answer)| answer.contains(place));
        let place = place.map(|place| format!(": {place}")).unwrap_or_default();
        (!is_told).then(|| format!("{}{place}", artifact.what.one_line()))
    });
    let code: Vec<_> = code.collect();
    answer.into_iter().chain(code).collect()
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
    format!("{} ({})", words::date(next), words::and_list(in_words(&then)))
}

fn in_words(then: &[Upcoming]) -> Vec<String> {
    let due = |number, noun| (number > 0).then(|| format!("{} due", words::count(number, noun)));
    let actions = then.iter().filter(|what| matches!(what, Upcoming::Action(_))).count();
    let goals = then.iter().filter(|what| matches!(what, Upcoming::Goal(_))).count();
    let events = then.iter().filter_map(|what| match what {
        Upcoming::Action(_) | Upcoming::Goal(_) => None,
        Upcoming::Trip(Some(site)) => Some(format!("trip to {}", site.one_line())),
        Upcoming::Trip(None) => Some("trip".to_owned()),
        Upcoming::Demo => Some("demo".to_owned()),
        Upcoming::Cycle(cycle) => Some(format!("cycle {cycle} begins")),
        Upcoming::Contract => Some("contract ends".to_owned()),
    });
    due(actions, "action").into_iter().chain(due(goals, "goal")).chain(events).collect()
}
