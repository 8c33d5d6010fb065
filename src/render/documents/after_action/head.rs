//! The head of the report: dates, status, participants.

use crate::insight::{durations, participants};
use crate::model::engagement::Engagement;
use crate::model::entry::AfterAction;
use crate::model::record;
use crate::model::words;
use crate::render::markdown::one_line;
use crate::render::parts::people;
use crate::render::view::view;
use crate::render::wording;

view! {
    /// Those of one side who took part or have a role.
    pub struct SideView {
        /// Whose side someone is on.
        side: String,
        /// Each with the roles, one after the other.
        people: String,
    }
}

/// The people who took part in a cycle or have a role, by side.
pub fn people(engagement: &Engagement, cycle: u32) -> Vec<SideView> {
    let here = participants::of_cycle(engagement, cycle);
    let side = |side: &record::Side| {
        let of = here.iter().filter(|someone| someone.person.side == *side);
        let people: Vec<_> = of.map(|someone| participant(engagement, someone.person)).collect();
        (!people.is_empty()).then(|| SideView { side: heading(engagement, *side), people: people.join("; ") })
    };
    record::Side::ALL.iter().filter_map(side).collect()
}

fn heading(engagement: &Engagement, side: record::Side) -> String {
    match side {
        record::Side::Ours => "Ours".to_owned(),
        record::Side::Partner => "Partners".to_owned(),
        record::Side::Customer => wording::side(engagement, side),
    }
}

/// `Ana Ortiz, sponsor (Engineering)`; the customer's own organization is not repeated.
fn participant(engagement: &Engagement, person: &record::Person) -> String {
    let person = people::person(engagement, person);
    let roles = if person.roles.is_empty() { String::new() } else { format!(", {}", person.roles) };
    let (customer, within) = (one_line(engagement.customer()), person.organization.as_str());
    let within = within.strip_prefix(&customer).map_or(within, |rest| rest.trim_start_matches([',', ' ']));
    let within = if within.is_empty() { String::new() } else { format!(" ({within})") };
    format!("{}{roles}{within}", person.name)
}

/// From when to when, how long, and how it ended.
pub fn period(engagement: &Engagement, cycle: u32) -> String {
    let stays = durations::stays(engagement, cycle, None);
    let (Some(first), Some(last)) = (stays.first(), stays.last()) else { return String::new() };
    let from = words::date(first.from);
    let next = engagement.followed_by.map(|(cycle, _)| cycle);
    let next = next.or_else(|| engagement.walk.iter().find(|entry| **entry > last.entry).map(|entry| entry.cycle));
    let Some(until) = last.until else {
        let latest = if last.from == first.from { "" } else { &format!("; last entry {}", words::date(last.from)) };
        let over = if next.is_some() { "when it ended is not recorded" } else { "not over yet" };
        return format!("from {from}, {over}{latest}");
    };
    let ended = match (next, engagement.last_outcome) {
        (Some(next), _) => format!("cycle {next} began"),
        (None, Some((_, kind))) => format!("it was {}", kind.in_words()),
        (None, None) => "it was left".to_owned(),
    };
    let days = words::days(until.days_since(first.from).max(0));
    format!("from {from} until {ended} on {} ({days})", words::date(until))
}

/// When it was reported, and to whom.
pub fn reported(review: Option<&AfterAction>) -> String {
    let reported = review.and_then(|review| review.reported.as_ref());
    let reported = reported.map(|reported| format!("{}, to {}", words::date(reported.on), reported.to.one_line()));
    reported.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_period_says_what_ended_it_or_names_the_last_entry_of_one_that_goes_on() {
        let [open, completed] = ["", r#""1": {"on": "2026-04-03", "kind": "completed"}"#].map(|outcome| {
            fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/01-hypothesis": "2026-03-02", "cycle-1/02-validate": "2026-03-04",
                    "cycle-2/01-hypothesis": "2026-04-01"}}, "outcomes": {{{outcome}}}}}"#
            ))
        });
        assert_eq!(period(&open, 1), "from 2 March 2026 until cycle 2 began on 1 April 2026 (30 days)");
        assert_eq!(period(&open, 2), "from 1 April 2026, not over yet");
        assert_eq!(period(&open, 3), "");
        assert_eq!(period(&completed, 2), "from 1 April 2026 until it was completed on 3 April 2026 (2 days)");
        let mut first = open;
        first.walk.pop();
        first.entries.pop_last();
        assert_eq!(period(&first, 1), "from 2 March 2026, not over yet; last entry 4 March 2026");
    }
}
