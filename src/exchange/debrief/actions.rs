//! *who does what by when*: `Name: what they do by Friday`.

use super::{Background, Values, day, who};
use crate::model::reading::days::{self, Look};

/// Words before a due day at the end of a line.
const BY: [&str; 8] = [" by ", " until ", " due ", " before ", "(by ", "(due ", ", ", " on "];

/// Words after "by" that are not a day but a means.
const MEANS: [&str; 14] = [
    "mail", "email", "e-mail", "hand", "phone", "post", "letter", "car", "train", "boat", "bus", "plane", "himself",
    "herself",
];

/// States that there is no due day.
const NO_DAY: &str = ", no day";

/// An action, with its owner and the day it is due.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let nobody = "the owner is missing; start with a name and a colon";
    let (name, words) = who::split(text, known).ok_or(nobody)?;
    let owner = who::read(name, known)?;
    let (what, due) = due(words.trim(), known)?;
    if what.is_empty() {
        return Err("the action is missing after the name".to_owned());
    }
    Ok(vec![("what", what.to_owned()), ("owner", owner), ("due", due.unwrap_or_default())])
}

/// What is to be done, and the day at the end of the line.
fn due<'a>(words: &'a str, known: &Background) -> Result<(&'a str, Option<String>), String> {
    // with a leading blank, so that a line with only a day matches too
    let plain = format!(" {}", words.to_ascii_lowercase());
    if let Some(what) = plain.strip_suffix(NO_DAY) {
        return Ok((words[..what.len().saturating_sub(1)].trim(), None));
    }
    let places = BY.iter().flat_map(|by| plain.rmatch_indices(*by).map(|(at, by)| (at, at + by.len() - 1, by)));
    // a place followed by more text than a day can have is skipped, which bounds the work on a long line
    let mut places: Vec<_> = places.filter(|(_, after, _)| words.len() - after <= days::LONGEST).collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    for (at, after, by) in &places {
        let is_clear = !is_loose(by) || words[*after..].trim().len() > 2;
        if is_clear && let Ok(day) = day_due(&words[*after..], known) {
            return Ok((what(&words[..at.saturating_sub(1)]), Some(day)));
        }
    }
    let meant = places.iter().find(|(_, after, by)| !is_loose(by) && is_meant(&words[*after..]));
    match meant {
        Some((_, after, _)) => Ok((words, Some(day_due(&words[*after..], known)?))),
        None => trailing(words, known),
    }
}

/// Whether these words often come before something other than a day.
fn is_loose(by: &str) -> bool {
    matches!(by, ", " | " on ")
}

fn is_meant(words: &str) -> bool {
    let word = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_one = !word.is_empty() && !word.contains(char::is_whitespace);
    day::is_meant(words) || is_one && !MEANS.contains(&word.as_str())
}

fn day_due(words: &str, known: &Background) -> Result<String, String> {
    let day = days::read(words, known.today, Look::Ahead);
    day.map(|day| day.to_string()).map_err(|why| {
        if why.ends_with('?') {
            format!("{why} If no day is meant, end the line with `{NO_DAY}`")
        } else {
            format!("{why}, or end the line with `{NO_DAY}`")
        }
    })
}

/// A day at the end of the line without "by".
fn trailing<'a>(words: &'a str, known: &Background) -> Result<(&'a str, Option<String>), String> {
    let starts = std::iter::once(0).chain(words.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()));
    let starts: Vec<_> = starts.collect();
    let last = &starts[starts.len().saturating_sub(5)..];
    let Some(at) = last.iter().find(|at| day::is_plain(&words[**at..])) else { return Ok((words, None)) };
    Ok((what(&words[..*at]), Some(day_due(&words[*at..], known)?)))
}

/// What is to be done, without the separator before its day.
fn what(words: &str) -> &str {
    words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '('))
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn an_action_has_an_owner_and_a_day() {
        let table = r"
            ## who does what by when
            Ana: ring the port eow => what=ring the port; owner=ana-ortiz; due=2026-03-20
            Ana: ring the port by end of month => what=ring the port; owner=ana-ortiz; due=2026-03-31
            Ana: ring the port friday next week => what=ring the port; owner=ana-ortiz; due=2026-03-27
            Sam Lindqvist: rescan the masters by Friday => what=rescan the masters; owner=sam-lindqvist; due=2026-03-27
            - [ ] Sam Berg: ask for the policy, by 2 April. => what=ask for the policy; owner=sam-berg; due=2026-04-02
            Ana: a list of berths, in two weeks => what=a list of berths; owner=ana-ortiz; due=2026-04-03
            Ana: replace by hand by 2026-04-01 => what=replace by hand; owner=ana-ortiz; due=2026-04-01
            Ana: ask Gerry by mail => what=ask Gerry by mail; owner=ana-ortiz
            Ana: amendment back - by Monday => what=amendment back; owner=ana-ortiz; due=2026-03-23
            Ana: the report Friday => what=the report; owner=ana-ortiz; due=2026-03-27
            Ana: the report 20 April => what=the report; owner=ana-ortiz; due=2026-04-20
            Ana: the report by Friday 29 May => what=the report; owner=ana-ortiz; due=2026-05-29
            Ana: rank by berth, no day => what=rank by berth; owner=ana-ortiz
            Ana: plan the week => what=plan the week; owner=ana-ortiz
            Ana: ship version 2.6 => what=ship version 2.6; owner=ana-ortiz
            Ana: checked by the port's own people => what=checked by the port's own people; owner=ana-ortiz
            Jo Lund (new): ring Colm => what=ring Colm; owner=Jo Lund
        ";
        reads(table);
    }

    #[test]
    fn an_action_of_nobody_or_by_an_unclear_day_is_asked_about() {
        let table = r"
            ## actions
            rescan the masters => ? the owner is missing; start with a name and a colon
            Ana: rescan by frday => ? `frday` is not a valid date; did you mean `friday`? If no day is meant, end the line with `, no day`
            Ana: rescan by Friday at the latest => ? `Friday at the latest` is not a valid date; use YYYY-MM-DD, or end the line with `, no day`
            Ana: rescan by 19 March => ? `19 March` could be 2026-03-19 or 2027-03-19; use YYYY-MM-DD, or end the line with `, no day`
            Ana: rescan 19 March => ? `19 March` could be 2026-03-19 or 2027-03-19; use YYYY-MM-DD, or end the line with `, no day`
            Ana: by Friday => ? the action is missing after the name
            Ana: => ? the action is missing after the name
        ";
        reads(table);
    }
}
