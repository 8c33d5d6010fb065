//! Who was won over: someone on the customer's side who did not find it valuable, and later did.

use crate::insight::prelude::*;

/// The day of the negative verdict before this positive one, if someone was won over.
pub fn since(engagement: &Engagement, feedback: &Feedback) -> Option<Date> {
    if feedback.verdict != Some(Worth::Valuable) {
        return None;
    }
    let is_earlier = |one: &Feedback| one.from == feedback.from && one.on < feedback.on;
    let earlier = engagement.all::<Feedback>().filter(|(_, one)| is_earlier(one));
    let verdicts: Vec<_> = earlier.filter_map(|(_, one)| Some((one.on, one.verdict?))).collect();
    let day = verdicts.iter().map(|(on, _)| *on).max()?;
    // someone who gave both verdicts on that day was not clear
    let mut clear = verdicts.iter().filter(|(on, verdict)| *on == day && *verdict != Worth::ChangedMind).peekable();
    clear.peek()?;
    clear.all(|(_, verdict)| *verdict == Worth::NotValuable).then_some(day)
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
