//! Phrases that several of the customer's documents say.

use super::shared::{self, Person, Shared, Signed};
use crate::model::date::Date;
use crate::model::words;

/// The words with a full stop, where they have no end of their own; nothing stays nothing.
pub fn sentence(said: &str) -> String {
    let ends = said.is_empty() || said.ends_with(['.', '!', '?', ':', '…']);
    if ends { said.to_owned() } else { format!("{said}.") }
}

/// The words without the full stop at their end, to go on with.
pub fn clause(said: &str) -> &str {
    said.strip_suffix('.').unwrap_or(said)
}

/// The words, or a dash for a cell of which nothing is recorded.
pub fn or_dash(words: &str) -> String {
    if words.is_empty() { "–".to_owned() } else { words.to_owned() }
}

/// `18 to 20 March 2026`, and as much of it as is known.
pub fn period((from, to): (Option<Date>, Option<Date>)) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => words::date(from),
        (Some(from), Some(to)) => format!("{} to {}", before(from, to), words::date(to)),
        (Some(from), None) => format!("from {}", words::date(from)),
        (None, Some(to)) => format!("until {}", words::date(to)),
        (None, None) => String::new(),
    }
}

/// `18 and 20 March 2026`, `20 March and 9 April 2026`; nothing of none.
pub fn days(days: impl Iterator<Item = Date>) -> String {
    let days: Vec<_> = days.collect();
    let said = |(at, day): (usize, &Date)| match days.get(at + 1) {
        Some(next) => before(*day, *next),
        None => words::date(*day),
    };
    words::and_list(&days.iter().enumerate().map(said).collect::<Vec<_>>())
}

/// A day without what it shares with the one named after it.
fn before(day: Date, next: Date) -> String {
    let ((year, month, number), (next_year, next_month, _)) = (day.parts(), next.parts());
    let said = words::date(day);
    match (year == next_year, month == next_month) {
        (true, true) => number.to_string(),
        (true, false) => said.trim_end_matches(char::is_numeric).trim_end().to_owned(),
        (false, _) => said,
    }
}

/// A small number in words.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A day, or nothing.
pub fn day(day: Option<Date>) -> String {
    day.map(words::date).unwrap_or_default()
}

/// What our side is called: our house, where all of us are of one.
pub fn us(shared: &Shared) -> String {
    if shared.people.us.is_empty() { "us".to_owned() } else { shared.people.us.clone() }
}

/// What our side is called where a table or a list names it.
pub fn our_side(shared: &Shared) -> String {
    if shared.people.us.is_empty() { "Our side".to_owned() } else { shared.people.us.clone() }
}

/// `Ana Ortiz (sponsor and product owner)`.
pub fn with_roles(person: &Person) -> String {
    if person.roles.is_empty() {
        return person.name.clone();
    }
    format!("{} ({})", person.name, words::and_list(&person.roles))
}

/// `by Ana Ortiz for Port of Aldmouth and by Sam Lindqvist for Tern Systems`.
pub fn by_whom(shared: &Shared, signed: &Signed) -> String {
    let sides = [(&signed.theirs, shared.customer.clone()), (&signed.ours, us(shared))];
    let named = sides.into_iter().filter(|(names, _)| !names.is_empty());
    let by: Vec<_> = named.map(|(names, side)| format!("by {} for {side}", words::and_list(names))).collect();
    words::and_list(&by)
}

/// Something that both sides agreed.
#[derive(Debug, serde::Serialize)]
pub struct Agreed {
    on: String,
    what: String,
    by: String,
}

/// Something that both sides agreed, in words.
pub fn agreed(agreed: &shared::Agreed) -> Agreed {
    let what = words::capital(clause(&agreed.what));
    Agreed { on: words::date(agreed.on), what, by: words::and_list(&agreed.by) }
}

/// How it ended, as a sentence; nothing while it goes on.
pub fn ended(shared: &Shared) -> String {
    let Some(ending) = &shared.ending else { return String::new() };
    let how = if ending.is_called_off { "was called off" } else { "came to its end" };
    format!("The engagement {how} on {}.", words::date(ending.on))
}

/// When the next cycle begins, was to begin or began; nothing where no day is set.
pub fn next_begins(shared: &Shared) -> String {
    if let Some(began) = shared.followed {
        return format!("The next cycle began on {}", words::date(began));
    }
    let is_past = |from: &Date| shared.as_of.is_some_and(|day| *from < day);
    let begins = |from: Date| if is_past(&from) { "was to begin" } else { "begins" };
    let said = shared.next.from.map(|from| format!("The next cycle {} on {}", begins(from), words::date(from)));
    said.unwrap_or_default()
}

/// What a handover is signed as.
pub const HANDOVER: &[&str] = &["handover", "acceptance"];

/// The customer's last word on the handover, where it is a no.
pub fn refused(shared: &Shared) -> Option<&Signed> {
    shared.signatures.last(HANDOVER, true).filter(|signed| !signed.is_accepted)
}

/// One line of a block of signatures; blank where there is something to fill in by hand.
#[derive(Debug, serde::Serialize)]
pub struct Line {
    side: String,
    name: String,
    signed: String,
}

/// The lines of both sides under one of `of`; to be filled in where a side has yet to sign, or sign again.
pub fn lines(shared: &Shared, of: &[&str], again: bool) -> Vec<Line> {
    const THEIRS: &[&str] = &["decider", "sponsor", "product owner", "operations"];
    const OURS: &[&str] = &["account responsible", "solution responsible", "fulfilment responsible"];
    let signed = |is_theirs| shared.signatures.last(of, is_theirs).filter(|signed| signed.is_accepted);
    let (theirs, ours) = (signed(true), signed(false));
    let line = |side: String, signed: Option<&Signed>, names: &[String], likely: String| Line {
        side,
        name: if names.is_empty() { likely } else { words::and_list(names) },
        signed: signed.filter(|_| !again).map(|signed| words::date(signed.on)).unwrap_or_default(),
    };
    let people = &shared.people;
    let (their_names, our_names) =
        (theirs.map_or(&[][..], |signed| &signed.theirs), ours.map_or(&[][..], |signed| &signed.ours));
    vec![
        line(shared.customer.clone(), theirs, their_names, signatory(&people.theirs, THEIRS)),
        line(our_side(shared), ours, our_names, signatory(&people.ours, OURS)),
    ]
}

/// Whose word it is to sign, by the first of these roles that somebody has.
fn signatory(people: &[Person], roles: &[&str]) -> String {
    let found = roles.iter().find_map(|role| people.iter().find(|person| person.is(role)));
    found.map(|person| person.name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_says_a_month_and_a_year_once() {
        let said = |from: &str, to: &str| period((from.parse().ok(), to.parse().ok()));
        assert_eq!(said("2026-03-18", "2026-03-20"), "18 to 20 March 2026");
        assert_eq!(said("2026-03-30", "2026-04-02"), "30 March to 2 April 2026");
        assert_eq!(said("2025-12-30", "2026-01-02"), "30 December 2025 to 2 January 2026");
        assert_eq!(said("2026-03-18", "2026-03-18"), "18 March 2026");
        assert_eq!(said("2026-03-18", ""), "from 18 March 2026");
        assert_eq!(said("", "2026-03-18"), "until 18 March 2026");
        assert_eq!(said("", ""), "");
    }

    #[test]
    fn days_of_one_month_or_year_say_it_once() {
        let said = |said: &[&str]| days(said.iter().map(|day| day.parse().unwrap()));
        assert_eq!(said(&["2026-03-20", "2026-04-09"]), "20 March and 9 April 2026");
        assert_eq!(said(&["2026-03-18", "2026-03-20"]), "18 and 20 March 2026");
        assert_eq!(said(&["2025-12-20", "2026-04-09"]), "20 December 2025 and 9 April 2026");
        assert_eq!((said(&["2026-04-09"]).as_str(), said(&[]).as_str()), ("9 April 2026", ""));
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(sentence("It works"), "It works.");
        assert_eq!(sentence("It works."), "It works.");
        assert_eq!(sentence(""), "");
    }
}
