//! Days as they are said in German, word by word: `Freitag`, `übermorgen`, `20. März`, `Ende des Monats`.

const WORDS: [(&str, &str); 46] = [
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "saturday"),
    ("sonnabend", "saturday"),
    ("sonntag", "sunday"),
    ("mo", "monday"),
    ("di", "tuesday"),
    ("mi", "wednesday"),
    ("do", "thursday"),
    ("fr", "friday"),
    ("sa", "saturday"),
    ("so", "sunday"),
    ("januar", "january"),
    ("februar", "february"),
    ("märz", "march"),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("oktober", "october"),
    ("okt", "october"),
    ("dezember", "december"),
    ("dez", "december"),
    ("heute", "today"),
    ("morgen", "tomorrow"),
    ("gestern", "yesterday"),
    ("nächste", "next"),
    ("nächsten", "next"),
    ("nächster", "next"),
    ("nächstes", "next"),
    ("woche", "week"),
    ("wochen", "weeks"),
    ("tag", "day"),
    ("tagen", "days"),
    ("monat", "month"),
    ("monats", "month"),
    ("ende", "end"),
    ("zwei", "two"),
    ("drei", "three"),
    ("vier", "four"),
    ("einer", "a"),
    ("einem", "a"),
    ("am", "on"),
    ("der", "the"),
];

/// Words of a day, in small letters, with the German ones in English.
pub(super) fn in_english(words: &str) -> String {
    let one = |word: &str| {
        let (bare, end) = word.strip_suffix(['.', ',']).map_or((word, ""), |bare| (bare, &word[bare.len()..]));
        let found = WORDS.iter().find(|(german, _)| *german == bare);
        match bare {
            "übermorgen" => "day after tomorrow".to_owned(),
            "des" | "zum" | "bis" => "the".to_owned(),
            _ => found.map_or(word.to_owned(), |(_, english)| format!("{english}{end}")),
        }
    };
    words.split_whitespace().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn german_days_are_said_in_english() {
        for (german, english) in [
            ("freitag", "friday"),
            ("fr.", "friday."),
            ("20. märz", "20. march"),
            ("übermorgen", "day after tomorrow"),
            ("nächsten montag", "next monday"),
            ("ende des monats", "end the month"),
            ("in zwei wochen", "in two weeks"),
            ("20 march", "20 march"),
        ] {
            assert_eq!(in_english(german), english);
        }
    }
}
