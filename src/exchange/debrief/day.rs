//! Days as people say them of an evening: `friday`, `next tuesday`, `20 March`, `20.3.2026`.
//!
//! A day without a year, and a weekday, are looked for ahead (an action is due) or back (something
//! happened). What could be two days, such as `3/4`, or no day, such as `in two weeks`, is none.

use crate::model::date::Date;
use crate::model::words::{self, MONTHS, WEEKDAYS};

/// In which direction a day without a year lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The first one after today.
    Ahead,
    /// The last one, today with it.
    Back,
}

/// Words that time is said with, and a day perhaps meant.
const RELATIVE: [&str; 9] = ["today", "tomorrow", "yesterday", "next", "week", "weeks", "weekend", "month", "months"];

/// Words that say nothing of which day it is.
const FILLERS: [&str; 4] = ["on", "the", "of", "this"];

/// What may stand behind a day.
const ENDS: [char; 5] = ['.', ',', ';', '!', ')'];

/// The most bytes that a day is said with; what is longer is none.
pub(super) const LONGEST: usize = 120;

/// The day that words name, if they name one.
pub(super) fn read(words: &str, today: Date, look: Look) -> Option<Date> {
    let words = Some(words.trim()).filter(|words| words.len() <= LONGEST)?;
    let words = words.trim_end_matches(ENDS).to_lowercase();
    let tokens = tokens(&words);
    Date::from_words(&words, today)
        .ok()
        .or_else(|| near(&tokens, today, look))
        .or_else(|| calendar(&tokens, today, look))
}

/// Whether words are meant as nothing but a day, also where nothing before them says that one follows.
///
/// `the week`, `2.6`, `sun` and `may` are other things too.
pub(super) fn is_plain(words: &str, today: Date) -> bool {
    let lower = words.trim_end_matches(ENDS).to_lowercase();
    match tokens(&lower).as_slice() {
        [] | ["last", ..] => false,
        [one] => WEEKDAYS.contains(one) || matches!(*one, "today" | "tomorrow") || one.parse::<Date>().is_ok(),
        ["next", "week" | "month"] => true,
        ["in", _, unit] => matches!(unit.trim_end_matches('s'), "day" | "week" | "month"),
        ["end", ..] => is_meant(words),
        _ => read(words, today, Look::Back).is_some(),
    }
}

/// Whether words that name no day were meant to.
pub(super) fn is_meant(words: &str) -> bool {
    let words = words.to_lowercase();
    let tokens: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let is_word = |token: &str| weekday(token).is_some() || month(token).is_some() || RELATIVE.contains(&token);
    tokens.len() <= 5 && tokens.iter().any(|token| is_word(token) || token.starts_with(|c: char| c.is_ascii_digit()))
}

/// The name of a day's weekday.
pub(super) fn weekday_name(day: Date) -> String {
    let at = usize::try_from(weekday_of(day)).unwrap_or(0);
    words::capital(WEEKDAYS[at])
}

/// The weekday of a day, from 0 for Monday.
fn weekday_of(day: Date) -> i64 {
    Date::from_parts(1900, 1, 1).map_or(0, |monday| day.days_since(monday).rem_euclid(7))
}

/// The words that say which day it is.
fn tokens(words: &str) -> Vec<&str> {
    let tokens = words.split([' ', '\t', ',', '\u{a0}']);
    tokens.filter(|token| !token.is_empty() && !FILLERS.contains(token)).collect()
}

fn begins(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    names.iter().position(|name| *name == word || word.len() >= 3 && name.starts_with(word))
}

fn weekday(word: &str) -> Option<i64> {
    begins(word, &WEEKDAYS).and_then(|at| i64::try_from(at).ok())
}

fn month(word: &str) -> Option<u32> {
    begins(word, &MONTHS).and_then(|at| u32::try_from(at + 1).ok())
}

/// Days near today, by their weekday.
fn near(tokens: &[&str], today: Date, look: Look) -> Option<Date> {
    let from_today = weekday(tokens.last()?)? - weekday_of(today);
    let days = match tokens {
        ["next", _] => 7 + from_today,
        ["last", _] => -1 - (-1 - from_today).rem_euclid(7),
        [_] if look == Look::Ahead => 1 + (from_today - 1).rem_euclid(7),
        [_] => -(-from_today).rem_euclid(7),
        _ => return None,
    };
    today.plus_days(days)
}

/// A day of the calendar, with or without its year, behind its weekday or not.
fn calendar(tokens: &[&str], today: Date, look: Look) -> Option<Date> {
    match tokens {
        [name, rest @ ..] if weekday(name).is_some() => {
            calendar(rest, today, look).filter(|day| weekday(name) == Some(weekday_of(*day)))
        }
        [one] => figures(one, today, look),
        [a, b] => dayless(month_and_day(a, b)?, today, look),
        [a, b, year] => dated(month_and_day(a, b)?, year),
        _ => None,
    }
}

fn month_and_day(a: &str, b: &str) -> Option<(u32, u32)> {
    match (month(a), month(b)) {
        (None, Some(month)) => Some((month, day_number(a)?)),
        (Some(month), None) => Some((month, day_number(b)?)),
        _ => None,
    }
}

fn day_number(token: &str) -> Option<u32> {
    let digits = token.trim_end_matches('.');
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| digits.strip_suffix(end)).unwrap_or(digits);
    digits.parse().ok()
}

/// `20.3.`, `20.3.2026`.
fn figures(token: &str, today: Date, look: Look) -> Option<Date> {
    let parts: Vec<_> = token.trim_end_matches('.').split('.').collect();
    let month_and_day = |day: &str, month: &str| Some((month.parse().ok()?, day.parse().ok()?));
    match parts.as_slice() {
        [day, month] => dayless(month_and_day(day, month)?, today, look),
        [day, month, year] => dated(month_and_day(day, month)?, year),
        _ => None,
    }
}

fn dated((month, day): (u32, u32), year: &str) -> Option<Date> {
    Date::from_parts(year.parse().ok()?, month, day)
}

/// A day and month in the year that the direction says; ahead only where it is less than half a year off,
/// or in this one: what has just gone by is not moved to the next year.
fn dayless((month, day): (u32, u32), today: Date, look: Look) -> Option<Date> {
    let (this_year, ..) = today.parts();
    // a 29 February may be years away
    let mut days = (this_year - 8..=this_year + 8).filter_map(|year| Date::from_parts(year, month, day));
    match look {
        Look::Back => days.rfind(|day| *day <= today),
        Look::Ahead => {
            let is_near = |day: &Date| day.parts().0 == this_year || day.days_since(today) <= 183;
            days.find(|day| *day >= today).filter(is_near)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(words: &str) -> Option<String> {
        // a Friday
        read(words, "2026-03-20".parse().unwrap(), Look::Ahead).map(|day| day.to_string())
    }

    #[test]
    fn a_day_to_come_is_said_in_many_ways() {
        for (words, day) in [
            ("2026-04-01", "2026-04-01"),
            ("today", "2026-03-20"),
            ("Tomorrow.", "2026-03-21"),
            ("+3d", "2026-03-23"),
            ("friday", "2026-03-27"),
            ("on Monday", "2026-03-23"),
            ("tue", "2026-03-24"),
            ("thurs", "2026-03-26"),
            ("next friday", "2026-03-27"),
            ("next Monday", "2026-03-23"),
            ("next sunday", "2026-03-29"),
            ("20 March", "2026-03-20"),
            ("21st of March", "2026-03-21"),
            ("Apr 2nd", "2026-04-02"),
            ("2 Sept", "2026-09-02"),
            ("monday, 23 March", "2026-03-23"),
            ("23 March 2027", "2027-03-23"),
            ("March 23rd, 2027", "2027-03-23"),
            ("20.4.", "2026-04-20"),
            ("20.4.2026", "2026-04-20"),
        ] {
            assert_eq!(ahead(words).as_deref(), Some(day), "{words}");
        }
    }

    #[test]
    fn what_could_be_two_days_or_none_is_none() {
        for words in [
            "",
            "soon",
            "3/4",
            "30 February",
            "tuesday 20 March",
            "32nd",
            "the",
            "next",
            "friday 14:00",
            "in two weeks",
            "end of month",
            "next week",
            "20",
            "march",
            "mail",
            "99999999999 March",
            "in 99999999999999999999 days",
            "20.3.126",
            "…",
            "lastfriday",
            "March 19",
            "1.3",
            "end of February",
            "29 February",
        ] {
            assert_eq!(ahead(words), None, "{words}");
        }
    }

    #[test]
    fn words_longer_than_any_day_are_none_at_once() {
        // a weekday before a day is taken off it: so many would go too deep
        for word in ["friday ", "on ", "next ", "29 "] {
            assert_eq!(ahead(&word.repeat(150_000)), None, "{word}");
        }
    }

    #[test]
    fn a_day_gone_is_looked_for_back() {
        for (words, day) in [
            ("friday", "2026-03-20"),
            ("thursday", "2026-03-19"),
            ("saturday", "2026-03-14"),
            ("last friday", "2026-03-13"),
            ("yesterday", "2026-03-19"),
            ("21 March", "2025-03-21"),
            ("19.3.", "2026-03-19"),
        ] {
            let back = read(words, "2026-03-20".parse().unwrap(), Look::Back);
            assert_eq!(back.map(|day| day.to_string()).as_deref(), Some(day), "{words}");
        }
    }

    #[test]
    fn next_friday_said_on_a_monday_is_not_this_friday() {
        let monday = "2026-03-16".parse().unwrap();
        assert_eq!(read("friday", monday, Look::Ahead).unwrap().to_string(), "2026-03-20");
        assert_eq!(read("next friday", monday, Look::Ahead).unwrap().to_string(), "2026-03-27");
    }

    #[test]
    fn words_that_were_meant_as_a_day_are_told_from_others() {
        for words in ["30 February", "marhc 3", "next thing", "tuesday 20 March", "in two weeks", "end of month"] {
            assert!(is_meant(words), "{words}");
        }
        for words in ["mail", "hand", "asking Gerry", "the port's own people"] {
            assert!(!is_meant(words), "{words}");
        }
    }

    #[test]
    fn a_day_has_its_weekday() {
        for (day, name) in [("2026-03-20", "Friday"), ("1900-01-01", "Monday"), ("2024-02-29", "Thursday")] {
            assert_eq!(weekday_name(day.parse().unwrap()), name);
        }
    }
}
