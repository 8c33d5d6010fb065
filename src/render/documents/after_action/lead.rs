//! The report in brief: what a manager wants to know first, one line each, as far as it is recorded.

use crate::insight::sentiment::{self, Mean, Sentiment};
use crate::insight::spend as figures;
use crate::insight::{actions, durations, goals};
use crate::model::engagement::Engagement;
use crate::model::entry::{AfterAction, Onward, PlanNext};
use crate::model::record::Record;
use crate::model::reference::Reference;
use crate::model::words;
use crate::render::parts::{lessons, spend};
use crate::render::wording;

/// The lines of the lead: first the records that the review names, in its order; missing data has no line.
pub fn lead(engagement: &Engagement, cycle: u32, review: Option<&AfterAction>) -> Vec<String> {
    let named = review.map(|review| review.in_brief.as_slice()).unwrap_or_default();
    let named = named.iter().filter(|name| engagement.has(name)).map(|name| named_line(engagement, name));
    let lines = [
        goals(engagement, cycle),
        sentiment(engagement, cycle),
        spend(engagement, cycle),
        time(engagement, cycle),
        lessons(engagement, cycle),
        actions(engagement, cycle),
        next(engagement, cycle),
    ];
    named.chain(lines.into_iter().flatten()).collect()
}

/// A record that the review names, in its own words and with its result.
fn named_line(engagement: &Engagement, name: &Reference) -> String {
    let words = wording::record(engagement, name);
    let words = words.trim_end_matches('.');
    match engagement.records.get(name) {
        Some(Record::Lesson(lesson)) => {
            let advice = lesson.recommendation.as_ref().map(|text| format!("; {}", wording::clause(text)));
            format!("Lesson: {words}{}", advice.unwrap_or_default())
        }
        Some(Record::Decision(decision)) => format!("Decision: {}", wording::decision(decision)),
        Some(Record::Goal(goal)) => format!("Goal: {words}: {}", wording::verdict(goal.verdict())),
        Some(Record::Action(action)) => {
            let state = match (action.done, action.due) {
                (Some(done), _) => format!("done {}", words::date(done)),
                (None, Some(due)) => format!("due {}", words::date(due)),
                (None, None) => "open".to_owned(),
            };
            format!("Action: {words} ({}, {state})", engagement.name_of(&action.owner))
        }
        _ => words.to_owned(),
    }
}

/// `Goals: 2 of 4 met, 1 partly met and 1 missed`; if none is judged yet, how many are open.
fn goals(engagement: &Engagement, cycle: u32) -> Option<String> {
    let tally = goals::tally(goals::of_cycle(engagement, cycle).into_iter().map(|(_, goal)| goal));
    let all = tally.met + tally.partly + tally.missed + tally.open;
    if tally.open == all {
        return (all > 0).then(|| format!("Goals: {all} open"));
    }
    let rest = wording::counted([(tally.partly, "partly met"), (tally.missed, "missed"), (tally.open, "open")]);
    Some(format!("Goals: {}", words::and_list([format!("{} of {all} met", tally.met)].into_iter().chain(rest))))
}

/// The customer's impression and enthusiasm, from the first round to the last if two have ratings.
fn sentiment(engagement: &Engagement, cycle: u32) -> Option<String> {
    let now = sentiment::of_cycle(engagement, cycle);
    let rounds = sentiment::per_round(engagement, cycle);
    let (first, last) = (rounds.first().map(|(_, first)| *first)?, rounds.last().map(|(_, last)| *last)?);
    let of = |what: &str, of: fn(&Sentiment) -> Option<Mean>| {
        let mean = of(&last).or(of(&now))?;
        let from = of(&first).filter(|_| rounds.len() > 1).map(|from| format!(", from {from} in the first round"));
        Some(format!("{what} {mean} of 5{}", from.unwrap_or_default()))
    };
    let parts = [of("impression", |it| it.impression), of("enthusiasm", |it| it.enthusiasm)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("The customer: {}", parts.join("; ")))
}

/// What was spent, against the budget if there is one.
fn spend(engagement: &Engagement, cycle: u32) -> Option<String> {
    let spent = figures::in_cycle(engagement, cycle);
    if spent.is_empty() {
        return None;
    }
    let budget = spend::budget(engagement, cycle);
    Some(match budget.line.as_str() {
        "" => format!("Spend: {}", spend::totals(&spent)),
        line => format!("Spend, by the end of the cycle: {line}"),
    })
}

/// How long it took, if it is over.
fn time(engagement: &Engagement, cycle: u32) -> Option<String> {
    let stays = durations::stays(engagement, cycle, None);
    let days = stays.last()?.until?.days_since(stays.first()?.from).max(0);
    let rounds = match durations::per_round(&stays).len() {
        0 => String::new(),
        rounds => format!(", in {}", words::count(rounds, "round")),
    };
    Some(format!("Time: {}{rounds}", words::days(days)))
}

/// What was learned.
fn lessons(engagement: &Engagement, cycle: u32) -> Option<String> {
    let lessons = lessons::of_cycle(engagement, cycle);
    let (sustain, improve, mistakes) = (lessons.sustain.len(), lessons.improve.len(), lessons.mistake.len());
    let noun = if mistakes == 1 { "mistake" } else { "mistakes" };
    let parts = wording::counted([(sustain, "to sustain"), (improve, "to improve"), (mistakes, noun)]);
    (!parts.is_empty()).then(|| format!("Lessons: {}", words::and_list(&parts)))
}

/// How many of the actions raised in the cycle are done.
fn actions(engagement: &Engagement, cycle: u32) -> Option<String> {
    let raised = actions::raised_in(engagement, cycle);
    let done = raised.iter().filter(|(_, action)| action.done.is_some()).count();
    (!raised.is_empty()).then(|| format!("Actions: {done} of {} done", raised.len()))
}

/// Whether the engagement continues, if that is decided.
fn next(engagement: &Engagement, cycle: u32) -> Option<String> {
    let plan = engagement.last_answers::<PlanNext>(cycle)?;
    let from = plan.next.map(|day| format!(", from {}", words::date(day))).unwrap_or_default();
    Some(match plan.decision? {
        Onward::Continue => format!("Next: another cycle{from}"),
        Onward::Close => "Next: the engagement is closed".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn brief_lines(in_brief: &[&str]) -> Vec<String> {
        let engagement = fixture::from(&serde_json::json!({
            "entries": { "cycle-1/08-after-action": { "entered": "2026-03-19", "in_brief": in_brief } },
            "records": {
                "people/ana": {}, "people/sam": { "side": "ours" },
                "lessons/2026-03-20-a": { "issue": "Rain.", "recommendation": "Gloves." },
                "feedback/2026-03-20-b": { "said": "It is fast." },
                "decisions/2026-03-20-c": { "what": "By berth.", "instead_of": "by year" },
                "goals/d": { "statement": "Found in ten seconds.", "verdict": "partly" },
                "actions/2026-03-20-e": { "what": "Bring gloves.", "owner": "sam", "due": "2026-04-01" },
                "actions/2026-03-20-f": { "what": "Rescan.", "owner": "sam", "done": "2026-03-22" } } }));
        lead(&engagement, 1, engagement.last_answers::<AfterAction>(1))
    }

    #[test]
    fn the_records_named_for_the_first_page_come_first_in_the_order_named() {
        let by_rule = ["Goals: 0 of 1 met and 1 partly met", "Lessons: 1 to improve", "Actions: 1 of 2 done"];
        assert_eq!(brief_lines(&[]), by_rule);
        let (named, lines): (Vec<_>, Vec<_>) = [
            ("goals/d", "Goal: Found in ten seconds: partly met"),
            ("actions/2026-03-20-f", "Action: Rescan (Sam, done 22 March 2026)"),
            ("decisions/2026-03-20-c", "Decision: By berth, instead of by year"),
            ("lessons/2026-03-20-a", "Lesson: Rain; Gloves"),
            ("feedback/2026-03-20-b", "Ana, 20 March 2026: It is fast"),
            ("actions/2026-03-20-e", "Action: Bring gloves (Sam, due 1 April 2026)"),
        ]
        .into_iter()
        .unzip();
        assert_eq!(brief_lines(&[named, vec!["lessons/none"]].concat()), [lines, by_rule.to_vec()].concat());
    }
}
