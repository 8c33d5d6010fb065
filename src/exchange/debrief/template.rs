//! The empty buffer: the day, the headings, a line of help under each, and the customer's people.

use super::buffer::COMMENT;
use super::section::Section;
use super::who;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Person, Side};
use crate::model::text::{one_line, visible};

/// The initial buffer of a debrief.
pub fn template(engagement: &Engagement, day: Date) -> String {
    let title = one_line(engagement.title());
    let title = visible(&title);
    let place = engagement.place().map_or(String::new(), |place| format!(", {place}"));
    let mut text = format!(
        "{COMMENT} Debrief of {}: {title}{place}.\n\
         {COMMENT} Fill in what you have; empty headings are fine. Lines that start with {COMMENT} are ignored;\n\
         {COMMENT} an indented line continues the one above it.\n\
         day: {day}\n",
        engagement.id
    );
    for section in Section::ALL {
        text.push_str(&format!("\n## {}\n{COMMENT} {}\n", section.title(), section.form()));
        if section == Section::Feedback {
            text.push_str(&people(engagement));
        }
    }
    text
}

/// A line for each of the customer's people, and how to name a new person.
fn people(engagement: &Engagement) -> String {
    let theirs = engagement.all::<Person>().filter(|(_, person)| person.side == Side::Customer);
    let lines: String = theirs
        .map(|(reference, person)| {
            let (reference, name) = (reference.to_string(), person.name.one_line());
            format!("{}: \n", who::callable(reference.trim_start_matches("people/"), &name))
        })
        .collect();
    lines + &format!("{COMMENT} a new person: Jo Lund (new): …\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::{engagement, read};

    #[test]
    fn the_empty_buffer_is_ready_to_be_filled_and_says_nothing_itself() {
        let text = template(&engagement(), "2026-03-19".parse().unwrap());
        assert!(text.contains("day: 2026-03-19\n\n## people\n% Jo Lund, sponsor"), "{text}");
        assert!(text.contains("\nAna Ortiz: \nTomasz Wrona: \n% a new person"), "{text}");
        assert!(!text.contains("Sam"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        let reading = read(&text);
        assert!(reading.is_empty(), "{reading:?}");
        assert_eq!(reading.day.to_string(), "2026-03-19");
    }

    #[test]
    fn the_form_that_help_shows_is_understood() {
        for section in Section::ALL {
            let form = section.form().replace("Name", "Ana Ortiz");
            let line = form.split("; or ").next().unwrap().replace(", failed or abandoned", "");
            let reading = read(&format!("## {}\n{line}\n", section.title()));
            assert_eq!((reading.facts.len(), reading.problems.len()), (1, 0), "{line}: {reading:?}");
        }
    }
}
