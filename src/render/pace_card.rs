//! The PACE card: one page to carry on the trip.

use serde::Serialize;

use super::{markdown, said};
use crate::insight::fallback;
use crate::model::engagement::Engagement;
use crate::model::entry::Trip as Planned;
use crate::model::pace::{Pace, Plan, Switch as Made, Tier as Level};
use crate::model::record::Person;
use crate::model::reference::{PersonId, Reference};
use crate::model::text::Text;
use crate::model::words;
use crate::render::subject::Subject;

/// Everything the template can place.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    as_of: String,
    cycle: u32,
    trip: Trip,
    /// Whether the plan is there and cannot be read.
    unread: bool,
    /// Which tier is in force, and since when; empty without a plan.
    in_force: String,
    /// The tiers that are planned.
    tiers: Vec<Tier>,
    switches: Vec<Switch>,
    people: Vec<Contact>,
    /// Whose number nobody wrote down, in a sentence; empty where all have one.
    unreachable: String,
    /// A sentence on the trip and the tiers that are not recorded; empty where all are.
    missing: String,
    /// Whether one of these is a tier that the method wants before a trip.
    wanted: bool,
}

/// Where the trip goes; what is not recorded is empty.
#[derive(Debug, Default, Serialize)]
pub struct Trip {
    site: String,
    days: String,
    people: String,
}

/// One tier of the plan; what it can do without and nobody wrote down is empty.
#[derive(Debug, Default, Serialize)]
pub struct Tier {
    name: &'static str,
    plan: String,
    owner: String,
    needs: String,
    verify: String,
    leave_when: String,
    switched_by: String,
    exercised: String,
}

/// A switch made so far; an outcome nobody wrote down is empty.
#[derive(Debug, Serialize)]
pub struct Switch {
    on: String,
    from: String,
    to: String,
    trigger: String,
    result: String,
}

/// Whom to ring.
#[derive(Debug, Serialize)]
pub struct Contact {
    name: String,
    side: String,
    phone: String,
    /// Who stands in for them; empty where nobody does.
    backup: String,
}

/// The card of a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let pace = engagement.pace(cycle).filter(|pace| is_planned(pace));
    let unread = engagement.unread.contains(&Reference::Pace(cycle));
    let trip = fallback::trip(engagement, cycle).map(|trip| planned(engagement, trip)).unwrap_or_default();
    let is_missing = |level: Level| !unread && pace.is_none_or(|pace| pace.tier(level).is_none());
    let mut missing = vec![("the trip", [&trip.site, &trip.days, &trip.people].iter().all(|part| part.is_empty()))];
    missing.extend(Level::ALL.iter().map(|level| (level.word(), is_missing(*level))));
    let (people, others): (Vec<_>, Vec<_>) =
        fallback::people(engagement, cycle).into_iter().partition(|person| person.phone.is_some());
    View {
        title: markdown::one_line(engagement.title()),
        customer: markdown::one_line(engagement.customer()),
        as_of: said::as_of_record(engagement),
        cycle,
        trip,
        unread,
        in_force: pace.map(in_force).unwrap_or_default(),
        tiers: pace
            .map(|pace| Level::ALL.iter().filter_map(|level| tier(engagement, *level, pace.tier(*level))).collect())
            .unwrap_or_default(),
        switches: pace.map(|pace| pace.switches.iter().map(switch).collect()).unwrap_or_default(),
        people: people.into_iter().map(|person| contact(engagement, person)).collect(),
        unreachable: unreachable(&others),
        missing: said::missing(&missing),
        wanted: is_missing(Level::Primary) || is_missing(Level::Alternate),
    }
}

/// Whether a tier is written down, or a switch.
fn is_planned(pace: &Pace) -> bool {
    let written = |level: &Level| pace.tier(*level).is_some();
    Level::ALL.iter().any(written) || !pace.switches.is_empty()
}

fn planned(engagement: &Engagement, trip: &Planned) -> Trip {
    let people = if trip.people.is_empty() { String::new() } else { said::names(engagement, &trip.people) };
    let days = match (trip.from, trip.to) {
        (Some(from), Some(to)) if from == to => words::date(from),
        (Some(from), Some(to)) => format!("{} to {}", words::date(from), words::date(to)),
        (Some(from), None) => format!("from {}", words::date(from)),
        (None, Some(to)) => format!("until {}", words::date(to)),
        (None, None) => String::new(),
    };
    let site = trip.site.as_ref().map(Text::one_line).unwrap_or_default();
    Trip { site, days, people }
}

/// `the alternate, since 18 March 2026`.
fn in_force(pace: &Pace) -> String {
    let since = pace.switches.last().map(|switch| format!(", since {}", words::date(switch.on)));
    format!("the {}{}", pace.in_force(), since.unwrap_or_default())
}

/// What stands where the plan leaves open what it cannot do without (the gate `pace-incomplete`): of the
/// primary and the alternate the plan, the owner and what it needs, of the primary also when to leave it.
fn tier(engagement: &Engagement, level: Level, plan: Option<&Plan>) -> Option<Tier> {
    let plan = plan?;
    let wanted = level <= Level::Alternate;
    let none = |wanted: bool| if wanted { said::NOT_RECORDED.to_owned() } else { String::new() };
    let line = |text: &Option<Text>, wanted| text.as_ref().map_or_else(|| none(wanted), Text::one_line);
    let name = |person: &Option<PersonId>, wanted| {
        person.as_ref().map_or_else(|| none(wanted), |person| engagement.name_of(person))
    };
    Some(Tier {
        name: level.word(),
        plan: line(&plan.plan, wanted),
        owner: name(&plan.owner, wanted),
        needs: if plan.needs.is_empty() { none(wanted) } else { said::texts(&plan.needs) },
        verify: line(&plan.verify, false),
        leave_when: line(&plan.leave_when, level == Level::Primary),
        switched_by: name(&plan.switched_by, false),
        exercised: exercised(plan),
    })
}

fn exercised(plan: &Plan) -> String {
    match (plan.exercised, &plan.result) {
        (Some(day), Some(result)) => format!("{}; {}", words::date(day), result.one_line()),
        (Some(day), None) => words::date(day),
        (None, Some(result)) => result.one_line(),
        (None, None) => String::new(),
    }
}

fn switch(switch: &Made) -> Switch {
    Switch {
        on: words::date(switch.on),
        from: switch.from.to_string(),
        to: switch.to.to_string(),
        trigger: switch.trigger.one_line(),
        result: switch.result.as_ref().map(Text::one_line).unwrap_or_default(),
    }
}

fn unreachable(people: &[&Person]) -> String {
    let names: Vec<_> = people.iter().map(|person| person.name.one_line()).collect();
    if names.is_empty() { String::new() } else { format!("No number is recorded of {}.", words::or_list(&names)) }
}

fn contact(engagement: &Engagement, person: &Person) -> Contact {
    Contact {
        name: person.name.one_line(),
        side: said::side(engagement, person.side),
        phone: said::line(person.phone.as_ref()),
        backup: person.backup.as_ref().map_or_else(|| said::DOES_NOT_APPLY.to_owned(), |id| engagement.name_of(id)),
    }
}
