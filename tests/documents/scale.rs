//! The engagements that the benchmark generates are valid for `engage`: every file is a record
//! of the model, the same number gives the same bytes, and they cover every step.

#[path = "../../benches/scale/generate.rs"]
mod generate;

use std::collections::BTreeSet;

use engage::model::field::{self, Fields as _, Path};
use engage::model::pace::Pace;
use engage::model::record::Kind;
use engage::model::reference::Reference;
use engage::store::yaml::read;
use generate::Generated;

/// Enough to cover every shape of the generator.
const SAMPLE: u64 = 300;

fn sample() -> impl Iterator<Item = Generated> {
    (0..SAMPLE).map(generate::engagement)
}

/// The same, and one of the engagements with many records.
fn with_a_long_one() -> impl Iterator<Item = Generated> {
    sample().chain([generate::long(3)])
}

#[test]
fn every_file_is_a_record_of_the_model() {
    for engagement in with_a_long_one() {
        for (path, text) in &engagement.files {
            let reference = path.trim_end_matches(".yaml").parse().unwrap();
            if let Err(fault) = read::check(&reference, text.as_bytes()) {
                panic!("{}/{path}: {fault:?}\n{text}", engagement.id);
            }
        }
    }
}

#[test]
fn every_reference_leads_to_a_file() {
    for engagement in with_a_long_one() {
        let names: BTreeSet<_> = engagement.files.iter().map(|(path, _)| path.trim_end_matches(".yaml")).collect();
        for (path, text) in &engagement.files {
            let links = links(path.trim_end_matches(".yaml"), text);
            let dangling = links.iter().find(|target| !names.contains(target.as_str()));
            assert_eq!(dangling, None, "{}/{path}", engagement.id);
        }
    }
}

fn links(name: &str, text: &str) -> Vec<String> {
    let links = match name.parse().unwrap() {
        Reference::Record(kind, _) => read::record(kind, text.as_bytes()).unwrap().links(),
        Reference::Entry(entry) => read::entry(entry, text.as_bytes()).unwrap().links(),
        Reference::Pace(_) => {
            let pace: Pace = read::file(text.as_bytes()).unwrap();
            field::links(&|visit| pace.leaves(Path::Root, visit))
        }
        _ => vec![],
    };
    links.iter().map(|link| link.target.to_string()).collect()
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
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Signoff) {
        assert!(files.iter().any(|path| path.starts_with(&format!("{}/", kind.folder()))), "{}", kind.folder());
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
