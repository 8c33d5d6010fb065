//! The PACE card: one page for the trip.

use crate::insight::fallback;
use crate::model::engagement::Engagement;
use crate::model::entry::Trip;
use crate::model::pace::{Pace, Tier};
use crate::model::reference::Reference;
use crate::model::words;
use crate::render::parts::pace::{self, SwitchView, TierView};
use crate::render::parts::people::{self, PersonView};
use crate::render::parts::{line, names};
use crate::render::subject::Subject;
use crate::render::view::view;
use crate::render::wording;

view! {
    /// Everything the template can place.
    pub struct View {
        /// The trip: where, when and who.
        trip: TripView,
        /// Whether it is there and cannot be read.
        unread: bool,
        /// Which tier of the PACE plan is in force, and since when.
        in_force: String,
        /// The tiers of the PACE plan, with who carries each and when to leave it.
        tiers: Vec<TierView>,
        /// Changes from one tier of the PACE plan to another.
        switches: Vec<SwitchView>,
        /// Those who take part, with their roles.
        people: Vec<PersonView>,
        /// Those without a number in the record, in a row.
        unreachable: String,
        /// What is left out because nothing of it is recorded, in one sentence.
        missing: String,
        /// Whether a tier is missing that the method wants before a trip.
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
    let mut missing = vec![("the trip", [&trip.site, &trip.days, &trip.people].iter().all(|part| part.is_empty()))];
    missing.extend(Tier::ALL.iter().map(|level| (level.word(), is_missing(*level))));
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
    let days = match (trip.from, trip.to) {
        (Some(from), Some(to)) if from == to => words::date(from),
        (Some(from), Some(to)) => format!("{} to {}", words::date(from), words::date(to)),
        (Some(from), None) => format!("from {}", words::date(from)),
        (None, Some(to)) => format!("until {}", words::date(to)),
        (None, None) => String::new(),
    };
    TripView { site: line(trip.site.as_ref()), days, people: names(engagement, &trip.people) }
}

/// `the alternate, since 18 March 2026`.
fn in_force(pace: &Pace) -> String {
    let since = pace.switches.last().map(|switch| format!(", since {}", words::date(switch.on)));
    format!("the {}{}", pace.in_force(), since.unwrap_or_default())
}
