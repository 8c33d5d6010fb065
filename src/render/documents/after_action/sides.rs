//! Who took part, by side.

use crate::model::record;
use crate::render::documents::prelude::*;
use crate::render::markdown::one_line;
use crate::render::parts::people;

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
