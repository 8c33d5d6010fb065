//! *who does what by when*: `Name: what they do by Friday`.

use super::day::{self, Look};
use super::{Known, Values, who};

/// What may begin a day at the end of a line.
const BY: [&str; 8] = [" by ", " until ", " due ", " before ", "(by ", "(due ", ", ", " on "];

/// What stands behind "by" and is no day: how a thing is done.
const MEANS: [&str; 14] = [
    "mail", "email", "e-mail", "hand", "phone", "post", "letter", "car", "train", "boat", "bus", "plane", "himself",
    "herself",
];

/// What says that there is no day.
const NO_DAY: &str = ", no day";

/// An action, with its owner and the day it is due.
pub(super) fn read(text: &str, known: &Known) -> Result<Values, String> {
    let nobody = "it does not say who does it: begin with the name and a colon";
    let (name, words) = who::split(text, known.engagement).ok_or(nobody)?;
    let owner = who::read(name, known)?;
    let (what, due) = due(words.trim(), known)?;
    if what.is_empty() {
        return Err("it does not say what is to be done".to_owned());
    }
    Ok(vec![("what", what.to_owned()), ("owner", owner), ("due", due.unwrap_or_default())])
}

/// What is to be done, and the day that ends the line.
fn due<'a>(words: &'a str, known: &Known) -> Result<(&'a str, Option<String>), String> {
    // a blank before, so that a line of nothing but a day has it too
    let plain = format!(" {}", words.to_ascii_lowercase());
    if let Some(what) = plain.strip_suffix(NO_DAY) {
        return Ok((words[..what.len().saturating_sub(1)].trim(), None));
    }
    let places = BY.iter().flat_map(|by| plain.rmatch_indices(*by).map(|(at, by)| (at, at + by.len() - 1, by)));
    // what is followed by more than a day is no place of one, however many of them a line has
    let mut places: Vec<_> = places.filter(|(_, after, _)| words.len() - after <= day::LONGEST).collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    for (at, after, by) in &places {
        let is_clear = !is_loose(by) || words[*after..].trim().len() > 2;
        if let Some(day) = day::read(&words[*after..], known.today, Look::Ahead).filter(|_| is_clear) {
            return Ok((what(&words[..at.saturating_sub(1)]), Some(day.to_string())));
        }
    }
    let meant = places.iter().find(|(_, after, by)| !is_loose(by) && is_meant(&words[*after..]));
    match meant {
        Some((_, after, _)) => Err(unclear(&words[*after..], known)),
        None => trailing(words, known),
    }
}

/// Whether more than days stand behind these words.
fn is_loose(by: &str) -> bool {
    matches!(by, ", " | " on ")
}

fn is_meant(words: &str) -> bool {
    let word = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_one = !word.is_empty() && !word.contains(char::is_whitespace);
    day::is_meant(words) || is_one && !MEANS.contains(&word.as_str())
}

fn unclear(words: &str, known: &Known) -> String {
    let gone =
        day::read(words, known.today, Look::Back).is_some_and(|day| (1..=183).contains(&known.today.days_since(day)));
    let words = words.trim();
    if gone && words.contains(|c: char| c.is_ascii_digit()) {
        return format!("`{words}` has gone by: write its year, or another day");
    }
    format!("`{words}` is no day that is clear: write 20 March or Friday, or `no day` behind a comma")
}

/// A day at the end of the line without "by".
fn trailing<'a>(words: &'a str, known: &Known) -> Result<(&'a str, Option<String>), String> {
    let starts = std::iter::once(0).chain(words.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()));
    let starts: Vec<_> = starts.collect();
    let last = &starts[starts.len().saturating_sub(5)..];
    let Some(at) = last.iter().find(|at| day::is_plain(&words[**at..])) else { return Ok((words, None)) };
    match day::read(&words[*at..], known.today, Look::Ahead) {
        Some(day) => Ok((what(&words[..*at]), Some(day.to_string()))),
        None => Err(unclear(&words[*at..], known)),
    }
}

/// What is to be done without what parts it from its day.
fn what(words: &str) -> &str {
    words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '('))
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{one, values};

    #[test]
    fn an_action_has_an_owner_and_a_day() {
        for (line, what, owner, due) in [
            ("Sam Lindqvist: rescan the masters by Friday", "rescan the masters", "sam-lindqvist", "2026-03-27"),
            ("- [ ] Sam Berg: ask for the policy, by 2 April.", "ask for the policy", "sam-berg", "2026-04-02"),
            ("Ana: a list of berths (by tomorrow)", "a list of berths", "ana-ortiz", "2026-03-21"),
            ("Ana: a list of berths, in two weeks", "a list of berths", "ana-ortiz", "2026-04-03"),
            ("Ana: replace by hand by 2026-04-01", "replace by hand", "ana-ortiz", "2026-04-01"),
            ("Ana: ask Gerry by mail", "ask Gerry by mail", "ana-ortiz", ""),
            ("Ana: the drawings due end of month", "the drawings", "ana-ortiz", "2026-03-31"),
            ("Ana: amendment back - by Monday", "amendment back", "ana-ortiz", "2026-03-23"),
            ("Ana: meet on Monday", "meet", "ana-ortiz", "2026-03-23"),
            ("Ana: the report tomorrow", "the report", "ana-ortiz", "2026-03-21"),
            ("Ana: the report in two weeks", "the report", "ana-ortiz", "2026-04-03"),
            ("Ana: the report Friday", "the report", "ana-ortiz", "2026-03-27"),
            ("Ana: the report - Friday", "the report", "ana-ortiz", "2026-03-27"),
            ("Ana: the report next week", "the report", "ana-ortiz", "2026-03-27"),
            ("Ana: the report 20 April", "the report", "ana-ortiz", "2026-04-20"),
            ("Ana: the report by Friday 29 May", "the report", "ana-ortiz", "2026-05-29"),
            ("Ana: rank by berth, no day", "rank by berth", "ana-ortiz", ""),
            ("Ana: plan the week", "plan the week", "ana-ortiz", ""),
            ("Ana: ship version 2.6", "ship version 2.6", "ana-ortiz", ""),
            ("Ana: checked by the port's own people", "checked by the port's own people", "ana-ortiz", ""),
            ("Jo Lund (new): ring Colm", "ring Colm", "Jo Lund", ""),
        ] {
            let mut want = values(&[("what", what), ("owner", owner), ("due", due)]);
            want.retain(|(_, value)| !value.is_empty());
            assert_eq!(one("who does what by when", line), Ok(want), "{line}");
        }
    }

    #[test]
    fn a_long_line_of_words_before_days_is_looked_through_once() {
        // minutes, were all that follows each of them read as a day
        for word in ["x by ", ", ", "due on "] {
            let what = word.repeat(200_000 / word.len());
            let line = format!("Ana: {what}the report by Friday");
            let values = one("actions", &line).unwrap();
            assert_eq!(values.last(), Some(&("due", "2026-03-27".to_owned())), "{word}");
        }
    }

    #[test]
    fn an_action_of_nobody_or_by_no_day_is_asked_about() {
        for (line, why) in [
            ("rescan the masters", "it does not say who does it: begin with the name and a colon"),
            ("Sam: rescan", "`Sam` could be Sam Berg or Sam Lindqvist: write the whole name"),
            (
                "Ana: rescan by frday",
                "`frday` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by 3/4",
                "`3/4` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by Friday at noon",
                "`Friday at noon` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by noon",
                "`noon` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by mid June",
                "`mid June` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by Friday at the latest",
                "`Friday at the latest` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            (
                "Ana: rescan by Friday 30 May",
                "`Friday 30 May` is no day that is clear: write 20 March or Friday, or `no day` behind a comma",
            ),
            ("Ana: rescan by 19 March", "`19 March` has gone by: write its year, or another day"),
            ("Ana: rescan 19 March", "`19 March` has gone by: write its year, or another day"),
            ("Ana: by Friday", "it does not say what is to be done"),
            ("Ana:", "it does not say what is to be done"),
        ] {
            assert_eq!(one("actions", line), Err(why.into()), "{line}");
        }
    }
}
