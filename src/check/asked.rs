//! What several checks ask of a scene: its terms, who answers for what, which requirements are due.

use super::Scene;
use crate::model::charter::Charter;
use crate::model::date::Date;
use crate::model::entry::{Entry, Onsite, Onward, PlanNext, Validate};
use crate::model::finding::Finding;
use crate::model::record::{
    Artifact, ArtifactClass, Class, Kind, Of, OutcomeKind, Person, Requirement, Role, Side, Signoff, Status,
};
use crate::model::reference::{EntryId, Reference};
use crate::model::step::Step;
use crate::model::text::Text;
use crate::model::words;

/// A requirement by its name.
pub(super) type Named<'a> = (&'a Reference, &'a Requirement);

/// Something that requirements lack at one key.
pub(super) struct Lack {
    /// The check.
    pub check: &'static str,
    /// The key.
    pub key: &'static str,
    /// `is not ranked`.
    pub one: &'static str,
    /// `are not ranked`.
    pub many: &'static str,
    /// What to set, such as `priority=NUMBER`.
    pub set: &'static str,
    /// What may stand there.
    pub hint: &'static str,
}

/// Of more requirements than this, all with one lack, one finding speaks.
const EACH: usize = 3;

impl<'a> Scene<'a> {
    /// The charter while the engagement goes on; of one that has ended no term is to be mended.
    pub(super) fn terms(&self) -> Option<&'a Charter> {
        self.engagement.charter.as_ref().filter(|_| self.engagement.is_open())
    }

    /// Whether all records of a kind could be read; of one that could not nobody knows what it lacks.
    pub(super) fn read_all(&self, kind: Kind) -> bool {
        self.engagement.unread_of(&[kind.word()]).is_empty()
    }

    /// Whether all stays at a step could be read.
    pub(super) fn read_stays(&self, step: Step) -> bool {
        let mut stays = self.engagement.walk.iter().filter(|entry| entry.step == step);
        stays.all(|entry| self.engagement.entries.contains_key(entry))
    }

    /// The command that changes a record.
    pub(super) fn setting(&self, record: impl std::fmt::Display, change: &str) -> String {
        format!("engage set -e {} --in {record} {change}", self.engagement.id)
    }

    /// Those who answer for something.
    pub(super) fn holders(&self, role: Role) -> Vec<(&'a Reference, &'a Person)> {
        self.engagement.all::<Person>().filter(|(_, person)| person.roles.contains(&role)).collect()
    }

    /// Those of a side.
    pub(super) fn people_of(&self, side: Side) -> Vec<(&'a Reference, &'a Person)> {
        self.engagement.all::<Person>().filter(|(_, person)| person.side == side).collect()
    }

    /// The record of the one person of a side, `people/WHO` where there are several.
    pub(super) fn who(&self, side: Side) -> String {
        match self.people_of(side).as_slice() {
            [(name, _)] => name.to_string(),
            _ => "people/WHO".to_owned(),
        }
    }

    /// What all stays on site of all cycles answered.
    pub(super) fn onsite(&self) -> impl Iterator<Item = &'a Onsite> {
        self.engagement.at().map(|(_, answers)| answers)
    }

    /// Whether anything of ours was installed at the customer's.
    pub(super) fn installed(&self) -> bool {
        self.onsite().any(|answers| answers.installed.is_some())
    }

    /// Whether we had data of theirs in hand: used on site, or brought home.
    pub(super) fn had_their_data(&self) -> bool {
        let brought = |artifact: &Artifact| artifact.class == ArtifactClass::Data;
        self.onsite().any(|answers| answers.data.is_some())
            || self.engagement.all::<Artifact>().any(|(_, artifact)| brought(artifact))
    }

    /// What was answered when the customer was met, in all cycles.
    pub(super) fn met(&self) -> impl DoubleEndedIterator<Item = (EntryId, &'a Validate)> {
        self.engagement.at().map(|(entry, answers)| (entry.id, answers))
    }

    /// The latest sign-off of something, whoever signed or refused.
    pub(super) fn last_signoff(&self, of: Of) -> Option<(&'a Reference, &'a Signoff)> {
        self.engagement.signoffs().into_iter().rfind(|(_, signoff)| signoff.of == of)
    }

    /// What stays running with the customer, as far as the charter says; `nothing …` and `none` stay not.
    pub(super) fn stays(&self) -> Option<&'a Text> {
        let stays = self.engagement.charter.as_ref()?.final_state.as_ref()?;
        let words = stays.one_line().to_lowercase();
        let first = words.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        (!matches!(first, "nothing" | "none")).then_some(stays)
    }

    /// Whether its last step decided to close, or it was completed.
    pub(super) fn ends(&self) -> bool {
        let plan = self.engagement.current().and_then(Entry::at::<PlanNext>);
        let decided = plan.is_some_and(|plan| plan.decision == Some(Onward::Close));
        match self.engagement.last_outcome {
            Some((_, OutcomeKind::Completed)) => true,
            Some((_, OutcomeKind::CalledOff)) => false,
            _ => decided,
        }
    }

    /// The requirements that nobody gave up.
    pub(super) fn wanted(&self) -> impl Iterator<Item = Named<'a>> {
        self.engagement.all::<Requirement>().filter(|(_, one)| one.status != Some(Status::Dropped))
    }

    /// Those of security and of the law.
    pub(super) fn guarding(&self) -> Vec<Named<'a>> {
        self.wanted().filter(|(_, one)| matches!(one.class, Class::Security | Class::Regulatory)).collect()
    }

    /// The wanted requirements that what is built now is built for: those agreed, and those that were
    /// there when dev last began. What is only proposed since then is looked at before the next round.
    pub(super) fn built_for(&self) -> Vec<Named<'a>> {
        let began = self.engagement.entries.values().rfind(|entry| entry.id.step == Step::Dev);
        let there = |raised: Date| began.is_none_or(|dev| raised <= dev.common.entered);
        let agreed = |one: &Requirement| matches!(one.status, Some(Status::Agreed | Status::Delivered));
        self.wanted().filter(|(_, one)| agreed(one) || there(one.raised)).collect()
    }

    /// A finding for each requirement that lacks something, each at its place; one for all where they
    /// are many. What a record allows keeps a finding of its own, so that its reason is told.
    pub(super) fn lacking(&self, missing: Vec<Named<'a>>, lack: &Lack) -> Vec<Finding> {
        let is_allowed = |(name, _): &Named| {
            self.engagement.allowed(name).iter().any(|allowance| allowance.check.as_str() == lack.check)
        };
        let (allowed, rest): (Vec<_>, Vec<_>) = missing.into_iter().partition(is_allowed);
        let each = |(name, one): &Named| {
            let sentence = format!("`{}` {}", one.statement.one_line().trim_end_matches('.'), lack.one);
            let remedy = self.setting(name, &format!("{}{}", lack.set, lack.hint));
            Finding::on((*name).clone(), sentence, remedy).at(lack.key)
        };
        let mut found: Vec<_> = allowed.iter().map(each).collect();
        if rest.len() > EACH {
            found.push(self.lacking_together(&rest, lack));
        } else {
            found.extend(rest.iter().map(each));
        }
        found
    }

    fn lacking_together(&self, rest: &[Named], lack: &Lack) -> Finding {
        let names: Vec<_> = rest.iter().map(|(name, _)| format!("`{}`", id(name))).collect();
        let (number, list) = (words::count(rest.len(), "requirement"), words::and_list(&names));
        let hint = if lack.hint.is_empty() { "   # " } else { lack.hint };
        let and = if lack.hint.is_empty() { "" } else { "; " };
        let change = format!("{}{hint}{and}the others likewise", lack.set);
        let remedy = rest.first().map_or(String::new(), |(name, _)| self.setting(name, &change));
        Finding::on(Reference::Engagement, format!("{number} {}: {list}", lack.many), remedy)
    }
}

/// The name of a record inside its folder, such as a person's id.
pub(super) fn id(name: &Reference) -> &str {
    match name {
        Reference::Record(_, name) => name.as_str(),
        _ => "",
    }
}

/// People by name, as a list in words.
pub(super) fn names(people: &[(&Reference, &Person)]) -> String {
    let names: Vec<_> = people.iter().map(|(_, person)| person.name.one_line()).collect();
    words::and_list(&names)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    /// Those of responsibilities, requirements and the ten practices that ask for what is absent.
    const ASKING: [&str; 14] = [
        "roles-in-one-hand",
        "no-sponsor",
        "no-decider",
        "class-missing",
        "design-not-handed-over",
        "sale-undeclared",
        "scope-unwritten",
        "final-state-unstated",
        "pricing-undeclared",
        "it-maturity-unknown",
        "security-maturity-unknown",
        "security-architect-unnamed",
        "regulations-unchecked",
        "training-unplanned",
    ];

    /// What the gates ask for and nothing else.
    fn bare() -> Value {
        json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
            "cycle-1/02-validate": { "met": "2026-03-02", "with": ["ana-ortiz"], "verdict": "confirmed" },
            "goals/fast": { "statement": "search is fast", "criterion": "ten seconds", "committed": "2026-03-03" },
            "feedback/2026-03-06-ana-ortiz-aaaa": { "on": "2026-03-06", "from": "ana-ortiz" },
            "spend/2026-03-08-x-aaaa": { "on": "2026-03-08", "what": "x", "amount": "1", "currency": "EUR" },
        })
    }

    #[test]
    fn until_the_next_dev_it_is_built_for_what_was_there_at_the_last() {
        let one = |raised: &str| json!({ "statement": "s", "class": "user", "raised": raised });
        let says = |step: Step, raised: &str| {
            Case::again_at(step, json!({ "requirements/a": one(raised) })).says("fit-unknown").len()
        };
        assert_eq!((says(Step::Hypothesis, "2026-03-04"), says(Step::Hypothesis, "2026-03-05")), (1, 0));
        assert_eq!((says(Step::Dev, "2026-03-13"), says(Step::Dev, "2026-03-14")), (1, 0));
    }

    #[test]
    fn who_answers_the_gates_alone_is_asked_for_three_things_more_at_most() {
        for step in &Step::ALL[1..] {
            let case = Case::at(*step, bare());
            let asked: Vec<_> =
                case.owed().iter().map(|found| found.check.id).filter(|id| ASKING.contains(id)).collect();
            assert!(asked.len() <= 3, "{step}: {asked:?}");
        }
        let asked = |id| Case::at(Step::PlanNext, bare()).says(id).len();
        assert_eq!((asked("no-sponsor"), asked("pricing-undeclared")), (1, 1));
    }
}
