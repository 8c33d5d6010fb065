//! The commands that fix findings, for the engagement of the scene.

use std::fmt::Display;

use super::Scene;
use super::wording::id;
use crate::model::finding::Finding;
use crate::model::pace::Tier;
use crate::model::record::{Of, Person, Role, Side};
use crate::model::reference::Reference;
use crate::model::remedy::Remedy;

impl Scene<'_> {
    fn id(&self) -> &str {
        self.engagement.id.as_str()
    }

    /// A command with the engagement as its only argument.
    pub(in crate::check) fn to(&self, verb: &str) -> Remedy {
        Remedy::engage([verb, self.id()])
    }

    /// Answers questions of the current step.
    pub(in crate::check) fn to_answer<T: Display>(&self, changes: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["set", "-e", self.id()]).with(changes)
    }

    /// Changes keys of a record.
    pub(in crate::check) fn to_set<T: Display>(
        &self,
        record: &Reference,
        changes: impl IntoIterator<Item = T>,
    ) -> Remedy {
        self.to_set_of(&record.to_string(), changes)
    }

    /// Changes keys of a record whose name may be a slot.
    pub(in crate::check) fn to_set_of<T: Display>(&self, record: &str, changes: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["set", "-e", self.id(), "--in", record]).with(changes)
    }

    /// Adds a record or a line of the current step.
    pub(in crate::check) fn to_add(&self, kind: &str, text: &str) -> Remedy {
        Remedy::engage(["add", kind, text, "-e", self.id()])
    }

    /// Adds an action that comes from a record.
    pub(in crate::check) fn to_act_on(&self, from: &Reference, what: &str, more: &[&str]) -> Remedy {
        self.to_add("action", what).flag("owner", "WHO").with(more).flag("from", from)
    }

    /// Edits a record.
    pub(in crate::check) fn to_edit(&self, record: &Reference) -> Remedy {
        Remedy::edit(record, &self.engagement.id)
    }

    /// Removes a record.
    pub(in crate::check) fn to_remove(&self, record: &Reference) -> Remedy {
        Remedy::engage(["rm", &record.to_string(), "-e", self.id()])
    }

    /// Judges a goal.
    pub(in crate::check) fn to_judge(&self, goal: &Reference, verdict: &str, more: &[&str]) -> Remedy {
        Remedy::engage(["judge", id(goal), verdict]).with(more).with(["-e", self.id()])
    }

    /// Plans a tier of PACE.
    pub(in crate::check) fn to_plan(&self, tier: Tier) -> Remedy {
        Remedy::engage(["pace", "set", tier.word(), "-e", self.id()])
    }

    /// Records a sign-off.
    pub(in crate::check) fn to_sign<T: Display>(&self, of: Of, people: impl IntoIterator<Item = T>) -> Remedy {
        Remedy::engage(["sign-off", of.word()]).with(people).with(["-e", self.id()])
    }

    /// Records a sign-off of the scope by someone of each of these sides.
    pub(in crate::check) fn to_sign_scope(&self, sides: &[Side]) -> Remedy {
        let (adds, people): (Vec<_>, Vec<_>) = sides.iter().map(|side| self.naming(*side)).unzip();
        self.to_sign(Of::Scope, people).after(adds.into_iter().flatten())
    }

    /// The id of someone on a side, its decider first.
    pub(in crate::check) fn someone_of(&self, side: Side) -> Option<&str> {
        let decides = |role: &Role| matches!(role, Role::Decider | Role::Sponsor | Role::Acr);
        let people = self.engagement.all::<Person>().filter(|(_, person)| person.side == side);
        let (name, _) = people.min_by_key(|(_, person)| !person.roles.iter().any(decides))?;
        Some(id(name))
    }

    /// Someone on a side as an operand, and the command that adds one if there is nobody yet.
    pub(in crate::check) fn naming(&self, side: Side) -> (Option<Remedy>, String) {
        match self.someone_of(side) {
            Some(id) => (None, id.to_owned()),
            None => (Some(self.to_add("person", "NAME").flag("side", &side)), "NAME".to_owned()),
        }
    }

    /// A finding at a key that should be set, with the changes that set it.
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
