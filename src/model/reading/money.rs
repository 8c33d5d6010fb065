//! Amounts and currencies as people write them: `1,200.50`, `1.200,50 €`, `EUR 45`, `-12,50`.
//!
//! A sign that can separate thousands as well as decimals (`1.200`) is refused with both readings.

use crate::model::prelude::*;
use crate::model::words::or_list;

/// Currencies that are recognized in lower case too.
const COMMON: [&str; 24] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "JPY", "CNY", "KRW", "SGD",
    "AUD", "CAD", "NZD", "INR", "BRL", "MXN", "ZAR", "AED",
];

/// Signs and words, and the currencies that use them.
const SIGNS: [(&str, &[&str]); 12] = [
    ("€", &["EUR"]),
    ("euro", &["EUR"]),
    ("euros", &["EUR"]),
    ("£", &["GBP"]),
    ("us$", &["USD"]),
    ("₹", &["INR"]),
    ("₩", &["KRW"]),
    ("zł", &["PLN"]),
    ("kč", &["CZK"]),
    ("$", &["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"]),
    ("¥", &["JPY", "CNY"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
];

/// An amount, with its currency if it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// How much; negative for a refund.
    pub amount: Amount,
    /// The currency that was written beside it.
    pub currency: Option<Currency>,
}

/// Whether a key holds an amount of money; it may be a path such as `budget.amount`.
pub fn is_money(key: &str) -> bool {
    matches!(key.rsplit('.').next(), Some("amount" | "total"))
}

/// The amount that words name, with or without its currency; `ours` is the currency of one without.
///
/// # Errors
/// They name no amount, or more than one.
pub fn read(words: &str, ours: Option<&Currency>) -> Result<Money, String> {
    let words = words.trim();
    let (minus, rest) = words.strip_prefix(['-', '−']).map_or(("", words), |rest| ("-", rest.trim_start()));
    let not_an_amount = || format!("`{words}` is not an amount; use 1200.50 or 1200.50 EUR");
    let (before, figure, after) = parts(rest).ok_or_else(not_an_amount)?;
    let currency = match (before, after) {
        ("", "") => None,
        ("", sign) | (sign, "") => match currency(sign, ours) {
            Some(currency) => Some(currency),
            None if sign.contains(' ') => return Err(not_an_amount()),
            None => return Err(shared(sign, figure).or_else(|| code(sign).err()).unwrap_or_else(not_an_amount)),
        },
        _ => return Err(not_an_amount()),
    };
    let amount = amount(&format!("{minus}{figure}"), currency.as_ref().or(ours))?.ok_or_else(not_an_amount)?;
    Ok(Money { amount, currency })
}

/// A decimal number that is not money: `6`, `1.25`, `1,5`.
///
/// # Errors
/// It is none, or ambiguous.
pub fn number(words: &str) -> Result<Amount, String> {
    words.parse().or_else(|error| figure(words, 8, "a number")?.ok_or(error))
}

/// What stands before a figure, the figure, and what stands after it.
fn parts(words: &str) -> Option<(&str, &str, &str)> {
    let first = words.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−'))?;
    let after = words.rfind(|c: char| c.is_ascii_digit())? + 1;
    let behind = words[after..].trim_start_matches(",-").trim_start_matches(".-");
    Some((words[..first].trim(), words.get(first..after)?, behind.trim()))
}

/// The amount written with digits and signs; none if they are not a number.
///
/// # Errors
/// The amount is ambiguous, or has more decimals than its currency.
pub fn amount(token: &str, currency: Option<&Currency>) -> Result<Option<Amount>, String> {
    let code = currency.map_or_else(|| "the currency".to_owned(), ToString::to_string);
    figure(token, currency.map_or(2, Currency::decimals), &code)
}

fn figure(token: &str, most: u32, whose: &str) -> Result<Option<Amount>, String> {
    let token = token.replace(['−', '–'], "-").replace(['\u{a0}', '\u{202f}'], " ");
    let token = token.trim_end_matches(",-").trim_end_matches(".-");
    let (sign, digits) = token.strip_prefix('-').map_or(("", token), |digits| ("-", digits));
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' '));
    if !plain || !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let (whole, decimals) = decimals(digits, most)?;
    let Some(whole) = ungrouped(whole) else { return Err(unclear(token)) };
    if decimals.len() > most as usize {
        return Err(format!("`{token}` has more decimals than {whose} allows ({most})"));
    }
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}").parse().map(Some)
}

fn unclear(token: &str) -> String {
    format!("`{token}` is ambiguous; use digits and a point, such as 1200.50")
}

/// The whole part with its separators for thousands, and the decimals.
fn decimals(digits: &str, most: u32) -> Result<(&str, &str), String> {
    let Some(at) = digits.rfind(['.', ',']) else { return Ok((digits, "")) };
    let (whole, sign, tail) = (&digits[..at], &digits[at..=at], &digits[at + 1..]);
    let again = whole.contains(sign);
    let other = whole.contains(['.', ',', '\'', '’', ' ']);
    let is_point = other || whole.starts_with('0') || whole.len() > 3 || most == 3 && sign == ".";
    match tail.len() {
        // a sign that occurs twice separates thousands
        3 if again || most == 0 && !other => Ok((digits, "")),
        3 if !is_point => Err(format!(
            "`{digits}` could be {whole}{tail} or {whole}.{tail}; use {whole}{tail} or {whole}.{}",
            &tail[..2]
        )),
        _ if !again => Ok((whole, tail)),
        _ => Err(unclear(digits)),
    }
}

/// The digits of a whole number, with or without one kind of separator for thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(sign) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    let groups: Vec<_> = whole.split(sign).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let well = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    (well && rest.iter().all(|group| group.len() == 3 && digits(group))).then(|| groups.concat())
}

/// The currency of a word or sign; a sign of several currencies only if ours is one of them.
pub fn currency(token: &str, ours: Option<&Currency>) -> Option<Currency> {
    let sign = token.to_lowercase();
    match SIGNS.iter().find(|(known, _)| *known == sign) {
        Some((_, [one])) => one.parse().ok(),
        Some((_, codes)) => ours.filter(|ours| codes.contains(&ours.to_string().as_str())).cloned(),
        _ if COMMON.contains(&token.to_uppercase().as_str()) => token.to_uppercase().parse().ok(),
        _ => token.parse().ok(),
    }
}

/// The currency that a whole value names, in any case.
///
/// # Errors
/// It is not a code of ISO 4217.
pub fn code(words: &str) -> Result<Currency, String> {
    let words = words.trim();
    currency(words, None)
        .map_or_else(|| words.to_uppercase().parse(), Ok)
        .map_err(|error: String| error.replace(&words.to_uppercase(), words))
}

/// Why the sign of several currencies says none; none for any other word.
pub fn shared(sign: &str, figure: &str) -> Option<String> {
    let (_, codes) = SIGNS.iter().find(|(known, codes)| *known == sign.to_lowercase() && codes.len() > 1)?;
    Some(format!("`{sign}` could be {}; use the code, such as {figure} {}", or_list(*codes), codes[0]))
}

/// An amount with a currency sign before or after it: `€45`, `45€`, `45EUR`.
///
/// # Errors
/// The amount is ambiguous.
pub fn apart(token: &str, ours: Option<&Currency>) -> Result<Option<(Currency, Amount)>, String> {
    let Some((before, figure, after)) = parts(token) else { return Ok(None) };
    let sign = match (before, after) {
        ("", sign) | (sign, "") => currency(sign, ours),
        _ => None,
    };
    let Some(currency) = sign else { return Ok(None) };
    Ok(amount(figure, Some(&currency))?.map(|amount| (currency, amount)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_can_only_be_one_is_that() {
        let plain = |token| amount(token, None).unwrap().unwrap().to_string();
        let tokens = ["45", "45.5", "45,50", "0,5", "12.00", "1,200.50", "1.200,50", "1'200.50", "1200.-", "1 200,50"];
        let amounts = ["45", "45.5", "45.50", "0.5", "12.00", "1200.50", "1200.50", "1200.50", "1200", "1200.50"];
        assert_eq!(tokens.map(plain), amounts);
        let tokens = ["1.200.000", "1,200,000.5", "-12,50", "−600.25"];
        assert_eq!(tokens.map(plain), ["1200000", "1200000.5", "-12.50", "-600.25"]);
    }

    #[test]
    fn an_amount_that_could_be_two_is_none() {
        for token in
            ["1.200", "1,000", "12,34,567", "1,2,3", "1.2.3", "0,500", "1,20.50", "1.200,5000", "007", "1,,200"]
        {
            assert!(amount(token, None).is_err(), "{token}");
        }
        for token in ["", "-", "1k", "taxi", "1e3", ".5", "5.", "3/4", "12:30", "+5"] {
            assert_eq!(amount(token, None), Ok(None), "{token}");
        }
    }

    #[test]
    fn a_currency_is_a_code_or_a_sign_that_is_clear() {
        let usd: Currency = "USD".parse().unwrap();
        for (token, ours, code) in [
            ("€", None, "EUR"),
            ("sek", None, "SEK"),
            ("XAF", None, "XAF"),
            ("XYZ", None, ""),
            ("$", None, ""),
            ("$", Some(&usd), "USD"),
            ("the", None, ""),
            ("all", None, ""),
        ] {
            assert_eq!(currency(token, ours).map(|code| code.to_string()).unwrap_or_default(), code, "{token}");
        }
        for (token, code, plain) in [("€45", "EUR", "45"), ("45€", "EUR", "45"), ("£-4.50", "GBP", "-4.50")] {
            assert_eq!(apart(token, None), Ok(Some((code.parse().unwrap(), plain.parse().unwrap()))));
        }
        assert_eq!(apart("A45", None), Ok(None));
    }

    #[test]
    fn a_value_is_an_amount_with_or_without_its_currency() {
        let eur = "EUR".parse().unwrap();
        let said = |words| match read(words, Some(&eur)) {
            Ok(Money { amount, currency }) => {
                format!("{amount} {}", currency.map(|code| code.to_string()).unwrap_or_default()).trim().to_owned()
            }
            Err(why) => why,
        };
        for (words, money) in [
            ("300", "300"),
            ("300,50", "300.50"),
            ("€300", "300 EUR"),
            ("300 €", "300 EUR"),
            ("-€300", "-300 EUR"),
            ("300 eur", "300 EUR"),
            ("EUR 1.200,50", "1200.50 EUR"),
            ("1 200,50 EUR", "1200.50 EUR"),
            ("-12.50", "-12.50"),
            ("1,000 JPY", "1000 JPY"),
            ("1.255 BHD", "1.255 BHD"),
            ("1.000", "`1.000` could be 1000 or 1.000; use 1000 or 1.00"),
            ("1,000 EUR", "`1,000` could be 1000 or 1.000; use 1000 or 1.00"),
            ("300.5 JPY", "`300.5` has more decimals than JPY allows (0)"),
            ("300.5050", "`300.5050` has more decimals than EUR allows (2)"),
            ("12 EUT", "`EUT` is not a currency; use an ISO 4217 code such as EUR"),
            ("12 kr", "`kr` could be SEK, NOK, DKK or ISK; use the code, such as 12 SEK"),
            ("taxi 12 EUR and bus 3 EUR", "`taxi 12 EUR and bus 3 EUR` is not an amount; use 1200.50 or 1200.50 EUR"),
            ("1.2k EUR", "`1.2k EUR` is not an amount; use 1200.50 or 1200.50 EUR"),
            ("free", "`free` is not an amount; use 1200.50 or 1200.50 EUR"),
        ] {
            assert_eq!(said(words), money, "{words}");
        }
        assert_eq!(number("1,5").map(|number| number.to_string()), Ok("1.5".to_owned()));
        assert_eq!(number("1.255").map(|number| number.to_string()), Ok("1.255".to_owned()));
        assert!(number("1,255").is_err() && number("many").is_err());
    }
}
