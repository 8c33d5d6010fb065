//! A preview of what was understood, one line per record, so that the user notices misreadings at once.

use super::Fact;
use crate::model::date::Date;
use crate::model::number::Amount;
use crate::model::reading::people::People;
use crate::model::record::Kind;
use crate::model::words::{self, WEEKDAYS};

/// A fact in a line: its kind and its most important values.
pub fn preview(fact: &Fact, people: &People) -> String {
    let value = |key: &str| fact.value(key).unwrap_or_default();
    let name = |key: &str| named(value(key), people);
    let parts = match fact.kind {
        Kind::Feedback => vec![
            match line(value("said")).as_str() {
                "" => name("from"),
                quote => format!("{}: \"{quote}\"", name("from")),
            },
            labelled("impression ", value("impression")),
            labelled("enthusiasm ", value("enthusiasm")),
            value("verdict").replace('-', " "),
            if value("rated_by") == "us" { "our estimate".to_owned() } else { String::new() },
        ],
        Kind::Lesson => {
            // as in the headings
            let kind = value("kind").replace("sustain", "keep").replace("improve", "change");
            let more = [value("why"), value("recommendation")].concat();
            vec![format!("{kind}: {}{}", line(value("issue")), labelled(": ", &line(&more)))]
        }
        Kind::Approach => {
            vec![format!("{}: {}", line(value("what")), value("result")), line(value("why"))]
        }
        Kind::Spend => {
            let amount = value("amount").parse::<Amount>().map_or(value("amount").to_owned(), Amount::grouped);
            vec![format!("{}: {amount} {}", line(value("what")), value("currency")), value("category").to_owned()]
        }
        Kind::Artifact => vec![
            line(value("what")),
            value("class").to_owned(),
            labelled("at ", value("kept_at")),
            labelled("cleared by ", &name("cleared_by")),
        ],
        Kind::Person => {
            let roles = fact.all("roles").collect::<Vec<_>>().join(", ");
            let texts = ["organization", "email", "phone"].map(value).map(line);
            [line(value("name")), value("side").to_owned(), roles].into_iter().chain(texts).collect()
        }
        Kind::Decision => {
            let by: Vec<_> = fact.all("by").map(|words| named(words, people)).collect();
            vec![
                line(value("what")),
                labelled("instead of ", &line(value("instead_of"))),
                labelled("because ", &line(value("why"))),
                labelled("by ", &words::and_list(&by)),
            ]
        }
        Kind::Action => {
            let weekday = |due: Date| words::capital(WEEKDAYS[due.weekday() as usize]);
            let due = value("due").parse().map(|due| format!("by {} {}", weekday(due), words::date(due)));
            let due = due.unwrap_or("no day".to_owned());
            vec![format!("{}: {}", name("owner"), line(value("what"))), due]
        }
        _ => vec![line(value(fact.kind.row().text))],
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{:<8}  {}", fact.kind.word(), parts.join(", "))
}

fn labelled(label: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{label}{value}") }
}

/// Words on one line, of a readable length.
fn line(words: &str) -> String {
    words::short(words, 72)
}

/// A person's name; new people are marked as such.
fn named(words: &str, people: &People) -> String {
    match people.whole(words).as_slice() {
        _ if words.is_empty() => String::new(),
        [someone] => someone.name.clone(),
        _ => format!("{} (new)", words::short(words, 40)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::{engagement, read};

    #[test]
    fn each_kind_is_shown_with_what_matters() {
        let text = "## people\nBo Li, user, bo@port.example\n## said\nAna: it is\n  fast, 4/3, valuable, our estimate\n\
                    Jo Lund (new): 3/3\nTomasz: not valuable\n\
                    ## decided\nberths (Ana, Jo Lund) instead of years because they know them\n\
                    ## keep\nthe plug: tried at home\n## change\nmistake: no adapter\n## tried\nOCR: failed, grey\n\
                    ## spent\nhotel, 1200.5 travel\n## brought home\nlog, data at vault cleared by Jo Lund\n\
                    ## actions\nSam Berg: rescan by friday\nSam Berg: ring Colm\n## note\none\ntwo\n";
        let reading = read(&format!("{text}\n{}", "é".repeat(400)));
        assert_eq!(reading.problems, []);
        let lines: Vec<_> = reading.facts.iter().map(|fact| preview(fact, &People::of(&engagement()))).collect();
        let (cut, lines) = lines.split_last().unwrap();
        assert_eq!(
            lines.join("\n"),
            "person    Bo Li, customer, user, bo@port.example\n\
             feedback  Ana Ortiz: \"it is fast\", impression 4, enthusiasm 3, valuable, our estimate\n\
             feedback  Jo Lund (new), impression 3, enthusiasm 3\n\
             feedback  Tomasz Wrona, not valuable\n\
             decision  berths, instead of years, because they know them, by Ana Ortiz and Jo Lund (new)\n\
             lesson    keep: the plug: tried at home\n\
             lesson    mistake: no adapter\n\
             approach  OCR: failed, grey\n\
             spend     hotel: 1,200.50 EUR, travel\n\
             artifact  log, data, at vault, cleared by Jo Lund (new)\n\
             action    Sam Berg: rescan, by Friday 27 March 2026\n\
             action    Sam Berg: ring Colm, no day\n\
             note      one two"
        );
        assert_eq!(*cut, format!("note      {}…", "é".repeat(71)));
    }
}
