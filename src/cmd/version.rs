//! `engage --version --verbose`: what was built, from what and for what.

use crate::model::charter::SCHEMA;

/// The lines, like those of `rustc -vV`. The commit is known if the build was told it, as releases are.
pub fn verbose() -> String {
    let lines = [
        ("release", env!("CARGO_PKG_VERSION").to_owned()),
        ("commit", option_env!("ENGAGE_COMMIT").unwrap_or("unknown").to_owned()),
        ("target", env!("ENGAGE_TARGET").to_owned()),
        ("profile", env!("ENGAGE_PROFILE").to_owned()),
        ("compiler", env!("ENGAGE_RUSTC").to_owned()),
        ("schema of records", SCHEMA.to_string()),
        ("schema of --json", super::output::SCHEMA_VERSION.to_string()),
    ];
    let lines = lines.iter().map(|(name, value)| format!("{name}: {value}\n"));
    format!("engage {}\n{}", env!("CARGO_PKG_VERSION"), lines.collect::<String>())
}
