//! What the fields of the views mean, one line each. A test in [`super::fields`] keeps it complete for
//! the fields at the top of every document; below them a name that says itself needs no line.

/// What a field means, by its path in a document's view: said for that document, else for its path in
/// any, else for its last name.
pub fn meaning(document: &str, path: &str) -> Option<&'static str> {
    let path = path.trim_end_matches("[]");
    let last = path.rsplit('.').next()?;
    let of = |whose: &str, what: &str| {
        MEANINGS.iter().find(|(documents, field, _)| *documents == whose && *field == what).map(|(_, _, words)| *words)
    };
    of(document, path).or_else(|| of(ANY, path)).or_else(|| of(ANY, last))
}

/// Any document.
const ANY: &str = "";

/// Document, field, and what it means.
const MEANINGS: &[(&str, &str, &str)] = &[
    (ANY, "title", "what the engagement is called"),
    (ANY, "customer", "whom the engagement is with"),
    (ANY, "id", "the engagement's id, its folder's name"),
    (ANY, "cycle", "the number of the cycle it is about, from 1"),
    (ANY, "mission", "the mission of the customer that the engagement serves"),
    (ANY, "period", "from when to when the cycle went, and what ended it"),
    (ANY, "standing", "where the engagement stands now, or how it ended"),
    (ANY, "ended", "how it ended; `applies` says whether it did"),
    (ANY, "applies", "whether there is anything to tell here"),
    (ANY, "summary", "the summary of the review"),
    (ANY, "reviewed_by", "who took part in the review"),
    (ANY, "reported", "when and to whom it was reported"),
    (ANY, "people", "those who took part in the cycle or have a role"),
    (ANY, "became", "what became of the actions that earlier cycles left open"),
    (ANY, "hypothesis", "what was believed at the beginning, and what meeting the customer made of it"),
    (ANY, "goals", "the goals that concern the cycle"),
    (ANY, "tally", "how many there are, by verdict"),
    (ANY, "pace", "the PACE plan, a line for each tier that is planned"),
    (ANY, "walk", "each stay at a step, in order"),
    (ANY, "steps", "the days at each step"),
    (ANY, "rounds", "each repeat of dev to adjust"),
    (ANY, "cadence", "how often the customer could judge something, against the rule"),
    (ANY, "done", "what was built, installed and shown, stay by stay"),
    (ANY, "passed", "steps skipped and gates passed, with the reasons"),
    (ANY, "switches", "changes from one tier of the PACE plan to another"),
    (ANY, "why", "why it went as it did"),
    (ANY, "lessons", "what to sustain, what to improve, and the mistakes"),
    (ANY, "verdicts", "what the customer holds of the work, counted by verdict"),
    (ANY, "safety", "what happened that touches safety"),
    (ANY, "voices", "what people said, with their ratings"),
    (ANY, "requirements", "the requirements, how they fit and what became of them"),
    (ANY, "promise", "what differs from what was signed"),
    (ANY, "spend", "what was spent, by currency and category, against the budget"),
    (ANY, "artifacts", "what was brought home, and who cleared it"),
    (ANY, "approaches", "what was tried, and what came of it"),
    (ANY, "plan", "the improvement plan: each action with owner and dates"),
    (ANY, "next", "what is planned for the next cycle"),
    (ANY, "allowed", "findings that the record allows, with the reasons"),
    (ANY, "shows", "the parts that the cycle has come to, or that hold something: leave out the others"),
    (ANY, "folded", "the parts left out by `shows`, named in one sentence"),
    (ANY, "name", "a name"),
    (ANY, "side", "whose side someone is on"),
    (ANY, "roles", "the roles someone has"),
    (ANY, "organization", "where someone works"),
    (ANY, "owner", "who carries it"),
    (ANY, "due", "by when"),
    (ANY, "start", "from when"),
    (ANY, "state", "whether it is open or done, and whether in time"),
    (ANY, "element", "the element of doctrine, planning to exercise, that it concerns"),
    (ANY, "statement", "the words of it"),
    (ANY, "criterion", "how both sides will know"),
    (ANY, "responsible", "who is responsible on our side"),
    (ANY, "theirs", "who is responsible on the customer's side"),
    (ANY, "verdict", "how it was judged"),
    (ANY, "evidence", "what shows it"),
    (ANY, "accepted_by", "who accepted it on the customer's side"),
    (ANY, "recommendation", "what to do about it"),
    (ANY, "issue", "what was found"),
    (ANY, "amount", "money, with its currency"),
    (ANY, "category", "what kind of spend"),
    (ANY, "because", "the reason given"),
    (ANY, "reason", "the reason given"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_path_or_its_last_name() {
        assert_eq!(meaning("after-action", "title"), Some("what the engagement is called"));
        assert_eq!(meaning("brief", "people[].name"), Some("a name"));
        assert_eq!(meaning("brief", "people[]"), Some("those who took part in the cycle or have a role"));
        assert_eq!(meaning("brief", "x.y"), None);
    }

    #[test]
    fn nothing_is_said_twice() {
        for (at, (document, field, words)) in MEANINGS.iter().enumerate() {
            assert!(!MEANINGS[..at].iter().any(|one| (one.0, one.1) == (*document, *field)), "{field}");
            assert!(!words.ends_with('.') && words.len() < 100, "{words}");
        }
    }
}
