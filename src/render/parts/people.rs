//! Who takes part, on both sides, and how to reach them.

use crate::render::language::Language;
use crate::render::parts::prelude::*;

view! {
    /// Who takes part, by side.
    #[derive(Default)]
    pub struct People {
        /// Those of the customer.
        pub theirs: Vec<PersonView>,
        /// Those of ours.
        pub ours: Vec<PersonView>,
        /// Those of partners.
        pub partners: Vec<PersonView>,
    }

    /// Someone who takes part.
    pub struct PersonView {
        /// The name.
        pub name: String,
        /// The name with the roles: `Ana Ortiz (sponsor and product owner)`.
        pub in_full: String,
        /// Whose side someone is on.
        pub side: String,
        /// The roles someone has.
        pub roles: String,
        /// The roles as the record has them.
        pub role_keys: Vec<&'static str>,
        /// Where someone works.
        pub organization: String,
        /// The phone number.
        pub phone: String,
        /// The phone number and the mail address.
        pub reach: String,
        /// The backup person.
        pub backup: String,
    }
}

impl PersonView {
    /// Whether someone has a responsibility, by its name in the record.
    pub fn is(&self, role: &str) -> bool {
        self.role_keys.contains(&role)
    }
}

impl People {
    /// The organization of all our people; empty if there are several.
    pub fn us(&self) -> Option<&str> {
        let mut places: Vec<_> =
            self.ours.iter().map(|person| person.organization.as_str()).filter(|place| !place.is_empty()).collect();
        places.dedup();
        if let [place] = places.as_slice() { Some(place) } else { None }
    }
}

/// The people who took part in a cycle or have a role.
pub fn of(engagement: &Engagement, cycle: u32) -> People {
    let mut people = People::default();
    for someone in participants::of_cycle(engagement, cycle) {
        let side = match someone.person.side {
            Side::Customer => &mut people.theirs,
            Side::Ours => &mut people.ours,
            Side::Partner => &mut people.partners,
        };
        side.push(person(engagement, someone.person));
    }
    people
}

/// Someone of `people/`.
pub fn person(engagement: &Engagement, person: &Person) -> PersonView {
    let roles = words::and_list(person.roles.iter().map(|role| Language::english().choice(role.word())));
    let named = person.name.one_line();
    let ways: Vec<_> = [&person.phone, &person.email].into_iter().flatten().map(Text::one_line).collect();
    PersonView {
        in_full: if roles.is_empty() { named.clone() } else { format!("{named} ({roles})") },
        name: named,
        side: wording::side(engagement, person.side),
        roles,
        role_keys: person.roles.iter().map(|role| role.word()).collect(),
        organization: line(person.organization.as_ref()),
        phone: line(person.phone.as_ref()),
        reach: ways.join(", "),
        backup: name(engagement, person.backup.as_ref()),
    }
}

/// Who of ours prepares a document: the solution lead, else the delivery lead, else the account manager.
pub fn prepared_by(engagement: &Engagement) -> Vec<String> {
    with_first_role(engagement, Side::Ours, &[Role::Csr, Role::Cfr, Role::Acr])
}

/// Who of the customer's a document is addressed to: the sponsor, else who decides, else the product owner.
pub fn prepared_for(engagement: &Engagement) -> Vec<String> {
    with_first_role(engagement, Side::Customer, &[Role::Sponsor, Role::Decider, Role::ProductOwner])
}

/// The names of those with the first of these roles that somebody has.
fn with_first_role(engagement: &Engagement, side: Side, roles: &[Role]) -> Vec<String> {
    let people: Vec<_> = engagement.all::<Person>().map(|(_, one)| one).filter(|one| one.side == side).collect();
    let with = |role: &Role| -> Vec<_> {
        people.iter().filter(|one| one.roles.contains(role)).map(|one| one.name.one_line()).collect()
    };
    roles.iter().map(with).find(|names| !names.is_empty()).unwrap_or_default()
}

impl People {
    /// The contacts of each side.
    pub fn contacts(&self) -> Self {
        let [theirs, ours, partners] = [&self.theirs, &self.ours, &self.partners].map(|people| to_call(people));
        Self { theirs, ours, partners }
    }
}

/// The contacts: those with contact details; if there are none, those with a role.
fn to_call(people: &[PersonView]) -> Vec<PersonView> {
    let reached: Vec<_> = people.iter().filter(|one| !one.reach.is_empty()).cloned().collect();
    if !reached.is_empty() {
        return reached;
    }
    people.iter().filter(|one| !one.roles.is_empty()).cloned().collect()
}
