//! Finds a record by its path, its file, or a prefix of its name.

use super::context::Context;
use super::failure::Failure;
use super::prelude_below::*;
use crate::model::words::nearest;

/// The context of a lookup: the records of an engagement, and files relative to the current folder.
pub struct Names<'a> {
    /// The command's context.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The engagement.
    pub engagement: &'a Engagement,
}

impl Names<'_> {
    /// A record by its reference (`goals/find-a-report`, `06-demo` of this cycle) or by its file.
    pub fn record(&self, words: &str) -> Result<Reference, Failure> {
        let engagement = self.engagement;
        if let Some(reference) = self.by_file(words) {
            return reference;
        }
        let inner = words.strip_prefix(&format!("{}/", engagement.id)).unwrap_or(words);
        let in_cycle = EntryId::in_cycle(engagement.cycle(), inner).map(Reference::Entry);
        let pace = (inner == "pace").then(|| Reference::Pace(engagement.cycle()));
        let reference = in_cycle.or(pace).map_or_else(|| inner.parse().map_err(Failure::not_found), Ok)?;
        match &reference {
            known if engagement.has(known) => Ok(reference),
            Reference::Record(kind, name) => of_kind(engagement, *kind, name),
            unknown => Err(missing(engagement, &unknown.to_string())),
        }
    }

    /// The named record, by default the current entry.
    pub fn record_or_current(&self, words: Option<&str>) -> Result<Reference, Failure> {
        let id = &self.engagement.id;
        let none = || Failure::refused(format!("{id} has no entry yet")).hint(format!("engage advance {id}"));
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

/// A record of a kind by its name, or by a unique part of it.
pub fn of_kind(engagement: &Engagement, kind: Kind, words: &str) -> Result<Reference, Failure> {
    let name = words.rsplit('/').next().unwrap_or(words).trim_end_matches(".yaml");
    let known = engagement.records.keys().chain(&engagement.unread);
    let names = known.filter_map(|reference| match reference {
        Reference::Record(of, has) if *of == kind => Some((reference, has.as_str())),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let tests: [fn(&str, &str) -> bool; 3] =
        [|has, name| has == name, |has, name| has.starts_with(name), |has, name| has.contains(name)];
    for test in tests {
        let like: Vec<_> = names.iter().filter(|(_, has)| test(has, name)).collect();
        match like.as_slice() {
            [] => {}
            [(one, _)] => return Ok((*one).clone()),
            several => {
                return Err(Failure::not_found(format!("`{words}` could be several of {}/", kind.folder()))
                    .details(several.iter().map(|(reference, _)| format!("  {reference}")).collect())
                    .hint("name one of them"));
            }
        }
    }
    let some = names.iter().take(8).map(|(reference, _)| format!("  {reference}")).collect();
    Err(missing(engagement, &format!("{}/{name}", kind.folder())).details(some))
}

fn missing(engagement: &Engagement, name: &str) -> Failure {
    let records = engagement.records.keys().map(ToString::to_string);
    let entries = engagement.walk.iter().map(ToString::to_string);
    let paces = engagement.paces.keys().map(|cycle| Reference::Pace(*cycle).to_string());
    let names: Vec<_> = records.chain(entries).chain(paces).collect();
    let failure = Failure::not_found(format!("{} has no `{name}`", engagement.id));
    let Some((folder, name)) = name.split_once('/') else { return failure };
    let like = names.iter().filter_map(|known| known.strip_prefix(folder)?.strip_prefix('/'));
    let otherwise = match name {
        "pace" => format!("engage pace set primary -e {} --plan TEXT --owner WHO begins one", engagement.id),
        _ => format!("engage log {} names every record", engagement.id),
    };
    failure.near(nearest(name, like).map(|near| format!("{folder}/{near}")), otherwise)
}
