//! Days as people write them in notes: `friday`, `20 March`, `in two weeks`, `end of month`.
//!
//! A day without a year, and a weekday, are resolved to the future (an action is due) or the past (something
//! happened). An ambiguous day, such as `3/4`, is rejected.

use crate::model::date::Date;
use crate::model::words::{MONTHS, WEEKDAYS};

/// The direction in which a day without a year is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The first one after today.
    Ahead,
    /// The last one, including today.
    Back,
}

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Other words for a day.
const RELATIVE: [&str; 12] =
    ["today", "tonight", "tomorrow", "yesterday", "next", "week", "weeks", "month", "months", "eom", "eow", "weekend"];

/// Words that do not change the day.
const FILLERS: [&str; 5] = ["on", "the", "of", "this", "by"];

/// The number of Friday, from 0.
const FRIDAY: i64 = 4;

/// The longest text for a day in bytes; longer ones are rejected.
pub(super) const LONGEST: usize = 120;

/// The day that words name, if any.
pub(super) fn read(words: &str, today: Date, look: Look) -> Option<Date> {
    let words = Some(words.trim()).filter(|words| words.len() <= LONGEST)?;
    let words = words.trim_end_matches(['.', ',', ';', '!', ')']).to_lowercase();
    if let Ok(day) = Date::from_words(&words, today) {
        return Some(day);
    }
    let tokens: Vec<_> = words.split([' ', '\t', ',', '\u{a0}']).filter(|token| !token.is_empty()).collect();
    let ordinal = tokens.first() == Some(&"the");
    let tokens: Vec<_> = tokens.into_iter().filter(|token| !FILLERS.contains(token)).collect();
    near(&tokens, today, look)
        .or_else(|| ending(&tokens, today))
        .or_else(|| after(&tokens, today))
        .or_else(|| calendar(&tokens, today, look, ordinal))
}

/// Whether words are just a day, also without a word such as "by" before them.
///
/// `the week`, `2.6` and `may` have other meanings too.
pub(super) fn is_plain(words: &str) -> bool {
    let is_pointed = words.trim_end_matches(')').ends_with('.');
    let words = words.trim_end_matches(['.', ',', ';', '!', ')']).to_lowercase();
    let tokens: Vec<_> = words.split_whitespace().map(|token| token.trim_end_matches(',')).collect();
    let is_weekday = |token: &str| WEEKDAYS.contains(&token);
    // on the first day of a year, all its days are still to come
    let is_read = || Date::from_parts(2000, 1, 1).is_some_and(|day| read(&words, day, Look::Ahead).is_some());
    match tokens.as_slice() {
        ["on" | "this", rest @ ..] if !rest.is_empty() => is_plain(&rest.join(" ")),
        ["today" | "tonight" | "tomorrow"] | ["day", "after", "tomorrow"] | ["next", "week" | "month"] => true,
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

/// Days near today, by weekday or by name, and the end of a week.
fn near(tokens: &[&str], today: Date, look: Look) -> Option<Date> {
    let own = i64::from(today.weekday());
    let days = match tokens {
        ["tonight" | "evening" | "afternoon" | "morning"] => own,
        ["tomorrow", "morning" | "noon" | "afternoon" | "evening"] => own + 1,
        ["day", "after", "tomorrow"] => own + 2,
        ["week" | "eow"] | ["end", "week"] => FRIDAY.max(own),
        ["next", "week"] | ["end", "next", "week"] => 7 + FRIDAY,
        ["next", name] => 7 + weekday(name)?,
        ["last", name] => own - 1 - (own - 1 - weekday(name)?).rem_euclid(7),
        [name] if look == Look::Ahead => own + 1 + (weekday(name)? - own - 1).rem_euclid(7),
        [name] => own - (own - weekday(name)?).rem_euclid(7),
        _ => return None,
    };
    today.plus_days(days - own)
}

/// The end of a month or a year.
fn ending(tokens: &[&str], today: Date) -> Option<Date> {
    match tokens {
        ["eom"] | ["end", "month"] => today.end_of_month(),
        ["next", "month"] | ["end", "next", "month"] => today.plus_months(1)?.end_of_month(),
        ["end", "year"] => Date::from_parts(today.parts().0, 12, 31),
        ["end", name] => {
            let (year, now, _) = today.parts();
            let month = month(name)?;
            let first = Date::from_parts(if month < now { year + 1 } else { year }, month, 1)?;
            first.end_of_month().filter(|day| is_near(*day, today))
        }
        _ => None,
    }
}

/// `in two weeks`, `3 days from now`.
fn after(tokens: &[&str], today: Date) -> Option<Date> {
    let (number, unit) = match tokens {
        ["in", number, unit] | [number, unit, "from", "now" | "today"] => (*number, *unit),
        _ => return None,
    };
    let spelled = NUMBERS.iter().position(|word| *word == number).and_then(|at| i64::try_from(at + 1).ok());
    let number = match number {
        "a" | "an" => 1,
        _ => spelled.or_else(|| number.parse().ok()).filter(|number| (1..=1000).contains(number))?,
    };
    match unit.trim_end_matches('s') {
        "day" => today.plus_days(number),
        "week" => today.plus_days(7 * number),
        "month" => today.plus_months(u32::try_from(number).ok()?),
        _ => None,
    }
}

/// A calendar day, with or without its year and its weekday.
fn calendar(tokens: &[&str], today: Date, look: Look, ordinal: bool) -> Option<Date> {
    if let [name, rest @ ..] = tokens
        && let Some(weekday) = weekday(name)
    {
        let day = calendar(rest, today, look, ordinal)?;
        return (i64::from(day.weekday()) == weekday).then_some(day);
    }
    match tokens {
        [one] => figures(one, today, look).or_else(|| day_alone(one, today, look, ordinal)),
        [a, b, year @ ..] => dated(month_and_day(a, b)?, year, today, look),
        [] => None,
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
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn full_year(token: &str) -> Option<i32> {
    let year: i32 = token.parse().ok()?;
    match token.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// `20.3.`, `20.3.2026`, `20/3`; `3/4` is ambiguous.
fn figures(token: &str, today: Date, look: Look) -> Option<Date> {
    let separator = if token.contains('/') { '/' } else { '.' };
    let parts: Vec<_> = token.trim_end_matches('.').split(separator).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let (first, second) = (number(parts.first()?)?, number(parts.get(1)?)?);
    let (day, month) = match separator {
        '.' => (first, second),
        _ if first > 12 || first == second => (first, second),
        _ if second > 12 => (second, first),
        _ => return None,
    };
    dated((month, day), &parts[2..], today, look)
}

/// `the 20th`: of this month or an adjacent one.
fn day_alone(token: &str, today: Date, look: Look, ordinal: bool) -> Option<Date> {
    let is_ordinal = ordinal || ["th", "st", "nd", "rd"].iter().any(|end| token.ends_with(end));
    let day = day_number(token).filter(|_| is_ordinal)?;
    // 62 days contain each day of the month
    let mut days = (0..=62).filter_map(|days| today.plus_days(if look == Look::Ahead { days } else { -days }));
    days.find(|found| found.parts().2 == day)
}

/// A day and month in the given year, or else by direction; ahead only if it is less than half a year
/// away, or in this year: a day that has just passed is not moved to the next year.
fn dated((month, day): (u32, u32), year: &[&str], today: Date, look: Look) -> Option<Date> {
    let (this, ..) = today.parts();
    let in_year = |year| Date::from_parts(year, month, day);
    // 29 February may be years away
    match (year, look) {
        ([year], _) => in_year(full_year(year)?),
        ([], Look::Back) => (this - 8..=this).rev().filter_map(in_year).find(|day| *day <= today),
        ([], Look::Ahead) => {
            (this..=this + 8).filter_map(in_year).find(|day| *day >= today).filter(|day| is_near(*day, today))
        }
        _ => None,
    }
}

fn is_near(day: Date, today: Date) -> bool {
    day.parts().0 == today.parts().0 || day.days_since(today) <= 183
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads each `day: words; words` of a table, on a Friday.
    fn reads(look: Look, table: &str) {
        for row in table.trim().lines() {
            let (day, words) = row.trim().split_once(": ").unwrap();
            for words in words.split("; ") {
                let found = read(words, "2026-03-20".parse().unwrap(), look).map(|day| day.to_string());
                assert_eq!(found.as_deref().unwrap_or("none"), day, "{words}");
            }
        }
    }

    #[test]
    fn a_day_to_come_is_said_in_many_ways() {
        let table = r"
            2026-03-20: today; tonight; this week; 20 March
            2026-03-21: Tomorrow.; tomorrow evening; 21st of March; the 21st
            2026-03-22: the day after tomorrow
            2026-03-23: +3d; on Monday; next Monday; monday, 23 March
            2026-03-24: tue
            2026-03-26: thurs
            2026-03-27: friday; next friday; next week; end of next week
            2026-03-29: next sunday
            2026-03-30: in 10 days
            2026-03-31: end of month; the end of the month; eom
            2026-04-01: 2026-04-01
            2026-04-02: Apr 2nd
            2026-04-03: the 3rd; in two weeks
            2026-04-04: 4/4
            2026-04-10: three weeks from now
            2026-04-20: 20.4.; 20.04.26; 20.4.2026; 20/4; 4/20; in a month
            2026-04-30: next month
            2026-09-02: 2 Sept
            2026-12-31: end of year
            2027-03-23: 23 March 2027; March 23rd, 2027
        ";
        reads(Look::Ahead, table);
    }

    #[test]
    fn what_could_be_two_days_or_none_is_none() {
        let table = r"
            none: soon; 3/4; 30 February; 29 February; end of February; tuesday 20 March; 32nd; the; next; friday 14:00; mail
            none: in some days; 20; march; March 19; 99999999999 March; in 99999999999999999999 days; 20.3.126; 1.3; lastfriday
        ";
        reads(Look::Ahead, table);
        // a weekday before a day is stripped recursively: many would overflow the stack
        for word in ["", "friday ", "on ", "next ", "29 "] {
            assert_eq!(read(&word.repeat(150_000), "2026-03-20".parse().unwrap(), Look::Ahead), None, "{word}");
        }
    }

    #[test]
    fn a_day_gone_is_looked_for_back() {
        let table = r"
            2026-03-20: friday
            2026-03-19: thursday; yesterday; 19.3.
            2026-03-14: saturday
            2026-03-13: last friday
            2026-02-21: the 21st
            2025-03-21: 21 March
        ";
        reads(Look::Back, table);
    }

    #[test]
    fn next_friday_said_on_a_monday_is_not_this_friday() {
        let on_a_monday = |words| read(words, "2026-03-16".parse().unwrap(), Look::Ahead).unwrap().to_string();
        assert_eq!(["friday", "next friday"].map(on_a_monday), ["2026-03-20", "2026-03-27"]);
    }

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
