//! Numbers of the record: exact decimals, ratings from 1 to 5, counts, yes and no, currencies.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero as HALF_UP;

use super::currency;
use super::field::{Shape, scalar};

/// An exact decimal number: money, hours, percent. Less than 10^18, no exponent, no leading zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(Decimal);

scalar!(Amount, Shape::Decimal, text, shown, read);

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A whole number of units.
    pub fn whole(units: i64) -> Self {
        Self(Decimal::from(units))
    }

    /// The same without zeros at its end: `1200.50` is 1200.5.
    pub fn shortest(self) -> Self {
        Self(self.0.normalize())
    }

    /// Rounded to whole units from 1,000 on, for summaries.
    pub fn rounded(self) -> Self {
        if self.0.abs() < Decimal::ONE_THOUSAND { self } else { Self(self.0.round_dp_with_strategy(0, HALF_UP)) }
    }

    /// Its share of `whole` in percent, rounded, but never 100 if it is less than the whole; none if `whole`
    /// is zero.
    pub fn percent_of(self, whole: Self) -> Option<i64> {
        let share = self.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.0)?;
        let most = if share < Decimal::ONE_HUNDRED { Decimal::from(99) } else { Decimal::MAX };
        share.round().min(most).try_into().ok()
    }

    /// This plus a percentage of it; the largest amount if the sum overflows.
    pub fn plus_percent(self, percent: Self) -> Self {
        let part = self.0.saturating_mul(percent.0) / Decimal::ONE_HUNDRED;
        Self(self.0.saturating_add(part))
    }

    /// With separators for thousands, for reading: `12,400.50`; all its digits, no decimals or at least two.
    pub fn grouped(self) -> String {
        let exact = self.0.normalize();
        let text = if exact.scale() == 1 { format!("{exact:.2}") } else { exact.to_string() };
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{grouped}{point}{fraction}")
    }

    /// Without trailing zeros: `6`, `1.5`.
    pub fn plain(self) -> String {
        self.0.normalize().to_string()
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if plain && (whole.len() > 18 || fraction.len() > 8) {
            return Err(format!(
                "`{text}` is too long; an amount has at most 18 digits before the point and 8 after it"
            ));
        }
        let plain = plain && (whole == "0" || !whole.starts_with('0'));
        Decimal::from_str_exact(text)
            .ok()
            .filter(|_| plain)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a decimal number; use digits and a point, such as 1200.50"))
    }
}

impl std::ops::Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, std::ops::Add::add)
    }
}

/// A judgement from 1 (lowest) to 5 (highest).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

scalar!(Rating, Shape::Rating, plain, shown, read);

impl Rating {
    /// Every one, in order.
    pub const ALL: &'static [Self] = &[Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The number, 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        match text {
            "1" | "2" | "3" | "4" | "5" => Ok(Self(text.as_bytes()[0] - b'0')),
            _ => Err(format!("`{text}` is not a rating; use a whole number from 1 (lowest) to 5 (highest)")),
        }
    }
}

/// A whole number from 0 to 4,294,967,295.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Count(pub u32);

scalar!(Count, Shape::Count, plain, shown, read);

impl Count {
    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let digits = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
        text.parse().ok().filter(|_| digits).map(Self).ok_or_else(|| format!("`{text}` is not a whole number"))
    }
}

/// A number of days, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(Count);

scalar!(Days, Shape::Count, plain, shown, read);

impl Days {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0.0
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        if text == "0" { Err("must be at least 1".to_owned()) } else { text.parse().map(Self) }
    }
}

/// Yes or no, written `true` or `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Flag(pub bool);

scalar!(Flag, Shape::Flag, plain, shown, read);

impl Flag {
    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        match text {
            "true" => Ok(Self(true)),
            "false" => Ok(Self(false)),
            _ => Err(format!("`{text}` is not a valid value; use `true` or `false`")),
        }
    }
}

/// A code of ISO 4217: `EUR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(String);

scalar!(Currency, Shape::Text, text, shown, read);

impl Currency {
    /// The most decimals of its amounts.
    pub fn decimals(&self) -> u32 {
        currency::decimals(&self.0).unwrap_or(2)
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let code = currency::decimals(text).map(|_| Self(text.into()));
        code.ok_or_else(|| format!("`{text}` is not a currency; use an ISO 4217 code such as EUR"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn money_is_exact_keeps_its_digits_and_is_read_in_groups() {
        assert_eq!(amount("12.50").to_string(), "12.50");
        assert_eq!(amount("0.10") + amount("0.20"), amount("0.30"));
        for text in "1e3|1,000|1_000|.5|5.|+5||abc|--1|010|1234567890123456789|0.123456789".split('|') {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
        let grouped = ["1234567.5", "-1200.00", "999", "5.005"].map(|text| amount(text).grouped());
        assert_eq!(grouped, ["1,234,567.50", "-1,200", "999", "5.005"]);
        assert_eq!(amount("1").percent_of(amount("3")), Some(33));
        assert_eq!(amount("1").percent_of(Amount::ZERO), None);
    }

    #[test]
    fn no_days_at_all_and_a_rating_of_six_are_refused() {
        assert_eq!("0".parse::<Days>().unwrap_err(), "must be at least 1");
        assert_eq!("10".parse::<Days>().unwrap().to_string(), "10");
        assert!("ten".parse::<Days>().is_err());
        assert!("6".parse::<Rating>().unwrap_err().contains("from 1 (lowest) to 5"));
        assert_eq!("5".parse::<Rating>().unwrap().get(), 5);
    }
}
