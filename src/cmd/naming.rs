//! Finds a record by its path, its file, its step, or a unique part of its name or words.

use super::context::Context;
use super::failure::Failure;
use super::prelude_below::*;
use crate::model::words::short;

/// The context of a lookup: the records of an engagement, and files relative to the current folder.
pub struct Names<'a> {
    /// The command's context.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The engagement.
    pub engagement: &'a Engagement,
}

/// What words may be a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// The name of the file; for a person the full name too.
    Name,
    /// The same, or the words of the record.
    Words,
}

/// Which records count, each with its content if that can be read.
type Counts<'c> = &'c dyn Fn(&Reference, Option<&Record>) -> bool;

impl Names<'_> {
    /// A record by its reference (`goals/find-a-report`), its file, its step, or a unique part of its name or words.
    pub fn record(&self, words: &str) -> Result<Reference, Failure> {
        self.found(words, By::Words)
    }

    /// The same, but not by the words of a record: for what cannot be seen before it is done.
    pub fn named(&self, words: &str) -> Result<Reference, Failure> {
        self.found(words, By::Name)
    }

    fn found(&self, words: &str, by: By) -> Result<Reference, Failure> {
        let engagement = self.engagement;
        let words = &*System::here().slashed(words);
        if let Some(reference) = self.by_file(words) {
            return reference;
        }
        let inner = words.trim_start_matches("./").trim_start_matches("engagements/");
        let inner = inner.strip_prefix(&format!("{}/", engagement.id)).unwrap_or(words);
        let in_cycle = EntryId::in_cycle(engagement.cycle(), inner).map(Reference::Entry);
        let pace = (inner == "pace").then(|| Reference::Pace(engagement.cycle()));
        match in_cycle.or(pace).map_or_else(|| inner.parse(), Ok) {
            Ok(known) if engagement.has(&known) => Ok(known),
            Ok(Reference::Record(kind, _)) => of_kind(engagement, kind, inner),
            Ok(unknown) => Err(missing(engagement, &unknown.to_string())),
            Err(_) if let Some((kind, name)) = in_folder(inner) => one_of_kind(engagement, kind, name, by),
            Err(_) if let Some(entry) = self.by_step(inner) => Ok(entry),
            Err(_) => among(engagement, inner, by, &|_, _| true)?
                .ok_or_else(|| unknown(engagement, "record", words, &|_, _| true)),
        }
    }

    /// A person, requirement or goal by its name, or any record by its path.
    pub fn thing(&self, words: &str) -> Result<Reference, Failure> {
        let is_thing: Counts =
            &|reference, _| matches!(reference, Reference::Record(kind, _) if kind.row().day.is_none());
        let things = Kind::ALL.iter().filter(|kind| kind.row().day.is_none());
        let whole: Vec<_> = things.filter_map(|kind| whole(self.engagement, *kind, words)).collect();
        match whole.as_slice() {
            [one] => Ok(one.clone()),
            _ if words.contains('/') || words.ends_with(".yaml") || words == "engagement" => self.named(words),
            _ => among(self.engagement, words, By::Name, is_thing)?
                .ok_or_else(|| unknown(self.engagement, "person, goal or requirement", words, is_thing)),
        }
    }

    /// The last entry of a step, in this cycle or an earlier one.
    fn by_step(&self, words: &str) -> Option<Reference> {
        let step: Step = words.to_lowercase().parse().ok()?;
        self.engagement.walk.iter().rfind(|entry| entry.step == step).map(|entry| Reference::Entry(*entry))
    }

    /// The named record, by default the current entry.
    pub fn record_or_current(&self, words: Option<&str>) -> Result<Reference, Failure> {
        let id = &self.engagement.id;
        let none = || Failure::refused(format!("{id} has no step yet")).hint(Remedy::engage(["advance", id.as_str()]));
        match words {
            Some(words) => self.record(words),
            None => self.engagement.place().map(Reference::Entry).ok_or_else(none),
        }
    }

    fn by_file(&self, words: &str) -> Option<Result<Reference, Failure>> {
        let file = layout::normal(&self.context.here.join(Path::new(words)));
        let inner =
            file.strip_prefix(layout::normal(&self.workspace.root)).ok().filter(|_| words.ends_with(".yaml"))?;
        let (id, reference) = layout::parse(inner)?;
        let own = &self.engagement.id;
        Some(if id != *own {
            Err(Failure::usage(format!("`{words}` is a record of {id}, not of {own}"))
                .hint(format!("name its engagement with `-e {id}`")))
        } else if self.engagement.has(&reference) {
            Ok(reference)
        } else {
            Err(missing(self.engagement, &reference.to_string()))
        })
    }
}

/// The kind whose folder a path begins with, and the rest of it.
fn in_folder(path: &str) -> Option<(Kind, &str)> {
    let (folder, name) = path.split_once('/')?;
    Some((Kind::of_folder(folder)?, name))
}

/// The engagement that a record is typed with: `harbor-search/goals/NAME`, or the path of its file.
pub fn engagement_of(context: &Context, words: &str) -> Option<String> {
    let workspace = context.workspace_unnoted().ok()?;
    let words = &*System::here().slashed(words);
    let typed = words.trim_start_matches("./").trim_start_matches("engagements/");
    let first = typed.split('/').next().filter(|_| words.contains('/'));
    if let Some(id) = first.filter(|id| id.parse().is_ok_and(|id| workspace.is_folder(&id))) {
        return Some(id.to_owned());
    }
    let file = layout::normal(&context.here.join(words));
    layout::engagement_of(file.strip_prefix(layout::normal(&workspace.root)).ok()?).map(ToOwned::to_owned)
}

/// A record of a kind by its name, or by a unique part of its name or words; of a path only the name counts.
pub fn of_kind(engagement: &Engagement, kind: Kind, words: &str) -> Result<Reference, Failure> {
    let words = &*System::here().slashed(words);
    one_of_kind(engagement, kind, words, by(words))
}

fn by(words: &str) -> By {
    let is_path = matches!(words.trim_end_matches(".yaml").parse(), Ok(Reference::Record(..)));
    if is_path { By::Name } else { By::Words }
}

fn one_of_kind(engagement: &Engagement, kind: Kind, words: &str, by: By) -> Result<Reference, Failure> {
    if let Some(whole) = whole(engagement, kind, words) {
        return Ok(whole);
    }
    let name = inside(kind, words);
    let is_of: Counts = &|reference, _| matches!(reference, Reference::Record(of, _) if *of == kind);
    if let Some(reference) = among(engagement, name, by, is_of)? {
        return Ok(reference);
    }
    let failure = missing(engagement, &format!("{}/{name}", kind.folder()));
    let near = near(engagement, name, is_of);
    if !near.is_empty() {
        return Err(failure.hint(did_you_mean(&near)));
    }
    let known = engagement.records.keys().chain(&engagement.unread).filter(|reference| is_of(reference, None));
    Err(failure.details(some(engagement, &known.collect::<Vec<_>>())))
}

/// The first of some records with their words, and how many more there are.
fn some(engagement: &Engagement, records: &[&Reference]) -> Vec<String> {
    let more = records.len().saturating_sub(MOST);
    let some = records.iter().take(MOST).map(|reference| line(engagement, reference));
    some.chain((more > 0).then(|| format!("  and {more} more"))).collect()
}

fn did_you_mean(near: &[&Reference]) -> String {
    format!("did you mean {}?", or_list(near.iter().map(|reference| format!("`{reference}`"))))
}

/// An action like [`of_kind`]; those that are open come first.
pub fn action(engagement: &Engagement, words: &str) -> Result<Reference, Failure> {
    let words = &*System::here().slashed(words);
    if let Some(whole) = whole(engagement, Kind::Action, words) {
        return Ok(whole);
    }
    let is_open: Counts = &|_, record| matches!(record, Some(Record::Action(action)) if action.done.is_none());
    among(engagement, inside(Kind::Action, words), by(words), is_open)?
        .map_or_else(|| of_kind(engagement, Kind::Action, words), Ok)
}

/// The record of a kind with exactly this name.
fn whole(engagement: &Engagement, kind: Kind, words: &str) -> Option<Reference> {
    let whole = Reference::Record(kind, inside(kind, words).to_owned());
    engagement.has(&whole).then_some(whole)
}

/// The most records that a message names.
const MOST: usize = 8;

/// A name without the folder of its kind and without its suffix.
fn inside(kind: Kind, words: &str) -> &str {
    let name = words.strip_prefix(kind.folder()).and_then(|name| name.strip_prefix('/')).unwrap_or(words);
    name.trim_end_matches(".yaml")
}

/// The one record that words mean among those that count; several are refused with their words.
fn among(engagement: &Engagement, words: &str, by: By, counts: Counts) -> Result<Option<Reference>, Failure> {
    let find = if by == By::Name { names::find_part } else { names::find };
    match find(words, &named(engagement, by, counts)).as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).clone())),
        several => Err(Failure::not_found(format!("`{words}` could be {}", count(several.len(), "record")))
            .details(some(engagement, several))
            .hint("use the full name")),
    }
}

/// The records whose words are those, but for typos.
fn near<'e>(engagement: &'e Engagement, words: &str, counts: Counts) -> Vec<&'e Reference> {
    names::near(words, &named(engagement, By::Words, counts))
}

/// The records that count, by their names, or by these and their words.
fn named<'e>(engagement: &'e Engagement, by: By, counts: Counts) -> Vec<(&'e Reference, Vec<String>)> {
    let read = engagement.records.iter().map(|(reference, record)| (reference, Some(record)));
    let all = read.chain(engagement.unread.iter().map(|reference| (reference, None)));
    let named = all.filter(|(reference, record)| counts(reference, *record)).filter_map(|(reference, record)| {
        let Reference::Record(kind, name) = reference else { return None };
        let record = record.filter(|_| by == By::Words || *kind == Kind::Person);
        let text = record.and_then(Record::text).map(Text::one_line);
        Some((reference, text.into_iter().chain([name.clone()]).collect()))
    });
    named.collect()
}

/// A record with its words, for a message.
fn line(engagement: &Engagement, reference: &Reference) -> String {
    let text = engagement.records.get(reference).and_then(Record::text).map(|text| short(text.as_str(), 60));
    format!("  {reference}  {}", text.unwrap_or_default()).trim_end().to_owned()
}

fn unknown(engagement: &Engagement, what: &str, words: &str, counts: Counts) -> Failure {
    let failure = Failure::not_found(format!("{} has no {what} `{words}`", engagement.id));
    let near = near(engagement, words, counts);
    if !near.is_empty() {
        return failure.hint(did_you_mean(&near));
    }
    failure.hint(see_log(&engagement.id))
}

fn missing(engagement: &Engagement, name: &str) -> Failure {
    let id = &engagement.id;
    Failure::not_found(format!("{id} has no `{name}`")).hint(if name.ends_with("/pace") {
        let start = Remedy::engage(["pace", "set", "primary", "-e", id.as_str(), "--plan", "TEXT", "--owner", "WHO"]);
        Remedy::from(format!("to start one, run `{start}`")).or(start)
    } else {
        see_log(id)
    })
}

fn see_log(id: &Slug) -> Remedy {
    Remedy::from(format!("see its records with `engage log {id}`")).or(Remedy::engage(["log", id.as_str()]))
}
