//! The samples' documents exist beside their records, and are current: those that were due at a step the
//! walk reached, and the portfolio.
//!
//! `engage report DOCUMENT ENGAGEMENT` regenerates one (`--force` if it was edited); review it before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scene;
use engage::model::date::Date;
use engage::model::engagement::Engagement;
use engage::model::entry::Answers;
use engage::model::record::Record;
use engage::model::step::Step;
use engage::render::DOCUMENTS;
use engage::store::load;
use engage::store::workspace::Workspace;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What `engage report` would do: the path of the document, and whether it is current.
fn report(operands: &[&str]) -> (String, bool) {
    // a document is current on any day
    let mut report = scene::command(&root());
    let ran =
        report.env_remove("ENGAGE_TODAY").args(["report", "--dry-run", "--force"]).args(operands).output().unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success(), "{operands:?}: {stderr}");
    let path = stderr.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    (path, stderr.contains(" is already up to date: "))
}

/// The documents due so far in an engagement, by name; after its end no workshop is planned any more,
/// and there is no handover if nothing was installed.
fn due(id: &str) -> Vec<&'static str> {
    let workspace = Workspace::open(&root(), &root());
    let (engagement, unread) = load::engagement(&workspace, &id.parse().unwrap());
    assert!(unread.is_empty(), "{unread:?}");
    let came_to = |step: &Step| engagement.walk.iter().any(|entry| entry.step == *step);
    let ends = |step: &Step| *step == Step::PlanNext && !engagement.is_open();
    let due = DOCUMENTS.iter().filter(|document| document.due.iter().any(|step| came_to(step) || ends(step)));
    let installed = |answers: &Answers| matches!(answers, Answers::Onsite(onsite) if onsite.installed.is_some());
    let is_installed = engagement.entries.values().any(|entry| installed(&entry.answers));
    let stands = |name: &&str| match *name {
        "workshop" => engagement.is_open(),
        "handover" => engagement.is_open() || is_installed,
        _ => true,
    };
    let weekly = (is_installed && engagement.is_open()).then_some("weekly");
    due.map(|document| document.name).filter(stands).chain(weekly).collect()
}

fn samples() -> Vec<String> {
    let folders = fs::read_dir(root().join("engagements")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn files(folder: &Path) -> impl Iterator<Item = String> {
    let shown = |path: PathBuf| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    fs::read_dir(folder).into_iter().flatten().map(move |entry| shown(entry.unwrap().path()))
}

#[test]
fn the_samples_documents_are_current_and_there_is_no_other() {
    let mut stale = Vec::new();
    for id in samples() {
        let mut unclaimed: BTreeSet<_> = files(&root().join("engagements").join(&id).join("documents")).collect();
        for name in due(&id) {
            let (path, is_current) = report(&[name, &id]);
            if !is_current || !unclaimed.remove(&path) {
                stale.push(format!("{path}: engage report {name} {id}"));
            }
        }
        stale.extend(unclaimed.into_iter().map(|path| format!("{path}: no such document is due")));
    }
    for name in ["portfolio", "product-gaps"].into_iter().filter(|name| !report(&[name]).1) {
        stale.push(format!("engagements/{name}.md: engage report {name}"));
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn the_samples_are_clean_on_their_last_day_or_allow_with_a_reason() {
    let ran = scene::command(&root())
        .args(["check", "--fail-on", "advice"])
        .env("ENGAGE_TODAY", "2026-05-15")
        .output()
        .unwrap();
    let printed = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!((printed, ran.status.code()), ([String::new(), String::new()], Some(0)));
}

/// The days in a text, in English or German words: `9 April 2026`, `9. April 2026`.
fn days(text: &str) -> Vec<Date> {
    const MONTHS: [&str; 2] = [
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ];
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let day = |three: &[&str]| {
        let in_language = |months: &&str| months.split(' ').position(|month| month == three[1]);
        let month = MONTHS.iter().find_map(in_language)?;
        Date::from_parts(three[2].parse().ok()?, u32::try_from(month).ok()? + 1, three[0].parse().ok()?)
    };
    words.windows(3).filter_map(day).collect()
}

/// The planned days of an engagement: when something is due, begins, ends or goes back.
fn planned(engagement: &Engagement) -> BTreeSet<Date> {
    let of_record = |record: &Record| match record {
        Record::Goal(goal) => vec![goal.due],
        Record::Action(action) => vec![action.due, action.start],
        Record::Artifact(artifact) => vec![artifact.return_by],
        _ => vec![],
    };
    let of_entry = |answers: &Answers| match answers {
        Answers::Dev(dev) => dev.trip.iter().flat_map(|trip| [trip.from, trip.to]).collect(),
        Answers::PlanNext(plan) => vec![plan.next],
        _ => vec![],
    };
    let promised = engagement.charter.iter().flat_map(|charter| {
        let forecast = charter.forecast.iter().flat_map(|forecast| [forecast.next_demo, forecast.ends]);
        let deliverables = charter.deliverables.iter().map(|one| one.due);
        let ends = charter.contract.as_ref().and_then(|contract| contract.ends);
        deliverables.chain(forecast).chain([ends]).flatten()
    });
    let records = engagement.records.values().flat_map(of_record).flatten();
    records
        .chain(engagement.entries.values().flat_map(|entry| of_entry(&entry.answers)).flatten())
        .chain(promised)
        .collect()
}

#[test]
fn a_samples_document_tells_of_nothing_after_its_day_but_what_is_planned() {
    let workspace = Workspace::open(&root(), &root());
    let mut read = 0;
    for id in samples() {
        let (engagement, _) = load::engagement(&workspace, &id.parse().unwrap());
        let planned = planned(&engagement);
        for path in files(&root().join("engagements").join(&id).join("documents")) {
            let text = fs::read_to_string(root().join(&path)).unwrap();
            let lines = text.lines().filter_map(|line| {
                let from = ["As of ", "Stand ", "Week to ", "Woche bis "];
                from.iter().find_map(|from| line.split_once(from)).and_then(|(_, rest)| days(rest).first().copied())
            });
            let stated: Vec<_> = lines.collect();
            assert_eq!(stated.len(), 1, "{path} states its day once: {stated:?}");
            let later: Vec<_> =
                days(&text).into_iter().filter(|day| *day > stated[0] && !planned.contains(day)).collect();
            assert!(later.is_empty(), "{path}, of {}, tells of {later:?}", stated[0]);
            read += 1;
        }
    }
    assert!(read > 10, "{read} documents");
}
