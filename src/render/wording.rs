//! How documents word the values of the record.

use std::fmt::Display;

use super::markdown;
use crate::insight::agreed;
use crate::model::reference::EntryId;
use crate::render::prelude::*;

/// The placeholder where no value is possible: a round outside of all rounds, the next step of a goal that was met.
pub const DOES_NOT_APPLY: &str = "–";

/// Text on one line without the full stop, for the middle of a sentence.
pub fn clause(text: &Text) -> String {
    text.one_line().trim_end_matches('.').to_owned()
}

/// Money, with cents only where it has some: `EUR 12,400`, `EUR 12,400.50`.
pub fn money(amount: Amount, currency: &Currency) -> String {
    format!("{currency} {}", grouped(amount))
}

/// Money in a summary: whole units from 1,000 on.
pub fn rounded(amount: Amount, currency: &Currency) -> String {
    money(amount.rounded(), currency)
}

/// An amount with a minus sign, not a hyphen.
fn grouped(amount: Amount) -> String {
    amount.grouped().replace('-', "−")
}

/// An amount in a column, always with cents: `12,400.00`.
pub fn cents(amount: Amount) -> String {
    let amount = grouped(amount);
    if amount.contains('.') { amount } else { format!("{amount}.00") }
}

/// A record in its own words, feedback with its author; by default its name.
pub fn record(engagement: &Engagement, reference: &Reference) -> String {
    match reference {
        Reference::Engagement => "the engagement itself".to_owned(),
        Reference::Pace(cycle) => format!("the PACE plan of cycle {cycle}"),
        Reference::Entry(id) => entry(engagement, *id),
        Reference::Outcome(number, kind) => {
            let on =
                engagement.outcomes.get(&(*number, *kind)).map(|outcome| format!(" on {}", words::date(outcome.on)));
            format!("{}{}", kind.in_words(), on.unwrap_or_default())
        }
        Reference::Record(..) => {
            let record = engagement.records.get(reference);
            let text = record.and_then(Record::text).map(Text::one_line);
            match (record, text) {
                (Some(Record::Feedback(feedback)), Some(text)) => {
                    format!("{}, {}: {text}", engagement.name_of(&feedback.from), words::date(feedback.on))
                }
                (_, text) => text.unwrap_or_else(|| reference.to_string()),
            }
        }
    }
}

/// The source of something: a goal or requirement in its own words, feedback by its author and day.
pub fn source(engagement: &Engagement, reference: &Reference) -> String {
    match engagement.records.get(reference) {
        Some(Record::Feedback(feedback)) => {
            let on = words::short_date(feedback.on, Some(feedback.on));
            format!("Feedback from {}, {on}", engagement.name_of(&feedback.from))
        }
        Some(Record::Goal(goal)) => format!("Goal: {}", clause(&goal.statement)),
        Some(Record::Requirement(requirement)) => format!("Requirement: {}", clause(&requirement.statement)),
        _ => record(engagement, reference),
    }
}

/// A stay at a step: `demo of 9 April 2026`.
fn entry(engagement: &Engagement, id: EntryId) -> String {
    let entry = engagement.entries.get(&id);
    let on = entry.map(|entry| match &entry.answers {
        Answers::Demo(demo) => demo.on.unwrap_or(entry.common.entered),
        _ => entry.common.entered,
    });
    on.map_or_else(|| id.to_string(), |on| format!("{} of {}", id.step, words::date(on)))
}

/// Someone's side; the customer's by its name.
pub fn side(engagement: &Engagement, side: Side) -> String {
    match side {
        Side::Customer => markdown::one_line(engagement.customer()),
        Side::Ours => "us".to_owned(),
        Side::Partner => "partner".to_owned(),
    }
}

/// The ratings given with feedback, and who estimated them; empty without ratings.
pub fn ratings(feedback: &Feedback) -> String {
    let of = |what: &str, rating: Option<Rating>| rating.map(|rating| format!("{what} {rating}"));
    let parts = [of("impression", feedback.impression), of("enthusiasm", feedback.enthusiasm)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    match (parts.is_empty(), feedback.rated_by) {
        (true, _) => String::new(),
        (false, Some(RatedBy::Us)) => format!("{} of 5 (our estimate)", parts.join(", ")),
        (false, _) => format!("{} of 5", parts.join(", ")),
    }
}

/// `waits for: the policy (Ana Ortiz)`, for an open action that waits for others; else empty.
pub fn waits(engagement: &Engagement, action: &Action) -> String {
    let other = |other: &Action| format!("{} ({})", clause(&other.what), engagement.name_of(&other.owner));
    let others: Vec<_> = actions::waits_for(engagement, action).into_iter().map(other).collect();
    let is_waiting = action.done.is_none() && !others.is_empty();
    if is_waiting { format!("waits for: {}", words::and_list(&others)) } else { String::new() }
}

/// The wording of a goal's verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Partly => "partly met",
        Verdict::Open => "not judged yet",
        verdict => verdict.word(),
    }
}

/// The decision, followed by the alternative: `X, instead of Y`.
pub fn decision(decision: &Decision) -> String {
    agreed::decided(decision).trim_end_matches('.').to_owned()
}

/// The wording of a verdict on value.
pub const fn worth(worth: Worth) -> &'static str {
    match worth {
        Worth::Valuable => "valuable",
        Worth::NotValuable => "not valuable",
        Worth::ChangedMind => "changed their mind (verdict unclear)",
    }
}

/// The count of each, such as `3 open`, without zero counts.
pub fn counted(counts: impl IntoIterator<Item = (usize, impl Display)>) -> Vec<String> {
    let some = counts.into_iter().filter(|(number, _)| *number > 0);
    some.map(|(number, what)| format!("{number} {what}")).collect()
}

/// The sentence if all recorded actions are done; empty if none is recorded.
pub fn all_done(recorded: usize) -> String {
    counted_sentence(recorded, "The one recorded action is done.", "All {number} recorded actions are done.")
}

/// The line of a document that lists what is not recorded; empty if everything is.
pub fn missing(parts: &[(&str, bool)]) -> String {
    let missing: Vec<_> = parts.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
    if missing.is_empty() { String::new() } else { format!("Not recorded: {}.", words::and_list(&missing)) }
}

/// The sentence under a list that was cut: `35 lower-priority items are not shown.`; empty if there are no more.
pub fn not_shown(number: usize) -> String {
    counted_sentence(number, "1 lower-priority item is not shown.", "{number} lower-priority items are not shown.")
}

/// The sentence for one, or for more; empty for none.
fn counted_sentence(number: usize, one: &str, more: &str) -> String {
    match number {
        0 => String::new(),
        1 => one.to_owned(),
        _ => more.replace("{number}", &number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn money_and_what_an_action_came_from_have_words() {
        let eur = "EUR".parse().unwrap();
        let money = |amount: &str| money(amount.parse().unwrap(), &eur);
        assert_eq!(["12400.5", "-12400"].map(money), ["EUR 12,400.50", "EUR −12,400"]);
        let rounded = |amount: &str| rounded(amount.parse().unwrap(), &eur);
        assert_eq!(["42754.90", "-1000.5", "340.50"].map(rounded), ["EUR 42,755", "EUR −1,001", "EUR 340.50"]);
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/06-demo": {"entered": "2026-03-02", "on": "2026-03-05"}, "cycle-1/07-adjust": "2026-03-06"},
                "outcomes": {"1": {"on": "2026-03-09", "kind": "called-off", "reason": "r"}},
                "records": {"people/ana": {"name": "Ana Ortiz"}, "feedback/2026-03-05-ana-aaaa": {"said": "Too\nbig."},
                "feedback/2026-03-05-ana-bbbb": {}}}"#,
        );
        for (reference, words) in [
            ("people/ana", "Ana Ortiz"),
            ("engagement", "the engagement itself"),
            ("cycle-1/pace", "the PACE plan of cycle 1"),
            ("cycle-1/06-demo", "demo of 5 March 2026"),
            ("cycle-1/07-adjust", "adjust of 6 March 2026"),
            ("cycle-1/08-dev", "cycle-1/08-dev"),
            ("outcomes/01-called-off", "called off on 9 March 2026"),
            ("feedback/2026-03-05-ana-aaaa", "Ana Ortiz, 5 March 2026: Too big."),
            ("feedback/2026-03-05-ana-bbbb", "feedback/2026-03-05-ana-bbbb"),
        ] {
            assert_eq!(record(&engagement, &reference.parse().unwrap()), words);
        }
    }
}
