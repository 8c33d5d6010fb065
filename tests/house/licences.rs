//! Licences of all dependencies, compared with the list of `deny.toml`, and their sources.
//!
//! `cargo deny check` checks more, but takes minutes to install; this part runs in every `cargo test`.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let from = text.find("\nallow = [").unwrap();
    let list = text[from..].split_once(']').unwrap().0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every package in the lock file, from cargo's metadata.
fn packages() -> Vec<serde_json::Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether each part of a licence has an allowed alternative.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    let is_one =
        |part: &str| part.trim_matches(['(', ')']).split(" OR ").any(|one| allowed.iter().any(|a| a == one.trim()));
    licence.split(" AND ").all(is_one)
}

#[test]
fn every_package_has_a_licence_that_is_allowed() {
    let allowed = allowed();
    assert!(allowed.len() > 3, "{allowed:?}");
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_allowed(licence, &allowed), "{} is under {licence}", package["name"]);
    }
}

#[test]
fn every_package_comes_from_crates_io() {
    for package in packages() {
        let Some(source) = package["source"].as_str() else {
            assert_eq!(package["name"], "engage", "only the program itself lies here");
            continue;
        };
        assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{}", package["name"]);
    }
}
