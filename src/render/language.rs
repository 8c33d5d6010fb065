//! Languages: one table each for dates, figures, lists and the words of choices, by key.
//!
//! A key that a language lacks is taken from English; a choice that no table has is shown as the record has it.

use std::borrow::Cow;

use crate::render::prelude::*;

/// The language of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its code, as in HTML: `en`, `de`.
    pub code: Cow<'static, str>,
    words: &'static str,
    /// The rows that a workspace adds.
    own: BTreeMap<String, String>,
}

/// The English rows, as a workspace writes its own.
const ENGLISH: &str = include_str!("../../templates/en/language.yaml");

/// The built-in languages.
const LANGUAGES: [(&str, &str); 2] = [("en", ENGLISH), ("de", include_str!("../../templates/de/language.yaml"))];

/// The row of a key, `key: word`; quotes are there for YAML.
fn built_in<'a>(words: &'a str, key: &str) -> Option<&'a str> {
    let mut rows = words.lines().filter_map(|row| row.trim_start().split_once(": "));
    rows.find(|(known, _)| *known == key).map(|(_, word)| word.trim_matches('"'))
}

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

impl Language {
    /// The codes of the built-in languages.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(code, _)| *code)
    }

    /// English.
    pub const fn english() -> Self {
        Self { code: Cow::Borrowed("en"), words: ENGLISH, own: BTreeMap::new() }
    }

    /// The language of a code; one that is not built in has English words.
    pub fn named(code: &str) -> Self {
        let words = LANGUAGES.iter().find(|(known, _)| *known == code).map_or(ENGLISH, |(_, words)| *words);
        Self { code: code.to_owned().into(), words, own: BTreeMap::new() }
    }

    /// The same with the rows of a workspace.
    ///
    /// # Errors
    /// Returns what is wrong with a row.
    pub fn with(self, own: BTreeMap<String, String>) -> Result<Self, String> {
        let wrong = ["months", "short-months"]
            .into_iter()
            .find(|key| own.get(*key).is_some_and(|months| months.split_whitespace().count() != 12));
        match wrong {
            Some(key) => Err(format!("`{key}` must have twelve names, separated by spaces")),
            None => Ok(Self { own, ..self }),
        }
    }

    /// The row of a key.
    fn row(&self, key: &str) -> Option<&str> {
        let own = self.own.get(key).map(String::as_str);
        own.or_else(|| built_in(self.words, key)).or_else(|| built_in(ENGLISH, key))
    }

    /// A pattern, filled in.
    pub fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        let pattern = self.row(key).unwrap_or_default().to_owned();
        values.iter().fold(pattern, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The word of a choice: `partly` is `partly met`.
    pub fn choice(&self, key: &str) -> String {
        self.row(key).map_or_else(|| key.replace('-', " "), str::to_owned)
    }

    /// `20 March 2026`.
    pub fn date(&self, day: Date) -> String {
        self.day(day, "date", "months")
    }

    /// `20 Mar`, with the year if it is not the one that the document is about.
    pub fn short_day(&self, day: Date, about: Option<Date>) -> String {
        let is_same = about.is_some_and(|about| about.parts().0 == day.parts().0);
        self.day(day, if is_same { "day-and-month" } else { "date" }, "short-months")
    }

    fn day(&self, day: Date, pattern: &str, months: &str) -> String {
        let (year, month, day) = day.parts();
        let month = self.row(months).unwrap_or_default().split_whitespace().nth(month as usize - 1).unwrap_or_default();
        self.filled(pattern, &[("day", &day.to_string()), ("month", month), ("year", &year.to_string())])
    }

    /// `18 to 20 March 2026`, or the part of it that is known.
    pub fn period(&self, from: Option<Date>, to: Option<Date>) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from == to => self.date(from),
            (Some(from), Some(to)) => {
                self.filled("period", &[("from", &self.before(from, to)), ("to", &self.date(to))])
            }
            (Some(from), None) => self.filled("from", &[("from", &self.date(from))]),
            (None, Some(to)) => self.filled("until", &[("to", &self.date(to))]),
            (None, None) => String::new(),
        }
    }

    /// `18 and 20 March 2026`; empty without days.
    pub fn dates(&self, days: &[Date]) -> String {
        let next = days.iter().skip(1).map(Some).chain([None]);
        let shown = days.iter().zip(next).map(|(day, next)| match next {
            Some(next) => self.before(*day, *next),
            None => self.date(*day),
        });
        self.list(&shown.collect::<Vec<_>>())
    }

    /// A day without the parts it shares with the next one.
    fn before(&self, day: Date, next: Date) -> String {
        let ((year, month, _), (next_year, next_month, _)) = (day.parts(), next.parts());
        let pattern = match (year == next_year, month == next_month) {
            (true, true) => "day",
            (true, false) => "day-and-month",
            (false, _) => "date",
        };
        self.day(day, pattern, "months")
    }

    /// `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [head @ .., last] => self.filled("and", &[("list", &head.join(", ")), ("last", last)]),
        }
    }

    /// `42,755`, with all its decimals, at least two.
    pub fn number(&self, amount: Amount) -> String {
        let form = self.row("number").unwrap_or_default();
        let between = |from, to| form.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |it| it.0);
        let own = |c: char| match c {
            ',' => between('1', '2').to_owned(),
            '.' => between('4', '5').to_owned(),
            digit => digit.to_string(),
        };
        amount.grouped().chars().map(own).collect()
    }

    /// `EUR 42,755`.
    pub fn money(&self, amount: Amount, currency: &str) -> String {
        self.filled("money", &[("currency", currency), ("amount", &self.number(amount))])
    }

    /// `89%`.
    pub fn percent(&self, amount: Amount) -> String {
        self.filled("percent", &[("number", &self.number(amount))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_language_has_its_dates_figures_and_lists() {
        let english = [
            "9 April 2026", "8 May", "8 May 2027", "18 to 20 March 2026", "from 18 March 2026",
            "30 March and 9 April 2026", "42,755.50", "EUR 42,755", "89%", "a, b and c", "partly met", "delivery lead",
            "product owner",
        ];
        let german = [
            "9. April 2026", "8. Mai", "8. Mai 2027", "18. bis 20. März 2026", "ab 18. März 2026",
            "30. März und 9. April 2026", "42.755,50", "42.755 EUR", "89 %", "a, b und c", "teilweise erreicht",
            "Umsetzungsleitung", "Produktverantwortung",
        ];
        for (code, expected) in [("en", english), ("de", german), ("fr", english)] {
            let language = Language::named(code);
            let march = [day("2026-03-18"), day("2026-03-20")];
            let list = ["a", "b", "c"].map(str::to_owned);
            let amount = |text: &str| text.parse().unwrap();
            let about = Some(day("2026-04-09"));
            let shown = [
                language.date(day("2026-04-09")),
                language.short_day(day("2026-05-08"), about),
                language.short_day(day("2027-05-08"), about),
                language.period(Some(march[0]), Some(march[1])),
                language.period(Some(march[0]), None),
                language.dates(&[day("2026-03-30"), day("2026-04-09")]),
                language.number(amount("42755.5")),
                language.money(amount("42755.00"), "EUR"),
                language.percent(amount("89")),
                language.list(&list),
                language.choice("partly"),
                language.choice("CFR"),
                language.choice("product-owner"),
            ];
            assert_eq!(shown, expected, "{code}");
        }
    }

    #[test]
    fn a_workspace_adds_rows_to_a_language_of_its_own() {
        let own = [
            ("months", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
            ("number", "1 234,5"),
            ("met", "atteint"),
        ];
        let own = own.map(|(key, word)| (key.to_owned(), word.to_owned())).into();
        let french = Language::named("fr").with(own).unwrap();
        let shown = [french.date(day("2026-04-09")), french.number(Amount::whole(42_755)), french.choice("met")];
        assert_eq!(shown, ["9 avril 2026", "42 755", "atteint"]);
        let eleven = [("months".to_owned(), "a b c d e f g h i j k".to_owned())].into();
        let wrong = Language::named("fr").with(eleven);
        assert_eq!(wrong, Err("`months` must have twelve names, separated by spaces".to_owned()));
    }

    #[test]
    fn a_period_and_a_list_of_days_say_a_month_and_a_year_once() {
        for (from, to, expected) in [
            ("2026-03-18", "2026-03-20", "18 to 20 March 2026"),
            ("2026-03-30", "2026-04-02", "30 March to 2 April 2026"),
            ("2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"),
            ("2026-03-18", "2026-03-18", "18 March 2026"),
            ("2026-03-18", "", "from 18 March 2026"),
            ("", "2026-03-18", "until 18 March 2026"),
            ("", "", ""),
        ] {
            assert_eq!(Language::english().period(from.parse().ok(), to.parse().ok()), expected);
        }
    }
}
