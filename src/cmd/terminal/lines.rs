//! Groups of figures on a terminal: names in one column, text in the next, wrapped between words.

use crate::cmd::prelude::*;

/// A group of figures.
#[derive(Debug)]
pub struct Group {
    /// The title.
    pub title: &'static str,
    /// Each figure's name and text.
    pub rows: Vec<(String, String)>,
}

/// The narrowest column of text beside names; with less room, the text goes below.
const NARROWEST: usize = 24;

/// Groups as lines; empty groups are skipped.
pub fn lines(groups: &[Group], width: Option<usize>) -> String {
    let names = groups.iter().flat_map(|group| &group.rows).map(|(name, _)| shown(name).width());
    let name = names.max().unwrap_or(0);
    let filled = groups.iter().filter(|group| !group.rows.is_empty());
    let filled = filled.map(|group| {
        let rows: String = group.rows.iter().map(|row| one(row, name, width)).collect();
        format!("{}\n{rows}", styled(STRONG, group.title))
    });
    filled.collect::<Vec<_>>().join("\n")
}

fn one((name, words): &(String, String), column: usize, width: Option<usize>) -> String {
    let name = shown(name);
    let pad = " ".repeat(column - name.width());
    let left = width.map(|width| width.saturating_sub(column + 4));
    if left.is_some_and(|left| left < NARROWEST) {
        let below = wrapped(&shown(words), width.map_or(usize::MAX, |width| width.saturating_sub(4)));
        let below: String = below.iter().map(|line| format!("    {line}\n")).collect();
        return format!("  {}\n{below}", styled(FAINT, &name));
    }
    let indent = " ".repeat(column + 4);
    let words = wrapped(&shown(words), left.unwrap_or(usize::MAX)).join(&format!("\n{indent}"));
    format!("  {}{pad}  {words}\n", styled(FAINT, &name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: usize, words: &str) -> String {
        let rows = vec![("days".to_owned(), words.to_owned()), ("to go".into(), "7".into())];
        let groups = [Group { title: "time", rows }, Group { title: "money", rows: vec![] }];
        anstream::adapter::strip_str(&lines(&groups, Some(width))).to_string()
    }

    #[test]
    fn names_stand_in_a_column_and_words_break_under_each_other_or_go_below() {
        let words = "one two three four five six";
        assert_eq!(plain(80, words), "time\n  days   one two three four five six\n  to go  7\n");
        assert_eq!(plain(33, words), "time\n  days   one two three four five\n         six\n  to go  7\n");
        assert_eq!(plain(18, words), "time\n  days\n    one two three\n    four five six\n  to go\n    7\n");
        assert_eq!(plain(60, "a\u{1b}[2J\nb"), "time\n  days   a\\u{1b}[2J b\n  to go  7\n");
    }
}
