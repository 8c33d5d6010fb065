//! A command line as far as it is typed.

use std::ffi::OsString;
use std::sync::OnceLock;

use crate::model::slug::Slug;

/// What is typed before the cursor, and what there is to type at all.
#[derive(Debug)]
pub struct Typed {
    /// The words before the cursor, the program first.
    pub words: Vec<String>,
    /// The commands, and the topics of `engage help`, with their meanings.
    pub commands: Vec<(String, Option<String>)>,
    /// The ids of all engagements, read once.
    pub ids: OnceLock<Vec<Slug>>,
}

impl Typed {
    /// The words of a command line, of which the last is at the cursor.
    pub fn new(words: &[OsString], commands: Vec<(String, Option<String>)>) -> Self {
        let before = words.split_last().map_or(words, |(_, before)| before);
        let words = before.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        Self { words, commands, ids: OnceLock::new() }
    }

    /// The value of a flag by any of its names: `-e ID`, `--engagement ID`, `--engagement=ID`.
    pub fn value(&self, names: &[&str]) -> Option<&str> {
        let mut words = self.words.iter();
        while let Some(word) = words.next() {
            if names.contains(&word.as_str()) {
                return words.next().map(String::as_str);
            }
            let joined = names.iter().find_map(|name| word.strip_prefix(name)?.strip_prefix('='));
            if joined.is_some() {
                return joined;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_flag_is_found_in_each_form() {
        let value = |line: &str| {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            Typed::new(&words, vec![]).value(&["-e", "--engagement"]).map(str::to_owned)
        };
        for line in ["set -e a x", "-e a set x", "set --engagement a x", "set --engagement=a x"] {
            assert_eq!(value(line).as_deref(), Some("a"), "{line}");
        }
        assert_eq!((value("set --engaged a x"), value("set -e"), value("set -e a")), (None, None, None));
    }
}
