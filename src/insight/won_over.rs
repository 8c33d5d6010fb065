//! Who was won over: someone on the customer's side who did not find it valuable, and later did.

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Feedback, Worth};
use crate::model::reference::PersonId;

/// The day of the negative verdict before this positive one, if someone was won over.
pub fn since(engagement: &Engagement, feedback: &Feedback) -> Option<Date> {
    if feedback.verdict != Some(Worth::Valuable) {
        return None;
    }
    let (day, verdict) = last(engagement, &feedback.from, |on| on < feedback.on)?;
    (verdict == Worth::NotValuable).then_some(day)
}

/// Someone's last clear verdict on the days that count; none if they gave both on that day.
fn last(engagement: &Engagement, person: &PersonId, counts: impl Fn(Date) -> bool) -> Option<(Date, Worth)> {
    let all = engagement.all::<Feedback>().filter(|(_, feedback)| feedback.from == *person && counts(feedback.on));
    let verdicts: Vec<_> = all.filter_map(|(_, feedback)| Some((feedback.on, feedback.verdict?))).collect();
    let day = verdicts.iter().map(|(on, _)| *on).max()?;
    let mut of_day = verdicts.into_iter().filter(|(on, verdict)| *on == day && *verdict != Worth::ChangedMind);
    let (on, verdict) = of_day.next()?;
    of_day.all(|(_, other)| other == verdict).then_some((on, verdict))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn who_was_won_over_follows_from_two_verdicts_of_one_person() {
        let (first, second, third) = ("2026-03-20", "2026-04-09", "2026-05-06");
        let (no, yes, unclear) = ("not-valuable", "valuable", "changed-mind");
        for (verdicts, since, why) in [
            (&[(first, no), (second, yes)][..], first, ""),
            (&[(first, no), (second, yes), (third, yes)], "", "it is reported once"),
            (&[(first, yes), (second, no)], "", "lost"),
            (&[(first, no), (first, yes), (second, yes)], "", "both on one day"),
            (&[(first, no), (second, unclear)], "", "no verdict yet"),
            (&[(first, unclear), (second, yes)], "", "no verdict before"),
            (&[(first, no), (second, yes), (third, no)], "", "lost again"),
        ] {
            let mut records = serde_json::json!({ "people/ana": {} });
            for (at, (on, verdict)) in verdicts.iter().enumerate() {
                records[format!("feedback/{on}-{at}")] = serde_json::json!({ "verdict": verdict });
            }
            let engagement = fixture::from(&serde_json::json!({ "records": records }));
            let last = engagement.all::<Feedback>().last().unwrap().1;
            assert_eq!(super::since(&engagement, last), since.parse().ok(), "{why}");
        }
    }
}
