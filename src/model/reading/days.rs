//! Days as people write them: `friday`, `20 March`, `in two weeks`, `end of month`.
//!
//! A weekday, or a day without a year, is resolved to the future (an action is due) or the past (something happened).
//! A day that can be read in two ways, such as `3/4`, is refused with both.

use crate::model::date::{Date, not_a_date};
use crate::model::words::{MONTHS, NUMBERS, WEEKDAYS, nearest};

/// The direction in which a day without a year is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The first one after today.
    Ahead,
    /// The last one, including today.
    Back,
}

/// The keys whose days are still to come; every other day is one on which something happened.
const AHEAD: [&str; 8] = ["due", "ends", "return_by", "start", "next", "next_demo", "from", "to"];

/// The direction in which the days of a key are resolved; it may be a path such as `contract.ends`.
pub fn look(key: &str) -> Look {
    let name = key.rsplit('.').next().unwrap_or(key);
    if AHEAD.contains(&name) { Look::Ahead } else { Look::Back }
}

/// Words that do not change the day.
const FILLERS: [&str; 5] = ["on", "the", "of", "this", "by"];

/// The number of Friday, from 0.
const FRIDAY: i64 = 4;

/// The longest text for a day in bytes; longer ones are refused.
pub const LONGEST: usize = 120;

/// The day that words name.
///
/// # Errors
/// They name no day, or more than one.
pub fn read(words: &str, today: Date, look: Look) -> Result<Date, String> {
    let words = words.trim();
    if words.len() > LONGEST {
        return Err(format!("a date has at most {LONGEST} characters; use YYYY-MM-DD"));
    }
    found(words, today, look).ok_or_else(|| match either(words, today, look) {
        Some((one, other)) => format!("`{words}` could be {one} or {other}; use YYYY-MM-DD"),
        None => meant(words, today, look)
            .map_or_else(|| not_a_date(words), |near| format!("`{words}` is not a valid date; did you mean `{near}`?")),
    })
}

/// The words with each misspelt word replaced, if they name a day then.
fn meant(words: &str, today: Date, look: Look) -> Option<String> {
    let known = || WEEKDAYS.iter().chain(&MONTHS).chain(&["today", "yesterday", "tomorrow", "next", "week", "month"]);
    let word = |token: &str| match nearest(token, known().copied()) {
        Some(near) if token.len() > 3 && weekday(token).or(month(token).map(i64::from)).is_none() => near.to_owned(),
        _ => token.to_owned(),
    };
    let near = bare(words).split_whitespace().map(word).collect::<Vec<_>>().join(" ");
    found(&near, today, look).map(|_| near)
}

fn found(words: &str, today: Date, look: Look) -> Option<Date> {
    let words = bare(words);
    let tokens: Vec<_> = words.split([' ', '\t', ',', '\u{a0}']).filter(|token| !token.is_empty()).collect();
    let ordinal = tokens.first() == Some(&"the");
    let tokens: Vec<_> = tokens.into_iter().filter(|token| !FILLERS.contains(token)).collect();
    near(&tokens, today, look)
        .or_else(|| ending(&tokens, today))
        .or_else(|| after(&tokens, today))
        .or_else(|| calendar(&tokens, today, look, ordinal))
}

/// The two days that words can mean: day and month in either order, or this year or the next.
fn either(words: &str, today: Date, look: Look) -> Option<(Date, Date)> {
    let words = bare(words);
    let parts: Vec<_> = words.split(['/', '-']).collect();
    if let [first, second, year @ ..] = parts.as_slice()
        && let (Some(first), Some(second)) = (small(first), small(second))
    {
        let day = |day| dated(day, year, today, look).or_else(|| dated(day, year, today, Look::Back));
        return Some((day((first, second))?, day((second, first))?));
    }
    let gone = found(&words, today, Look::Back).filter(|_| look == Look::Ahead)?;
    let again = gone.plus_months(12)?;
    words.contains(|c: char| c.is_ascii_digit()).then_some((gone, again))
}

/// Words in lower case without the sign that ends a sentence.
fn bare(words: &str) -> String {
    words.trim_end_matches(['.', ',', ';', '!', ')']).to_lowercase()
}

fn begins(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    names.iter().position(|name| *name == word || word.len() >= 3 && name.starts_with(word))
}

/// The weekday that a word or its abbreviation names, from 0 for Monday.
pub fn weekday(word: &str) -> Option<i64> {
    begins(word, &WEEKDAYS).and_then(|at| i64::try_from(at).ok())
}

/// The month that a word or its abbreviation names, from 1.
pub fn month(word: &str) -> Option<u32> {
    begins(word, &MONTHS).and_then(|at| u32::try_from(at + 1).ok())
}

/// Days near today, by weekday or by name, and the end of a week.
fn near(tokens: &[&str], today: Date, look: Look) -> Option<Date> {
    let own = i64::from(today.weekday());
    let days = match tokens {
        ["today" | "eod" | "tonight" | "evening" | "afternoon" | "morning"] | ["end", "day"] => own,
        ["yesterday"] => own - 1,
        ["tomorrow"] | ["tomorrow", "morning" | "noon" | "afternoon" | "evening"] => own + 1,
        ["day", "after", "tomorrow"] => own + 2,
        ["day", "before", "yesterday"] => own - 2,
        ["week" | "eow"] | ["end", "week"] => FRIDAY.max(own),
        ["next", "week"] | ["end", "next", "week"] => 7 + FRIDAY,
        ["next", name] | [name, "next", "week"] => 7 + weekday(name)?,
        ["last", name] => own - 1 - (own - 1 - weekday(name)?).rem_euclid(7),
        [name] if let Some(days) = offset(name) => own + days,
        [name] if look == Look::Ahead => own + 1 + (weekday(name)? - own - 1).rem_euclid(7),
        [name] => own - (own - weekday(name)?).rem_euclid(7),
        _ => return None,
    };
    today.plus_days(days - own)
}

/// Days in `+3d`, `-2w`.
fn offset(word: &str) -> Option<i64> {
    let number = word.strip_prefix(['+', '-'])?;
    let (digits, days) = match number.strip_suffix('d') {
        Some(digits) => (digits, 1),
        None => (number.strip_suffix('w')?, 7),
    };
    let number: i64 = digits.parse().ok().filter(|n| (0..=100_000).contains(n))?;
    Some(number * days * if word.starts_with('-') { -1 } else { 1 })
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

/// `in two weeks`, `3 days from now`, `3 days ago`.
fn after(tokens: &[&str], today: Date) -> Option<Date> {
    let (number, unit, is_past) = match tokens {
        ["in", number, unit] | [number, unit, "from", "now" | "today"] => (*number, *unit, false),
        [number, unit, "ago"] => (*number, *unit, true),
        _ => return None,
    };
    let spelled = NUMBERS.iter().position(|word| *word == number).and_then(|at| i64::try_from(at).ok());
    let number = match number {
        "a" | "an" => 1,
        _ => spelled.or_else(|| number.parse().ok()).filter(|number| (1..=1000).contains(number))?,
    };
    let days = |days: i64| today.plus_days(if is_past { -days } else { days });
    match unit.trim_end_matches('s') {
        "day" => days(number),
        "week" => days(7 * number),
        "month" if !is_past => today.plus_months(u32::try_from(number).ok()?),
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

/// The month and the day of `20 March` or `March 20`.
pub fn month_and_day(a: &str, b: &str) -> Option<(u32, u32)> {
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

/// A year of two or four digits.
pub fn full_year(token: &str) -> Option<i32> {
    let year: i32 = token.parse().ok().filter(|year| *year >= 0)?;
    match token.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// A number of one or two digits.
fn small(part: &str) -> Option<u32> {
    part.parse().ok().filter(|_| part.len() <= 2)
}

/// `2026-3-5`, `20.3.`, `20.3.2026`, `20/3`; `3/4` is ambiguous.
fn figures(token: &str, today: Date, look: Look) -> Option<Date> {
    let separator = token.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<_> = token.trim_end_matches('.').split(separator).collect();
    if let [year, month, day] = parts.as_slice()
        && year.len() == 4
    {
        return Date::from_parts(full_year(year)?, small(month)?, small(day)?);
    }
    let (first, second) = (small(parts.first()?)?, small(parts.get(1)?)?);
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
                let found = read(words, "2026-03-20".parse().unwrap(), look).map(|day| day.to_string()).ok();
                assert_eq!(found.as_deref().unwrap_or("none"), day, "{words}");
            }
        }
    }

    #[test]
    fn a_day_to_come_is_said_in_many_ways() {
        let table = r"
            2026-03-20: today; tonight; eod; end of the day; this week; 20 March; -0d
            2026-03-21: Tomorrow.; tomorrow evening; 21st of March; the 21st
            2026-03-22: the day after tomorrow
            2026-03-23: +3d; on Monday; next Monday; monday, 23 March
            2026-03-24: tue; next tuesday
            2026-03-26: thurs
            2026-03-27: friday; fri; friday next week; next friday; next week; end of next week
            2026-03-29: next sunday
            2026-03-30: in 10 days
            2026-03-31: end of month; the end of the month; eom
            2026-04-01: 2026-04-01; 2026-4-1; 2026/4/1; 2026.4.1
            2026-04-02: Apr 2nd
            2026-04-03: the 3rd; in two weeks; +2w
            2026-04-04: 4/4
            2026-04-10: three weeks from now
            2026-04-20: 20.4.; 20.04.26; 20.4.2026; 20/4; 4/20; 20-4-2026; 4/20/2026; in a month
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
            none: 2026-02-30; 20260405; +d; 3d; +3m; +99999999999d; 2026-5-5x; --1d
        ";
        reads(Look::Ahead, table);
        // a weekday before a day is stripped recursively: many would overflow the stack
        for word in ["", "friday ", "on ", "next ", "29 "] {
            assert!(read(&word.repeat(150_000), "2026-03-20".parse().unwrap(), Look::Ahead).is_err(), "{word}");
        }
    }

    #[test]
    fn a_day_gone_is_looked_for_back() {
        let table = r"
            2026-03-20: friday
            2026-03-19: thursday; yesterday; 19.3.
            2026-03-17: 3 days ago
            2026-03-14: saturday
            2026-03-13: last friday
            2026-03-06: -2w; two weeks ago
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
    fn a_day_that_is_not_clear_is_refused_with_its_readings() {
        let why = |words, key| read(words, "2026-03-20".parse().unwrap(), look(key)).unwrap_err();
        for (words, key, error) in [
            ("3/4", "on", "`3/4` could be 2026-03-04 or 2025-04-03; use YYYY-MM-DD"),
            ("1/2", "due", "`1/2` could be 2026-01-02 or 2026-02-01; use YYYY-MM-DD"),
            ("2/4", "due", "`2/4` could be 2026-02-04 or 2026-04-02; use YYYY-MM-DD"),
            ("3/4/2026", "contract.ends", "`3/4/2026` could be 2026-03-04 or 2026-04-03; use YYYY-MM-DD"),
            ("19 March", "due", "`19 March` could be 2026-03-19 or 2027-03-19; use YYYY-MM-DD"),
            ("fridya", "due", "`fridya` is not a valid date; did you mean `friday`?"),
            ("Yesteday", "on", "`Yesteday` is not a valid date; did you mean `yesterday`?"),
            ("tomorow", "due", "`tomorow` is not a valid date; did you mean `tomorrow`?"),
            ("20 Marhc 2026", "due", "`20 Marhc 2026` is not a valid date; did you mean `20 march 2026`?"),
            ("2026-5-5x", "due", "`2026-5-5x` is not a valid date; use YYYY-MM-DD"),
            ("tuesday 20 March", "due", "`tuesday 20 March` is not a valid date; use YYYY-MM-DD"),
        ] {
            assert_eq!(why(words, key), error);
        }
    }
}
