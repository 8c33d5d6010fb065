//! Who took part in a cycle: everybody whom its entries, its PACE plan and its records name.

use std::collections::BTreeSet;

use crate::model::engagement::Engagement;
use crate::model::field::Fields as _;
use crate::model::record::{Kind, Person};
use crate::model::reference::{Link, Reference};

/// Someone in `people/`, and whether the cycle names them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Participant<'a> {
    /// The person's name in the record.
    pub name: &'a Reference,
    /// The person.
    pub person: &'a Person,
    /// Whether something of the cycle names them; otherwise they are here for their roles.
    pub named: bool,
}

/// Those who took part in a cycle or have a role, by side, then as `people/` sorts them.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<Participant<'_>> {
    let named = named(engagement, cycle);
    let people = engagement.all::<Person>();
    let all = people.map(|(name, person)| Participant { name, person, named: named.contains(name) });
    let mut here: Vec<_> = all.filter(|someone| someone.named || !someone.person.roles.is_empty()).collect();
    here.sort_by_key(|someone| (someone.person.side, someone.name));
    here
}

fn named(engagement: &Engagement, cycle: u32) -> BTreeSet<Reference> {
    let mut links: Vec<Link> = engagement.entries_in(cycle).flat_map(crate::model::entry::Entry::links).collect();
    if let Some(pace) = engagement.pace(cycle) {
        pace.links("", &mut links);
    }
    let records = engagement.records.values().filter(|record| engagement.cycle_of(record) == Some(cycle));
    links.extend(records.flat_map(crate::model::record::Record::links));
    let targets = links.into_iter().map(|link| link.target);
    targets.filter(|target| matches!(target, Reference::Record(Kind::Person, _))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn whoever_is_named_or_has_a_role_is_there_and_nobody_else() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/02-validate": {"entered": "2026-03-01", "with": ["ana"]}},
              "paces": {"cycle-1": {"primary": {"owner": "bo"}}},
              "records": {
                "people/ana": {"name": "Ana", "side": "customer"}, "people/bo": {"name": "Bo", "side": "ours"},
                "people/cy": {"name": "Cy", "side": "ours", "roles": ["ACR"]},
                "people/di": {"name": "Di", "side": "customer"}}}"#,
        );
        let here: Vec<_> = of_cycle(&engagement, 1).iter().map(|p| (p.person.name.as_str(), p.named)).collect();
        assert_eq!(here, [("Ana", true), ("Bo", true), ("Cy", false)]);
    }
}
