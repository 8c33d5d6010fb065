//! The participants of a cycle: everybody named by its entries, its PACE plan and its records.

use crate::insight::prelude::*;
use crate::model::field::{self, Fields as _, Path};

/// Someone in `people/`, and whether the cycle names them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Participant<'a> {
    /// The person's reference.
    pub name: &'a Reference,
    /// The person.
    pub person: &'a Person,
    /// Whether something of the cycle names them; otherwise they are included for their roles.
    pub named: bool,
}

/// The participants of a cycle and the people with a role, by side, then in the order of `people/`.
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
        links.extend(field::links(&|visit| pace.leaves(Path::Root, visit)));
    }
    let records = engagement.records.values().filter(|record| engagement.cycle_of(record) == Some(cycle));
    links.extend(records.flat_map(crate::model::record::Record::links));
    let targets = links.into_iter().map(|link| link.target);
    targets.filter(|target| matches!(target, Reference::Record(Kind::Person, _))).collect()
}

/// Whether the customer's people took part in an entry: it or a record of it names one of them, it
/// took hours of theirs, it used their data, or one of them signed while it lasted.
pub fn customer_at(engagement: &Engagement, entry: &Entry) -> bool {
    let hours = entry.their_hours().is_some_and(|hours| hours > Amount::ZERO);
    let data = entry.at::<Onsite>().is_some_and(|onsite| onsite.data.is_some() || !onsite.results.is_empty());
    let records = engagement.records.values().filter(|record| engagement.entry_of(record) == Some(entry.id));
    let mut links = entry.links().into_iter().chain(records.flat_map(Record::links));
    let side = |link: Link| engagement.records.get(&link.target).and_then(Person::of).map(|person| person.side);
    hours || data || signed(engagement, entry) || links.any(|link| side(link) == Some(Side::Customer))
}

/// Whether someone of the customer's side signed between the days that an entry was entered and left.
fn signed(engagement: &Engagement, entry: &Entry) -> bool {
    let after = engagement.walk.iter().position(|id| *id == entry.id).and_then(|at| engagement.walk.get(at + 1));
    let left = after.and_then(|id| engagement.entries.get(id)).map(|next| next.common.entered);
    let lasted = |day| entry.common.entered <= day && left.is_none_or(|left| day <= left);
    let theirs = |signoff: &Signoff| signoff.by.iter().any(|person| engagement.is_of(person, Side::Customer));
    engagement.all::<Signoff>().any(|(_, signoff)| lasted(signoff.on) && theirs(signoff))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_customer_takes_part_by_name_by_record_by_hours_or_by_data() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-validate": {"entered": "2026-03-01", "with": ["ana"]},
                "cycle-1/02-select": "2026-03-02", "cycle-1/03-dev": {"entered": "2026-03-03", "trip": {"people": ["bo"]}},
                "cycle-1/04-onsite": {"entered": "2026-03-04", "their_hours": "0"},
                "cycle-1/05-onsite": {"entered": "2026-03-05", "data": "d"},
                "cycle-1/06-demo": {"entered": "2026-03-06", "their_hours": "2"}},
                "records": {"people/ana": {}, "people/bo": {"side": "ours"}, "feedback/2026-03-02": {}}}"#,
        );
        let here: Vec<_> = engagement.entries.values().map(|entry| customer_at(&engagement, entry)).collect();
        assert_eq!(here, [true, true, false, false, true, true]);
    }

    #[test]
    fn whoever_is_named_or_has_a_role_is_there_and_nobody_else() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/02-validate": {"entered": "2026-03-01", "with": ["ana"]}},
                "paces": {"cycle-1": {"primary": {"owner": "bo"}}}, "records": {"people/ana": {}, "people/di": {},
                "people/bo": {"side": "ours"}, "people/cy": {"side": "ours", "roles": ["ACR"]}}}"#,
        );
        let here: Vec<_> = of_cycle(&engagement, 1).iter().map(|p| (p.person.name.as_str(), p.named)).collect();
        assert_eq!(here, [("Ana", true), ("Bo", true), ("Cy", false)]);
    }
}
