//! What the fields at the top of the views mean, one line each, and how a meaning is found. A test in
//! [`super::fields`] keeps the tables complete for every field of every document.

use super::DOCUMENTS;
use super::depths::{ANY, BELOW, BELOW_THE_TOP};

/// What a field means, by its path in a document's view: said for that document, else for any; below
/// the top by its path in any document, else by a last name that says all. A customer's document of one's
/// own has the fields of the built-in ones under their names.
pub fn meaning(document: &str, path: &str) -> Option<&'static str> {
    let path = path.trim_end_matches("[]");
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    if let Some(built_in) = DOCUMENTS.iter().find(|built_in| built_in.name.replace('-', "_") == first) {
        return if rest.is_empty() { Some(built_in.summary) } else { meaning(built_in.name, rest) };
    }
    let (inside, name) = path.rsplit_once('.').unwrap_or(("", path));
    let whole = format!("{inside}.*");
    let last = if inside.is_empty() { (ANY, name) } else { (BELOW, name) };
    find(&[(document, path), (document, &whole), (ANY, path), (ANY, &whole), last]).or_else(|| anywhere(path))
}

fn find(wanted: &[(&str, &str)]) -> Option<&'static str> {
    let all = || MEANINGS.iter().chain(BELOW_THE_TOP);
    wanted.iter().find_map(|wanted| all().find(|row| (row.0, row.1) == *wanted)).map(|row| row.2)
}

/// What a path means in the first document that has it, for a document of one's own.
fn anywhere(path: &str) -> Option<&'static str> {
    BELOW_THE_TOP.iter().find(|(_, field, _)| *field == path).map(|row| row.2)
}

/// Where, which field, and what it means.
const MEANINGS: &[(&str, &str, &str)] = &[
    (ANY, "title", "what the engagement is called"),
    (ANY, "customer", "whom the engagement is with"),
    (ANY, "us", "who we are to the customer"),
    (ANY, "id", "the engagement's id, its folder's name"),
    (ANY, "cycle", "the number of the cycle it is about, from 1"),
    (ANY, "round", "the repeat of dev to adjust that it is about, from 1"),
    (ANY, "as_of", "the day it measures against: the last one that the record knows, unless told"),
    (ANY, "mission", "the customer's mission that the engagement serves"),
    (ANY, "period", "from when to when the cycle went, and what ended it"),
    (ANY, "since", "when what it is about began"),
    (ANY, "standing", "where the engagement stands, or how it ended"),
    (ANY, "ended", "how the engagement ended, if it did"),
    (ANY, "measured", "the goals of which something was measured, with what came out"),
    ("management", "goals", "how many goals there are, by verdict, in words"),
    ("workshop", "from", "the day on which it begins"),
    ("close-out", "from", "who we are, at the end of the page"),
    (ANY, "lead", "the report in brief, a line each"),
    (ANY, "summary", "the summary of the review"),
    (ANY, "reviewed_by", "who took part in the review"),
    (ANY, "reported", "when and to whom it was reported"),
    (ANY, "people", "those who take part, with their roles"),
    (ANY, "became", "what became of the actions that earlier cycles left open"),
    (ANY, "hypothesis", "what was believed at the beginning, and what meeting the customer made of it"),
    (ANY, "belief", "what we believe they need, and what they gain"),
    (ANY, "goals", "the goals, each with its criterion"),
    (ANY, "pace", "the PACE plan, a line for each tier that is planned"),
    (ANY, "tiers", "the tiers of the PACE plan, with who carries each and when to leave it"),
    (ANY, "in_force", "which tier of the PACE plan is in force, and since when"),
    (ANY, "trip", "the trip: where, when and who"),
    (ANY, "walk", "each stay at a step, in order"),
    (ANY, "steps", "the days at each step"),
    (ANY, "rounds", "each repeat of dev to adjust"),
    (ANY, "cadence", "how often the customer can judge something, and what the rule is"),
    (ANY, "done", "what was done"),
    (ANY, "passed", "steps skipped and gates passed, with the reasons"),
    (ANY, "switches", "changes from one tier of the PACE plan to another"),
    ("statement-of-work", "agreed", "what both sides agreed, when and by whom"),
    (ANY, "decisions", "what was decided, when and by whom"),
    (ANY, "why", "why it went as it did"),
    (ANY, "lessons", "what to sustain, what to improve, and the mistakes"),
    (ANY, "keep", "what to keep"),
    (ANY, "change", "what to change"),
    (ANY, "strengths", "what went well and should stay"),
    (ANY, "areas", "what to improve, with the analysis"),
    (ANY, "unanswered", "areas for improvement that no recorded action refers to"),
    ("pace-card", "wanted", "whether a tier is missing that the method wants before a trip"),
    ("brief", "done", "that all recorded actions are done, where they are"),
    ("hot-wash", "done", "that all recorded actions are done, where they are"),
    (ANY, "verdicts", "what the customer holds of the work, by verdict"),
    (ANY, "safety", "what happened that touches safety"),
    (ANY, "voices", "what the customer's people said, with their ratings"),
    (ANY, "won_over", "who found it valuable after they had not, and since when"),
    (ANY, "requirements", "the requirements, and what became of them"),
    (ANY, "promise", "what differs from what was signed"),
    (ANY, "spend", "what was spent, by currency and category, against the budget"),
    (ANY, "forecast", "the forecast beside what came of it so far; empty where none is recorded"),
    (ANY, "marking", "the mark that the document bears for its audience; empty where none is set"),
    (ANY, "message", "a sentence for the customer; empty where there is none"),
    ("statement-of-work", "deliverables", "what is delivered, by when and for which goal"),
    (ANY, "customer_provides", "what the customer provides"),
    (ANY, "their_hours", "the hours that we took of the customer's people"),
    (ANY, "artifacts", "what was brought home, and who cleared it"),
    (ANY, "approaches", "what was tried, and what came of it"),
    (ANY, "actions", "who does what by when"),
    (ANY, "plan", "the improvement plan: each action with owner and dates"),
    (ANY, "next", "what comes next"),
    (ANY, "allowed", "findings that the record or the workspace allows, with the reasons"),
    (ANY, "shows", "the parts that hold something"),
    (ANY, "shows.*", "whether there is this part"),
    (ANY, "unreachable", "those without a number or mail in the record, named in one sentence"),
    (ANY, "over", "whether the engagement is over"),
    (ANY, "reason", "why it ended"),
    (ANY, "folded", "the parts that are left out, named in one sentence"),
    (ANY, "missing", "what is left out because nothing of it is recorded, in one sentence"),
    (ANY, "unread", "whether it is there and cannot be read"),
    (ANY, "scope", "what it covers"),
    (ANY, "scope_in", "what is agreed to be part of it"),
    (ANY, "scope_out", "what is agreed not to be part of it"),
    (ANY, "taking_part", "who took part"),
    (ANY, "contact", "whom to ask about it"),
    (ANY, "contacts", "whom to call, on both sides"),
    (ANY, "call", "whom to call"),
    (ANY, "aim", "what the cycle is to reach"),
    (ANY, "asked", "the decision asked for"),
    (ANY, "worries", "what worries"),
    (ANY, "engagements", "the engagements, those that need attention first, each with the reason"),
    (ANY, "figures", "figures across all engagements"),
    (ANY, "others", "how many engagements have no line of their own, by state and step"),
    (ANY, "recurring", "lessons and approaches that come again in several engagements"),
    (ANY, "other_recurring", "how many more of those there are"),
    (ANY, "today", "how the customer does it today"),
    (ANY, "need", "what the customer needs"),
    (ANY, "adjusted", "what meeting the customer changed of that"),
    (ANY, "benefit", "what the customer gains"),
    (ANY, "case", "the business case, where adoption has come so far"),
    (ANY, "contract", "the contract it is part of"),
    (ANY, "conditions", "what must be given for it to work"),
    (ANY, "regulations", "the regulations that apply"),
    (ANY, "prototype", "what is built"),
    (ANY, "work", "the work, in order"),
    (ANY, "begins", "when it begins"),
    (ANY, "price", "how it is paid; only where that is to be shown"),
    (ANY, "signed", "who signed, and when"),
    (ANY, "unsigned", "what differs from what was signed"),
    (ANY, "as_delivered", "what differs from what was signed, and was accepted so"),
    (ANY, "cost", "what it costs; only where that is to be shown"),
    (ANY, "ends", "that it ends here, where it does"),
    (ANY, "lines", "the lines to sign on"),
    (ANY, "planned", "what is planned, and when"),
    (ANY, "because", "why this one"),
    (ANY, "from", "from whom, or from when"),
    (ANY, "site", "where"),
    (ANY, "forms", "the forms it can take"),
    (ANY, "ours", "who of ours takes part"),
    (ANY, "measures", "what shows that it worked"),
    (ANY, "formats", "the format of each kind: aim, agenda, material, procedure, what comes out"),
    (ANY, "tally", "how many goals there are, by verdict"),
    (ANY, "open", "what remains open"),
    (ANY, "at", "where it runs"),
    (ANY, "final_state", "what stays running with the customer"),
    (ANY, "installed", "what is installed"),
    (ANY, "installed_where", "where it is installed"),
    (ANY, "deltas", "what is missing, and the plan for it"),
    (ANY, "training", "the training given"),
    (ANY, "training_given", "the training given"),
    (ANY, "training_owed", "the training still owed"),
    (ANY, "documents", "the documentation that goes with it"),
    (ANY, "rejected", "that it was rejected and why, where it was"),
    (ANY, "accepted", "who accepted it, and when"),
    (ANY, "opening", "the opening words"),
    (ANY, "closing", "the closing words"),
    (ANY, "worth", "what it was worth to the customer"),
    (ANY, "not_reached", "what was not reached"),
    (ANY, "kept", "what the customer keeps"),
    (ANY, "taken", "what we take away, and who cleared it"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_at_the_top_by_its_path_and_below_by_its_last_name() {
        assert_eq!(meaning("after-action", "title"), Some("what the engagement is called"));
        assert_eq!(meaning("brief", "people[].name"), Some("the name"));
        assert_eq!(meaning("brief", "people[]"), meaning("brief", "people"));
        assert_eq!(meaning("after-action", "shows.why"), Some("whether there is this part"));
        assert_eq!((meaning("brief", "x.y"), meaning("brief", "x"), meaning("brief", "x.title")), (None, None, None));
        assert_eq!(meaning("week", "walk.stays[].step"), Some("the step"));
        assert_eq!(meaning("note", "handover.deltas[].plan"), meaning("handover", "deltas[].plan"));
        assert_eq!(
            meaning("note", "close_out"),
            DOCUMENTS.iter().find(|one| one.name == "close-out").map(|one| one.summary)
        );
        assert_ne!(meaning("after-action", "ended.reason"), meaning("after-action", "ended.worth"));
    }

    #[test]
    fn nothing_is_said_twice() {
        let all: Vec<_> = MEANINGS.iter().chain(BELOW_THE_TOP).collect();
        for (at, (place, field, words)) in all.iter().enumerate() {
            assert!(!all[..at].iter().any(|one| (one.0, one.1) == (*place, *field)), "{field}");
            assert!(!words.ends_with('.') && words.len() < 100, "{words}");
        }
    }
}
