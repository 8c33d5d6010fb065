//! Days inside a line of notes: which words were meant as one. `reading::days` reads them.

use crate::model::date::Date;
use crate::model::reading::days::{Look, full_year, month, month_and_day, read, weekday};
use crate::model::words::{MONTHS, WEEKDAYS};

/// Other words for a day.
const RELATIVE: [&str; 12] =
    ["today", "tonight", "tomorrow", "yesterday", "next", "week", "weeks", "month", "months", "eom", "eow", "weekend"];

/// Whether words are just a day, also without a word such as "by" before them.
///
/// `the week`, `2.6` and `may` have other meanings too.
pub(super) fn is_plain(words: &str) -> bool {
    let is_pointed = words.trim_end_matches(')').ends_with('.');
    let words = words.trim_end_matches(['.', ',', ';', '!', ')']).to_lowercase();
    let tokens: Vec<_> = words.split_whitespace().map(|token| token.trim_end_matches(',')).collect();
    let is_weekday = |token: &str| WEEKDAYS.contains(&token);
    // on the first day of a year, all its days are still to come
    let is_read = || Date::from_parts(2000, 1, 1).is_some_and(|day| read(&words, day, Look::Ahead).is_ok());
    match tokens.as_slice() {
        ["on" | "this", rest @ ..] if !rest.is_empty() => is_plain(&rest.join(" ")),
        ["today" | "tonight" | "tomorrow" | "eod" | "eow" | "eom"]
        | ["day", "after", "tomorrow"]
        | ["next", "week" | "month"] => true,
        ["end", "of" | "the", ..] | ["the", "end", "of", ..] | ["in", _, _] => is_read(),
        ["next", name] => is_weekday(name),
        [one] => {
            let is_figure = is_pointed && one.split('.').count() == 2;
            is_weekday(one) || one.parse::<Date>().is_ok() || is_figure && is_read()
        }
        [name, rest @ ..] if is_weekday(name) => is_plain(&rest.join(" ")),
        [a, b] => month_and_day(a, b).is_some(),
        [a, b, year] => month_and_day(a, b).is_some() && full_year(year).is_some(),
        _ => false,
    }
}

/// Whether words that name no valid day were meant as one.
pub(super) fn is_meant(words: &str) -> bool {
    let words = words.to_lowercase();
    let tokens: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let is_slip = |token: &str| {
        let mut days = WEEKDAYS.iter().chain(&MONTHS).chain(&["tomorrow"]);
        token.len() > 4 && days.any(|day| strsim::osa_distance(token, day) <= 2)
    };
    let is_word = |token: &str| weekday(token).is_some() || month(token).is_some() || RELATIVE.contains(&token);
    let is_figure = |token: &str| token.starts_with(|c: char| c.is_ascii_digit());
    tokens.len() <= 5 && tokens.iter().any(|token| is_word(token) || is_slip(token) || is_figure(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_were_meant_as_a_day_are_told_from_others() {
        for words in ["frday", "30 February", "marhc 3", "next thing", "tuesday 20 March", "tomorow"] {
            assert!(is_meant(words), "{words}");
        }
        for words in ["mail", "hand", "asking Gerry", "the port's own people"] {
            assert!(!is_meant(words), "{words}");
        }
    }
}
