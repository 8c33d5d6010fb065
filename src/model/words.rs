//! Sentences: counts, lists and dates in words, and the most similar known word.

use super::date::Date;
use super::text::one_line;

/// The days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The months of the year.
pub const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// The numbers that are written out, from none.
pub const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// `1 day`, `3 days`; the plural with `s` unless it is given as `person|people`.
pub fn count(number: usize, noun: &str) -> String {
    let (one, many) = match noun.split_once('|') {
        Some((one, many)) => (one.to_owned(), many.to_owned()),
        None => (noun.to_owned(), format!("{noun}s")),
    };
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A small number in words: `four`, `13`.
pub fn number(number: usize) -> String {
    NUMBERS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `a`, `a and b`, `a, b and c`.
pub fn and_list(items: impl IntoIterator<Item: AsRef<str>>) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or_list(items: impl IntoIterator<Item: AsRef<str>>) -> String {
    joined(items, "or")
}

fn joined(items: impl IntoIterator<Item: AsRef<str>>, word: &str) -> String {
    match items.into_iter().collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<_> = head.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", head.join(", "), last.as_ref())
        }
    }
}

/// The first words of a text on one line, with `…` for the rest, in at most this many characters.
pub fn short(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    let is_whole = line[kept.len()..].starts_with(' ');
    let end = kept.rfind(' ').filter(|_| !is_whole).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([' ', ',', '.', ';', ':']))
}

/// A sentence as part of another: with a lower-case first letter and without the full stop.
pub fn phrase(sentence: &str) -> String {
    let mut characters = sentence.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

/// Words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `20 March 2026`.
pub fn date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", capital(MONTHS[month as usize - 1]))
}

/// `20 Mar`, with the year if it is another than that of the document: `20 Mar 2025`.
pub fn short_date(day: Date, within: Option<Date>) -> String {
    let (year, month, number) = day.parts();
    let name = &MONTHS[month as usize - 1];
    let short = format!("{number} {}", capital(if name.len() > 4 { &name[..3] } else { name }));
    if within.is_some_and(|other| other.parts().0 == year) { short } else { format!("{short} {year}") }
}

/// `Friday 20 March 2026`.
pub fn weekday_and_date(day: Date) -> String {
    format!("{} {}", capital(WEEKDAYS[day.weekday() as usize]), date(day))
}

/// The words with a full stop, unless they end a sentence already; an empty text stays empty.
pub fn sentence(text: &str) -> String {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', '…']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

/// The words without their final full stop, to continue the sentence.
pub fn clause(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// `today`, `1 day`, `12 days` for a stay of this many days.
pub fn days(number: i64) -> String {
    count(usize::try_from(number).unwrap_or(0), "day")
}

/// The candidate most similar to `word`, if any is similar.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// From 0 to 1; a common prefix counts, and in a short word only one typo.
fn likeness(word: &str, candidate: &str) -> f64 {
    if word.len() >= 3 && candidate.starts_with(word) {
        return 0.9;
    }
    let slips = strsim::osa_distance(word, candidate);
    if word.len().min(candidate.len()) <= 4 && slips > 1 { 0.0 } else { strsim::jaro_winkler(word, candidate) }
}

/// Words of a debrief, and those of a record that they are.
const SYNONYMS: [(&str, &str); 2] = [("keep", "sustain"), ("change", "improve")];

/// The other words for one of the valid answers.
pub fn synonyms(valid: &str) -> impl Iterator<Item = &'static str> {
    SYNONYMS.into_iter().filter(move |(_, meant)| *meant == valid).map(|(word, _)| word)
}

/// The valid answer that a word is, in any case, or means.
pub fn one_of<'v>(word: &str, valid: &[&'v str]) -> Option<&'v str> {
    let is = |known: &str| known.eq_ignore_ascii_case(word);
    valid.iter().copied().find(|known| is(known) || synonyms(known).any(is))
}

/// The error for a word that is not one of the valid answers.
pub fn none_of(word: &str, valid: &[&str]) -> String {
    format!("`{word}` is not a valid value; use {}", or_list(valid.iter().map(|word| format!("`{word}`"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_as_a_sentence_that_ends_once() {
        assert_eq!([count(1, "day"), count(0, "day"), count(2, "person|people")], ["1 day", "0 days", "2 people"]);
        assert_eq!([and_list(&["a", "b", "c"]), or_list(&["a", "b"]), and_list([""; 0])], ["a, b and c", "a or b", ""]);
        assert_eq!(["It works", "It works.", ""].map(sentence), ["It works.", "It works.", ""]);
    }

    #[test]
    fn the_nearest_word_is_near_or_not_named() {
        assert_eq!(nearest("statment", ["statement", "status"]), Some("statement"));
        assert_eq!(nearest("zzz", ["statement", "status"]), None);
        assert_eq!(nearest("foo", ["from", "for"]), None);
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        for (text, most, cut) in [
            ("ship\n  the disk", 13, "ship the disk"),
            ("ship the disk, today", 15, "ship the disk…"),
            ("ship the disk", 12, "ship the…"),
            ("öööööööö", 4, "ööö…"),
            ("", 4, ""),
        ] {
            assert_eq!(short(text, most), cut);
        }
    }

    #[test]
    fn a_short_date_has_its_year_only_in_another_year() {
        let short = |day: &str| short_date(day.parse().unwrap(), "2026-05-01".parse().ok());
        assert_eq!(["2026-05-08", "2026-06-19", "2025-09-01"].map(short), ["8 May", "19 June", "1 Sep 2025"]);
    }
}
