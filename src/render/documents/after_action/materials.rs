//! Single lines of spend, notes, materials we hold, and accepted exceptions.

use crate::check::Check;
use crate::model::allowance::Allowance;
use crate::model::finding::Level;
use crate::render::attention;
use crate::render::documents::prelude::*;

view! {
    /// Material of the customer's or ours.
    pub struct ArtifactView {
        /// What it is, in words.
        what: String,
        /// What kind of thing it is.
        class: String,
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// Where it is kept.
        kept_at: String,
        /// Who allowed it to leave.
        cleared_by: String,
    }
}

/// The materials of a cycle.
pub fn artifacts(engagement: &Engagement, cycle: u32) -> Vec<ArtifactView> {
    let artifact = |artifact: &Artifact| ArtifactView {
        what: artifact.what.one_line(),
        class: artifact.class.to_string(),
        on_iso: artifact.on,
        kept_at: line(artifact.kept_at.as_ref()),
        cleared_by: cleared(engagement, artifact),
    };
    engagement.in_cycle::<Artifact>(cycle).map(|(_, brought)| artifact(brought)).collect()
}

/// Who allowed it to leave, else why no permission was needed.
fn cleared(engagement: &Engagement, artifact: &Artifact) -> String {
    let allowance = artifact.allow.iter().find(|allowance| allowance.check.as_str() == "artifact-uncleared");
    match (&artifact.cleared_by, allowance) {
        (None, Some(allowance)) => allowance
            .because
            .as_ref()
            .map_or_else(|| "allowed without a reason".to_owned(), |why| format!("allowed: {}", why.one_line())),
        (person, _) => name(engagement, person.as_ref()),
    }
}

view! {
    /// A single line of spend.
    pub struct SpendLine {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// What it was for.
        what: String,
        /// Who spent it.
        who: String,
        /// What kind of spend.
        category: &'static str,
        /// How many hours were worked.
        hours: String,
        /// How much, with its currency and cents; a refund is negative.
        amount: String,
        /// Where the receipt is.
        receipt: String,
        /// The account or order it is charged to, if not all lines are charged to the same.
        charge_to: String,
    }

    /// A note of the team.
    pub struct NoteView {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// What it says.
        text: String,
        /// The person it concerns.
        who: String,
    }
}

/// Each line of spend of a cycle, by day, and the one account that all of them are charged to, if there is one.
pub fn spend_lines(engagement: &Engagement, cycle: u32) -> (Vec<SpendLine>, String) {
    let line_of = |spend: &Spend| SpendLine {
        on_iso: spend.on,
        what: spend.what.one_line(),
        who: name(engagement, spend.who.as_ref()),
        category: spend.category.map(Category::word).unwrap_or_default(),
        hours: spend.hours.map(Amount::plain).unwrap_or_default(),
        amount: format!("{} {}", spend.currency, wording::cents(spend.amount)),
        receipt: line(spend.receipt.as_ref()),
        charge_to: line(spend.charge_to.as_ref()),
    };
    let mut lines: Vec<_> = engagement.in_cycle::<Spend>(cycle).map(|(_, spend)| line_of(spend)).collect();
    let first = lines.first().map(|line| line.charge_to.clone()).unwrap_or_default();
    if !lines.iter().all(|line| line.charge_to == first) {
        return (lines, String::new());
    }
    for line in &mut lines {
        line.charge_to.clear();
    }
    (lines, first)
}

/// The notes of a cycle, by day.
pub fn notes(engagement: &Engagement, cycle: u32) -> Vec<NoteView> {
    let note = |note: &Note| NoteView {
        on_iso: note.on,
        text: line((&note.text).into()),
        who: name(engagement, note.who.as_ref()),
    };
    engagement.in_cycle::<Note>(cycle).map(|(_, one)| note(one)).collect()
}

view! {
    /// A finding somebody allowed.
    pub struct Allowed {
        /// The record that has the finding, or every engagement of the workspace.
        record: String,
        /// What the check finds, with its level where the workspace lowers it.
        check: String,
        /// The reason given.
        because: String,
    }
}

/// The exceptions accepted in the charter, a cycle and its records, and the checks that the workspace lowers.
pub fn allowed(engagement: &Engagement, settings: &Settings, cycle: u32) -> Vec<Allowed> {
    let entries = engagement.entries_in(cycle).map(|entry| entry.id.reference());
    let records =
        engagement.records.iter().filter(|(_, record)| engagement.cycle_of(record).is_none_or(|at| at == cycle));
    let all = [Reference::Engagement].into_iter().chain(entries).chain([Reference::Pace(cycle)]);
    let all = all.chain(records.map(|(name, _)| name.clone()));
    all.flat_map(|record| allowed_in(engagement, &record)).chain(lowered(settings)).collect()
}

fn allowed_in(engagement: &Engagement, record: &Reference) -> Vec<Allowed> {
    let row = |allowance: &Allowance| Allowed {
        record: wording::record(engagement, record),
        check: attention::of_check(&allowance.check.one_line()),
        because: line(allowance.because.as_ref()),
    };
    engagement.allowed(record).iter().map(row).collect()
}

/// The checks that the workspace turned off or lowers.
fn lowered(settings: &Settings) -> impl Iterator<Item = Allowed> {
    let set = settings.checks.iter().filter_map(|(id, setting)| Some((Check::named(id)?, setting.because.as_ref())));
    set.filter_map(|(check, because)| {
        let level = match check.level_in(settings) {
            level if level >= check.level => return None,
            Level::Off => "off".to_owned(),
            level => format!("{level} instead of {}", check.level),
        };
        let record = "every engagement of this workspace".to_owned();
        Some(Allowed { record, check: format!("{}: {level}", attention::of_check(check.id)), because: line(because) })
    })
}
