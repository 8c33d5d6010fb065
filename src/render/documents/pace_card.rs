//! The PACE card: one page for the trip.

use crate::insight::fallback;
use crate::render::documents::prelude::*;
use crate::render::language::Language;
use crate::render::parts::pace::{SwitchView, TierView};
use crate::render::parts::{pace, people};

view! {
    /// Everything the template can place.
    pub struct View {
        /// The trip: where, when and who.
        trip: TripView,
        /// Whether it is there and cannot be read.
        unread: bool,
        /// The plan that is in force, and since when.
        in_force: String,
        /// The plans of the PACE plan, with who owns each and when to switch.
        tiers: Vec<TierView>,
        /// Switches from one plan to another.
        switches: Vec<SwitchView>,
        /// Those whom trip and plans name, with their phone numbers.
        people: Vec<PersonView>,
        /// Those without a recorded phone number, in a row.
        unreachable: String,
        /// What is not recorded, in one sentence.
        missing: String,
        /// Whether a plan is missing that the method requires before a trip.
        wanted: bool,
    }

    /// Where the trip goes; what is not recorded is empty.
    #[derive(Default)]
    pub struct TripView {
        /// Where it goes.
        site: String,
        /// From when to when.
        days: String,
        /// Who goes.
        people: String,
    }
}

/// The card of a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let is_planned =
        |pace: &&Pace| Tier::ALL.iter().any(|level| pace.tier(*level).is_some()) || !pace.switches.is_empty();
    let pace = engagement.pace(cycle).filter(is_planned);
    let unread = engagement.unread.contains(&Reference::Pace(cycle));
    let trip = fallback::trip(engagement, cycle).map(|trip| planned(engagement, trip)).unwrap_or_default();
    let is_missing = |level: Tier| !unread && pace.is_none_or(|pace| pace.tier(level).is_none());
    let mut missing = vec![("trip", [&trip.site, &trip.days, &trip.people].iter().all(|part| part.is_empty()))];
    missing.extend(Tier::ALL.iter().map(|level| (pace::plan_name(*level), is_missing(*level))));
    let people = fallback::people(engagement, cycle).into_iter().map(|person| people::person(engagement, person));
    let (people, others): (Vec<_>, Vec<_>) = people.partition(|person| !person.phone.is_empty());
    View {
        trip,
        unread,
        in_force: pace.map(in_force).unwrap_or_default(),
        tiers: pace::tiers(engagement, cycle),
        switches: pace::switches(engagement, cycle),
        people,
        unreachable: words::or_list(others.iter().map(|person| &person.name)),
        missing: wording::missing(&missing),
        wanted: is_missing(Tier::Primary) || is_missing(Tier::Alternate),
    }
}

fn planned(engagement: &Engagement, trip: &Trip) -> TripView {
    let days = Language::english().period(trip.from, trip.to);
    TripView { site: line(trip.site.as_ref()), days, people: names(engagement, &trip.people) }
}

/// `the alternate plan since 18 March 2026`.
fn in_force(plan: &Pace) -> String {
    let since = plan.switches.last().map(|switch| format!(" since {}", words::date(switch.on)));
    format!("the {}{}", pace::plan_name(plan.in_force()), since.unwrap_or_default())
}
