//! A secret that got into the record is told of, and is never said again.

use std::fs;
use std::path::Path;

use crate::scene;
use crate::scene::workspace;

/// What a command prints, on both streams.
fn engage(folder: &Path, arguments: &[&str]) -> String {
    let output = scene::command(folder).args(arguments).env("ENGAGE_TODAY", "2026-03-12").output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    said
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join("engagements/harbor-search").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Put together here, so that no scanner takes this file for what it looks for.
fn token() -> String {
    format!("ghp_{}", "Ab3".repeat(12))
}

/// All that reads the record and says something of what is wrong with it.
const SAYS: &[&[&str]] = &[
    &["check"],
    &["check", "--json"],
    &["check", "--format", "github"],
    &["check", "--format", "gitlab"],
    &["status", "harbor-search"],
    &["status", "harbor-search", "--json"],
    &["status"],
    &["list"],
];

#[test]
fn the_name_of_a_new_record_is_made_without_it() {
    let folder = workspace();
    let secret = "hunter2secret99";
    let words = format!("password: {secret}");
    for kind in [&["note"][..], &["requirement", "--class", "technical"], &["artifact", "--class", "data"]] {
        let mut arguments = vec!["add", kind[0], &words, "--force"];
        arguments.extend(&kind[1..]);
        let said = engage(folder.path(), &arguments);
        assert!(!said.contains("error"), "{said}");
        assert!(!said.contains(secret), "{said}");
    }
    let said = engage(folder.path(), &["add", "requirement", &token(), "--class", "technical", "--force"]);
    assert!(said.contains("[a GitHub token of 40 characters]` makes no name"), "{said}");
    let said = engage(folder.path(), &["check"]);
    assert_eq!(said.matches("[secret-in-record]").count(), 3, "{said}");
    assert!(!said.contains(secret), "{said}");
}

#[test]
fn no_finding_says_it() {
    let folder = workspace();
    let token = token();
    let action = format!("what: Rotate {token} today\nraised: 2026-03-01\ndue: 2026-03-02\nowner: ana\n");
    write(folder.path(), "actions/2026-03-01-a-aaaa.yaml", &action);
    let requirement = format!("statement: The key {token} works\nclass: technical\nfrom: ana\n");
    write(folder.path(), "requirements/r.yaml", &requirement);
    for arguments in SAYS {
        let said = engage(folder.path(), arguments);
        assert!(!said.contains(&token), "{arguments:?}: {said}");
    }
    assert!(engage(folder.path(), &["check"]).contains("Rotate [a GitHub token of 40 characters] today"));
}

#[test]
fn no_error_about_a_file_says_it() {
    let token = token();
    for text in [
        format!("on: {token}\ntext: a\n"),
        format!("on: 2026-03-01\ntext: a\n{token}: b\n"),
        format!("on: 2026-03-01\ntext: a\nabout: {token}\n"),
        format!("on: 2026-03-01\ntext: a\nwifi: [x  # token: {token}\n"),
    ] {
        let folder = workspace();
        write(folder.path(), "notes/2026-03-01-a-aaaa.yaml", &text);
        for arguments in SAYS {
            let said = engage(folder.path(), arguments);
            assert!(!said.contains(&token), "{arguments:?}: {said}");
        }
        let said = engage(folder.path(), &["check"]);
        assert!(said.contains("holds what looks like a GitHub token (40 characters) [secret-in-record]"), "{said}");
    }
}

#[test]
fn no_line_of_a_private_key_is_shown() {
    let folder = workspace();
    let key = ["MIIEvQIBADANBgkqhkiG9w0BAQEF", "AASCBKcwggSjAgEAAoIBAQDb6g1x"];
    let title = "PRIVATE KEY-----";
    let text = format!("on: 2026-03-01\ntext: a\n-----BEGIN {title}\n{}\n{}\n-----END {title}\n", key[0], key[1]);
    for text in [&text, &text.replace("-----BEGIN", "who: |\n  -----BEGIN")] {
        write(folder.path(), "notes/2026-03-01-a-aaaa.yaml", text);
        for arguments in SAYS {
            let said = engage(folder.path(), arguments);
            assert!(!key.iter().any(|line| said.contains(line)), "{arguments:?}: {said}");
        }
        assert!(engage(folder.path(), &["check"]).contains("looks like a private key (57 characters)"));
    }
}

#[test]
fn comments_and_settings_are_looked_at_by_check_and_by_nothing_else() {
    let folder = workspace();
    let token = token();
    write(folder.path(), "notes/2026-03-01-a-aaaa.yaml", &format!("# {token}\non: 2026-03-01\ntext: a\n"));
    fs::write(folder.path().join("engage.yaml"), format!("# {token}\ncadence: 7\n")).unwrap();
    let said = engage(folder.path(), &["check", "--only", "secret-in-record"]);
    let mend = "take it out, and change it where it is used: git keeps it";
    assert_eq!(
        said,
        format!(
            "engage.yaml:1:3: warning: the file holds what looks like a GitHub token (40 characters) \
             [secret-in-record]\n    {mend}\n\
             engagements/harbor-search/notes/2026-03-01-a-aaaa.yaml:1:3: warning: a comment holds what looks like a \
             GitHub token (40 characters) [secret-in-record]\n    \
             engage edit notes/2026-03-01-a-aaaa -e harbor-search   # {mend}\n2 warnings\n"
        )
    );
    assert!(!engage(folder.path(), &["status", "harbor-search"]).contains("warning: engagements"));
}

#[test]
fn a_badly_named_file_is_told_once() {
    let folder = workspace();
    let text = "on: 2026-03-01\ntext: a\n";
    for name in ["notes/con.yaml", "people/Ana.yaml"] {
        write(folder.path(), name, text);
    }
    write(folder.path(), "people/ana.yaml", "name: Ana\nside: customer\n");
    let said = engage(folder.path(), &["check", "--format", "text"]);
    let told: Vec<_> = said.lines().filter(|line| line.contains(": error: ")).collect();
    assert_eq!(told.len(), 2, "{said}");
    assert!(told[0].ends_with("[name-unportable]") && told[1].ends_with("[name-collision]"), "{said}");
    assert!(engage(folder.path(), &["check", "--only", "unreadable"]).contains("con.yaml: error: is not named as"));
}
