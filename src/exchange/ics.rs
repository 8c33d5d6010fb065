//! A calendar (RFC 5545): an all-day event for each day that the record names.
//!
//! The same record gives the same bytes: the identifier is the record's name and key, the time stamp its day. Written
//! here because the crate for it brings a parser and random identifiers, 68 KB in all.

use crate::insight::calendar::{Event, of};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::text::visible;
use crate::model::words::and_list;

/// The beginning of every calendar, by which an earlier export is recognized.
pub const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//engage//export//EN\r\n\
    CALSCALE:GREGORIAN\r\nX-WR-CALNAME:Engagements\r\n";

/// The end of every calendar.
pub const TAIL: &str = "END:VCALENDAR\r\n";

/// The kinds of record that a calendar is made from.
pub const KINDS: [&str; 10] =
    ["engagement", "dev", "demo", "plan-next", "person", "action", "goal", "artifact", "signoff", "outcome"];

/// The number of events of an engagement, and their lines.
pub fn events(engagement: &Engagement) -> (usize, String) {
    let events = of(engagement);
    (events.len(), events.iter().map(|event| event_of(engagement, event)).collect())
}

fn event_of(engagement: &Engagement, event: &Event) -> String {
    let record = format!("{}/{}", engagement.id, event.record);
    let people = Some(and_list(&event.people)).filter(|people| !people.is_empty());
    let description = people.into_iter().chain([record.clone()]).collect::<Vec<_>>().join("\n");
    let after = event.to.plus_days(1).unwrap_or(event.to);
    let transparency = if event.category == "trip" { "OPAQUE" } else { "TRANSPARENT" };
    let lines = [
        ("BEGIN", "VEVENT".to_owned()),
        ("UID", escaped(&format!("{record}/{}@engage", event.key))),
        ("DTSTAMP", format!("{}T000000Z", digits(event.recorded))),
        ("DTSTART;VALUE=DATE", digits(event.from)),
        ("DTEND;VALUE=DATE", digits(after)),
        ("SUMMARY", escaped(&format!("{}: {}", engagement.customer(), event.what))),
        ("LOCATION", event.site.as_deref().map(escaped).unwrap_or_default()),
        ("DESCRIPTION", escaped(&description)),
        ("CATEGORIES", event.category.to_uppercase()),
        ("TRANSP", transparency.to_owned()),
        ("END", "VEVENT".to_owned()),
    ];
    let answered = lines.iter().filter(|(_, value)| !value.is_empty());
    answered.map(|(name, value)| folded(&format!("{name}:{value}"))).collect()
}

/// `20260320`.
fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: control characters spelled out, signs of the format escaped.
fn escaped(words: &str) -> String {
    let words = visible(words).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    words.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// The longest line in bytes, without its end.
const LONGEST: usize = 75;

/// A line with its end, continued after a blank where it is too long, between two characters.
fn folded(line: &str) -> String {
    let (mut folded, mut used) = (String::new(), 0);
    for character in line.chars() {
        if used + character.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(character);
        used += character.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_escaped_and_folded_and_ends_before_the_day_after() {
        let engagement = crate::insight::fixture::engagement(
            r#"{"charter": {"customer": "Smith, Sons"}, "entries": {"cycle-1/01-dev": {"entered": "2026-03-02",
                "trip": {"site": "Über den Wölfen 7; Haus ÄÖÜ, Königsbrücker Straße\\Hof \u0007", "from": "2026-12-30", "to": "2026-12-31"}}}}"#,
        );
        let (number, text) = events(&engagement);
        assert_eq!(number, 1);
        let expected = "BEGIN:VEVENT
UID:harbor-search/cycle-1/01-dev/trip@engage
DTSTAMP:20260302T000000Z
DTSTART;VALUE=DATE:20261230
DTEND;VALUE=DATE:20270101
SUMMARY:Smith\\, Sons: trip to Über den Wölfen 7\\; Haus ÄÖÜ\\, Königsbr
 ücker Straße\\\\Hof \\\\u{7}
LOCATION:Über den Wölfen 7\\; Haus ÄÖÜ\\, Königsbrücker Straße\\\\Hof \\
 \\u{7}
DESCRIPTION:harbor-search/cycle-1/01-dev
CATEGORIES:TRIP
TRANSP:OPAQUE
END:VEVENT
";
        assert_eq!(text, expected.replace('\n', "\r\n"));
    }
}
