//! *said*: `Name: what they said, impression 4 enthusiasm 5, valuable`.

use super::marks::Marks;
use super::{Background, Values, who};

/// A statement of feedback; without values if the line has only a known name, as in the template.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let nobody = "the speaker is missing; start with a name and a colon";
    let (name, words) = who::split(text, known).ok_or(nobody)?;
    let (mut marks, name) = (Marks::default(), name.trim());
    // `Ana Ortiz (4/3)`, `Ana 4/3`
    let name = if who::read(name, known).is_ok() { name } else { marks.split(name)? };
    let from = who::read(name, known);
    if words.trim().is_empty() && marks == Marks::default() {
        return match from {
            // a line of the template, not yet filled in
            Ok(id) if is_plain(name) && id.parse().is_ok_and(|id| known.engagement.person(&id).is_some()) => Ok(vec![]),
            Ok(name) => Err(format!("what {name} said is missing")),
            Err(why) => Err(why),
        };
    }
    // ratings may also end the first of several lines
    let lines: Result<Vec<_>, _> = words.trim().splitn(2, '\n').map(|lines| marks.split(lines)).collect();
    let words = lines?.join("\n");
    let [impression, enthusiasm, verdict] = ["impression", "enthusiasm", "verdict"].map(|key| marks.get(key));
    if let (Some(changed), None) = (marks.get("changed"), verdict) {
        return Err(format!("`{changed}` is unclear; write valuable or not valuable"));
    }
    let rated_by = marks.get("rated_by").or(impression.or(enthusiasm).map(|_| "them"));
    let beside = [("impression", impression), ("enthusiasm", enthusiasm), ("rated_by", rated_by), ("verdict", verdict)];
    let mut values = vec![("from", from?), ("said", unquoted(&words).to_owned())];
    values.extend(beside.map(|(key, value)| (key, value.unwrap_or_default().to_owned())));
    Ok(values)
}

/// Whether a name has no sign that a name does not have.
fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || " -.'’@".contains(c))
}

/// Words without surrounding quotation marks.
fn unquoted(words: &str) -> &str {
    let words = words.trim();
    [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\''), ('‘', '’')]
        .into_iter()
        .find_map(|(open, close)| {
            let inner = words.strip_prefix(open)?.strip_suffix(close)?;
            (!inner.contains([open, close])).then(|| inner.trim())
        })
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{read, reads};

    #[test]
    fn words_and_the_marks_beside_them_are_told_apart() {
        let table = r#"
            ## said
            Tomasz: fine, changed his mind, valuable => from=tomasz-wrona; said=fine; verdict=valuable
            Tomasz: he changed his mind => from=tomasz-wrona; said=he changed his mind
            Ana Ortiz: saves me an hour, impression 4 enthusiasm 5 => from=ana-ortiz; said=saves me an hour; impression=4; enthusiasm=5; rated_by=them
            - ana (4/3, our reading): "saves me an hour" => from=ana-ortiz; said=saves me an hour; impression=4; enthusiasm=3; rated_by=us
            Tomasz: nice toy; not valuable => from=tomasz-wrona; said=nice toy; verdict=not-valuable
            Tomasz Wrona: I typed: fender 7/12 => from=tomasz-wrona; said=I typed: fender 7/12
            ana - liked it, enthusiasm: 5 => from=ana-ortiz; said=liked it; enthusiasm=5; rated_by=them
            Tomasz: it's a toy, impression 2\n  and in the rain none at all => from=tomasz-wrona; said=it's a toy\nand in the rain none at all; impression=2; rated_by=them
            Priya Nair (new): slow => from=Priya Nair; said=slow
            Ana: 4/3 => from=ana-ortiz; impression=4; enthusiasm=3; rated_by=them
            Ana Ortiz:\n  It is in there,\n  it does not know our names. 3/4 => from=ana-ortiz; said=It is in there,\nit does not know our names.; impression=3; enthusiasm=4; rated_by=them
        "#;
        reads(table);
    }

    #[test]
    fn a_name_left_blank_is_skipped_and_unclear_words_are_asked_about() {
        assert!(read("## said\nAna Ortiz: \nana-ortiz:\nTomasz Wrona:\n").is_empty());
        let table = r"
            ## said
            Tomasz: fine, changed his mind => ? `changed his mind` is unclear; write valuable or not valuable
             Priya Nair (new): => ? what Priya Nair said is missing
             Ana (3/5): fine => ? `3/5` could be impression 3, or impression 3 and enthusiasm 5; write one of them
            it was fine => ? the speaker is missing; start with a name and a colon
        ";
        reads(table);
    }
}
