//! What stands beside the words of someone: impression, enthusiasm, verdict, and whose reading it is.
//!
//! Marks stand behind the words, in any order. `impression 4` is one wherever it ends the words; `4/5` is
//! impression and enthusiasm; a verdict counts only where a comma, a bracket, the end of a sentence or
//! another mark parts it from the words, so that "this is valuable" stays whole. What looks like a rating
//! and is none of these is asked about.

use super::doubt;
use crate::model::number::Rating;

/// What was said beside the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks {
    pub(super) impression: Option<Rating>,
    pub(super) enthusiasm: Option<Rating>,
    pub(super) verdict: Option<&'static str>,
    pub(super) is_ours: bool,
    /// The words that say that they changed their mind: to which verdict is to be said beside them.
    pub(super) changed: Option<&'static str>,
}

const NONE: Marks = Marks { impression: None, enthusiasm: None, verdict: None, is_ours: false, changed: None };

/// Ends of words that are marks where something parts them from the words.
const PHRASES: [(&str, Marks); 6] = [
    ("not valuable", Marks { verdict: Some("not-valuable"), ..NONE }),
    ("valuable", Marks { verdict: Some("valuable"), ..NONE }),
    ("changed their mind", Marks { changed: Some("changed their mind"), ..NONE }),
    ("changed his mind", Marks { changed: Some("changed his mind"), ..NONE }),
    ("changed her mind", Marks { changed: Some("changed her mind"), ..NONE }),
    ("our reading", Marks { is_ours: true, ..NONE }),
];

/// What parts marks from words, and from each other.
const PARTING: [char; 7] = [',', ';', '|', '–', '—', '(', '['];

impl Marks {
    /// Takes the marks off words; gives the words and the marks.
    pub(super) fn split(words: &str) -> Result<(&str, Self), String> {
        let (rest, marks) = taken_off(words)?;
        match doubt::rating_in(rest) {
            Some(rating) => Err(doubt::why(&rating)),
            None => Ok((rest, marks)),
        }
    }

    /// These and those of another place of the same item.
    pub(super) fn and(self, other: Self) -> Result<Self, String> {
        Ok(Self {
            impression: once(self.impression, other.impression, "impression")?,
            enthusiasm: once(self.enthusiasm, other.enthusiasm, "enthusiasm")?,
            verdict: once(self.verdict, other.verdict, "the verdict")?,
            is_ours: self.is_ours || other.is_ours,
            changed: self.changed.or(other.changed),
        })
    }
}

fn once<T>(one: Option<T>, other: Option<T>, name: &str) -> Result<Option<T>, String> {
    if one.is_some() && other.is_some() { Err(format!("{name} is given twice")) } else { Ok(one.or(other)) }
}

/// Words without the marks behind them, and those.
fn taken_off(words: &str) -> Result<(&str, Marks), String> {
    let (mut rest, mut marks) = (words.trim(), NONE);
    while let Some((before, found)) = last(rest)? {
        marks = marks.and(found)?;
        rest = before;
    }
    Ok((rest, marks))
}

/// The last mark of words, or the brackets full of them, and what stands before.
fn last(words: &str) -> Result<Option<(&str, Marks)>, String> {
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.' | '–' | '—'));
    if let Some(inner) = end.strip_suffix([')', ']'])
        && let Some(at) = inner.rfind(['(', '['])
        && let ("", marks) = taken_off(&inner[at + 1..])?
        && marks != NONE
    {
        return Ok(Some((parted(&inner[..at]), marks)));
    }
    let found = phrase(end).map_or_else(|| rating(end), |found| Ok(Some(found)))?;
    Ok(found.map(|(before, mark)| (parted(before), mark)))
}

/// Words without what parts them from the mark that stood behind them.
fn parted(before: &str) -> &str {
    let before = before.trim_end();
    let dashed = before.strip_suffix(" -").or((before == "-").then_some("")).unwrap_or(before);
    dashed.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '–' | '—'))
}

/// A verdict, or whose reading it is, parted from what stands before.
fn phrase(words: &str) -> Option<(&str, Marks)> {
    PHRASES.iter().find_map(|(phrase, mark)| {
        let before = strip_end(words, phrase)?;
        let gap = before.trim_end();
        let stops = |c: char| PARTING.contains(&c) || matches!(c, '.' | '!' | '?' | '"' | '”' | '»');
        let parted = gap.is_empty() || gap.ends_with(stops) || gap.ends_with(" -");
        let after_mark = || last(gap).is_ok_and(|found| found.is_some());
        (parted || gap.len() < before.len() && after_mark()).then_some((before, *mark))
    })
}

/// Words without an end, whatever its case.
fn strip_end<'a>(words: &'a str, end: &str) -> Option<&'a str> {
    let at = words.len().checked_sub(end.len())?;
    let found = words.get(at..)?;
    found.eq_ignore_ascii_case(end).then(|| &words[..at])
}

/// `impression 4`, `enthusiasm: 5`, `impression 4/5` or `4/5` at the end of words.
fn rating(words: &str) -> Result<Option<(&str, Marks)>, String> {
    let (before, figure) =
        words.rsplit_once([' ', '\n', '\t', '\u{a0}', ':', '=', '(', '[', ',']).unwrap_or(("", words));
    let label = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '='));
    let named = ["impression", "enthusiasm"].into_iter().find_map(|name| Some((strip_end(label, name)?, name)));
    let is_figure = figure.starts_with(|c: char| c.is_ascii_digit());
    let Some((rest, name)) = named.filter(|(rest, _)| is_figure && !rest.ends_with(char::is_alphanumeric)) else {
        return Ok(both(figure).map(|marks| (&words[..words.len() - figure.len()], marks)));
    };
    let why = |_| format!("`{name} {figure}`: write a whole number from 1 (lowest) to 5 (highest)");
    let rating = Some(figure.strip_suffix("/5").unwrap_or(figure).parse().map_err(why)?);
    let (impression, enthusiasm) = if name == "impression" { (rating, None) } else { (None, rating) };
    Ok(Some((rest, Marks { impression, enthusiasm, ..NONE })))
}

fn both(figure: &str) -> Option<Marks> {
    let (impression, enthusiasm) = figure.split_once('/')?;
    Some(Marks { impression: Some(impression.parse().ok()?), enthusiasm: Some(enthusiasm.parse().ok()?), ..NONE })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> (String, String) {
        let (rest, marks) = Marks::split(words).unwrap();
        let rating = |rating: Option<Rating>| rating.map_or("-".to_owned(), |rating| rating.to_string());
        let ours = if marks.is_ours { " ours" } else { "" };
        let (impression, enthusiasm) = (rating(marks.impression), rating(marks.enthusiasm));
        let verdict = marks.verdict.or(marks.changed).unwrap_or("-");
        (rest.to_owned(), format!("{impression} {enthusiasm} {verdict}{ours}"))
    }

    #[test]
    fn marks_are_taken_off_in_any_order() {
        for (words, rest, marks) in [
            ("it is fast impression 4 enthusiasm 5", "it is fast", "4 5 -"),
            ("it is fast, enthusiasm 5, impression 4", "it is fast", "4 5 -"),
            ("it is fast. Impression: 4; Enthusiasm=5.", "it is fast.", "4 5 -"),
            ("it is fast 4/5", "it is fast", "4 5 -"),
            ("it is fast (4/5, valuable)", "it is fast", "4 5 valuable"),
            ("it is fast - 4/5 - valuable (our reading)", "it is fast", "4 5 valuable ours"),
            ("it is fast impression 4 valuable", "it is fast", "4 - valuable"),
            ("it is slow, not valuable", "it is slow", "- - not-valuable"),
            ("\"big buttons work\" changed their mind", "\"big buttons work\"", "- - changed their mind"),
            ("impression 4/5 enthusiasm 3/5", "", "4 3 -"),
            ("\"4/5 said my chimp 4\", impression 3", "\"4/5 said my chimp 4\"", "3 - -"),
            ("valuable", "", "- - valuable"),
        ] {
            assert_eq!(split(words), (rest.to_owned(), marks.to_owned()), "{words}");
        }
    }

    #[test]
    fn words_that_only_look_like_marks_stay_words() {
        for words in [
            "this is valuable",
            "we need it 24/7",
            "I typed fender 7/12",
            "it is fast.",
            "berth 9 (old number 4)",
            "\"the impression 4 of us had was good\"",
            "it has a first impression",
            "I was wrong, they work",
            "",
        ] {
            assert_eq!(split(words), (words.to_owned(), "- - -".to_owned()), "{words}");
        }
    }

    #[test]
    fn a_rating_that_is_none_or_is_there_twice_is_said() {
        for (words, why) in [
            ("fast, impression 6", "`impression 6`: write a whole number from 1 (lowest) to 5 (highest)"),
            ("fast, enthusiasm 3.5", "`enthusiasm 3.5`: write a whole number from 1 (lowest) to 5 (highest)"),
            ("fast, impression 3, impression 4", "impression is given twice"),
            ("fast, 4/5, enthusiasm 4", "enthusiasm is given twice"),
        ] {
            assert_eq!(Marks::split(words), Err(why.to_owned()), "{words}");
        }
        for (words, rating) in [
            ("maybe 4 out of 5", "4 out of 5"),
            ("a 4/5 from me", "4/5"),
            ("(4/5) not really valuable", "4/5"),
            ("impression 4: it is fast, valuable", "impression 4"),
            ("it is fast, imp 4", "imp 4"),
            ("it is fast, impression 4 out of 5", "impression 4"),
        ] {
            assert_eq!(Marks::split(words), Err(doubt::why(rating)), "{words}");
        }
    }
}
