//! A record refers to another that does not exist.

use crate::check::prelude::*;
use crate::model::reference::Link;

pub const CHECK: Check =
    Check { level: Level::Error, run: Each(find), ..row!("dangling-reference", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let found = engagement.links().flat_map(|(record, mut links)| {
        links.retain(|link| !engagement.has(&link.target) && !is_checked_elsewhere(&record, link));
        links.into_iter().map(move |link| dangling(scene, &record, &link))
    });
    found.collect()
}

/// The `from` of an entry, which `walk-gap` checks; a promise that was signed, which `scope-creep` reports as gone.
fn is_checked_elsewhere(record: &Reference, link: &Link) -> bool {
    match record {
        Reference::Entry(_) => link.key == "from",
        _ => link.key.starts_with("covers."),
    }
}

fn dangling(scene: &Scene, record: &Reference, Link { key, target }: &Link) -> Finding {
    let set = |to: &str| scene.to_set(record, [format!("{key}={to}")]);
    let (but, remedy) = match (nearest(scene.engagement, target), target) {
        (Some(near), _) => (format!("; did you mean `{near}`?"), set(&value(&near))),
        (None, Reference::Record(Kind::Person, name)) => {
            let add = scene.to_add("person", "NAME").flag("id", name).flag("side", "customer");
            (String::new(), add.note("or ours, partner"))
        }
        (None, _) => (String::new(), scene.to_set(record, [format!("{key}=RECORD")])),
    };
    Finding::on(record, format!("`{key}` refers to `{target}`, which does not exist{but}"), remedy).at(key)
}

/// A suggestion: the most similar name of an undated record, or the closest entry of the same step.
///
/// Dated records share their dates and plans their cycles, so a similar name means nothing there.
fn nearest(engagement: &Engagement, target: &Reference) -> Option<Reference> {
    match target {
        Reference::Entry(entry) => {
            let stays = engagement.walk.iter().filter(|stay| stay.cycle == entry.cycle && stay.step == entry.step);
            stays.min_by_key(|stay| stay.number.abs_diff(entry.number)).map(|stay| stay.reference())
        }
        Reference::Record(kind, name) if kind.row().day.is_none() => {
            let names = engagement.records.keys().filter_map(|record| match record {
                Reference::Record(of, name) if of == kind => Some(name.as_str()),
                _ => None,
            });
            words::nearest(name, names).map(|near| Reference::Record(*kind, near.to_owned()))
        }
        _ => None,
    }
}

/// How a key refers to a record: to a person by the id alone.
fn value(target: &Reference) -> String {
    match target {
        Reference::Record(Kind::Person, name) => name.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_or_a_stranger_added() {
        let changed = Example::of(&CHECK).with("actions/2026-03-02-ship-the-disk-aaaa: {owner: ana-ortiz}");
        changed.boundaries(
            "at: validate, cycle-1/02-validate: {with: [ana-ortiz, anna-ortiz]}
             > cycle-1/02-validate:with.2: `with.2` refers to `people/anna-ortiz`, which does not exist; did you mean \
                 `people/ana-ortiz`?
             > engage set -e harbor-search --in cycle-1/02-validate with.2=ana-ortiz
             cycle-1/pace: {primary: {owner: jon-berg}}
             > cycle-1/pace:primary.owner: `primary.owner` refers to `people/jon-berg`, which does not exist
             > engage add person \"NAME\" -e harbor-search --id jon-berg --side customer   # or ours, partner
             at: validate, notes/a: {on: 2026-03-02, text: x, during: cycle-1/03-validate}
             > notes/a:during: `during` refers to `cycle-1/03-validate`, which does not exist; did you mean \
                 `cycle-1/02-validate`?
             > engage set -e harbor-search --in notes/a during=cycle-1/02-validate
             actions/2026-03-02-ship-the-disk-aaaa: {owner: ana-ortiz, from: goals/fast}
             > actions/2026-03-02-ship-the-disk-aaaa:from: `from` refers to `goals/fast`, which does not exist
             > engage set -e harbor-search --in actions/2026-03-02-ship-the-disk-aaaa from=RECORD
             engagement: {deliverables: [{what: x, goal: goals/fast}]}
             > engagement:deliverables.1.goal: `deliverables.1.goal` refers to `goals/fast`, which does not exist
             > engage set -e harbor-search --in engagement deliverables.1.goal=RECORD
             signoffs/a: {on: 2026-03-02, of: scope, by: [ana-ortiz], covers: {goals/fast: {hash: x, wording: y}}}
             actions/2026-03-02-ship-the-disk-aaaa: {owner: jon-berg}, unreadable: [people/jon-berg]",
        );
    }
}
