//! The people that the PACE plan and the trip of a cycle need: all that they name, by id or in words.

use crate::insight::prelude::*;

/// The trip of a cycle: the last planned one.
pub fn trip(engagement: &Engagement, cycle: u32) -> Option<&Trip> {
    engagement.entries_in(cycle).filter_map(|entry| entry.at::<Dev>()?.trip.as_ref()).next_back()
}

/// Everybody in `people/` whom they name, their backups, our account responsible, and people of the customer
/// with a phone number who run it, use it or are responsible for it; by side, then in the order of `people/`.
pub fn people(engagement: &Engagement, cycle: u32) -> Vec<&Person> {
    let tiers = engagement.pace(cycle).map(|pace| Tier::ALL.iter().filter_map(|tier| pace.tier(*tier)));
    let tiers: Vec<&Plan> = tiers.into_iter().flatten().collect();
    let mut ids: BTreeSet<&PersonId> =
        tiers.iter().flat_map(|plan| plan.owner.iter().chain(&plan.switched_by)).collect();
    ids.extend(trip(engagement, cycle).into_iter().flat_map(|trip| &trip.people));
    let words: BTreeSet<&str> = tiers.iter().flat_map(|plan| texts(plan)).flat_map(words).collect();
    let named = |name: &Reference, person: &Person| {
        let first = person.name.as_str().split_whitespace().next().unwrap_or_default();
        ids.iter().any(|id| id.reference() == *name) || words.contains(first)
    };
    let is_planned = engagement.pace(cycle).is_some() || trip(engagement, cycle).is_some();
    let mut all: Vec<_> = engagement.all::<Person>().collect();
    let backups: BTreeSet<Reference> = (all.iter().filter(|(name, person)| named(name, person)))
        .filter_map(|(_, person)| person.backup.as_ref().map(PersonId::reference))
        .collect();
    all.retain(|(name, person)| named(name, person) || backups.contains(name) || (is_planned && is_to_ring(person)));
    all.sort_by_key(|(name, person)| (person.side, *name));
    all.into_iter().map(|(_, person)| person).collect()
}

/// Whether someone is a contact on a trip, even if the plan does not name them.
fn is_to_ring(person: &Person) -> bool {
    let roles: &[Role] = match person.side {
        Side::Customer if person.phone.is_some() => &[Role::Operations, Role::User, Role::ProductOwner],
        Side::Ours => &[Role::Acr],
        Side::Customer | Side::Partner => &[],
    };
    person.roles.iter().any(|role| roles.contains(role))
}

fn texts(plan: &Plan) -> impl Iterator<Item = &Text> {
    plan.plan.iter().chain(&plan.needs).chain(&plan.leave_when).chain(&plan.verify)
}

fn words(text: &Text) -> impl Iterator<Item = &str> {
    text.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn whoever_is_named_by_id_or_first_name_or_stands_in_is_needed() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/04-dev": {"entered": "2026-03-02", "trip": {"people": ["sam"]}},
                "cycle-1/05-onsite": "2026-03-03"}, "paces": {"cycle-1": {"primary": {"plan": "Their tablets",
                "owner": "ines", "needs": ["Priya's word"]}}}, "records": {"people/ana": {"name": "Ana Ortiz"},
                "people/ines": {"name": "Inês Duarte", "side": "ours", "backup": "jonas"},
                "people/jonas": {"name": "Jonas Weil", "side": "ours"}, "people/priya": {"name": "Priya Nair"},
                "people/sam": {"name": "Sam Lindqvist", "side": "ours"}}}"#,
        );
        let names: Vec<_> = people(&engagement, 1).into_iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Priya Nair", "Inês Duarte", "Jonas Weil", "Sam Lindqvist"]);
        assert!(people(&engagement, 2).is_empty());
    }
}
