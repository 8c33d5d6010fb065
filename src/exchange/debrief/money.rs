//! Amounts and currencies as people write them: `1,200.50`, `1.200,50 €`, `EUR 45`, `-12,50`.
//!
//! A sign that could separate thousands as well as decimals (`1.200`) is rejected.

use crate::model::number::{Amount, Currency};

/// Currencies that are recognized in lower case too.
const COMMON: [&str; 24] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "JPY", "CNY", "KRW", "SGD",
    "AUD", "CAD", "NZD", "INR", "BRL", "MXN", "ZAR", "AED",
];

/// The amount written with digits and signs; none if they are not a number.
///
/// # Errors
/// The amount is ambiguous.
pub(super) fn amount(token: &str) -> Result<Option<Amount>, String> {
    let token = token.replace(['−', '–'], "-");
    let token = token.trim_end_matches(",-").trim_end_matches(".-");
    let (sign, digits) = token.strip_prefix('-').map_or(("", token), |digits| ("-", digits));
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'));
    if !plain || !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let (whole, decimals) = decimals(digits)?;
    let Some(whole) = ungrouped(whole) else { return Err(unclear(token)) };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}").parse().map(Some)
}

fn unclear(token: &str) -> String {
    format!("`{token}` is no amount that is clear: write 1200 or 1200.50")
}

/// The whole part with its separators for thousands, and the decimals.
fn decimals(digits: &str) -> Result<(&str, &str), String> {
    let Some(at) = digits.rfind(['.', ',']) else { return Ok((digits, "")) };
    let (whole, sign, tail) = (&digits[..at], &digits[at..=at], &digits[at + 1..]);
    let again = whole.contains(sign);
    let other = whole.contains(['.', ',', '\'', '’']);
    match tail.len() {
        // a sign that occurs twice, or a comma before three digits, separates thousands
        3 if again || sign == "," && !other => Ok((digits, "")),
        1 | 2 if !again => Ok((whole, tail)),
        3 if sign == "." && other => Ok((whole, tail)),
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
pub(super) fn currency(token: &str, ours: Option<&Currency>) -> Option<Currency> {
    let one_of = |codes: &[&str]| ours.filter(|ours| codes.contains(&ours.to_string().as_str())).cloned();
    match token.to_lowercase().as_str() {
        "€" | "euro" | "euros" => "EUR".parse().ok(),
        "£" => "GBP".parse().ok(),
        "$" => one_of(&["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"]),
        "¥" => one_of(&["JPY", "CNY"]),
        "kr" => one_of(&["SEK", "NOK", "DKK", "ISK"]),
        _ if COMMON.contains(&token.to_uppercase().as_str()) => token.to_uppercase().parse().ok(),
        _ => token.parse().ok(),
    }
}

/// An amount with a currency sign before or after it: `€45`, `45€`, `45EUR`.
///
/// # Errors
/// The amount is ambiguous.
pub(super) fn apart(token: &str, ours: Option<&Currency>) -> Result<Option<(Currency, Amount)>, String> {
    let first = token.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−')).unwrap_or_default();
    let after = token.rfind(|c: char| c.is_ascii_digit()).map_or(first, |last| last + 1);
    let Some(figure) = token.get(first..after) else { return Ok(None) };
    let sign = match (&token[..first], &token[after..]) {
        ("", sign) | (sign, "") => currency(sign, ours),
        _ => None,
    };
    let Some(currency) = sign else { return Ok(None) };
    Ok(amount(figure)?.map(|amount| (currency, amount)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_can_only_be_one_is_that() {
        let plain = |token| amount(token).unwrap().unwrap().to_string();
        let tokens = ["45", "45.5", "45,50", "0,5", "1,200", "1,200.50", "1.200,50", "1'200.50", "1200.-"];
        assert_eq!(tokens.map(plain), ["45", "45.5", "45.50", "0.5", "1200", "1200.50", "1200.50", "1200.50", "1200"]);
        let tokens = ["1.200.000", "1,200,000.5", "-12,50", "−600.25"];
        assert_eq!(tokens.map(plain), ["1200000", "1200000.5", "-12.50", "-600.25"]);
    }

    #[test]
    fn an_amount_that_could_be_two_is_none() {
        for token in ["1.200", "12,34,567", "1,2,3", "1.2.3", "0,500", "1,20.50", "1.200,5000", "007", "1,,200"] {
            assert!(amount(token).is_err(), "{token}");
        }
        for token in ["", "-", "1k", "taxi", "1e3", ".5", "5.", "3/4", "12:30", "+5"] {
            assert_eq!(amount(token), Ok(None), "{token}");
        }
    }

    #[test]
    fn a_currency_is_a_code_or_a_sign_that_is_clear() {
        let usd: Currency = "USD".parse().unwrap();
        for (token, ours, code) in [
            ("€", None, "EUR"),
            ("sek", None, "SEK"),
            ("XAF", None, "XAF"),
            ("$", None, ""),
            ("$", Some(&usd), "USD"),
            ("the", None, ""),
        ] {
            assert_eq!(currency(token, ours).map(|code| code.to_string()).unwrap_or_default(), code, "{token}");
        }
        for (token, code, plain) in [("€45", "EUR", "45"), ("45€", "EUR", "45"), ("£-4.50", "GBP", "-4.50")] {
            assert_eq!(apart(token, None), Ok(Some((code.parse().unwrap(), plain.parse().unwrap()))));
        }
        assert_eq!(apart("A45", None), Ok(None));
    }
}
