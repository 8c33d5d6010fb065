//! The promise as signed by the customer by the end of a cycle, and what differs from it then.

use crate::insight::prelude::*;
use crate::model::promise;

/// Whether a day lies in a cycle or in an earlier one.
pub fn by_end_of(engagement: &Engagement, cycle: u32, day: Date) -> bool {
    engagement.cycle_on(day) <= cycle
}

/// Whether a record belongs to a cycle or to an earlier one.
pub fn is_by_end_of(engagement: &Engagement, cycle: u32, name: &Reference) -> bool {
    engagement.records.get(name).and_then(|record| engagement.cycle_of(record)).is_none_or(|at| at <= cycle)
}

/// The sign-offs by which the customer accepted the scope by the end of a cycle.
fn accepted(engagement: &Engagement, cycle: u32) -> impl DoubleEndedIterator<Item = (&Reference, &Signoff)> {
    promise::scopes_of(engagement, Side::Customer).filter(move |(name, _)| is_by_end_of(engagement, cycle, name))
}

/// The first day on which the customer signed the scope, if that was by the end of a cycle.
pub fn first(engagement: &Engagement, cycle: u32) -> Option<Date> {
    accepted(engagement, cycle).map(|(_, signoff)| signoff.on).min()
}

/// The signature in force at the end of a cycle: the latest that the customer gave.
pub fn in_force(engagement: &Engagement, cycle: u32) -> Option<&Signoff> {
    accepted(engagement, cycle).next_back().map(|(_, signoff)| signoff)
}

/// A goal or a requirement as the customer first signed it, if that was by the end of a cycle.
pub fn first_wording<'a>(engagement: &'a Engagement, cycle: u32, name: &Reference) -> Option<&'a Covered> {
    accepted(engagement, cycle).find_map(|(_, signoff)| signoff.covers.get(&name.to_string()))
}

/// The keys of a promise's wording, such as `statement`, each with its words.
pub fn keys(wording: &str) -> impl Iterator<Item = (&str, &str)> {
    wording.lines().filter_map(|line| line.split_once(':')).map(|(key, words)| (key, words.trim()))
}

/// The signed value of a key.
pub fn signed<'a>(covered: &'a Covered, key: &str) -> Option<&'a str> {
    keys(covered.wording.as_str()).find(|(found, _)| *found == key).map(|(_, words)| words)
}

/// One key of a promise that differs from what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// The goal or requirement.
    pub name: Reference,
    /// The key.
    pub key: String,
    /// The signed value; none if there was none.
    pub signed: Option<String>,
    /// The current value; none if it was removed.
    pub now: Option<String>,
}

/// How the promises of a cycle differ from a signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// Not covered by the signature.
    pub added: Vec<Reference>,
    /// Differs from what was signed, key by key.
    pub changed: Vec<KeyChange>,
    /// Signed, and gone or dropped now.
    pub gone: Vec<String>,
    /// Signed, and unreadable now.
    pub unread: Vec<String>,
}

/// The differences from a signature, without additions of later cycles.
pub fn drift(engagement: &Engagement, signoff: &Signoff, cycle: u32) -> Drift {
    let delta = promise::delta(engagement, signoff);
    let came = |name: &Reference| is_by_end_of(engagement, cycle, name);
    let changed_by_then = |name: &Reference| match engagement.records.get(name) {
        Some(Record::Requirement(requirement)) => {
            let mut later = requirement.changes.iter().filter(|change| change.on > signoff.on).peekable();
            later.peek().is_none() || later.any(|change| by_end_of(engagement, cycle, change.on))
        }
        _ => true,
    };
    Drift {
        added: delta.added.into_iter().filter(came).collect(),
        changed: delta
            .changed
            .iter()
            .filter(|name| changed_by_then(name))
            .flat_map(|name| changed(engagement, signoff, name))
            .collect(),
        gone: delta.gone,
        unread: delta.unread,
    }
}

/// The signed requirements with a recorded change after the signature, by the end of a cycle.
pub fn changed_since(engagement: &Engagement, signoff: &Signoff, cycle: u32) -> Vec<String> {
    let later = |one: &Requirement| {
        let mut days = one.changes.iter().map(|change| change.on);
        one.status != Some(Status::Dropped) && days.any(|day| day > signoff.on && by_end_of(engagement, cycle, day))
    };
    let changed = engagement.all::<Requirement>().filter(|(_, one)| later(one)).map(|(name, _)| name.to_string());
    changed.filter(|name| signoff.covers.contains_key(name)).collect()
}

/// The keys at which a promise differs; all of it if only the digest differs.
fn changed(engagement: &Engagement, signoff: &Signoff, name: &Reference) -> Vec<KeyChange> {
    let covered = signoff.covers.get(&name.to_string());
    let now = engagement.records.get(name).and_then(|record| promise::in_record(name, record));
    let (Some(covered), Some(now)) = (covered, now) else { return vec![] };
    let (was, is): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (keys(covered.wording.as_str()).collect(), keys(&now.wording).collect());
    let differs = |key: &&str| was.get(key) != is.get(key);
    let owned = |words: Option<&&str>| words.map(|words| (*words).to_owned());
    let row = |key: &str| KeyChange {
        name: name.clone(),
        key: key.to_owned(),
        signed: owned(was.get(key)),
        now: owned(is.get(key)),
    };
    let mut order: Vec<_> = keys(&now.wording).map(|(key, _)| key).collect();
    order.extend(was.keys().filter(|key| !is.contains_key(*key)));
    let rows: Vec<_> = order.into_iter().filter(differs).map(row).collect();
    if !rows.is_empty() {
        return rows;
    }
    let digest = |hash: &str| Some(hash.to_owned());
    let (signed, now) = (digest(covered.hash.as_str()), digest(&promise::Promise::hash(&now)));
    vec![KeyChange { name: name.clone(), key: "digest".to_owned(), signed, now }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-2/01-hypothesis": "2026-05-01"},
                "records": {"people/ana": {}, "signoffs/2026-05-05-scope-aaaa": {}, "signoffs/2026-03-05-scope-aaaa": {"covers": {
                  "requirements/a": {"hash": "00", "wording": "statement: by year\nclass: user\npriority: 2"},
                  "requirements/b": {"hash": "00", "wording": "statement: b\nclass: user"},
                  "requirements/c": {"hash": "00", "wording": "statement: in print\nclass: user"},
                  "requirements/d": {"hash": "00", "wording": "statement: gone"}}},
                "requirements/a": {"acceptance": "ten of ten", "changes": [{"on": "2026-03-10", "what": "a"}]},
                "requirements/b": {}, "requirements/c": {"changes": [{"on": "2026-05-02", "what": "c"}]},
                "goals/e": {"committed": "2026-03-20"}, "goals/f": {"committed": "2026-05-01"}}}"#,
        )
    }

    #[test]
    fn what_differs_is_told_key_by_key_and_what_came_in_the_next_cycle_is_left_to_its_report() {
        let engagement = engagement();
        let drift = |cycle| drift(&engagement, in_force(&engagement, 1).unwrap(), cycle);
        let changed = |cycle| -> Vec<String> {
            let shown = |text: &Option<String>| text.clone().unwrap_or_default();
            let row =
                |row: &KeyChange| format!("{} {}: {} > {}", row.name, row.key, shown(&row.signed), shown(&row.now));
            drift(cycle).changed.iter().map(row).filter(|row| !row.contains("digest")).collect()
        };
        let in_the_first = [
            "requirements/a statement: by year > a",
            "requirements/a acceptance:  > ten of ten",
            "requirements/a priority: 2 > ",
        ];
        assert_eq!(changed(1), in_the_first);
        assert_eq!(changed(2)[3..], ["requirements/c statement: in print > c"]);
        let drifted = drift(1);
        let digest: Vec<_> = drifted.changed.iter().filter(|row| row.key == "digest").collect();
        assert!(matches!(digest.as_slice(), [row] if row.name.to_string() == "requirements/b"));
        assert_eq!(drifted.gone, ["requirements/d"]);
        let added = |cycle| drift(cycle).added.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!([1, 2].map(added), [vec!["goals/e"], vec!["goals/e", "goals/f"]]);
    }

    #[test]
    fn the_signature_in_force_is_the_latest_by_the_end_of_the_cycle() {
        let engagement = engagement();
        let on = |cycle| in_force(&engagement, cycle).unwrap().on.to_string();
        assert_eq!([1, 2].map(on), ["2026-03-05", "2026-05-05"]);
        assert_eq!(first(&engagement, 2).unwrap().to_string(), "2026-03-05");
        let first = |name: &str| first_wording(&engagement, 2, &name.parse().unwrap());
        assert_eq!(first("requirements/a").and_then(|covered| signed(covered, "statement")), Some("by year"));
        assert!(first("goals/e").is_none());
    }
}
