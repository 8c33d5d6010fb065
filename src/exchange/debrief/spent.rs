//! *spent*: `taxi to the port, 45.50 EUR travel`; currency and category may be left out.

use super::{Values, meant};
use crate::model::number::{Amount, Currency};
use crate::model::reading::money;
use crate::model::record::Category;

/// The parts found from the end of a line backwards.
#[derive(Default)]
struct Tail {
    amount: Option<Amount>,
    currency: Option<Currency>,
    category: Option<Category>,
}

/// Money spent, in our currency unless another is given.
pub(super) fn read(text: &str, ours: Option<&Currency>) -> Result<Values, String> {
    let mut tokens: Vec<&str> = text.split_whitespace().collect();
    let mut found = Tail::default();
    while let Some(token) = tokens.last()
        && found.take(bare(token), ours)?
    {
        tokens.pop();
    }
    let amount = match found.amount {
        Some(amount) => grouped(&mut tokens, amount)?,
        None => found.within(&mut tokens, ours)?,
    };
    if let Some(other) = other_amount(&tokens, ours) {
        let code = found.currency.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        return Err(format!("the line has two amounts, {other} and {amount}{code}; write a line for each"));
    }
    if tokens.last().is_some_and(|token| matches!(*token, "x" | "X" | "×" | "*" | "à" | "@")) {
        return Err("write the total, not the calculation".to_owned());
    }
    if tokens.is_empty() {
        tokens.extend(found.category.map(Category::word));
    }
    let what = tokens.join(" ");
    let what =
        what.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '('));
    if what.is_empty() {
        return Err("the purpose is missing".to_owned());
    }
    let unknown = "the currency is missing; neither the budget nor engage.yaml has one";
    let currency = found.currency.or(ours.cloned()).ok_or(unknown)?;
    Ok(vec![
        ("what", what.to_owned()),
        ("amount", amount.to_string()),
        ("currency", currency.to_string()),
        ("category", found.category.map(Category::word).unwrap_or_default().to_owned()),
    ])
}

impl Tail {
    /// Takes a word as amount, currency or category, if it is one that is still missing.
    fn take(&mut self, token: &str, ours: Option<&Currency>) -> Result<bool, String> {
        let (lacks_amount, lacks_currency) = (self.amount.is_none(), self.currency.is_none());
        if let Some(category) = category(token).filter(|_| self.category.is_none()) {
            self.category = Some(category);
        } else if lacks_amount && let Some(amount) = money::amount(token, self.currency.as_ref().or(ours))? {
            self.amount = Some(amount);
        } else if lacks_amount
            && lacks_currency
            && let Some((currency, amount)) = money::apart(token, ours)?
        {
            (self.amount, self.currency) = (Some(amount), Some(currency));
        } else if lacks_currency && let Some(currency) = money::currency(token, ours) {
            self.currency = Some(currency);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Takes a single amount next to its currency before the last words: `12 EUR taxi`.
    fn within(&mut self, tokens: &mut Vec<&str>, ours: Option<&Currency>) -> Result<Amount, String> {
        let pairs = tokens.windows(2).enumerate().filter_map(|(at, pair)| {
            let currency = money::currency(bare(pair[1]), ours)?;
            let amount = money::amount(bare(pair[0]), Some(&currency)).ok().flatten()?;
            Some((at, amount, currency))
        });
        let [(at, amount, currency)] = pairs.collect::<Vec<_>>().try_into().map_err(|_| without_amount(tokens))?;
        if tokens.iter().filter(|token| token.starts_with(|c: char| c.is_ascii_digit())).count() > 1 {
            return Err("the line has more than one number; write the amount at the end".to_owned());
        }
        self.currency.get_or_insert(currency);
        let ends = tokens[at + 1].trim_start_matches(bare(tokens[at + 1]));
        tokens.splice(at..at + 2, (at > 0 && !ends.is_empty()).then_some("–"));
        Ok(amount)
    }
}

/// An amount with its currency that is left in the words beside the one that was found.
fn other_amount(tokens: &[&str], ours: Option<&Currency>) -> Option<String> {
    let pairs = tokens.windows(2).map(|pair| format!("{} {}", bare(pair[0]), bare(pair[1])));
    let mut all = tokens.iter().map(|token| bare(token).to_owned()).chain(pairs);
    all.find(|words| money::read(words, ours).is_ok_and(|money| money.currency.is_some()))
}

/// Why there is no amount: the sign of several currencies, or no amount at all.
fn without_amount(tokens: &[&str]) -> String {
    let last = tokens.last().copied().unwrap_or_default();
    let figure = last.trim_matches(|c: char| !c.is_ascii_digit());
    let shared = match tokens {
        _ if !figure.is_empty() => money::shared(&last.replace(figure, ""), figure),
        [.., figure, sign] => money::shared(sign, figure),
        _ => None,
    };
    shared.unwrap_or_else(|| "the amount is missing".to_owned())
}

/// A word without the brackets and signs around it.
fn bare(token: &str) -> &str {
    token.trim_start_matches(['(', '[']).trim_end_matches([',', ';', ')', ']', ':'])
}

fn category(token: &str) -> Option<Category> {
    let word = token.to_lowercase();
    meant(&word, &[(Category::Labour, "labor, work")]).or_else(|| word.parse().ok())
}

/// The amount with thousands separated by a blank: `hotel, 1 200.50`.
///
/// Only if a comma or a colon separates them from the words: `room 12 200` is ambiguous.
fn grouped(tokens: &mut Vec<&str>, amount: Amount) -> Result<Amount, String> {
    let tail = amount.to_string();
    let is_group = tail.split('.').next().is_some_and(|whole| whole.len() == 3 && !whole.starts_with('-'));
    let is_head = |token: &str| {
        let digits = token.trim_start_matches(['-', '−']);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let Some(head) = tokens.last().copied().filter(|token| is_group && is_head(token)) else { return Ok(amount) };
    match tokens.iter().rev().nth(1) {
        Some(before) if before.ends_with([',', ':', ';', '-', '–']) => {
            tokens.pop();
            format!("{}{tail}", head.replace('−', "-")).parse()
        }
        _ => Err(format!("the amount could be {tail} or {head}{tail}; put a comma before it")),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn money_is_read_from_the_end() {
        let table = r"
            ## spent
            taxi to the port, 45.50 EUR travel => what=taxi to the port; amount=45.50; currency=EUR; category=travel
            taxi 45 => what=taxi; amount=45; currency=EUR
            taxi: 45 sek, travel => what=taxi; amount=45; currency=SEK; category=travel
            two tablets, equipment, 2,598.00 EUR => what=two tablets; amount=2598.00; currency=EUR; category=equipment
            hotel, 1.200,50 € => what=hotel; amount=1200.50; currency=EUR
            hotel €84 (travel) => what=hotel; amount=84; currency=EUR; category=travel
            hotel, GBP 84 => what=hotel; amount=84; currency=GBP
            hotel, 1 200 EUR => what=hotel; amount=1200; currency=EUR
            room 12, 84 EUR => what=room 12; amount=84; currency=EUR
            flights, one refunded, -600.25 travel => what=flights, one refunded; amount=-600.25; currency=EUR; category=travel
            12 EUR taxi => what=taxi; amount=12; currency=EUR
            taxi 12 EUR, Sam => what=taxi – Sam; amount=12; currency=EUR
            travel 84 => what=travel; amount=84; currency=EUR; category=travel
            Sam's hours, 1200 labor => what=Sam's hours; amount=1200; currency=EUR; category=labour
        ";
        reads(table);
    }

    #[test]
    fn money_that_is_not_clear_is_asked_about() {
        let table = r"
            ## spent
            taxi => ? the amount is missing
            taxi 12 EUR and bus 3 EUR => ? the line has two amounts, 12 EUR and 3 EUR; write a line for each
            taxi €12, bus 3 => ? the line has two amounts, €12 and 3; write a line for each
            taxi, 1.200 => ? `1.200` could be 1200 or 1.200; use 1200 or 1.20
            room 12 200 EUR => ? the amount could be 200 or 12200; put a comma before it
            45 EUR => ? the purpose is missing
            hotel, $84 => ? `$` could be USD, AUD, CAD, NZD, SGD, HKD or MXN; use the code, such as 84 USD
            tip 2 $ => ? `$` could be USD, AUD, CAD, NZD, SGD, HKD or MXN; use the code, such as 2 USD
            12 EUR room 7 b => ? the line has more than one number; write the amount at the end
            per diem 3 x 45 EUR => ? write the total, not the calculation
        ";
        reads(table);
        assert!(read("taxi 45", None).unwrap_err().starts_with("the currency is missing"));
    }
}
