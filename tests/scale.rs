//! The engagements that the benchmark generates are such as `engage` reads: every file is a record
//! of the model, the same number gives the same bytes, and they stand at every step.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test that reads it")]

#[path = "../benches/scale/generate.rs"]
mod generate;

use std::collections::BTreeSet;

use engage::model::charter::Charter;
use engage::model::entry::{Common, Entry};
use engage::model::field::Fields;
use engage::model::pace::Pace;
use engage::model::record::{Kind, Outcome};
use engage::model::reference::{Link, Reference};
use generate::Engagement;
use serde::de::DeserializeSeed;
use serde_yaml::Deserializer;

/// Enough to meet every shape that the generator makes.
const SAMPLE: u64 = 300;

fn sample() -> impl Iterator<Item = Engagement> {
    (0..SAMPLE).map(generate::engagement)
}

#[test]
fn every_file_is_a_record_of_the_model() {
    for engagement in sample() {
        for (path, text) in &engagement.files {
            if let Err(error) = read(path.trim_end_matches(".yaml"), text) {
                panic!("{}/{path}: {error}\n{text}", engagement.id);
            }
        }
    }
}

#[test]
fn every_reference_leads_to_a_file() {
    for engagement in sample() {
        let names: BTreeSet<_> = engagement.files.iter().map(|(path, _)| path.trim_end_matches(".yaml")).collect();
        for (path, text) in &engagement.files {
            let links = links(path.trim_end_matches(".yaml"), text);
            let dangling = links.iter().find(|target| !names.contains(target.as_str()));
            assert_eq!(dangling, None, "{}/{path}", engagement.id);
        }
    }
}

fn links(name: &str, text: &str) -> Vec<String> {
    let mut links = Vec::new();
    match name.parse().unwrap() {
        Reference::Record(kind, _) => links = kind.deserialize(Deserializer::from_str(text)).unwrap().links(),
        Reference::Entry(entry) => {
            entry.step.deserialize(Deserializer::from_str(text)).unwrap().links(&mut links);
            links.extend(
                serde_yaml::from_str::<Common>(text)
                    .unwrap()
                    .from
                    .map(|from| Link { key: "from".to_owned(), target: from.reference() }),
            );
        }
        Reference::Pace(_) => serde_yaml::from_str::<Pace>(text).unwrap().links("", &mut links),
        _ => {}
    }
    links.iter().map(|link| link.target.to_string()).collect()
}

fn read(name: &str, text: &str) -> Result<(), String> {
    let refused = |error: serde_yaml::Error| error.to_string();
    match name.parse::<Reference>()? {
        Reference::Engagement => serde_yaml::from_str::<Charter>(text).map(drop).map_err(refused),
        Reference::Pace(_) => serde_yaml::from_str::<Pace>(text).map(drop).map_err(refused),
        Reference::Outcome(..) => serde_yaml::from_str::<Outcome>(text).map(drop).map_err(refused),
        Reference::Record(kind, _) => kind.deserialize(Deserializer::from_str(text)).map(drop).map_err(refused),
        Reference::Entry(entry) => {
            entry.step.deserialize(Deserializer::from_str(text)).map_err(refused)?;
            serde_yaml::from_str::<Common>(text).map_err(refused)?;
            let known: Vec<_> = Entry::fields(entry.step).iter().map(|field| field.name).collect();
            let keys: serde_yaml::Mapping = serde_yaml::from_str(text).map_err(refused)?;
            let unknown = keys.keys().find(|key| !known.contains(&key.as_str().unwrap_or_default()));
            unknown.map_or(Ok(()), |key| Err(format!("unknown key {key:?}")))
        }
    }
}

#[test]
fn every_engagement_has_fifteen_files_of_their_own_names() {
    for engagement in sample() {
        let names: BTreeSet<_> = engagement.files.iter().map(|(path, _)| path).collect();
        assert_eq!((engagement.files.len(), names.len()), (generate::FILES, generate::FILES), "{}", engagement.id);
        assert!(engagement.id.parse::<engage::model::slug::Slug>().is_ok(), "{}", engagement.id);
    }
}

#[test]
fn the_same_number_gives_the_same_bytes_and_another_number_others() {
    let [first, again, other] = [7, 7, 8].map(generate::engagement);
    assert_eq!(first.files, again.files);
    assert_ne!(first.files, other.files);
}

#[test]
fn all_steps_all_kinds_and_both_ends_are_met() {
    let files: BTreeSet<_> = sample().flat_map(|engagement| engagement.files).map(|(path, _)| path).collect();
    for place in ["cycle-1/09-plan-next", "cycle-1/08-dev", "cycle-2/01-hypothesis", "cycle-1/pace"] {
        assert!(files.contains(&format!("{place}.yaml")), "{place}");
    }
    for end in ["outcomes/01-called-off.yaml", "outcomes/01-completed.yaml"] {
        assert!(files.contains(end), "{end}");
    }
    for kind in engage::model::record::ROWS.iter().filter(|row| row.kind != Kind::Signoff) {
        assert!(files.iter().any(|path| path.starts_with(&format!("{}/", kind.folder))), "{}", kind.folder);
    }
}

#[test]
fn a_workspace_lies_in_its_folders() {
    let folder = tempfile::tempdir().unwrap();
    generate::workspace(folder.path(), 3).unwrap();
    let one = generate::engagement(2);
    for (path, text) in &one.files {
        let file = folder.path().join("engagements").join(&one.id).join(path);
        assert_eq!(&std::fs::read_to_string(file).unwrap(), text);
    }
    assert!(folder.path().join("engage.yaml").is_file());
}
