//! The commands that mend what checks find, for the engagement of the scene.

use std::fmt::Display;

use super::Scene;
use super::wording::id;
use crate::model::finding::Finding;
use crate::model::pace::Tier;
use crate::model::record::{Of, Person, Role, Side, Verdict};
use crate::model::reference::Reference;
use crate::model::remedy::Remedy;

impl Scene<'_> {
    fn id(&self) -> &str {
        self.engagement.id.as_str()
    }

    /// A command that takes the engagement bare.
    pub(in crate::check) fn to(&self, verb: &str) -> Remedy {
        Remedy::engage([verb, self.id()])
    }

    /// To answer questions of the present step.
    pub(in crate::check) fn to_answer<T: Display>(&self, changes: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["set", "-e", self.id()]).with(changes)
    }

    /// To change keys of a record.
    pub(in crate::check) fn to_set<T: Display>(
        &self,
        record: &Reference,
        changes: impl IntoIterator<Item = T>,
    ) -> Remedy {
        self.to_set_of(&record.to_string(), changes)
    }

    /// To change keys of a record of which the name may be a slot.
    pub(in crate::check) fn to_set_of<T: Display>(&self, record: &str, changes: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["set", "-e", self.id(), "--in", record]).with(changes)
    }

    /// To add a record or a line of the present step.
    pub(in crate::check) fn to_add(&self, kind: &str, text: &str) -> Remedy {
        Remedy::engage(["add", kind, text, "-e", self.id()])
    }

    /// To raise an action from a record.
    pub(in crate::check) fn to_act_on(&self, from: &Reference, what: &str, more: &[&str]) -> Remedy {
        self.to_add("action", what).flag("owner", "WHO").with(more).flag("from", from)
    }

    /// To write a record anew.
    pub(in crate::check) fn to_edit(&self, record: &Reference) -> Remedy {
        Remedy::edit(record, &self.engagement.id)
    }

    /// To judge a goal.
    pub(in crate::check) fn to_judge(&self, goal: &Reference, verdict: Verdict, more: &[&str]) -> Remedy {
        Remedy::engage(["judge", id(goal), verdict.word()]).with(more).with(["-e", self.id()])
    }

    /// To plan a tier of PACE.
    pub(in crate::check) fn to_plan(&self, tier: Tier) -> Remedy {
        Remedy::engage(["pace", "set", tier.word(), "-e", self.id()])
    }

    /// To have something signed.
    pub(in crate::check) fn to_sign<T: Display>(&self, of: Of, people: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["sign-off", of.word()]).with(people).with(["-e", self.id()])
    }

    /// To have the scope signed by someone of each of these sides.
    pub(in crate::check) fn to_sign_scope(&self, sides: &[Side]) -> Remedy {
        let (adds, people): (Vec<_>, Vec<_>) = sides.iter().map(|side| self.naming(*side)).unzip();
        self.to_sign(Of::Scope, people).after(adds.into_iter().flatten())
    }

    /// The id of someone of a side, whoever decides there first.
    pub(in crate::check) fn someone_of(&self, side: Side) -> Option<&str> {
        let decides = |role: &Role| matches!(role, Role::Decider | Role::Sponsor | Role::Acr);
        let people = self.engagement.all::<Person>().filter(|(_, person)| person.side == side);
        let (name, _) = people.min_by_key(|(_, person)| !person.roles.iter().any(decides))?;
        Some(id(name))
    }

    /// Someone of a side as an operand, and the command that adds one where there is nobody yet.
    pub(in crate::check) fn naming(&self, side: Side) -> (Option<Remedy>, String) {
        match self.someone_of(side) {
            Some(id) => (None, id.to_owned()),
            None => (Some(self.to_add("person", "NAME").flag("side", &side)), "NAME".to_owned()),
        }
    }

    /// A finding at a key that is to be set, with the changes that do it.
    pub(in crate::check) fn asks<T: Display>(
        &self,
        record: impl Into<Reference>,
        key: &str,
        sentence: impl Into<String>,
        changes: impl IntoIterator<Item = T>,
    ) -> Finding {
        let record = record.into();
        let remedy = self.to_set(&record, changes);
        Finding::on(record, sentence, remedy).at(key)
    }
}
