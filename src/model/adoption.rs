//! The adoption levels: which kinds of engagement suit a customer at each level.
//!
//! The built-in levels are those of the customer engagement process; `adoption` in `engage.yaml` replaces
//! the kinds of the levels it names.

use super::entry::Adoption;
use super::settings::Settings;
use super::text::{Text, one_line};

impl Adoption {
    /// Its meaning, one sentence without a full stop.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Curious => "they ask what it is and what it could do for them",
            Self::Exploring => "they look for a use case and what it would take",
            Self::Proving => "they try one use case with their own data and people",
            Self::Operating => "they run one use case and want more",
        }
    }

    /// The kinds of engagement that suit by default.
    pub const fn usual_kinds(self) -> &'static [&'static str] {
        match self {
            Self::Curious => &["discovery workshop"],
            Self::Exploring => &["deeper workshop", "governance workshop"],
            Self::Proving => &[
                "architecture design session",
                "pilot of three to four weeks",
                "proof of concept of three to four weeks",
            ],
            Self::Operating => &["optimisation", "next use case"],
        }
    }
}

/// The kinds of engagement that suit a level in a workspace.
pub fn kinds(settings: &Settings, level: Adoption) -> Vec<String> {
    match settings.adoption.get(level.word()).filter(|kinds| !kinds.is_empty()) {
        Some(kinds) => kinds.iter().map(Text::one_line).collect(),
        None => level.usual_kinds().iter().map(ToString::to_string).collect(),
    }
}

/// The levels that suit a kind, given in a person's words, in a workspace; none if no level lists it.
pub fn levels(settings: &Settings, kind: &str) -> Vec<Adoption> {
    let suits = |level: &Adoption| kinds(settings, *level).iter().any(|known| is_kind(known, kind));
    Adoption::ALL.iter().copied().filter(suits).collect()
}

/// Whether words refer to a kind: by its whole name, or its name up to how long it takes.
fn is_kind(known: &str, words: &str) -> bool {
    let known = plain(known);
    let name = known.split(" of three ").next().unwrap_or_default();
    !name.trim().is_empty() && format!(" {} ", plain(words)).contains(&format!(" {} ", name.trim()))
}

/// Lower case with single spaces and one spelling of `-isation`.
fn plain(words: &str) -> String {
    let letters =
        words.to_lowercase().replace("ization", "isation").replace(|letter: char| !letter.is_alphanumeric(), " ");
    one_line(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_inside_a_persons_words() {
        for (words, expected) in [
            ("Discovery workshop with the six inspectors", &[Adoption::Curious][..]),
            ("a pilot on the night shift", &[Adoption::Proving]),
            ("proof-of-concept", &[Adoption::Proving]),
            ("Optimization", &[Adoption::Operating]),
            ("six tablets, handover to the port's IT", &[]),
            ("copilot", &[]),
            ("", &[]),
        ] {
            assert_eq!(levels(&Settings::default(), words), expected, "{words}");
        }
    }

    #[test]
    fn the_workspace_replaces_the_kinds_of_a_level_and_keeps_the_others() {
        let own = serde_json::json!({ "adoption": { "curious": ["an open day", "pilot"], "operating": [] } });
        let own: Settings = serde_json::from_value(own).unwrap();
        assert_eq!(kinds(&own, Adoption::Curious), ["an open day", "pilot"]);
        assert_eq!(kinds(&own, Adoption::Operating), ["optimisation", "next use case"]);
        assert_eq!(levels(&own, "Pilot"), [Adoption::Curious, Adoption::Proving]);
    }
}
