//! The words in capitals that remedies and hints print in place of a user's value.
//!
//! One list: `set`, `add` and similar commands reject these as a whole value, and a check finds them in files.
//! `tests/house/placeholders.rs` compares it with what the program prints.

/// Every placeholder, in alphabetical order.
pub const PLACEHOLDERS: &[&str] = &[
    "A WAY WITHOUT IT", "AMOUNT", "ANOTHER WAY", "CURRENCY", "CUSTOMER", "DATE", "DAYS", "DECISION", "FILE-OR-LINK",
    "HOURS", "HOW BOTH SIDES WILL KNOW", "HOW THEY DO IT NOW", "KIND", "LEVEL", "NAME", "NUMBER", "PERSON", "RATING",
    "REASON", "RECORD", "ROLE", "TEXT", "THE RESULT", "THE TEST", "THE TRIGGER", "THEIR FIRM", "THEIR WORDS",
    "TO WHOM", "VALUE", "VERDICT", "WHAT", "WHAT A TEST SHOWED", "WHAT CHANGED", "WHAT FOR", "WHAT HAPPENED",
    "WHAT HAPPENS NEXT", "WHAT IS DIFFERENT NOW", "WHAT IS NEEDED", "WHAT IT DEPENDS ON", "WHAT IT WILL SHOW",
    "WHAT STAYS, AND WHO RUNS IT", "WHAT THEY DO", "WHAT THEY GAIN", "WHAT THEY KEEP", "WHAT THEY NEED",
    "WHAT THEY SAID", "WHAT THEY WOULD GAIN", "WHAT TO ACHIEVE", "WHAT WAS BUILT", "WHAT WAS MEASURED",
    "WHAT WE BROUGHT BACK", "WHAT WE DO", "WHAT WE DO ABOUT IT", "WHAT WE DO DIFFERENTLY", "WHAT WE DO NOT",
    "WHAT WILL BE DIFFERENT", "WHAT WILL BE DONE", "WHAT WOULD END IT", "WHERE", "WHICH", "WHICH OF THEIR DATA",
    "WHICH, AND WHAT IT ASKS", "WHO", "WHO LEARNS WHAT", "WHY", "WHY IT IS FINE HERE",
];

/// Whether a value is a placeholder as a whole. Within other words it is an ordinary word.
pub fn is_placeholder(value: &str) -> bool {
    let is_in_capitals = |value: &str| value.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b' ' | b',' | b'-'));
    let value = value.trim();
    is_in_capitals(value) && PLACEHOLDERS.binary_search(&value).is_ok()
}

/// Whether it is a placeholder for words, which are quoted on a command line.
pub fn is_words(value: &str) -> bool {
    is_placeholder(value)
        && (value.contains(' ') || ["KIND", "NAME", "REASON", "WHAT", "WHERE", "WHY"].contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_value_in_capitals_is_one() {
        assert!(PLACEHOLDERS.is_sorted());
        assert!(PLACEHOLDERS.iter().all(|value| is_placeholder(value)));
        for value in ["WHAT THEY NEED", " WHY\n", "FILE-OR-LINK"] {
            assert!(is_placeholder(value), "{value}");
        }
        for value in ["what they need", "WHAT THEY NEED IS SEARCH", "Why", "IT", "ACR", "EUR", ""] {
            assert!(!is_placeholder(value), "{value}");
        }
    }
}
