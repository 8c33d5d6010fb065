//! Calendar days as files store them; `reading::days` reads what people type.
//!
//! The only module that uses the date library; the clock itself is read in `cmd::context`.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::field::{Shape, scalar};

/// A day, `YYYY-MM-DD`, from 1900 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

scalar!(Date, Shape::Date, text, read);

/// The error for a text that is not a valid date.
pub fn not_a_date(text: &str) -> String {
    let advice = if is_written_out(text) { "check the month and day" } else { "use YYYY-MM-DD" };
    format!("`{text}` is not a valid date; {advice}")
}

/// Whether a text has the form `YYYY-MM-DD`.
fn is_written_out(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

impl Date {
    /// The day of a year, month (1–12) and day (1–31), if there is one.
    pub fn from_parts(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=9999).contains(&year)).map(Self)
    }

    /// Year, month (1–12) and day (1–31).
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Whole days since `earlier`; negative when that is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The day this many days later, or earlier for a negative number.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let step = Days::new(days.unsigned_abs());
        let day = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) }?;
        Self::from_parts(day.year(), day.month(), day.day())
    }

    /// The same day this many months later, or the last day of a shorter month.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let day = self.0.checked_add_months(Months::new(months))?;
        Self::from_parts(day.year(), day.month(), day.day())
    }

    /// The last day of its month.
    pub fn end_of_month(self) -> Option<Self> {
        let (year, month, _) = self.parts();
        (28..=31).rev().find_map(|day| Self::from_parts(year, month, day))
    }

    /// Its day of the week, from 0 for Monday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The latest date anywhere on earth while it is this date here: clocks are up to 26 hours apart.
    pub fn latest_anywhere(self) -> Self {
        self.plus_days(1).unwrap_or(self)
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
        is_written_out(text)
            .then(|| Self::from_parts(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?))
            .flatten()
            .ok_or_else(|| not_a_date(text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.parts();
        out.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_full_and_exists() {
        for text in ["2026-02-30", "2026-13-01", "2026-1-5", "20260105", "", "0001-01-01", "today"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!("2024-02-29".parse::<Date>().unwrap().to_string(), "2024-02-29");
    }
}
