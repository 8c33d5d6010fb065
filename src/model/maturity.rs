//! The meaning of the five levels of maturity: of running software and of keeping it safe.
//!
//! The names of the levels are those of the capability maturity model; the sentences say what one sees at each.

use super::number::Rating;

/// The name of a level, from `ad hoc` to `optimising`.
pub fn name(level: Rating) -> &'static str {
    line(0, level)
}

/// The meaning of a level of IT maturity, one sentence without its full stop.
pub fn of_it(level: Rating) -> &'static str {
    line(1, level)
}

/// The meaning of a level of security maturity, one sentence without its full stop.
pub fn of_security(level: Rating) -> &'static str {
    line(2, level)
}

/// The file has five lines of names, five of IT maturity and five of security.
fn line(part: usize, level: Rating) -> &'static str {
    include_str!("maturity.txt").lines().nth(5 * part + usize::from(level.get()) - 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_its_own_words() {
        let levels = Rating::ALL.iter().copied();
        assert!(levels.clone().map(name).eq(["ad hoc", "repeatable", "defined", "managed", "optimising"]));
        for meaning in [of_it, of_security] {
            let mut meanings: Vec<_> = levels.clone().map(meaning).collect();
            meanings.sort_unstable();
            meanings.dedup();
            assert_eq!(meanings.len(), 5);
        }
    }
}
