//! The meaning of the five levels of maturity: of running software and of keeping it safe.
//!
//! The names of the levels are those of the capability maturity model; the sentences say what one sees at each.

use super::number::Rating;

/// The name of a level, from `ad hoc` to `optimising`.
pub fn name(level: Rating) -> &'static str {
    ["ad hoc", "repeatable", "defined", "managed", "optimising"][place(level)]
}

/// The meaning of a level of IT maturity, one sentence without its full stop.
pub fn of_it(level: Rating) -> &'static str {
    [
        "changes are made by hand by whoever knows how, and nobody is sure what runs where",
        "what worked once is repeated, as long as the same people are there",
        "there is one documented way to build, change and run software, and most people follow it",
        "they measure how often changes fail and how fast they are fixed, and act on it",
        "they continuously improve the way they work, based on what they measure",
    ][place(level)]
}

/// The meaning of a level of security maturity, one sentence without its full stop.
pub fn of_security(level: Rating) -> &'static str {
    [
        "security is considered only after something has happened",
        "there are backups, updates and passwords, but who handles them depends on who is there",
        "the rules are written down, someone is responsible, and a new system is reviewed before it runs",
        "access, updates and incidents are measured and rehearsed, and what fails is fixed",
        "threats are identified in advance, and each system is designed with them in mind",
    ][place(level)]
}

fn place(level: Rating) -> usize {
    usize::from(level.get()) - 1
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
