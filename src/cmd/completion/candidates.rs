//! The words that can be typed for each kind of argument, from the workspace and from the program itself.
//!
//! Reads as little as possible: of engagements the names of their folders, and their titles only if few match.

use clap::builder::StyledStr;
pub use clap_complete::engine::CompletionCandidate as Word;

use super::input::Typed;

use crate::cmd::catalogue::Catalogue;
use crate::cmd::context::Context;
use crate::cmd::naming::Names;
use crate::cmd::prelude_below::*;

use crate::model::entry::Common;

/// A word that can be typed, with its meaning in one line.
pub fn word(text: &str, meaning: Option<String>) -> Word {
    // without a tag, each would be given the argument as the help shows it
    Word::new(text).help(meaning.map(Into::into)).tag(Some(StyledStr::new()))
}

/// The most engagements of which titles are read, or which are searched for the only open one.
const MOST: usize = 100;

/// The most engagements of which all people are named.
const FEW: usize = 20;

/// The ids of engagements, with their titles if few begin with what is typed.
pub fn engagements(typed: &Typed, current: &str) -> Vec<Word> {
    let Some((_, workspace)) = workspace(typed) else { return vec![] };
    let ids: Vec<_> = ids(typed, &workspace).iter().filter(|id| id.as_str().starts_with(current)).collect();
    let is_few = ids.len() <= MOST;
    ids.into_iter().map(|id| word(id.as_str(), if is_few { title(&workspace, id) } else { None })).collect()
}

fn ids<'t>(typed: &'t Typed, workspace: &Workspace) -> &'t [Slug] {
    typed.ids.get_or_init(|| workspace.ids().map(|(ids, _)| ids).unwrap_or_default())
}

fn title(workspace: &Workspace, id: &Slug) -> Option<String> {
    let (_, bytes) = save::read(workspace, id, &Reference::Engagement).ok()?;
    read::charter(&bytes).ok().map(|charter| charter.title.one_line())
}

fn workspace(typed: &Typed) -> Option<(Context, Workspace)> {
    let context = Context::new(typed.value(&["--workspace"]).map(PathBuf::from), false).ok()?;
    let workspace = context.workspace_unnoted().ok()?;
    Some((context, workspace))
}

/// The engagement of the command line.
fn engagement(typed: &Typed) -> Option<(Context, Workspace, Engagement)> {
    let (context, workspace) = workspace(typed)?;
    let bare = || typed.words.iter().skip(2).find(|word| ids(typed, &workspace).iter().any(|id| id.as_str() == *word));
    let named = typed.value(&["-e", "--engagement"]).or_else(|| bare().map(String::as_str));
    let is_named = named.is_some() || context.is_inside_an_engagement(&workspace);
    if !is_named && ids(typed, &workspace).len() > MOST {
        return None;
    }
    let id = context.id(&workspace, named).ok()?;
    let (engagement, _) = load::engagement(&workspace, &id);
    Some((context, workspace, engagement))
}

/// The records of a kind by what follows the day in their names; of actions only the open ones.
pub fn of_kind(typed: &Typed, kind: Kind) -> Vec<Word> {
    engagement(typed).map_or(vec![], |(.., engagement)| named(&engagement, kind))
}

/// The people of the engagement, or of all where `todo` lists them, and the user.
pub fn owners(typed: &Typed, _: &str) -> Vec<Word> {
    let mut known = of_kind(typed, Kind::Person);
    let all = workspace(typed).filter(|_| known.is_empty() && typed.words.get(1).is_some_and(|verb| verb == "todo"));
    if let Some((_, workspace)) = all.filter(|(_, workspace)| ids(typed, workspace).len() <= FEW) {
        let of_one = |id| named(&load::engagement(&workspace, id).0, Kind::Person);
        let all: BTreeSet<_> = ids(typed, &workspace).iter().flat_map(of_one).collect();
        known.extend(all);
    }
    known.push(word("me", Some("you".to_owned())));
    known
}

fn named(engagement: &Engagement, kind: Kind) -> Vec<Word> {
    let is_done = |record: &Record| matches!(record, Record::Action(action) if action.done.is_some());
    let meant = engagement.records.iter().filter(|(_, record)| record.kind() == kind && !is_done(record));
    let words = meant.filter_map(|(reference, record)| {
        let Reference::Record(_, name) = reference else { return None };
        Some(word(without_day(name), text(record)))
    });
    words.collect()
}

fn text(record: &Record) -> Option<String> {
    record.text().map(Text::one_line)
}

/// The name of a dated record without its day, which is unique by its last characters.
fn without_day(name: &str) -> &str {
    let (day, rest) = name.split_at_checked("2026-03-20".len()).unwrap_or(("", name));
    rest.strip_prefix('-').filter(|_| day.parse::<Date>().is_ok()).unwrap_or(name)
}

/// The records of the engagement.
pub fn records(typed: &Typed, _: &str) -> Vec<Word> {
    engagement(typed).map_or(vec![], |(.., engagement)| records_of(&engagement))
}

fn records_of(engagement: &Engagement) -> Vec<Word> {
    let known = engagement.records.iter().map(|(reference, record)| word(&reference.to_string(), text(record)));
    let unread = engagement.unread.iter().map(|reference| word(&reference.to_string(), None));
    let entries = engagement.walk.iter().map(|entry| word(&entry.to_string(), Some(entry.step.purpose().into())));
    let paces = engagement.paces.keys().map(|cycle| word(&Reference::Pace(*cycle).to_string(), None));
    let charter = engagement.charter.iter().map(|charter| word("engagement", Some(charter.title.one_line())));
    known.chain(unread).chain(entries).chain(paces).chain(charter).collect()
}

/// The settings that `engage config` shows.
pub fn settings() -> Vec<Word> {
    let user = ["workspace", "engagement", "me", "today", "editor", "pager", "color"].map(|name| word(name, None));
    user.into_iter().chain(Settings::FIELDS.iter().map(|field| word(field.name, Some(field.question.into())))).collect()
}

/// The documents, the workspace's own too.
pub fn documents(typed: &Typed) -> Vec<Word> {
    let catalogue = Catalogue::of(workspace(typed).map(|(_, workspace)| workspace).as_ref()).unwrap_or_default();
    let documents = catalogue.documents();
    if documents.iter().any(|document| typed.words.iter().any(|word| word == document.name)) {
        return vec![];
    }
    documents.iter().map(|document| word(document.name, Some(document.summary.to_owned()))).collect()
}

/// The keys of the record that `--in` names, else of the current step, or the values of the key that is typed.
pub fn assignments(typed: &Typed, current: &str) -> Vec<Word> {
    let Some((context, workspace, engagement)) = engagement(typed) else { return vec![] };
    let names = Names { context: &context, workspace: &workspace, engagement: &engagement };
    let Ok(record) = names.record_or_current(typed.value(&["--in"])) else { return vec![] };
    let mut fields = read::fields(&record);
    fields.sort_by_key(|field| Common::FIELDS.contains(field));
    let Some((key, value)) = current.split_once('=') else { return keys(&fields, "") };
    let path: Vec<_> = key.trim_end_matches('+').split('.').collect();
    let Ok(shape) = shape_at(&fields, &path) else { return vec![] };
    let before = value.rsplit_once(',').map_or(String::new(), |(before, _)| format!("{before},"));
    let (before, shape) = if let Shape::List(item) = shape { (before, *item) } else { (String::new(), shape) };
    let values = values(&engagement, shape).into_iter();
    values.map(|value| value.add_prefix(format!("{key}={before}"))).collect()
}

/// The keys of fields, those of a group by their paths; a list is set with `=` and added to with `+=`.
fn keys(fields: &[Field], above: &str) -> Vec<Word> {
    let keys = fields.iter().flat_map(|field| {
        let path = format!("{above}{}", field.name);
        let key = |sign: &str| word(&format!("{path}{sign}"), Some(field.question.to_owned()));
        match field.shape {
            Shape::Group(inner) => keys(inner, &format!("{path}.")),
            Shape::List(Shape::Group(_)) => vec![key("+=")],
            Shape::List(_) => vec![key("="), key("+=")],
            Shape::Table(_) | Shape::Free => vec![],
            _ => vec![key("=")],
        }
    });
    keys.collect()
}

/// The values that a shape allows, if they can be listed.
fn values(engagement: &Engagement, shape: Shape) -> Vec<Word> {
    let plain = |words: &[&str]| words.iter().map(|value| word(value, None)).collect();
    match shape {
        Shape::Choice(words) => plain(words),
        Shape::Flag => plain(&["true", "false"]),
        Shape::Rating => plain(&["1", "2", "3", "4", "5"]),
        Shape::Person => named(engagement, Kind::Person),
        Shape::Reference => records_of(engagement),
        _ => vec![],
    }
}
