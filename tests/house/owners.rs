//! The owner words: each tool of the outside world stands in its one place.

use super::paths::named;
use super::source::Source;

/// What only one place may name. A place that ends in `/` is a folder.
struct Owned {
    what: &'static str,
    /// Paths, by their first parts: `std::fs` covers `std::fs::File`.
    paths: &'static [&'static str],
    /// Names anywhere in a path: `Instant` covers `time::Instant::now`.
    names: &'static [&'static str],
    /// Code as it stands: calls and macros.
    words: &'static [&'static str],
    places: &'static [&'static str],
}

const OWNED: &[Owned] = &[
    Owned {
        what: "arguments",
        paths: &["clap", "clap_complete", "clap_mangen"],
        names: &[],
        words: &[],
        places: &["src/cmd/"],
    },
    Owned { what: "the environment", paths: &["std::env"], names: &[], words: &[], places: &["src/cmd/context.rs"] },
    Owned {
        what: "the file system",
        paths: &["std::fs", "tempfile"],
        names: &[],
        words: &[
            "read_dir(",
            ".exists()",
            ".try_exists()",
            ".is_file()",
            ".is_dir()",
            ".is_symlink()",
            ".canonicalize()",
            ".metadata()",
            ".symlink_metadata()",
            ".read_link()",
        ],
        places: &["src/store/"],
    },
    Owned { what: "YAML", paths: &["serde_yaml", "saphyr_parser"], names: &[], words: &[], places: &["src/store/"] },
    Owned { what: "templates", paths: &["tera"], names: &[], words: &[], places: &["src/render/"] },
    Owned {
        what: "dates",
        paths: &["chrono"],
        names: &[],
        words: &[],
        places: &["src/model/date.rs", "src/cmd/context.rs"],
    },
    Owned {
        what: "the clock",
        paths: &[],
        names: &["Local", "SystemTime", "Instant"],
        words: &[],
        places: &["src/cmd/context.rs"],
    },
    Owned {
        what: "printing",
        paths: &["anstream", "std::io::stdout", "std::io::stderr", "io::stdout", "io::stderr"],
        names: &[],
        words: &["print!", "println!", "eprint!", "eprintln!", "dbg!"],
        places: &["src/cmd/output.rs"],
    },
    Owned {
        what: "standard input",
        paths: &["std::io::stdin", "io::stdin"],
        names: &[],
        words: &[],
        places: &["src/cmd/"],
    },
    Owned {
        what: "starting a program",
        paths: &["std::process::Command", "process::Command", "std::process::Stdio"],
        names: &[],
        words: &["CommandExt"],
        places: &["src/store/git.rs", "src/cmd/terminal/editor.rs"],
    },
    Owned {
        what: "ending the program",
        paths: &["std::process::exit", "process::exit", "std::process::abort", "process::abort"],
        names: &[],
        words: &[],
        places: &[],
    },
];

/// Owner words outside their places.
pub fn owners(files: &[Source]) -> Vec<String> {
    OWNED.iter().flat_map(|owned| files.iter().flat_map(|file| strangers(owned, file))).collect()
}

fn strangers(owned: &Owned, file: &Source) -> Vec<String> {
    if is_in(&file.path, owned.places) {
        return Vec::new();
    }
    let paths = named(file).into_iter().filter(|path| names_it(owned, &path.parts)).map(|path| path.at);
    let words = owned.words.iter().flat_map(|word| Source::finds(&file.code, word));
    let mut found: Vec<_> = paths.chain(words).map(|at| file.line(at)).collect();
    found.sort_unstable();
    found.dedup();
    let place =
        if owned.places.is_empty() { "nowhere".to_owned() } else { format!("in {}", owned.places.join(" and ")) };
    found.iter().map(|line| format!("{}:{line}: {} only {place}", file.path, owned.what)).collect()
}

fn is_in(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path == *place || place.ends_with('/') && path.starts_with(place))
}

fn names_it(owned: &Owned, parts: &[String]) -> bool {
    let begins = |path: &&str| path.split("::").enumerate().all(|(at, part)| parts.get(at).is_some_and(|p| p == part));
    owned.paths.iter().any(begins) || parts.iter().any(|part| owned.names.contains(&part.as_str()))
}

/// Paths spelled outside `store/layout.rs`: a name in a literal that is joined to a path or made one.
pub fn spelling(files: &[Source]) -> Vec<String> {
    let strangers = files.iter().filter(|file| file.path != "src/store/layout.rs");
    strangers.flat_map(|file| SPELLS.iter().flat_map(move |call| spelled(file, call))).collect()
}

/// How a literal becomes a path.
const SPELLS: &[&str] = &[".join(", ".with_file_name(", "Path::new(", "PathBuf::from("];

fn spelled<'a>(file: &'a Source, call: &'a str) -> impl Iterator<Item = String> + 'a {
    Source::finds(&file.spelled, call).filter_map(move |at| {
        let given = file.spelled[at + call.len()..].trim_start().trim_start_matches('&');
        let given = given.strip_prefix("format!(").unwrap_or(given);
        let literal = given.strip_prefix('"')?.split('"').next()?;
        is_name(literal).then(|| format!("{}: `{literal}` is spelled outside store/layout.rs", file.at(at)))
    })
}

/// Whether a literal names a file, and does not part words: `", "`, `"\n"` and `" and "` do that.
fn is_name(literal: &str) -> bool {
    let plain = literal.replace("\\n", " ").replace("\\t", " ");
    plain.trim() == plain && plain.contains(|character: char| character.is_alphanumeric())
}

mod tests {
    use super::super::{assert_finds, assert_holds};
    use super::{Source, owners, spelling};

    #[test]
    fn each_owner_word_stands_in_its_one_place() {
        assert_holds(owners);
    }

    #[test]
    fn paths_are_spelled_in_the_layout_alone() {
        assert_holds(spelling);
    }

    #[test]
    fn a_stranger_is_found() {
        let wrong = [
            ("src/store/load.rs", "use clap::Args;"),
            ("src/cmd/verb/show.rs", "use std::{env, path::Path};"),
            ("src/cmd/verb/report.rs", "fn f() { std::fs::read(); }"),
            ("src/cmd/verb/report.rs", "use std::io::{self, Read}; fn f(p: &Path) { p.is_dir(); }"),
            ("src/render/file.rs", "use std::fs as disk;"),
            ("src/render/file.rs", "use tempfile::NamedTempFile;"),
            ("src/cmd/verb/set.rs", "type V = serde_yaml::Value;"),
            ("src/cmd/verb/edit.rs", "use saphyr_parser::Parser;"),
            ("src/store/save.rs", "use tera::Tera;"),
            ("src/model/walk.rs", "use chrono::NaiveDate;"),
            ("src/insight/pace.rs", "fn f() { std::time::Instant::now(); }"),
            ("src/model/date.rs", "fn f() { Local::now(); }"),
            ("src/store/save.rs", "fn f() { eprintln!(); }"),
            ("src/cmd/failure.rs", "use std::io::{Write, stderr};"),
            ("src/cmd/failure.rs", "fn f() { io::stdout().lock(); }"),
            ("src/cmd/verb/show.rs", "use anstream::stdout;"),
            ("src/store/load.rs", "fn f() { std::io::stdin(); }"),
            ("src/cmd/failure.rs", "fn f() { std::process::exit(1); }"),
            ("src/cmd/context.rs", "fn f() { std::process::Command::new(x); }"),
            ("src/store/load.rs", "use std::process::{self, Command};"),
        ];
        for (path, text) in wrong {
            assert_finds(owners, &[(path, text)], &format!("{path}:1"));
        }
    }

    #[test]
    fn an_owner_in_its_place_is_fine() {
        let fine = [
            ("src/cmd/context.rs", "use std::env; use chrono::Local;"),
            ("src/store/atomic.rs", "use std::fs::File; use tempfile::NamedTempFile;"),
            ("src/cmd/output.rs", "fn f() { anstream::println!(); }"),
            ("src/cmd/verb/report.rs", "const VERSION: &str = env!(\"CARGO_PKG_VERSION\"); fn f() { c.stdout(x); }"),
        ];
        assert_eq!(owners(&fine.map(|(path, text)| Source::new(path, text))), Vec::<String>::new());
    }

    #[test]
    fn a_path_spelled_elsewhere_is_found_and_parted_words_are_not() {
        let wrong = [
            "root.join(\"engagements\")",
            "root.join( &format!(\"cycle-{n}\"))",
            "Path::new(\"engage.yaml\")",
            "PathBuf::from(\".engage\")",
        ];
        for call in wrong {
            assert_finds(spelling, &[("src/store/load.rs", call)], "src/store/load.rs:1");
        }
        let fine = "a.join(\", \"); b.join(\"\\n\"); c.join(\" and \"); d.join(name); e.join(\"::\");";
        assert_eq!(spelling(&[Source::new("src/store/load.rs", fine)]), Vec::<String>::new());
        assert_eq!(spelling(&[Source::new("src/store/layout.rs", wrong[0])]), Vec::<String>::new());
    }
}
