//! What a new engagement takes over from another one: our people, the settings and the PACE outline; the terms and the
//! partner's people only for the same customer.

use crate::cmd::prelude::*;
use crate::model::pace::Tier;
use crate::model::record::Person;

/// The keys of the charter that are settings.
const SETTINGS: [&str; 3] = ["marking", "language", "cadence"];

/// The keys of the charter that are terms; of the contract only how flexible it is.
const TERMS: [&str; 10] = [
    "sale", "pricing", "show_pricing", "contract", "conditions", "customer_provides", "acceptance_days", "ownership",
    "regulations", "partners",
];

/// The keys of the charter that each engagement has for itself.
const OWN: [&str; 4] = ["schema", "title", "customer", "opened"];

/// The keys of a tier that are the outline: too few to meet the gate, which asks for what fits the new place.
const OUTLINE: [&str; 2] = ["plan", "owner"];

/// The engagement to copy from.
#[derive(Debug)]
pub struct Source {
    engagement: Engagement,
    charter: Node,
    is_same_customer: bool,
    /// The records of the people to copy.
    people: BTreeSet<Reference>,
    /// The cycle of the PACE plan to copy.
    cycle: Option<u32>,
}

impl Source {
    /// The engagement that is named, for a new one with a customer.
    pub fn of(context: &Context, workspace: &Workspace, named: &str, customer: &str) -> Result<Self> {
        let engagement = context.engagement(workspace, Some(named))?;
        if engagement.charter.is_none() {
            Failure::where_unread(&engagement.id, &["engagement.yaml".to_owned()], "its terms are unknown")?;
        }
        let charter = file(workspace, &engagement.id, &Reference::Engagement)?;
        let is_same_customer = fold(engagement.customer()) == fold(customer);
        let is_copied = |side| side == Side::Ours || (side == Side::Partner && is_same_customer);
        let people = engagement.all::<Person>().filter(|(_, person)| is_copied(person.side));
        let people = people.map(|(name, _)| name.clone()).collect();
        let has_plan = |cycle: &u32| {
            let pace = engagement.pace(*cycle);
            let is_planned =
                |tier: &Tier| pace.and_then(|pace| pace.tier(*tier)).is_some_and(|tier| tier.plan.is_some());
            Tier::ALL.iter().any(is_planned)
        };
        let cycle = (1..=engagement.cycle()).rev().find(has_plan);
        Ok(Self { engagement, charter, is_same_customer, people, cycle })
    }

    /// The value of a key of the new charter; empty if it is not copied.
    pub fn term(&self, key: &str) -> Node {
        let value = self.charter.at(key);
        let is_term = self.is_same_customer && TERMS.contains(&key);
        let is_setting = SETTINGS.contains(&key) && (self.is_same_customer || !self.names_customer(value));
        match key {
            "contract" if is_term => only(value, |key, _| key == "flexibility"),
            _ if is_term || is_setting => value.clone(),
            _ => Node::Empty,
        }
    }

    /// Plans the people and the PACE outline of a new engagement.
    pub fn plan(&self, workspace: &Workspace, id: &Slug, plan: &mut FilePlan) -> Result<()> {
        for person in &self.people {
            let record = file(workspace, &self.engagement.id, person)?;
            let record = only(&record, |key, value| key != "allow" && (key != "backup" || self.is_copied(value)));
            plan.create(layout::record(&workspace.root, id, person), text(&record));
        }
        let Some(cycle) = self.cycle else { return Ok(()) };
        let pace = file(workspace, &self.engagement.id, &Reference::Pace(cycle))?;
        let tier = |tier: &Tier| {
            let outline = |key: &str, value: &Node| OUTLINE.contains(&key) && (key != "owner" || self.is_copied(value));
            (tier.word().to_owned(), only(pace.at(tier.word()), outline))
        };
        let outline = Node::Map(Tier::ALL.iter().map(tier).collect());
        let head = format!("# Copied from {}, cycle {cycle}: adapt it to this engagement.\n", self.engagement.id);
        plan.create(layout::record(&workspace.root, id, &Reference::Pace(1)), head + &text(&outline));
        Ok(())
    }

    /// What was copied, and what was not.
    pub fn said(&self) -> Vec<String> {
        let is_in = |keys: &[&str]| keys.iter().any(|key| !self.term(key).is_blank());
        let people = self.people.len();
        let copied = [
            (people > 0).then(|| count(people, "person|people")),
            is_in(&SETTINGS).then(|| "the settings".to_owned()),
            is_in(&TERMS).then(|| "the terms".to_owned()),
            self.cycle.map(|cycle| format!("the PACE outline of cycle {cycle} (plans and owners), to be adapted")),
        ];
        let copied: Vec<_> = copied.into_iter().flatten().collect();
        let copied = if copied.is_empty() { "nothing".to_owned() } else { and_list(&copied) };
        let keys = self.charter.pairs().iter().filter(|(key, value)| !OWN.contains(&key.as_str()) && !value.is_blank());
        let left = keys.filter(|(key, value)| self.term(key) != *value).map(|(key, _)| self.in_words(key));
        let left: Vec<_> = left.collect();
        let because = if self.is_same_customer { "" } else { ", because the customer is different" };
        let left = (!left.is_empty()).then(|| format!("Not copied{because}: {}", and_list(&left)));
        std::iter::once(format!("Copied from {}: {copied}", self.engagement.id)).chain(left).collect()
    }

    /// What was believed there, to find lessons by.
    pub fn belief(&self) -> Vec<&Text> {
        let hypothesis = self.engagement.last_answers::<Hypothesis>(self.engagement.cycle());
        hypothesis.into_iter().flat_map(|answers| [&answers.belief, &answers.benefit]).flatten().collect()
    }

    /// A key of the charter of which something is not copied.
    fn in_words(&self, key: &str) -> String {
        let is_part = key == "contract" && self.is_same_customer;
        if is_part { "contract reference".to_owned() } else { key.replace('_', " ") }
    }

    fn is_copied(&self, person: &Node) -> bool {
        matches!(person, Node::Text(id) if self.people.contains(&Reference::Record(Kind::Person, id.clone())))
    }

    /// Whether a value names the customer.
    fn names_customer(&self, value: &Node) -> bool {
        match value {
            Node::Text(words) => fold(words).contains(&fold(self.engagement.customer())),
            value => value.pairs().iter().any(|(_, value)| self.names_customer(value)),
        }
    }
}

/// A record as its file has it.
fn file(workspace: &Workspace, id: &Slug, record: &Reference) -> Result<Node> {
    let (path, bytes) = save::read(workspace, id, record)?;
    let node = std::str::from_utf8(&bytes).ok().and_then(|text| Node::file(&read::fields(record), text));
    Ok(node.ok_or_else(|| Failure::changed(format!("{} changed while it was read", workspace.shown(&path))))?)
}

/// Some keys of a mapping.
fn only(node: &Node, is_kept: impl Fn(&str, &Node) -> bool) -> Node {
    Node::Map(node.pairs().iter().filter(|(key, value)| is_kept(key, value)).cloned().collect())
}

fn text(record: &Node) -> String {
    let pairs: Vec<_> = record.pairs().iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
    scaffold::record(&pairs)
}
