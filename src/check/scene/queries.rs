//! Queries on a scene that several checks share: its terms, who has which role, which requirements are due.

use super::Scene;
use super::wording::{first_of, id, ticked};
use crate::insight::elsewhere::Elsewhere;
use crate::insight::precedents::Precedents;
use crate::insight::recall::Memory;
use crate::model::charter::Charter;
use crate::model::date::Date;
use crate::model::entry::{Dev, Entry, Onsite, Onward, PlanNext, Prep, Validate};
use crate::model::finding::Finding;
use crate::model::number::Flag;
use crate::model::record::{
    Artifact, ArtifactClass, Class, Kind, Of, OutcomeKind, Person, Requirement, Role, Side, Signoff, Status,
};
use crate::model::reference::{EntryId, Reference};
use crate::model::step::Step;
use crate::model::text::Text;
use crate::model::words;

/// A requirement by its name.
pub(in crate::check) type NamedRequirement<'a> = (&'a Reference, &'a Requirement);

/// A key that requirements lack.
#[derive(Debug)]
pub struct Lack {
    /// Whether a requirement that is built for lacks it.
    pub is_blank: fn(&Requirement) -> bool,
    /// The key.
    pub key: &'static str,
    /// `is not ranked`.
    pub one: &'static str,
    /// What to set, such as `priority=NUMBER`.
    pub set: &'static str,
    /// What else may be set there.
    pub hint: &'static str,
}

/// Above this number of requirements that lack the same key, one finding reports them all.
const EACH: usize = 3;

impl<'a> Scene<'a> {
    /// The charter, if it does not say something.
    pub(in crate::check) fn charter_without(&self, says: impl Fn(&Charter) -> bool) -> Option<&'a Charter> {
        self.engagement.charter.as_ref().filter(|charter| !says(charter))
    }

    /// Says of the last precedent before a day that is close to a text what `say` does, given where it was if that is
    /// elsewhere: ` in harbor-search`.
    pub(in crate::check) fn precedent(
        &self,
        here: &Precedents,
        elsewhere: fn(&Elsewhere) -> &Precedents,
        (text, day): (&Text, Date),
        say: impl Fn(&Memory, &str) -> String + Send + Sync + 'static,
    ) -> impl Fn(&Elsewhere) -> Option<String> + Send + Sync + 'static {
        let (text, id) = (text.as_str().to_owned(), self.engagement.id.clone());
        let here = here.last_before(&text, day, None).cloned();
        move |all| {
            let found = [here.as_ref(), elsewhere(all).last_before(&text, day, Some(&id))];
            let before = found.into_iter().flatten().max_by_key(|memory| memory.order())?;
            let is_here = before.engagement == id;
            Some(say(before, &if is_here { String::new() } else { format!(" in `{}`", before.engagement) }))
        }
    }

    /// Whether all records of a kind could be read; it is unknown what an unreadable one lacks.
    pub(in crate::check) fn read_all(&self, kind: Kind) -> bool {
        self.engagement.unread_of(&[kind.word()]).is_empty()
    }

    /// Whether all stays at a step could be read.
    pub(in crate::check) fn read_stays(&self, step: Step) -> bool {
        let mut stays = self.engagement.walk.iter().filter(|entry| entry.step == step);
        stays.all(|entry| self.engagement.entries.contains_key(entry))
    }

    /// The people with a role.
    pub(in crate::check) fn holders(&self, role: Role) -> Vec<(&'a Reference, &'a Person)> {
        self.engagement.all::<Person>().filter(|(_, person)| person.roles.contains(&role)).collect()
    }

    /// The people on a side.
    pub(in crate::check) fn people_of(&self, side: Side) -> Vec<(&'a Reference, &'a Person)> {
        self.engagement.all::<Person>().filter(|(_, person)| person.side == side).collect()
    }

    /// Reports that nobody on the customer's side has a role: suggests their only person, or else someone new.
    pub(in crate::check) fn nobody_of_theirs(&self, role: Role, does: &str) -> Option<Finding> {
        let theirs = self.people_of(Side::Customer);
        let who = match theirs.as_slice() {
            [(name, _)] => name.to_string(),
            _ => "people/WHO".to_owned(),
        };
        let sentence = format!("nobody at {} has the role `{role}` ({does})", self.engagement.customer());
        let add = self.to_add("person", "NAME").flag("side", "customer").flag("role", &role);
        let remedy = self.to_set_of(&who, [format!("roles+={role}")]).or(add);
        let has_it = theirs.iter().any(|(_, person)| person.roles.contains(&role));
        (!has_it).then(|| Finding::on(Reference::Engagement, sentence, remedy))
    }

    /// The answers of all onsite entries of all cycles.
    pub(in crate::check) fn onsite(&self) -> impl Iterator<Item = &'a Onsite> {
        self.engagement.at().map(|(_, answers)| answers)
    }

    /// Whether anything of ours was installed at the customer's.
    pub(in crate::check) fn installed(&self) -> bool {
        self.onsite().any(|answers| answers.installed.is_some())
    }

    /// Whether we had data of theirs: used on site, or brought home.
    pub(in crate::check) fn had_their_data(&self) -> bool {
        let brought = |artifact: &Artifact| artifact.class == ArtifactClass::Data;
        self.onsite().any(|answers| answers.data.is_some())
            || self.engagement.all::<Artifact>().any(|(_, artifact)| brought(artifact))
    }

    /// The answers of all validate entries of all cycles.
    pub(in crate::check) fn met(&self) -> impl DoubleEndedIterator<Item = (EntryId, &'a Validate)> {
        self.engagement.at().map(|(entry, answers)| (entry.id, answers))
    }

    /// The hard preparation that is not done and lacks something, in one finding.
    pub(in crate::check) fn hard_prep(
        &self,
        entry: EntryId,
        dev: &Dev,
        lacks: fn(&Prep) -> bool,
        what: &str,
        set: &str,
    ) -> Option<Finding> {
        let is_open = |prep: &Prep| prep.hard == Some(Flag(true)) && prep.done != Some(Flag(true));
        let open: Vec<_> = (1..).zip(&dev.prep).filter(|(_, prep)| is_open(prep) && lacks(prep)).collect();
        let (first, _) = open.first()?;
        let tasks = ticked(open.iter().map(|(_, prep)| words::short(prep.task.as_str(), 60)));
        let sentence = format!("hard preparation {what}: {}", words::and_list(&tasks));
        let sets = open.iter().map(|(at, _)| format!("prep.{at}.{set}"));
        Some(self.asks(entry, &format!("prep.{first}"), sentence, sets))
    }

    /// Reports that the last meeting rated nothing at a key, if one of these signs says that it matters.
    pub(in crate::check) fn unrated(
        &self,
        key: &str,
        what: &str,
        is_rated: impl Fn(&Validate) -> bool,
        signs: &[(bool, &'static str)],
    ) -> Option<Finding> {
        let known = !self.read_stays(Step::Validate) || self.met().any(|(_, answers)| is_rated(answers));
        let (entry, _) = self.met().next_back().filter(|_| !known)?;
        let sentence = format!("{}, but {}'s {what} is not rated", first_of(signs)?, self.engagement.customer());
        let finding = self.asks(entry, key, sentence, [format!("{key}=RATING")]);
        Some(finding.note("1 (ad hoc) to 5 (optimising)"))
    }

    /// The latest sign-off of something, accepted or refused.
    pub(in crate::check) fn last_signoff(&self, of: Of) -> Option<(&'a Reference, &'a Signoff)> {
        self.engagement.signoffs().into_iter().rfind(|(_, signoff)| signoff.of == of)
    }

    /// What stays running at the customer's, as far as the charter says; `nothing …` and `none` count as nothing.
    pub(in crate::check) fn stays(&self) -> Option<&'a Text> {
        let stays = self.engagement.charter.as_ref()?.final_state.as_ref()?;
        let words = stays.one_line().to_lowercase();
        let first = words.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        (!matches!(first, "nothing" | "none")).then_some(stays)
    }

    /// Whether its last step decided to close, or it was completed.
    pub(in crate::check) fn ends(&self) -> bool {
        let plan = self.engagement.current().and_then(Entry::at::<PlanNext>);
        let decided = plan.is_some_and(|plan| plan.decision == Some(Onward::Close));
        match self.engagement.last_outcome {
            Some((_, OutcomeKind::Completed)) => true,
            Some((_, OutcomeKind::CalledOff)) => false,
            _ => decided,
        }
    }

    /// The requirements that were not dropped.
    pub(in crate::check) fn live_requirements(&self) -> impl Iterator<Item = NamedRequirement<'a>> {
        self.engagement.all::<Requirement>().filter(|(_, one)| one.status != Some(Status::Dropped))
    }

    /// The security and legal ones.
    pub(in crate::check) fn guarding(&self) -> Vec<NamedRequirement<'a>> {
        self.live_requirements().filter(|(_, one)| matches!(one.class, Class::Security | Class::Regulatory)).collect()
    }

    /// The live requirements that the current build is for: the agreed ones, and those that existed
    /// when dev last began. Ones proposed since then are looked at before the next round.
    pub(in crate::check) fn built_for(&self) -> Vec<NamedRequirement<'a>> {
        let began = self.engagement.entries.values().rfind(|entry| entry.id.step == Step::Dev);
        let raised_in_time = |raised: Date| began.is_none_or(|dev| raised <= dev.common.entered);
        let agreed = |one: &Requirement| matches!(one.status, Some(Status::Agreed | Status::Delivered));
        self.live_requirements().filter(|(_, one)| agreed(one) || raised_in_time(one.raised)).collect()
    }

    /// A finding for each requirement that is built for and lacks something, each at its place; one for all if there
    /// are many. A record with an allowance keeps a finding of its own, so that its reason is shown.
    pub(in crate::check) fn lacking(&self, check: &str, lack: &Lack) -> Vec<Finding> {
        let missing = self.built_for().into_iter().filter(|(_, one)| (lack.is_blank)(one));
        let is_allowed = |(name, _): &NamedRequirement| {
            self.engagement.allowed(name).iter().any(|allowance| allowance.check.as_str() == check)
        };
        let (allowed, rest): (Vec<_>, Vec<_>) = missing.partition(is_allowed);
        let each = |(name, one): &NamedRequirement| {
            let sentence = format!("`{}` {}", one.statement.one_line().trim_end_matches('.'), lack.one);
            self.asks(*name, lack.key, sentence, [lack.set]).note(lack.hint)
        };
        let mut found: Vec<_> = allowed.iter().map(each).collect();
        if rest.len() > EACH {
            found.push(self.lacking_together(&rest, lack));
        } else {
            found.extend(rest.iter().map(each));
        }
        found
    }

    fn lacking_together(&self, rest: &[NamedRequirement], lack: &Lack) -> Finding {
        let names = ticked(rest.iter().map(|(name, _)| id(name)));
        let (number, list) = (words::count(rest.len(), "requirement"), words::and_list(&names));
        let and = if lack.hint.is_empty() { "" } else { "; " };
        let first = rest.first().map(|(name, _)| self.to_set(name, [lack.set]));
        let remedy = first.unwrap_or_default().note(format!("{}{and}repeat for the others", lack.hint));
        Finding::on(Reference::Engagement, format!("{number} {}: {list}", lack.one.replacen("has", "have", 1)), remedy)
    }
}
