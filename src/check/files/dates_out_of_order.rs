//! Something is dated before what had to happen first.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { level: Level::Error, run: Each(find), ..row!("dates-out-of-order", Files, Hypothesis) };

/// How many days something may lie before what it belongs to: a first call, a flight booked early, work we
/// brought along. More than that is a mistyped year.
const EARLY: i64 = 180;

/// A day at a key that must not lie before another.
struct Order {
    key: String,
    day: Date,
    /// `before`, or `long before` where a few days are fine.
    how: &'static str,
    /// What came first, as the sentence names it.
    first: String,
    since: Date,
}

impl Order {
    /// Two keys of one record, where both have a day and the wrong one is first.
    fn of(key: impl Into<String>, day: Option<Date>, first: &str, since: Option<Date>) -> Option<Self> {
        Self::after(key, day?, format!("`{first}`"), since?)
    }

    fn after(key: impl Into<String>, day: Date, first: String, since: Date) -> Option<Self> {
        (day < since).then(|| Self { key: key.into(), day, how: "before", first, since })
    }

    /// A day that may lie before the other, but by no more than [`EARLY`] days.
    fn near(key: impl Into<String>, day: Option<Date>, first: &str, since: Option<Date>) -> Option<Self> {
        let (day, since) = (day?, since?);
        let is_long = since.days_since(day) > EARLY;
        is_long.then(|| Self { key: key.into(), day, how: "long before", first: first.to_owned(), since })
    }

    fn in_words(&self) -> String {
        let (day, since) = (words::date(self.day), words::date(self.since));
        format!("`{}` is {day}, {} {} on {since}", self.key, self.how, self.first)
    }
}

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let entries = engagement.entries.values().map(|entry| (entry.id.reference(), of_entry(engagement, entry)));
    let paces = engagement.paces.keys().map(|cycle| (Reference::Pace(*cycle), of_pace(engagement, *cycle)));
    let records = engagement.records.iter().map(|(name, record)| (name.clone(), of_record(engagement, record)));
    let outcomes = of_outcomes(engagement).into_iter();
    let terms = [(Reference::Engagement, of_terms(engagement))];
    let all = entries.chain(paces).chain(records).chain(outcomes).chain(terms);
    all.filter_map(|(name, orders)| wrong(scene, name, &orders)).collect()
}

fn wrong(scene: &Scene, name: Reference, orders: &[Order]) -> Option<Finding> {
    let sentences: Vec<_> = orders.iter().map(Order::in_words).collect();
    let changes = orders.iter().map(|order| format!("{}=DATE", order.key));
    Some(scene.asks(name, &orders.first()?.key, words::and_list(&sentences), changes))
}

fn of_entry(engagement: &Engagement, entry: &Entry) -> Vec<Order> {
    let entered = entry.common.entered;
    let from = entry.common.from.and_then(|from| engagement.entries.get(&from));
    let came = from.and_then(|from| {
        Order::after("entered", entered, format!("the previous step, `{}`,", from.id), from.common.entered)
    });
    let opened = opened(engagement).filter(|_| from.is_none());
    let opened = opened.and_then(|opened| Order::after("entered", entered, OPENED.to_owned(), opened));
    came.into_iter().chain(opened).chain(of_answers(entry)).collect()
}

const OPENED: &str = "the engagement was opened";

fn opened(engagement: &Engagement) -> Option<Date> {
    engagement.charter.as_ref().map(|charter| charter.opened)
}

fn of_answers(entry: &Entry) -> Vec<Order> {
    let entered = entry.common.entered;
    let near = |key, day| Order::near(key, day, "its step was entered", Some(entered));
    let orders = match &entry.answers {
        Answers::Validate(validate) => vec![near("met", validate.met)],
        Answers::Dev(dev) => {
            let trip = dev.trip.as_ref();
            let (from, to) = (trip.and_then(|trip| trip.from), trip.and_then(|trip| trip.to));
            let order = Order::of("trip.to", to, "trip.from", from);
            vec![near("rehearsed", dev.rehearsed), near("trip.from", from), order.or(near("trip.to", to))]
        }
        Answers::Demo(demo) => vec![near("on", demo.on)],
        Answers::AfterAction(review) => {
            vec![near("reported.on", review.reported.as_ref().map(|reported| reported.on))]
        }
        Answers::PlanNext(plan) => vec![Order::of("next", plan.next, "entered", Some(entered))],
        _ => vec![],
    };
    orders.into_iter().flatten().collect()
}

fn of_pace(engagement: &Engagement, cycle: u32) -> Vec<Order> {
    let Some(pace) = engagement.pace(cycle) else { return vec![] };
    let began = engagement.entries_in(cycle).next().map(|entry| entry.common.entered);
    let near = |key: String, day| Order::near(key, day, "the cycle began", began);
    let first = pace.switches.first().and_then(|switch| near("switches.1.on".to_owned(), Some(switch.on)));
    let exercised = Tier::ALL
        .iter()
        .filter_map(|tier| near(format!("{tier}.exercised"), pace.tier(*tier).and_then(|plan| plan.exercised)));
    exercised.chain(first).chain(of_switches(pace)).collect()
}

fn of_switches(pace: &Pace) -> Vec<Order> {
    let pairs = (2..).zip(pace.switches.windows(2));
    let late = pairs.filter_map(|(at, pair)| {
        Order::after(format!("switches.{at}.on"), pair[1].on, "the switch before it".to_owned(), pair[0].on)
    });
    late.collect()
}

fn of_terms(engagement: &Engagement) -> Vec<Order> {
    let contract = engagement.charter.as_ref().and_then(|charter| charter.contract.as_ref());
    let ends = contract.and_then(|contract| contract.ends).zip(opened(engagement));
    let order = ends.and_then(|(ends, opened)| Order::after("contract.ends", ends, OPENED.to_owned(), opened));
    order.into_iter().collect()
}

fn of_record(engagement: &Engagement, record: &Record) -> Vec<Order> {
    // what was tried may date from long before
    let happened = record.kind().row().date.filter(|_| !matches!(record, Record::Approach(_)));
    let early = happened.and_then(|key| Order::near(key, record.date(), OPENED, opened(engagement)));
    let orders = match record {
        Record::Goal(Goal { committed, judged, due, .. }) => {
            vec![
                Order::of("judged", *judged, "committed", Some(*committed)),
                Order::of("due", *due, "committed", Some(*committed)),
            ]
        }
        Record::Action(Action { raised, start, due, done, .. }) => vec![
            Order::of("done", *done, "raised", Some(*raised)),
            Order::of("due", *due, "raised", Some(*raised)),
            Order::of("due", *due, "start", start.filter(|start| start > raised)),
        ],
        Record::Artifact(Artifact { on, return_by, returned, .. }) => {
            vec![Order::of("returned", *returned, "on", Some(*on)), Order::of("return_by", *return_by, "on", Some(*on))]
        }
        Record::Requirement(requirement) => of_requirement(requirement),
        _ => vec![],
    };
    early.into_iter().chain(orders.into_iter().flatten()).collect()
}

fn of_requirement(requirement: &Requirement) -> Vec<Option<Order>> {
    let raised = Some(requirement.raised);
    let accepted = requirement.accepted.as_ref().map(|accepted| accepted.on);
    let changes = (1..).zip(&requirement.changes);
    let changes = changes.map(|(at, change)| Order::of(format!("changes.{at}.on"), Some(change.on), "raised", raised));
    std::iter::once(Order::of("accepted.on", accepted, "raised", raised)).chain(changes).collect()
}

fn of_outcomes(engagement: &Engagement) -> Vec<(Reference, Vec<Order>)> {
    let mut before = opened(engagement).map(|opened| (OPENED.to_owned(), opened));
    let mut found = Vec::new();
    for ((number, kind), outcome) in &engagement.outcomes {
        let name = Reference::Outcome(*number, *kind);
        let order = before.take().and_then(|(first, since)| Order::after("on", outcome.on, first, since));
        let ended = Some((*number, *kind)) == engagement.last_outcome && *kind != OutcomeKind::Reopened;
        let order = order.or_else(|| after_walk(engagement, outcome.on).filter(|_| ended));
        before = Some((format!("`{name}`"), outcome.on));
        found.push((name, order.into_iter().collect()));
    }
    found
}

/// An outcome is dated before the last entry.
fn after_walk(engagement: &Engagement, end: Date) -> Option<Order> {
    let last = engagement.current()?;
    Order::after("on", end, format!("`{}` was entered", last.id), last.common.entered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_told_with_what_came_first() {
        let changed = Example::of(&CHECK).with("goals/fast: {judged: ~}");
        changed.boundaries(
            "cycle-1/03-select: {entered: 2026-03-01}
             > cycle-1/03-select:entered: `entered` is 1 March 2026, before the previous step, \
                 `cycle-1/02-validate`, on 2 March 2026
             > engage set -e harbor-search --in cycle-1/03-select entered=DATE
             engagement: {opened: 2026-03-02}
             > cycle-1/01-hypothesis:entered: `entered` is 1 March 2026, before the engagement was opened on 2 March \
                 2026
             > engage set -e harbor-search --in cycle-1/01-hypothesis entered=DATE
             actions/a: {what: x, owner: jon, raised: 2026-03-05, done: 2026-03-04, due: 2025-03-09}
             > actions/a:done: `done` is 4 March 2026, before `raised` on 5 March 2026 and `due` is 9 March 2025, \
                 before `raised` on 5 March 2026
             > engage set -e harbor-search --in actions/a done=DATE due=DATE
             goals/fast: {judged: 2026-03-03}
             feedback/a: {on: 2025-09-02, from: ana}
             feedback/a: {on: 2025-09-01, from: ana}
             > feedback/a:on: `on` is 1 September 2025, long before the engagement was opened on 1 March 2026
             > engage set -e harbor-search --in feedback/a on=DATE
             outcomes/01-completed: {on: 2026-03-03, kind: completed}
             outcomes/01-completed: {on: 2026-03-02, kind: completed}
             > outcomes/01-completed:on: `on` is 2 March 2026, before `cycle-1/03-select` was entered on 3 March 2026
             > engage set -e harbor-search --in outcomes/01-completed on=DATE
             outcomes/01-completed: {on: 2026-03-02, kind: completed}, outcomes/02-reopened: {on: 2026-03-02, \
                 kind: reopened}
             outcomes/01-completed: {on: 2026-03-09, kind: completed}, outcomes/02-reopened: {on: 2026-03-08, \
                 kind: reopened}
             > outcomes/02-reopened:on: `on` is 8 March 2026, before `outcomes/01-completed` on 9 March 2026
             > engage set -e harbor-search --in outcomes/02-reopened on=DATE",
        );
    }

    /// The places of the findings after a change.
    fn places(change: &str) -> Vec<String> {
        let lines = Example::of(&CHECK).with("at: plan-next, goals/fast: ~").with(change).lines();
        lines.iter().map(|line| line.split_once(": ").unwrap().0.to_owned()).collect()
    }

    #[test]
    fn requirements_trips_and_switches_have_their_order() {
        let change = "requirements/a: {statement: s, class: user, raised: 2026-03-05, \
                      accepted: {on: 2026-03-04, by: ana}, changes: [{on: 2026-03-01, what: x}]}, \
                      cycle-1/04-dev: {trip: {from: 2026-03-09, to: 2026-03-08}}, \
                      cycle-1/pace: {switches: [{on: 2026-03-05, from: primary, to: alternate, trigger: x}, \
                      {on: 2026-03-04, from: primary, to: alternate, trigger: x}]}";
        assert_eq!(
            places(change),
            ["cycle-1/04-dev:trip.to", "cycle-1/pace:switches.2.on", "requirements/a:accepted.on"]
        );
    }

    #[test]
    fn a_slip_of_the_year_puts_a_record_long_before_the_opening() {
        let change = "actions/a: {what: x, owner: jon, raised: 2025-03-03}, \
                      approaches/a: {what: x, tried: 2025-03-03, result: failed}, \
                      artifacts/a: {what: x, class: code, on: 2025-03-03}, \
                      goals/a: {statement: s, criterion: c, committed: 2025-03-03}, \
                      lessons/a: {on: 2025-03-03, kind: sustain, issue: x}, notes/a: {on: 2025-03-03, text: x}, \
                      requirements/a: {statement: s, class: user, raised: 2025-03-03}, \
                      signoffs/a: {on: 2025-03-03, of: scope, by: [ana]}, \
                      spend/a: {on: 2025-03-03, what: x, amount: 1, currency: EUR}";
        assert_eq!(
            places(change).join(" "),
            "requirements/a:raised goals/a:committed signoffs/a:on spend/a:on lessons/a:on actions/a:raised artifacts/a:on \
             notes/a:on"
        );
    }

    #[test]
    fn what_an_entry_or_a_plan_dates_lies_near_it() {
        let slipped = "cycle-1/02-validate: {met: 2025-03-02}, cycle-1/06-demo: {on: 2025-03-06}, \
                       cycle-1/04-dev: {rehearsed: 2025-03-04, trip: {from: 2025-03-05, to: 2025-03-06}}, \
                       cycle-1/08-after-action: {reported: {on: 2025-03-08, to: x}}, \
                       cycle-1/09-plan-next: {next: 2025-04-01}, cycle-1/pace: {alternate: {exercised: 2025-03-04}}, \
                       engagement: {contract: {ends: 2025-12-31}}";
        assert_eq!(
            places(slipped).join(" "),
            "engagement:contract.ends cycle-1/02-validate:met cycle-1/04-dev:rehearsed cycle-1/06-demo:on \
             cycle-1/08-after-action:reported.on cycle-1/09-plan-next:next cycle-1/pace:alternate.exercised"
        );
        let early = "cycle-1/02-validate: {met: 2026-02-02}, cycle-1/06-demo: {on: 2026-03-05}, \
                     cycle-1/09-plan-next: {next: 2026-03-09}, engagement: {contract: {ends: 2026-03-01}}";
        assert!(places(early).is_empty());
    }
}
