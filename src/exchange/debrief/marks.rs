//! Marks beside someone's words: impression, enthusiasm, verdict, and who rated it.
//!
//! Marks come before or after the words, in any order. `impression 4` is one wherever it ends the
//! words; `4/3` is impression and enthusiasm, `4/5` is asked about; a verdict counts only if a comma, a bracket, the end
//! of a sentence or another mark separates it from the words, so that "this is valuable" stays whole. Anything else
//! that looks like a rating is returned to the user.

use super::doubt;
use crate::model::number::Rating;

/// A key of feedback with its value; the pseudo key `changed` holds the words for a change of mind.
type Mark<'a> = (&'static str, &'a str);

/// The marks found beside the words.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Marks<'a>(Vec<Mark<'a>>);

/// Endings that are marks if something separates them from the words.
const PHRASES: [(&str, Mark); 11] = [
    ("not valuable", ("verdict", "not-valuable")),
    ("not-valuable", ("verdict", "not-valuable")),
    ("no value", ("verdict", "not-valuable")),
    ("valuable", ("verdict", "valuable")),
    ("changed their mind", ("changed", "changed their mind")),
    ("changed his mind", ("changed", "changed his mind")),
    ("changed her mind", ("changed", "changed her mind")),
    ("changed-mind", ("changed", "changed-mind")),
    ("our estimate", ("rated_by", "us")),
    ("our reading", ("rated_by", "us")),
    ("rated by us", ("rated_by", "us")),
];

impl<'a> Marks<'a> {
    /// Removes the marks and returns the words.
    pub(super) fn split(&mut self, words: &'a str) -> Result<&'a str, String> {
        let mut rest = words.trim();
        while let Some((before, found)) = last(rest)? {
            self.take(found)?;
            rest = before;
        }
        if let Some((head, tail)) = head(rest)
            && let Some(found) = only(head)?
        {
            self.take(found)?;
            rest = tail;
        }
        while let Some((found, behind)) = first(rest) {
            self.take(found)?;
            rest = behind;
        }
        doubt::rating_in(rest).map_or(Ok(rest), |rating| Err(doubt::why(&rating)))
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().rfind(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    fn take(&mut self, found: Vec<Mark<'a>>) -> Result<(), String> {
        for (key, value) in found {
            if self.get(key).is_some() && matches!(key, "impression" | "enthusiasm" | "verdict") {
                let name = if key == "verdict" { "the verdict" } else { key };
                return Err(format!("{name} is given twice"));
            }
            self.0.push((key, value));
        }
        Ok(())
    }
}

/// The marks in words that contain nothing else.
fn only(words: &str) -> Result<Option<Vec<Mark<'_>>>, String> {
    let (mut rest, mut marks) = (words.trim(), Vec::new());
    while let Some((before, found)) = last(rest)? {
        marks.extend(found);
        rest = before;
    }
    Ok((rest.is_empty() && !marks.is_empty()).then_some(marks))
}

/// The last mark of words, or brackets full of marks, and the words before.
fn last(words: &str) -> Result<Option<(&str, Vec<Mark<'_>>)>, String> {
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.' | '–' | '—'));
    if let Some(inner) = end.strip_suffix([')', ']'])
        && let Some(at) = inner.rfind(['(', '['])
        && let Some(marks) = only(&inner[at + 1..])?
    {
        return Ok(Some((parted(&inner[..at]), marks)));
    }
    let found = match phrase(end) {
        Some((before, mark)) => Some((before, vec![mark])),
        None => rating(end)?,
    };
    Ok(found.map(|(before, marks)| (parted(before), marks)))
}

/// Words without the separator before the mark that followed them.
fn parted(before: &str) -> &str {
    let before = before.trim_end();
    let dashed = before.strip_suffix(" -").or((before == "-").then_some("")).unwrap_or(before);
    dashed.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '–' | '—'))
}

/// A verdict, or who rated it, separated from the words before.
fn phrase(words: &str) -> Option<(&str, Mark<'_>)> {
    PHRASES.iter().find_map(|(phrase, mark)| {
        let before = strip_end(words, phrase)?;
        let gap = before.trim_end();
        let stops = [',', ';', '|', '–', '—', '(', '[', '.', '!', '?', '"', '”', '»'];
        let parted = gap.is_empty() || gap.ends_with(stops) || gap.ends_with(" -");
        let after_mark = || last(gap).is_ok_and(|found| found.is_some());
        (parted || gap.len() < before.len() && after_mark()).then_some((before, *mark))
    })
}

/// Words without a suffix, ignoring case.
pub(super) fn strip_end<'a>(words: &'a str, end: &str) -> Option<&'a str> {
    let at = words.len().checked_sub(end.len())?;
    let found = words.get(at..)?;
    found.eq_ignore_ascii_case(end).then(|| &words[..at])
}

/// `impression 4`, `enthusiasm: 5`, `impression 4/5` or `4/3` at the end of words.
fn rating(words: &str) -> Result<Option<(&str, Vec<Mark<'_>>)>, String> {
    if let Some(short) = [" out of 5", " of 5"].iter().find_map(|end| strip_end(words, end)) {
        return Ok(rating(short)?.filter(|(_, found)| found.len() == 1));
    }
    let (before, figure) =
        words.rsplit_once([' ', '\n', '\t', '\u{a0}', ':', '=', '(', '[', ',']).unwrap_or(("", words));
    let label = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '='));
    let named = doubt::LABELS.into_iter().find_map(|name| Some((strip_end(label, name)?, name)));
    let is_figure = figure.starts_with(|c: char| c.is_ascii_digit());
    let named = named.filter(|(rest, _)| is_figure && !rest.ends_with(char::is_alphanumeric));
    let Some((rest, name)) = named else {
        return Ok(both(figure).map(|found| (&words[..words.len() - figure.len()], found)));
    };
    let key = if name.starts_with("imp") { "impression" } else { "enthusiasm" };
    let rating = figure.strip_suffix("/5").unwrap_or(figure);
    match rating.parse::<Rating>() {
        Ok(_) => Ok(Some((rest, vec![(key, rating)]))),
        Err(_) => Err(format!("`{name} {figure}` is not a rating; use a whole number from 1 (lowest) to 5 (highest)")),
    }
}

/// `impression 4` or `4/3` at the very beginning of words, and what follows without a separator.
fn first(words: &str) -> Option<(Vec<Mark<'_>>, &str)> {
    let ends: Vec<_> = words.match_indices(char::is_whitespace).map(|(at, _)| at).take(2).collect();
    let (found, at) = ends.into_iter().rev().find_map(|at| {
        let found = rating(words[..at].trim_end_matches(',')).ok()??;
        found.0.is_empty().then_some((found.1, at))
    })?;
    let behind = words[at..].trim_start();
    let goes_on = ["of ", "out ", "in "].iter().any(|word| behind.starts_with(word));
    (!goes_on).then_some((found, behind))
}

fn both(figure: &str) -> Option<Vec<Mark<'_>>> {
    let (impression, enthusiasm) = figure.split_once('/')?;
    let are_ratings = [impression, enthusiasm].iter().all(|rating| rating.parse::<Rating>().is_ok());
    (are_ratings && enthusiasm != "5").then(|| vec![("impression", impression), ("enthusiasm", enthusiasm)])
}

/// The first part of words, and the rest after the separator.
fn head(words: &str) -> Option<(&str, &str)> {
    let ends = [", ", "; ", ": ", " - ", " – ", " — ", ". ", " | ", ") "];
    let at = ends.iter().filter_map(|end| words.find(end).map(|at| (at, end.len()))).min()?;
    let close = usize::from(words[at.0..].starts_with(')'));
    Some((&words[..at.0 + close], words[at.0 + at.1..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> String {
        let mut marks = Marks::default();
        let rest = match marks.split(words) {
            Ok(rest) => rest,
            Err(why) => return why,
        };
        let ours = if marks.get("rated_by").is_some() { " ours" } else { "" };
        let [impression, enthusiasm] = ["impression", "enthusiasm"].map(|key| marks.get(key).unwrap_or("-"));
        let verdict = marks.get("verdict").or(marks.get("changed")).unwrap_or("-");
        format!("{rest} [{impression} {enthusiasm} {verdict}{ours}]")
    }

    #[test]
    fn marks_are_taken_off_in_any_order_and_a_rating_that_is_unclear_is_asked_about() {
        let table = r#"
            it is fast impression 4 enthusiasm 5 => it is fast [4 5 -]
            it is fast, enthusiasm 5, impression 4 => it is fast [4 5 -]
            it is fast. Impression: 4; Enthusiasm=5. => it is fast. [4 5 -]
            it is fast (4/3, valuable) => it is fast [4 3 valuable]
            it is fast - 4/3 - valuable (our reading) => it is fast [4 3 valuable ours]
            it is fast impression 4 valuable => it is fast [4 - valuable]
            it is slow, not valuable => it is slow [- - not-valuable]
            "big buttons work" changed their mind => "big buttons work" [- - changed their mind]
            4/3, it is fast => it is fast [4 3 -]
            (4/3) it is fast => it is fast [4 3 -]
            (4/3) not really valuable => not really valuable [4 3 -]
            impression 4: it is fast, valuable => it is fast [4 - valuable]
            impression 4/5 enthusiasm 3/5 =>  [4 3 -]
            impression 4 enthusiasm 5 great stuff => great stuff [4 5 -]
            4/3 great stuff, valuable => great stuff [4 3 valuable]
            it is fast, imp 4, enth. 5 => it is fast [4 5 -]
            it is fast, impression 4 out of 5 => it is fast [4 - -]
            "4/5 said my chimp 4", impression 3 => "4/5 said my chimp 4" [3 - -]
            valuable =>  [- - valuable]
            fast, impression 6 => `impression 6` is not a rating; use a whole number from 1 (lowest) to 5 (highest)
            fast, enthusiasm 3.5 => `enthusiasm 3.5` is not a rating; use a whole number from 1 (lowest) to 5 (highest)
            fast, impression 3, impression 4 => impression is given twice
            4/3, fast, enthusiasm 4 => enthusiasm is given twice
            maybe 4 out of 5 => `4 out of 5` may be a rating; write impression 4, or put the words in quotation marks
            a 4/5 from me => `4/5` could be impression 4, or impression 4 and enthusiasm 5; write one of them
            fast (3/5) => `3/5` could be impression 3, or impression 3 and enthusiasm 5; write one of them
            4.5/5 => `4.5/5` may be a rating; write impression 4, or put the words in quotation marks
        "#;
        for row in table.trim().lines() {
            let (words, expected) = row.trim().split_once(" => ").unwrap();
            assert_eq!(split(words), expected, "{words}");
        }
    }

    #[test]
    fn words_that_only_look_like_marks_stay_words() {
        let all = "this is valuable|we need it 24/7|I typed fender 7/12|it is fast.|berth 9 (old number 4)|\
                   \"the impression 4 of us had was good\"|it has a first impression|I was wrong, they work|";
        for words in all.split('|') {
            assert_eq!(split(words), format!("{words} [- - -]"));
        }
    }
}
