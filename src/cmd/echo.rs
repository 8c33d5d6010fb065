//! How days and amounts of a command line were understood, where a file stores them in another form.

use super::prelude_below::*;

/// Keys, and their values in words.
#[derive(Debug, Default)]
pub struct Echo(Vec<(String, String)>);

impl Echo {
    /// Notes a day or a number, unless it was given as the file stores it.
    pub fn note(&mut self, key: &str, given: &str, stored: &Node) {
        let Node::Plain(stored) = stored else { return };
        if stored != given.trim() {
            let value = stored.parse().map_or_else(|_| stored.clone(), words::weekday_and_date);
            self.0.push((key.to_owned(), value));
        }
    }

    /// Notes an amount with its currency, unless it was given as the file stores it.
    pub fn note_money(&mut self, key: &str, given: &str, money: &Money, ours: Option<&Currency>) {
        let amount = money.amount.to_string();
        let code = money.currency.as_ref().or(ours).map_or(String::new(), |code| format!(" {code}"));
        if ![amount.as_str(), &format!("{amount}{code}")].contains(&given.trim()) {
            self.0.push((key.to_owned(), format!("{amount}{code}")));
        }
    }

    /// `, due Friday 6 March 2026`, for the end of a sentence; empty if all was given as stored.
    pub fn in_words(&self) -> String {
        self.0.iter().map(|(key, value)| format!(", {} {value}", key.replace(['.', '_'], " "))).collect()
    }

    /// ` (Friday 27 February 2026)`, for one key and those below it.
    pub fn of(&self, key: &str) -> String {
        let is_of = |known: &str| known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let values: Vec<_> = self.0.iter().filter(|(known, _)| is_of(known)).map(|(_, value)| value.as_str()).collect();
        if values.is_empty() { String::new() } else { format!(" ({})", and_list(values)) }
    }
}
