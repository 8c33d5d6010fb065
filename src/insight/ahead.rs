//! The dates in the record that are still to come.

use crate::insight::prelude::*;
use crate::insight::{actions, as_of};

/// Something with a planned day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Upcoming<'a> {
    /// An open action is due.
    Action(&'a Action),
    /// A goal that nobody judged yet is due.
    Goal(&'a Goal),
    /// A trip begins, to a site where that is recorded.
    Trip(Option<&'a Text>),
    /// The prototype is shown.
    Demo,
    /// The cycle with this number begins.
    Cycle(u32),
    /// The contract ends.
    Contract,
}

/// The plans on or after the last recorded day, the next first; empty once the engagement has ended.
pub fn of(engagement: &Engagement) -> Vec<(Date, Upcoming<'_>)> {
    let today = as_of::day(engagement);
    let mut ahead = if engagement.is_open() { all(engagement) } else { vec![] };
    ahead.retain(|(day, _)| today.is_none_or(|today| *day >= today));
    ahead.sort_by_key(|(day, _)| *day);
    ahead
}

fn all(engagement: &Engagement) -> Vec<(Date, Upcoming<'_>)> {
    let actions = actions::open(engagement);
    let actions = actions.into_iter().filter_map(|(_, action)| Some((action.due?, Upcoming::Action(action))));
    let goals = engagement.all::<Goal>().filter(|(_, goal)| goal.verdict() == Verdict::Open);
    let goals = goals.filter_map(|(_, goal)| Some((goal.due?, Upcoming::Goal(goal))));
    let contract = engagement.charter.as_ref().and_then(|charter| charter.contract.as_ref());
    let contract = contract.and_then(|contract| Some((contract.ends?, Upcoming::Contract)));
    actions.chain(goals).chain(walk(engagement)).chain(contract).collect()
}

/// The planned days in the entries of the current cycle.
fn walk(engagement: &Engagement) -> impl Iterator<Item = (Date, Upcoming<'_>)> {
    let cycle = engagement.cycle();
    engagement.entries_in(cycle).filter_map(move |entry| match &entry.answers {
        Answers::Dev(dev) => dev.trip.as_ref().and_then(|trip| Some((trip.from?, Upcoming::Trip(trip.site.as_ref())))),
        Answers::Demo(demo) => Some((demo.on?, Upcoming::Demo)),
        Answers::PlanNext(plan) => Some((plan.next?, Upcoming::Cycle(cycle + 1))),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_is_not_over_on_the_last_known_day_lies_ahead_the_next_first_and_nothing_of_what_has_ended() {
        let [open, ended] = ["{}", r#"{"1": {"on": "2026-03-20", "kind": "completed"}}"#].map(|outcomes| {
            fixture::engagement(&format!(
                r#"{{"charter": {{"contract": {{"ends": "2026-07-31"}}}}, "entries": {{
                    "cycle-1/04-dev": {{"entered": "2026-03-02", "trip": {{"from": "2026-03-10"}}}},
                    "cycle-1/09-plan-next": {{"entered": "2026-03-20", "next": "2026-04-13"}}}},
                  "records": {{"actions/2026-03-03-late": {{"due": "2026-03-09"}},
                    "actions/2026-03-03-soon": {{"due": "2026-03-20"}},
                    "actions/2026-03-03-done": {{"due": "2026-04-01", "done": "2026-03-04"}},
                    "goals/g": {{"due": "2026-04-01"}}, "goals/m": {{"due": "2026-04-02", "verdict": "met"}}}},
                  "outcomes": {outcomes}}}"#
            ))
        });
        let ahead = of(&open);
        let days: Vec<_> = ahead.iter().map(|(day, _)| day.to_string()).collect();
        assert_eq!(days, ["2026-03-20", "2026-04-01", "2026-04-13", "2026-07-31"]);
        assert!(matches!(ahead[0].1, Upcoming::Action(action) if action.what.as_str() == "soon"));
        assert!(matches!(ahead[1].1, Upcoming::Goal(_)));
        assert_eq!((&ahead[2].1, &ahead[3].1), (&Upcoming::Cycle(2), &Upcoming::Contract));
        assert_eq!(of(&ended), []);
    }
}
