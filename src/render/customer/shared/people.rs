//! Who takes part, on both sides.

use super::line;
use crate::insight::participants;
use crate::model::engagement::Engagement;
use crate::model::record::{Person as Record, Role, Side};

/// Who takes part, by side.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Of the customer.
    pub theirs: Vec<Person>,
    /// Of ours.
    pub ours: Vec<Person>,
    /// Of partners.
    pub partners: Vec<Person>,
    /// Where all of ours work; empty where that is not one place.
    pub us: String,
}

/// Someone who takes part.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name.
    pub name: String,
    /// What they answer for, spelled out: `account responsible`.
    pub roles: Vec<&'static str>,
    /// Where they work.
    pub organization: String,
    /// Their mail address.
    pub email: String,
    /// Their phone number.
    pub phone: String,
    /// Who stands in for them.
    pub backup: String,
}

impl Person {
    /// Whether they answer for something.
    pub fn is(&self, role: &str) -> bool {
        self.roles.contains(&role)
    }
}

/// Those who take part in a cycle or have a role.
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
    people.us = one_place(&people.ours);
    people
}

fn person(engagement: &Engagement, person: &Record) -> Person {
    Person {
        name: person.name.one_line(),
        roles: person.roles.iter().map(|role| in_words(*role)).collect(),
        organization: line(person.organization.as_ref()),
        email: line(person.email.as_ref()),
        phone: line(person.phone.as_ref()),
        backup: super::name(engagement, person.backup.as_ref()),
    }
}

fn in_words(role: Role) -> &'static str {
    match role {
        Role::Acr => "account responsible",
        Role::Csr => "solution responsible",
        Role::Cfr => "fulfilment responsible",
        Role::Sme => "subject matter expert",
        Role::ProductOwner => "product owner",
        Role::PresalesArchitect => "presales architect",
        Role::DeliveryArchitect => "delivery architect",
        Role::SecurityArchitect => "security architect",
        Role::Sponsor | Role::Decider | Role::User | Role::Operations => role.word(),
    }
}

fn one_place(people: &[Person]) -> String {
    let mut places: Vec<_> =
        people.iter().map(|person| &person.organization).filter(|place| !place.is_empty()).collect();
    places.dedup();
    if let [place] = places.as_slice() { (*place).clone() } else { String::new() }
}
