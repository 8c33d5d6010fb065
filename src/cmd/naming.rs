//! Which record is meant: as its path reads, by the file itself, or by the beginning of its name.

use std::path::Path;

use super::context::Context;
use super::failure::Failure;
use crate::model::engagement::Engagement;
use crate::model::record::Kind;
use crate::model::reference::{EntryId, Reference};
use crate::model::words::nearest;
use crate::store::layout;
use crate::store::workspace::Workspace;

/// A record by its reference (`goals/find-a-report`, `06-demo` of this cycle) or by its file.
pub fn record(
    workspace: &Workspace,
    context: &Context,
    engagement: &Engagement,
    words: &str,
) -> Result<Reference, Failure> {
    if let Some(reference) = by_file(workspace, context, engagement, words) {
        return reference;
    }
    let inner = words.strip_prefix(&format!("{}/", engagement.id)).unwrap_or(words);
    let in_cycle = EntryId::in_cycle(engagement.cycle(), inner).map(Reference::Entry);
    let pace = (inner == "pace").then(|| Reference::Pace(engagement.cycle()));
    let reference = in_cycle.or(pace).map_or_else(|| inner.parse().map_err(Failure::not_found), Ok)?;
    if engagement.has(&reference) {
        return Ok(reference);
    }
    if let Reference::Record(kind, name) = &reference {
        return of_kind(engagement, *kind, name);
    }
    Err(missing(engagement, &reference.to_string()))
}

/// The record that is named, else the current entry.
pub fn record_or_current(
    workspace: &Workspace,
    context: &Context,
    engagement: &Engagement,
    words: Option<&str>,
) -> Result<Reference, Failure> {
    if let Some(words) = words {
        return record(workspace, context, engagement, words);
    }
    engagement.place().map(Reference::Entry).ok_or_else(|| {
        let id = &engagement.id;
        Failure::refused(format!("{id} has no entry yet")).hint(format!("engage advance {id}"))
    })
}

fn by_file(
    workspace: &Workspace,
    context: &Context,
    engagement: &Engagement,
    words: &str,
) -> Option<Result<Reference, Failure>> {
    let file = layout::normal(&context.here.join(Path::new(words)));
    let inner = file.strip_prefix(layout::normal(&workspace.root)).ok().filter(|_| words.ends_with(".yaml"))?;
    let (id, reference) = layout::parse(inner)?;
    Some(if id != engagement.id {
        Err(Failure::usage(format!("`{words}` is a record of {id}, not of {}", engagement.id))
            .hint(format!("name its engagement with `-e {id}`")))
    } else if engagement.has(&reference) {
        Ok(reference)
    } else {
        Err(missing(engagement, &reference.to_string()))
    })
}

/// A record of a kind by its name, or by a part of the name that only one has.
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

fn missing(engagement: &Engagement, wanted: &str) -> Failure {
    let names: Vec<String> = engagement
        .records
        .keys()
        .map(ToString::to_string)
        .chain(engagement.walk.iter().map(ToString::to_string))
        .chain(engagement.paces.keys().map(|cycle| format!("cycle-{cycle}/pace")))
        .collect();
    let failure = Failure::not_found(format!("{} has no `{wanted}`", engagement.id));
    let Some((folder, name)) = wanted.split_once('/') else { return failure };
    let like = names.iter().filter_map(|known| known.strip_prefix(folder)?.strip_prefix('/'));
    match nearest(name, like) {
        Some(near) => failure.hint(format!("did you mean `{folder}/{near}`?")),
        None if name == "pace" => {
            failure.hint(format!("engage pace set primary -e {} --plan TEXT --owner WHO begins one", engagement.id))
        }
        None => failure.hint(format!("engage log {} names every record", engagement.id)),
    }
}
