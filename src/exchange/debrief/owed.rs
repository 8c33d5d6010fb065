//! *who does what by when*: `Name: what they do by Friday`.

use super::day::{self, Look};
use super::{Known, Values, who};

/// What may begin a day at the end of a line.
const BY: [&str; 8] = [" by ", " until ", " due ", " before ", "(by ", "(due ", ", ", " on "];

/// An action, with its owner and the day it is due.
pub(super) fn read(text: &str, known: &Known) -> Result<Values, String> {
    let Some((name, words)) = who::split(text, known.engagement) else {
        return Err("it does not say who does it: begin with the name and a colon".to_owned());
    };
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
    let places = BY.iter().flat_map(|by| plain.rmatch_indices(*by).map(|(at, by)| (at, at + by.len() - 1, by)));
    let mut places: Vec<_> = places.collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    for (at, after, _) in &places {
        if let Some(day) = day::read(&words[*after..], known.today, Look::Ahead) {
            let what = words[..at.saturating_sub(1)]
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—'));
            return Ok((what, Some(day.to_string())));
        }
    }
    let meant = places.iter().find(|(_, after, by)| !matches!(*by, ", " | " on ") && day::is_meant(&words[*after..]));
    match meant {
        Some((_, after, _)) => Err(format!("`{}` is no day that is clear: write 20 March or Friday", &words[*after..])),
        None => Ok((words, None)),
    }
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
            ("Jo Lund (new): ring Colm", "ring Colm", "Jo Lund", ""),
        ] {
            let mut want = values(&[("what", what), ("owner", owner), ("due", due)]);
            want.retain(|(_, value)| !value.is_empty());
            assert_eq!(one("who does what by when", line), Ok(want), "{line}");
        }
    }

    #[test]
    fn an_action_of_nobody_or_by_no_day_is_asked_about() {
        for (line, why) in [
            ("rescan the masters", "it does not say who does it: begin with the name and a colon"),
            ("Sam: rescan", "`Sam` could be Sam Berg or Sam Lindqvist: write the whole name"),
            ("Ana: rescan by frday", "`frday` is no day that is clear: write 20 March or Friday"),
            ("Ana: rescan by 3/4", "`3/4` is no day that is clear: write 20 March or Friday"),
            ("Ana: rescan by Friday at noon", "`Friday at noon` is no day that is clear: write 20 March or Friday"),
            ("Ana: by Friday", "it does not say what is to be done"),
            ("Ana:", "it does not say what is to be done"),
        ] {
            assert_eq!(one("actions", line), Err(why.into()), "{line}");
        }
    }
}
