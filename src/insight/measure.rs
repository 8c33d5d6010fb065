//! Whether a criterion can be measured, by its words: a number, a day, or a yes-or-no test.
//!
//! It is read as English; in other languages, digits still count.

use crate::model::words;

/// How a criterion can be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measurability {
    /// By a number, a day, or a test.
    Measured,
    /// Everyone reads something else into this word.
    Vague(String),
    /// No measure is visible in its words.
    Unclear,
}

/// A weekday or a month; `may` is more often the verb.
fn is_day(word: &str) -> bool {
    words::WEEKDAYS.contains(&word) || words::MONTHS.contains(&word) && word != "may"
}

/// The lines of the file of words, the first of which are numbers. `all`, `no` or `first` alone count nothing: they need
/// a test beside them.
const NUMBERS: usize = 0;

/// Words of a test with a yes-or-no result.
const TESTS: usize = 1;

/// Words that everyone reads differently.
const VAGUE: usize = 2;

/// Reads a criterion.
pub fn of(criterion: &str) -> Measurability {
    let small = criterion.to_lowercase();
    let tokens: Vec<_> =
        small.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let known = |list: usize| include_str!("measure.txt").lines().nth(list).unwrap_or_default().split(' ');
    let has = |list| tokens.iter().find(|word| known(list).any(|one| one == **word)).map(ToString::to_string);
    if small.contains(|c: char| c.is_numeric()) || has(NUMBERS).is_some() || tokens.iter().any(|word| is_day(word)) {
        return Measurability::Measured;
    }
    match has(VAGUE) {
        Some(word) => Measurability::Vague(word),
        None if has(TESTS).is_some() => Measurability::Measured,
        None => Measurability::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_day_or_a_test_can_be_measured_and_a_wish_cannot() {
        let measured = "16 of 20 look-ups within ten seconds|in half the time|by Friday|Maeve signs it|\
                        it runs through a shift without a network|both numbers give the same list|better than 90 %|\
                        all inspectors can open it|every report is found|no report arrives after the ship|\
                        both lists are the same";
        for criterion in measured.split('|') {
            assert_eq!(of(criterion), Measurability::Measured, "{criterion}");
        }
        for (criterion, vague) in [
            ("Inspectors can search more easily", "more"),
            ("The users are happy.", "happy"),
            ("All users are happy with it", "happy"),
            ("The first impression is good", "good"),
        ] {
            assert_eq!(of(criterion), Measurability::Vague(vague.into()));
        }
        assert_eq!(
            ["a search for inspectors", "No complaints"].map(of),
            [Measurability::Unclear, Measurability::Unclear]
        );
    }
}
