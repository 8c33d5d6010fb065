//! What the customer thinks of it: impression and enthusiasm, 1 to 5, by round and cycle.

use std::collections::BTreeMap;

use crate::model::engagement::Engagement;
use crate::model::number::Rating;
use crate::model::record::{Feedback, Record, Side};
use crate::model::reference::{PersonId, Reference};

/// A mean of ratings in tenths, 10 to 50, to the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mean {
    tenths: i64,
}

impl Mean {
    /// The mean of ratings; none of none.
    pub fn of(ratings: impl Iterator<Item = Rating>) -> Option<Self> {
        let (sum, count) = ratings.fold((0, 0), |(sum, count), rating| (sum + i64::from(rating.get()), count + 1));
        (count > 0).then(|| Self { tenths: (20 * sum + count) / (2 * count) })
    }

    /// So many whole points.
    pub const fn whole(points: i64) -> Self {
        Self { tenths: 10 * points }
    }

    /// How much higher this is than an earlier one, in tenths; negative when lower.
    pub fn tenths_above(self, earlier: Self) -> i64 {
        self.tenths - earlier.tenths
    }
}

impl std::fmt::Display for Mean {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

/// The means of some feedback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sentiment {
    /// How many spoke.
    pub voices: usize,
    /// Of the technology as it stands.
    pub impression: Option<Mean>,
    /// To go on with us.
    pub enthusiasm: Option<Mean>,
}

/// The customer's feedback of a cycle, by day.
pub fn voices(engagement: &Engagement, cycle: u32) -> Vec<(&Reference, &Feedback)> {
    let other = |from: &PersonId| engagement.is_of(from, Side::Ours) || engagement.is_of(from, Side::Partner);
    let theirs = |(_, feedback): &(&Reference, &Feedback)| !other(&feedback.from);
    let mut voices: Vec<_> = engagement.in_cycle::<Feedback>(cycle).filter(theirs).collect();
    voices.sort_by_key(|(name, feedback)| (feedback.on, *name));
    voices
}

/// The sentiment of a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Sentiment {
    let voices: Vec<_> = voices(engagement, cycle).into_iter().map(|(_, feedback)| feedback).collect();
    sentiment(&voices)
}

/// The sentiment of each round of a cycle that has feedback, by round.
pub fn per_round(engagement: &Engagement, cycle: u32) -> Vec<(usize, Sentiment)> {
    let mut rounds: BTreeMap<usize, Vec<&Feedback>> = BTreeMap::new();
    for (_, feedback) in voices(engagement, cycle) {
        let entry = engagement.entry_of(&Record::Feedback(feedback.clone()));
        rounds.entry(entry.map_or(1, |entry| engagement.round(entry))).or_default().push(feedback);
    }
    rounds.into_iter().map(|(round, voices)| (round, sentiment(&voices))).collect()
}

fn sentiment(voices: &[&Feedback]) -> Sentiment {
    Sentiment {
        voices: voices.len(),
        impression: Mean::of(voices.iter().filter_map(|feedback| feedback.impression)),
        enthusiasm: Mean::of(voices.iter().filter_map(|feedback| feedback.enthusiasm)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"entries": {
                "cycle-1/01-demo": {"entered": "2026-03-10"},
                "cycle-1/02-adjust": {"entered": "2026-03-11"},
                "cycle-1/03-demo": {"entered": "2026-03-20"}},
              "records": {"people/bo": {"name": "Bo", "side": "ours"},
                "feedback/2026-03-20-ana-aaaa": {"on": "2026-03-20", "from": "ana", "impression": "5", "enthusiasm": "4"},
                "feedback/2026-03-10-ana-aaaa": {"on": "2026-03-10", "from": "ana", "impression": "2"},
                "feedback/2026-03-10-cy-aaaa": {"on": "2026-03-10", "from": "cy", "impression": "4"},
                "feedback/2026-03-10-bo-aaaa": {"on": "2026-03-10", "from": "bo", "impression": "1"}}}"#,
        )
    }

    #[test]
    fn the_means_are_theirs_and_to_a_tenth() {
        let cycle = of_cycle(&engagement(), 1);
        assert_eq!((cycle.voices, cycle.impression.unwrap().to_string().as_str()), (3, "3.7"));
        assert_eq!(cycle.enthusiasm.unwrap().to_string(), "4.0");
        assert_eq!(of_cycle(&engagement(), 2), Sentiment::default());
    }

    #[test]
    fn a_round_has_its_own_mean_and_change_is_in_tenths() {
        let rounds = per_round(&engagement(), 1);
        let impressions: Vec<_> = rounds.iter().map(|(round, s)| (*round, s.impression.unwrap().to_string())).collect();
        assert_eq!(impressions, [(1, "3.0".to_owned()), (2, "5.0".to_owned())]);
        assert_eq!(rounds[1].1.impression.unwrap().tenths_above(rounds[0].1.impression.unwrap()), 20);
    }
}
