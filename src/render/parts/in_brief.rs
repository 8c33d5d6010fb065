//! A cycle in brief: what a manager wants to know first. The lead's words come first; what is not recorded is
//! empty.

use super::hours::Hours;
use super::lessons::LessonView;
use super::{people, spend};
use crate::insight::spend as figures;
use crate::render::parts::prelude::*;

view! {
    /// A cycle in brief.
    pub struct Brief {
        /// How many goals are met, partly met, missed and not judged yet.
        pub result: String,
        /// What was spent of the budget, and the hours of both sides.
        pub cost: String,
        /// How impression and enthusiasm moved from the first round to the last.
        pub customer: String,
        /// What one of the customer's people said of it.
        quote: Option<Quote>,
        /// Why the strongest mistake or point to improve came about.
        cause: String,
        /// What to do about it.
        recommendation: String,
        /// Other records that the lead names for the first page, in words.
        named: Vec<String>,
    }

    /// What someone said.
    pub struct Quote {
        /// The words.
        said: String,
        /// Who said it.
        name: String,
        /// The roles of that person.
        roles: String,
    }
}

/// The report in brief; `named` are the records that the lead wants on the first page.
pub fn brief(
    engagement: &Engagement,
    cycle: u32,
    named: &[Reference],
    strongest: Option<&LessonView>,
    hours: &Hours,
) -> Brief {
    let of_strongest = |text: fn(&LessonView) -> &str| strongest.map(|one| text(one).to_owned()).unwrap_or_default();
    Brief {
        result: result(engagement, cycle),
        cost: cost(engagement, cycle, hours),
        customer: customer(engagement, cycle),
        quote: quote(engagement, cycle, named),
        cause: of_strongest(|one| if one.why.is_empty() { &one.issue } else { &one.why }),
        recommendation: of_strongest(|one| &one.recommendation),
        named: named.iter().filter_map(|name| in_words(engagement, name)).collect(),
    }
}

/// `2 of 4 goals met, 1 partly met, 1 missed`.
fn result(engagement: &Engagement, cycle: u32) -> String {
    let tally = goals::tally(goals::of_cycle(engagement, cycle).into_iter().map(|(_, goal)| goal));
    let all = tally.met + tally.partly + tally.missed + tally.open;
    if tally.open == all {
        return if all == 0 { String::new() } else { format!("{}, not judged yet", words::count(all, "goal")) };
    }
    let rest =
        wording::counted([(tally.partly, "partly met"), (tally.missed, "missed"), (tally.open, "not judged yet")]);
    let met = format!("{} of {} met", tally.met, words::count(all, "goal"));
    [vec![met], rest].concat().join(", ")
}

/// `EUR 42,755 of EUR 48,000 (89%); 341 of our hours and 53 of the customer's`.
fn cost(engagement: &Engagement, cycle: u32, hours: &Hours) -> String {
    let here = spend::totals(&figures::in_cycle(engagement, cycle));
    let budget = spend::budget(engagement, cycle);
    let money = match (here.as_str(), budget.line.as_str()) {
        (here, "") | (here @ "", _) => here.to_owned(),
        (here, line) if here == budget.spent => line.to_owned(),
        (here, line) => format!("{here} in this cycle; in all cycles {line}"),
    };
    let hours = match (hours.ours.as_str(), hours.theirs.as_str()) {
        ("", "") => String::new(),
        (ours, "") => format!("{ours} of our hours"),
        ("", theirs) => format!("{theirs} of the customer's hours"),
        (ours, theirs) => format!("{ours} of our hours and {theirs} of the customer's"),
    };
    [money, hours].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// `impression 3.0 → 4.0 of 5, enthusiasm 3.3 → 4.2 (four people, then six; one rating is our estimate)`.
fn customer(engagement: &Engagement, cycle: u32) -> String {
    let rounds = sentiment::per_round(engagement, cycle);
    let (Some((_, first)), Some((_, last))) = (rounds.first(), rounds.last()) else { return String::new() };
    let mean = |what: &str, of: fn(&Sentiment) -> Option<Mean>| match (of(first), of(last)) {
        (Some(before), Some(now)) if rounds.len() > 1 => Some(format!("{what} {before} → {now} of 5")),
        (before, now) => now.or(before).map(|mean| format!("{what} {mean} of 5")),
    };
    let means: Vec<_> = [mean("impression", |it| it.impression), mean("enthusiasm", |it| it.enthusiasm)].into();
    let means: Vec<_> = means.into_iter().flatten().collect();
    if means.is_empty() {
        return String::new();
    }
    let people = |one: &Sentiment| words::number(one.voices);
    let noun = if first.voices == 1 { "person" } else { "people" };
    let then = if rounds.len() > 1 { format!(", then {}", people(last)) } else { String::new() };
    format!("{} ({} {noun}{then}{})", means.join(", "), people(first), estimates(engagement, cycle))
}

/// `; one rating is our estimate`; empty if the customer's people gave all of them.
fn estimates(engagement: &Engagement, cycle: u32) -> String {
    let mut rated = sentiment::voices(engagement, cycle);
    rated.retain(|(_, feedback)| feedback.impression.is_some() || feedback.enthusiasm.is_some());
    match rated.iter().filter(|(_, feedback)| feedback.rated_by == Some(RatedBy::Us)).count() {
        0 => String::new(),
        all if all == rated.len() => "; our estimate".to_owned(),
        1 => "; one person's ratings are our estimate".to_owned(),
        some => format!("; {} people's ratings are our estimate", words::number(some)),
    }
}

/// The words that the lead names, else the sponsor's latest, else those of who decides, else the latest.
fn quote(engagement: &Engagement, cycle: u32, named: &[Reference]) -> Option<Quote> {
    let place = |name: &Reference| named.iter().position(|one| one == name);
    let has = |from, role| engagement.person(from).is_some_and(|person| person.roles.contains(&role));
    let all = sentiment::voices(engagement, cycle).into_iter().filter(|(_, feedback)| feedback.said.is_some());
    let (_, feedback) = all.rev().min_by_key(|(name, feedback)| {
        let is = |role| !has(&feedback.from, role);
        (place(name).is_none(), place(name), is(Role::Sponsor), is(Role::Decider))
    })?;
    let roles = engagement.person(&feedback.from).map(|person| people::person(engagement, person).roles);
    Some(Quote {
        said: feedback.said.as_ref()?.one_line(),
        name: engagement.name_of(&feedback.from),
        roles: roles.unwrap_or_default(),
    })
}

/// A record that the lead names, in its own words and with its result; lessons and feedback have a place of their own.
fn in_words(engagement: &Engagement, name: &Reference) -> Option<String> {
    let words = || wording::record(engagement, name).trim_end_matches('.').to_owned();
    Some(match engagement.records.get(name) {
        Some(Record::Lesson(_) | Record::Feedback(_)) => return None,
        Some(Record::Decision(decision)) => format!("Decision: {}", wording::decision(decision)),
        Some(Record::Goal(goal)) => format!("Goal: {}: {}", words(), wording::verdict(goal.verdict())),
        Some(Record::Action(action)) => {
            let state = match (action.done, action.due) {
                (Some(done), _) => format!("done {}", words::date(done)),
                (None, Some(due)) => format!("due {}", words::date(due)),
                (None, None) => "open".to_owned(),
            };
            format!("Action: {} ({}, {state})", words(), engagement.name_of(&action.owner))
        }
        _ if engagement.has(name) => words(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::insight::fixture;

    fn engagement() -> Engagement {
        fixture::from(&json!({
            "entries": { "cycle-1/07-adjust": "2026-03-19" },
            "records": {
                "people/ana": { "roles": ["sponsor"] }, "people/cy": { "roles": ["decider"] }, "people/sam": { "side": "ours" },
                "feedback/2026-03-20-a": { "from": "ana", "said": "Fast.", "impression": "4" },
                "feedback/2026-03-21-b": { "from": "cy", "said": "What does it cost?", "impression": "2", "rated_by": "us" },
                "lessons/2026-03-20-a": { "issue": "Rain." },
                "decisions/2026-03-20-c": { "what": "By berth.", "instead_of": "by year" },
                "goals/d": { "statement": "Found in ten seconds.", "verdict": "partly" },
                "actions/2026-03-20-e": { "what": "Bring gloves.", "owner": "sam", "due": "2026-04-01" },
                "actions/2026-03-20-f": { "what": "Rescan.", "owner": "sam", "done": "2026-03-22" } } }))
    }

    fn named(names: &[&str]) -> Vec<Reference> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    #[test]
    fn the_first_page_quotes_the_sponsor_unless_the_lead_names_another_voice() {
        let said = |names: &[&str]| quote(&engagement(), 1, &named(names)).unwrap().said;
        assert_eq!(said(&[]), "Fast.");
        assert_eq!(said(&["goals/d", "feedback/2026-03-21-b"]), "What does it cost?");
        assert_eq!(
            customer(&engagement(), 1),
            "impression 3.0 of 5 (two people; one person's ratings are our estimate)"
        );
    }

    #[test]
    fn other_records_that_the_lead_names_are_told_in_their_order() {
        let names =
            ["goals/d", "actions/2026-03-20-f", "decisions/2026-03-20-c", "actions/2026-03-20-e", "lessons/none"];
        let told: Vec<_> = named(&names).iter().filter_map(|name| in_words(&engagement(), name)).collect();
        assert_eq!(
            told,
            [
                "Goal: Found in ten seconds: partly met",
                "Action: Rescan (Sam, done 22 March 2026)",
                "Decision: By berth, instead of by year",
                "Action: Bring gloves (Sam, due 1 April 2026)",
            ]
        );
        assert_eq!(result(&engagement(), 1), "0 of 1 goal met, 1 partly met");
    }
}
