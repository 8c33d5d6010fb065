//! Licences and sources of everything that is built in, held against the lists of `deny.toml`.
//!
//! `cargo deny check` tells more, and takes minutes to install; this much holds in every `cargo test`.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The words between quotation marks in a list of `deny.toml`.
fn list(name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let from = text.find(&format!("\n{name} = [")).unwrap();
    let list = text[from..].split_once(']').unwrap().0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every package that the lock file names, as cargo tells of it.
fn packages() -> Vec<serde_json::Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    told["packages"].as_array().unwrap().clone()
}

/// Whether a licence can be taken in one of the allowed ones: all of the parts of one of its alternatives.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    let is_one = |part: &str| match part.strip_prefix('(').and_then(|part| part.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.iter().any(|known| known == part),
    };
    parts(&licence, " OR ").iter().any(|one| parts(one, " AND ").iter().all(|part| is_one(part.trim())))
}

/// An expression cut at a word outside its brackets.
fn parts<'a>(expression: &'a str, word: &str) -> Vec<&'a str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in expression.char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 && at >= from && expression[at..].starts_with(word) {
            parts.push(&expression[from..at]);
            from = at + word.len();
        }
    }
    parts.push(&expression[from..]);
    parts
}

#[test]
fn every_package_has_a_licence_that_is_allowed() {
    let allowed = list("allow");
    assert!(allowed.len() > 3, "{allowed:?}");
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_allowed(licence, &allowed), "{} is under {licence}", package["name"]);
    }
}

#[test]
fn every_package_comes_from_a_source_that_is_allowed() {
    let allowed = list("allow-registry");
    for package in packages() {
        let Some(source) = package["source"].as_str() else {
            assert_eq!(package["name"], "engage", "only the program itself lies here");
            continue;
        };
        let known = allowed.iter().any(|registry| source == format!("registry+{registry}"));
        assert!(known, "{} comes from {source}", package["name"]);
    }
}

#[test]
fn a_licence_is_allowed_by_one_of_its_alternatives_and_all_of_its_parts() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned);
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "MIT AND (X OR MIT)",
        "MIT OR X AND Y",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "GPL-3.0 AND MIT", "(X OR Y) AND MIT", "none", "", "MIT-0", "MIT WITH x"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}
