//! How a value of the record reads in a document. What nobody wrote down is said to be so.

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::number::{Amount, Currency};
use crate::model::record::Covered;
use crate::model::reference::{PersonId, Reference};
use crate::model::text::Text;
use crate::model::words;

/// What stands where nothing was written down.
pub const NOT_RECORDED: &str = "not recorded";

/// Words on one line.
pub fn line(text: Option<&Text>) -> String {
    text.map_or_else(|| NOT_RECORDED.to_owned(), Text::one_line)
}

/// Words with their lines and paragraphs.
pub fn prose(text: Option<&Text>) -> String {
    text.map_or_else(|| "Not recorded.".to_owned(), |text| text.as_str().trim().to_owned())
}

/// A day, `20 March 2026`.
pub fn day(date: Option<Date>) -> String {
    date.map_or_else(|| NOT_RECORDED.to_owned(), words::date)
}

/// Someone's name.
pub fn name(engagement: &Engagement, person: Option<&PersonId>) -> String {
    person.map_or_else(|| NOT_RECORDED.to_owned(), |person| engagement.name_of(person))
}

/// The names of several, as in a sentence.
pub fn names(engagement: &Engagement, people: &[PersonId]) -> String {
    let names: Vec<_> = people.iter().map(|person| engagement.name_of(person)).collect();
    list(&names)
}

/// `a, b and c`.
pub fn list(items: &[String]) -> String {
    if items.is_empty() { NOT_RECORDED.to_owned() } else { words::and_list(items) }
}

/// Several texts, as in a sentence.
pub fn texts(texts: &[Text]) -> String {
    list(&texts.iter().map(Text::one_line).collect::<Vec<_>>())
}

/// A word of a file.
pub fn word<W: ToString>(word: Option<W>) -> String {
    word.map_or_else(|| NOT_RECORDED.to_owned(), |word| word.to_string())
}

/// Money, `EUR 12,400.50`.
pub fn money(amount: Amount, currency: &Currency) -> String {
    format!("{currency} {}", amount.grouped())
}

/// What a record says in its own words; its name where it has none.
pub fn record(engagement: &Engagement, reference: &Reference) -> String {
    let text = engagement.records.get(reference).and_then(crate::model::record::Record::text);
    text.map_or_else(|| reference.to_string(), Text::one_line)
}

/// What was signed at a key of a promise, such as `statement`.
pub fn signed<'a>(covered: &'a Covered, key: &str) -> Option<&'a str> {
    let lines = covered.wording.as_str().lines().filter_map(|line| line.split_once(':'));
    lines.into_iter().find(|(found, _)| *found == key).map(|(_, words)| words.trim())
}

/// The first twelve characters of a digest, which tell two files apart.
pub fn digest(sha256: &Text) -> String {
    sha256.as_str().chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_nobody_wrote_down_is_said_to_be_so() {
        let engagement = fixture::engagement("{}");
        assert_eq!(line(None), "not recorded");
        assert_eq!(day(None), "not recorded");
        assert_eq!(names(&engagement, &[]), "not recorded");
        assert_eq!(name(&engagement, None), "not recorded");
    }

    #[test]
    fn what_was_written_reads_as_a_person_says_it() {
        let engagement = fixture::engagement(r#"{"records": {"people/ana": {"name": "Ana Ortiz", "side": "ours"}}}"#);
        let people = ["ana", "bo"].map(|id| id.parse().unwrap());
        assert_eq!(names(&engagement, &people), "Ana Ortiz and bo");
        assert_eq!(money("12400.5".parse().unwrap(), &"EUR".parse().unwrap()), "EUR 12,400.50");
        assert_eq!(record(&engagement, &"people/ana".parse().unwrap()), "Ana Ortiz");
    }
}
