//! What a command did, in a sentence made from the files that it writes.

use super::prelude_below::*;
use crate::insight::changes::{Change, fact, summary};
use crate::model::words::count;
use crate::store::save::Write;
use crate::store::undo::About;
use crate::store::yaml::parse;

/// What a plan does.
pub fn of(workspace: &Workspace, plan: &FilePlan, today: Date) -> About {
    let inner = |path: &Path| path.strip_prefix(&workspace.root).unwrap_or(path).to_owned();
    let changes: Vec<_> = plan.0.iter().filter_map(|write| change(write, &inner)).collect();
    let sentence = match plan.0.as_slice() {
        [.., Write::Move(from, to)] if is_engagement(&inner(from)) => renamed(from, to),
        [Write::Create(to, _), .., Write::Delete(from, _)] if from.parent() == to.parent() => renamed(from, to),
        all if changes.is_empty() => format!("change {}", count(all.len(), "file")),
        _ => summary(&changes),
    };
    let engagement = plan.0.last().and_then(|write| layout::engagement_of(&inner(write.path())).map(str::to_owned));
    About { day: today.to_string(), engagement, sentence }
}

fn renamed(from: &Path, to: &Path) -> String {
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    format!("rename {} to {}", name(from), name(to))
}

/// Whether a path is the folder of an engagement.
fn is_engagement(inner: &Path) -> bool {
    layout::engagement_of(inner).is_some() && inner.iter().count() == 2
}

/// The record that a write changes, and how; `None` if it is not a record's file.
fn change(write: &Write, inner: &dyn Fn(&Path) -> PathBuf) -> Option<(Reference, Change)> {
    let record = |path: &Path| layout::parse(&inner(path)).map(|(_, record)| record);
    Some(match write {
        Write::Create(path, new) => {
            let record = record(path)?;
            let fact = match &record {
                Reference::Record(kind, _) => read::record(*kind, new).ok().as_ref().and_then(fact),
                _ => None,
            };
            (record, Change::Added(fact))
        }
        Write::Replace(path, old, new) => (record(path)?, Change::Set(keys(old, new))),
        Write::Delete(path, _) => (record(path)?, Change::Removed),
        Write::Move(from, to) => match (record(from)?, record(to)) {
            (record, Some(to)) => (record, Change::Renamed(to)),
            (record, None) => (record, Change::Forked),
        },
    })
}

/// The keys with other values; none if a file cannot be read.
fn keys(old: &[u8], new: &[u8]) -> Vec<String> {
    let texts = [old, new].map(|bytes| std::str::from_utf8(bytes).unwrap_or_default());
    let [Ok(old), Ok(new)] = texts.map(parse::tree) else { return vec![] };
    let [was, is] = texts;
    let value = |text: &'_ str, tree: &crate::store::yaml::tree::Tree, key: &str| {
        tree.pair(key)
            .filter(|pair| !pair.value.is_null())
            .map(|pair| text[pair.value.start..pair.value.end].to_owned())
    };
    let all = new.pairs().iter().chain(old.pairs().iter().filter(|pair| new.pair(&pair.key).is_none()));
    let changed = all.filter(|pair| value(was, &old, &pair.key) != value(is, &new, &pair.key));
    changed.map(|pair| pair.key.to_string()).collect()
}
